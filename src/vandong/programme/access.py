"""Which programmes and adoptions a person may see, edit, take up."""

from django.db.models import Q, QuerySet

from vandong.accounts.access import Officer, ensure, readable_unit_ids
from vandong.programme.errors import AlreadyIssued, NotPlanLevel, OwnProgramme, ProgrammeNotHere
from vandong.programme.models import Adoption, Programme
from vandong.units import queries as units


def programmes_visible_to(officer: Officer) -> QuerySet[Programme]:
    """Issued programmes from above, and whatever comes from the officer's own scope; drafts only at home."""
    above = [unit.id for unit in units.ancestors(officer.unit_id, officer.on)]
    from_above = Q(body__unit_id__in=above)
    from_below = Q(body__unit_id__in=readable_unit_ids(officer))
    at_home = Q(body__unit_id=officer.unit_id)
    return Programme.objects.filter((from_above | from_below) & (~Q(state="draft") | at_home)).select_related("body")


def programme_to_see(officer: Officer, programme_id: int) -> Programme:
    """One programme. Raises ProgrammeNotHere outside scope."""
    programme = programmes_visible_to(officer).filter(id=programme_id).first()
    if programme is None:
        raise ProgrammeNotHere
    return programme


def programme_to_edit(officer: Officer, programme_id: int, *, lock: bool = False) -> Programme:
    """A draft of the officer's own unit. Raises ProgrammeNotHere, MayNot or AlreadyIssued."""
    rows = Programme.objects.filter(id=programme_id, body__unit_id=officer.unit_id)
    programme = (rows.select_for_update(of=("self",)) if lock else rows).select_related("body").first()
    if programme is None:
        programme_to_see(officer, programme_id)  # not here at all, or visible but somebody else's
        raise ProgrammeNotHere
    ensure(officer, "coordinate")
    if programme.state != Programme.State.DRAFT:
        raise AlreadyIssued
    return programme


def programme_to_adopt(officer: Officer, programme_id: int) -> Programme:
    """An issued programme from above, for a unit that issues plans of its own."""
    programme = programme_to_see(officer, programme_id)
    if programme.body.unit_id == officer.unit_id:
        raise OwnProgramme
    above = {unit.id for unit in units.ancestors(officer.unit_id, officer.on)}
    if programme.body.unit_id not in above:
        raise ProgrammeNotHere
    if officer.level == "area":
        raise NotPlanLevel
    return programme


def adoption_to_see(officer: Officer, adoption_id: int) -> Adoption:
    """An adoption of a unit in scope (for its file). Raises ProgrammeNotHere."""
    row = (
        Adoption.objects.filter(id=adoption_id, unit_id__in=readable_unit_ids(officer))
        .select_related("programme", "plan_file", "unit")
        .first()
    )
    if row is None:
        raise ProgrammeNotHere
    return row


def adoption_of_unit(officer: Officer, programme_id: int) -> Adoption:
    """The own unit's adoption, locked, to be corrected. Raises ProgrammeNotHere."""
    row = Adoption.objects.select_for_update().filter(programme_id=programme_id, unit_id=officer.unit_id).first()
    if row is None:
        raise ProgrammeNotHere
    return row
