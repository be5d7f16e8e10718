"""Reads of the network: the people of one's commune, and the areas below that have nobody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from vandong.accounts.access import Officer
from vandong.kernel import vietnamese
from vandong.kernel.listing import Lazy
from vandong.outreach.models import ConsentForm, Propagandist, PropagandistKind, ServedArea
from vandong.outreach.propagandists import access
from vandong.units import queries as units


@dataclass(frozen=True)
class PropagandistRow:
    """`phone` is empty unless they agreed to it; `area_names` empty: the whole commune."""

    id: int
    name: str
    kind_label: str
    phone: str
    area_names: tuple[str, ...]
    trained_on: tuple[date, ...]  # the latest first
    session_count: int
    has_agreed_to_lists: bool
    consent_label: str
    consented_on: date


@dataclass(frozen=True)
class CommuneNetwork:
    """How the network stands in one commune. `bare_count`: areas without anyone."""

    name: str
    parent_name: str
    propagandist_count: int
    trained_count: int
    area_count: int
    bare_count: int

    @property
    def shade(self) -> int:
        """0 where every area has somebody, up to 4 where none has."""
        return -(-4 * self.bare_count // self.area_count) if self.area_count else 0


@dataclass(frozen=True)
class Leaders:
    """(id, name) of those who led an activity, and how many who led it have withdrawn since."""

    named: tuple[tuple[int, str], ...]
    withdrawn_count: int


def propagandists(officer: Officer, sought: str) -> list[PropagandistRow] | None:
    """The people in the book of the officer's commune (those of communes merged into it too), in Vietnamese order,
    sought in any spelling; None above it."""
    seen = access.propagandists_to_see(officer)
    if seen is None:
        return None
    found = seen.filter(withdrawn_at__isnull=True)
    for word in vietnamese.search_key(sought).split():
        found = found.filter(search_key__contains=word)
    return [
        _row(model)
        for model in found.order_by("sort_key", "id")
        .prefetch_related("areas__unit", "trainings")
        .annotate(session_count=_SESSIONS)
    ]


def propagandist_to_withdraw(officer: Officer, propagandist_id: int) -> PropagandistRow:
    """One of the officer's own commune. Raises MayNot, PropagandistNotHere."""
    row = access.propagandist_to_change(officer, propagandist_id)
    return _row(Propagandist.objects.annotate(session_count=_SESSIONS).get(id=row.id))


def withdrawn_count(officer: Officer) -> int:
    """How many once stood in the book of the officer's commune and withdrew."""
    seen = access.propagandists_to_see(officer)
    return seen.filter(withdrawn_at__isnull=False).count() if seen is not None else 0


def areas_without_anyone(
    officer: Officer, words: Sequence[str] = (), *, sort: str = "commune", downwards: bool = False
) -> Lazy[units.AreaRow]:
    """The residential areas below the officer's unit (or itself) where nobody is said to help, sought, and sorted
    by "area" or "commune". One who helps "in the whole commune" covers none by that alone: the list is there to find
    gaps. Counted and cut in the database: a province has thousands of areas."""
    return units.areas_among(
        officer.unit_id, officer.on, without=_served(), words=words, sort=sort, downwards=downwards
    )


def network(officer: Officer) -> list[CommuneNetwork]:
    """How the network stands in each commune below (or the officer's own), district by district: counts, no names. Five
    statements, however many communes. People of communes merged into one stand with it."""
    all_areas = dict.fromkeys((row.id for row in units.descendants(officer.unit_id, officer.on, "commune")), 0)
    all_areas |= units.area_counts(officer.unit_id, officer.on)
    bare = units.area_counts(officer.unit_id, officer.on, without=_served())
    heirs = units.heirs_of(all_areas, officer.on)
    people = Propagandist.objects.filter(unit_id__in=heirs, withdrawn_at__isnull=True).values_list("unit_id")
    counted: dict[int, list[int]] = {}
    for unit_id, count, trained in people.annotate(count=Count("id"), trained=Count("trained_on")).order_by():
        sums = counted.setdefault(heirs[unit_id], [0, 0])
        sums[0], sums[1] = sums[0] + count, sums[1] + trained
    rows = list(units.units_by_id(list(all_areas)).values())
    parents = units.latest_parents([row.id for row in rows], officer.on)
    # Those of one district stand together: the page draws them under its name.
    rows.sort(key=lambda row: (parents[row.id].sort_key if row.id in parents else "", row.sort_key))
    return [
        CommuneNetwork(
            name=row.name,
            parent_name=parents[row.id].name if row.id in parents else "",
            propagandist_count=counted.get(row.id, [0, 0])[0],
            trained_count=counted.get(row.id, [0, 0])[1],
            area_count=all_areas[row.id],
            bare_count=bare.get(row.id, 0),
        )
        for row in rows
    ]


def leaders_of(officer: Officer, activity_id: int) -> Leaders | None:
    """Who led an activity, for whoever reads the book; None above it. The activity's own scope has been asked."""
    seen = access.propagandists_to_see(officer)
    if seen is None:
        return None
    led = seen.filter(sessions__activity_id=activity_id)
    named = led.filter(withdrawn_at__isnull=True).order_by("sort_key", "id")
    return Leaders(tuple(named.values_list("id", "name")), led.filter(withdrawn_at__isnull=False).count())


def _served() -> QuerySet[ServedArea, int]:
    return ServedArea.objects.values_list("unit_id", flat=True)


_SESSIONS = Count("sessions", filter=Q(sessions__activity__withdrawn_at__isnull=True), distinct=True)


def _row(model: Any) -> PropagandistRow:
    areas = tuple(units.unit_row(one.unit).name for one in sorted(model.areas.all(), key=lambda one: one.unit.sort_key))
    return PropagandistRow(
        id=model.id,
        name=model.name,
        kind_label=PropagandistKind(model.kind).label,
        phone=model.phone,
        area_names=areas,
        trained_on=tuple(sorted((training.held_on for training in model.trainings.all()), reverse=True)),
        session_count=model.session_count,
        has_agreed_to_lists=model.has_agreed_to_lists,
        consent_label=ConsentForm(model.consent_form).label,
        consented_on=model.consented_on,
    )
