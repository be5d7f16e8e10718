"""What is measured. Each section prints its lines as soon as it knows them."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from datetime import date, datetime, timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.bench import imports as taking_in
from tests.bench import lists as a_million
from tests.bench import measure
from tests.documents import speed
from vandong.accounts.access import Officer
from vandong.kernel import audit
from vandong.ops import demonstration
from vandong.programme import queries as programmes
from vandong.reporting import actions as reporting
from vandong.units import actions as unit_actions
from vandong.units import queries as units

ROUNDS_OF_A_PAGE = 15
LISTS = (
    "activity_list", "activity_record", "period_list", "notice_list", "programme_list", "document_list", "unit_list",
    "account_list", "audit_list",
)  # fmt: skip
DAY = date(2024, 11, 12)  # the demonstration's own
NOW = datetime(2024, 11, 12, 8, 0, tzinfo=timezone.get_default_timezone())
ALL = frozenset({"view", "record", "approve", "coordinate", "liaise", "administer"})


def tell(what: str, found: object) -> None:
    print(f"{what:<66} {found}", flush=True)


def nation() -> None:
    """The nation's units, from the fact files, into an empty database."""
    taken = measure.cost(lambda: unit_actions.load_reference(by=audit.SYSTEM, now=NOW))
    tell("Loading the nation (≤ 20 s)", taken)
    again = measure.cost(lambda: unit_actions.load_reference(by=audit.SYSTEM, now=NOW))
    tell("Loading it again, changing nothing", again)


def make_demonstration() -> None:
    taken = measure.cost(demonstration.create)
    tell("Making the demonstration, the nation being there (≤ 60 s)", taken)


def server_start() -> None:
    """From the command to the first answer, with the demonstration in place: the second start."""
    for _ in range(2):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        began = time.perf_counter()
        server = subprocess.Popen(  # noqa: S603  our own interpreter, our own module
            [sys.executable, "-m", "vandong", "serve", "--port", str(port)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "VANDONG_DATA": str(settings.DATA)},
        )
        while time.perf_counter() - began < 60:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/tai-khoan/dang-nhap/", timeout=10).close()
                break
            except OSError:
                time.sleep(0.02)
        taken = time.perf_counter() - began
        server.send_signal(signal.SIGTERM)
        server.wait(30)
    tell("Second start of the server (≤ 5 s)", f"{taken:.1f} s")


def pages() -> None:
    """P6: pages of several officers against a page with the same middleware and shell; and how many queries each asks,
    which must not grow from a commune (hanh) to a district (khai) and a province (binh)."""
    for username in ("hanh", "khai", "binh"):
        client = Client(HTTP_HOST="127.0.0.1")
        client.force_login(get_user_model().objects.get(username=username), "django.contrib.auth.backends.ModelBackend")
        empty = _get(client, reverse("account_me"))
        tell(
            f"P6 {username}: own account page ÷ emptiest page",
            measure.interleaved(empty, _get(client, reverse("more"))),
        )
        for name in ("home", *LISTS):
            page = _get(client, reverse(name))
            try:
                page()
            except AssertionError:
                continue  # not every officer has every page
            with CaptureQueriesContext(connection) as asked:
                page()
            query_count = len(asked)
            ratio = measure.interleaved(page, empty, ROUNDS_OF_A_PAGE)
            tell(
                f"P6 {username}: {name} ÷ own account page (≤ {4 if name == 'home' else 2})",
                f"{ratio}; {query_count} queries",
            )


def consolidation() -> None:
    """235 approved commune reports, twelve districts, one province, its .docx: only what comes after the communes."""
    province = units.of_level("province", DAY, code="30")[0]
    chief = _officer(province.id)
    programme = programmes.programmes(chief)[0]
    entry = reporting.PeriodEntry("đo tốc độ", date(2024, 1, 1), date(2024, 10, 31), {})
    period = reporting.open_period(by=chief, programme_id=programme.id, entry=entry, now=NOW)
    communes = units.descendants(province.id, DAY, "commune")
    taken = measure.cost(lambda: [_approve(_officer(commune.id), period) for commune in communes])
    tell(f"{len(communes)} commune reports: opened, submitted, approved", taken)

    def upwards() -> None:
        for district in units.descendants(province.id, DAY, "district"):
            _approve(_officer(district.id), period)
        report = _approve(chief, period)
        reporting.issue_report_document(by=chief, report_id=report, dated_on=DAY, row_version=None, now=NOW)

    tell("Consolidating 235 → 12 → 1, and the province's .docx (≤ 5 s)", measure.cost(upwards))


