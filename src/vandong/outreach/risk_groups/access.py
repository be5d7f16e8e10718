"""Who sees and who keeps a commune's sizes of groups: the commune and its areas see them, the commune states them; for
one without anybody who can, the level above does, and sees what it stated itself."""

from vandong.accounts.access import Officer, ensure
from vandong.outreach.access import place_to_write
from vandong.outreach.errors import GroupNotHere, GroupSizeElsewhere, UnitElsewhere
from vandong.units import queries as units
from vandong.units.queries import UnitRow


def book_to_see(officer: Officer) -> UnitRow | None:
    """The commune whose book the officer may read: their own, or that of their area. None above: as with counts in
    activities, nothing is told there (decision 0031)."""
    chain = units.ancestors(officer.unit_id, officer.on)
    book = next((unit for unit in chain if unit.level != "area"), None)
    return book if book is not None and book.level == "commune" else None


def book_to_keep(officer: Officer) -> UnitRow:
    """The commune an officer states sizes for: their own. Raises MayNot, GroupSizeElsewhere."""
    ensure(officer, "record")
    book = book_to_see(officer)
    if book is None or book.id != officer.unit_id:
        raise GroupSizeElsewhere
    return book


def book_to_keep_for(officer: Officer, unit_id: int) -> UnitRow:
    """A commune below without anybody who can record, for the level above. Raises MayNot, RecordsItself, GroupNotHere
    (not below the officer's unit), GroupSizeElsewhere (no commune, or the officer's own)."""
    try:
        ground = place_to_write(officer, unit_id)
    except UnitElsewhere:
        raise GroupNotHere from None
    if not ground.is_on_behalf or ground.place.level != "commune":
        raise GroupSizeElsewhere
    return ground.place
