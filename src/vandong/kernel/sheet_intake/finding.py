"""Find the table in a workbook as people keep it, and tell its rows from what stands between and below them. Pure.

What is left out is always told (row, why, what stands there): totals, headings of sections, numbering, notes and
signatures. Whatever might be a row is taken as one, and the person hears what is wrong with it.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime
from itertools import zip_longest

from vandong.kernel import vietnamese
from vandong.kernel.cells import Cell, as_text
from vandong.kernel.sheet_intake.found import Found
from vandong.kernel.sheet_intake.titles import Header, Names, Wanted, folded, header_at
from vandong.kernel.sheet_reader import Page

_LOOKED_AT = 40  # rows in which a header is looked for
_MOST_TOLD = 200  # rows left out that are told one by one

TOTAL, SECTION, NUMBERING, HEADER_AGAIN, NOTE, ONLY_NUMBER = (
    "dòng cộng",
    "tên nhóm",
    "hàng đánh số cột",
    "hàng tiêu đề lặp lại",
    "ghi chú hoặc chữ ký",
    "mới có số thứ tự",
)

_TOTAL = re.compile(
    r"(tong|tong cong|tong so|cong|cong tong|tong hop|luy ke|total|cong don|ts)"
    r"|(tong|cong) \d[\d ]*"
    r"|(tong cong|tong so|luy ke)\b.*"
    r"|(tong|cong) (toan|ca|chung|cac|trang|nhom|muc|phan|[ivx]+|[abc])\b.*"
)
_NOTE = re.compile(
    r"(ghi chu|luu y|nguon|chu thich|nguoi lap|lap bieu|nguoi tong hop|tm|kt|tl|q|noi nhan|ky ten|ky ghi ro|"
    r"thu truong|xac nhan|chu tich|pho chu tich|truong ban|can bo tong hop|dai dien|ban thuong truc|uy ban)\b.*"
    r"|.*\bngay \d* ?thang \d* ?nam \d*"
)
_SIGNED = re.compile(r"(nguoi lap|lap bieu|ky ten|ky ghi ro|tm ban|tm uy ban)\b.*|.*\bngay \d* ?thang \d* ?nam \d*")
_MARKER = re.compile(r"^\s*([IVX]{1,5}|[A-HĐ])\s*([./)\-–:]|$)\s*")
_MARKER_CELL = re.compile(r"[IVX]{1,5}|[A-HĐ]")
_UNIT_WORD = re.compile(
    r"(xa|phuong|thi tran|thon|xom|khu|khu dan cu|to dan pho|khu pho|ap|ban|huyen|thi xa|thanh pho|tp)\b.+"
)
_NUMBERING = re.compile(r"[(\[]?\d{1,2}[)\]]?|\(?[A-Za-z]\)?|\(?\d{1,2}\s?=.*")
_SERIAL_TITLES = frozenset({"stt", "so tt", "tt", "so thu tu", "no", "tt so"})


_Candidate = tuple[tuple[int, int], int, Page, Header]  # (how well it fits, minus the number of its sheet, …)


class NotFound(Exception):
    """No sheet holds such a table; the message is a whole sentence."""


def find(pages: Sequence[Page], wanted: Sequence[Wanted], needs: Sequence[Sequence[str]]) -> Found:
    """The table of the sheet that fits best. Raises NotFound."""
    names = Names(wanted)
    best: list[_Candidate] = []
    for number, page in enumerate(pages):
        header = _header(page, names, needs)
        if header is not None:
            best.append(((header.meets(needs), len(header.columns)), -number, page, header))
    best.sort(key=lambda one: (one[0], one[1]), reverse=True)
    fitting = [one for one in best if one[0][0] == len(needs)]
    if not fitting:
        raise NotFound(_what_is_missing(best, wanted, needs))
    _, _, page, header = fitting[0]
    if header.twice:
        key, one, other = header.twice[0]
        raise NotFound(
            f"Trang “{page.name}” có hai cột cùng hiểu là “{_name(wanted, key)}”: cột {_letters(page, one)} và cột "
            f"{_letters(page, other)}. Xin sửa tên một cột, hoặc bỏ cột thừa, rồi gửi lại."
        )
    found = _rows(page, header, wanted, needs)
    found.other_sheets = [one[2].name for one in fitting[1:] if _has_rows(one[2], one[3])]
    return found


def _header(page: Page, names: Names, needs: Sequence[Sequence[str]]) -> Header | None:
    """The best header among the first rows: the most needed columns, then the most columns, then one row
    rather than two (the upper one is the title of the whole page, not of columns), then the topmost."""
    best: Header | None = None
    score = (0, 0, 0)
    rows = page.rows
    merged = [
        ((first - page.first_row + 1, left - page.first_column), (last - page.first_row + 1, right - page.first_column))
        for (first, left), (last, right) in page.merged
    ]
    for row in range(min(_LOOKED_AT, len(rows))):
        if not any(isinstance(cell, str) and cell for cell in rows[row]):
            continue
        for height in (1, 2) if row + 1 < len(rows) else (1,):
            header = header_at(rows, row, height, names, merged)
            if height == 2 and not _is_second_row(rows[row + 1], header):
                continue
            found = (header.meets(needs), len(header.columns), -height)
            if found > score and len(header.columns) >= min(2, len(needs)):
                best, score = header, found
    return best


def _is_second_row(row: Sequence[object], header: Header) -> bool:
    """Whether the lower row may be titles: text alone, no number, no day."""
    return not any(isinstance(cell, int | float | date) and not isinstance(cell, bool) and cell != "" for cell in row)


def _what_is_missing(best: Sequence[_Candidate], wanted: Sequence[Wanted], needs: Sequence[Sequence[str]]) -> str:
    if not best or best[0][0][1] < 2:
        asked = ", ".join(f"“{' hoặc '.join(_name(wanted, key) for key in group[:2])}”" for group in needs)
        return (
            f"Không tìm thấy bảng nào có hàng tiêu đề với các cột {asked}. "
            "Xin xem lại tệp, hoặc tải mẫu về, chép số liệu vào mẫu rồi gửi lại."
        )
    _, _, page, header = best[0]
    missing = [group for group in needs if not any(key in header.columns for key in group)]
    told = ", ".join(f"“{' hoặc '.join(_name(wanted, key) for key in group[:2])}”" for group in missing)
    return (
        f"Trang “{page.name}”, hàng {page.first_row + header.row} giống hàng tiêu đề nhưng thiếu cột {told}. "
        "Xin thêm cột ấy, hoặc sửa tên cột cho rõ, rồi gửi lại."
    )


def _name(wanted: Sequence[Wanted], key: str) -> str:
    return next((one.names[0] for one in wanted if one.key == key), key)


def _letters(page: Page, column: int) -> str:
    number, letters = page.first_column + column + 1, ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _has_rows(page: Page, header: Header) -> bool:
    return any(cell != "" and cell is not None for row in page.rows[header.row + header.height :] for cell in row)


# ---- the rows below a header ----------------------------------------------------------------------------------


class _Walk:
    """What is known while walking down the rows."""

    def __init__(self, page: Page, header: Header, needs: Sequence[Sequence[str]]) -> None:
        self.columns = dict(header.columns)
        self.ours = sorted(set(self.columns.values()))
        self.needed = [[self.columns[key] for key in group if key in self.columns] for group in needs]
        self.serial = next(
            (column for column, title in header.titles.items() if folded(title.split("(")[0]) in _SERIAL_TITLES), None
        )
        self.header_texts = {
            column: folded(text.rsplit(" / ", 1)[-1].split("(")[0]) for column, text in header.titles.items()
        }
        self.is_tail = False  # a totals row or a note was met: signatures follow
        self.classes: dict[str, str] = {}
        self.plain: dict[str, bool] = {}
        self.first_needed = [group[0] for group in self.needed]

    def is_plainly_a_record(self, row: Sequence[object]) -> bool:
        """The way of nearly every row: each needed column filled, and first words that are those of nothing else."""
        for column in self.first_needed:
            if row[column] == "" or row[column] is None:
                return False
        for column, cell in enumerate(row):
            if type(cell) is str and cell and column != self.serial:
                known = self.plain.get(cell)
                if known is None:
                    known = self.plain[cell] = not self.kind_of(cell.strip())
                return known
        return False

    def kind_of(self, text: str) -> str:
        """ "total", "note", "title" or "" for the first words of a row."""
        known = self.classes.get(text)
        if known is None:
            key = folded(text)
            marked = folded(_MARKER.sub("", text))
            is_total = _TOTAL.fullmatch(key) or _TOTAL.fullmatch(marked)
            known = self.classes[text] = "total" if is_total else "note" if _NOTE.fullmatch(key) else ""
            if not known and key in self.header_texts.values():
                known = self.classes[text] = "title"
        return known


def _rows(page: Page, header: Header, wanted: Sequence[Wanted], needs: Sequence[Sequence[str]]) -> Found:
    walk = _Walk(page, header, needs)
    top = header.row + header.height
    body = page.rows[top:]
    kept: list[Sequence[object]] = []
    found = Found(page.name, {key: header.titles[column] for key, column in header.columns.items()})
    section: list[tuple[int, str]] = []  # (rank, text), outermost first
    mixed_sections = False
    is_plainly_a_record = walk.is_plainly_a_record
    for offset, row in enumerate(body):
        number = page.first_row + top + offset
        if offset > 1 and is_plainly_a_record(row):
            why = None
        elif all(cell == "" or cell is None for cell in row):
            continue
        else:
            why = _why_left_out(walk, row, offset)
        if why is None:
            kept.append(row)
            found.rows.append(number)
            found.section_of.append(len(found.headings) - 1)
            continue
        text = _first_text(row, walk.serial)
        if why == SECTION:
            rank, name = _ranked(row, walk.serial)
            section = [*((r, t) for r, t in section if r < rank), (rank, name)]
            found.headings.append([t for _, t in section])
            mixed_sections = True
        if len(found.left_out) < _MOST_TOLD:
            found.left_out.append((number, why, text[:120]))
    if not mixed_sections:
        found.section_of, found.headings = [], [[]]
    merged = _merged_down(page, top)
    columns = list(zip_longest(*kept, fillvalue="")) if kept else []
    for one in wanted:
        if one.key in header.columns:
            column = header.columns[one.key]
            cells = _column(columns[column] if column < len(columns) else [""] * len(kept))
            if one.fills_down and merged.get(column):
                _fill_down(cells, found.rows, page, column, merged[column])
            found.columns[one.key] = cells
    used = set(header.columns.values()) | ({walk.serial} if walk.serial is not None else set())
    found.unread = [title for column, title in sorted(header.titles.items()) if column not in used]
    found.above = [
        text
        for row in page.rows[: header.row]
        for text in (vietnamese.tidy(c) for c in row if isinstance(c, str))
        if text
    ]
    return found


def _why_left_out(walk: _Walk, row: Sequence[object], offset: int) -> str | None:
    """Why a row that holds something is no record; None for a record."""
    text = _first_text(row, walk.serial)
    kind = walk.kind_of(text) if text else ""
    if kind == "total" and not all(_filled(row, group) for group in walk.needed if len(walk.needed) > 1):
        walk.is_tail = True
        return TOTAL
    if kind == "total" and len(walk.needed) == 1:
        walk.is_tail = True
        return TOTAL
    if len(walk.needed) == 1 and kind == "note" and (walk.is_tail or _SIGNED.fullmatch(folded(text))):
        walk.is_tail = True  # one column is easily filled: what is plainly a signature is no row
        return NOTE
    if all(_filled(row, group) for group in walk.needed) and not (offset < 2 and _is_numbering(row)):
        return None if not _is_header_again(walk, row) else HEADER_AGAIN
    told = [
        (column, cell)
        for column, cell in enumerate(row)
        if cell != "" and cell is not None and not (column == walk.serial and _is_serial(cell))
    ]
    if not told:
        if walk.serial is not None and _MARKER_CELL.fullmatch(as_text(row[walk.serial])):  # type: ignore[arg-type]
            return SECTION
        return ONLY_NUMBER
    if offset < 2 and _is_numbering(row):
        return NUMBERING
    if _is_header_again(walk, row):
        return HEADER_AGAIN
    if _is_section(walk, row, told):
        walk.is_tail = False
        return SECTION
    numbers_told = any(not isinstance(cell, str) for column, cell in told if column in walk.ours)
    if not numbers_told and (kind == "note" or walk.is_tail):
        walk.is_tail = True
        return NOTE
    ours = [column for column, _ in told if column in walk.ours]
    if not ours:
        return NOTE
    return None


def _is_serial(cell: object) -> bool:
    """Whether this may number a row; anything longer in the column of serial numbers is words like any other."""
    return not isinstance(cell, str) or len(cell.strip()) <= 6


def _filled(row: Sequence[object], group: Sequence[int]) -> bool:
    return any(column < len(row) and row[column] != "" and row[column] is not None for column in group)


def _first_text(row: Sequence[object], serial: int | None) -> str:
    """The first words of a row; what stands in the column of serial numbers only if nothing else does."""
    for column, cell in enumerate(row):
        if isinstance(cell, str) and cell and not (column == serial and _is_serial(cell)):
            return cell.strip()
    if serial is not None and serial < len(row):
        return as_text(row[serial])  # type: ignore[arg-type]
    return next((as_text(cell) for cell in row if cell != "" and cell is not None), "")  # type: ignore[arg-type]


def _is_numbering(row: Sequence[object]) -> bool:
    """(1) (2) (3)… or A B 1 2 3…: the row that numbers the columns."""
    told = [as_text(cell) for cell in row if cell != "" and cell is not None]  # type: ignore[arg-type]
    if len(told) < 3 or not all(_NUMBERING.fullmatch(one.strip()) for one in told):
        return False
    counted = [int(re.sub(r"\D", "", one.split("=")[0]) or 0) for one in told]
    rising = [one for one in counted if one]
    return len(rising) >= 2 and all(b - a == 1 for a, b in zip(rising, rising[1:], strict=False))


def _is_header_again(walk: _Walk, row: Sequence[object]) -> bool:
    same = 0
    for column in walk.ours:
        cell = row[column] if column < len(row) else ""
        if isinstance(cell, str) and cell and folded(cell.split("(")[0]) == walk.header_texts.get(column, ""):
            same += 1
    return same >= 2


def _is_section(walk: _Walk, row: Sequence[object], told: Sequence[tuple[int, object]]) -> bool:
    """A heading for the rows below it: "I. Xã Hồng Phong", or a marker in the column of serial numbers, perhaps with
    the sums of its rows. At most one needed column holds anything: the one where the words stand."""
    words = [(column, cell) for column, cell in told if isinstance(cell, str)]
    if not words or sum(_filled(row, group) for group in walk.needed) > 1:
        return False
    if len(words) > 1:
        return False
    text = str(words[0][1]).strip()
    serial = as_text(row[walk.serial]) if walk.serial is not None and walk.serial < len(row) else ""  # type: ignore[arg-type]
    if _MARKER_CELL.fullmatch(serial.strip(" .)-")):
        return True
    if _MARKER.match(text):
        return True
    return len(told) == 1 and not serial and bool(_UNIT_WORD.fullmatch(folded(text))) and len(walk.needed) > 1


def _ranked(row: Sequence[object], serial: int | None) -> tuple[int, str]:
    """(0 for a letter, 1 for a Roman number, 2 for a bare name; the heading without its marker)."""
    text = _first_text(row, serial)
    mark = as_text(row[serial]).strip(" .)-") if serial is not None and serial < len(row) else ""  # type: ignore[arg-type]
    found = _MARKER.match(text)
    if not _MARKER_CELL.fullmatch(mark):
        mark = found[1] if found else ""
    name = _MARKER.sub("", text).strip(" :-–") if found else text.strip(" :")
    if not mark:
        return 2, name
    return (1 if re.fullmatch(r"[IVX]+", mark) else 0), name


def _merged_down(page: Page, top: int) -> dict[int, list[tuple[int, int]]]:
    """Column → spans of row numbers (as their owner counts) merged into one cell, below the header."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for (first, left), (last, _right) in page.merged:
        if last > first and first + 1 >= page.first_row + top:
            spans.setdefault(left - page.first_column, []).append((first + 1, last + 1))
    return spans


