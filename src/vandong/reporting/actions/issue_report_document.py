"""Make the official document of an approved report: numbered in the Standing Board's register, from the frozen rows."""

from datetime import date, datetime

from django.db import transaction

from vandong.accounts.access import Officer
from vandong.documents import actions as documents
from vandong.kernel import vietnamese
from vandong.reporting import access, official, telling
from vandong.reporting.errors import DatedBeforeFigures, DocumentIssued


@transaction.atomic
def issue_report_document(
    *,
    by: Officer,
    report_id: int,
    dated_on: date,
    row_version: int | None,
    now: datetime,
    given_on_paper: int = 0,
) -> int:
    """Issue once; returns the document's id. Raises WrongStep before approval, DocumentIssued, DatedAhead,
    DatedBeforeFigures (it would also take a number of a register that is closed, last year's)."""
    report = access.report_for(by, report_id, "issue_document", row_version)
    if report.document_id is not None:
        raise DocumentIssued
    if dated_on < report.as_of_on:
        raise DatedBeforeFigures(report.as_of_on)
    document_id = documents.issue_document(
        by=by,
        body_id=report.body_id,
        source_type="reporting.report",
        source_id=report.id,
        content=official.content_of(report, by),
        symbol_suffix=documents.standing_board.SYMBOL_SUFFIX,
        dated_on=dated_on,
        now=now,
        given_on_paper=given_on_paper,
    )
    report.document_id = document_id
    report.row_version += 1
    report.save(update_fields=["document", "row_version"])
    telling.record(report, "document_issued", by=by, now=now)
    text = f"Văn bản của {vietnamese.uncapitalised(telling.label(report))} đã có số."
    telling.tell_own(report, "document", text, icon="doc", by=by, now=now)
    return document_id
