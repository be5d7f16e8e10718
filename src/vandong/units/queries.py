"""Reads of the dated tree. Every question carries a day; answers are frozen rows or id subqueries.

`*_ids` return lazy querysets of ids, to stand inside another query (`unit__in=…`): scope joins the ancestry, it
never travels as a list of ids.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, Q, QuerySet, When

from vandong.kernel.listing import Lazy
from vandong.units import rules, scope
from vandong.units.areas import AreaRow, area_counts, areas_among, heirs_of
from vandong.units.bodies import (
    BODY_KIND_NAMES,
    bodies,
    bodies_by_id,
    bodies_of_units,
    body,
    front_bodies_below,
    standing_board,
    standing_board_ids,
)
from vandong.units.models import Ancestry, Level, Lineage, ParentEdge, Succession, Unit, UnitLock
from vandong.units.naming import Meant, UnitNames
from vandong.units.points import PlacedUnit, boundary_sources, placed_units
from vandong.units.reference_files import is_in_reference
from vandong.units.row_places import RowPlaces, names_to_choose, place_columns
from vandong.units.rows import UNIT_COLUMNS, BodyRow, UnitRow, body_row, unit_of, unit_row, unit_rows
from vandong.units.spans import Days, steady_days, unit_names, valid_on
from vandong.units.standings import (
    HOT_STANDINGS,
    STANDING_NAMES,
    CommuneStanding,
    StandingRow,
    communes_standing,
    ever_hot_ids,
    hot_spans,
    in_hot_spot,
    standing_at,
    standing_of,
    standings_of_unit,
    standings_on,
)

LEVEL_NAMES: dict[str, str] = {level.value: str(level.label) for level in Level}
area_kinds = rules.AREA_KINDS  # what a residential area may be called
full_name = rules.full_name
# Kept in files of their own.
__all__ = [
    "AreaRow", "BODY_KIND_NAMES", "BodyRow", "CommuneStanding", "Days", "HOT_STANDINGS", "Meant", "PlacedUnit",
    "RowPlaces", "STANDING_NAMES", "StandingRow", "UnitNames", "UnitRow", "area_counts", "areas_among", "bodies",
    "bodies_by_id", "bodies_of_units", "body", "body_row", "boundary_sources", "communes_standing", "ever_hot_ids",
    "front_bodies_below", "heirs_of", "hot_spans", "in_hot_spot", "is_in_reference", "names_to_choose",
    "place_columns", "placed_units", "standing_at", "standing_board", "standing_board_ids", "standing_of",
    "standings_of_unit", "standings_on", "steady_days", "unit_names", "unit_row", "valid_on",
]  # fmt: skip


@dataclass(frozen=True)
class UnitBelow:
    """A line of the list of units: `parent_name` is whom it stands directly under, `child_count` who directly below."""

    unit: UnitRow
    parent_name: str
    child_count: int


@dataclass(frozen=True)
class SuccessionRow:
    """`other` is the predecessor of a row of `taken_from`, the successor of a row of `passed_to`."""

    other: UnitRow
    on: date
    is_whole: bool  # False: divided, or the share is unknown
    legal_reference: str


@dataclass(frozen=True)
class UnitHistory:
    taken_from: tuple[SuccessionRow, ...]
    passed_to: tuple[SuccessionRow, ...]
    parents: tuple[tuple[UnitRow, date, date | None], ...]  # whom it stood directly under, and when; earliest first


def subtree_ids(unit_id: int, on: date) -> QuerySet[Ancestry, int]:
    """Ids of the units below `unit_id` on that day, itself included. What may be *written* to is inside this."""
    return Ancestry.objects.filter(valid_on(on), ancestor_id=unit_id).values_list("descendant_id", flat=True)


def visible_ids(unit_id: int, on: date) -> QuerySet[Unit, int]:
    """Ids of every unit whose records `unit_id` may *read* on that day, as a subquery that nests and filters.

    Its subtree; the units that ended while they stood below it (districts, closed areas); and the same of every unit
    that those of the subtree succeeded, as it last stood. Nobody loses sight of last year's records by a merger.
    """
    return Unit.objects.filter(id__in=scope.readable(unit_id, on)).values_list("id", flat=True)


def is_visible(unit_id: int, from_unit_id: int, on: date) -> bool:
    """Whether `from_unit_id` may read the records of `unit_id` on that day."""
    return is_below(unit_id, from_unit_id, on) or visible_ids(from_unit_id, on).filter(id=unit_id).exists()


def ancestors(unit_id: int, on: date) -> list[UnitRow]:
    """The unit itself and all above it on that day, nearest first."""
    return unit_rows(Ancestry.objects.filter(valid_on(on), descendant_id=unit_id).order_by("depth"), "ancestor__")


def ancestor_ids(unit_id: int, on: date) -> QuerySet[Ancestry, int]:
    """Ids of the unit itself and all above it on that day, to stand inside another query."""
    return Ancestry.objects.filter(valid_on(on), descendant_id=unit_id).values_list("ancestor_id", flat=True)


def parent(unit_id: int, on: date) -> UnitRow | None:
    """The unit directly above on that day; None at the top."""
    found = unit_rows(Ancestry.objects.filter(valid_on(on), descendant_id=unit_id, depth=1), "ancestor__")
    return found[0] if found else None


def children(unit_id: int, on: date, level: str | None = None) -> list[UnitRow]:
    """The units directly below on that day, in Vietnamese order."""
    rows = Ancestry.objects.filter(valid_on(on), ancestor_id=unit_id, depth=1)
    if level is not None:
        rows = rows.filter(descendant__level=level)
    return sorted(unit_rows(rows, "descendant__"), key=lambda unit: unit.sort_key)


def descendants(unit_id: int, on: date, level: str) -> list[UnitRow]:
    """All units of one level below on that day, in Vietnamese order."""
    rows = Unit.objects.filter(level=level, id__in=subtree_ids(unit_id, on))
    return sorted(unit_rows(rows), key=lambda unit: unit.sort_key)


def ids_below(unit_id: int, on: date, level: str) -> QuerySet[Ancestry, int]:
    """Ids of all units of one level below on that day."""
    rows = Ancestry.objects.filter(valid_on(on), ancestor_id=unit_id, descendant__level=level)
    return rows.values_list("descendant_id", flat=True)


def count_below(unit_id: int, on: date, level: str) -> int:
    """How many units of a level stand below on that day."""
    return ids_below(unit_id, on, level).count()


def units_below(
    unit_id: int, on: date, *, level: str = "", words: tuple[str, ...] = (), sort: str = "name", downwards: bool = False
) -> Lazy[UnitBelow]:
    """The unit and all below it on that day, of one level or of all, whose name or code holds all the (folded) words.

    Sorted by "name" (Vietnamese order) or "code"; fetched a slice at a time, three queries a slice.
    """
    rows = Unit.objects.filter(id__in=subtree_ids(unit_id, on))
    if level:
        rows = rows.filter(level=level)
    for word in words:
        rows = rows.filter(Q(search_key__contains=word) | Q(code__contains=word))
    order = ("code",) if sort == "code" else ("sort_key", "code")
    found = rows.order_by(*(f"-{column}" if downwards else column for column in order))

    def lines(models: list[Unit]) -> list[UnitBelow]:
        ids = [row.id for row in models]
        above = Ancestry.objects.filter(valid_on(on), descendant_id__in=ids, depth=1).select_related("ancestor")
        parents = {row.descendant_id: row.ancestor.full_name for row in above}
        below = Ancestry.objects.filter(valid_on(on), ancestor_id__in=ids, depth=1)
        counts = dict(below.values_list("ancestor_id").annotate(count=Count("id")))
        return [UnitBelow(unit_row(row), parents.get(row.id, ""), counts.get(row.id, 0)) for row in models]

    return Lazy(found, lines)


def child_counts(unit_id: int, on: date) -> dict[str, int]:
    """How many units of each level stand below that day, the highest level first."""
    rows = Unit.objects.filter(id__in=subtree_ids(unit_id, on)).exclude(id=unit_id)
    counts = dict(rows.values_list("level").annotate(count=Count("id")))
    return {level: counts[level] for level in Level.values if level in counts}


def history(unit_id: int) -> UnitHistory:
    """Whom the unit took over from and passed to, by which act, and whom it stood under; each in order of time."""

    def rows(found: QuerySet[Succession], side: str) -> tuple[SuccessionRow, ...]:
        return tuple(
            SuccessionRow(unit_row(getattr(row, side)), row.on, row.share == 1, row.legal_reference)
            for row in sorted(found.select_related(side), key=lambda row: (row.on, getattr(row, side).sort_key))
        )

    edges = ParentEdge.objects.filter(child_id=unit_id).select_related("parent").order_by("valid_from")
    return UnitHistory(
        rows(Succession.objects.filter(successor_id=unit_id), "predecessor"),
        rows(Succession.objects.filter(predecessor_id=unit_id), "successor"),
        tuple((unit_row(edge.parent), edge.valid_from, edge.valid_until) for edge in edges),
    )


def reporting_unit_of(unit_id: int, on: date) -> UnitRow:
    """The unit that answers for records of `unit_id` on that day: an area's commune, else the unit itself."""
    rows = ancestors(unit_id, on)
    return next((row for row in rows if row.level != "area"), None) or unit(unit_id)


