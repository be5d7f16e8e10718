"""Programmes and their parts, scoped by the officer."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from vandong.accounts.access import Officer
from vandong.programme import access, rules
from vandong.programme.errors import ProgrammeNotHere
from vandong.programme.models import Deadline, DeadlineDue, PlanTerm, Programme, RiskGroup, Target, Task
from vandong.programme.queries.rows import (
    DeadlineRow,
    Parts,
    ProgrammeRow,
    RiskGroupRow,
    TargetRow,
    TaskRow,
    TermRow,
    deadline_row,
    programme_row,
    risk_group_row,
    target_row,
    task_row,
    term_label,
    term_row,
)
from vandong.units import queries as units

_WORKED_UNDER = (Programme.State.ISSUED, Programme.State.ENDED)


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


def worked_under(unit_ids: Collection[int], on: date, grace: timedelta) -> list[ProgrammeRow]:
    """Programmes of these units under which work of a day is recorded: issued, begun, and over no longer than `grace`;
    in the order of `programmes`. The caller has asked for scope."""
    rows = Programme.objects.filter(
        body__unit_id__in=unit_ids, state__in=_WORKED_UNDER, starts_on__lte=on, ends_on__gte=on - grace
    )
    return [programme_row(row) for row in rows.select_related("body").order_by("state", "-starts_on", "-id")]


def programme(officer: Officer, programme_id: int) -> ProgrammeRow:
    """One programme. Raises ProgrammeNotHere outside scope."""
    return programme_row(access.programme_to_see(officer, programme_id))


def known(programme_id: int) -> ProgrammeRow:
    """A programme whose scope the caller has asked already. One query."""
    return programme_row(Programme.objects.select_related("body").get(id=programme_id))


def is_from_above(officer: Officer, programme: ProgrammeRow) -> bool:
    """Whether the programme comes from a unit above the officer's."""
    return programme.unit_id != officer.unit_id and units.is_below(officer.unit_id, programme.unit_id, officer.on)


def may(officer: Officer, programme: ProgrammeRow) -> frozenset[str]:
    """What an officer who sees a programme may do with it: "edit" a draft, "amend" what is issued, "adopt" it for the
    own unit, "follow" who below has taken it up. What a page offers; every verb asks `access` again."""
    is_draft, is_issued = programme.state == Programme.State.DRAFT, programme.state == Programme.State.ISSUED
    found = set()
    if programme.unit_id == officer.unit_id and officer.may("coordinate") and (is_draft or is_issued):
        found.add("edit" if is_draft else "amend")
    takes_up = is_issued and officer.level != "area" and bool(officer.capabilities & access.ADOPTERS)
    if takes_up and is_from_above(officer, programme):
        found.add("adopt")
    if not is_draft and officer.level not in ("commune", "area"):
        found.add("follow")
    return frozenset(found)


def risk_groups(programme_id: int) -> tuple[RiskGroupRow, ...]:
    """Its high-risk groups alone, in its own order. The caller has asked for scope."""
    rows = RiskGroup.objects.filter(programme_id=programme_id).order_by("position")
    return tuple(risk_group_row(row) for row in rows)


def targets(programme_id: int) -> tuple[TargetRow, ...]:
    """Its targets alone, those in force, in its own order. The caller has asked for scope."""
    return tuple(target_row(row) for row in _in_force(Target.objects, programme_id).order_by("position"))


def tasks(programme_id: int) -> tuple[TaskRow, ...]:
    """Its tasks alone, those in force, in its own order. The caller has asked for scope."""
    return tuple(task_row(row) for row in _in_force(Task.objects, programme_id).order_by("position"))


def task_ids(programme_id: int) -> frozenset[int]:
    """Every task the programme has or had: work done under one that was withdrawn stays under it."""
    return frozenset(Task.objects.filter(programme_id=programme_id).values_list("id", flat=True))


def deadlines(programme_id: int) -> tuple[DeadlineRow, ...]:
    """Its deadlines alone, those in force, in its own order. The caller has asked for scope."""
    return tuple(deadline_row(row) for row in _in_force(Deadline.objects, programme_id).order_by("id"))


def _in_force(rows: Any, programme_id: int) -> Any:
    """Parts that no later document withdrew or replaced."""
    return rows.filter(programme_id=programme_id, withdrawn_on__isnull=True)


def parts(programme_id: int) -> Parts:
    """All four, in its own order. The caller has asked for scope."""
    return Parts(targets(programme_id), tasks(programme_id), deadlines(programme_id), risk_groups(programme_id))


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


def task_names_from_above(officer: Officer) -> list[tuple[int, str]]:
    """Id and short text of the tasks of every issued or ended programme of the officer's own unit or a unit above it:
    what work is done under, where a list only offers tasks to filter by. One query."""
    above = units.ancestor_ids(officer.unit_id, officer.on)
    rows = Task.objects.filter(programme__body__unit_id__in=above, programme__state__in=_WORKED_UNDER)
    return list(rows.order_by("programme_id", "position").values_list("id", "short_text"))


def terms(programme_id: int, *kinds: str) -> tuple[TermRow, ...]:
    """The models, movements, channels, instruments or recipients a programme names, kind by kind in its own order
    (`kinds` are of PlanTerm.Kind). The caller has asked for scope."""
    rows = PlanTerm.objects.filter(programme_id=programme_id, kind__in=kinds).order_by("kind", "position")
    return tuple(term_row(row) for row in rows)


def terms_by_id(ids: Iterable[int]) -> dict[int, TermRow]:
    """Terms by id, one query. The caller has asked whether what names them may be seen."""
    return {row.id: term_row(row) for row in PlanTerm.objects.filter(id__in=ids)}


def term_labels_from_above(officer: Officer, kind: str) -> list[tuple[int, str]]:
    """Id and label of the words of one kind that every issued or ended programme of the officer's own unit or a unit
    above it names, in its own order. One query."""
    above = units.ancestor_ids(officer.unit_id, officer.on)
    rows = PlanTerm.objects.filter(programme__body__unit_id__in=above, kind=kind, programme__state__in=_WORKED_UNDER)
    named = rows.order_by("programme_id", "position").values_list("id", "name", "doc_type", "number")
    return [(term_id, term_label(*words)) for term_id, *words in named]


def dues_by_level(programme_id: int) -> dict[int, dict[str, rules.Due]]:
    """Deadline id → level → by when it keeps it, as handed down; a deadline without is not in it. The caller has asked
    for scope."""
    found: dict[int, dict[str, rules.Due]] = {}
    for row in DeadlineDue.objects.filter(deadline__programme_id=programme_id):
        found.setdefault(row.deadline_id, {})[row.level] = rules.Due(row.month, row.day, row.on)
    return found
