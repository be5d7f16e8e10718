"""Where units lie. Not a door: `queries` hands it on."""

from dataclasses import dataclass
from datetime import date

from vandong.units import rules
from vandong.units.models import Ancestry, Unit
from vandong.units.rows import UNIT_COLUMNS, UnitRow, unit_of


@dataclass(frozen=True)
class PlacedUnit:
    """A unit, where its middle is (degrees, WGS 84; None where nobody knows), and the unit it stands under."""

    unit: UnitRow
    latitude: float | None
    longitude: float | None
    parent_id: int | None
    parent_name: str  # "Huyện Ninh Giang"
    parent_proper_name: str  # "Ninh Giang"


def placed_units(unit_id: int, on: date, level: str) -> list[PlacedUnit]:
    """All units of one level below on that day, in Vietnamese order. Two queries."""
    below = Ancestry.objects.filter(ancestor_id=unit_id, descendant__level=level, valid_from__lte=on).exclude(
        valid_until__lte=on
    )
    rows = Unit.objects.filter(id__in=below.values("descendant_id")).order_by("sort_key", "code")
    over = Ancestry.objects.filter(
        descendant_id__in=below.values("descendant_id"), depth=1, valid_from__lte=on
    ).exclude(valid_until__lte=on)
    parents = {
        child: (parent_id, rules.full_name(kind, name), name)
        for child, parent_id, kind, name in over.values_list(
            "descendant_id", "ancestor_id", "ancestor__kind", "ancestor__name"
        )
    }
    return [
        PlacedUnit(
            unit_of(*columns),
            float(latitude) if latitude is not None else None,
            float(longitude) if longitude is not None else None,
            *parents.get(columns[0], (None, "", "")),
        )
        for *columns, latitude, longitude in rows.values_list(*UNIT_COLUMNS, "latitude", "longitude")
    ]
