"""Which units' pages an officer may open."""

from vandong.accounts.access import MayNot, Officer, readable_unit_ids
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


def commune_to_open_area_in(officer: Officer) -> UnitRow:
    """The officer's own commune. Raises MayNot for other levels: those who live there know its areas."""
    if officer.level != "commune":
        raise MayNot("Khu dân cư do Mặt trận xã, phường, thị trấn mở. Xin chuyển việc này cho cấp xã.")
    return units.unit(officer.unit_id)
