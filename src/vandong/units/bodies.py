"""Reads of the bodies of units, on a day. Part of `queries`."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from vandong.units.models import Ancestry, Body, BodyKind
from vandong.units.rows import BodyRow, body_row
from vandong.units.spans import valid_on

BODY_KIND_NAMES: dict[str, str] = {kind.value: str(kind.label) for kind in BodyKind}


def bodies(unit_id: int, on: date, kind: str | None = None) -> list[BodyRow]:
    """Bodies of one unit on that day, by kind then name."""
    rows = Body.objects.filter(valid_on(on), unit_id=unit_id).order_by("kind", "name")
    if kind is not None:
        rows = rows.filter(kind=kind)
    return [body_row(row) for row in rows]


def standing_board(unit_id: int, on: date) -> BodyRow | None:
    """The Standing Board of the unit's Front committee: who signs and issues."""
    found = bodies(unit_id, on, Body.Kind.STANDING_BOARD)
    return found[0] if found else None


def front_bodies_below(unit_id: int, on: date) -> tuple[BodyRow, ...]:
    """The Standing Boards of the units directly below on that day, in Vietnamese order. One query; an area has no
    Standing Board, so a commune has none."""
    below = Ancestry.objects.filter(valid_on(on), ancestor_id=unit_id, depth=1).values("descendant_id")
    rows = Body.objects.filter(valid_on(on), unit_id__in=below, kind=Body.Kind.STANDING_BOARD)
    return tuple(body_row(row) for row in rows.order_by("unit__sort_key", "id"))


def standing_board_ids(unit_ids: Iterable[int], on: date) -> list[int]:
    """The Standing Boards of several units on that day; a unit without one is left out. One query."""
    rows = Body.objects.filter(valid_on(on), unit_id__in=unit_ids, kind=Body.Kind.STANDING_BOARD)
    return list(rows.order_by("id").values_list("id", flat=True))


def body(body_id: int) -> BodyRow:
    """One body. Raises Body.DoesNotExist."""
    return body_row(Body.objects.get(id=body_id))


def bodies_of_units(unit_ids: Any, on: date) -> list[BodyRow]:
    """Bodies of several units on that day, by kind then name within each unit; one query. `unit_ids` may be lazy."""
    rows = Body.objects.filter(valid_on(on), unit_id__in=unit_ids).order_by("unit_id", "kind", "name")
    return [body_row(row) for row in rows]


def bodies_by_id(ids: Any) -> dict[int, BodyRow]:
    """Bodies by id, one query."""
    return {row.id: body_row(row) for row in Body.objects.filter(id__in=ids)}
