"""The ground every test stands on: one fixed day, files in a temporary folder, and windows of a real browser."""

import os
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from django.db import connections
from django.db.backends.base.operations import BaseDatabaseOperations
from django.test import SimpleTestCase
from hypothesis import settings

from tests import postgres, tools

if TYPE_CHECKING:
    from django.test import Client

if TYPE_CHECKING:  # without script/test, playwright may not be there
    from playwright.sync_api import Browser, Page

# Compiled once and kept, whatever the caller's environment says: else every one of the many processes that tests start
# would compile the whole house again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

ON_POSTGRESQL = bool(os.environ.get("DATABASE_URL"))
# A property that takes long on a busy machine is still true. Registered before test modules set anything of their own.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


# --- which tests run ------------------------------------------------------------------------------------------------


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--all", action="store_true", dest="run_slow", help="also run the tests marked ci and slow")


# Folders whose tests take longest. They begin first, so that no worker is left with one when the other is done.
LONGEST_FIRST = ("tests/reliability/", "tests/journeys/", "tests/ops/", "tests/access/")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """script/test runs everything on SQLite, then again on PostgreSQL what may differ there."""
    items.sort(key=_turn)
    elsewhere = {"browser", "sqlite_only"} if ON_POSTGRESQL else {"postgres"}
    if not config.getoption("run_slow"):
        elsewhere |= {"slow", "ci", "once"} if ON_POSTGRESQL else {"slow", "ci"}
    kept, left_out = [], []
    for item in items:
        marks = {mark.name for mark in item.iter_markers()}
        # What asks for no database says the same on both.
        is_elsewhere = elsewhere & marks or (ON_POSTGRESQL and not _asks_for_database(item, marks))
        (left_out if is_elsewhere else kept).append(item)
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = kept


def _asks_for_database(item: pytest.Item, marks: set[str]) -> bool:
    is_of_django = isinstance(item, pytest.Function) and item.cls is not None and issubclass(item.cls, SimpleTestCase)
    asked = {"db", "transactional_db", "django_db_setup"} & set(getattr(item, "fixturenames", ()))
    return bool("django_db" in marks or is_of_django or asked)


def _turn(item: pytest.Item) -> int:
    if item.get_closest_marker("slow") or item.get_closest_marker("ci"):
        return -1
    return next((turn for turn, start in enumerate(LONGEST_FIRST) if item.nodeid.startswith(start)), len(LONGEST_FIRST))


def pytest_runtest_setup(item: pytest.Item) -> None:
    for tool in tools.TOOLS:
        if item.get_closest_marker(tool.marker) and not tool.is_here():
            sentence = f"{tool.name} is not on this machine (Debian: apt-get install {' '.join(tool.packages)})."
            if tools.missing_tool_is_failure():
                pytest.fail(sentence, pytrace=False)
            pytest.skip(sentence)


# --- clock, files, database -----------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def one_day(settings) -> None:
    """Every test lives on 5 November 2024, the day of tests/world.py, whatever the machine's clock says."""
    from tests.make import TODAY

    settings.VANDONG_TODAY = TODAY


@pytest.fixture(autouse=True)
def light_passwords(settings) -> None:
    """Argon2 is slow on purpose, and the cast of the test world is a dozen people."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path) -> None:
    settings.DATA = tmp_path
    settings.FILES = tmp_path / "files"


@pytest.fixture(scope="session", autouse=True)
def kept_by_all(tmp_path_factory) -> None:
    """Where the processes of a run keep what one made for all of them (tests/ops/site.py)."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    os.environ["VANDONG_TESTS_KEPT"] = str(folder)


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """The test database is there before Django looks: a copy of one that was migrated once for all processes."""
    return True


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, kept_by_all, tmp_path_factory) -> None:
    """SQLite tests use a file, not memory: the site and the test then have a connection each, as in real life."""
    from tests.ops.site import Site, kept

    test = connections["default"].settings_dict["TEST"]
    if ON_POSTGRESQL:
        test["TEMPLATE"] = "vandong_migrated"
        url = os.environ["DATABASE_URL"]
        kept(
            "migrated-on-postgresql",
            lambda folder: Site(folder, postgres.create_database(url, test["TEMPLATE"])).migrate(),
        )
    else:
        own = tmp_path_factory.mktemp("database")
        Site(own).migrate()
        test["NAME"] = str(own / "vandong.sqlite3")


