"""Tables, and the targets allotted in them, one per cell. Schedules and assignments: schedules.py."""

import re
from dataclasses import dataclass, replace
from datetime import date

from vandong.programme.reader import cells, context, dates
from vandong.programme.reader.cells import Cell
from vandong.programme.reader.context import PAST, Passage, Setting
from vandong.programme.reader.plan import Target
from vandong.programme.reader.text import fold

ORDINAL = re.compile(r"(?:tt|stt|số tt|số thứ tự)$")
_UNIT_NAME = re.compile(
    r"(?:tên )?(?:đơn vị|địa phương|địa bàn|xã|phường|xã, phường|các xã|khu dân cư|thôn|huyện|quận|xã/phường|tên đơn vị|chi hội|cơ sở|khu phố|đặc khu|thị trấn)(?:[,/] ?(?:xã|phường|đặc khu|thị trấn|thôn|thị xã|thành phố|khu phố))*(?: được (?:giao|phân bổ|giám sát)| trực thuộc| đăng ký)?$"
)
_MEASURE = re.compile(r"(?:đơn vị tính|đvt|đv tính)")
INDICATOR = re.compile(r"(?:tên )?(?:chỉ tiêu|nội dung|tiêu chí|mục tiêu|nhiệm vụ|hoạt động|công việc|tên mô hình)")
_YEAR = re.compile(
    r"(?:năm |kế hoạch (?:năm )?|kh (?:năm )?|chỉ tiêu (?:năm )?|mục tiêu (?:đến )?(?:năm )?|đến (?:hết )?năm )?(20\d{2})$"
)
_RESULT = re.compile(
    r"kết quả(?! (?:cần đạt|phấn đấu))|thực hiện (?:năm )?20|^ư?th (?:năm )?20|ước thực hiện|\bhiện\b(?! đại)|thực trạng|đang (?:có|quản lý|sinh hoạt)|đầu (?:kỳ|năm)\b|^(?:bình quân|trung bình)|toàn (?:tỉnh|quốc|ngành)$|cả nước|xuất phát|khởi điểm|năm gốc|số liệu|đã (?:đạt|thực hiện)|cùng kỳ|năm trước|^tổng (?:số|dân số)\b|^(?:dân số|số (?:hội viên|đoàn viên|đảng viên|hộ|hộ dân|hộ gia đình|khẩu|nhân khẩu|dân|"
    r"cán bộ|học sinh|lao động|thôn|khu dân cư))$"
)
NOTE = re.compile(r"ghi chú|cộng$|tổng(?: cộng| số)?$")
TIME = re.compile(
    r"(?:thời gian|thời hạn|hạn|tiến độ|hoàn thành|(?:thứ|buổi|giờ)[, -]{1,3}ngày|ngày|thời điểm|mốc|dự kiến|lịch|kỳ báo cáo)\b|buổi$|(?:tháng|quý)(?: năm 20\d{2}|/20\d{2})?$"
)
LEAD = re.compile(r"(?:đơn vị |cơ quan |bộ phận |người |đồng chí )?(?:chủ trì|thực hiện|phụ trách)")
PARTNER = re.compile(r"(?:đơn vị |cơ quan )?phối hợp")
_TOTAL = re.compile(r"(?:tổng|cộng|tổng cộng|tổng số|bình quân|trung bình|toàn (?:tỉnh|huyện|xã|phường|thành phố))\b")
_AIMS = re.compile(r"chỉ tiêu|kế hoạch|mục tiêu|số lượng|mức|phấn đấu|kết quả cần đạt|yêu cầu|(?:đến |năm |kh )20\d{2}")
_SET = re.compile(r"chỉ tiêu|kế hoạch|mục tiêu|phấn đấu|giao|\bkh (?:năm )?20")
# Of each row itself, not of what it is to reach: a year of birth, a price, marks.
_OWN_DATA = re.compile(
    r"năm sinh|tuổi\b|điện thoại|sđt|cccd|căn cước|số trang|\bđiểm(?: tối đa| chuẩn| số)?$|thang điểm|đơn giá|thành tiền|kinh phí|số tiền|dự toán|mức (?:hỗ trợ|chi)|giá trị|"
    r"diện tích|số đại biểu|số người dự|thời lượng|^(?:cộng|tổng(?: cộng| số)?|toàn (?:tỉnh|huyện|xã|phường|đặc khu|thành phố|trường|hội))$"
)
_BUDGET = re.compile(r"đơn giá|thành tiền|định mức chi|số tiền")
_MEMBERS = re.compile(r"họ (?:và )?tên|năm sinh|chức vụ")
_ONLY_AIMS = re.compile(
    r"(?:số lượng )?(?:chỉ tiêu|mục tiêu|kế hoạch giao)(?: giao| năm 20\d{2}| cần đạt| phấn đấu)*(?: \([^()]*\))?$"
)
_FALLS = re.compile(r"\b(?:giảm|kéo giảm)\b(?! (?:nghèo|thiểu|nhẹ))")


