"""Put a unit under another parent from a day on: an area of a divided commune, a commune of a redrawn district."""

from datetime import date, datetime

from django.db import transaction

from vandong.kernel import audit
from vandong.units import tree
from vandong.units.errors import MergerUnsound, ParentNotStanding, UnitNotStanding
from vandong.units.models import Level, ParentEdge, Unit
from vandong.units.spans import valid_on

_ORDER = list(Level.values)


@transaction.atomic
def move_unit(
    *, by: audit.Actor, unit_id: int, parent_id: int, on: date, legal_reference: str = "", now: datetime
) -> None:
    """From `on` the unit and all below it stand under `parent_id`; what stood before stays as it stood."""
    unit = Unit.objects.filter(valid_on(on), id=unit_id).first()
    if unit is None:
        raise UnitNotStanding
    parent = Unit.objects.filter(valid_on(on), id=parent_id).first()
    if parent is None:
        raise ParentNotStanding
    if _ORDER.index(parent.level) >= _ORDER.index(unit.level):
        raise MergerUnsound(
            f"{unit.full_name} không thể trực thuộc {parent.name_in_sentence}: cấp trên phải cao hơn một bậc trở lên."
        )
    tree.cut_edges(ParentEdge.objects.filter(child=unit), on)
    ParentEdge.objects.bulk_create(tree.edges(unit_id, parent_id, on, unit.valid_until))
    list(tree.renew_ancestry(tree.below([unit_id])))
    audit.record(
        by=by,
        at=now,
        action="units.unit.moved",
        subject_type="units.unit",
        subject_id=unit_id,
        subject_label=unit.full_name,
        unit_id=parent_id,
        changed_fields=["parent"],
        note=legal_reference,
    )
