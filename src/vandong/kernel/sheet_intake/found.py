"""A table as it was found in a workbook, column by column, and how it is kept between reading and accepting."""

import json
from collections.abc import Callable
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


def dumps(found: Found) -> bytes:
    kept: dict[str, Any] = dict(vars(found))
    kinds = {key: set(map(type, cells)) for key, cells in found.columns.items()}
    kept["marked"] = [key for key, those in kinds.items() if those & _DAYS]
    kept["columns"] = {
        key: _map(cells, _kept, bool(kinds[key] & _DAYS) or (str in kinds[key] and any(map(_is_marked, set(cells)))))
        for key, cells in found.columns.items()
    }
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode()


def loads(text: str | bytes) -> Found:
    kept = json.loads(text)
    marked = set(kept.pop("marked"))
    kept["columns"] = {key: _map(cells, _back, key in marked) for key, cells in kept["columns"].items()}
    kept["left_out"] = [tuple(one) for one in kept["left_out"]]
    return Found(**kept)


def _map(cells: list[Any], change: Callable[[Any], Any], is_needed: bool) -> list[Any]:
    """Every cell changed, equal ones once: long columns repeat themselves. True equals 1, and stays as it is."""
    if not is_needed:
        return cells
    changed = {cell: change(cell) for cell in set(cells)}
    return [cell if isinstance(cell, bool) else changed[cell] for cell in cells]


def _is_marked(cell: object) -> bool:
    return type(cell) is str and cell[:1] == _MARK


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
