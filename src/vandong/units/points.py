"""Where units lie. Not a door: `queries` hands it on."""

import json
from dataclasses import dataclass, replace
from datetime import date

from vandong.units import rules
from vandong.units.models import Ancestry, Unit, UnitBoundary
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
    rings: tuple[tuple[tuple[int, int], ...], ...] = ()  # its boundary, in ten-thousandths of a degree; holes too

    @property
    def middle(self) -> tuple[float, float] | None:
        """(latitude, longitude): its point, else the middle of its boundary; None where neither is known."""
        if self.latitude is not None and self.longitude is not None:
            return self.latitude, self.longitude
        if not self.rings:
            return None
        across, down = zip(*(point for ring in self.rings for point in ring), strict=True)
        return (min(down) + max(down)) / 20_000, (min(across) + max(across)) / 20_000


def placed_units(unit_id: int, on: date, level: str) -> list[PlacedUnit]:
    """All units of one level below on that day, in Vietnamese order. Three queries."""
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
    drawn = UnitBoundary.objects.filter(unit_id__in=below.values("descendant_id")).values_list("unit_id", "rings")
    rings = {unit: tuple(tuple(map(tuple, ring)) for ring in json.loads(said)) for unit, said in drawn}
    placed = [
        PlacedUnit(
            unit_of(*columns),
            float(latitude) if latitude is not None else None,
            float(longitude) if longitude is not None else None,
            *parents.get(columns[0], (None, "", "")),
        )
        for *columns, latitude, longitude in rows.values_list(*UNIT_COLUMNS, "latitude", "longitude")
    ]
    return [replace(each, rings=rings[each.unit.id]) if each.unit.id in rings else each for each in placed]


def boundary_sources(unit_id: int, on: date, level: str) -> list[str]:
    """Where the boundaries of the units of a level below come from, as their operator named it."""
    below = Ancestry.objects.filter(ancestor_id=unit_id, descendant__level=level, valid_from__lte=on).exclude(
        valid_until__lte=on
    )
    known = UnitBoundary.objects.filter(unit_id__in=below.values("descendant_id"))
    return list(known.order_by("source").values_list("source", flat=True).distinct())
