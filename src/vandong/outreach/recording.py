"""What the recording form offers, and the ground an entry is judged on. Reads only."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q

from vandong.accounts import queries as accounts
from vandong.accounts.access import Officer
from vandong.kernel import vietnamese
from vandong.outreach import access, rules
from vandong.outreach.errors import ActivityNotHere, EntryRefused, ProgrammeElsewhere, UnitElsewhere
from vandong.outreach.models import (
    Activity,
    ActivityMaterial,
    ActivityOrganisation,
    ActivityPartner,
    ActivityTerm,
    Channel,
    RiskAttendance,
)
from vandong.outreach.organisations import queries as organisations
from vandong.outreach.rules import ActivityEntry
from vandong.programme import queries as programmes
from vandong.programme.errors import ProgrammeNotHere
from vandong.programme.queries import ProgrammeRow, RiskGroupRow, TaskRow, TermRow
from vandong.units import actions as unit_actions
from vandong.units import errors as unit_errors
from vandong.units import queries as units
from vandong.units.queries import BodyRow, UnitRow

MOVEMENT, INSTRUMENT = "movement", "instrument"  # kinds of programme.PlanTerm
_STILL_OFFERED = timedelta(days=92)  # a programme that ended a quarter ago still gets its late records


@dataclass(frozen=True)
class OfferedProgramme:
    row: ProgrammeRow
    tasks: tuple[TaskRow, ...]
    risk_groups: tuple[RiskGroupRow, ...]
    terms: tuple[TermRow, ...] = ()  # its movements and the legal texts it names

    @property
    def movements(self) -> tuple[TermRow, ...]:
        return tuple(term for term in self.terms if term.kind == MOVEMENT)

    @property
    def instruments(self) -> tuple[TermRow, ...]:
        return tuple(term for term in self.terms if term.kind == INSTRUMENT)


@dataclass(frozen=True)
class Offer:
    """What one officer may choose from, recording for `owner`: the own unit, or a unit below without access."""

    owner: UnitRow
    is_on_behalf: bool
    places: tuple[tuple[int, str], ...]  # (unit id, name): areas first, then the whole unit
    programmes: tuple[OfferedProgramme, ...]
    bodies: tuple[BodyRow, ...]  # of the unit, of its areas and of those above it: any may lead
    bodies_below: tuple[BodyRow, ...]  # Fronts of the units directly below: these may join
    lead_body_id: int | None  # who leads unless told
    organisations: tuple[tuple[int, str], ...] = ()  # (id, name) of the register, that may take part


@dataclass(frozen=True)
class RecentChoice:
    """Something done before, to do again: everything but the day and the numbers."""

    activity_id: int
    what: str  # "Họp thôn, khu dân cư ở Bồng Lai"
    held_on: date  # the last time
    partner_count: int
    times: int  # how often among the last few dozen records


def offer(officer: Officer, owner_id: int, *, every_task: bool = False) -> Offer:
    """What may be chosen when recording for a unit; `every_task` adds tasks meant for other levels.

    Raises MayNot, ActivityNotHere (not below the officer's today), RecordsItself.
    """
    try:
        ground = access.place_to_write(officer, owner_id)
    except UnitElsewhere:
        raise ActivityNotHere from None
    owner = ground.place
    places = _places(officer, owner)
    # An area works with its commune; a commune and a district with whoever stands above them.
    above = ground.above_ids[1:2] if owner.level == "area" else ground.above_ids[1:]
    around = {owner.id, officer.unit_id, *(unit_id for unit_id, _ in places), *above}
    bodies = units.bodies_of_units(around, officer.on)
    own_first = sorted(
        bodies,
        key=lambda body: (
            body.unit_id != owner.id,
            above.index(body.unit_id) + 1 if body.unit_id in above else 0,
            body.kind == "standing_board",
        ),
    )
    return Offer(
        owner=owner,
        is_on_behalf=ground.is_on_behalf,
        places=tuple(places),
        programmes=tuple(
            _offered(row, "" if every_task else owner.level)
            for row in programmes.worked_under(ground.above_ids, officer.on, _STILL_OFFERED)
        ),
        bodies=tuple(own_first),
        bodies_below=units.front_bodies_below(owner.id, officer.on),
        lead_body_id=_usual_lead(officer, owner, own_first),
        organisations=tuple(organisations.standing_in(ground.above_ids[:2], owner.level, officer.on)),
    )


def places_of(officer: Officer, owner_id: int) -> list[tuple[int, str]]:
    """Where a unit's things may be: (unit id, name) of its areas, then the whole unit."""
    return _places(officer, units.unit(owner_id))


def _places(officer: Officer, owner: UnitRow) -> list[tuple[int, str]]:
    areas = units.children(owner.id, officer.on, "area") if owner.level == "commune" else []
    whole = {"commune": f"Toàn {owner.kind}", "area": owner.name}.get(owner.level, f"Toàn {owner.in_sentence}")
    return [*((area.id, area.proper_name) for area in areas), (owner.id, whole)]


def offer_to_correct(officer: Officer, entry: ActivityEntry) -> Offer:
    """What may be chosen when correcting an activity: the offer of the unit it belongs to, with whatever it already
    names that has since left the list, so that correcting loses nothing. Raises like `offer`."""
    where = access.place_to_write(officer, entry.unit_id)
    owner_id = officer.unit_id if officer.level == "area" else where.owner.id
    offered = offer(officer, owner_id, every_task=True)
    known = {body.id for body in (*offered.bodies, *offered.bodies_below)}
    missing = {entry.lead_body_id, *entry.partner_ids} - known
    bodies = (*offered.bodies, *(units.bodies_by_id(missing).values() if missing else ()))
    listed = offered.programmes
    if all(one.row.id != entry.programme_id for one in listed):
        listed = (*listed, _offered(programmes.programme(officer, entry.programme_id), ""))
    left = entry.organisation_ids - {one for one, _ in offered.organisations}
    there = (*offered.organisations, *(organisations.names(left).items() if left else ()))
    return replace(offered, bodies=bodies, programmes=listed, organisations=there)


def judge(officer: Officer, entry: ActivityEntry) -> access.Ground:
    """Refuse what may not be recorded: MayNot, UnitElsewhere, RecordsItself, Locked, or EntryRefused with every fault
    of the entry. Returns where it stands."""
    where = access.place_to_write(officer, entry.unit_id)
    refuse_locked(entry.unit_id, entry.held_on)
    try:
        programme = programmes.programme(officer, entry.programme_id)
    except ProgrammeNotHere:
        raise EntryRefused([ProgrammeElsewhere(field="programme")]) from None
    if programme.state == "draft" or programme.unit_id not in where.above_ids:
        raise EntryRefused([ProgrammeElsewhere(field="programme")])
    terms = programmes.terms(entry.programme_id, MOVEMENT, INSTRUMENT)
    above_then = [unit.id for unit in units.ancestors(entry.unit_id, entry.held_on)]
    ground = rules.Ground(
        today=officer.on,
        unit_in_sentence=where.place.in_sentence,
        unit_from=where.place.valid_from,
        unit_until=where.place.valid_until,
        programme_title=programme.short_title,
        starts_on=programme.starts_on,
        ends_on=programme.ends_on,
        task_ids=programmes.task_ids(entry.programme_id),
        risk_group_names={group.id: group.short_name for group in programmes.risk_groups(entry.programme_id)},
        body_ids=frozenset(body.id for body in units.bodies_of_units(above_then, entry.held_on)),
        joining_ids=frozenset(body.id for body in units.front_bodies_below(entry.unit_id, entry.held_on)),
        channels=frozenset(Channel.values),
        movement_ids=frozenset(term.id for term in terms if term.kind == MOVEMENT),
        instrument_ids=frozenset(term.id for term in terms if term.kind == INSTRUMENT),
        organisation_ids=organisations.standing_then(
            entry.organisation_ids, where.above_ids[:2], where.place.level, officer.on, entry.held_on
        ),
    )
    if found := rules.faults(entry, ground):
        raise EntryRefused(found)
    return where


def refuse_locked(unit_id: int, day: date) -> None:
    """Raise units.errors.Locked where a report has closed that day. Inside a transaction, no report can close it while
    this one writes."""
    unit_actions.hold_records(unit_id, day)
    if reason := units.lock_on(unit_id, day):
        raise unit_errors.Locked(reason, field="held_on")


def entry_of(activity: Activity) -> ActivityEntry:
    """What was said about an activity, as it stands: a query for each table that holds a part of it."""
    partners = ActivityPartner.objects.filter(activity_id=activity.id).values_list("body_id", flat=True)
    groups = RiskAttendance.objects.filter(activity_id=activity.id).order_by("risk_group_id")
    counted = list(groups.values_list("risk_group_id", "count", "first_timer_count"))
    there = ActivityOrganisation.objects.filter(activity_id=activity.id).values_list("organisation_id", flat=True)
    terms = dict(ActivityTerm.objects.filter(activity_id=activity.id).values_list("term_id", "term__kind"))
    used = ActivityMaterial.objects.filter(activity_id=activity.id).order_by("position")
    return ActivityEntry(
        programme_id=activity.programme_id,
        unit_id=activity.unit_id,
        held_on=activity.held_on,
        channel=activity.channel,
        lead_body_id=activity.lead_body_id,
        task_id=activity.task_id,
        title=activity.title,
        place=activity.place,
        partner_ids=frozenset(partners),
        attendance_count=activity.attendance_count,
        female_count=activity.female_count,
        risk_counts=tuple((group_id, count) for group_id, count, _ in counted),
        first_timer_counts=tuple((group_id, first) for group_id, _, first in counted if first is not None),
        leaflet_count=activity.leaflet_count,
        banner_count=activity.banner_count,
        broadcast_count=activity.broadcast_count,
        household_count=activity.household_count,
        note=activity.note,
        organisation_ids=frozenset(there),
        movement_ids=frozenset(term for term, kind in terms.items() if kind == MOVEMENT),
        instrument_ids=frozenset(term for term, kind in terms.items() if kind == INSTRUMENT),
        materials=tuple(used.values_list("name", "count")),
        cost_vnd=activity.cost_vnd,
    )


class _Latest(NamedTuple):
    """What is compared of an activity, straight from the columns."""

    id: int
    unit_id: int
    channel: str
    lead_body_id: int
    programme_id: int
    task_id: int | None
    title: str
    held_on: date
    recorded_by_id: int | None
    unit__kind: str
    unit__name: str


def recent_choices(officer: Officer, owner_id: int, owner_level: str, *, most: int = 3) -> list[RecentChoice]:
    """The last few different things recorded for a unit (a commune's areas included), this officer's own first."""
    places = units.subtree_ids(owner_id, officer.on) if owner_level == "commune" else [owner_id]
    latest = Activity.objects.filter(unit_id__in=places, withdrawn_at__isnull=True).order_by("-held_on", "-id")
    rows = [_Latest(*values) for values in latest.values_list(*_Latest._fields)[:_LOOKED_BACK]]
    partners_of: dict[int, set[int]] = {}
    joined = ActivityPartner.objects.filter(activity_id__in=[row.id for row in rows])
    for activity_id, body_id in joined.values_list("activity_id", "body_id"):
        partners_of.setdefault(activity_id, set()).add(body_id)
    found: dict[tuple[object, ...], RecentChoice] = {}
    for row in sorted(rows, key=lambda row: row.recorded_by_id != officer.account_id):  # stable: newest first within
        partners = frozenset(partners_of.get(row.id, ()))
        key = (row.unit_id, row.channel, row.lead_body_id, row.programme_id, row.task_id, partners)
        if key in found:
            found[key] = replace(found[key], times=found[key].times + 1)
        else:
            where = f"toàn {row.unit__kind}" if row.unit_id == owner_id else f"ở {row.unit__name}"
            what = f"{row.title or Channel(row.channel).label} {where}"
            found[key] = RecentChoice(row.id, what, row.held_on, len(partners), times=1)
    return list(found.values())[:most]


_LOOKED_BACK = 60  # records


def entry_to_repeat(officer: Officer, activity_id: int) -> ActivityEntry:
    """An earlier activity as a start for a new one, without its note and its counts of groups: those are asked anew.
    Its other numbers are offered beside their fields, never filled in. Raises ActivityNotHere."""
    entry = entry_of(access.activity_to_see(officer, activity_id))
    return entry._replace(risk_counts=(), first_timer_counts=(), note="")


@dataclass(frozen=True)
class ToldBelow:
    """Something a unit below has recorded, in which a body of this unit took part: it is counted there already."""

    activity_id: int
    what: str  # "Hội nghị, quán triệt ở xã Hồng Phong"
    held_on: date


def told_below(officer: Officer, owner: UnitRow, *, most: int = 5) -> list[ToldBelow]:
    """The last month's joint activities of the unit's bodies that units below recorded. A commune's areas keep its own
    book, so a commune has none."""
    if owner.level in ("commune", "area"):
        return []
    own = [body.id for body in units.bodies(owner.id, officer.on)]
    joined = ActivityPartner.objects.filter(activity_id=OuterRef("id"), body_id__in=own)
    found = access.activities_visible_to(officer).filter(
        Q(lead_body_id__in=own) | Exists(joined),
        held_on__gte=officer.on - _LAST_MONTH,
        withdrawn_at__isnull=True,
    )
    rows = found.exclude(unit_id=owner.id).select_related("unit").order_by("-held_on", "-id")[:most]
    return [
        ToldBelow(row.id, f"{row.title or Channel(row.channel).label} ở {row.unit.name_in_sentence}", row.held_on)
        for row in rows
    ]


_LAST_MONTH = timedelta(days=31)


def programmes_to_record(officer: Officer) -> tuple[OfferedProgramme, ...]:
    """The programmes that run today for the officer's own unit, with every task whatever its level."""
    above = tuple(unit.id for unit in units.ancestors(officer.unit_id, officer.on))
    return tuple(_offered(row, "") for row in programmes.worked_under(above, officer.on, _STILL_OFFERED))


def _offered(row: ProgrammeRow, level: str) -> OfferedProgramme:
    levels = {level, "area"} if level == "commune" else {level}
    tasks = tuple(
        task for task in programmes.tasks(row.id) if not level or not task.levels or levels & set(task.levels)
    )
    return OfferedProgramme(row, tasks, programmes.risk_groups(row.id), programmes.terms(row.id, MOVEMENT, INSTRUMENT))


def _usual_lead(officer: Officer, owner: UnitRow, bodies: list[BodyRow]) -> int | None:
    """The officer's own body at home; for another unit its Standing Board, which is who did the work."""
    if officer.unit_id == owner.id:
        return officer.body_id
    of_owner = [body for body in bodies if body.unit_id == owner.id]
    board = next((body for body in of_owner if body.kind in ("standing_board", "front_work_board")), None)
    return board.id if board else (of_owner[0].id if of_owner else officer.body_id)


def units_to_write_for(officer: Officer, words: Sequence[str]) -> list[tuple[UnitRow, str]]:
    """Units below the officer's where nobody can record, so that the level above may, each with the name of the unit
    above it; those whose name (or whose district's name) holds every word, in Vietnamese order. Empty for a commune or
    an area."""
    if officer.level not in ("province", "district", "nation"):
        return []
    below = units.plan_units(officer.unit_id, officer.on)
    without = accounts.units_without_access([row.id for row, _ in below], officer.on)
    return [
        (row, parent_name)
        for row, parent_name in below
        if row.id in without and all(word in vietnamese.search_key(f"{row.name} {parent_name}") for word in words)
    ]