def reporting_children(unit_id: int, on: date) -> list[UnitRow]:
    """The units whose reports are added into this one's on that day: the nearest level below that reports.

    A province's districts while it has any, its communes since there are none; a district's communes. Areas don't
    report: a commune has none below it.
    """
    rows = [row for row in children(unit_id, on) if row.level != "area"]
    nearest = min((_DEPTH[row.level] for row in rows), default=None)
    return [row for row in rows if _DEPTH[row.level] == nearest]


_DEPTH = {level: depth for depth, level in enumerate(Level.values)}


def levels_below(level: str) -> frozenset[str]:
    """The levels a unit of this one may have units of below it."""
    return frozenset(Level.values[_DEPTH[level] + 1 :])


def unit(unit_id: int) -> UnitRow:
    """One unit. Raises Unit.DoesNotExist."""
    return unit_row(Unit.objects.get(id=unit_id))


def units_by_id(ids: Any) -> dict[int, UnitRow]:
    """Units by id, one query."""
    return {row.id: row for row in unit_rows(Unit.objects.filter(id__in=ids))}


def is_below(unit_id: int, ancestor_id: int, on: date) -> bool:
    """Whether `unit_id` is `ancestor_id` or stands below it on that day."""
    return Ancestry.objects.filter(valid_on(on), ancestor_id=ancestor_id, descendant_id=unit_id).exists()


