"""Compute the figures of a report being written afresh."""

from datetime import datetime

from django.db import transaction

from vandong.accounts.access import Officer
from vandong.reporting import access, compiling, telling


@transaction.atomic
def recompile_report(*, by: Officer, report_id: int, row_version: int | None, now: datetime) -> None:
    """New figures and suggestions; declared values and people's own words stay."""
    report = access.report_for(by, report_id, "compile", row_version)
    report.row_version += 1
    report.save(update_fields=["row_version"])
    compiling.compile_report(report, by=by, now=now)
    telling.record(report, "compiled", by=by, now=now)
