"""How the activities of a list are found: read through where they are few, walked in the list's order where many.

A commune's four thousand activities are read whole, filtered, sorted and added up, whatever is asked. A province's
million is not: there the index of the list's order is walked from its end until a page is full, nothing is added up
and nothing counted past a bound. In between stand questions that few activities of many can answer (rare words, one
organisation, what was withdrawn): an index of their own leads to those few, which are then read through.

Which way is taken shows in one thing only: of few the list says how many and what they come to, of many "more than".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from django.conf import settings
from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.functions import Coalesce, Concat, StrIndex
from django.db.models.lookups import GreaterThan

from vandong.accounts.access import Officer, readable_unit_ids
from vandong.outreach import word_index
from vandong.outreach.models import Activity, ActivityOrganisation, ActivityPartner, ActivityTerm
from vandong.outreach.rows import ActivityFilter
from vandong.units import queries as units

_KEYS = {
    "day": ("held_on",),
    "unit": ("unit__sort_key", "unit_id", "held_on"),
    "channel": ("channel", "held_on"),
    "attendance": ("attendance_count",),
}


_AT_FIRST, _AT_ONCE = 16, 512  # units looked at together: few are needed for a first page


@dataclass(frozen=True)
class Found:
    """Activities (`rows`) and their ids in the order asked for. `most` bounds how many are counted; None: all, and sums
    may be asked."""

    rows: QuerySet[Activity]
    ids: Any  # a queryset of ids, or what is sliced, counted and gone through like one
    most: int | None


class _Surely(Func):
    """A condition that leads a planner to no index: it is asked of rows found by another way."""

    template = "((%(expressions)s) IS TRUE)"
    output_field = BooleanField()


def _surely(condition: Q) -> _Surely:
    return _Surely(ExpressionWrapper(condition, BooleanField()))


class _UnitByUnit:
    """Ids of many activities in the order of their units: unit after unit is counted until the page is reached, and
    only those that stand on it are read. No index holds that order; sorting a million rows takes seconds."""

    def __init__(self, here: Q, unit_ids: Sequence[Any], told: list[Any], downwards: bool) -> None:
        """`unit_ids` are subqueries; the units in all of them count."""
        self._here, self._unit_ids, self._told, self._downwards = here, unit_ids, told, downwards

    def order_by(self) -> QuerySet[Activity]:
        """All of them in no order, to be counted."""
        return Activity.objects.filter(_surely(self._here), *self._told)

    def count(self) -> int:
        return self.order_by().count()

    def iterator(self, chunk_size: int) -> Iterator[int]:
        for unit_id, _count in self._units():
            yield from self._of_unit([unit_id])

    def __getitem__(self, page: slice) -> list[int]:
        start, stop = page.start or 0, page.stop
        before, reached, needed = 0, 0, []
        for unit_id, count in self._units():
            if reached + count <= start:
                before = reached = reached + count
                continue
            needed.append(unit_id)
            reached += count
            if stop is not None and reached >= stop:
                break
        found = self._of_unit(needed)
        return found[start - before : None if stop is None else stop - before]

    def _units(self) -> Iterator[tuple[int, int]]:
        """(unit, how many), in the list's order, without those that have none."""
        ids = units.ids_in_order(self._unit_ids, downwards=self._downwards)
        start, size = 0, _AT_FIRST
        while some := ids[start : start + size]:
            found = Activity.objects.filter(*self._told, unit_id__in=some)
            counts = dict(found.order_by().values_list("unit_id").annotate(Count("id")))
            yield from ((unit_id, counts[unit_id]) for unit_id in some if unit_id in counts)
            start, size = start + size, min(2 * size, _AT_ONCE)

    def _of_unit(self, unit_ids: Sequence[int]) -> list[int]:
        place = {unit_id: number for number, unit_id in enumerate(unit_ids)}
        found = Activity.objects.filter(*self._told, unit_id__in=unit_ids).values_list("unit_id", "held_on", "id")
        rows = sorted(found.order_by(), key=itemgetter(1, 2), reverse=self._downwards)
        rows.sort(key=lambda row: place[row[0]])
        return [activity_id for _unit_id, _day, activity_id in rows]