def lock_on(unit_id: int, day: date) -> str | None:
    """Why records of this unit (or of the unit it stood under) held on `day` can't be touched; None if they can."""
    above = Ancestry.objects.filter(valid_on(day), descendant_id=unit_id, depth__lte=1).values("ancestor_id")
    row = (
        UnitLock.objects.filter(from_on__lte=day, until_on__gte=day)
        .filter(Q(unit_id=unit_id) | Q(unit_id__in=above, unit__level="commune"))
        .first()
    )
    return row.reason if row else None


def plan_units(unit_id: int, on: date) -> list[tuple[UnitRow, str]]:
    """Every district and commune below on that day with the name of the unit it stands under: districts first, then
    communes grouped by district, all in Vietnamese order. One query."""
    rows: list[tuple[UnitRow, str]] = []
    edges = Ancestry.objects.filter(
        valid_on(on),
        depth=1,
        descendant__level__in=("district", "commune"),
        descendant_id__in=subtree_ids(unit_id, on),
    ).exclude(descendant_id=unit_id)
    columns = (f"descendant__{column}" for column in UNIT_COLUMNS)
    for kind, name, *columns_of_unit in edges.values_list("ancestor__kind", "ancestor__name", *columns):
        rows.append((unit_of(*columns_of_unit), rules.full_name(kind, name)))
    order = {"district": 0, "commune": 1}
    keys = {row.name: row.sort_key for row, _ in rows}
    return sorted(
        rows,
        key=lambda pair: (order[pair[0].level], keys.get(pair[1], ""), pair[0].sort_key),
    )


def latest_parents(unit_ids: Any, on: date) -> dict[int, UnitRow]:
    """The unit each of these stands under on that day, or last stood under before it; one query. Without one: left
    out. An edge may begin in the future: a merger is known before its day."""
    begun = ParentEdge.objects.filter(child_id__in=unit_ids, valid_from__lte=on)
    edges = begun.order_by("valid_from")
    columns = (f"parent__{column}" for column in UNIT_COLUMNS)
    return {child_id: unit_of(*parent) for child_id, *parent in edges.values_list("child_id", *columns)}


def ids_in_order(within: Sequence[Any], *, downwards: bool = False) -> list[int]:
    """Ids of the units in all of these subqueries, in Vietnamese order; of two named alike the earlier first."""
    rows = Unit.objects.filter(*(Q(id__in=ids) for ids in within))
    return list(
        rows.order_by(*(("-sort_key", "-id") if downwards else ("sort_key", "id"))).values_list("id", flat=True)
    )


