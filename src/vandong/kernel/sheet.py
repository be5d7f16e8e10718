"""Workbooks, both ways. What goes out is .xlsx with no live formula; what comes in is opened in the child process.

Writing: text is always written as text, whatever it begins with, and what a spreadsheet might take for a formula
(`= + - @`, tab, CR, and their full-width forms) also carries Excel's quote prefix, so that editing the cell does not
wake it. Reading: `read` hands the bytes to `kernel.sheet_reader` under `kernel.child`'s limits.
"""

import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from vandong.kernel import child, files
from vandong.kernel.cells import Cell

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_TEXT = 32_767  # Excel's own limit for one cell
_LIVE = tuple("=+-@\t\r\n＝＋－＠")
_CHECKED_ROWS = 2_000  # rows below the table that still carry the lists and checks of a template


@dataclass(frozen=True)
class Column:
    """One column of a table. `choices` become a list to choose from; `note` is shown when a cell is entered. An open
    list only offers: whoever types something else is not stopped."""

    title: str
    width: int = 16  # in characters
    choices: tuple[str, ...] = ()
    note: str = ""
    longest: int | None = None  # at most this many characters may be typed
    is_open: bool = False


@dataclass(frozen=True)
class Sheet:
    """One sheet: lines above the table, the table, and nothing below it (so that it sorts and filters)."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    heading: Sequence[str] = ()
    is_template: bool = False  # lists and checks reach further down, for rows that people add


@dataclass(frozen=True)
class ReadSheet:
    """One sheet as read: `rows[0]` is row number `first_row` (from 1) and begins at column `first_column` (from 0)."""

    name: str
    first_row: int
    first_column: int
    rows: list[list[Cell]]
    is_cut: bool  # there were more rows than asked for


def is_live(text: str) -> bool:
    """Whether a spreadsheet might take this text for a formula or a command."""
    return text.startswith(_LIVE)


def write(sheets: Sequence[Sheet], *, now: datetime) -> bytes:
    """The bytes of a workbook. Dates are written as dates (dd/mm/yyyy), whole numbers as numbers, the rest as text."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": "dd/mm/yyyy",
        },
    )
    book.set_properties({"created": timezone.localtime(now).replace(tzinfo=None), "author": "Vận Động"})
    styles = _Styles(book)
    lists = _Lists(styles)
    for sheet in sheets:
        _write_sheet(book.add_worksheet(_sheet_name(sheet.name)), sheet, styles, lists)
    lists.write(book)
    book.close()
    return out.getvalue()


def response(file_name: str, sheets: Sequence[Sheet], *, now: datetime) -> HttpResponse:
    """Send a workbook to be saved as `file_name` (".xlsx" is added). The caller has already applied the scope."""
    answer = HttpResponse(write(sheets, now=now), content_type=MEDIA_TYPE)
    name = files.safe_name(f"{file_name}.xlsx")
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def read(payload: bytes, *, max_rows: int = 60_000, max_columns: int = 200) -> list[ReadSheet]:
    """The visible sheets of an .xlsx, .xls or .ods file, at most `max_rows` rows of each.

    Numbers come as int where they are whole, else float; dates as date (datetime where there is a time); empty cells
    as None; formulas as their last value. Raises `child.Unreadable` with a sentence for any file it can't take.
    """
    meta, body = child.parse(
        "vandong.kernel.sheet_reader:read", payload, {"max_rows": max_rows, "max_columns": max_columns}
    )
    rows_of_sheets = json.loads(body, object_hook=_typed)
    return [
        ReadSheet(one["name"], one["first_row"], one["first_column"], rows, one["is_cut"])
        for one, rows in zip(meta, rows_of_sheets, strict=True)
    ]


# ---- writing, piece by piece ----------------------------------------------------------------------------------


class _Styles:
    def __init__(self, book: xlsxwriter.Workbook) -> None:
        base = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
        self.text = book.add_format({**base, "text_wrap": True})
        self.quoted = book.add_format({**base, "text_wrap": True, "quote_prefix": True})
        self.number = book.add_format({**base, "num_format": "#,##0"})
        self.decimal = book.add_format({**base, "num_format": "#,##0.00"})
        self.day = book.add_format({**base, "num_format": "dd/mm/yyyy", "align": "left"})
        self.moment = book.add_format({**base, "num_format": "hh:mm dd/mm/yyyy", "align": "left"})
        self.header = book.add_format(
            {**base, "bold": True, "text_wrap": True, "bg_color": "#ECE5D8", "bottom": 1, "quote_prefix": True}
        )
        self.heading = book.add_format({**base, "bold": True, "quote_prefix": True})
        self.remark = book.add_format({**base, "italic": True, "quote_prefix": True})


