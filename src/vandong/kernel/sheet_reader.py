"""The child's side of reading a workbook: runs under `kernel.child`'s limits and imports nothing of Django.

Before the parser sees the file, the zip is judged by its directory (number of parts, sizes, ratio), and far-away cells
are looked for: a parser fills the whole rectangle between the first and the last cell, so one stray space in
XFD1048576 would ask for hundreds of gigabytes.
"""

import html
import io
import json
import re
import zipfile
import zlib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from vandong.kernel.child import CannotRead, Unreadable

MAX_PARTS = 2_000
MAX_UNPACKED_BYTES = 200 * 1024 * 1024
MAX_RATIO = 300  # of the whole archive; real sheets stay below 40
MAX_AREA = 8_000_000  # cells in the rectangle of one sheet

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# A cell with a formula (group 3) and no value, or with an error for its value (group 4); an empty cell has neither.
_FORMULA = re.compile(
    rb'<(?:\w+:)?c\b[^>]{0,80}?\br="([A-Z]{1,3})(\d{1,7})"[^>]{0,80}?>'
    rb"(<f\b[^>]{0,300}/>|<f\b[^>]{0,300}>[^<]{0,9000}</f>)?(?:<v>(#[^<]{1,20})</v>|<v>\s*</v>|<v\s*/>)?</c>"
)
_FAR = re.compile(rb'r="[A-Z](?:[A-Z]|\d{6})')
_BAD_ZIP = (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, EOFError, zlib.error)
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]{0,500})"')
_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]{0,80}?\br="([A-Z]{1,3})(\d{1,7})"')

NOT_WORKED_OUT = "#CHUA_TINH"  # a formula without a value: the program that wrote it does not calculate

MONTH_ONLY = "month"  # marks a cell that shows a month without its day
TOO_BIG = "Tệp bung ra quá lớn. Xin xóa các trang không dùng, lưu lại rồi gửi."
PROTECTED = "Tệp đang đặt mật khẩu. Xin bỏ mật khẩu, lưu lại rồi gửi."
BROKEN = Unreadable.message
NOT_A_SHEET = "Đây không phải tệp bảng tính. Xin chọn tệp .xlsx, .xls hoặc .ods."
EMPTY = "Tệp không có trang nào có nội dung."


@dataclass(frozen=True)
class Page:
    """One visible sheet as read: `rows[0]` is row `first_row` (from 1), cells begin at `first_column` (from 0).

    A formula that is broken reads as its error ("#REF!"), one that was never worked out as `NOT_WORKED_OUT`. A cell
    that shows a month alone reads as that month ("10/2024"), though Excel keeps the first of it.
    """

    name: str
    first_row: int
    first_column: int
    rows: list[list[Any]]
    is_cut: bool  # there were more rows than asked for
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...]  # (row, column) of both corners, from 0; .xlsx only


def read(payload: bytes, options: dict[str, Any]) -> tuple[list[dict[str, Any]], bytes]:
    """Meta: one entry a sheet (name, first_row, first_column, is_cut). Body: JSON, a list of rows for each sheet."""
    found = pages(payload, max_rows=options["max_rows"], max_columns=options["max_columns"])
    meta = [
        {"name": one.name, "first_row": one.first_row, "first_column": one.first_column, "is_cut": one.is_cut}
        for one in found
    ]
    tables = [[[_plain(cell) for cell in row] for row in one.rows] for one in found]
    return meta, json.dumps(tables, ensure_ascii=False, separators=(",", ":")).encode()


def pages(payload: bytes, *, max_rows: int, max_columns: int) -> list[Page]:
    """The visible sheets that hold anything, their cells as the parser gives them ("" for empty, whole numbers as
    float). Raises CannotRead with a sentence."""
    odd = _judge(payload)
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(payload))
    except calamine.PasswordError as error:
        raise CannotRead(PROTECTED) from error
    except calamine.CalamineError as error:
        raise CannotRead(NOT_A_SHEET) from error
    found = []
    for described in book.sheets_metadata:
        if described.visible != calamine.SheetVisibleEnum.Visible or described.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        try:
            sheet = book.get_sheet_by_name(described.name)
        except calamine.CalamineError as error:
            raise CannotRead(BROKEN) from error
        if sheet.start is None:
            continue
        if sheet.width > max_columns:
            raise CannotRead(
                f"Trang “{described.name}” rộng {sheet.width} cột. Xin xóa các cột thừa bên phải, lưu lại rồi gửi."
            )
        rows = sheet.to_python(skip_empty_area=True, nrows=max_rows)
        for row, column, told in odd.get(described.name, ()):
            row, column = row - sheet.start[0], column - sheet.start[1]
            if not (0 <= row < len(rows) and 0 <= column < len(rows[row])):
                continue
            cell = rows[row][column]
            if told == MONTH_ONLY and isinstance(cell, date):
                rows[row][column] = f"{cell:%m/%Y}"
            elif told != MONTH_ONLY and cell == "":
                rows[row][column] = told
        found.append(
            Page(
                described.name,
                sheet.start[0] + 1,
                sheet.start[1],
                rows,
                sheet.height > len(rows),
                tuple(sheet.merged_cell_ranges or ()),
            )
        )
    if not found:
        raise CannotRead(EMPTY)
    return found


_Odd = dict[str, list[tuple[int, int, str]]]  # sheet or part → (row, column, what stands there), from 0