def of_level(level: str, on: date, code: str | None = None) -> list[UnitRow]:
    """All units of one level standing on that day, in Vietnamese order; with a `code`, the one that bears it."""
    rows = Unit.objects.filter(valid_on(on), level=level)
    if code is not None:
        rows = rows.filter(code=code)
    return sorted(unit_rows(rows), key=lambda unit: unit.sort_key)


def units_seen(unit_id: int, on: date, words: tuple[str, ...]) -> Lazy[UnitRow]:
    """Units visible from `unit_id` on that day, ended ones too, whose name or code holds all the (folded) words: those
    that stand first, in Vietnamese order."""
    rows = Unit.objects.filter(id__in=visible_ids(unit_id, on))
    for word in words:
        rows = rows.filter(Q(search_key__contains=word) | Q(code__contains=word))
    stands = Case(When(valid_on(on), then=0), default=1)
    return Lazy(rows.order_by(stands, "sort_key", "code"), lambda models: [unit_row(row) for row in models])


def ids_named(words: tuple[str, ...]) -> QuerySet[Unit, int]:
    """Ids of units of any time whose name holds all the (folded) words: to stand inside another query."""
    rows = Unit.objects.all()
    for word in words:
        rows = rows.filter(search_key__contains=word)
    return rows.values_list("id", flat=True)


def absorbed_ids(unit_id: int, since: date, on: date) -> list[int]:
    """Ids of units that ended after `since` and whose records are this unit's to report on day `on`.

    An ended unit has just one such heir among the units standing on that day: the one that took the largest share of
    it, then the one with the lowest code. So a sum over all heirs counts each ended unit once.
    """
    lineage = Lineage.objects.filter(unit_id=unit_id, until__gte=since, until__lt=on)
    ended = lineage.values_list("predecessor_id", flat=True)
    heirs = Lineage.objects.filter(valid_on(on, "unit__"), predecessor_id__in=list(ended))
    shares = {
        (row.predecessor_id, row.successor_id): row.share or 0
        for row in Succession.objects.filter(predecessor_id__in=list(ended))
    }
    main: dict[int, tuple[Decimal | int, str, int]] = {}
    for predecessor, heir, code in heirs.values_list("predecessor_id", "unit_id", "unit__code"):
        claim = (-shares.get((predecessor, heir), 0), code, heir)
        main[predecessor] = min(main.get(predecessor, claim), claim)
    return sorted(predecessor for predecessor, claim in main.items() if claim[2] == unit_id)


def heir_below(unit_id: int, below_id: int, on: date) -> int | None:
    """The unit that took over from one that ended, where it stands at or below `below_id` on that day: of several the
    first to exist; None where there is none."""
    heirs = Lineage.objects.filter(predecessor_id=unit_id, unit_id__in=subtree_ids(below_id, on))
    return heirs.order_by("unit_id").values_list("unit_id", flat=True).first()


def ancestors_at(unit_id: int, on: date, level: str) -> dict[int, int]:
    """Unit id → id of the unit of `level` it stands under (or is), for every unit below `unit_id` on that day."""
    edges = Ancestry.objects.filter(
        valid_on(on), ancestor__level=level, ancestor_id__in=subtree_ids(unit_id, on)
    ).values_list("descendant_id", "ancestor_id")
    return dict(edges)


def reporting_ancestors(unit_id: int, on: date, levels: Set[str]) -> dict[str, dict[int, int]]:
    """The same for several levels at once, of the units that report alone: no areas. By level; one query."""
    edges = Ancestry.objects.filter(
        valid_on(on), depth=1, descendant__level__in=_REPORTING, descendant_id__in=subtree_ids(unit_id, on)
    )
    parents: dict[int, int] = {}
    level_of: dict[int, str] = {}
    for child, level, above in edges.values_list("descendant_id", "descendant__level", "ancestor_id"):
        parents[child], level_of[child] = above, level
    found: dict[str, dict[int, int]] = {}
    for child in parents:
        at = child
        while at in parents:
            if (level := level_of[at]) in levels:
                found.setdefault(level, {})[child] = at
            at = parents[at]
    return found


_REPORTING = [level for level in Level.values if level != Level.AREA]