def _fill_down(cells: list[Cell], rows: list[int], page: Page, column: int, spans: list[tuple[int, int]]) -> None:
    place = {row: index for index, row in enumerate(rows)}
    for first, last in spans:
        owner = page.rows[first - page.first_row]
        said = _cell(owner[column]) if column < len(owner) else None
        for row in range(first, last + 1):
            index = place.get(row)
            if index is not None and cells[index] is None:
                cells[index] = said


def _column(cells: Sequence[object]) -> list[Cell]:
    """The cells of one column; equal ones are changed once, for long columns repeat themselves."""
    kinds, said = set(map(type, cells)), set(cells)
    if bool in kinds:  # True equals 1
        return [_cell(cell) for cell in cells]
    if kinds == {str} and "" not in said:
        return list(cells)  # type: ignore[arg-type]
    changed = {cell: _cell(cell) for cell in said}
    return list(map(changed.__getitem__, cells))


def _cell(cell: object) -> Cell:
    """As `Found` holds it: None for empty, int where whole, days as days."""
    if type(cell) is str:
        return cell or None
    if type(cell) is float:
        if cell != cell or cell in (float("inf"), float("-inf")):
            return None
        return int(cell) if cell.is_integer() and abs(cell) < 1e15 else cell
    if isinstance(cell, datetime):
        return cell.date() if (cell.hour, cell.minute, cell.second) == (0, 0, 0) else cell
    if cell is None or isinstance(cell, bool | int | date):
        return cell
    return str(cell)
