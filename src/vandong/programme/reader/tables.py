"""Tables: allotted targets (one per cell), schedules (a deadline per row), assignments (a task per row)."""

import re
from dataclasses import dataclass
from datetime import date

from vandong.programme.reader import bodies, context, dates, numbers
from vandong.programme.reader.context import PAST, Passage, Setting
from vandong.programme.reader.plan import Deadline, Span, Target, Task
from vandong.programme.reader.text import fold

_ORDINAL = re.compile(r"(?:tt|stt|số tt|số thứ tự)$")
_UNIT_NAME = re.compile(
    r"(?:tên )?(?:đơn vị|địa phương|địa bàn|xã|phường|xã, phường|các xã|khu dân cư|thôn|huyện|quận|xã/phường|tên đơn vị|chi hội|cơ sở|khu phố|đặc khu|thị trấn)(?:[,/] ?(?:xã|phường|đặc khu|thị trấn|thôn|thị xã|thành phố|khu phố))*(?: được (?:giao|phân bổ|giám sát)| trực thuộc| đăng ký)?$"
)
_MEASURE = re.compile(r"(?:đơn vị tính|đvt|đv tính)")
_INDICATOR = re.compile(r"(?:tên )?(?:chỉ tiêu|nội dung|tiêu chí|mục tiêu|nhiệm vụ|hoạt động|công việc|tên mô hình)")
_YEAR = re.compile(
    r"(?:năm |kế hoạch (?:năm )?|chỉ tiêu (?:năm )?|mục tiêu (?:đến )?(?:năm )?|đến (?:hết )?năm )?(20\d{2})$"
)
_RESULT = re.compile(
    r"kết quả|thực hiện (?:năm )?20|ước thực hiện|hiện trạng|hiện có|số liệu|đã (?:đạt|thực hiện)|cùng kỳ|năm trước"
)
_NOTE = re.compile(r"ghi chú|cộng$|tổng(?: cộng| số)?$")
_TIME = re.compile(r"(?:thời gian|thời hạn|tiến độ|hoàn thành|ngày(?: giám sát| thực hiện)?|thời điểm)\b")
_LEAD = re.compile(r"(?:đơn vị |cơ quan |bộ phận |người |đồng chí )?(?:chủ trì|thực hiện|phụ trách)")
_PARTNER = re.compile(r"(?:đơn vị |cơ quan )?phối hợp")
_TOTAL = re.compile(r"(?:tổng|cộng|tổng cộng|tổng số|bình quân|trung bình|toàn (?:tỉnh|huyện|xã|phường|thành phố))\b")
_CELL_NUMBER = re.compile(
    r"(?:≥|>|từ |trên |ít nhất |tối thiểu |\+)?\s?(?P<n>\d[\d.,]*)\s?(?P<unit>%|\w[\w ]{0,20})?(?: trở lên)?$"
)


@dataclass(frozen=True)
class Table:
    rows: list[Passage]
    caption: str  # the shadow of what stands right above

    @property
    def header(self) -> list[str]:
        return [fold(cell) for cell in self.rows[0].paragraph.cells]


@dataclass(frozen=True)
class _Cell:
    text: str
    shadow: str
    span: Span


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
            tables.append(Table(rows, caption))
        rows, caption = [], passage.paragraph.shadow
    if len(rows) > 1:
        tables.append(Table(rows, caption))
    return tables


def targets(setting: Setting, tables: list[Table]) -> list[Target]:
    found: list[Target] = []
    for table in tables:
        if _is_schedule(table) or not _is_allotment(table):
            continue
        found.extend(_allotted(table))
    return found


def _is_schedule(table: Table) -> bool:
    return any(_TIME.match(head) for head in table.header)


def _is_allotment(table: Table) -> bool:
    first = table.rows[0]
    about = " ".join((table.caption, *(fold(n.title) for n in (first.node.ancestors() if first.node else []))))
    if first.in_kind(PAST) or _RESULT.match(table.caption):
        return False
    named = first.is_aimed or re.search(r"chỉ tiêu|mục tiêu|phân bổ|giao|kế hoạch|phụ lục|biểu", about)
    return bool(named) or any(re.search(r"chỉ tiêu", head) for head in table.header)


