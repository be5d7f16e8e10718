"""Pictures of every page: a site of its own on a temporary folder, walked by following links, as each role.

    script/screenshots [--out FOLDER] [--from demo|world] [--only ROUTE] [--readme]

`--from world` stands on the small world of the tests (seconds); `demo` on the demonstration (a minute). `--readme`
makes just docs/screenshot.png. FOLDER is outside the repository unless you say otherwise; it gets an index.html.
"""

import argparse
import html
import importlib.util
import io
import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SIZES = ((360, 740), (1280, 900))
THEMES = ("light", "dark")
MOST_README_BYTES = 200_000


@dataclass(frozen=True)
class Role:
    """Whose eyes: an account and the cookie of its session."""

    username: str
    session: str


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--out", type=Path, default=Path(tempfile.gettempdir()) / "vandong-screenshots")
    words.add_argument("--from", dest="source", choices=("demo", "world"))
    words.add_argument("--only", default="", help="only routes that begin with this")
    words.add_argument("--readme", action="store_true", help="make docs/screenshot.png and nothing else")
    asked = words.parse_args()
    with tempfile.TemporaryDirectory(prefix="vandong-screenshots-") as data:
        stand_on(Path(data))
        source = asked.source or ("demo" if importlib.util.find_spec("vandong.ops.demonstration") else "world")
        usernames = build_demo() if source == "demo" else build_world()
        roles = [sign_in(username) for username in usernames]
        with Site() as address, browser() as chromium:
            if asked.readme:
                make_readme_picture(chromium, address, roles, source)
                return 0
            take(chromium, address, roles, asked.out, asked.only)
            # What was not closed (database connections of the site's threads) ends with this process.
    return 0


def stand_on(data: Path) -> None:
    """A temporary installation, before Django is imported."""
    os.environ.update(
        VANDONG_DATA=str(data),
        DJANGO_SETTINGS_MODULE="vandong.config.settings",
        DJANGO_ALLOW_ASYNC_UNSAFE="true",
    )
    os.environ.pop("DATABASE_URL", None)
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    import django

    import vandong.config.settings  # noqa: F401  brings the newer SQLite before anything asks for a connection

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def build_demo() -> list[str]:
    from vandong.ops import demonstration

    demonstration.create(progress=lambda done, total, text: None)
    return [account.username for account in demonstration.accounts()]


def build_world() -> list[str]:
    from tests import make, world
    from tests.journeys import lived
    from vandong.kernel.models import Installation

    lived.live(world.build())
    Installation.objects.filter(id=1).update(is_demonstration=True, pinned_on=make.TODAY)
    return ["luong", "hanh", "lan", "khai", "thai", "binh", "co", "quan", "vien"]


def sign_in(username: str) -> Role:
    """A session as the sign-in page would have made it."""
    from django.conf import settings
    from django.test import Client

    from vandong.accounts.models import Account

    client = Client()
    client.force_login(Account.objects.get(username=username), "django.contrib.auth.backends.ModelBackend")
    return Role(username, client.cookies[settings.SESSION_COOKIE_NAME].value)


class Site:
    """The site on a free port of this machine, in threads of this process."""

    def __enter__(self) -> str:
        from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
        from django.core.wsgi import get_wsgi_application

        class Quiet(WSGIRequestHandler):
            def log_message(self, *words: object) -> None:
                pass

        self.server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
        self.server.set_app(get_wsgi_application())
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self.server.server_port}"

    def __exit__(self, *trouble: object) -> None:
        self.server.shutdown()


def browser():  # noqa: ANN201  a context manager of playwright's Browser
    from contextlib import contextmanager

    from playwright.sync_api import sync_playwright

    from tests import tools

    @contextmanager
    def opened() -> Iterator:
        with sync_playwright() as playwright:
            found = playwright.chromium.launch(
                executable_path=tools.chromium(),
                args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
            )
            yield found
            found.close()

    return opened()


def window(chromium, address: str, role: Role | None, width: int, height: int, theme: str, scale: float = 1):  # noqa: ANN001, ANN201
    from django.conf import settings

    context = chromium.new_context(
        base_url=address,
        viewport={"width": width, "height": height},
        color_scheme=theme,
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        device_scale_factor=scale,
    )
    if role:
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": role.session, "url": address}])
    return context.new_page()


