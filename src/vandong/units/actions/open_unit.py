"""Open one unit under a parent, from a day on."""

from datetime import date, datetime

from django.db import transaction

from vandong.kernel import audit, vietnamese
from vandong.units import tree
from vandong.units.errors import CodeTaken, NameMissing, ParentNotStanding
from vandong.units.models import ParentEdge, Unit
from vandong.units.spans import valid_on


@transaction.atomic
def open_unit(
    *,
    by: audit.Actor,
    level: str,
    code: str,
    kind: str,
    name: str,
    parent_id: int | None,
    valid_from: date,
    now: datetime,
) -> int:
    """Create the unit, its parent edges and its ancestry from `valid_from` on; returns its id.

    Where the parent's end is known already, the unit goes on under whoever takes the parent over wholly. Refuses an
    empty name, a code borne by another unit, and a parent that does not stand on that day.
    """
    unit_id = begin_unit(level=level, code=code, kind=kind, name=name, parent_id=parent_id, valid_from=valid_from)
    row = Unit.objects.get(id=unit_id)
    audit.record(
        by=by,
        at=now,
        action="units.unit.opened",
        subject_type="units.unit",
        subject_id=unit_id,
        subject_label=row.full_name,
        unit_id=unit_id,
    )
    return unit_id


def begin_unit(*, level: str, code: str, kind: str, name: str, parent_id: int | None, valid_from: date) -> int:
    """The part of `open_unit` that other verbs of this domain share: no audit line of its own."""
    name, code = vietnamese.tidy(name), vietnamese.tidy(code)
    if not name:
        raise NameMissing
    bearers = Unit.objects.filter(level=level, code=code)
    if bearers.filter(valid_on(valid_from)).exists() or bearers.filter(valid_from__gt=valid_from).exists():
        raise CodeTaken(code)
    if parent_id is not None and not Unit.objects.filter(valid_on(valid_from), id=parent_id).exists():
        raise ParentNotStanding
    unit = Unit(level=level, code=code, kind=vietnamese.tidy(kind), name=name, valid_from=valid_from)
    unit.save()
    if parent_id is not None:
        ParentEdge.objects.bulk_create(tree.edges(unit.id, parent_id, valid_from))
    list(tree.renew_ancestry([unit.id]))
    return unit.id
