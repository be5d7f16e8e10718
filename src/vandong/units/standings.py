"""Reads of how communes stand as to drugs, on a day: hot spots, and how far from one. Part of `queries`."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from vandong.kernel.listing import Lazy
from vandong.kernel.numbers import format_day
from vandong.units.models import Ancestry, Unit, UnitStanding
from vandong.units.models.standing import HOT_KINDS, StandingKind
from vandong.units.rows import UnitRow, unit_row
from vandong.units.spans import valid_on

STANDING_NAMES: dict[str, str] = {kind.value: str(kind.label) for kind in StandingKind}
HOT_STANDINGS: tuple[str, ...] = tuple(kind.value for kind in HOT_KINDS)


@dataclass(frozen=True)
class StandingRow:
    """One standing; `valid_until` is exclusive, None while it goes on."""

    id: int
    unit_id: int
    kind: str
    name: str
    valid_from: date
    valid_until: date | None
    decision_number: str
    decision_on: date
    issuer: str

    @property
    def is_hot(self) -> bool:
        return self.kind in HOT_STANDINGS

    @property
    def decision(self) -> str:
        """ "1234/QĐ-UBND ngày 15/01/2024, Ủy ban nhân dân tỉnh"."""
        return f"{self.decision_number} ngày {format_day(self.decision_on)}, {self.issuer}"


@dataclass(frozen=True)
class CommuneStanding:
    """A line of the list of communes: how one stands today; None: nobody said."""

    unit: UnitRow
    parent_name: str
    standing: StandingRow | None


def standing_of(unit_id: int, on: date) -> StandingRow | None:
    """How a place stood on that day: a commune by itself, an area by the commune it stood under. None: nobody said."""
    above = Ancestry.objects.filter(valid_on(on), descendant_id=unit_id, ancestor__level="commune").values(
        "ancestor_id"
    )
    found = UnitStanding.objects.filter(valid_on(on), unit_id__in=above).first()
    return None if found is None else _row(found)


def standings_of_unit(unit_id: int) -> list[StandingRow]:
    """Every standing a commune ever had, the latest first."""
    return [_row(row) for row in UnitStanding.objects.filter(unit_id=unit_id).order_by("-valid_from")]


def standings_on(unit_ids: Any, on: date) -> dict[int, StandingRow]:
    """Commune id → its standing on that day, for those that have one; one query. `unit_ids` may be lazy."""
    return {row.unit_id: _row(row) for row in UnitStanding.objects.filter(valid_on(on), unit_id__in=unit_ids)}


def communes_standing(
    unit_id: int, on: date, *, kind: str = "", words: tuple[str, ...] = (), downwards: bool = False
) -> Lazy[CommuneStanding]:
    """The communes below (or the unit itself) with their standing that day, in Vietnamese order. `kind` is one of
    `STANDING_NAMES`, "hot" for the three hot ones, "nobody" for those without a standing."""
    below = Ancestry.objects.filter(valid_on(on), ancestor_id=unit_id).values("descendant_id")
    rows = Unit.objects.filter(id__in=below, level="commune")
    now = UnitStanding.objects.filter(valid_on(on), unit_id=OuterRef("id"))
    if kind == "nobody":
        rows = rows.filter(~Exists(now))
    elif kind:
        rows = rows.filter(Exists(now.filter(kind__in=HOT_STANDINGS if kind == "hot" else (kind,))))
    for word in words:
        rows = rows.filter(search_key__contains=word)
    way = "-" if downwards else ""

    def lines(models: list[Unit]) -> list[CommuneStanding]:
        ids = [row.id for row in models]
        edges = Ancestry.objects.filter(valid_on(on), descendant_id__in=ids, depth=1).select_related("ancestor")
        parents = {edge.descendant_id: edge.ancestor.full_name for edge in edges}
        said = standings_on(ids, on)
        return [CommuneStanding(unit_row(row), parents.get(row.id, ""), said.get(row.id)) for row in models]

    return Lazy(rows.order_by(f"{way}sort_key", f"{way}code"), lines)


def hot_spans(unit_ids: Any) -> list[tuple[int, date, date | None]]:
    """(commune, from, until) of every span in which one of these communes was a hot spot."""
    rows = UnitStanding.objects.filter(unit_id__in=unit_ids, kind__in=HOT_STANDINGS)
    return list(rows.order_by("unit_id", "valid_from").values_list("unit_id", "valid_from", "valid_until"))


def standing_at(unit: str, day: str) -> QuerySet[UnitStanding]:
    """The standing of the place and on the day that an outer query's columns name, to stand inside it: a commune's
    own, or that of the commune an area stood under on that day."""
    at = OuterRef(day)
    return UnitStanding.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=at),
        Q(unit__rows_below__valid_until__isnull=True) | Q(unit__rows_below__valid_until__gt=at),
        valid_from__lte=at,
        unit__level="commune",
        unit__rows_below__descendant_id=OuterRef(unit),
        unit__rows_below__valid_from__lte=at,
    )


def in_hot_spot(unit: str = "unit_id", day: str = "held_on") -> Exists:
    """Whether the place an outer query's columns name was a hot spot on the day they name."""
    return Exists(standing_at(unit, day).filter(kind__in=HOT_STANDINGS))


def ever_hot_ids() -> QuerySet[Ancestry, int]:
    """Ids of the communes that ever were a hot spot and of all that ever stood below them, to stand inside another
    query: only these need `in_hot_spot` be asked."""
    hot = UnitStanding.objects.filter(kind__in=HOT_STANDINGS).values("unit_id")
    return Ancestry.objects.filter(ancestor_id__in=hot).values_list("descendant_id", flat=True)


def _row(row: UnitStanding) -> StandingRow:
    return StandingRow(
        row.id,
        row.unit_id,
        row.kind,
        STANDING_NAMES[row.kind],
        row.valid_from,
        row.valid_until,
        row.decision_number,
        row.decision_on,
        row.issuer,
    )
