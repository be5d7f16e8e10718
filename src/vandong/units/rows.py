"""What questions about units are answered with: frozen rows, straight from the columns. Not a door: see `queries`."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from vandong.units import rules
from vandong.units.models import Body, Unit
from vandong.units.models.unit import ALWAYS


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

    @property
    def begins_unknown(self) -> bool:
        """Already there when the known history begins."""
        return self.valid_from == ALWAYS

    @property
    def last_day(self) -> date | None:
        """The last day it stood (inclusive); None while no end is known."""
        return None if self.valid_until is None else self.valid_until - timedelta(days=1)


@dataclass(frozen=True)
class BodyRow:
    id: int
    unit_id: int
    kind: str
    name: str
    short_name: str


UNIT_COLUMNS = ("id", "level", "code", "kind", "name", "sort_key", "valid_from", "valid_until")


def unit_row(row: Unit) -> UnitRow:
    """The row of a model."""
    return unit_of(*(getattr(row, column) for column in UNIT_COLUMNS))


def unit_rows(found: QuerySet[Any], to_unit: str = "") -> list[UnitRow]:
    """Rows straight from the columns, without models in between: lists of hundreds stand in every page of a province.
    `to_unit` leads from the rows found to their unit ("ancestor__")."""
    return [unit_of(*values) for values in found.values_list(*(f"{to_unit}{column}" for column in UNIT_COLUMNS))]


def unit_of(
    unit_id: int, level: str, code: str, kind: str, name: str, sort_key: str, begun: date, ended: date | None
) -> UnitRow:
    """The row of `UNIT_COLUMNS`, in their order."""
    return UnitRow(
        unit_id, level, code, kind, name, rules.full_name(kind, name), f"{kind} {name}", sort_key, begun, ended
    )


def body_row(row: Body) -> BodyRow:
    return BodyRow(row.id, row.unit_id, row.kind, row.name, row.short_name)
