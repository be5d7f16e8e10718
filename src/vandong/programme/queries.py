"""Reads: programmes with their parts, and who has taken them up. Frozen rows, scoped by the officer."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import QuerySet

from vandong.accounts.access import Officer
from vandong.programme import access
from vandong.programme.errors import ProgrammeNotHere
from vandong.programme.models import (
    Adoption,
    AllottedTarget,
    Deadline,
    PlanReading,
    Programme,
    RiskGroup,
    Target,
    Task,
)
from vandong.units import queries as units


@dataclass(frozen=True)
class ProgrammeRow:
    id: int
    title: str
    short_title: str
    plan_number: str
    plan_dated_on: date | None
    starts_on: date
    ends_on: date
    state: str
    state_label: str
    body_id: int
    body_name: str
    unit_id: int
    version: int
    issued_at: datetime | None
    has_plan_file: bool


@dataclass(frozen=True)
class TargetRow:
    """`value` in `value_unit`; shares in percent (5 means 5 %)."""

    id: int
    position: int
    kind: str
    kind_label: str
    subject: str
    value: Decimal | None
    value_unit: str
    indicator: str
    holder_level: str
    baseline_text: str
    due_on: date | None
    quote: str


@dataclass(frozen=True)
class TaskRow:
    id: int
    position: int
    section: str
    text: str
    short_text: str
    levels: tuple[str, ...]
    due_on: date | None


@dataclass(frozen=True)
class DeadlineRow:
    id: int
    kind: str
    kind_label: str
    recurs: str
    recurs_label: str
    month: int | None
    day: int | None
    on: date | None
    from_level: str
    to_level: str
    via: str
    text: str


@dataclass(frozen=True)
class RiskGroupRow:
    id: int
    position: int
    code: str
    name: str
    short_name: str


@dataclass(frozen=True)
class Parts:
    targets: tuple[TargetRow, ...]
    tasks: tuple[TaskRow, ...]
    deadlines: tuple[DeadlineRow, ...]
    risk_groups: tuple[RiskGroupRow, ...]


@dataclass(frozen=True)
class AdoptionRow:
    """One unit below and its plan, or the absence of one (`adoption_id` is None)."""

    unit: units.UnitRow
    parent_name: str
    adoption_id: int | None
    plan_number: str
    plan_dated_on: date | None
    has_file: bool


@dataclass(frozen=True)
class OwnAdoption:
    """The officer's unit's own plan under a programme."""

    id: int
    plan_number: str
    plan_dated_on: date
    has_file: bool
    version: int
    allotted: dict[int, Decimal]  # target id → value


def programmes(officer: Officer, *, only_issued: bool = False) -> list[ProgrammeRow]:
    """Programmes the officer may see: running ones first, then by start, newest first."""
    rows = access.programmes_visible_to(officer)
    if only_issued:
        rows = rows.filter(state=Programme.State.ISSUED)
    return [programme_row(row) for row in rows.order_by("state", "-starts_on", "-id")]


def visible_ids(officer: Officer, *, only_issued: bool = False) -> QuerySet[Programme, int]:
    """Ids of the programmes the officer may see, to stand inside another query."""
    rows = access.programmes_visible_to(officer)
    if only_issued:
        rows = rows.filter(state=Programme.State.ISSUED)
    return rows.values_list("id", flat=True)


def titles(officer: Officer) -> dict[int, str]:
    """Programme id → short title, of all the officer may see."""
    return dict(access.programmes_visible_to(officer).values_list("id", "short_title"))


def running(officer: Officer, on: date) -> list[ProgrammeRow]:
    """Issued programmes from the officer's own unit or above that run on a day: what work is recorded under."""
    above = units.ancestor_ids(officer.unit_id, officer.on)
    rows = Programme.objects.filter(
        state=Programme.State.ISSUED, body__unit_id__in=above, starts_on__lte=on, ends_on__gte=on
    )
    return [programme_row(row) for row in rows.select_related("body").order_by("starts_on", "id")]


def programme(officer: Officer, programme_id: int) -> ProgrammeRow:
    """One programme. Raises ProgrammeNotHere outside scope."""
    return programme_row(access.programme_to_see(officer, programme_id))


def has_reading(programme_id: int) -> bool:
    """Whether a programme began with a plan document that was read. The caller has asked for scope."""
    return PlanReading.objects.filter(programme_id=programme_id).exists()


def known(programme_id: int) -> ProgrammeRow:
    """A programme whose scope the caller has asked already. One query."""
    return programme_row(Programme.objects.select_related("body").get(id=programme_id))


def risk_groups(programme_id: int) -> tuple[RiskGroupRow, ...]:
    """Its high-risk groups alone, in its own order. The caller has asked for scope."""
    rows = RiskGroup.objects.filter(programme_id=programme_id).order_by("position")
    return tuple(RiskGroupRow(row.id, row.position, row.code, row.name, row.short_name) for row in rows)


def targets(programme_id: int) -> tuple[TargetRow, ...]:
    """Its targets alone, in its own order. The caller has asked for scope."""
    return tuple(target_row(row) for row in Target.objects.filter(programme_id=programme_id).order_by("position"))


def tasks(programme_id: int) -> tuple[TaskRow, ...]:
    """Its tasks alone, in its own order. The caller has asked for scope."""
    return tuple(task_row(row) for row in Task.objects.filter(programme_id=programme_id).order_by("position"))


