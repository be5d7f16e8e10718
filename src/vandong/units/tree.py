"""The tree's own arithmetic, in sets: where a new unit will stand, and the closures that follow from edges.

`ParentEdge` and `Succession` are written by the verbs; `Ancestry` and `Lineage` are only ever derived from them here,
and only rows that differ are touched. Not a door: other domains ask `queries`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Q, QuerySet

from vandong.units.models import Body, Lineage, ParentEdge, Succession, Unit

_CHUNK = 500  # ids in one statement: below SQLite's oldest limit of 999 variables


@dataclass(frozen=True)
class Placement:
    """Under `parent_id` from a day until a day (exclusive; None = open)."""

    parent_id: int
    valid_from: date
    valid_until: date | None


def placements(parent_id: int, since: date) -> list[Placement]:
    """Where a unit put under `parent_id` on `since` will stand, as far as is known.

    A parent whose end is already decided hands its children to the unit that takes it over wholly, and so on; after a
    parent that is divided, or ends without a successor, the child stands under nobody until a person places it.
    """
    found: list[Placement] = []
    parent: Unit | None = Unit.objects.filter(id=parent_id).first()
    while parent is not None:
        found.append(Placement(parent.id, max(since, parent.valid_from), parent.valid_until))
        if parent.valid_until is None:
            break
        since = parent.valid_until
        heirs = Succession.objects.filter(predecessor=parent, on=since).select_related("successor")
        whole = [row.successor for row in heirs if row.share == 1]
        parent = whole[0] if len(whole) == 1 and whole[0].level == parent.level else None
    return found


def edges(child_id: int, parent_id: int, since: date, until: date | None = None) -> list[ParentEdge]:
    """Unsaved parent edges for `placements`, cut to the child's own end."""
    rows = []
    for place in placements(parent_id, since):
        if until is not None and place.valid_from >= until:
            break
        ends = [day for day in (place.valid_until, until) if day is not None]
        rows.append(
            ParentEdge(
                child_id=child_id,
                parent_id=place.parent_id,
                valid_from=place.valid_from,
                valid_until=min(ends) if ends else None,
            )
        )
    return rows


def end_units(ids: Sequence[int], on: date) -> None:
    """End units on a day (exclusive), with their own parent edges and bodies. Children and closures: the caller's."""
    for part in _chunks(ids):
        Unit.objects.filter(id__in=part).update(valid_until=on)
        cut_edges(ParentEdge.objects.filter(child_id__in=part), on)
        Body.objects.filter(_reaching(on), unit_id__in=part, valid_from__lt=on).update(valid_until=on)


def cut_edges(rows: QuerySet[ParentEdge], on: date) -> None:
    """From `on` the edges hold no more: those begun before end there, later ones never were."""
    rows.filter(valid_from__gte=on).delete()
    rows.filter(_reaching(on), valid_from__lt=on).update(valid_until=on)


def below(ids: Iterable[int]) -> list[int]:
    """The units and everything that ever stood, or is placed to stand, below them."""
    known = set(ids)
    frontier = list(known)
    while frontier:
        found: set[int] = set()
        for part in _chunks(frontier):
            found.update(ParentEdge.objects.filter(parent_id__in=part).values_list("child_id", flat=True))
        frontier = list(found - known)
        known |= found
    return sorted(known)


def heirs(ids: Iterable[int]) -> list[int]:
    """The units and all that inherit from them, however many mergers on."""
    known = set(ids)
    for part in _chunks(list(known)):
        known.update(Lineage.objects.filter(predecessor_id__in=part).values_list("unit_id", flat=True))
    return sorted(known)


