"""Which activities a person may see, and where they may write.

Reading follows the officer's readable units (predecessors included). Writing is for one's own unit and the areas
below it; a higher level writes for a unit below only where that unit has nobody who can, and it is marked as such.
"""

from dataclasses import dataclass

from django.db.models import QuerySet

from vandong.accounts import queries as accounts
from vandong.accounts.access import Officer, ensure, readable_unit_ids
from vandong.outreach.errors import ActivityNotHere, RecordsItself, UnitElsewhere
from vandong.outreach.models import Activity, ActivityPhoto
from vandong.units import queries as units
from vandong.units.queries import UnitRow

_ABOVE_COMMUNE = ("nation", "province", "district")


@dataclass(frozen=True)
class Ground:
    """Where an officer may write: `place` itself, the unit it belongs to, those above it today (itself first)."""

    place: UnitRow
    owner: UnitRow  # the place's commune, or the place when it is no area
    above_ids: tuple[int, ...]
    is_on_behalf: bool


def activities_visible_to(officer: Officer) -> QuerySet[Activity]:
    """Activities of every unit the officer may read, withdrawn ones too."""
    return Activity.objects.filter(unit_id__in=readable_unit_ids(officer))


def activity_to_see(officer: Officer, activity_id: int) -> Activity:
    """One activity. Raises ActivityNotHere outside scope."""
    row = activities_visible_to(officer).filter(id=activity_id).select_related(*SHOWN_WITH).first()
    if row is None:
        raise ActivityNotHere
    return row


SHOWN_WITH = ("unit", "programme", "task", "lead_body")


def activity_to_change(officer: Officer, activity_id: int, *, lock: bool = False) -> Activity:
    """One activity, to correct, withdraw or restore it; `lock` holds the row until the transaction ends.

    Raises ActivityNotHere outside the writable scope (a predecessor's record is read-only), MayNot, RecordsItself.
    """
    rows = activities_visible_to(officer).filter(id=activity_id)
    activity = (rows.select_for_update(of=("self",)) if lock else rows.select_related(*SHOWN_WITH)).first()
    if activity is None:
        raise ActivityNotHere
    try:
        place_to_write(officer, activity.unit_id)
    except UnitElsewhere:
        raise ActivityNotHere from None
    return activity


def place_to_write(officer: Officer, unit_id: int) -> Ground:
    """Ask to write for a unit. Raises MayNot, UnitElsewhere (not below the officer's today), RecordsItself."""
    ensure(officer, "record")
    chain = units.ancestors(unit_id, officer.on)
    if all(unit.id != officer.unit_id for unit in chain):
        raise UnitElsewhere(field="unit")
    owner = next((unit for unit in chain if unit.level != "area"), chain[0])
    is_on_behalf = officer.level in _ABOVE_COMMUNE and owner.id != officer.unit_id
    if is_on_behalf and accounts.unit_has_access(owner.id, officer.on):
        raise RecordsItself(owner.in_sentence)
    return Ground(chain[0], owner, tuple(unit.id for unit in chain), is_on_behalf)


def sees_groups(officer: Officer, activity: Activity) -> bool:
    """Whether the officer may see how many people at risk were counted: in the unit that recorded it, and in the areas
    of that unit. Areas do not report, so the commune's book is theirs too; above it, sums stand in reports only."""
    recorded_in = activity.recorded_in_id or activity.unit_id
    around = units.ancestors(recorded_in, activity.held_on)
    book = next((unit.id for unit in around if unit.level != "area"), recorded_in)
    return officer.unit_id in (book, recorded_in) or units.is_below(officer.unit_id, book, officer.on)


def photo_to_see(officer: Officer, photo_id: int) -> ActivityPhoto:
    """One photo of an activity the officer may see. Raises ActivityNotHere."""
    row = (
        ActivityPhoto.objects.filter(id=photo_id, activity__in=activities_visible_to(officer))
        .select_related("file", "small_file")
        .first()
    )
    if row is None:
        raise ActivityNotHere
    return row
