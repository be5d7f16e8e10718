"""Open one unit under a parent, from a day on."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from vandong.kernel import audit, vietnamese
from vandong.units.models import Ancestry, ParentEdge, Unit


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
    """Create the unit, its parent edge and its ancestry from `valid_from` on; returns its id.

    The parent must stand from that day on (its own ancestry is copied, span by span).
    """
    unit = Unit(level=level, code=code, kind=kind, name=vietnamese.tidy(name), valid_from=valid_from)
    unit.save()
    Ancestry.objects.create(ancestor=unit, descendant=unit, depth=0, valid_from=valid_from)
    if parent_id is not None:
        ParentEdge.objects.create(child=unit, parent_id=parent_id, valid_from=valid_from)
        above = Ancestry.objects.filter(descendant_id=parent_id).filter(
            Q(valid_until__isnull=True) | Q(valid_until__gt=valid_from)
        )
        Ancestry.objects.bulk_create(
            Ancestry(
                ancestor_id=row.ancestor_id,
                descendant=unit,
                depth=row.depth + 1,
                valid_from=max(row.valid_from, valid_from),
                valid_until=row.valid_until,
            )
            for row in above
        )
    audit.record(
        by=by,
        at=now,
        action="units.unit.opened",
        subject_type="units.unit",
        subject_id=unit.id,
        subject_label=unit.full_name,
        unit_id=unit.id,
    )
    return unit.id
