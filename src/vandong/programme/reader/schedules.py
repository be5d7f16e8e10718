"""Tables with a column of time: a deadline for each row with a day, a task for each row with something to do."""

import re

from vandong.programme.reader import bodies, cells, dates, deadline_marks
from vandong.programme.reader.cells import Cell
from vandong.programme.reader.context import PAST, Passage, Setting
from vandong.programme.reader.dates import When
from vandong.programme.reader.plan import Deadline, Span, Task
from vandong.programme.reader.tables import INDICATOR, LEAD, NOTE, ORDINAL, PARTNER, TIME, Table

_RHYTHM = re.compile(r"\b(?:hằng|hàng|mỗi|từng|định kỳ) (?P<p>tuần|tháng|quý|năm)\b")
_RECURS = {"tuần": "weekly", "tháng": "monthly", "quý": "quarterly", "năm": "yearly"}
_DAY = re.compile(r"\bngày (?:mùng |mồng )?(?P<d>\d{1,2})(?!\d|\s?[/.-]\s?\d|\s?tháng \d)")
_OF_QUARTER = re.compile(r"\btháng (?:đầu|cuối|thứ \w+) (?:của )?(?:mỗi |hằng |từng )?quý\b")


def schedule(setting: Setting, tables: list[Table]) -> tuple[list[Deadline], list[Task]]:
    deadlines: list[Deadline] = []
    tasks: list[Task] = []
    for table in tables:
        header = table.header
        when_at = next((i for i, head in enumerate(header) if TIME.match(head)), None)
        if when_at is None or table.rows[0].in_kind(PAST):
            continue
        lead_at = next((i for i, head in enumerate(header) if LEAD.match(head) and i != when_at), None)
        partner_at = next((i for i, head in enumerate(header) if PARTNER.match(head)), None)
        for row in table.body:
            said = cells.of(row.paragraph)
            what = _what(said, header, when_at, lead_at, partner_at) if when_at < len(said) else None
            if what is None:
                continue
            lead = said[lead_at].text or None if lead_at is not None and lead_at < len(said) else None
            partner = said[partner_at].text if partner_at is not None and partner_at < len(said) else ""
            made = _deadlines(setting, row, _time(header[when_at], said[when_at].shadow), what, lead)
            deadlines.extend(made)
            if INDICATOR.match(header[said.index(what)]):
                span = Span(row.paragraph.start, row.paragraph.end)
                partners = tuple(p.strip() for p in re.split(r"[,;]", partner) if p.strip())
                own = bodies.world(setting.header.issuer, setting.issued_on)
                levels = bodies.levels_in(lead or "", own) or ((own.own,) if own.own else ())
                due = made[0].date if made else None
                tasks.append(Task(what.text, levels, lead, partners, row.section, due, span))
    return deadlines, tasks


def _what(
    said: list[Cell], header: list[str], when_at: int, lead_at: int | None, partner_at: int | None
) -> Cell | None:
    """The cell that tells what is done: of a column named so, else the first with words."""
    others = [
        (header[i], cell) for i, cell in enumerate(said)
        if i not in (when_at, lead_at, partner_at) and i < len(header) and len(cell.text) > 2
        and not ORDINAL.match(header[i]) and not NOTE.search(header[i])
    ]  # fmt: skip
    named = next((cell for head, cell in others if INDICATOR.match(head)), None)
    return named or next((cell for _, cell in others), None)


def _time(head: str, said: str) -> str:
    """A column "Tháng" or "Quý" says the word its cells leave out."""
    column = re.match(r"(tháng|quý)\b", head)
    if column and re.match(r"(?:0?[1-9]|1[0-2])(?:/20\d{2})?$|[iv]{1,3}(?:/20\d{2})?$", said):
        return f"{column.group(1)} {said}"
    return said


def _kind(what: str) -> str:
    if re.match(r"(?:hội nghị |họp )?(?:sơ kết|tổng kết)", what):
        return "report" if re.match(r"(?:sơ kết|tổng kết),? (?:và )?báo cáo\b", what) else "review"
    if re.search(
        r"(?<!nghe )(?<!thông qua )(?<!thảo luận )(?<!góp ý )(?<!duyệt )\bbáo cáo\b(?! viên)", what
    ) and not re.match(r"(?:hội nghị|họp)", what):
        return "report"
    if re.search(r"sơ kết|tổng kết", what):
        return "review"
    if re.match(r"(?:họp|hội nghị|giao ban|tổ chức (?:họp|hội nghị|giao ban))", what):
        return "meeting"
    return "task"


def _deadlines(setting: Setting, row: Passage, time: str, what: Cell, lead: str | None) -> list[Deadline]:
    kind = _kind(what.shadow)
    span = Span(row.paragraph.start, row.paragraph.end)

    def made(recurs: str | None, month: int | None = None, day: int | None = None) -> Deadline:
        return Deadline(kind, recurs, month, day, None, None, lead, None, None, row.section, span)

    rhythm = _RHYTHM.search(time)
    days = [int(m["d"]) for m in _DAY.finditer(time) if 1 <= int(m["d"]) <= 31]
    if days and _OF_QUARTER.search(time):
        return [made("quarterly", None, day) for day in days]
    if days and rhythm and rhythm["p"] == "tháng":
        return [made("monthly", None, day) for day in days]
    if re.match(r"(?:khi có|theo) yêu cầu|đột xuất", time) and kind == "report":
        return [made("on_request")]
    last_days = [
        when for when in dates.find(time) if not when.is_impossible and not deadline_marks.closes_later(time, when)
    ]
    if not last_days:
        if rhythm is None or kind not in ("report", "meeting", "review"):
            return []
        return [made(_RECURS[rhythm["p"]])]
    if rhythm and rhythm["p"] == "năm":
        return [made("yearly", when.month, when.day) for when in last_days if when.year is None]
    named = re.search(
        r"\bbáo cáo (?:định kỳ |sơ kết |tổng kết |công tác |kết quả )*(?:(?P<half>(?:0?6|sáu) tháng)|năm(?! 20| học))",
        what.shadow,
    )
    if named and kind == "report" and all(when.year is None and when.day for when in last_days):
        return [made("half_yearly" if named["half"] else "yearly", when.month, when.day) for when in last_days]
    return [_once(setting, made(None), time, when, last_days[-1].year) for when in _each(last_days)]


def _each(found: list[When]) -> list[When]:
    """ "15/6 và 15/12/2026" are two days; a day and the month or year told beside it are one."""
    days = [when for when in found if when.kind == "day"]
    return days or found[-1:]


def _once(setting: Setting, plain: Deadline, time: str, when: When, year: int | None) -> Deadline:
    on = when.last_day(year or setting.year)
    opening = dates.begins(time, when, on.year if on else None)
    return Deadline(
        plain.kind, None, None, None, on, opening[1] if opening else None, plain.from_body, None, None, plain.section,
        plain.span,
    )  # fmt: skip
