"""Which programmes and adoptions a person may see, edit, take up."""

from django.db.models import Q, QuerySet

from vandong.accounts.access import MayNot, Officer, ensure, readable_unit_ids
from vandong.programme.errors import (
    AlreadyAdopted,
    AlreadyIssued,
    NotIssued,
    NotPlanLevel,
    OwnProgramme,
    ProgrammeNotHere,
)
from vandong.programme.models import Adoption, PlanReading, Programme, ReadItem, Target
from vandong.units import queries as units

ADOPTERS = frozenset(
    {"record", "coordinate", "approve"}
)  # capabilities, any of which takes a programme up for its unit


def programmes_visible_to(officer: Officer) -> QuerySet[Programme]:
    """Issued programmes from above, and whatever comes from the officer's own scope; drafts only at home."""
    from_above = Q(body__unit_id__in=units.ancestor_ids(officer.unit_id, officer.on))
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
    """An issued programme from above, for a unit that issues plans of its own. Raises ProgrammeNotHere, MayNot,
    OwnProgramme, NotPlanLevel, NotIssued."""
    programme = programme_to_see(officer, programme_id)
    if not officer.capabilities & ADOPTERS:
        raise MayNot
    if programme.body.unit_id == officer.unit_id:
        raise OwnProgramme
    above = {unit.id for unit in units.ancestors(officer.unit_id, officer.on)}
    if programme.body.unit_id not in above:
        raise ProgrammeNotHere
    if officer.level == "area":
        raise NotPlanLevel
    if programme.state == Programme.State.DRAFT:
        raise NotIssued
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


def unit_plan_to_write(officer: Officer, programme_id: int) -> Programme:
    """An issued programme from above whose own plan the officer's unit may still write here. Raises AlreadyAdopted, and
    what `programme_to_adopt` does."""
    programme = programme_to_adopt(officer, programme_id)
    if Adoption.objects.filter(programme=programme, unit_id=officer.unit_id).exists():
        raise AlreadyAdopted
    return programme


def reading_of(programme: Programme) -> PlanReading:
    """The reading a programme began with. Raises ProgrammeNotHere for one that was entered by hand."""
    reading = PlanReading.objects.filter(programme=programme).first()
    if reading is None:
        raise ProgrammeNotHere
    return reading


def item_of(reading: PlanReading, item_id: int) -> ReadItem:
    """One thing the plan says. Raises ProgrammeNotHere."""
    item = ReadItem.objects.filter(reading=reading, id=item_id).first()
    if item is None:
        raise ProgrammeNotHere
    return item


def target_of_own(officer: Officer, programme_id: int, target_id: int) -> Target:
    """A target of a programme that the officer's own unit drafts or has issued. Raises ProgrammeNotHere, MayNot."""
    programme = programme_to_see(officer, programme_id)
    if programme.body.unit_id != officer.unit_id:
        raise ProgrammeNotHere
    ensure(officer, "coordinate")
    target = Target.objects.filter(programme=programme, id=target_id).first()
    if target is None:
        raise ProgrammeNotHere
    return target


def amendment_to_see(officer: Officer, programme_id: int, reading_id: int) -> PlanReading:
    """A document that changed a programme the officer may see. Raises ProgrammeNotHere."""
    programme = programme_to_see(officer, programme_id)
    rows = PlanReading.objects.filter(id=reading_id, amends=programme, items__state=ReadItem.State.ACCEPTED)
    reading = rows.select_related("file").first()
    if reading is None:
        raise ProgrammeNotHere
    return reading


def programme_to_amend(officer: Officer, programme_id: int, *, lock: bool = False) -> Programme:
    """An issued programme of the officer's own unit, which a later document may change. Raises ProgrammeNotHere,
    MayNot, NotIssued."""
    rows = Programme.objects.filter(id=programme_id, body__unit_id=officer.unit_id)
    programme = (rows.select_for_update(of=("self",)) if lock else rows).select_related("body").first()
    if programme is None:
        programme_to_see(officer, programme_id)
        raise ProgrammeNotHere
    ensure(officer, "coordinate")
    if programme.state != Programme.State.ISSUED:
        raise NotIssued("Chương trình chưa ban hành thì sửa thẳng trong bản thảo, không cần văn bản sửa đổi.")
    return programme
