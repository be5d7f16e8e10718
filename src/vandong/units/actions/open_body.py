"""Open bodies in a unit, from a day on: one, or the Front's own of its level."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from vandong.kernel import audit, vietnamese
from vandong.units.errors import BodyTaken, NameMissing, UnitNotStanding
from vandong.units.models import Body, Unit
from vandong.units.rules import front_bodies
from vandong.units.spans import valid_on


@transaction.atomic
def open_body(
    *, by: audit.Actor, unit_id: int, kind: str, name: str, short_name: str, valid_from: date, now: datetime
) -> int:
    """Create the body; returns its id. It ends with its unit, where that end is known.

    Refuses an empty name, a unit that does not stand on that day, and a second body of the same kind and name.
    """
    held = Unit.objects.select_for_update(no_key=True)  # of two at once, the second sees the first's
    unit = held.filter(valid_on(valid_from), id=unit_id).first()
    if unit is None:
        raise UnitNotStanding
    name, short_name = vietnamese.tidy(name), vietnamese.tidy(short_name)
    if not name or not short_name:
        raise NameMissing("Chưa có tên tổ chức. Xin ghi tên đầy đủ và tên gọi ngắn.")
    if Body.objects.filter(valid_on(valid_from), unit=unit, kind=kind, name=name).exists():
        raise BodyTaken(short_name)
    body = Body.objects.create(
        unit=unit, kind=kind, name=name, short_name=short_name, valid_from=valid_from, valid_until=unit.valid_until
    )
    audit.record(
        by=by,
        at=now,
        action="units.body.opened",
        subject_type="units.body",
        subject_id=body.id,
        subject_label=body.short_name,
        unit_id=unit_id,
    )
    return body.id


@dataclass(frozen=True)
class NewBody:
    unit_id: int
    kind: str  # BodyKind
    name: str
    short_name: str


@transaction.atomic
def open_bodies(
    *, by: audit.Actor, bodies: Sequence[NewBody], under_id: int, valid_from: date, now: datetime
) -> list[int]:
    """Create many bodies at once (a province's member organisations), one audit line on `under_id`; ids in order."""
    ends = {
        row.id: row.valid_until
        for row in Unit.objects.filter(valid_on(valid_from), id__in={body.unit_id for body in bodies})
    }
    if any(body.unit_id not in ends for body in bodies):
        raise UnitNotStanding
    rows = Body.objects.bulk_create(
        Body(
            unit_id=body.unit_id,
            kind=body.kind,
            name=vietnamese.tidy(body.name),
            short_name=vietnamese.tidy(body.short_name),
            valid_from=valid_from,
            valid_until=ends[body.unit_id],
        )
        for body in bodies
    )
    audit.record(
        by=by,
        at=now,
        action="units.bodies.opened",
        subject_type="units.unit",
        subject_id=under_id,
        subject_label=f"{len(rows)} tổ chức",
        unit_id=under_id,
    )
    return [row.id for row in rows]


@transaction.atomic
def open_front_bodies(
    *, by: audit.Actor, unit_ids: Sequence[int], valid_from: date, now: datetime, under_id: int | None = None
) -> list[int]:
    """Create the Front's own bodies of each unit's level, with their official names; returns ids, by unit then kind.

    Province: Standing Board and movement department; district and commune: Standing Board; area: Front Work Board.
    A unit that has a body of the kind keeps it. One audit line, on `under_id` (or on the only unit).
    """
    units = {row.id: row for row in Unit.objects.filter(valid_on(valid_from), id__in=unit_ids)}
    if len(units) != len(set(unit_ids)):
        raise UnitNotStanding
    present = set(Body.objects.filter(valid_on(valid_from), unit_id__in=unit_ids).values_list("unit_id", "kind"))
    bodies = Body.objects.bulk_create(
        Body(
            unit=row,
            kind=body.kind,
            name=body.name,
            short_name=body.short_name,
            valid_from=valid_from,
            valid_until=row.valid_until,
        )
        for row in (units[unit_id] for unit_id in unit_ids)
        for body in front_bodies(row.level, row.name_in_sentence, row.kind)
        if (row.id, body.kind) not in present
    )
    if bodies:
        subject = under_id if under_id is not None else unit_ids[0]
        audit.record(
            by=by,
            at=now,
            action="units.front_bodies.opened",
            subject_type="units.unit",
            subject_id=subject,
            subject_label=bodies[0].short_name if len(bodies) == 1 else f"{len(bodies)} tổ chức Mặt trận",
            unit_id=subject,
        )
    return [body.id for body in bodies]
