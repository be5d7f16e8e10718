"""Give a submitted report back to whoever wrote it, saying why."""

from datetime import datetime

from django.db import transaction

from vandong.accounts.access import Officer
from vandong.reporting import access, locks, reasons, telling
from vandong.reporting.models import Report


@transaction.atomic
def return_report(*, by: Officer, report_id: int, reason: str, row_version: int | None, now: datetime) -> None:
    """The records open again. Raises ReasonNeeded unless there is at least a sentence."""
    report = access.report_for(by, report_id, "return", row_version)
    reason = reasons.sentence(reason, at_most=1000)
    locks.lift(report)
    report.state = Report.State.RETURNED
    report.returned_at, report.returned_by_label, report.returned_reason = now, by.label[:300], reason
    report.row_version += 1
    report.save(update_fields=["state", "returned_at", "returned_by_label", "returned_reason", "row_version"])
    telling.record(report, "returned", by=by, now=now, note=reason)
    telling.tell_own(
        report, "returned", f"{telling.label(report)} được trả lại để sửa.", detail=reason, icon="back", by=by, now=now
    )
