"""One cell, as a person wrote it, into a value: numbers, days, words, choices. Pure.

What can't be read becomes a `Fault`, a sentence that says what stands there and how to write it. Nothing is guessed:
a number that might be two numbers, a month without its day, a day and month that may be swapped are all faults.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from vandong.kernel import numbers, vietnamese
from vandong.kernel.cells import Cell, as_text
from vandong.kernel.sheet_reader import NOT_WORKED_OUT

Value = str | int | bool | Decimal | date | None


class Fault(str):
    """Why a cell can't be read, as the rest of a sentence that begins "Dòng 7, cột Số lượt: "."""


Reader = Callable[[Cell], Value]

_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000  # 3/10/1954 … 10/1/2119: what a day cell shown as a number may hold
_EPOCH = date(1899, 12, 30)
_DRAWN = frozenset({"", "-", "–", "—", ".", "...", "…", "/", "-//-"})
_NOTHING = _DRAWN | {"không có", "ko", "n/a", "không", "chưa có"}
_BROKEN = re.compile(r"#(REF|DIV/0|N/A|NAME\?|NULL|NUM|VALUE|CHUA_TINH)!?|#{3,}")
_SPACED = re.compile(r"[\s\u00a0\u202f]+")
_WHOLE = re.compile(r"\d+|\d{1,3}(?:[. ,]\d{3})+")
_DECIMAL_ZERO = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+),0+|(\d{1,3}(?:,\d{3})+)\.0+")
_MEASURE = re.compile(
    r"(?<=[\d\s])(lượt người|lượt|người|hộ|tờ|cái|chiếc|buổi|cuộc|tin|bài|băng|lần|đồng|đ|vnđ|vnd)[.,;]?$",
    re.IGNORECASE,
)
# What people write before a day: an hour, a part of the day, a day of the week, the word itself.
_BEFORE_DAY = re.compile(
    r"^(?:(?:\d{1,2}\s*(?:h|g|giờ|:)\s*\d{0,2}\s*(?:'|p|ph|phút)?|sáng|trưa|chiều|tối|thứ\s*(?:\d|hai|ba|tư|năm|sáu|bảy)|"
    r"chủ nhật|cn|t\d|ngày)[\s,.:;–-]+)+(?=\d)",
    re.IGNORECASE,
)
_DAY = re.compile(r"(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00)?)?")
_WORDED = re.compile(r"(?:ngay )?(\d{1,2}) (?:thang )?(\d{1,2}) nam (\d{4})")
_MONTH = re.compile(r"(?:thang |t )?(\d{1,2})[/.\-\s](?:nam )?(\d{4})|thang (\d{1,2})(?: nam (\d{4}))?")
_NO_YEAR = re.compile(r"(?:ngay )?(\d{1,2})[/.\-\s](\d{1,2})")
_SPAN = re.compile(r"\d{1,2}([/.]\d{1,2}([/.]\d{2,4})?)?\s*(-|–|đến|và|,|;)\s*\d{1,2}[/.]\d{1,2}([/.]\d{2,4})?")


def is_nothing(cell: Cell) -> bool:
    """Whether the cell says nothing: empty, or a dash drawn where there is nothing to tell."""
    if cell is None:
        return True
    return isinstance(cell, str) and (not cell or _SPACED.sub(" ", cell).strip().lower() in _NOTHING)


def read_text(longest: int) -> Reader:
    """One tidy line of at most `longest` characters; "" for nothing."""

    def read(cell: Cell) -> Value:
        text = as_text(cell)
        if text in _DRAWN:
            return ""
        if text[0] == "#" and _BROKEN.fullmatch(text):
            return _broken(text)
        if len(text) > longest:
            return Fault(f"dài {len(text)} ký tự, ô này nhận nhiều nhất {longest} ký tự. Xin viết gọn lại.")
        return text

    return read


def read_count(top: int, empty: int | None = 0) -> Reader:
    """A whole number from 0 to `top`: 46, "1.234", "1 234", "1,234", "12 người", "05". `empty` for nothing."""

    def read(cell: Cell) -> Value:
        if is_nothing(cell):
            return empty
        found = _whole(cell)
        if isinstance(found, Fault):
            return found
        if found > top:
            return Fault(f"{numbers.format_number(found)} lớn quá mức có thể tin được. Xin xem lại.")
        return found

    return read


def read_money(top: int, empty: int | None = None) -> Reader:
    """Đồng, whole: 1200000, "1.200.000 đ". Millions written short are not guessed."""

    def read(cell: Cell) -> Value:
        if is_nothing(cell):
            return empty
        if isinstance(cell, str) and re.search(r"tri[eệ]u|\btr\b|ngh[iì]n|ng[aà]n|\dtr\b|\dk\b|t[yỷ]", cell.lower()):
            return Fault(f"“{as_text(cell)}” viết tắt. Xin ghi đủ số đồng, như 1.200.000.")
        found = _whole(cell)
        if isinstance(found, int) and found > top:
            return Fault(f"{numbers.format_number(found)} đồng lớn quá mức có thể tin được. Xin xem lại.")
        return found

    return read