# Portable SQL: the same text runs on SQLite and on PostgreSQL. {ids} is a list of %s.
_UP = """
WITH RECURSIVE up (ancestor_id, descendant_id, depth, valid_from, valid_until) AS (
    SELECT id, id, 0, valid_from, valid_until FROM units_unit WHERE id IN ({ids})
    UNION ALL
    SELECT e.parent_id, up.descendant_id, up.depth + 1,
           CASE WHEN e.valid_from > up.valid_from THEN e.valid_from ELSE up.valid_from END,
           CASE WHEN e.valid_until IS NULL THEN up.valid_until
                WHEN up.valid_until IS NULL OR e.valid_until < up.valid_until THEN e.valid_until
                ELSE up.valid_until END
    FROM up JOIN units_parentedge e ON e.child_id = up.ancestor_id
     AND (e.valid_until IS NULL OR e.valid_until > up.valid_from)
     AND (up.valid_until IS NULL OR up.valid_until > e.valid_from)
)
"""
_DROP_ANCESTRY = """
DELETE FROM units_ancestry WHERE descendant_id IN ({ids}) AND NOT EXISTS (
    SELECT 1 FROM up WHERE up.descendant_id = units_ancestry.descendant_id
     AND up.ancestor_id = units_ancestry.ancestor_id AND up.depth = units_ancestry.depth
     AND up.valid_from = units_ancestry.valid_from
     AND up.valid_until IS NOT DISTINCT FROM units_ancestry.valid_until)
"""
_ADD_ANCESTRY = """
INSERT INTO units_ancestry (ancestor_id, descendant_id, depth, valid_from, valid_until)
SELECT ancestor_id, descendant_id, depth, valid_from, valid_until FROM up
EXCEPT SELECT ancestor_id, descendant_id, depth, valid_from, valid_until
FROM units_ancestry WHERE descendant_id IN ({ids})
"""


def renew_ancestry(ids: Sequence[int]) -> Iterator[int]:
    """Make the ancestry of these units follow from the parent edges. Yields how many units are done, chunk by chunk."""
    yield from _renew(ids, _UP, (_DROP_ANCESTRY, _ADD_ANCESTRY))


_LINE = """
WITH RECURSIVE line (unit_id, predecessor_id, taken_on) AS (
    SELECT successor_id, predecessor_id, "on" FROM units_succession WHERE successor_id IN ({ids})
    UNION
    SELECT line.unit_id, s.predecessor_id, s."on"
    FROM line JOIN units_succession s ON s.successor_id = line.predecessor_id AND s."on" < line.taken_on
), last (unit_id, predecessor_id, until) AS (
    SELECT unit_id, predecessor_id, {day_before} FROM line
    WHERE unit_id <> predecessor_id GROUP BY unit_id, predecessor_id
)
"""
_DROP_LINEAGE = """
DELETE FROM units_lineage WHERE unit_id IN ({ids}) AND NOT EXISTS (
    SELECT 1 FROM last WHERE last.unit_id = units_lineage.unit_id
     AND last.predecessor_id = units_lineage.predecessor_id AND last.until = units_lineage.until)
"""
_ADD_LINEAGE = """
INSERT INTO units_lineage (unit_id, predecessor_id, until)
SELECT unit_id, predecessor_id, until FROM last
EXCEPT SELECT unit_id, predecessor_id, until FROM units_lineage WHERE unit_id IN ({ids})
"""


def renew_lineage(ids: Sequence[int]) -> Iterator[int]:
    """Make the lineage of these units follow from the successions. Yields how many units are done."""
    yield from _renew(ids, _LINE, (_DROP_LINEAGE, _ADD_LINEAGE))


def _renew(ids: Sequence[int], rule: str, statements: tuple[str, str]) -> Iterator[int]:
    day_before = "MAX(taken_on) - 1" if connection.vendor == "postgresql" else "DATE(MAX(taken_on), '-1 day')"
    done = 0
    for part in _chunks(ids):
        for statement in statements:
            places = ", ".join(["%s"] * len(part))
            with connection.cursor() as cursor:
                cursor.execute((rule + statement).format(ids=places, day_before=day_before), [*part, *part])
        done += len(part)
        yield done


def _reaching(day: date) -> Q:
    return Q(valid_until__isnull=True) | Q(valid_until__gt=day)


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _CHUNK):
        yield ids[start : start + _CHUNK]
