"""State how many people a high-risk group counts in a year: in one's commune, or in one below that has nobody to."""

from datetime import datetime

from django.db import IntegrityError, transaction

from vandong.accounts.access import Officer
from vandong.kernel import audit, vietnamese
from vandong.outreach.errors import EntryRefused, GroupOfAnotherProgramme, GroupSizeChanged, GroupSizeUnsound
from vandong.outreach.models import GroupSize
from vandong.outreach.models.group_size import BIGGEST
from vandong.outreach.risk_groups import access, rules
from vandong.outreach.risk_groups.rules import GroupSizeEntry
from vandong.programme import queries as programmes


@transaction.atomic
def state_group_size(
    *, by: Officer, entry: GroupSizeEntry, version: int, unit_id: int | None = None, now: datetime
) -> int:
    """Add a statement after the one at `version` (0: the first); returns the new version. What stood before stays.
    `unit_id`: a commune below to state it for; `version` then counts the statements the officer's own unit made, for
    it sees no others.

    Raises MayNot, RecordsItself, GroupSizeElsewhere (not in a commune), ProgrammeNotHere, GroupOfAnotherProgramme,
    EntryRefused, GroupSizeChanged. The audit line says which group and year, never the number.
    """
    book = access.book_to_keep(by) if unit_id is None else access.book_to_keep_for(by, unit_id)
    programme = programmes.programme(by, entry.programme_id)
    group = next((one for one in programmes.risk_groups(programme.id) if one.id == entry.risk_group_id), None)
    if group is None or programme.state == "draft":
        raise GroupOfAnotherProgramme(
            "Nhóm này không thuộc chương trình đã ban hành. Xin chọn lại nhóm.", field="group"
        )
    if entry.year not in rules.years(programme.starts_on, programme.ends_on, by.on):
        raise GroupSizeUnsound("Năm này không thuộc chương trình, hoặc chưa đến. Xin chọn lại năm.", field="year")
    stated = GroupSize.objects.filter(unit_id=book.id, risk_group_id=group.id, year=entry.year)
    latest = stated.order_by("-version").first()
    seen = stated if unit_id is None else stated.filter(recorded_in_id=by.unit_id)
    standing = seen.order_by("-version").first()
    if seen.count() != version:
        raise GroupSizeChanged
    has_number = standing is not None and standing.count is not None
    if found := list(rules.faults(entry, biggest=BIGGEST, has_number=has_number, today=by.on)):
        raise EntryRefused(found)
    row = GroupSize(
        unit_id=book.id,
        risk_group_id=group.id,
        year=entry.year,
        version=latest.version + 1 if latest else 1,
        count=entry.count,
        source=vietnamese.tidy(entry.source),
        as_of_on=entry.as_of_on,
        recorded_by_id=by.account_id,
        recorded_by_label=by.label,
        recorded_in_id=None if unit_id is None else by.unit_id,
        recorded_at=now,
    )
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        if stated.filter(version=row.version).exists():  # two at once: the second is told
            raise GroupSizeChanged from None
        raise
    audit.record(
        by=by,
        at=now,
        action="outreach.group_size.stated",
        subject_type="outreach.group_size",
        subject_id=row.id,
        subject_label=f"{group.short_name}, năm {entry.year}, {book.in_sentence}",
        unit_id=book.id,
        changed_fields=("count", "source", "as_of_on"),
        note="" if unit_id is None else f"Cấp trên ghi thay {book.in_sentence}",
    )
    return row.version
