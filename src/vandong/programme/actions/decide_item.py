"""What a person decides about one thing the plan says: accept, change, dismiss, take back, add, settle.

Each verb holds the programme's row, so that of two people deciding the same item one wins and the other is told who
decided what. Parts of the programme come and go here and nowhere else than `edit_part.write_part`.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core import serializers
from django.db import transaction
from django.db.models import Max

from vandong.accounts.access import Officer
from vandong.kernel import audit, numbers
from vandong.kernel.errors import ChangedMeanwhile
from vandong.programme import access, rules
from vandong.programme.actions.draft_programme import Basics
from vandong.programme.actions.edit_part import PARTS, write_part
from vandong.programme.errors import AlreadyDecided, BadValue, NeedsChange, NotASentence
from vandong.programme.models import Deadline, PlanReading, Programme, ReadItem, Target
from vandong.programme.part_columns import BASICS
from vandong.programme.reading import proposals
from vandong.programme.reading.proposals import Values

_DID = {"accepted": "chấp nhận", "changed": "sửa và nhận", "dismissed": "bỏ qua", "waiting": "đổi ý về"}


def part_of(kind: str) -> str:
    """The part of a programme an item of this kind becomes."""
    return "term" if kind in proposals.TERM_KINDS else kind


@transaction.atomic
def accept_item(*, by: Officer, programme_id: int, item_id: int, version: int, now: datetime) -> None:
    """Take an item as it was read. Raises NeedsChange when something essential is missing from the sentence,
    AlreadyDecided, ChangedMeanwhile, ProgrammeNotHere, AlreadyIssued, BadValue."""
    programme, item = _begin(by, programme_id, item_id, version)
    _accept(by, programme, item, now)
    _tell(by, now, "accepted", item)


@transaction.atomic
def accept_many(*, by: Officer, programme_id: int, versions: Mapping[int, int], now: datetime) -> int:
    """Take several items, all of them seen on one page, as they were read; returns how many.

    `versions` maps an item's id to the version that was seen. Whatever is decided by now, lacks something or is
    touched by a flag that waits for a person is left waiting. One audit line for all.
    """
    programme = access.programme_to_edit(by, programme_id, lock=True)
    reading = access.reading_of(programme)
    rows = list(ReadItem.objects.filter(reading=reading, id__in=versions, state=ReadItem.State.WAITING))
    rows.sort(key=lambda row: (row.span_start or 0, row.position))
    doubts = [
        flag
        for flag in ReadItem.objects.filter(reading=reading, kind="flag", state="waiting")
        if flag.span_start is not None and proposals.flag_code(flag.understood) in proposals.DECIDED_FLAGS
    ]
    done = 0
    for item in rows:
        if item.kind in ("flag", "header") or item.version != versions[item.id] or _is_doubtful(item, doubts):
            continue
        if proposals.lack_of(item.kind, proposals.values_of(item.kind, item.understood, item.quote)):
            continue
        try:
            with transaction.atomic():
                _accept(by, programme, item, now)
        except BadValue:  # a group of that name is there already: a person says which one it is
            continue
        done += 1
    if done:
        audit.record(
            by=by,
            at=now,
            action="programme.items.accepted",
            subject_type="programme.programme",
            subject_id=programme.id,
            subject_label=f"{numbers.format_number(done)} mục, {programme.short_title}"[:300],
            unit_id=by.unit_id,
        )
    return done


@transaction.atomic
def change_item(
    *, by: Officer, programme_id: int, item_id: int, version: int, values: Mapping[str, Any], now: datetime
) -> None:
    """Take an item with a person's own values (cleaned by its form), or change what was taken before."""
    programme, item = _begin(by, programme_id, item_id, version)
    if item.kind == "flag":
        raise AlreadyDecided("Điều cần xem không có gì để sửa. Xin bấm Để nguyên, hoặc sửa mục mà nó nói đến.")
    changed = _write(programme, item, values)
    _decide(by, item, ReadItem.State.CHANGED, now)
    _tell(by, now, "changed", item, changed)


