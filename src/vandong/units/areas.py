"""The residential areas below a unit, with the commune of each: listed and counted in the database. Not a door: see
`queries`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from vandong.kernel.listing import Lazy
from vandong.units.models import Ancestry, Level, Lineage


@dataclass(frozen=True)
class AreaRow:
    """A residential area and the commune it stands under."""

    name: str
    commune_name: str


def areas_among(
    unit_id: int,
    on: date,
    *,
    without: Any = (),
    words: Sequence[str] = (),
    sort: str = "commune",
    downwards: bool = False,
) -> Lazy[AreaRow]:
    """The areas below a unit (itself included) but those of `without` (ids or a subquery), whose name or commune's
    holds all the (folded) words; in the Vietnamese order of their communes and then their own, or ("area") of their
    own."""
    found = _areas(unit_id, on, without).select_related("ancestor", "descendant")
    for word in words:
        found = found.filter(Q(descendant__search_key__contains=word) | Q(ancestor__search_key__contains=word))
    keys, way = ["ancestor__sort_key", "descendant__sort_key"], "-" if downwards else ""
    if sort == "area":
        keys.reverse()
    ordered = found.order_by(*(f"{way}{key}" for key in (*keys, "descendant_id")))
    return Lazy(ordered, lambda rows: [AreaRow(row.descendant.full_name, row.ancestor.full_name) for row in rows])


def area_counts(unit_id: int, on: date, *, without: Any = ()) -> dict[int, int]:
    """How many of them each commune has, by its id; communes without any are left out. One statement."""
    rows = _areas(unit_id, on, without).values_list("ancestor_id")
    return dict(rows.annotate(count=Count("descendant_id")).order_by())


def heirs_of(unit_ids: Iterable[int], on: date) -> dict[int, int]:
    """Each of these units, and each that ended into one of them, by id → the one it stands with on that day."""
    asked = list(unit_ids)
    ended = Lineage.objects.filter(unit_id__in=asked, until__lt=on).order_by("unit_id")
    return dict(ended.values_list("predecessor_id", "unit_id")) | {unit_id: unit_id for unit_id in asked}


def _areas(unit_id: int, on: date, without: Any) -> QuerySet[Ancestry]:
    stands = Q(valid_from__lte=on) & (Q(valid_until__isnull=True) | Q(valid_until__gt=on))
    below = Ancestry.objects.filter(stands, ancestor_id=unit_id).values("descendant_id")
    found = Ancestry.objects.filter(
        stands, ancestor__level=Level.COMMUNE, descendant__level=Level.AREA, descendant_id__in=below
    )
    return found.exclude(descendant_id__in=without)