@dataclass(frozen=True)
class Table:
    """`titles` are the heads of its columns, a second row of heads joined to the first; `body` is what stands below."""

    rows: list[Passage]
    caption: str  # the shadow of what stands right above
    titles: list[str]
    body: list[Passage]

    @property
    def header(self) -> list[str]:
        return [fold(title) for title in self.titles]


def _table(rows: list[Passage], caption: str) -> Table:
    titles = list(rows[0].paragraph.cells)
    body = rows[1:]
    while len(body) > 1 and (below := _second_heads(body[0], len(titles))):
        titles = [" ".join(filter(None, (title, low))) for title, low in zip(titles, below, strict=True)]
        body = body[1:]
    return Table(rows, caption, titles, [row for row in body if not _NUMBERED.fullmatch(row.paragraph.text)])


def _second_heads(row: Passage, width: int) -> list[str]:
    """The cells of a second row of heads: nothing below the first column, and no figure anywhere. Else nothing."""
    said = row.paragraph.cells
    is_figure = re.compile(r"[≥≤<>]?\s?\d[\d.,/]*\s?%?")
    if len(said) != width or said[0] or not any(said) or any(is_figure.fullmatch(cell) for cell in said):
        return []
    return [] if any(_TOTAL.match(fold(cell)) for cell in said[:2]) else said


_NUMBERED = re.compile(
    r"(?:\(?(?:\d{1,2}|[A-Z])\)?(?: = [\d+() ]+)?(?: \| |$)){3,}"
)  # "(1) | (2) | (3)", "A | B | 1 | 2"


# "(Đơn vị tính: %)" stands between the name of a table and its head.
_UNIT_LINE = re.compile(r"\(?\s?(?:đơn vị(?: tính)?|đvt|đv tính)\s?:\s?(?P<unit>[^()|]{1,30}?)\s?\)?$")


def all_in(setting: Setting) -> list[Table]:
    """Runs of rows, each with the words above it."""
    tables: list[Table] = []
    rows: list[Passage] = []
    caption = ""
    for passage in setting.passages:
        if passage.paragraph.is_row:
            rows.append(passage)
            continue
        if len(rows) > 1:
            tables.append(_table(rows, caption))
        said = passage.paragraph.shadow
        rows, caption = [], f"{caption} {said}" if _UNIT_LINE.match(said) else said
    if len(rows) > 1:
        tables.append(_table(rows, caption))
    return tables


def targets(setting: Setting, tables: list[Table]) -> list[Target]:
    found: list[Target] = []
    for table in tables:
        if not _is_allotment(table) or any(_BUDGET.search(h) or _MEMBERS.search(h) for h in table.header):
            continue
        found.extend(_allotted(table, setting))
    return found


def _is_schedule(table: Table) -> bool:
    return any(TIME.match(head) for head in table.header)


def _is_allotment(table: Table) -> bool:
    first = table.rows[0]
    about = " ".join((table.caption, *(fold(n.title) for n in (first.node.ancestors() if first.node else []))))
    if first.in_kind(PAST) or _RESULT.match(table.caption):
        return False
    named = first.is_aimed or re.search(r"chỉ tiêu|mục tiêu|phân bổ|giao|kế hoạch|phụ lục|biểu", about)
    return bool(named) or any(re.search(r"chỉ tiêu", head) for head in table.header)


def _allotted(table: Table, setting: Setting) -> list[Target]:
    header = table.header
    this_year = setting.issued_on.year if setting.issued_on else None
    is_schedule = _is_schedule(table)  # then only a column called "Chỉ tiêu" sets anything
    by_unit = next((i for i, head in enumerate(header) if _UNIT_NAME.match(head)), None)
    words = next((i for i, head in enumerate(header) if not ORDINAL.match(head) and not _is_figures(table, i)), None)
    by_name = next(
        (i for i, head in enumerate(header) if INDICATOR.match(head) and i != by_unit and not _is_figures(table, i)),
        None,
    )
    measure = next((i for i, head in enumerate(header) if _MEASURE.match(head)), None)
    if by_unit is None and by_name is None:
        by_unit = words  # "Cụm trường", "Tên chợ": whatever the rows are called, the first column of words names them
    found: list[Target] = []
    for row in table.body:
        said = cells.of(row.paragraph)
        key = by_unit if by_unit is not None else by_name
        name = said[key].text if key is not None and key < len(said) else ""
        if any(_TOTAL.match(cell.shadow) for cell in said[:2]) or (
            key is not None and (not name or _TOTAL.match(fold(name)))
        ):
            continue
        for place in range(min(len(said), len(header))):
            if (
                place in (by_unit, by_name, measure)
                or _is_aside(header[place])
                or _tells_today(header, place, this_year)
            ):
                continue
            if is_schedule and not _ONLY_AIMS.match(header[place]):
                continue
            made = _cell_targets(table, said, place, by_unit, by_name, measure)
            by = _due_of_row(table, said, setting.year) if is_schedule else None
            found.extend(replace(target, due=by) if by else target for target in made)
    return found


