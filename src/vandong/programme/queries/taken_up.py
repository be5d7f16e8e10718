"""Who has taken a programme up, and with which plan."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from vandong.accounts.access import Officer
from vandong.programme import access, rules
from vandong.programme.models import Adoption, AllottedTarget, UnitPlan
from vandong.programme.queries.overview import parts
from vandong.programme.queries.rows import TargetRow
from vandong.units import queries as units


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
    adopted_at: datetime  # when it was told here


@dataclass(frozen=True)
class AdoptionGroup:
    """Units under one parent, with how many of them have a plan."""

    parent_name: str
    rows: tuple[AdoptionRow, ...]
    done: int


def own_adoption(officer: Officer, programme_id: int) -> OwnAdoption | None:
    """The plan of the officer's own unit under a programme; None before it has one."""
    row = Adoption.objects.filter(programme_id=programme_id, unit_id=officer.unit_id).first()
    if row is None:
        return None
    allotted = {a.target_id: a.value for a in AllottedTarget.objects.filter(adoption=row)}
    return OwnAdoption(
        row.id, row.plan_number, row.plan_dated_on, row.plan_file_id is not None, row.version, allotted, row.adopted_at
    )


def begun_plans(officer: Officer, programme_ids: Collection[int]) -> frozenset[int]:
    """Of these programmes, those under which the officer's own unit has saved a plan here that has no number yet. One
    query."""
    rows = UnitPlan.objects.filter(programme_id__in=programme_ids, unit_id=officer.unit_id, document__isnull=True)
    return frozenset(rows.values_list("programme_id", flat=True))


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


def by_parent(rows: list[AdoptionRow]) -> list[AdoptionGroup]:
    """Rows grouped by the unit they stand under, in the order given."""
    names = list(dict.fromkeys(row.parent_name for row in rows))
    groups = []
    for name in names:
        members = tuple(row for row in rows if row.parent_name == name)
        groups.append(AdoptionGroup(name, members, sum(row.adoption_id is not None for row in members)))
    return groups


def allottable(programme_id: int, level: str) -> tuple[TargetRow, ...]:
    """Targets a unit of this level may take a part of: those it must reach, or that a level below it must, or all."""
    order = rules.ALL_LEVELS
    here = order.index(level)
    return tuple(
        target
        for target in parts(programme_id).targets
        if not target.holder_level or order.index(target.holder_level) >= here
    )