def take(chromium, address: str, roles: list[Role], out: Path, only: str) -> None:  # noqa: ANN001
    from tests.journeys.crawl import reachable

    out.mkdir(parents=True, exist_ok=True)
    started, seen, shown, over = time.monotonic(), set(), [], []
    for role in roles:
        page = window(chromium, address, role, 1280, 900, "light")
        every = list(reachable(page))
        page.context.close()
        wanted = [
            (route, path)
            for route, path in every
            if route.startswith(only) and (route not in seen or route in ("home", "report_show"))
        ]
        seen |= {route for route, _ in every}
        for width, height in SIZES:
            for theme in THEMES:
                page = window(chromium, address, role, width, height, theme)
                for route, path in wanted:
                    page.goto(path)
                    page.wait_for_timeout(60)
                    name = f"{route}-{role.username}-{width}-{theme}.png"
                    page.screenshot(path=out / name, full_page=True)
                    shown.append((route, role.username, path, name))
                    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                        over.append(name)
                page.context.close()
        print(f"[{time.monotonic() - started:4.0f} s] {role.username}: {len(wanted)} pages", flush=True)
    write_index(out, shown)
    print(f"{len(shown)} pictures of {len(seen)} routes in {out}")
    for name in over:
        print(f"  runs over the side: {name}")


def write_index(out: Path, shown: list[tuple[str, str, str, str]]) -> None:
    rows = "\n".join(
        f"<figure><figcaption>{html.escape(f'{route} · {who} · {path}')}</figcaption>"
        f'<img loading="lazy" src="{name}"></figure>'
        for route, who, path, name in sorted(shown)
    )
    style = "body{display:flex;flex-wrap:wrap;gap:16px;font:13px sans-serif}img{max-width:420px;border:1px solid #999}"
    (out / "index.html").write_text(
        f"<!doctype html><meta charset=utf-8><style>{style}</style>{rows}", encoding="utf-8"
    )


def make_readme_picture(chromium, address: str, roles: list[Role], source: str) -> None:  # noqa: ANN001
    """The province's home on a desk, with a commune's phone before it; as few colours as it takes to stay light."""
    from PIL import Image

    by_name = {role.username: role for role in roles}
    wide, narrow = (by_name["binh"], by_name["hanh"]) if source == "world" else (roles_of_demo(roles))
    pictures = []
    for role, width, height in ((wide, 1180, 860), (narrow, 360, 720)):
        page = window(chromium, address, role, width, height, "light")
        page.goto("/")
        page.wait_for_timeout(200)
        pictures.append(Image.open(io.BytesIO(page.screenshot())).convert("RGB"))
        page.context.close()
    desk, phone = pictures
    picture = Image.new("RGB", (desk.width + 220, desk.height + 60), "#e4dccb")
    picture.paste(desk, (20, 20))
    frame = Image.new("RGB", (phone.width + 16, phone.height + 16), "#23201b")
    frame.paste(phone, (8, 8))
    picture.paste(frame, (picture.width - frame.width - 20, picture.height - frame.height - 20))
    target = ROOT / "docs" / "screenshot.png"
    for colours in (128, 64, 40, 24):
        kept = io.BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(kept, "PNG", optimize=True)
        if kept.tell() <= MOST_README_BYTES:
            break
    target.write_bytes(kept.getvalue())
    print(f"{target.relative_to(ROOT)}: {kept.tell() / 1000:.0f} kB")


def roles_of_demo(roles: list[Role]) -> tuple[Role, Role]:
    """The first who coordinates a province, and the first who records for a commune."""
    from datetime import date

    from vandong.accounts.access import officer_for
    from vandong.accounts.models import Account
    from vandong.kernel.models import Installation

    day = Installation.objects.get(id=1).pinned_on or date.today()  # noqa: DTZ011
    officers = [(role, officer_for(Account.objects.get(username=role.username).id, None, day)) for role in roles]
    wide = next(role for role, one in officers if one and one.level == "province" and one.may("coordinate"))
    narrow = next(role for role, one in officers if one and one.level == "commune" and one.may("record"))
    return wide, narrow


if __name__ == "__main__":
    sys.exit(main())
