"""Who reports to whom: the reporting chain of one programme on the dated tree of units.

Residential areas do not report: their records are the commune's. The chain ends at the programme's own unit.
"""

from vandong.accounts.access import Officer
from vandong.units import queries as units


def deciding_unit_id(unit_id: int, programme_unit_id: int, officer: Officer) -> int:
    """The unit that grants a correction: the one above today; the programme's own unit decides for itself."""
    if programme_unit_id == unit_id:
        return unit_id
    above = units.parent(unit_id, officer.on)
    return above.id if above else unit_id


def bodies_above(unit_id: int, programme_unit_id: int, officer: Officer) -> list[units.BodyRow]:
    """Who receives reports of a unit: the Standing Board above and, where there is one, its movement department."""
    above = deciding_unit_id(unit_id, programme_unit_id, officer)
    if above == unit_id:
        return []
    return [body for body in units.bodies(above, officer.on) if body.kind in ("standing_board", "movement_department")]


def list_names(names: list[str], at_most: int = 12) -> str:
    """ "xã A, xã B và xã C"; beyond `at_most` the rest is counted."""
    if len(names) > at_most:
        return f"{', '.join(names[:at_most])} và {len(names) - at_most} đơn vị khác"
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} và {names[-1]}"