@transaction.atomic
def dismiss_item(*, by: Officer, programme_id: int, item_id: int, version: int, now: datetime) -> None:
    """Leave an item out of the programme. Its sentence stays; `undo_item` brings it back."""
    _programme, item = _begin(by, programme_id, item_id, version)
    if item.state != ReadItem.State.WAITING:
        raise AlreadyDecided
    if item.kind == "header":
        raise NeedsChange("Phần đầu không bỏ được: chương trình cần tên, số và ngày. Xin bấm Sửa rồi ghi.")
    _decide(by, item, ReadItem.State.DISMISSED, now)
    _tell(by, now, "dismissed", item)


@transaction.atomic
def undo_item(*, by: Officer, programme_id: int, item_id: int, version: int, now: datetime) -> None:
    """Let an item wait again, whatever was decided; the part it became is taken out of the draft. Numbers and days
    entered for it wait with the item, and come back with it."""
    programme, item = _begin(by, programme_id, item_id, version)
    if item.state == ReadItem.State.WAITING:
        raise AlreadyDecided("Mục này đang chờ xem, chưa có gì để đổi.")
    if item.kind in ("header", "flag"):
        pass  # the header's words stay in the draft until they are decided anew
    else:
        for part in PARTS[part_of(item.kind)].objects.filter(programme=programme, from_item=item):  # type: ignore[attr-defined]
            item.set_aside = serializers.serialize("json", _entered_for(part))
            part.delete()
    item.state, item.decided_at, item.decided_by_label = ReadItem.State.WAITING, None, ""
    item.version += 1
    item.save()
    _tell(by, now, "undone", item)


@transaction.atomic
def settle_flag(*, by: Officer, programme_id: int, item_id: int, version: int, now: datetime) -> None:
    """A person has looked at what was doubtful and leaves the document's words as they are."""
    _programme, item = _begin(by, programme_id, item_id, version)
    if item.kind != "flag" or item.state != ReadItem.State.WAITING:
        raise AlreadyDecided
    if not proposals.needs_decision(item.kind, item.understood):
        raise AlreadyDecided("Điều này chỉ để biết, không phải quyết gì.")
    _decide(by, item, ReadItem.State.ACCEPTED, now)
    _tell(by, now, "settled", item)


@transaction.atomic
def add_item(
    *, by: Officer, programme_id: int, kind: str, start: int, end: int, values: Mapping[str, Any], now: datetime
) -> int:
    """Point out what the reader missed: a part of the programme from [start, end) of the normalised text.

    The sentence is quoted from the server's own text; a doubt that asked for just this is settled with it. Returns the
    item's id. Raises NotASentence, BadValue.
    """
    programme = access.programme_to_edit(by, programme_id, lock=True)
    reading = access.reading_of(programme)
    start, end = rules.trimmed(reading.text, start, end)
    if kind in ("flag", "header") or kind not in ReadItem.Kind.values or start >= end:
        raise NotASentence
    last = ReadItem.objects.filter(reading=reading).aggregate(last=Max("position"))["last"] or 0
    item = ReadItem.objects.create(
        reading=reading,
        position=last + 1,
        kind=kind,
        span_start=start,
        span_end=end,
        quote=reading.text[start:end],
        understood=None,
        state=ReadItem.State.CHANGED,
        decided_at=now,
        decided_by_label=by.label,
    )
    changed = _write(programme, item, values)
    for flag in _answered(reading, item):
        _decide(by, flag, ReadItem.State.ACCEPTED, now)
    _tell(by, now, "added", item, changed)
    return item.id


