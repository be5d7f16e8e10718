"""Hand the report to whoever approves it in one's own unit."""

from datetime import datetime

from django.db import transaction

from vandong.accounts.access import Officer
from vandong.reporting import access, compiling, locks, telling
from vandong.reporting.models import Report


@transaction.atomic
def submit_report(*, by: Officer, report_id: int, row_version: int | None, now: datetime) -> None:
    """Lock the records, compute the figures a last time, and submit: the approver sees what is frozen.

    Exactly one of several submits wins; the others are told the report is submitted already.
    """
    report = access.report_for(by, report_id, "submit", row_version)
    locks.lay(report, by=by, now=now)
    compiling.compile_report(report, by=by, now=now)
    report.state = Report.State.SUBMITTED
    report.submitted_at, report.submitted_by_id, report.submitted_by_label = now, by.account_id, by.label[:300]
    report.row_version += 1
    report.save(update_fields=["state", "submitted_at", "submitted_by_id", "submitted_by_label", "row_version"])
    telling.record(report, "submitted", by=by, now=now)
    telling.tell_own(report, "submitted", f"{telling.label(report)} chờ duyệt.", detail=f"{by.label} trình.", now=now)