@pytest.fixture(autouse=True, scope="session")
def emptying_lifts_promises() -> Iterator[None]:
    """A test that commits is followed by Django's flush, which append-only tables refuse: their promises are lifted for
    that moment. Django announces `post_migrate` after a flush, and kernel lays them again."""
    flush = BaseDatabaseOperations.execute_sql_flush

    def lift_and_flush(self: BaseDatabaseOperations, sql_list: list[str]) -> None:
        with self.connection.cursor() as cursor:
            if self.connection.vendor == "sqlite":
                cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
                for (name,) in cursor.fetchall():
                    cursor.execute(f'DROP TRIGGER "{name}"')
                flush(self, sql_list)
            else:
                cursor.execute("SET session_replication_role = replica")
                flush(self, sql_list)
                cursor.execute("SET session_replication_role = DEFAULT")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", lift_and_flush)
        yield


# --- the small world ------------------------------------------------------------------------------------------------


@pytest.fixture
def world(db):
    """The small world of tests/world.py, in this test's database."""
    from tests import world

    return world.stand()


@pytest.fixture
def signed_in_as() -> Callable[..., "Client"]:
    """`signed_in_as(world.hanh)`: a client that has signed in and acts under that officer's appointment."""
    from django.test import Client

    def signed_in_as(officer, **options) -> Client:
        from vandong.accounts.models import Account

        client = Client(**options)
        client.force_login(Account.objects.get(id=officer.account_id), "django.contrib.auth.backends.ModelBackend")
        session = client.session
        session["appointment_id"] = officer.appointment_id
        session.save()
        return client

    return signed_in_as


# --- a real browser -------------------------------------------------------------------------------------------------

# Without the background flags Chromium looks for hosts outside at every start. Whatever else is asked outside goes to a
# proxy that is not there. (Catching requests with `route` instead would switch off the browser's cache, and every page
# would fetch its style, script and typeface anew.)
NOWHERE = "http://127.0.0.1:9"
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LOOPBACK = ("127.0.0.1", "localhost", "::1")


@pytest.fixture(scope="session")
def chromium() -> Iterator["Browser"]:
    from playwright.sync_api import sync_playwright

    # Playwright's synchronous face runs an event loop in this thread; Django would take that for an async view.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=tools.chromium(), args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def window_at(chromium) -> Iterator[Callable[..., "Page"]]:
    """Opens a window on an address, with cookies of its own: one person at one device.

    The test fails at its end if a page raised an error, broke its content policy, asked an address outside, or
    met a failing server.
    """
    contexts, trouble = [], []

    def asked(request) -> None:
        where = urlsplit(request.url)
        if where.scheme in ("http", "https", "ws", "wss") and where.hostname not in LOOPBACK:
            trouble.append(f"asked an outside address: {request.url}")

    def heard(message) -> None:
        # A refused page is a 404 on purpose, and Chromium reports it as an error.
        if message.type == "error" and "Failed to load resource" not in message.text:
            trouble.append(message.text)

    def answered(response) -> None:
        if response.status >= 500:
            trouble.append(f"the server failed ({response.status}) at {response.url}")

    def window_at(address: str, width: int, height: int, *, touch=False, dark=False, script=True) -> "Page":
        context = chromium.new_context(
            base_url=address,
            viewport={"width": width, "height": height},
            has_touch=touch,
            is_mobile=touch,
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            proxy={"server": NOWHERE, "bypass": ",".join(LOOPBACK)},
        )
        contexts.append(context)
        context.on("request", asked)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("response", answered)
        page.on("console", heard)
        return page

    yield window_at
    for context in contexts:
        context.close()
    assert not trouble, "\n".join(trouble)


@pytest.fixture
def open_window(window_at, live_server) -> Callable[..., "Page"]:
    """`open_window(360, 740, touch=True, dark=True, script=False)`: one more person; `page.goto("/")` goes home."""

    def open_window(width: int = 1280, height: int = 800, **device: bool) -> "Page":
        return window_at(live_server.url, width, height, **device)

    return open_window


@pytest.fixture
def phone(open_window) -> "Page":
    """A small phone under a thumb: 360 px wide."""
    return open_window(360, 740, touch=True)


@pytest.fixture
def desk(open_window) -> "Page":
    """A window on an office computer."""
    return open_window(1280, 800)
