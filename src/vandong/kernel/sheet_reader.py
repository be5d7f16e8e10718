"""The child's side of reading a workbook: runs under `kernel.child`'s limits and imports nothing of Django.

Before the parser sees the file, the zip is judged by its directory (number of parts, sizes, ratio), and far-away cells
are looked for: a parser fills the whole rectangle between the first and the last cell, so one stray space in
XFD1048576 would ask for hundreds of gigabytes.
"""

import io
import json
import re
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any

from vandong.kernel.child import CannotRead

MAX_PARTS = 2_000
MAX_UNPACKED_BYTES = 200 * 1024 * 1024
MAX_RATIO = 300  # of the whole archive; real sheets stay below 40
MAX_AREA = 8_000_000  # cells in the rectangle of one sheet

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]{0,80}?\br="([A-Z]{1,3})(\d{1,7})"')

TOO_BIG = "Tệp bung ra quá lớn. Xin xóa các trang không dùng, lưu lại rồi gửi."
PROTECTED = "Tệp đang đặt mật khẩu. Xin bỏ mật khẩu, lưu lại rồi gửi."
NOT_A_SHEET = "Đây không phải tệp bảng tính. Xin chọn tệp .xlsx, .xls hoặc .ods."
EMPTY = "Tệp không có trang nào có nội dung."


def read(payload: bytes, options: dict[str, Any]) -> tuple[list[dict[str, Any]], bytes]:
    """Meta: one entry a sheet (name, first_row, first_column, is_cut). Body: JSON, a list of rows for each sheet."""
    _judge(payload)
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(payload))
    except calamine.PasswordError as error:
        raise CannotRead(PROTECTED) from error
    except calamine.CalamineError as error:
        raise CannotRead(NOT_A_SHEET) from error
    meta, tables = [], []
    for described in book.sheets_metadata:
        if described.visible != calamine.SheetVisibleEnum.Visible or described.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(described.name)
        if sheet.start is None:
            continue
        if sheet.width > options["max_columns"]:
            raise CannotRead(
                f"Trang “{described.name}” rộng {sheet.width} cột. Xin xóa các cột thừa bên phải, lưu lại rồi gửi."
            )
        rows = sheet.to_python(skip_empty_area=True, nrows=options["max_rows"])
        tables.append([[_plain(cell) for cell in row] for row in rows])
        meta.append(
            {
                "name": described.name,
                "first_row": sheet.start[0] + 1,
                "first_column": sheet.start[1],
                "is_cut": sheet.height > len(rows),
            }
        )
    if not meta:
        raise CannotRead(EMPTY)
    return meta, json.dumps(tables, ensure_ascii=False, separators=(",", ":")).encode()


def _judge(payload: bytes) -> None:
    if payload.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in payload:
            raise CannotRead(PROTECTED)
        return
    if not payload.startswith(b"PK"):
        raise CannotRead(NOT_A_SHEET)
    try:
        archive = zipfile.ZipFile(io.BytesIO(payload))
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise CannotRead(NOT_A_SHEET) from error
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED_BYTES or unpacked > MAX_RATIO * max(len(payload), 4096):
        raise CannotRead(TOO_BIG)
    for part in parts:
        if part.flag_bits & 0x1:
            raise CannotRead(PROTECTED)
        if part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml"):
            _look_for_far_cells(archive, part)


def _look_for_far_cells(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    try:
        xml = archive.read(part)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise CannotRead(NOT_A_SHEET) from error
    columns: dict[bytes, int] = {}
    left, right, top, bottom = 1 << 20, 0, 1 << 20, 0
    for letters, digits in _CELL.findall(xml):
        column = columns.get(letters)
        if column is None:
            column = columns[letters] = _column_number(letters)
            left, right = min(left, column), max(right, column)
        row = int(digits)
        if row > bottom:
            bottom = row
        if row < top:
            top = row
    if right and (right - left + 1) * (bottom - top + 1) > MAX_AREA:
        raise CannotRead(
            f"Bảng trải tới cột {right}, hàng {bottom}: có ô ở quá xa. "
            "Xin chép phần cần dùng sang một trang mới rồi gửi trang đó."
        )


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
