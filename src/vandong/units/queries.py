"""Reads of the dated tree. Every question carries a day; answers are frozen rows or id subqueries.

`*_ids` return lazy querysets of ids, to stand inside another query (`unit__in=…`): scope joins the ancestry, it
never travels as a list of ids.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from vandong.units.models import Ancestry, Body, Lineage, Unit, UnitLock


@dataclass(frozen=True)
class UnitRow:
    """A unit as shown: `name` is "Xã Hồng Phong", `in_sentence` "xã Hồng Phong"."""

    id: int
    level: str
    code: str
    kind: str
    proper_name: str
    name: str
    in_sentence: str
    sort_key: str
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True)
class BodyRow:
    id: int
    unit_id: int
    kind: str
    name: str
    short_name: str


def standing_on(day: date, prefix: str = "") -> Q:
    """The condition "valid on `day`" over a pair of columns valid_from/valid_until reached by `prefix`."""
    return Q(**{f"{prefix}valid_from__lte": day}) & (
        Q(**{f"{prefix}valid_until__isnull": True}) | Q(**{f"{prefix}valid_until__gt": day})
    )


def subtree_ids(unit_id: int, on: date) -> QuerySet[Ancestry, int]:
    """Ids of the units below `unit_id` on that day, itself included. What may be *written* to is inside this."""
    return Ancestry.objects.filter(standing_on(on), ancestor_id=unit_id).values_list("descendant_id", flat=True)


def visible_ids(unit_id: int, on: date) -> QuerySet[Any, int]:
    """Ids of every unit whose records `unit_id` may *read* on that day: its subtree, and the subtrees, as they last
    stood, of every unit those succeeded. Nobody loses sight of last year's records because a commune was merged."""
    here = subtree_ids(unit_id, on)
    inherited = (
        Ancestry.objects.filter(
            ancestor_id__in=Lineage.objects.filter(unit_id__in=here, until__lt=on).values("predecessor_id"),
        )
        .filter(valid_until__isnull=False)
        .values_list("descendant_id", flat=True)
    )
    return here.union(inherited)


def ancestors(unit_id: int, on: date) -> list[UnitRow]:
    """The unit itself and all above it on that day, nearest first."""
    rows = Ancestry.objects.filter(standing_on(on), descendant_id=unit_id).order_by("depth").select_related("ancestor")
    return [unit_row(row.ancestor) for row in rows]


def parent(unit_id: int, on: date) -> UnitRow | None:
    """The unit directly above on that day; None at the top."""
    row = Ancestry.objects.filter(standing_on(on), descendant_id=unit_id, depth=1).select_related("ancestor").first()
    return unit_row(row.ancestor) if row else None


def children(unit_id: int, on: date, level: str | None = None) -> list[UnitRow]:
    """The units directly below on that day, in Vietnamese order."""
    rows = Ancestry.objects.filter(standing_on(on), ancestor_id=unit_id, depth=1).select_related("descendant")
    if level is not None:
        rows = rows.filter(descendant__level=level)
    return sorted((unit_row(row.descendant) for row in rows), key=lambda unit: unit.sort_key)


def descendants(unit_id: int, on: date, level: str) -> list[UnitRow]:
    """All units of one level below on that day, in Vietnamese order."""
    rows = Unit.objects.filter(level=level, id__in=subtree_ids(unit_id, on))
    return sorted((unit_row(row) for row in rows), key=lambda unit: unit.sort_key)


def unit(unit_id: int) -> UnitRow:
    """One unit. Raises Unit.DoesNotExist."""
    return unit_row(Unit.objects.get(id=unit_id))


def units_by_id(ids: Any) -> dict[int, UnitRow]:
    """Units by id, one query."""
    return {row.id: unit_row(row) for row in Unit.objects.filter(id__in=ids)}


def is_below(unit_id: int, ancestor_id: int, on: date) -> bool:
    """Whether `unit_id` is `ancestor_id` or stands below it on that day."""
    return Ancestry.objects.filter(standing_on(on), ancestor_id=ancestor_id, descendant_id=unit_id).exists()


def bodies(unit_id: int, on: date, kind: str | None = None) -> list[BodyRow]:
    """Bodies of one unit on that day, by kind then name."""
    rows = Body.objects.filter(standing_on(on), unit_id=unit_id).order_by("kind", "name")
    if kind is not None:
        rows = rows.filter(kind=kind)
    return [body_row(row) for row in rows]


def standing_board(unit_id: int, on: date) -> BodyRow | None:
    """The Standing Board of the unit's Front committee: who signs and issues."""
    found = bodies(unit_id, on, Body.Kind.STANDING_BOARD)
    return found[0] if found else None


def body(body_id: int) -> BodyRow:
    """One body. Raises Body.DoesNotExist."""
    return body_row(Body.objects.get(id=body_id))


def lock_on(unit_id: int, day: date) -> str | None:
    """Why records of this unit (or of the unit it stood under) held on `day` can't be touched; None if they can."""
    above = Ancestry.objects.filter(standing_on(day), descendant_id=unit_id, depth__lte=1).values("ancestor_id")
    row = (
        UnitLock.objects.filter(from_on__lte=day, until_on__gte=day)
        .filter(Q(unit_id=unit_id) | Q(unit_id__in=above, unit__level="commune"))
        .first()
    )
    return row.reason if row else None


def unit_row(row: Unit) -> UnitRow:
    return UnitRow(
        row.id,
        row.level,
        row.code,
        row.kind,
        row.name,
        row.full_name,
        row.name_in_sentence,
        row.sort_key,
        row.valid_from,
        row.valid_until,
    )


def body_row(row: Body) -> BodyRow:
    return BodyRow(row.id, row.unit_id, row.kind, row.name, row.short_name)


def plan_units(unit_id: int, on: date) -> list[tuple[UnitRow, str]]:
    """Every district and commune below on that day with the name of the unit it stands under: districts first, then
    communes grouped by district, all in Vietnamese order. Two queries."""
    below = Unit.objects.filter(id__in=subtree_ids(unit_id, on), level__in=("district", "commune")).exclude(id=unit_id)
    rows = {row.id: unit_row(row) for row in below}
    edges = Ancestry.objects.filter(standing_on(on), depth=1, descendant_id__in=subtree_ids(unit_id, on))
    parents = {
        child: f"{kind[:1].upper()}{kind[1:]} {name}"
        for child, kind, name in edges.values_list("descendant_id", "ancestor__kind", "ancestor__name")
    }
    order = {"district": 0, "commune": 1}
    keys = {row.name: row.sort_key for row in rows.values()}
    return sorted(
        ((row, parents.get(row.id, "")) for row in rows.values()),
        key=lambda pair: (order[pair[0].level], keys.get(pair[1], ""), pair[0].sort_key),
    )
