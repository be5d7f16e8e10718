"""Start the report of one's own unit for a period; it fills itself at once."""

from datetime import datetime

from django.db import transaction

from vandong.accounts.access import Officer, ensure
from vandong.programme import queries as programmes
from vandong.reporting import access, compiling, telling
from vandong.reporting.errors import NoBoard, NotReportingUnit, NotUnderProgramme
from vandong.reporting.models import Report
from vandong.units import queries as units


@transaction.atomic
def open_report(*, by: Officer, period_id: int, now: datetime) -> int:
    """Create and compile the draft, or answer with the report the unit already has; returns its id.

    Raises PeriodNotHere, MayNot, NotReportingUnit, NotUnderProgramme, NoBoard.
    """
    ensure(by, "record")
    period = access.period_to_see(by, period_id)
    if by.level == "area":
        raise NotReportingUnit
    programme = programmes.known(period.programme_id)
    if not units.is_below(by.unit_id, programme.unit_id, by.on):
        raise NotUnderProgramme
    board = units.standing_board(by.unit_id, by.on)
    if board is None:
        raise NoBoard
    latest = Report.objects.filter(period=period, unit_id=by.unit_id).order_by("-version").first()
    if latest is not None:
        return latest.id
    # Two who press at once: the unique constraint lets one in, and get_or_create answers the other with it.
    report, is_new = Report.objects.get_or_create(
        period=period,
        unit_id=by.unit_id,
        version=1,
        defaults={"body_id": board.id, "compiled_at": now, "created_at": now},
    )
    if is_new:
        compiling.compile_report(report, by=by, now=now)
        telling.record(report, "opened", by=by, now=now)
    return report.id
