"""Short words for the tests of reporting: open a period, bring a unit's report to where the test begins."""

from datetime import date, datetime

from tests import make
from tests.world import World
from vandong.accounts.access import Officer
from vandong.reporting import actions
from vandong.reporting.actions import PeriodEntry
from vandong.reporting.models import Report

YEAR = PeriodEntry(
    label="năm 2024",
    starts_on=date(2024, 1, 1),
    cutoff_on=date(2024, 10, 31),
    dues={"commune": date(2024, 11, 10), "district": date(2024, 11, 20), "province": date(2024, 11, 30)},
)


def period(world: World, entry: PeriodEntry = YEAR) -> int:
    return actions.open_period(by=world.binh, programme_id=world.programme, entry=entry, now=make.NOW)


def opened(by: Officer, period_id: int) -> int:
    return actions.open_report(by=by, period_id=period_id, now=make.NOW)


def submitted(by: Officer, period_id: int) -> int:
    report_id = opened(by, period_id)
    latest = Report.objects.filter(period_id=period_id, unit_id=by.unit_id).order_by("-version").first()
    assert latest is not None
    if latest.state in ("draft", "returned"):
        actions.submit_report(by=by, report_id=latest.id, row_version=None, now=make.NOW)
    return latest.id if latest.id != report_id else report_id


def approved(writer: Officer, approver: Officer, period_id: int, now: datetime = make.NOW) -> int:
    report_id = submitted(writer, period_id)
    actions.approve_report(by=approver, report_id=report_id, row_version=None, now=now)
    return report_id


def values(report_id: int) -> dict[str, int]:
    """What a report reports, by indicator or "indicator.group"."""
    lines = Report.objects.get(id=report_id).lines.all()
    return {f"{line.indicator}.{line.risk_group}" if line.risk_group else line.indicator: line.value for line in lines}
