"""Approve and sign a submitted report: its figures, words and sources are frozen from here on."""

from datetime import datetime

from django.db import transaction

from vandong.accounts.access import Officer
from vandong.reporting import access, compiling, keeping_back, locks, sources, telling
from vandong.reporting.errors import SourcesOutdated
from vandong.reporting.models import Report


@transaction.atomic
def approve_report(*, by: Officer, report_id: int, row_version: int | None, now: datetime) -> None:
    """Freeze, keep the signer's name, renew the lock, put the older approved version aside, tell the level above.

    Exactly one of several approvals wins. Raises SourcesOutdated when a unit below has corrected its report since.
    """
    report = access.report_to_approve(by, report_id, row_version)
    if outdated := sources.corrected_since(report):
        raise SourcesOutdated(sources.refusal(outdated))
    Report.objects.filter(period_id=report.period_id, unit_id=report.unit_id, state=Report.State.APPROVED).update(
        state=Report.State.SUPERSEDED
    )
    if keeping_back.decide_for_good(report):  # differs where another report was told since this one was submitted
        compiling.suggest_again(report)
    report.state = Report.State.APPROVED
    report.approved_at, report.approved_by_id, report.approved_by_label = now, by.account_id, by.label[:300]
    report.signer_name, report.signer_title, report.signs_for_chair = by.full_name, by.title, by.signs_for_chair
    report.row_version += 1
    report.save()
    locks.lay(report, by=by, now=now)
    telling.record(report, "approved", by=by, now=now)
    telling.tell_own(report, "approved", f"{telling.label(report)} đã được duyệt.", icon="ok", by=by, now=now)
    telling.tell_above(report, "approved", f"{telling.label(report)} đã gửi lên.", by=by, now=now)
