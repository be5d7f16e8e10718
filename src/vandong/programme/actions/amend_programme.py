"""A later document changes an issued programme: read against it, then carried out as a person confirmed it."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from vandong.accounts.access import Officer
from vandong.kernel import audit, files
from vandong.kernel.errors import ChangedMeanwhile
from vandong.kernel.numbers import format_day
from vandong.messaging import actions as messaging
from vandong.programme import access, rules
from vandong.programme.actions.edit_part import PARTS, ensure_amount, write_part
from vandong.programme.actions.read_plan import PlanDocument
from vandong.programme.amending import comparing
from vandong.programme.errors import AmendmentOpen, AmendmentTooLong, BadValue, ProgrammeNotHere
from vandong.programme.models import (
    AllottedTarget,
    Deadline,
    DeadlineDue,
    PlanReading,
    Programme,
    ReadItem,
    Target,
    TargetInput,
)
from vandong.programme.reader.changes import SAME, WITHDRAWN
from vandong.programme.reading import proposals
from vandong.units import queries as units


@transaction.atomic
def read_amendment(*, by: Officer, programme_id: int, document: PlanDocument, now: datetime) -> int:
    """Keep the document with what it would change; nothing of the programme changes yet. Returns the reading's id.

    Raises AmendmentOpen while another document waits, AmendmentTooLong, and what `programme_to_amend` does.
    """
    programme = access.programme_to_amend(by, programme_id, lock=True)
    if ReadItem.objects.filter(reading__amends=programme, state=ReadItem.State.WAITING).exists():
        raise AmendmentOpen
    if len(document.text) > comparing.LONGEST:
        raise AmendmentTooLong
    found = comparing.compared(programme, document.text)
    reading = PlanReading.objects.create(
        amends=programme,
        file=files.store(document.content, name=document.name, media_type=document.media_type, now=now),
        text=document.text,
        answer=document.answer,
        reader_version=proposals.READER_VERSION,
        created_at=now,
        created_by_label=by.label,
    )
    texts = dict(Deadline.objects.filter(programme=programme).values_list("id", "text"))
    asked = [(c.kind, c.span, comparing.understood(c, texts)) for c in found.changes if c.what != SAME]
    asked += [("flag", each.span, {"what": "note", "message": each.message}) for each in found.unplaced]
    asked.sort(key=lambda one: one[1])
    ReadItem.objects.bulk_create(
        [
            ReadItem(
                reading=reading,
                position=position,
                kind=kind,
                span_start=span.start,
                span_end=span.end,
                quote=document.text[span.start : span.end],
                understood=said,
            )
            for position, (kind, span, said) in enumerate(asked, start=1)
        ]
    )
    _tell(by, now, "amendment_read", programme, document.name)
    return reading.id


@transaction.atomic
def apply_amendment(
    *, by: Officer, programme_id: int, reading_id: int, item_ids: Collection[int], on: date, path: str, now: datetime
) -> int:
    """Carry out the confirmed changes as of `on`; the others are set aside. Returns how many were carried out.

    No part is lost: a changed one is replaced by a new row, a withdrawn one keeps its day. With no item confirmed the
    document is only set aside; else every unit below is told, and led to `path`. Raises ChangedMeanwhile when somebody
    decided first, BadValue when `on` lies before the plan itself or after today, and what `programme_to_amend` does.
    """
    programme = access.programme_to_amend(by, programme_id, lock=True)
    reading = PlanReading.objects.filter(id=reading_id, amends=programme).first()
    if reading is None:
        raise ProgrammeNotHere
    items = list(ReadItem.objects.filter(reading=reading).order_by("position"))
    if not items or any(item.state != ReadItem.State.WAITING for item in items):
        raise ChangedMeanwhile("Văn bản này vừa được người khác xử lý. Xin tải lại trang để xem kết quả.")
    if item_ids and programme.plan_dated_on and on < programme.plan_dated_on:
        raise BadValue(
            f"Kế hoạch ra ngày {format_day(programme.plan_dated_on)} nên không thể sửa đổi từ trước ngày ấy. "
            "Xin ghi lại ngày có hiệu lực.",
            field="on",
        )
    if item_ids and on > now.date():  # parts are read as they stand: what is replaced would be gone before its day
        raise BadValue(
            f"Sửa đổi này có hiệu lực từ ngày {format_day(on)}, chưa đến ngày nên chưa áp dụng được. "
            "Văn bản vẫn được giữ ở đây; xin trở lại áp dụng từ ngày ấy.",
            field="on",
        )
    done = 0
    for item in items:
        taken = item.id in item_ids and item.kind != "flag"
        if taken:
            _carry_out(programme, item, on)
            done += 1
        item.state = ReadItem.State.ACCEPTED if taken else ReadItem.State.DISMISSED
        item.decided_at, item.decided_by_label = now, by.label
        item.version += 1
        item.save()
    if done:
        programme.version += 1
        programme.save()
        _tell_below(by, programme, reading, path, now)
    _tell(by, now, "amended" if done else "amendment_set_aside", programme, reading.file.name)
    return done


def _carry_out(programme: Programme, item: ReadItem, on: date) -> None:
    said = item.understood or {}
    model: Any = PARTS[item.kind]
    old = model.objects.filter(programme=programme, id=said["part_id"]).first() if said["part_id"] else None
    if said["part_id"] and (old is None or old.withdrawn_on is not None):
        raise ChangedMeanwhile("Nội dung mà văn bản này sửa vừa được văn bản khác thay. Xin tải lại trang.")
    new = None
    if said["what"] != WITHDRAWN:
        new = _renewed(programme, item, old, comparing.columns_of(said))
    if old is not None:
        old.withdrawn_on, old.replaced_by = on, new
        old.save()


def _renewed(programme: Programme, item: ReadItem, old: Any, values: dict[str, Any]) -> Any:
    """The new row: all its own, or a copy of the old one with what changed."""
    model: Any = PARTS[item.kind]
    if old is None:
        part_id, _ = write_part(programme, item.kind, None, values, origin=item)
        return model.objects.get(id=part_id)
    new = model.objects.get(id=old.id)
    new.pk, new._state.adding, new.from_item = None, True, item
    moved = isinstance(old, Target) and comparing.measures_anew(old, values)
    for name, value in values.items():
        setattr(new, name, value)
    if moved:
        new.inputs_put_off = False
    if hasattr(new, "position"):
        new.position = model.objects.filter(programme=programme).aggregate(last=Max("position"))["last"] + 1
    ensure_amount(new)
    new.save()
    if isinstance(new, Target):
        if not moved:
            _hand_on(TargetInput.objects.filter(target=old), target=new)
        _hand_on(AllottedTarget.objects.filter(target=old), target=new)
    if isinstance(new, Deadline):
        _move_dues(old, new)
    return new


def _move_dues(old: Deadline, new: Deadline) -> None:
    """Each level's own day keeps its distance from the plan's day."""
    before, after = (rules.Due(each.month, each.day, each.on) for each in (old, new))
    for row in DeadlineDue.objects.filter(deadline=old):
        own = rules.Due(row.month, row.day, row.on)
        due = own if before == after else rules.moved_due(own, before, after)
        if due is not None:
            DeadlineDue.objects.create(deadline=new, level=row.level, month=due.month, day=due.day, on=due.on)


def _hand_on(rows: Any, **to: Any) -> None:
    """The same rows, once more, for the part that took the old one's place; the old ones stay with it."""
    for row in rows:
        row.pk, row._state.adding = None, True
        for name, value in to.items():
            setattr(row, name, value)
        row.save()


def _tell_below(by: Officer, programme: Programme, reading: PlanReading, path: str, now: datetime) -> None:
    below = [unit.id for unit, _ in units.plan_units(by.unit_id, by.on)]
    number = reading.answer["document"]["number"]
    said = f"văn bản số {number}" if number else "một văn bản sửa đổi"
    messaging.tell_bodies(
        body_ids=units.standing_board_ids(below, by.on),
        key=f"amendment:{reading.id}",
        text=f"Chương trình của cấp trên vừa đổi theo {said}. Xin xem chỗ đã đổi."[:300],
        detail=programme.short_title,
        path=path,
        now=now,
    )


def _tell(by: Officer, now: datetime, what: str, programme: Programme, name: str) -> None:
    audit.record(
        by=by,
        at=now,
        action=f"programme.programme.{what}",
        subject_type="programme.programme",
        subject_id=programme.id,
        subject_label=f"{programme.short_title} ({name})"[:300],
        unit_id=by.unit_id,
    )
