"""End a unit that nothing stands under any more."""

from datetime import date, datetime

from django.db import transaction

from vandong.kernel import audit
from vandong.units import tree
from vandong.units.errors import ChildrenStand, EndAlreadyDecided, UnitNotStanding
from vandong.units.models import ParentEdge, Unit
from vandong.units.spans import valid_on


@transaction.atomic
def close_unit(*, by: audit.Actor, unit_id: int, on: date, legal_reference: str = "", now: datetime) -> None:
    """From `on` the unit no longer stands; its bodies end with it. Refused while children stand then or later."""
    unit = Unit.objects.filter(valid_on(on), id=unit_id, valid_from__lt=on).first()
    if unit is None:
        raise UnitNotStanding
    if unit.successions_out.filter(on__gt=on).exists():
        raise EndAlreadyDecided
    standing = ParentEdge.objects.filter(parent=unit).exclude(valid_until__isnull=False, valid_until__lte=on)
    if count := standing.count():
        raise ChildrenStand(count)
    tree.end_units([unit_id], on)
    list(tree.renew_ancestry([unit_id]))
    audit.record(
        by=by,
        at=now,
        action="units.unit.closed",
        subject_type="units.unit",
        subject_id=unit_id,
        subject_label=unit.full_name,
        unit_id=unit_id,
        changed_fields=["valid_until"],
        note=legal_reference,
    )
