"""Open a round of reports under a programme."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.urls import reverse

from vandong.accounts.access import Officer
from vandong.kernel import audit, numbers, vietnamese
from vandong.messaging import actions as messaging
from vandong.programme import queries as programmes
from vandong.reporting import access
from vandong.reporting.errors import BadSpan, PeriodTaken, ProgrammeNotRunning
from vandong.reporting.models import PeriodDue, ReportingPeriod
from vandong.units import queries as units

_UPWARDS = ("commune", "district", "province", "nation")


@dataclass(frozen=True)
class PeriodEntry:
    """What a coordinator says about a period; `dues` by level, both ends of the span inclusive."""

    label: str
    starts_on: date
    cutoff_on: date
    dues: dict[str, date]


def open_period(*, by: Officer, programme_id: int, entry: PeriodEntry, now: datetime) -> int:
    """Create the period with its deadlines and tell the units that report straight to the programme's; returns its id.

    Raises NotProgrammeUnit, MayNot, ProgrammeNotRunning, BadSpan, PeriodTaken.
    """
    access.programme_to_open_period(by, programme_id)
    programme = programmes.known(programme_id)
    if programme.state != "issued":
        raise ProgrammeNotRunning
    _judge(entry, programme)
    try:
        with transaction.atomic():
            return _save(by, programme, entry, now)
    except IntegrityError:
        raise PeriodTaken from None


def _judge(entry: PeriodEntry, programme: programmes.ProgrammeRow) -> None:
    if entry.cutoff_on < entry.starts_on:
        raise BadSpan("Ngày chốt số liệu phải từ ngày bắt đầu trở đi. Xin xem lại.", field="cutoff_on")
    if entry.cutoff_on < programme.starts_on or entry.starts_on > programme.ends_on:
        span = f"{numbers.format_day(programme.starts_on)} đến {numbers.format_day(programme.ends_on)}"
        raise BadSpan(f"Kỳ báo cáo nằm ngoài thời gian của chương trình ({span}). Xin chọn lại.", field="starts_on")
    days = [(level, entry.dues[level]) for level in _UPWARDS if level in entry.dues]
    for level, due in days:
        if due < entry.cutoff_on:
            raise BadSpan("Hạn nộp phải từ ngày chốt số liệu trở đi. Xin chọn lại.", field=f"due_{level}")
    for (_, lower), (level, upper) in zip(days, days[1:], strict=False):
        if upper < lower:
            raise BadSpan("Hạn của cấp trên không được trước hạn của cấp dưới. Xin chọn lại.", field=f"due_{level}")


def _save(by: Officer, programme: programmes.ProgrammeRow, entry: PeriodEntry, now: datetime) -> int:
    period = ReportingPeriod.objects.create(
        programme_id=programme.id,
        label=vietnamese.tidy(entry.label),
        starts_on=entry.starts_on,
        cutoff_on=entry.cutoff_on,
        created_at=now,
    )
    PeriodDue.objects.bulk_create(PeriodDue(period=period, level=level, due_on=on) for level, on in entry.dues.items())
    for child in units.reporting_children(programme.unit_id, by.on):
        _tell(child, period, entry.dues.get(child.level), now)
    audit.record(
        by=by,
        at=now,
        action="reporting.period.opened",
        subject_type="reporting.period",
        subject_id=period.id,
        subject_label=f"Kỳ báo cáo {period.label}, {programme.short_title}"[:300],
        unit_id=programme.unit_id,
    )
    return period.id


def _tell(unit: units.UnitRow, period: ReportingPeriod, due: date | None, now: datetime) -> None:
    board = units.standing_board(unit.id, now.date())
    if board is not None:
        until = f", hạn của đơn vị là ngày {numbers.format_day(due)}" if due else ""
        messaging.tell_body(
            body_id=board.id,
            key=f"period:{period.id}",
            text=f"Đã mở kỳ báo cáo {period.label}{until}.",
            path=reverse("report_list", args=[period.id]),
            now=now,
        )
