"""The lock a report lays on the records it counts, from submitting until a correction is granted."""

from datetime import datetime

from vandong.accounts.access import Officer
from vandong.kernel import numbers
from vandong.programme import queries as programmes
from vandong.reporting import compiling
from vandong.reporting.models import Report
from vandong.units import actions as units


def lay(report: Report, *, by: Officer, now: datetime) -> None:
    """Shut the unit's records of the period's days; laying again renews the sentence."""
    days = compiling.span_of(report.period, programmes.known(report.period.programme_id))
    if days.is_empty:
        return
    done = "được duyệt" if report.state == Report.State.APPROVED else "trình duyệt"
    then = "xin làm đề nghị đính chính" if report.state == Report.State.APPROVED else "xin đề nghị trả lại báo cáo"
    units.lock_until(
        unit_id=report.unit_id,
        key=_key(report),
        from_on=days.starts_on,
        until_on=days.ends_on,
        reason=(
            f"Báo cáo {report.period.label} đã {done} nên việc từ {numbers.format_day(days.starts_on)} đến "
            f"{numbers.format_day(days.ends_on)} đã khóa. Muốn sửa, {then}."
        )[:200],
        now=now,
    )


def lift(report: Report) -> None:
    """Open the records again."""
    units.lift_lock(unit_id=report.unit_id, key=_key(report))


def _key(report: Report) -> str:
    return f"report:{report.period_id}"
