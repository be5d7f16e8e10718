"""Ask the level above to let one's approved report be corrected."""

from datetime import datetime

from django.db import transaction

from vandong.accounts.access import Officer
from vandong.reporting import access, reasons, telling
from vandong.reporting.errors import CorrectionOpen, CorrectionWaiting
from vandong.reporting.models import CorrectionRequest, Report
from vandong.reporting.rules import OPEN_STATES


@transaction.atomic
def ask_correction(*, by: Officer, report_id: int, reason: str, row_version: int | None, now: datetime) -> None:
    """One request at a time. Raises ReasonNeeded, CorrectionWaiting, CorrectionOpen."""
    report = access.report_for(by, report_id, "ask_correction", row_version)
    reason = reasons.sentence(reason, at_most=500)
    if CorrectionRequest.objects.filter(report=report, decided_at=None).exists():
        raise CorrectionWaiting
    if Report.objects.filter(period_id=report.period_id, unit_id=report.unit_id, state__in=OPEN_STATES).exists():
        raise CorrectionOpen
    CorrectionRequest.objects.create(report=report, reason=reason, asked_at=now, asked_by_label=by.label[:300])
    report.row_version += 1
    report.save(update_fields=["row_version"])
    telling.record(report, "correction_asked", by=by, now=now, note=reason)
    text = f"{report.unit.full_name} đề nghị đính chính báo cáo {report.period.label}."
    telling.tell_above(report, "correction_asked", text, detail=reason, icon="pen", by=by, now=now)