def read_day(cell: Cell) -> Value:
    """A day, from a date cell, Excel's own number for it, or text in any order a person writes it here. None for
    nothing. A month without its day, a span of days and a day without its year are faults."""
    if is_nothing(cell):
        return None
    if isinstance(cell, datetime):
        return _sensible(cell.date())
    if isinstance(cell, date):
        return _sensible(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if _FIRST_SERIAL <= cell <= _LAST_SERIAL:
            return _EPOCH + timedelta(days=int(cell))
        return Fault(f"“{as_text(cell)}” không phải một ngày. Xin ghi như 05/11/2024.")
    return _written_day(as_text(cell))


def read_yes(cell: Cell) -> Value:
    """x, v, có, 1 → True; nothing → False."""
    text = as_text(cell)
    if text.strip() in ("✓", "✔", "☑") or vietnamese.search_key(text) in ("x", "co", "yes", "1", "v", "true"):
        return True
    if is_nothing(cell) or vietnamese.search_key(text) in ("", "khong", "0", "no", "false"):
        return False
    return Fault(f"“{text}” không rõ là có hay không. Xin đánh x, hoặc để trống.")


def read_choice(choices: Mapping[str, Sequence[str]]) -> Reader:
    """The code whose label or other names say the same, in any spelling; "" for nothing. `choices`: code → names, the
    first of which people see."""
    known = {vietnamese.search_key(name): code for code, names in choices.items() for name in (*names, code)}

    def read(cell: Cell) -> Value:
        text = as_text(cell)
        if not text:
            return ""
        code = known.get(vietnamese.search_key(text))
        if code is not None:
            return code
        offered = "; ".join(names[0] for names in choices.values())
        return Fault(f"“{text}” không có trong danh sách. Xin ghi một trong: {offered}.")

    return read


# ---- piece by piece -------------------------------------------------------------------------------------------


def _broken(text: str) -> Fault:
    if text == NOT_WORKED_OUT:
        return Fault("công thức trong ô này chưa được tính. Xin mở tệp bằng Excel, lưu lại rồi gửi.")
    return Fault(f"công thức trong ô này đang hỏng ({text}). Xin ghi giá trị thay cho công thức.")


def _whole(cell: Cell) -> int | Fault:
    if isinstance(cell, bool | date):
        return Fault(f"“{as_text(cell)}” không phải một số. Xin ghi số, như 46 hoặc 1.234.")
    if isinstance(cell, int):
        return cell if cell >= 0 else Fault(f"{cell} là số âm. Xin xem lại.")
    if isinstance(cell, float | Decimal):
        if cell < 0:
            return Fault(f"{numbers.format_number(Decimal(str(cell)))} là số âm. Xin xem lại.")
        if cell == int(cell):
            return int(cell)
        return Fault(f"{numbers.format_number(Decimal(str(cell)))} không phải số nguyên. Xin ghi số nguyên, như 1.234.")
    text = as_text(cell)
    if _BROKEN.fullmatch(text):
        return _broken(text)
    plain = _MEASURE.sub("", _SPACED.sub(" ", text)).strip(" :=")
    if _DECIMAL_ZERO.fullmatch(plain):
        plain = re.sub(r"[.,]0+$", "", plain)
    if _WHOLE.fullmatch(plain) and len(plain) <= 20:
        separators = set(re.sub(r"\d", "", plain))
        if len(separators) <= 1:
            return int(re.sub(r"\D", "", plain))
    return Fault(f"“{text}” không phải một số nguyên. Xin ghi số, như 46 hoặc 1.234.")


def _written_day(text: str) -> Value:
    if _BROKEN.fullmatch(text):
        return _broken(text)
    plain = _BEFORE_DAY.sub("", text.strip(" .,;"))
    if found := _DAY.fullmatch(re.sub(r"\s*([/.\-])\s*", r"\1", plain)):
        return _made(text, int(found[3]), int(found[2]), int(found[1]))
    if found := _ISO.fullmatch(plain):
        return _made(text, int(found[1]), int(found[2]), int(found[3]))
    key = vietnamese.search_key(plain)
    if found := _WORDED.fullmatch(key):
        return _made(text, int(found[3]), int(found[2]), int(found[1]))
    if _SPAN.fullmatch(plain):
        return Fault(f"“{text}” là nhiều ngày. Xin ghi một ngày (ngày đầu), mỗi việc một dòng.")
    if _MONTH.fullmatch(key) or _MONTH.fullmatch(plain):
        return Fault(f"“{text}” mới có tháng, chưa có ngày. Xin ghi đủ ngày, như 05/11/2024.")
    if _NO_YEAR.fullmatch(plain):
        return Fault(f"“{text}” thiếu năm. Xin ghi đủ ngày tháng năm, như 05/11/2024.")
    return Fault(f"“{text}” không đọc được thành ngày. Xin ghi như 05/11/2024.")


def _made(text: str, year: int, month: int, day: int) -> Value:
    year += 2000 if year < 100 else 0
    try:
        return _sensible(date(year, month, day))
    except ValueError:
        if month > 12 and day <= 12:
            return Fault(f"“{text}” hình như viết tháng trước ngày. Xin ghi ngày trước, như 25/11/2024.")
        return Fault(f"Không có ngày {text}. Xin xem lại.")


def _sensible(day: date) -> Value:
    if 1900 < day.year <= 2200:
        return day
    return Fault(f"năm {day.year} không hợp lý. Xin ghi ngày như 05/11/2024.")
