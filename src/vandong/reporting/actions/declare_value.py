"""Report another figure than the computed one, with a reason; or go back to the computed one."""

from datetime import datetime

from django.db import transaction

from vandong.accounts.access import Officer
from vandong.analytics import queries as analytics
from vandong.kernel import vietnamese
from vandong.reporting import access, compiling, keeping_back, telling
from vandong.reporting.errors import LineNotHere, NoteNeeded, StatedInBook, WholeIsSum
from vandong.reporting.models import ReportLine


@transaction.atomic
def declare_value(
    *,
    by: Officer,
    report_id: int,
    indicator: str,
    risk_group: str,
    value: int | None,
    note: str,
    row_version: int | None,
    now: datetime,
) -> None:
    """Declare `value` (None, or the computed one: report the computed figure). Raises NoteNeeded, WholeIsSum,
    StatedInBook."""
    report = access.report_for(by, report_id, "declare", row_version)
    line = ReportLine.objects.filter(report=report, indicator=indicator, risk_group=risk_group).first()
    if line is None:
        raise LineNotHere
    if not analytics.BY_CODE[indicator].is_counted_by_activity:
        raise StatedInBook
    if not risk_group and analytics.BY_CODE[indicator].per_risk_group:
        raise WholeIsSum
    note = vietnamese.tidy(note)[:500]
    if value is None or value == line.computed_value:
        line.declared_value, line.note = None, ""
    elif not note:
        raise NoteNeeded
    else:
        line.declared_value, line.note = value, note
    line.save(update_fields=["declared_value", "note"])
    compiling.settle_wholes(report)
    keeping_back.decide(report)
    compiling.suggest_again(report)
    report.row_version += 1
    report.save(update_fields=["row_version"])
    key = f"{indicator}.{risk_group}" if risk_group else indicator
    telling.record(report, "declared", by=by, now=now, changed=[key], note=line.note)
