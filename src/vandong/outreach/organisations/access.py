"""Which organisations a person may see, and which they may change: as with activities, and beyond: a unit that others
were merged into keeps their registers on. A school goes on when its commune does not."""

from django.db.models import QuerySet

from vandong.accounts.access import Officer, readable_unit_ids
from vandong.outreach.access import Ground, place_to_write
from vandong.outreach.errors import OrganisationNotHere, UnitElsewhere
from vandong.outreach.models import Organisation
from vandong.units import queries as units


def organisations_visible_to(officer: Officer) -> QuerySet[Organisation]:
    """Those of every unit the officer may read, ended ones too."""
    return Organisation.objects.filter(unit_id__in=readable_unit_ids(officer))


def organisation_to_see(officer: Officer, organisation_id: int) -> Organisation:
    """One organisation. Raises OrganisationNotHere outside scope."""
    row = organisations_visible_to(officer).filter(id=organisation_id).select_related("unit").first()
    if row is None:
        raise OrganisationNotHere
    return row


def organisation_to_change(
    officer: Officer, organisation_id: int, *, lock: bool = False
) -> tuple[Organisation, Ground]:
    """One organisation, to correct or end, and where it stands: for one of a unit that ended, its heir. Raises
    OrganisationNotHere outside the writable scope, MayNot, RecordsItself."""
    rows = organisations_visible_to(officer).filter(id=organisation_id)
    row = (rows.select_for_update(of=("self",)) if lock else rows.select_related("unit")).first()
    if row is None:
        raise OrganisationNotHere
    try:
        return row, place_to_keep(officer, row.unit_id)
    except UnitElsewhere:
        raise OrganisationNotHere from None


def place_to_keep(officer: Officer, unit_id: int) -> Ground:
    """Where what stands in a unit's register may be written: there, or with whoever took the unit in. Raises MayNot,
    UnitElsewhere, RecordsItself."""
    try:
        return place_to_write(officer, unit_id)
    except UnitElsewhere:
        heir = units.heir_below(unit_id, officer.unit_id, officer.on)
        if heir is None:
            raise
        return place_to_write(officer, heir)