class _Lists:
    """Lists to choose from that Excel can't hold inside a rule (a comma in one, 255 characters in all): they stand on
    a page of their own, one list a column."""

    NAME = "Danh mục"

    def __init__(self, styles: _Styles) -> None:
        self._styles = styles
        self._lists: list[tuple[str, ...]] = []

    def source(self, choices: tuple[str, ...]) -> list[str] | str:
        """What a rule calls the list: the choices themselves, or where they stand."""
        if len(",".join(choices)) <= 250 and not any("," in choice for choice in choices):
            return list(choices)
        if choices not in self._lists:
            self._lists.append(choices)
        column = xl_col_to_name(self._lists.index(choices), col_abs=True)
        return f"='{self.NAME}'!{column}$1:{column}${len(choices)}"

    def write(self, book: xlsxwriter.Workbook) -> None:
        """The page, after all others, where any list needs it."""
        if not self._lists:
            return
        page = book.add_worksheet(self.NAME)
        for column, choices in enumerate(self._lists):
            page.set_column(column, column, 36)
            for row, choice in enumerate(choices):
                _write_cell(page, row, column, choice, self._styles)


def _write_sheet(page: Worksheet, sheet: Sheet, styles: _Styles, lists: _Lists) -> None:
    for line, text in enumerate(sheet.heading):
        page.write_string(line, 0, _clean(text), styles.heading if line == 0 else styles.remark)
    top = len(sheet.heading) + (1 if sheet.heading else 0)
    for column, described in enumerate(sheet.columns):
        page.set_column(column, column, described.width)
        page.write_string(top, column, _clean(described.title), styles.header)
    last = top
    for last, row in enumerate(sheet.rows, start=top + 1):  # noqa: B007  used below
        for column, cell in enumerate(row):
            _write_cell(page, last, column, cell, styles)
    page.freeze_panes(top + 1, 0)
    if sheet.columns:
        page.autofilter(top, 0, max(last, top + 1), len(sheet.columns) - 1)
    for column, described in enumerate(sheet.columns):
        _check(page, top + 1, max(last, top + _CHECKED_ROWS if sheet.is_template else last), column, described, lists)
    page.set_paper(9)  # A4
    if len(sheet.columns) > 5:
        page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(top)
    page.set_footer("&CTrang &P/&N")


def _write_cell(page: Worksheet, row: int, column: int, cell: Cell, styles: _Styles) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, bool):
        page.write_string(row, column, "có" if cell else "không", styles.text)
    elif isinstance(cell, datetime):
        local = timezone.localtime(cell) if timezone.is_aware(cell) else cell
        page.write_datetime(row, column, local.replace(tzinfo=None), styles.moment)
    elif isinstance(cell, date):
        page.write_datetime(row, column, datetime.combine(cell, datetime.min.time()), styles.day)
    elif isinstance(cell, int) and abs(cell) < 10**15:
        page.write_number(row, column, cell, styles.number)
    elif isinstance(cell, float | Decimal):
        page.write_number(row, column, float(cell), styles.decimal)
    else:
        text = _clean(str(cell))
        page.write_string(row, column, text, styles.quoted if is_live(text) else styles.text)


def _check(page: Worksheet, first: int, last: int, column: int, described: Column, lists: _Lists) -> None:
    if last < first or not (described.choices or described.note or described.longest):
        return
    rule: dict[str, Any] = {"validate": "any", "ignore_blank": True}
    if described.choices:
        rule |= {
            "validate": "list",
            "source": lists.source(described.choices),
            "error_title": "Chưa đúng",
            "error_message": "Xin chọn một giá trị trong danh sách, hoặc để trống.",
            "show_error": not described.is_open,
        }
    elif described.longest:
        rule |= {
            "validate": "length",
            "criteria": "<=",
            "value": described.longest,
            "error_title": "Dài quá",
            "error_message": f"Ô này nhận nhiều nhất {described.longest} ký tự.",
        }
    if described.note:
        rule |= {"input_title": described.title[:32], "input_message": described.note[:255]}
    page.data_validation(first, column, last, column, rule)


def _clean(text: str) -> str:
    kept = "".join(c for c in text if c in "\n\t\r" or c >= " ")
    return kept if len(kept) <= LONGEST_TEXT else kept[: LONGEST_TEXT - 1] + "…"


def _sheet_name(name: str) -> str:
    allowed = "".join(" " if c in "[]:*?/\\" else c for c in name).strip("' ")
    return allowed[:31] or "Bảng"


# ---- reading, piece by piece ----------------------------------------------------------------------------------


def _typed(value: dict[str, str]) -> Cell:
    if "day" in value:
        return date.fromisoformat(value["day"])
    return datetime.fromisoformat(value["at"])  # noqa: DTZ011  a cell has no zone


__all__ = [
    "Cell",
    "Column",
    "ReadSheet",
    "Sheet",
    "is_live",
    "read",
    "response",
    "write",
]