def activities(officer: Officer, asked: ActivityFilter) -> Found:
    """What `asked` means within the officer's scope."""
    unit_ids = [readable_unit_ids(officer)]
    if asked.unit_id:
        unit_ids.append(units.visible_ids(asked.unit_id, officer.on))
    here = Q(*(("unit_id__in", each) for each in unit_ids))
    days = Q()
    if asked.from_on:
        days &= Q(held_on__gte=asked.from_on)
    if asked.until_on:
        days &= Q(held_on__lte=asked.until_on)
    told = _asked_of_each(asked)
    if _are_few(Activity.objects.filter(here, days), settings.ACTIVITIES_READ_THROUGH):
        return _read_through(Activity.objects.filter(here, days, *told), asked)
    around = [_surely(here), days, *told]
    if (few := _led_to_few(asked)) is not None:
        rows, is_summed = few
        return _read_through(rows.filter(*around), asked, None if is_summed else settings.ACTIVITIES_COUNTED // 10)
    is_dear = bool(asked.words or asked.movement_id or asked.organisation_id or asked.only_hot or asked.only_joint)
    most = settings.ACTIVITIES_COUNTED // (10 if is_dear else 1)
    rows = Activity.objects.filter(*around)
    if asked.sort == "unit":
        return Found(rows, _UnitByUnit(here, unit_ids, [days, *told], asked.downwards), most)
    return Found(rows, rows.order_by(*_order(asked)).values_list("id", flat=True), most)


def _read_through(rows: QuerySet[Activity], asked: ActivityFilter, most: int | None = None) -> Found:
    return Found(rows, _sorted_by_hand(rows, asked).values_list("id", flat=True), most)


def _led_to_few(asked: ActivityFilter) -> tuple[QuerySet[Activity], bool] | None:
    """The few of all activities that can answer, where an index leads to them; and whether they are so few that they
    are added up: jumping to each costs more than reading a scope in its order."""
    most, most_summed = settings.ACTIVITIES_READ_THROUGH, settings.ACTIVITIES_READ_THROUGH // 4
    ways: list[QuerySet[Activity]] = []
    if asked.withdrawn == "only":
        ways.append(Activity.objects.filter(withdrawn_at__isnull=False))
    if asked.only_on_behalf:
        ways.append(Activity.objects.filter(is_on_behalf=True))
    if asked.task_id:
        ways.append(Activity.objects.filter(task_id=asked.task_id))
    if asked.organisation_id:
        there = ActivityOrganisation.objects.filter(organisation_id=asked.organisation_id)
        ways.append(Activity.objects.filter(id__in=there.values("activity_id")))
    for way in ways:
        if _are_few(way, most):
            return way, _are_few(way, most_summed)
    if asked.words and (ids := word_index.candidates(asked.words, most)) is not None:
        return Activity.objects.filter(id__in=word_index.among(ids)), len(ids) <= most_summed
    return None


def _are_few(found: QuerySet[Activity], most: int) -> bool:
    return found.values("id")[: most + 1].count() <= most


def _asked_of_each(asked: ActivityFilter) -> list[Any]:
    """The conditions beside scope and days."""
    told: list[Any] = []
    if asked.programme_id:
        told.append(_surely(Q(programme_id=asked.programme_id)))
    if asked.task_id:
        told.append(_surely(Q(task_id=asked.task_id)))
    if asked.movement_id:
        told.append(_has(ActivityTerm.objects.filter(term_id=asked.movement_id)))
    if asked.organisation_id:
        told.append(_has(ActivityOrganisation.objects.filter(organisation_id=asked.organisation_id)))
    if asked.only_hot:
        told += [_surely(Q(unit_id__in=units.ever_hot_ids())), _surely(Q(units.in_hot_spot()))]
    if asked.only_joint:
        told.append(_has(ActivityPartner.objects.all()) | _has(ActivityOrganisation.objects.all()))
    if asked.only_costed:
        told.append(Q(cost_vnd__isnull=False))
    if asked.channel:
        by_channel = Q(channel=asked.channel)
        told.append(by_channel if asked.sort in ("day", "channel") else _surely(by_channel))
    if asked.only_on_behalf:
        told.append(_surely(Q(is_on_behalf=True)))
    if asked.withdrawn:
        told.append(_surely(Q(withdrawn_at__isnull=asked.withdrawn == "without")))
    told += _holding(asked.words)
    return told


def _has(parts: QuerySet[Any]) -> Q:
    """Whether an activity has any of these parts, looked up for each. (The second condition says nothing new: without
    it PostgreSQL would gather the parts of all million first.)"""
    own = parts.filter(activity_id=OuterRef("id")).filter(activity_id__gte=OuterRef("id"))
    return Q(_surely(Q(Exists(own))))


def _holding(words: Sequence[str]) -> list[Any]:
    """Every word is the beginning of a word of the activity. (By position, not LIKE: PostgreSQL takes any LIKE for rare
    and would sort the million it then finds.)"""
    said = Concat(Value(" "), F("search_key"), output_field=TextField())
    return [GreaterThan(StrIndex(said, Value(f" {word[: word_index.LONGEST_WORD]}")), 0) for word in words]


def _order(asked: ActivityFilter) -> list[str]:
    way = "-" if asked.downwards else ""
    return [f"{way}{key}" for key in (*_KEYS[asked.sort], "id")]


def _sorted_by_hand(found: QuerySet[Activity], asked: ActivityFilter) -> QuerySet[Activity]:
    """In the same order, without walking an index that holds everybody's for the sake of it."""
    first, *rest = (*_KEYS[asked.sort], "id")
    key = Coalesce(F(first), F(first))
    ordered = [key.desc() if asked.downwards else key.asc()]
    ordered += [F(each).desc() if asked.downwards else F(each).asc() for each in rest]
    return found.order_by(*ordered)
