"""Write the sizes of groups of a workbook into the commune's book: all of them or none."""

from datetime import datetime

from django.db import IntegrityError, transaction

from vandong.accounts.access import Officer
from vandong.kernel import audit, vietnamese
from vandong.kernel.sheet_intake.declared import Accepted
from vandong.kernel.sheet_intake.errors import SheetOvertaken
from vandong.kernel.sheet_intake.found import Found
from vandong.outreach.models import GroupSize
from vandong.outreach.risk_groups import access, sheet


@transaction.atomic
def import_group_sizes(
    *, by: Officer, found: Found, confirmed: frozenset[str], file_name: str, now: datetime
) -> Accepted:
    """Judge the rows again, here and now, and add a statement for each that says something new, with one audit line
    that tells no number. What stood before stays.

    Raises MayNot, GroupSizeElsewhere, SheetHasProblems, SheetUnconfirmed (also where a number would take another's
    place), SheetOvertaken (somebody stated one of them after it was judged).
    """
    book = access.book_to_keep(by)
    judged = sheet.judge(by, found, sheet.COLUMNS)
    judged.ensure_acceptable(confirmed)
    ready: list[sheet.ReadySize] = judged.ready
    if not ready:
        return Accepted(f"Mọi số trong tệp {file_name} đã có trong sổ, không ghi thêm gì.")
    rows = [
        GroupSize(
            unit_id=book.id,
            risk_group_id=one.entry.risk_group_id,
            year=one.entry.year,
            version=one.version + 1,
            count=one.entry.count,
            source=vietnamese.tidy(one.entry.source),
            as_of_on=one.entry.as_of_on,
            recorded_by_id=by.account_id,
            recorded_by_label=by.label,
            recorded_at=now,
        )
        for one in ready
    ]
    try:
        with transaction.atomic():
            GroupSize.objects.bulk_create(rows)
    except IntegrityError:  # a version stands once: somebody was quicker
        for row in rows:
            same = GroupSize.objects.filter(unit_id=book.id, risk_group_id=row.risk_group_id, year=row.year)
            if same.filter(version=row.version).exists():
                raise SheetOvertaken from None
        raise
    audit.record(
        by=by,
        at=now,
        action="outreach.group_sizes.imported",
        subject_type="units.unit",
        subject_id=book.id,
        subject_label=f"{len(rows)} nhóm từ tệp {file_name}, {book.in_sentence}"[:300],
        unit_id=book.id,
    )
    return Accepted(f"Đã ghi số của {len(rows)} nhóm từ tệp {file_name}. Số trước đây vẫn giữ lại.")
