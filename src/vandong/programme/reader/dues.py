"""By when something is due: which date of a clause belongs to which of its figures."""

import re
from dataclasses import dataclass
from datetime import date

from vandong.programme.reader import dates

ASIDE = re.compile(r"\([^()]*\)")
BASELINE = re.compile(r"so (?:với|cùng) (?P<what>[^,;.()]*(?:\([^()]*\))?)")
_LEAD = re.compile(
    r"\b(?:đến (?:hết |cuối |trước )?|(?:trước|vào|tới|chậm nhất|muộn nhất)(?: là)? (?:hết |cuối |thời điểm )?|hết |cuối |trong |ngay trong |"
    r"hoàn thành (?:trước|trong) |xong (?:trước|trong) )(?:ngày |thời điểm )?$"
)
_RECURS = re.compile(r"\s?(?:của |,)?\s?(?:hằng|hàng|mỗi) (?:tuần|tháng|quý|năm)")
# What may stand between a comma and the date that opens a phrase: "…, phấn đấu đến năm 2030 đạt 100 %".
_OPENING = re.compile(
    r"\s*(?:(?:và|riêng|phấn đấu|trong đó|sau đó|tiến tới|mục tiêu|đạt|từ nay|tiếp tục|là|:|-|\+)\s?)*"
)
_THEN_DONE = re.compile(
    r"\s?:|\s(?:kết nạp|đạt|hoàn thành|có|tổ chức|giảm|tăng|thành lập|xây dựng|vận động|giới thiệu|phát triển)\b"
)
_RIGHT_AFTER = re.compile(r"%\s$")  # "70 % năm 2026 và 80 % năm 2027"
_IN_BRACKETS = re.compile(r"%\s?\((?:vào |đến |hết |cuối )*(?P<when>năm (?P<y>20\d{2})|quý \w+(?:/20\d{2})?)\)")
_YEARS_END = re.compile(r"\b(?:đến |vào )?(?:hết|cuối) năm(?= |,|$)(?! (?:\d|học|trước|nay|qua|ngoái|sau))")
# "mỗi năm xây dựng được một mô hình", "Hằng năm, 100 % …", "ít nhất 1 lần/năm": every year anew. Of "bình quân …/năm" a
# plan asks one figure for the whole time; "kế hoạch hằng năm" is a thing's name.
_EVERY_YEAR = re.compile(
    r"\bmỗi năm\b(?! (?:học|qua|trước))|^[\s+-]*(?:hằng|hàng) năm\b|[,;:] (?:hằng|hàng) năm\b|"
    r"\b(?:hằng|hàng) năm,? (?:có |phấn đấu |xây dựng |tổ chức |đạt |giảm |ít nhất |tối thiểu |vận động |duy trì )|"
    r"\d [^\W\d_]+(?: [^\W\d_]+){0,3}\s?/\s?năm\b"
)
_BREAK = re.compile(r"[,;:.](?=\s|$)|\svà(?=\s)")


@dataclass(frozen=True)
class Due:
    """A date something is due by, at [start, end) of a stretch. It `leads` when it opens its phrase."""

    start: int
    end: int
    on: date
    leads: bool


def recurs(shadow: str) -> str | None:
    """Whether what a clause asks is asked every year anew ("yearly") or once (None)."""
    said = ASIDE.sub("", shadow)
    return "yearly" if _EVERY_YEAR.search(said) and "bình quân" not in said else None


def all_in(shadow: str, year: int | None) -> list[Due]:
    """The dates of this stretch by which something is due, in order. Baselines and asides say none."""
    blocked = [m.span() for m in BASELINE.finditer(shadow)] + [m.span() for m in ASIDE.finditer(shadow)]
    found = []
    for when in dates.find(shadow):
        if any(a <= when.start < b for a, b in blocked) or _RECURS.match(shadow, when.end):
            continue
        lead = _LEAD.search(shadow[max(0, when.start - 60) : when.start])
        start = when.start - (len(lead.group()) if lead else 0)
        phrase = max((m.end() for m in _BREAK.finditer(shadow, 0, start)), default=0)
        opens = _OPENING.fullmatch(shadow, phrase, start) is not None
        is_year_first = when.kind == "year" and (opens or bool(_RIGHT_AFTER.search(shadow[:start][-12:])))
        is_first = opens and when.kind in ("quarter", "month", "half") and bool(_THEN_DONE.match(shadow, when.end))
        on = when.last_day(year) if lead or is_year_first or is_first else None
        if on:
            found.append(Due(start, when.end, on, opens))
    if year and (end := _YEARS_END.search(shadow)) and not any(a <= end.start() < b for a, b in blocked):
        phrase = max((m.end() for m in _BREAK.finditer(shadow, 0, end.start())), default=0)
        opens = _OPENING.fullmatch(shadow, phrase, end.start()) is not None
        found.append(Due(end.start(), end.end(), date(year, 12, 31), opens))
    for period in dates.PERIOD.finditer(shadow):  # "giai đoạn 2026 - 2028 đạt 60 %, giai đoạn 2029 - 2030 đạt 90 %"
        phrase = max((m.end() for m in _BREAK.finditer(shadow, 0, period.start())), default=0)
        if not shadow[phrase : period.start()].strip(" -+") and re.match(
            r"[,:]? (?:phấn đấu )?(?:đạt|có|tăng|giảm|còn)\b", shadow[period.end() :]
        ):
            found.append(Due(period.start(), period.end(), date(int(period["to"]), 12, 31), True))
    return sorted(found, key=lambda due: due.start)


def first_in(shadow: str, year: int | None) -> date | None:
    """The day by which something is due, as this stretch says it."""
    found = all_in(shadow, year)
    return found[0].on if found else None


def leading_in(shadow: str, year: int | None) -> date | None:
    """The day that opens this stretch, or one of its clauses, and so holds for what follows."""
    return next((due.on for due in reversed(all_in(shadow, year)) if due.leads), None)


def of_figure(shadow: str, year: int | None, at: int, others: list[int]) -> tuple[bool, date | None]:
    """(is it decided, the day) for the figure at `at` among the figures of one clause, `others` of which stand elsewhere.

    A date that closes the figure's own phrase comes first ("90 % hộ … vào cuối năm 2026, 95 % …"), then the nearest
    date before it; a date that opens a later phrase is that phrase's own.
    """
    if told := _IN_BRACKETS.search(shadow, at, at + 40):
        when = next(iter(dates.find(told["when"])), None)
        on = when.last_day(year) if when else None
        if on and (year is None or on.year >= year):
            return True, on
    found = all_in(shadow, year)
    after = min((other for other in others if other > at), default=len(shadow))
    closing = [due for due in found if at < due.start < after and not due.leads]
    if closing:
        return True, closing[0].on
    before = [due for due in found if due.start < at]
    if before:
        return True, before[-1].on
    if found and all(due.leads and due.start > at for due in found) and after < len(shadow):
        return True, None
    return False, None
