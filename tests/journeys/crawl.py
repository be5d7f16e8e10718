"""Every page a person can reach by following links from home: one address for each route."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Error, Response

NOT_PAGES = ("_docx", "_pdf", "_file", "_photo", "_template", "_download", "_scan", "_xlsx", "_download_recovery_codes")

OWN_TO_EACH_ROLE = {
    "home",
    "more",
    "report_list",
    "report_show",
    "period_list",
    "activity_list",
    "document_list",
    "programme_show",
    "unit_show",
}


def route_of(path: str) -> str:
    """The route name of an address of ours; empty for any other."""
    try:
        return resolve(path).url_name or ""
    except Resolver404:
        return ""


def reachable(page, known: frozenset[str] = frozenset()) -> Iterator[tuple[str, str]]:
    """(route, address) of each page, which is then open in `page`: look before asking for the next one.

    Routes in `known` are not opened again; those that differ most from role to role always are.
    """
    seen: set[str] = set(known) - OWN_TO_EACH_ROLE
    waiting = ["/"]
    while waiting:
        path = waiting.pop(0)
        route = route_of(urlsplit(path).path)
        if not route or route in seen or route.endswith(NOT_PAGES):
            continue
        seen.add(route)
        answer = _open(page, path)
        if answer is None or "text/html" not in (answer.headers.get("content-type") or ""):
            continue
        found = page.eval_on_selector_all("a[href]", "all => all.map(one => one.getAttribute('href'))")
        yield route, path
        # Without its fragment: a page opened at a place within it begins its tabs there, as it should.
        waiting += [href.partition("#")[0] for href in found if href.startswith("/") and "xuat=" not in href]


def _open(page, path: str) -> Response | None:
    """Go there; None where a file comes instead of a page."""
    try:
        return page.goto(path)
    except Error as error:
        if "Download is starting" not in error.message:
            raise
        return None
