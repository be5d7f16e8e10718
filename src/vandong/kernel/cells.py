"""A cell of a workbook, and how a person reads it. No Django: the child process uses it too."""

from datetime import date, datetime
from decimal import Decimal

from vandong.kernel import numbers, vietnamese

Cell = str | int | float | Decimal | bool | date | datetime | None


def as_text(cell: Cell) -> str:
    """A cell as the text a person sees in it: 12.0 → "12", a date → "05/11/2024", tidy, never None."""
    if type(cell) is str:
        return vietnamese.tidy(cell)
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "có" if cell else "không"
    if isinstance(cell, datetime):
        return f"{cell:%H:%M, %d/%m/%Y}"
    if isinstance(cell, date):
        return numbers.format_day(cell)
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return vietnamese.tidy(str(cell))
