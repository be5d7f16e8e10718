"""Who reads and who keeps a commune's book of propagandists: as with the sizes of groups."""

from vandong.accounts.access import Officer, ensure
from vandong.outreach.errors import PropagandistNotHere, PropagandistsElsewhere
from vandong.outreach.models import Propagandist
from vandong.outreach.risk_groups.access import book_to_see
from vandong.units.queries import UnitRow


def book_to_keep(officer: Officer) -> UnitRow:
    """The officer's own commune. Raises MayNot, PropagandistsElsewhere."""
    ensure(officer, "record")
    book = book_to_see(officer)
    if book is None or book.id != officer.unit_id:
        raise PropagandistsElsewhere
    return book


def propagandist_to_withdraw(officer: Officer, propagandist_id: int, *, lock: bool = False) -> Propagandist:
    """One who stands in the book of the officer's own commune. Raises MayNot, PropagandistNotHere (another's, or one
    who has withdrawn already)."""
    ensure(officer, "record")
    rows = Propagandist.objects.filter(id=propagandist_id, unit_id=officer.unit_id, withdrawn_at__isnull=True)
    row = (rows.select_for_update() if lock else rows).first()
    if row is None:
        raise PropagandistNotHere
    return row