def _judge(payload: bytes) -> _Odd:
    """Refuse what would hurt; return the cells that show something else than the parser would say: formulas without a
    value (which it calls empty), days of which only the month is shown."""
    if payload.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in payload:
            raise CannotRead(PROTECTED)
        return {}
    if not payload.startswith(b"PK"):
        raise CannotRead(NOT_A_SHEET)
    try:
        archive = zipfile.ZipFile(io.BytesIO(payload))
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise CannotRead(NOT_A_SHEET) from error
    parts = archive.infolist()
    odd: _Odd = {}
    month_styles = _month_styles(archive)
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED_BYTES or unpacked > MAX_RATIO * max(len(payload), 4096):
        raise CannotRead(TOO_BIG)
    for part in parts:
        if part.flag_bits & 0x1:
            raise CannotRead(PROTECTED)
        if part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml"):
            xml = _look_for_far_cells(archive, part)
            if found := [*_without_value(xml), *_months(xml, month_styles)]:
                odd[part.filename] = found
    return _by_sheet(archive, odd) if odd else {}


def _without_value(xml: bytes) -> list[tuple[int, int, str]]:
    """Cells whose formula has no value or an error for one."""
    if b"<f" not in xml and b't="e"' not in xml:
        return []
    found = []
    for place in _FORMULA.finditer(xml):
        if not place[3] and not place[4]:
            continue  # text that is empty, as other programs write it
        told = place[4].decode("ascii", "replace") if place[4] else NOT_WORKED_OUT
        found.append((int(place[2]) - 1, _column_number(place[1]) - 1, told[:20]))
    return found


def _month_styles(archive: zipfile.ZipFile) -> set[bytes]:
    """Numbers of the cell styles that show a month and a year and no day: what "10/2024" becomes when it is typed."""
    try:
        xml = archive.read("xl/styles.xml")
    except (KeyError, *_BAD_ZIP):
        return set()
    shows_month = {b"17"}  # mmm-yy, built in
    for tag in re.findall(rb"<(?:\w+:)?numFmt\b[^>]{0,600}>", xml):
        said = dict(_ATTRIBUTE.findall(tag))
        code = re.sub(
            r'"[^"]*"|\[[^\]]*\]|\\.', "", html.unescape(said.get(b"formatCode", b"").decode("utf-8", "replace"))
        )
        letters = set(code.lower())
        if {"m", "y"} <= letters and not letters & set("dhs0#"):
            shows_month.add(said.get(b"numFmtId", b""))
    found = re.search(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", xml, re.DOTALL)
    styles = re.findall(rb"<(?:\w+:)?xf\b[^>]{0,600}>", found[0]) if found else []
    return {
        b"%d" % number
        for number, tag in enumerate(styles)
        if dict(_ATTRIBUTE.findall(tag)).get(b"numFmtId") in shows_month
    }


def _months(xml: bytes, styles: set[bytes]) -> list[tuple[int, int, str]]:
    """Cells of those styles."""
    found = []
    for style in styles:
        tag = re.compile(rb'<(?:\w+:)?c\b[^>]{0,80}?\br="([A-Z]{1,3})(\d{1,7})"[^>]{0,40}?\bs="' + style + rb'"')
        found += [(int(row) - 1, _column_number(letters) - 1, MONTH_ONLY) for letters, row in tag.findall(xml)]
    return found


def _by_sheet(archive: zipfile.ZipFile, odd: _Odd) -> _Odd:
    """The same by the sheets' names: the workbook names each sheet's relation, and the relation its part."""
    try:
        book, relations = archive.read("xl/workbook.xml"), archive.read("xl/_rels/workbook.xml.rels")
    except (KeyError, *_BAD_ZIP):
        return {}
    targets = {}
    for tag in re.findall(rb"<Relationship\b[^>]{0,2000}>", relations):
        said = dict(_ATTRIBUTE.findall(tag))
        target = said.get(b"Target", b"").decode("utf-8", "replace").lstrip("/")
        targets[said.get(b"Id", b"")] = target if target.startswith("xl/") else f"xl/{target}"
    found: _Odd = {}
    for tag in re.findall(rb"<(?:\w+:)?sheet\b[^>]{0,2000}>", book):
        said = dict(_ATTRIBUTE.findall(tag))
        relation = next((value for name, value in said.items() if name.endswith(b":id")), b"")
        name = html.unescape(said.get(b"name", b"").decode("utf-8", "replace"))
        if targets.get(relation) in odd:
            found[name] = odd[targets[relation]]
    return found


def _look_for_far_cells(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """The part, read; refused where its cells lie too far apart."""
    try:
        xml = archive.read(part)
    except _BAD_ZIP as error:
        raise CannotRead(NOT_A_SHEET) from error
    if not _FAR.search(xml):  # every cell stands before column AA and row 100,000
        return xml
    left, right, top, bottom = 1 << 20, 0, 1 << 20, 0
    for letters, digits in set(_CELL.findall(xml)):
        column, row = _column_number(letters), int(digits)
        left, right = min(left, column), max(right, column)
        top, bottom = min(top, row), max(bottom, row)
    if right and (right - left + 1) * (bottom - top + 1) > MAX_AREA:
        raise CannotRead(
            f"Bảng trải tới cột {right}, hàng {bottom}: có ô ở quá xa. "
            "Xin chép phần cần dùng sang một trang mới rồi gửi trang đó."
        )
    return xml


@cache
def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _plain(cell: object) -> object:
    """A cell as JSON: null for empty, int where whole, {"day": …} and {"at": …} for dates."""
    if cell == "" or cell is None:
        return None
    if isinstance(cell, bool | str | int):
        return cell
    if isinstance(cell, float):
        if cell != cell or cell in (float("inf"), float("-inf")):
            return None
        return int(cell) if cell.is_integer() and abs(cell) < 1e15 else cell
    if isinstance(cell, datetime):
        return {"at": cell.isoformat()} if cell.time() != time(0) else {"day": cell.date().isoformat()}
    if isinstance(cell, date):
        return {"day": cell.isoformat()}
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell)