def long_document() -> None:
    """P8, by the measure the documents' own test uses."""
    found, ours, floor = speed.ratio()
    tell("P8 long .docx ÷ XML template and zip (≤ 3)", f"{found:.2f} ({ours:.1f} ms against {floor:.1f} ms)")


def imports() -> None:
    """P5: a long book of activities taken in by a commune whose days no report has closed."""
    province = units.of_level("province", DAY, code="30")[0]
    first_day, days = date(2024, 3, 1), 230
    communes = units.descendants(province.id, DAY, "commune")
    commune = next(one for one in communes if units.lock_on(one.id, first_day) is None)
    against_calamine, against_openpyxl = taking_in.ratios(_officer(commune.id), first_day, days, NOW)
    tell(f"P5 taking in {taking_in.ROWS} rows ÷ bare calamine (≤ 8)", against_calamine)
    tell(f"P5 taking in {taking_in.ROWS} rows ÷ openpyxl alone (≤ 1.3)", against_openpyxl)


def many_units() -> None:
    """110,000 units: the ids below a province, the ancestors of an area."""
    today = date(2026, 1, 1)
    now = NOW.replace(year=2026, month=1, day=1)
    communes = units.of_level("commune", today)
    per_commune = 33
    taken = measure.cost(lambda: _open_areas(communes, per_commune, today, now))
    tell(f"Opening {len(communes) * per_commune} residential areas", taken)
    province = units.of_level("province", today, code="31")[0]
    below = measure.median_ms(lambda: list(units.subtree_ids(province.id, today)))
    count = len(list(units.subtree_ids(province.id, today)))
    tell(f"Ids of a province's subtree, {count} of them (≤ 10 ms)", f"{below:.1f} ms")
    area = units.children(communes[0].id, today, "area")[0]
    above = measure.median_ms(lambda: units.ancestors(area.id, today))
    tell("Ancestors of a unit on a day (≤ 10 ms)", f"{above:.2f} ms")


def lists() -> None:
    """A million activities: every way of asking the list of activities, and the search box, at three levels."""
    tell(f"Building {a_million.COUNT} activities", measure.cost(a_million.build))
    a_million.measure(tell)


def _open_areas(communes: list[units.UnitRow], per_commune: int, on: date, now: datetime) -> None:
    nation = units.of_level("nation", on)[0].id
    for start in range(0, len(communes), 200):
        areas = [
            unit_actions.NewArea(commune.id, "thôn", f"Số {number}")
            for commune in communes[start : start + 200]
            for number in range(1, per_commune + 1)
        ]
        unit_actions.open_areas(by=audit.SYSTEM, areas=areas, under_id=nation, valid_from=on, now=now)


def _approve(officer: Officer, period: int) -> int:
    report = reporting.open_report(by=officer, period_id=period, now=NOW)
    reporting.submit_report(by=officer, report_id=report, row_version=None, now=NOW + timedelta(minutes=1))
    reporting.approve_report(by=officer, report_id=report, row_version=None, now=NOW + timedelta(minutes=2))
    return report


def _officer(unit_id: int) -> Officer:
    """Somebody who may everything in that unit: a measure needs no particular person."""
    unit, board = units.unit(unit_id), units.standing_board(unit_id, DAY)
    if board is None:
        raise LookupError(unit.name)
    return Officer(
        account_id=1, appointment_id=1, label="Đo tốc độ", full_name="Nguyễn Văn Đo", spoken_name="anh Đo",
        title="Chủ tịch", body_id=board.id, body_name=board.short_name, unit_id=unit_id, unit_name=unit.name,
        level=unit.level, capabilities=ALL, is_acting=False, signs_for_chair=False, on=DAY,
    )  # fmt: skip


def _get(client: Client, path: str) -> measure.Work:
    def get() -> None:
        answer = client.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        list(answer)

    return get
