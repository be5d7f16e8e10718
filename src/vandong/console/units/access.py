"""Which units' pages an officer may open."""

from vandong.accounts.access import MayNot, Officer, ensure, readable_unit_ids
from vandong.units import queries as units
from vandong.units.errors import UnitNotHere
from vandong.units.queries import UnitRow


def unit_to_show(officer: Officer, unit_id: int) -> UnitRow:
    """A unit below the officer's, or a predecessor of one. Raises UnitNotHere."""
    if not units.is_visible(unit_id, officer.unit_id, officer.on):
        raise UnitNotHere
    return units.unit(unit_id)


def visible_among(officer: Officer, unit_ids: set[int]) -> frozenset[int]:
    """Those of the units whose page the officer may open: only to them does a page lead on."""
    return frozenset(readable_unit_ids(officer).filter(id__in=unit_ids)) if unit_ids else frozenset()


def commune_to_rank(officer: Officer, unit_id: int) -> UnitRow:
    """A commune below the officer's own unit, whose standing a coordinator above it records. Raises MayNot,
    UnitNotHere (no commune, the officer's own, or not below it)."""
    ensure(officer, "coordinate")
    if unit_id == officer.unit_id or not units.is_below(unit_id, officer.unit_id, officer.on):
        raise UnitNotHere
    row = units.unit(unit_id)
    if row.level != "commune":
        raise UnitNotHere
    return row


def commune_to_open_area_in(officer: Officer) -> UnitRow:
    """The officer's own commune. Raises MayNot for other levels: those who live there know its areas."""
    if officer.level != "commune":
        raise MayNot("Khu dân cư do Mặt trận xã, phường, thị trấn mở. Xin chuyển việc này cho cấp xã.")
    return units.unit(officer.unit_id)
