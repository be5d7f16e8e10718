"""Put one's own words in the place of the suggested ones, or take the suggestion back."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from vandong.accounts.access import Officer
from vandong.kernel import vietnamese
from vandong.reporting import access, telling
from vandong.reporting.models import Report, ReportSection


@transaction.atomic
def write_sections(
    *, by: Officer, report_id: int, texts: Mapping[str, str | None], row_version: int | None, now: datetime
) -> None:
    """`texts` by section code; None, or the suggestion itself, takes the suggestion. Unknown codes are left alone."""
    report = access.report_for(by, report_id, "write", row_version)
    changed = put_words(report, texts)
    if not changed:
        return
    report.row_version += 1
    report.save(update_fields=["row_version"])
    telling.record(report, "written", by=by, now=now, changed=changed)


def put_words(report: Report, texts: Mapping[str, str | None]) -> list[str]:
    """Inside a verb that holds the report: keep the words, and say which sections changed."""
    changed = []
    for section in ReportSection.objects.filter(report=report, code__in=texts):
        text = texts[section.code]
        text = None if text is None else vietnamese.tidy_lines(text)
        if text == section.suggested_text:
            text = None
        if text != section.text:
            section.text = text
            section.save(update_fields=["text"])
            changed.append(section.code)
    return sorted(changed)
