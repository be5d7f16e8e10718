"""Answer a request for correction, or send an approved report back unasked: the level above decides."""

from datetime import datetime

from django.db import transaction

from vandong.accounts.access import Officer
from vandong.kernel import vietnamese
from vandong.reporting import access, compiling, locks, reasons, telling
from vandong.reporting.errors import CorrectionOpen, NoCorrectionWaiting
from vandong.reporting.models import CorrectionRequest, Report, ReportLine, ReportSection
from vandong.reporting.rules import OPEN_STATES


@transaction.atomic
def grant_correction(*, by: Officer, report_id: int, row_version: int | None, now: datetime, note: str = "") -> int:
    """Open a new version to be corrected; returns its id. The approved one counts until the new one is approved."""
    report = access.report_for(by, report_id, "grant_correction", row_version)
    request = _waiting(report)
    _decide(request, is_granted=True, by=by, note=vietnamese.tidy(note)[:500], now=now)
    new = _open_version(report, reason=request.reason, by=by, now=now)
    telling.record(report, "correction_granted", by=by, now=now, note=request.reason)
    text = f"Được phép đính chính báo cáo {report.period.label}. Bản mới đã mở."
    telling.tell_own(new, "correction_granted", text, detail=request.decision_note, icon="pen", by=by, now=now)
    return new.id


@transaction.atomic
def refuse_correction(*, by: Officer, report_id: int, reason: str, row_version: int | None, now: datetime) -> None:
    """Say no, and why."""
    report = access.report_for(by, report_id, "refuse_correction", row_version)
    request = _waiting(report)
    reason = reasons.sentence(reason, at_most=500)
    _decide(request, is_granted=False, by=by, note=reason, now=now)
    report.row_version += 1
    report.save(update_fields=["row_version"])
    telling.record(report, "correction_refused", by=by, now=now, note=reason)
    text = f"Đề nghị đính chính báo cáo {report.period.label} chưa được đồng ý."
    telling.tell_own(report, "correction_refused", text, detail=reason, icon="back", by=by, now=now)


@transaction.atomic
def send_back_report(*, by: Officer, report_id: int, reason: str, row_version: int | None, now: datetime) -> int:
    """Ask a unit below to correct its approved report: a correction granted unasked; returns the new version's id."""
    report = access.report_for(by, report_id, "send_back", row_version)
    reason = reasons.sentence(reason, at_most=500)
    if waiting := CorrectionRequest.objects.filter(report=report, decided_at=None).first():
        _decide(waiting, is_granted=True, by=by, note=reason, now=now)
    new = _open_version(report, reason=reason, by=by, now=now)
    telling.record(report, "sent_back", by=by, now=now, note=reason)
    text = f"Cấp trên đề nghị sửa báo cáo {report.period.label}. Bản mới đã mở."
    telling.tell_own(new, "sent_back", text, detail=reason, icon="back", by=by, now=now)
    return new.id


def _waiting(report: Report) -> CorrectionRequest:
    request = CorrectionRequest.objects.select_for_update().filter(report=report, decided_at=None).first()
    if request is None:
        raise NoCorrectionWaiting
    return request


def _decide(request: CorrectionRequest, *, is_granted: bool, by: Officer, note: str, now: datetime) -> None:
    request.is_granted, request.decided_at, request.decision_note = is_granted, now, note
    request.decided_by_label = by.label[:300]
    request.save()


def _open_version(report: Report, *, reason: str, by: Officer, now: datetime) -> Report:
    """The next version: a draft with the approved one's words and declared values, its figures computed afresh."""
    versions = Report.objects.filter(period_id=report.period_id, unit_id=report.unit_id)
    if versions.filter(state__in=OPEN_STATES).exists():
        raise CorrectionOpen
    latest = versions.order_by("-version").values_list("version", flat=True)[0]
    new = Report.objects.create(
        period_id=report.period_id,
        unit_id=report.unit_id,
        body_id=report.body_id,
        version=latest + 1,
        correction_reason=reason,
        compiled_at=now,
        created_at=now,
    )
    ReportLine.objects.bulk_create(
        ReportLine(
            report=new, indicator=line.indicator, risk_group=line.risk_group, own_value=line.own_value,
            below_value=line.below_value, declared_value=line.declared_value, note=line.note,
        )
        for line in ReportLine.objects.filter(report=report)
    )  # fmt: skip
    ReportSection.objects.bulk_create(
        ReportSection(report=new, code=section.code, suggested_text=section.suggested_text, text=section.text)
        for section in ReportSection.objects.filter(report=report)
    )
    locks.lift(report)
    report.row_version += 1
    report.save(update_fields=["row_version"])
    compiling.compile_report(new, by=by, now=now)
    return new
