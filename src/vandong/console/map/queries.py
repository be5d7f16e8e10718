"""What the map shows: one figure of every unit of a level below the officer's, this year to today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vandong.accounts.access import Officer
from vandong.analytics import queries as analytics
from vandong.analytics.queries import Indicator
from vandong.kernel import vietnamese
from vandong.programme.queries import ProgrammeRow
from vandong.units import queries as units
from vandong.units.queries import PlacedUnit

# Counts of people at risk are told by approved reports alone (decision 0044): they have no map of live figures.
MAPPED: tuple[Indicator, ...] = tuple(
    indicator for indicator in analytics.INDICATORS if not indicator.is_person_count and not indicator.per_risk_group
)


@dataclass(frozen=True)
class Place:
    """One unit and its figure: what it recorded itself and what those below it recorded."""

    placed: PlacedUnit
    value: int


def places(
    officer: Officer, programme: ProgrammeRow, level: str, indicator: Indicator, today: date
) -> tuple[list[Place], date, date]:
    """Every unit of `level` below the officer's, in Vietnamese order, and the first and last day counted."""
    first, last = max(programme.starts_on, date(today.year, 1, 1)), min(programme.ends_on, today)
    scope = analytics.Scope(programme.id, first, last, officer.unit_id, officer.on)
    over = units.ancestors_at(officer.unit_id, officer.on, level)
    sums: dict[int, int] = {}
    for unit_id, figures in analytics.wholes_by_unit(scope, [indicator.code]).items():
        if unit_id in over:
            sums[over[unit_id]] = sums.get(over[unit_id], 0) + figures.get(indicator.code, 0)
    placed = units.placed_units(officer.unit_id, officer.on, level)
    return [Place(each, sums.get(each.unit.id, 0)) for each in placed], first, last


def chosen(found: Sequence[Place], words: Sequence[str], sort: str, *, downwards: bool) -> list[Place]:
    """Those whose name, or whose parent's, holds every (folded) word; by "name", "parent" or "value"."""
    kept = [place for place in found if all(word in _sought(place) for word in words)]
    if sort == "value":  # equal figures stay in Vietnamese order
        return sorted(kept, key=lambda place: -place.value if downwards else place.value)
    if sort == "parent":
        kept.sort(key=lambda place: vietnamese.sort_key(place.placed.parent_name), reverse=downwards)
        return kept
    return kept[::-1] if downwards else kept


def _sought(place: Place) -> str:
    return vietnamese.search_key(f"{place.placed.unit.name} {place.placed.unit.code} {place.placed.parent_name}")
