"""Who reads and who keeps a commune's book of propagandists: as with the sizes of groups. A commune that others were
merged into keeps their books on: whoever agreed there must still find somebody to withdraw with."""

from django.db.models import QuerySet

from vandong.accounts.access import Officer, ensure
from vandong.outreach.errors import PropagandistNotHere, PropagandistsElsewhere
from vandong.outreach.models import Propagandist
from vandong.outreach.propagandists.rules import SPEAKS_OF_SESSIONS
from vandong.outreach.risk_groups.access import book_to_see
from vandong.units import queries as units
from vandong.units.queries import UnitRow


def propagandists_to_see(officer: Officer) -> QuerySet[Propagandist] | None:
    """Everyone who ever stood in the book of the officer's commune, and of those merged into it; None above it."""
    book = book_to_see(officer)
    return Propagandist.objects.filter(unit_id__in=units.visible_ids(book.id, officer.on)) if book else None


def book_to_keep(officer: Officer) -> UnitRow:
    """The officer's own commune. Raises MayNot, PropagandistsElsewhere."""
    ensure(officer, "record")
    book = book_to_see(officer)
    if book is None or book.id != officer.unit_id:
        raise PropagandistsElsewhere
    return book


def propagandist_to_change(officer: Officer, propagandist_id: int, *, lock: bool = False) -> Propagandist:
    """One who stands in the book of the officer's own commune, or of one merged into it. Raises MayNot,
    PropagandistNotHere (another's, or one who has withdrawn already; an area reads the book and does not keep it)."""
    ensure(officer, "record")
    seen = propagandists_to_see(officer)
    if seen is None or officer.level != "commune":
        raise PropagandistNotHere
    rows = seen.filter(id=propagandist_id, withdrawn_at__isnull=True)
    row = (rows.select_for_update() if lock else rows).first()
    if row is None:
        raise PropagandistNotHere
    return row


def leaders_to_choose(officer: Officer) -> QuerySet[Propagandist]:
    """Those of the officer's book who agreed that the sessions they lead are written down; none above a commune."""
    seen = propagandists_to_see(officer)
    if seen is None:
        return Propagandist.objects.none()
    return seen.filter(withdrawn_at__isnull=True, consent_version__gte=SPEAKS_OF_SESSIONS)
