"""Sizes of groups from a workbook: a commune's own book, a line for each group and year. Never names; and no workbook
of them goes out (decision 0031): the template holds the groups, not the numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vandong.accounts.access import Officer
from vandong.kernel import sheet
from vandong.kernel.numbers import format_day, format_number
from vandong.kernel.sheet_intake.declared import Judged, Taken, Understanding
from vandong.kernel.sheet_intake.found import Found
from vandong.kernel.sheet_intake.judging import Reading, in_order, read_columns
from vandong.kernel.sheet_intake.values import read_count, read_day, read_text
from vandong.kernel.vietnamese import search_key
from vandong.outreach.models.group_size import BIGGEST
from vandong.outreach.risk_groups import access, queries, rules
from vandong.outreach.risk_groups.queries import Book, SizeRow
from vandong.outreach.risk_groups.rules import GroupSizeEntry

NEEDS = (("group",), ("count",), ("source", "as_of_on"))  # a row of totals fills the first two as well
HEADS = ("Nhóm", "Năm", "Số người", "Nguồn")
STEPS = (
    "Mỗi nhóm một dòng trong một năm. Chỉ ghi số người, không bao giờ ghi tên ai.",
    "Không có người nào thì ghi 0; chưa biết thì để trống cả dòng.",
    "“Nguồn” ghi ai giữ số ấy, như “Công an xã”; “Tính đến ngày” ghi như 05/11/2024.",
    "Nhóm đã có số mà bảng ghi khác thì phần mềm hỏi lại trước khi thay; số cũ vẫn giữ trong sổ.",
    "Một người có thể thuộc hai nhóm, nên dòng cộng được bỏ qua.",
)
_EMPTY = -1  # a cell without a number, which is not 0
COLUMNS: tuple[Taken, ...] = (
    Taken("group", "Nhóm nguy cơ", read_text(300), width=40,
          names=("Nhóm", "Nhóm nguy cơ cao", "Tên nhóm", "Nhóm đối tượng", "Đối tượng", "Nhóm có nguy cơ cao")),
    Taken("year", "Năm", read_count(2100, empty=None), fills_down=True, width=8, note="Bỏ trống là năm nay."),
    Taken("count", "Số người trong nhóm", read_count(BIGGEST, empty=_EMPTY), width=12,
          note="Không có ai thì ghi 0; chưa biết thì để trống.",
          names=("Số người", "Tổng số người", "Số lượng", "Số lượng người", "SL", "Tổng số", "Số đối tượng")),
    Taken("source", "Nguồn", read_text(rules.LONGEST_SOURCE), fills_down=True, width=30, longest=rules.LONGEST_SOURCE,
          note="Ai giữ số này, như “Công an xã”.", names=("Nguồn số liệu", "Nguồn số", "Đơn vị cung cấp")),
    Taken("as_of_on", "Tính đến ngày", read_day, fills_down=True, width=14, note="Như 05/11/2024.",
          names=("Ngày", "Đến ngày", "Tại ngày", "Thời điểm", "Ngày chốt số", "Ngày tính")),
    Taken("programme", "Chương trình", read_text(400), width=28, in_template=False),
)  # fmt: skip


@dataclass(frozen=True)
class ReadySize:
    """One statement that may be written, after the one at `version` (0: the first)."""

    entry: GroupSizeEntry
    version: int
    group_name: str


def columns(officer: Officer) -> tuple[Taken, ...]:
    return COLUMNS


def is_for(officer: Officer) -> bool:
    """A commune's officers send their own book."""
    book = access.book_to_see(officer)
    return book is not None and book.id == officer.unit_id


def template(officer: Officer, wanted: Sequence[Taken]) -> list[sheet.Sheet]:
    books = queries.books(officer, None)
    kept = [one.for_template for one in wanted if one.in_template or (one.key == "programme" and len(books) > 1)]
    names = tuple(dict.fromkeys(row.group.name for book in books for row in book.groups))
    described = [sheet.Column(one.title, one.width, names if one.title == "Nhóm nguy cơ" else (), one.note, one.longest)
                 for one in kept]  # fmt: skip
    tail = (lambda book: (None, None, None, book.programme.short_title)) if len(books) > 1 else lambda book: ()
    rows = [(row.group.name, book.year, *tail(book)) for book in books for row in book.groups]
    heading = [f"Số người trong nhóm nguy cơ cao, {officer.unit_name}"]
    return [
        sheet.Sheet("Nhóm nguy cơ cao", described, rows, heading=heading, is_template=True),
        sheet.Sheet("Hướng dẫn", [sheet.Column("Cách điền", 100)], [(step,) for step in STEPS]),
    ]


