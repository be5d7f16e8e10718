"""Spans of days: what stands on a day, and what is asked of many days at once, for a table of rows that each have their
own. Not a door: see `queries`."""

from bisect import bisect_right
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from vandong.kernel import vietnamese
from vandong.units.models import Ancestry, Body, Lineage, Unit, UnitLock
from vandong.units.naming import Former, Named, UnitNames


def valid_on(day: date, prefix: str = "") -> Q:
    """The condition "valid on `day`" over a pair of columns valid_from/valid_until reached by `prefix`."""
    return Q(**{f"{prefix}valid_from__lte": day}) & (
        Q(**{f"{prefix}valid_until__isnull": True}) | Q(**{f"{prefix}valid_until__gt": day})
    )


class Days:
    """Days cut into stretches in which nothing about some units changes: who stands above them, which bodies those
    have, what is locked. Two days of one stretch have the same answer to any such question."""

    def __init__(self, changes: Collection[date]) -> None:
        self._changes = sorted(changes)

    def stretch(self, day: date) -> int:
        """Names the stretch a day lies in."""
        return bisect_right(self._changes, day)


def steady_days(unit_ids: Collection[int]) -> Days:
    """The stretches for these units. Three queries."""
    changes: set[date] = set()
    above = Ancestry.objects.filter(descendant_id__in=unit_ids)
    for begun, ended in above.values_list("valid_from", "valid_until"):
        changes |= {begun, ended} if ended else {begun}
    ids = set(above.values_list("ancestor_id", flat=True))
    for begun, ended in Body.objects.filter(unit_id__in=ids).values_list("valid_from", "valid_until"):
        changes |= {begun, ended} if ended else {begun}
    for first, last in UnitLock.objects.filter(unit_id__in=ids).values_list("from_on", "until_on"):
        changes |= {first, last + timedelta(days=1)}
    return Days(changes)


def unit_names(unit_id: int, on: date, level: str = "") -> UnitNames:
    """The units below `unit_id` on that day, itself included, of one level or of all, to be asked for by whatever a
    person wrote; and those that ended, whose names people still write. Three queries."""
    standing = Q(valid_from__lte=on) & (Q(valid_until__isnull=True) | Q(valid_until__gt=on))
    below = Ancestry.objects.filter(standing, ancestor_id=unit_id).values("descendant_id")
    above: dict[int, list[str]] = {}
    nearest: dict[int, str] = {}
    edges = Ancestry.objects.filter(standing, descendant_id__in=below, depth__gte=1).order_by("depth")
    columns = ("descendant_id", "ancestor__kind", "ancestor__name", "ancestor__search_key", "ancestor__code")
    for child, kind, name, key, code in edges.values_list(*columns):
        above.setdefault(child, []).extend((key, vietnamese.search_key(name), code))
        nearest.setdefault(child, f"{kind} {name}")
    rows = Unit.objects.filter(id__in=below, **({"level": level} if level else {}))
    named = [
        Named(
            id=row_id,
            code=code,
            kind=kind,
            name=name,
            shown=f"{kind} {name}" + (f", {nearest[row_id]}" if row_id in nearest and row_id != unit_id else ""),
            above=tuple(above.get(row_id, ())),
        )
        for row_id, code, kind, name in rows.values_list("id", "code", "kind", "name")
    ]
    return UnitNames(named, _formers(below), unit_id)


def _formers(below: QuerySet[Ancestry, Any]) -> list[Former]:
    """Ended units that some unit below inherits from, with all their heirs that still stand, wherever those are."""
    gone = Lineage.objects.filter(unit_id__in=below).values("predecessor_id")
    heirs: dict[tuple[int, str, str, date], set[int]] = {}
    lines = Lineage.objects.filter(predecessor_id__in=gone, unit__valid_until__isnull=True)
    columns = ("predecessor_id", "predecessor__kind", "predecessor__name", "until", "unit_id")
    for predecessor, kind, name, until, heir in lines.values_list(*columns):
        heirs.setdefault((predecessor, kind, name, until + timedelta(days=1)), set()).add(heir)
    return [Former(kind, name, ended_on, tuple(sorted(ids))) for (_, kind, name, ended_on), ids in heirs.items()]