def _answered(reading: PlanReading, item: ReadItem) -> list[ReadItem]:
    """Doubts about the very sentence a person has just added as what they ask for."""
    return [
        flag
        for flag in ReadItem.objects.filter(reading=reading, kind="flag", state=ReadItem.State.WAITING)
        if proposals.ANSWERED_BY_ADDING.get(proposals.flag_code(flag.understood)) == item.kind
        and _is_doubtful(item, [flag] if flag.span_start is not None else [])
    ]


def _begin(by: Officer, programme_id: int, item_id: int, version: int) -> tuple[Programme, ReadItem]:
    """The draft, held, and the item as this person saw it."""
    programme = access.programme_to_edit(by, programme_id, lock=True)
    item = access.item_of(access.reading_of(programme), item_id)
    if item.version != version:
        raise ChangedMeanwhile(_who_decided(item), theirs=item.state)
    return programme, item


def _who_decided(item: ReadItem) -> str:
    if item.decided_at is None:
        return "Có người vừa đổi ý về mục này nên mục lại chờ xem. Xin xem rồi quyết tiếp."
    return f"{item.decided_by_label} vừa {_DID[item.state]} mục này. Xin xem rồi đổi ý nếu cần."


def _accept(by: Officer, programme: Programme, item: ReadItem, now: datetime) -> None:
    if item.state != ReadItem.State.WAITING or item.kind == "flag":
        raise AlreadyDecided
    values = proposals.values_of(item.kind, item.understood, item.quote)
    if lack := proposals.lack_of(item.kind, values):
        raise NeedsChange(lack)
    _write(programme, item, values)
    _decide(by, item, ReadItem.State.ACCEPTED, now)


def _write(programme: Programme, item: ReadItem, values: Values) -> list[str]:
    """The part this item becomes; the header becomes the draft's basics."""
    if item.kind == "header":
        return _write_basics(programme, values)
    part = part_of(item.kind)
    existing = PARTS[part].objects.filter(programme=programme, from_item=item).values_list("id", flat=True).first()  # type: ignore[attr-defined]
    taken = {**values, "kind": item.kind} if part == "term" else dict(values)
    if part == "target" and not taken.get("quote"):
        taken["quote"] = item.quote
    part_id, changed = write_part(programme, part, existing, taken, origin=item)
    if item.set_aside:
        for entered in serializers.deserialize("json", item.set_aside):
            row = entered.object
            row.pk = None
            setattr(row, f"{part}_id", part_id)
            row.save(force_insert=True)
        item.set_aside = ""
    return changed


def _entered_for(part: Any) -> list[Any]:
    """What people entered for a part since it was taken: numbers of a target, the levels' days of a deadline."""
    if isinstance(part, Target):
        return list(part.inputs.order_by("id"))
    return list(part.dues.order_by("id")) if isinstance(part, Deadline) else []


def _write_basics(programme: Programme, values: Values) -> list[str]:
    basics = Basics(**{name: values[name] for name in BASICS}).checked()
    changed = [name for name in BASICS if getattr(programme, name) != getattr(basics, name)]
    for name in changed:
        setattr(programme, name, getattr(basics, name))
    if changed:
        programme.version += 1
        programme.save()
    return changed


def _is_doubtful(item: ReadItem, doubts: list[ReadItem]) -> bool:
    return any(
        flag.span_start < (item.span_end or 0) and (item.span_start or 0) < flag.span_end  # type: ignore[operator]
        for flag in doubts
    )


def _decide(by: Officer, item: ReadItem, state: str, now: datetime) -> None:
    item.state, item.decided_at, item.decided_by_label = state, now, by.label
    item.version += 1
    item.save()


def _tell(by: Officer, now: datetime, what: str, item: ReadItem, changed: list[str] | None = None) -> None:
    audit.record(
        by=by,
        at=now,
        action=f"programme.item.{what}",
        subject_type="programme.item",
        subject_id=item.id,
        subject_label=f"mục {item.position}, {item.get_kind_display().lower()}",
        unit_id=by.unit_id,
        changed_fields=changed or [],
    )