def judge(officer: Officer, found: Found, wanted: Sequence[Taken]) -> Judged:
    """What accepting would do; `ready` holds a `ReadySize` for each statement that says something new."""
    reading = read_columns(found, wanted)
    reading.judged.heads = HEADS
    rows = _Rows(officer, reading)
    for n in range(len(found)):
        rows.take(n)
    judged = reading.judged
    judged.new_count = len(judged.ready)
    in_order(judged)
    if judged.mistakes:
        judged.ready = []
    return judged


class _Rows:
    """The rows of one workbook, judged one after the other."""

    def __init__(self, officer: Officer, reading: Reading) -> None:
        self.officer, self.reading, self.found = officer, reading, reading.found
        self.newest = queries.books(officer, None)
        self._books: dict[int, list[Book]] = {}
        self.seen: dict[tuple[int, int], int] = {}
        if not self.newest:
            reading.wrong(0, "", "chưa có chương trình nào đã ban hành nêu nhóm nguy cơ cao nên chưa ghi số được.")

    def take(self, n: int) -> None:
        values = self.reading.values
        count, source, day = values["count"][n], str(values["source"][n]), values["as_of_on"][n]
        if count == _EMPTY and n not in self.reading.faulty:
            return  # a line of the template that nobody filled
        book = self._book(n)
        if n in self.reading.faulty or book is None:
            return
        name = search_key(str(values["group"][n]))
        row = next(
            (one for one in book.groups if name in map(search_key, (one.group.name, one.group.short_name))), None
        )
        if row is None:
            offered = "; ".join(one.group.name for one in book.groups)
            self.reading.wrong(n, "group", f"“{values['group'][n]}” không phải nhóm của chương trình. Có: {offered}.")
            return
        if day is None:
            self.reading.wrong(
                n, "as_of_on" if "as_of_on" in self.found.columns else "", "chưa rõ số này tính đến ngày nào."
            )
            return
        key = (row.group.id, book.year)
        if key in self.seen:
            self.reading.wrong(n, "group", f"trùng với dòng {self.seen[key]}. Xin xóa một dòng.")
            return
        self.seen[key] = self.found.rows[n]
        assert isinstance(count, int)
        assert isinstance(day, date)
        entry = GroupSizeEntry(book.programme.id, row.group.id, book.year, count, source, day)
        faults = list(rules.faults(entry, biggest=BIGGEST, has_number=row.has_number, today=self.officer.on))
        for fault in faults:
            field = fault.field or ""
            self.reading.wrong(n, field if field in self.found.columns else "", fault.message)
        if not faults:
            self._ready(n, entry, row.standing, row.group.name)

    def _ready(self, n: int, entry: GroupSizeEntry, standing: SizeRow | None, name: str) -> None:
        judged, row = self.reading.judged, self.found.rows[n]
        if standing is not None:
            stands = (standing.count, search_key(standing.source), standing.as_of_on)
            if stands == (entry.count, search_key(entry.source), entry.as_of_on):
                judged.same.append((row, "đã có, giống hệt"))
                return
            there = "chưa có số" if standing.count is None else f"{format_number(standing.count)} người"
            judged.understandings.append(
                Understanding(
                    f"thay-{entry.risk_group_id}-{entry.year}-{standing.version}-{entry.count}",
                    f"{name}, năm {entry.year}, trong sổ đang ghi {there}, tính đến {format_day(standing.as_of_on)},",
                    f"thay bằng {format_number(entry.count)} người, tính đến {format_day(entry.as_of_on)}",
                    "số cũ vẫn giữ trong sổ", [row],
                )
            )  # fmt: skip
        judged.ready.append(ReadySize(entry, standing.version if standing else 0, name))
        judged.shown.append((row, (name, str(entry.year), format_number(entry.count), entry.source)))

    def _book(self, n: int) -> Book | None:
        """The book of the row's programme and year; None where there is none, which is then noted."""
        values, there = self.reading.values, self.found.columns
        if not self.newest:
            return None
        year = values["year"][n]
        books = self.newest if year is None else self._of_year(int(year))  # type: ignore[arg-type]
        said = search_key(str(values["programme"][n]))
        names = {
            search_key(title): book for book in books for title in (book.programme.short_title, book.programme.title)
        }
        book = names.get(said) if said else books[0]
        if book is None:
            self.reading.wrong(
                n, "programme", f"“{values['programme'][n]}” không phải chương trình nêu nhóm nguy cơ cao."
            )
        elif year is not None and book.year != year:
            years = ", ".join(map(str, sorted(book.years)))
            self.reading.wrong(
                n, "year" if "year" in there else "", f"năm {year} không thuộc chương trình. Có: {years}."
            )
        else:
            return book
        return None

    def _of_year(self, year: int) -> list[Book]:
        if year not in self._books:
            self._books[year] = queries.books(self.officer, year)
        return self._books[year]