def _due_of_row(table: Table, said: list[Cell], year: int | None) -> date | None:
    """The last day told in the row's column of time."""
    at = next((i for i, head in enumerate(table.header) if TIME.match(head)), len(said))
    found = dates.find(said[at].shadow) if at < len(said) else []
    return found[-1].last_day(year) if found else None


def _is_figures(table: Table, place: int) -> bool:
    """Whether a column holds numbers: "Chỉ tiêu giảm năm 2026" is not a column of names."""
    column = [said[place] for row in table.body if place < len(said := cells.of(row.paragraph))]
    return bool(column) and all(cell.is_figure_or_empty for cell in column)


def _tells_today(header: list[str], place: int, this_year: int | None) -> bool:
    """ "Số hộ nghèo cuối năm 2025" beside "Chỉ tiêu giảm năm 2026": where one starts."""
    year = re.search(r"\b(20\d{2})\b", header[place])
    if year is not None and this_year is not None and int(year.group(1)) < this_year:
        return True
    if year is None or _SET.search(header[place]):
        return False
    later = [int(y) for head in header if _SET.search(head) for y in re.findall(r"\b20\d{2}\b", head)]
    return bool(later) and int(year.group(1)) < min(later)


def _is_aside(head: str) -> bool:
    return bool(
        ORDINAL.match(head)
        or NOTE.search(head)
        or _RESULT.search(head)
        or _OWN_DATA.search(head)
        or TIME.match(head)
        or LEAD.match(head)
        or PARTNER.match(head)
    )


def _cell_targets(
    table: Table, said: list[Cell], place: int, by_unit: int | None, by_name: int | None, measure: int | None
) -> list[Target]:
    header, cell = table.header, said[place]
    head_text = table.titles[place]
    year = (
        _YEAR.match(header[place])
        or re.search(r"\bnăm (20\d{2})", header[place])
        or re.search(r"\bnăm (20\d{2})", table.caption)
    )
    due = date(int(year.group(1)), 12, 31) if year else None
    name = said[by_name].text if by_name is not None and by_name < len(said) else None
    is_year = bool(_YEAR.match(header[place]))
    subject = name or (_caption_subject(table) if is_year else _subject_of(head_text))
    holder = said[by_unit].text if by_unit is not None and by_unit < len(said) else None
    if by_unit is None and by_name is not None and not is_year and not _AIMS.search(header[place]):
        holder = head_text
    of_all = re.search(r"(?:đơn vị(?: tính)?|đvt|đv tính)\s?:\s?(?P<unit>[^()|]{1,30}?)\s?\)?$", table.caption)
    unit = said[measure].text if measure is not None and measure < len(said) else of_all["unit"] if of_all else ""
    worded = by_name is not None and bool(_AIMS.search(header[place]))
    return [
        _of_figure(table, figure, cell, subject, head_text, unit or figure.unit, is_year, due, holder)
        for figure in cells.figures(cell, worded=worded)
    ]


def _of_figure(
    table: Table, figure: cells.Figure, cell: Cell, subject: str | None, head: str, said: str, is_year: bool,
    due: date | None, holder: str | None,
) -> Target:  # fmt: skip
    about = fold(f"{subject or ''} {head}")
    named = _caption_subject(table) if is_year and not said else None  # "Biểu 1. Tỷ lệ … (%)", one column a year
    share = "%" in said or "%" in about or about.startswith("tỷ lệ") or "%" in cell.text
    share = share or (named is not None and ("%" in table.caption or fold(named).startswith("tỷ lệ")))
    kind = figure.kind or ("reach_share" if share else "at_least")
    if figure.kind is None:
        if share and _FALLS.search(about):
            kind = "reduce_share"
        elif re.search(r"không quá|tối đa|dưới", about) or figure.value == 0:
            kind = "at_most"
        elif _FALLS.search(about):
            kind = "other"
    unit = None if kind == "keep_none" else "%" if share else said or _counted(head, subject)
    return Target(kind, figure.value, unit, subject, None, due, None, holder, cell.span)


def _subject_of(head: str) -> str:
    return re.sub(r"\s*\([^)]*\)\s*$", "", head).strip()


def _caption_subject(table: Table) -> str | None:
    found = context.CAPTION.match(table.caption) or re.search(
        r"(?:chỉ tiêu|phân bổ|giao|bảng) (?P<what>[^:.(]+)", table.caption
    )
    return found["what"].strip() or None if found else None


def _counted(head: str, subject: str | None) -> str | None:
    inside = re.search(r"\(([^)%]{1,20})\)", head)
    if inside:
        return inside.group(1).strip()
    found = re.match(r"(?:Số|số) (?:lượng )?(\w+ ?\w*)", subject or head)
    return found.group(1).strip() if found else None