def _allotted(table: Table) -> list[Target]:
    header = table.header
    by_unit = next((i for i, head in enumerate(header) if _UNIT_NAME.match(head)), None)
    by_name = next(
        (i for i, head in enumerate(header) if _INDICATOR.match(head) and i != by_unit and not _is_figures(table, i)),
        None,
    )
    measure = next((i for i, head in enumerate(header) if _MEASURE.match(head)), None)
    found: list[Target] = []
    for row in table.rows[1:]:
        cells = _cells(row)
        key = by_unit if by_unit is not None else by_name
        name = cells[key].text if key is not None and key < len(cells) else ""
        if _TOTAL.match(fold(name)) or (key is not None and not name):
            continue
        for place, cell in enumerate(cells):
            if place in (by_unit, by_name, measure) or place >= len(header) or _is_aside(header[place]):
                continue
            made = _cell_target(table, header, cells, place, cell, by_unit, by_name, measure)
            if made:
                found.append(made)
    return found


def _is_figures(table: Table, place: int) -> bool:
    """Whether a column holds numbers: "Chỉ tiêu giảm năm 2026" is not a column of names."""
    cells = [cells[place].shadow for row in table.rows[1:] if place < len(cells := _cells(row))]
    return bool(cells) and all(_CELL_NUMBER.match(cell) or not cell for cell in cells)


def _is_aside(head: str) -> bool:
    return bool(
        _ORDINAL.match(head)
        or _NOTE.search(head)
        or _RESULT.search(head)
        or _TIME.match(head)
        or _LEAD.match(head)
        or _PARTNER.match(head)
    )


def _cell_target(
    table: Table, header: list[str], cells: list[_Cell], place: int, cell: _Cell,
    by_unit: int | None, by_name: int | None, measure: int | None,
) -> Target | None:  # fmt: skip
    read = _CELL_NUMBER.match(cell.shadow)
    value = numbers.parse(read["n"]) if read else None
    if value is None or read is None:
        return None
    head_text = table.rows[0].paragraph.cells[place]
    year = (
        _YEAR.match(header[place])
        or re.search(r"\bnăm (20\d{2})", header[place])
        or re.search(r"\bnăm (20\d{2})", table.caption)
    )
    due = date(int(year.group(1)), 12, 31) if year else None
    name = cells[by_name].text if by_name is not None and by_name < len(cells) else None
    is_year = bool(_YEAR.match(header[place]))
    subject = name or (_caption_subject(table) if is_year else _subject_of(head_text))
    holder = cells[by_unit].text if by_unit is not None and by_unit < len(cells) else None
    if (
        by_unit is None
        and by_name is not None
        and not is_year
        and not re.search(r"chỉ tiêu|kế hoạch|mục tiêu|số lượng|mức", header[place])
    ):
        holder = head_text
    said = cells[measure].text if measure is not None and measure < len(cells) else (read["unit"] or "").strip()
    about = fold(f"{subject or ''} {head_text}")
    named = _caption_subject(table) if is_year and not said else None  # "Biểu 1. Tỷ lệ … (%)", one column a year
    share = "%" in said or "%" in about or about.startswith("tỷ lệ") or "%" in cell.text
    share = share or (named is not None and ("%" in table.caption or fold(named).startswith("tỷ lệ")))
    kind = "reach_share" if share else "at_least"
    if share and re.match(r"(?:tỷ lệ )?giảm|mức giảm", about):
        kind = "reduce_share"
    elif re.search(r"không quá|tối đa|dưới", about):
        kind = "at_most"
    elif re.match(r"(?:chỉ tiêu |số |mức )?giảm\b", fold(head_text)):
        kind = "other"
    return Target(
        kind, value, "%" if share else said or _counted(head_text, subject), subject, None, due, None, holder, cell.span
    )


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


def _cells(row: Passage) -> list[_Cell]:
    cells, at = [], row.paragraph.start
    for raw in row.paragraph.text.split("|"):
        lead = len(raw) - len(raw.lstrip())
        said = raw.strip()
        cells.append(_Cell(said, fold(said), Span(at + lead, at + lead + len(said))))
        at += len(raw) + 1
    return cells


