"""A table as it was found in a workbook, column by column, and how it is kept between reading and accepting."""

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from vandong.kernel.cells import Cell

_DAYS = {date, datetime}
_MARK = "\x01"  # begins a day or an instant in a draft; no text cell begins with it


@dataclass
class Found:
    """`columns[key][n]` is the cell of record n, which stands in row `rows[n]` of the sheet as its owner sees it.

    `sections[n]` are the headings the record stands under, outermost first ("I. Huyện A", "1. Xã B").
    """

    sheet: str
    titles: dict[str, str]  # key → the title as written
    rows: list[int] = field(default_factory=list)
    columns: dict[str, list[Cell]] = field(default_factory=dict)
    section_of: list[int] = field(default_factory=list)  # index into `headings`, one for each record
    headings: list[list[str]] = field(default_factory=lambda: [[]])
    left_out: list[tuple[int, str, str]] = field(default_factory=list)  # (row, why, what stands there)
    unread: list[str] = field(default_factory=list)  # titles nobody asked for
    other_sheets: list[str] = field(default_factory=list)  # that hold such a table too
    above: list[str] = field(default_factory=list)  # what stands above the header

    def __len__(self) -> int:
        return len(self.rows)

    def sections(self, n: int) -> list[str]:
        return self.headings[self.section_of[n]] if self.section_of else []

    def title(self, key: str) -> str:
        return self.titles.get(key, key)


class Outdated(Exception):
    """A draft was kept in another form; whoever sent it sends it again."""


def dumps(found: Found) -> bytes:
    kept: dict[str, Any] = dict(vars(found))
    kept["columns"] = {key: _packed(cells) for key, cells in found.columns.items()}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode()


def loads(text: str | bytes) -> Found:
    """What `dumps` kept. Raises Outdated for a draft of an earlier version of this software."""
    kept = json.loads(text)
    if "marked" in kept:
        raise Outdated
    kept["columns"] = {key: _unpacked(**packed) for key, packed in kept["columns"].items()}
    kept["left_out"] = [tuple(one) for one in kept["left_out"]]
    return Found(**kept)


def _packed(cells: list[Cell]) -> dict[str, Any]:
    """`said`: the cells; or, where they repeat themselves as long columns do, each once, and `at` which of them stands
    in each row. `days`: whether some are days."""
    kinds = set(map(type, cells))
    once = list(dict.fromkeys(cells))
    packed: dict[str, Any] = {"days": bool(kinds & _DAYS)}
    if bool in kinds or len(once) * 2 > len(cells):  # True equals 1
        return packed | {"said": _all_kept(cells, kinds)}
    places = dict(zip(once, range(len(once)), strict=True))
    return packed | {"said": _all_kept(once, kinds), "at": list(map(places.__getitem__, cells))}


def _unpacked(said: list[Any], days: bool, at: list[int] | None = None) -> list[Cell]:
    cells = list(map(_back, said)) if days else said
    return cells if at is None else list(map(cells.__getitem__, at))


def _all_kept(cells: list[Cell], kinds: set[type]) -> list[Any]:
    if not kinds & _DAYS and not (str in kinds and any(type(cell) is str and cell[:1] == _MARK for cell in cells)):
        return cells
    return list(map(_kept, cells))


def _kept(cell: Cell) -> object:
    if type(cell) is str:
        return cell.lstrip(_MARK)
    if isinstance(cell, datetime):
        return f"{_MARK}t{cell.isoformat()}"
    if isinstance(cell, date):
        return f"{_MARK}d{cell.isoformat()}"
    return cell


def _back(cell: Any) -> Cell:
    if type(cell) is str and cell[:1] == _MARK:
        return date.fromisoformat(cell[2:]) if cell[1] == "d" else datetime.fromisoformat(cell[2:])
    return cell
