"""Small pages under a policy as strict as the site's, answered without a server: only frontend/src is tried here."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

BUILT = Path(__file__).resolve().parents[2] / "src" / "vandong" / "static"
ADDRESS = "http://127.0.0.1:9"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'"
)
PAGE = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Thử · Vận Động</title>
<meta name="viewport" content="width=device-width, initial-scale=1">{head}
<link rel="stylesheet" href="/static/vandong/app.css"><script src="/static/vandong/early.js"></script>
<script src="/static/vandong/app.js" defer></script></head><body><main><h1>Thử</h1>{body}</main></body></html>"""


class Pages:
    """`pages["/muc"] = "<form …>"`, then `page.goto("/muc")`; what forms sent is in `sent`, as (path, body)."""

    def __init__(self, page: "Page") -> None:
        self.page = page
        self.bodies: dict[str, str] = {}
        self.heads: dict[str, str] = {}
        self.statuses: dict[str, int] = {}
        self.sent: list[tuple[str, str]] = []
        page.route(f"{ADDRESS}/**", self._answer)

    def __setitem__(self, path: str, body: str) -> None:
        self.bodies[path] = body

    def open(self, path: str) -> None:
        self.page.goto(path)
        self.page.wait_for_function("document.readyState === 'complete'")

    def kept(self) -> dict[str, str]:
        return json.loads(self.page.evaluate("JSON.stringify(localStorage)"))

    def _answer(self, route) -> None:
        path = urlsplit(route.request.url).path
        if path.startswith("/static/"):
            route.fulfill(path=BUILT / path.removeprefix("/static/"))
            return
        if route.request.method == "POST":
            self.sent.append((path, (route.request.post_data_buffer or b"").decode("utf-8", "replace")))
        html = PAGE.format(head=self.heads.get(path, ""), body=self.bodies.get(path, "<p>Đã nhận.</p>"))
        route.fulfill(
            status=self.statuses.get(path, 200),
            body=html,
            content_type="text/html; charset=utf-8",
            headers={"Content-Security-Policy": POLICY},
        )


@pytest.fixture
def open_pages(window_at) -> Callable[..., Pages]:
    def open_pages(width: int = 360, height: int = 740, **device: bool) -> Pages:
        return Pages(window_at(ADDRESS, width, height, **device))

    return open_pages


@pytest.fixture
def pages(open_pages) -> Pages:
    return open_pages(touch=True)