def schedule(setting: Setting, tables: list[Table]) -> tuple[list[Deadline], list[Task]]:
    """A deadline for each row with a day, and a task for each row with something to do."""
    deadlines: list[Deadline] = []
    tasks: list[Task] = []
    for table in tables:
        header = table.header
        when_at = next((i for i, head in enumerate(header) if _TIME.match(head)), None)
        if when_at is None or table.rows[0].in_kind(PAST):
            continue
        lead_at = next((i for i, head in enumerate(header) if _LEAD.match(head) and i != when_at), None)
        partner_at = next((i for i, head in enumerate(header) if _PARTNER.match(head)), None)
        for row in table.rows[1:]:
            cells = _cells(row)
            if when_at >= len(cells):
                continue
            what = _what(cells, header, when_at, lead_at, partner_at)
            if what is None:
                continue
            lead = cells[lead_at].text or None if lead_at is not None and lead_at < len(cells) else None
            partner = cells[partner_at].text if partner_at is not None and partner_at < len(cells) else ""
            made = _row_deadline(setting, row, cells[when_at], what, lead)
            if made:
                deadlines.append(made)
            if _INDICATOR.match(header[_index_of(cells, what)]):
                span = Span(row.paragraph.start, row.paragraph.end)
                partners = tuple(p.strip() for p in re.split(r"[,;]", partner) if p.strip())
                own = bodies.world(setting.header.issuer, setting.issued_on)
                levels = bodies.levels_in(lead or "", own) or ((own.own,) if own.own else ())
                tasks.append(Task(what.text, levels, lead, partners, row.section, made.date if made else None, span))
    return deadlines, tasks


def _index_of(cells: list[_Cell], what: _Cell) -> int:
    return cells.index(what)


def _what(
    cells: list[_Cell], header: list[str], when_at: int, lead_at: int | None, partner_at: int | None
) -> _Cell | None:
    candidates = [
        cell for i, cell in enumerate(cells)
        if i not in (when_at, lead_at, partner_at) and i < len(header) and not _ORDINAL.match(header[i]) and not _NOTE.search(header[i]) and len(cell.text) > 2
    ]  # fmt: skip
    named = [
        cell for i, cell in enumerate(cells) if cell in candidates and i < len(header) and _INDICATOR.match(header[i])
    ]
    return (named or candidates or [None])[0]  # type: ignore[list-item]


def _row_deadline(setting: Setting, row: Passage, cell: _Cell, what: _Cell, lead: str | None) -> Deadline | None:
    low = what.shadow
    kind = (
        "report"
        if "báo cáo" in low and not re.match(r"(?:hội nghị|họp)", low)
        else "review"
        if re.search(r"sơ kết|tổng kết", low)
        else "meeting"
        if re.match(r"(?:họp|hội nghị|giao ban|tổ chức (?:họp|hội nghị))", low)
        else "task"
    )
    span = Span(row.paragraph.start, row.paragraph.end)
    found = [when for when in dates.find(cell.shadow) if not when.is_impossible]
    if not found:
        rhythm = re.search(r"(?:hằng|hàng|mỗi) (tuần|tháng|quý|năm)", cell.shadow)
        if not rhythm or kind not in ("report", "meeting", "review"):
            return None
        recurs = {"tuần": "weekly", "tháng": "monthly", "quý": "quarterly", "năm": "yearly"}[rhythm.group(1)]
        return Deadline(kind, recurs, None, None, None, None, lead, None, None, row.section, span)
    last = found[-1]
    on = last.last_day(setting.year)
    opening = dates.begins(cell.shadow, last, on.year if on else None)
    starts_on = opening[1] if opening else None
    if re.search(r"(?:hằng|hàng|mỗi) năm", cell.shadow) and last.year is None:
        return Deadline(kind, "yearly", last.month, last.day, None, None, lead, None, None, row.section, span)
    return Deadline(kind, None, None, None, on, starts_on, lead, None, None, row.section, span)
