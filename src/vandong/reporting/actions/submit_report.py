"""Hand the report to whoever approves it in one's own unit."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from vandong.accounts.access import Officer
from vandong.reporting import access, compiling, locks, telling
from vandong.reporting.actions.write_sections import put_words
from vandong.reporting.models import Report


@transaction.atomic
def submit_report(
    *,
    by: Officer,
    report_id: int,
    row_version: int | None,
    now: datetime,
    texts: Mapping[str, str | None] | None = None,
) -> None:
    """Lock the records, compute the figures a last time, and submit: the approver sees what is frozen.

    `texts` are the words before the officer at that moment, as in `write_sections`: typed and not saved, they go along.
    Exactly one of several submits wins; the others are told the report is submitted already.
    """
    report = access.report_for(by, report_id, "submit", row_version)
    changed = put_words(report, texts or {})
    locks.lay(report, by=by, now=now)
    report.state = Report.State.SUBMITTED  # before the words are suggested: from here on they tell sums of others
    compiling.compile_report(report, by=by, now=now)
    report.submitted_at, report.submitted_by_id, report.submitted_by_label = now, by.account_id, by.label[:300]
    report.row_version += 1
    report.save(update_fields=["state", "submitted_at", "submitted_by_id", "submitted_by_label", "row_version"])
    telling.record(report, "submitted", by=by, now=now, changed=changed)
    telling.tell_own(
        report, "submitted", f"{telling.label(report)} chờ duyệt.", detail=f"{by.label} trình.", by=by, now=now
    )