def deadlines(programme_id: int) -> tuple[DeadlineRow, ...]:
    """Its deadlines alone, in its own order. The caller has asked for scope."""
    return tuple(deadline_row(row) for row in Deadline.objects.filter(programme_id=programme_id).order_by("id"))


def parts(programme_id: int) -> Parts:
    """All four, in its own order. The caller has asked for scope."""
    return Parts(targets(programme_id), tasks(programme_id), deadlines(programme_id), risk_groups(programme_id))


def own_adoption(officer: Officer, programme_id: int) -> OwnAdoption | None:
    """The plan of the officer's own unit under a programme; None before it has one."""
    row = Adoption.objects.filter(programme_id=programme_id, unit_id=officer.unit_id).first()
    if row is None:
        return None
    allotted = {a.target_id: a.value for a in AllottedTarget.objects.filter(adoption=row)}
    return OwnAdoption(row.id, row.plan_number, row.plan_dated_on, row.plan_file_id is not None, row.version, allotted)


def adoptions(officer: Officer, programme_id: int, on: date) -> list[AdoptionRow]:
    """Every unit below the officer's that must have a plan (districts where they stand, communes), with its plan or
    without; two queries whatever their number. Districts first, then communes district by district."""
    access.programme_to_see(officer, programme_id)
    tree = units.plan_units(officer.unit_id, on)
    plans = {row.unit_id: row for row in Adoption.objects.filter(programme_id=programme_id)}
    answer = []
    for unit, parent_name in tree:
        plan = plans.get(unit.id)
        answer.append(
            AdoptionRow(
                unit=unit,
                parent_name=parent_name,
                adoption_id=plan.id if plan else None,
                plan_number=plan.plan_number if plan else "",
                plan_dated_on=plan.plan_dated_on if plan else None,
                has_file=bool(plan and plan.plan_file_id),
            )
        )
    return answer


def programme_row(row: Programme) -> ProgrammeRow:
    return ProgrammeRow(
        row.id,
        row.title,
        row.short_title,
        row.plan_number,
        row.plan_dated_on,
        row.starts_on,
        row.ends_on,
        row.state,
        row.get_state_display(),
        row.body_id,
        row.body.short_name,
        row.body.unit_id,
        row.version,
        row.issued_at,
        row.plan_file_id is not None,
    )


def target_row(row: Target) -> TargetRow:
    return TargetRow(
        row.id,
        row.position,
        row.kind,
        row.get_kind_display(),
        row.subject,
        row.value,
        row.value_unit,
        row.indicator,
        row.holder_level,
        row.baseline_text,
        row.due_on,
        row.quote,
    )


def task_row(row: Task) -> TaskRow:
    return TaskRow(row.id, row.position, row.section, row.text, row.short_text, tuple(row.levels), row.due_on)


def deadline_row(row: Deadline) -> DeadlineRow:
    return DeadlineRow(
        row.id,
        row.kind,
        row.get_kind_display(),
        row.recurs,
        row.get_recurs_display(),
        row.month,
        row.day,
        row.on,
        row.from_level,
        row.to_level,
        row.via,
        row.text,
    )


def is_from_above(officer: Officer, programme: ProgrammeRow) -> bool:
    """Whether the programme comes from a unit above the officer's."""
    return programme.unit_id != officer.unit_id and units.is_below(officer.unit_id, programme.unit_id, officer.on)


def allottable(programme_id: int, level: str) -> tuple[TargetRow, ...]:
    """Targets a unit of this level may take a part of: those it must reach, or that a level below it must, or all."""
    order = ("nation", "province", "district", "commune", "area")
    here = order.index(level)
    return tuple(
        target
        for target in targets(programme_id)
        if not target.holder_level or order.index(target.holder_level) >= here
    )


def part_item(programme_id: int, part: str, item_id: int) -> TargetRow | TaskRow | DeadlineRow | RiskGroupRow:
    """One item of a programme. Raises ProgrammeNotHere."""
    groups = parts(programme_id)
    rows: dict[str, tuple[TargetRow, ...] | tuple[TaskRow, ...] | tuple[DeadlineRow, ...] | tuple[RiskGroupRow, ...]]
    rows = {
        "target": groups.targets,
        "task": groups.tasks,
        "deadline": groups.deadlines,
        "risk_group": groups.risk_groups,
    }
    for row in rows[part]:
        if row.id == item_id:
            return row
    raise ProgrammeNotHere


@dataclass(frozen=True)
class AdoptionGroup:
    """Units under one parent, with how many of them have a plan."""

    parent_name: str
    rows: tuple[AdoptionRow, ...]
    done: int


def by_parent(rows: list[AdoptionRow]) -> list[AdoptionGroup]:
    """Rows grouped by the unit they stand under, in the order given."""
    names = list(dict.fromkeys(row.parent_name for row in rows))
    groups = []
    for name in names:
        members = tuple(row for row in rows if row.parent_name == name)
        groups.append(AdoptionGroup(name, members, sum(row.adoption_id is not None for row in members)))
    return groups


def tasks_from_above(officer: Officer) -> list[TaskRow]:
    """Tasks of every issued or ended programme of the officer's own unit or a unit above it: what work is done under.
    One query; cheaper than asking for whole programmes, where a list only offers tasks to filter by."""
    above = units.ancestor_ids(officer.unit_id, officer.on)
    rows = Task.objects.filter(programme__body__unit_id__in=above).exclude(programme__state=Programme.State.DRAFT)
    return [task_row(row) for row in rows.order_by("programme_id", "position")]
