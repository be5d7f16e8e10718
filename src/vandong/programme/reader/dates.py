"""Dates as Vietnamese administrative documents write them."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from vandong.programme.reader.numbers import ROMAN

_Y = r"(?P<y>(?:19|20)\d{2})"
_SEP = r"\s?[/.-]\s?"
_PATTERNS = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("day", rf"(?:ngày )?(?<![\d/.])(?P<d>\d{{1,2}}){_SEP}(?P<m>\d{{1,2}}){_SEP}{_Y}(?!\d)"),
        ("day", rf"(?:ngày )?(?<!\d)(?P<d>\d{{1,2}}) tháng (?P<m>\d{{1,2}})(?: ?,? năm|/) ?{_Y}"),
        ("day", r"(?:ngày )?(?<!\d)(?P<d>\d{1,2}) tháng (?P<m>\d{1,2})(?!\d)(?! năm \d)"),
        ("day", r"(?:ngày )(?P<d>\d{1,2})\s?[/-]\s?(?P<m>\d{1,2})(?![\d/])"),
        (
            "day",
            r"(?<![\d/.,])(?P<d>\d{1,2})/(?P<m>1[0-2]|0?[1-9])(?![\d/%])(?!/)(?! (?:tổng )?(?:số|thành viên|hộ|thôn|xã|phường|khu|ý kiến|đại biểu|người|chỉ tiêu|tiêu chí|nội dung|nhiệm vụ|mục tiêu|chi|tổ|trường|cơ sở|đơn vị)\b)",
        ),
        ("quarter", rf"quý (?P<q>iv|i{{1,3}}|[1-4])(?!\w)(?:(?:\s?[/-]\s?|,? năm | )(?:{_Y}))?"),
        ("half", rf"6 tháng (?P<h>đầu|cuối) năm(?: {_Y})?"),
        ("month", rf"tháng (?P<m>1[0-2]|0?[1-9])(?!\d)(?:(?:\s?[/.-]\s?|,? năm ){_Y})?"),
        ("month", rf"(?<![\d/.])(?P<m>1[0-2]|0?[1-9])/{_Y}(?!\d)"),
        # "tháng 4 - 10": the month that closes the range has no word of its own
        (
            "month",
            rf"(?:(?<=tháng \d - )|(?<=tháng \d\d - )|(?<=tháng \d-)|(?<=tháng \d\d-)|(?<=tháng \d đến )|(?<=tháng \d\d đến ))"
            rf"(?P<m>1[0-2]|0?[1-9])(?![\d/])(?:,? năm {_Y})?",
        ),
        ("year", r"(?:năm )(?P<y>20\d{2})(?!\d)"),
        (
            "year",
            r"(?<=đến )(?P<y>20\d{2})(?=[:,;)]|$|\s(?:có|đạt|là|phấn đấu|còn|giảm|tăng|ít nhất|tối thiểu|trên|100)\b)",
        ),
    )
)


@dataclass(frozen=True)
class When:
    """A date expression at [start, end) of the string searched."""

    start: int
    end: int
    kind: str  # day, month, quarter, half, year
    year: int | None
    month: int | None
    day: int | None

    def last_day(self, default_year: int | None) -> date | None:
        """The day by which this is over; None without a year, or for a day that does not exist."""
        year = self.year or default_year
        if year is None:
            return None
        month = self.month or 12
        try:
            return date(year, month, self.day or monthrange(year, month)[1])
        except ValueError:
            return None

    @property
    def is_impossible(self) -> bool:
        """31/6, 30/2: no such day in any year."""
        if self.day is None or self.month is None:
            return False
        return not (1 <= self.month <= 12 and 1 <= self.day <= monthrange(self.year or 2024, self.month)[1])


def find(shadow: str) -> list[When]:
    """Every date expression, left to right, the fullest reading first, none overlapping."""
    taken: list[When] = []
    covered = bytearray(len(shadow))
    for kind, pattern in _PATTERNS:
        for found in pattern.finditer(shadow):
            if any(covered[found.start() : found.end()]):
                continue
            when = _read(kind, found)
            if when is not None:
                taken.append(when)
                covered[found.start() : found.end()] = b"\1" * (found.end() - found.start())
    return sorted(taken, key=lambda when: when.start)


def _read(kind: str, found: "re.Match[str]") -> When | None:
    parts = found.groupdict()
    year = int(parts["y"]) if parts.get("y") else None
    month = int(parts["m"]) if parts.get("m") else None
    day = int(parts["d"]) if parts.get("d") else None
    if parts.get("q"):
        month = ROMAN.get(parts["q"], 0) * 3 or int(parts["q"]) * 3
    if parts.get("h"):
        month = 6 if parts["h"] == "đầu" else 12
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
        return None
    return When(found.start(), found.end(), kind, year, month, day)


_RANGE = re.compile(
    r"(?:từ )?(?:ngày )?(?<!\d)(?P<d>\d{1,2})(?:/(?P<m>\d{1,2})(?:/(?P<y>20\d{2}))?| tháng (?P<m2>\d{1,2})(?: năm (?P<y2>20\d{2}))?)?"
    r"(?:\s?(?:đến|tới|-)\s?(?:hết )?|,? (?:và )?kết thúc (?:vào )?(?:hết )?(?:ngày )?)$"
)
# "trong hai ngày 12 và 13/5/2026": the first day has no month of its own.
_PAIR = re.compile(r"ngày,? (?P<d>\d{1,2})(?:,? và |, )(?:ngày )?$")
_MONTH_RANGE = re.compile(r"(?:từ )?tháng (?P<m>\d{1,2})(?:[/ ](?:năm )?(?P<y>20\d{2}))?\s?(?:đến|-)\s?(?:hết )?$")


def begins(shadow: str, end: When, default_year: int | None) -> tuple[int, date] | None:
    """Where "từ ngày 01/6 (đến …)" begins and its first day, when `end` closes such a range."""
    from_here = max(0, end.start - 60)
    before = shadow[from_here : end.start]
    last = end.last_day(default_year)
    if last is None:
        return None
    found = _RANGE.search(before)
    if found and end.kind == "day":
        month = int(found["m"] or found["m2"] or end.month or 0)
        year = int(found["y"] or found["y2"] or last.year)
        return _first(from_here + found.start(), year, month, int(found["d"]))
    found = _PAIR.search(before)
    if found and end.kind == "day" and end.month:
        return _first(from_here + found.start(), last.year, end.month, int(found["d"]))
    found = _MONTH_RANGE.search(before)
    if found and end.kind in ("month", "day"):
        return _first(from_here + found.start(), int(found["y"] or last.year), int(found["m"]), 1)
    return None


def _first(start: int, year: int, month: int, day: int) -> tuple[int, date] | None:
    try:
        return start, date(year, month, day)
    except ValueError:
        return None


PERIOD = re.compile(
    r"(?:giai đoạn|thời kỳ|nhiệm kỳ|trong các năm|các năm|những năm)\s+(?:năm\s+)?(?P<from>(?:19|20)\d{2})\s*(?:-|đến|–)\s*(?:năm\s+)?"
    r"(?P<to>(?:19|20)\d{2})"
)
