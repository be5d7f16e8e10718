"""What makes a programme and an adoption sound. Pure: no ORM, no clock."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

# 16/KH-MTTQ-BTT, 05/KH-UBND, 267/KH-MTTQ-BTT: number, "/", symbols joined by "-", no spaces.
_PLAN_NUMBER = re.compile(r"^\d{1,5}[a-z]?(/\d{4})?/[A-ZĐ0-9Ư]{1,8}(-[A-ZĐ0-9Ư&.]{1,12}){0,4}$")

MONTH_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def tidy_plan_number(text: str) -> str:
    """The number as documents write it: no spaces, capitals, ordinary hyphens."""
    return re.sub(r"\s+", "", text).replace("–", "-").replace("—", "-").upper()


def is_plan_number(text: str) -> bool:
    """Whether a tidied text reads like a document number, e.g. "16/KH-MTTQ-BTT"."""
    return bool(_PLAN_NUMBER.match(text))


def is_day_of_year(month: int, day: int) -> bool:
    """Whether day/month exists in some year (29/2 does, 31/11 does not)."""
    return 1 <= month <= 12 and 1 <= day <= MONTH_LENGTHS[month - 1]


LEVELS = ("province", "district", "commune", "area")  # those a programme gives work to, from the top down
ALL_LEVELS = ("nation", *LEVELS)  # those whose word a programme may carry
LAST_DISTRICT_DAY = date(2025, 6, 30)
SUCCESSOR_LEVELS = tuple(level for level in LEVELS if level != "district")  # who may take over from the districts

_NAMES_OF_LEVELS = (
    ("area", re.compile(r"khu dân cư|\bthôn\b|tổ dân phố|khu phố|\bấp\b|\bkhóm\b|ban công tác mặt trận")),
    ("district", re.compile(r"cấp huyện|\bhuyện\b|\bquận\b|thị xã")),
    ("commune", re.compile(r"cấp xã|\bxã\b|\bphường\b|thị trấn|đặc khu")),
    ("province", re.compile(r"cấp tỉnh|\btỉnh\b")),
)


def level_named(body: str) -> str:
    """The level a body's name speaks of, "" when it names none: "MTTQ các huyện, thành phố" → "district"."""
    low = body.lower()
    return next((level for level, words in _NAMES_OF_LEVELS if words.search(low)), "")


def holder_ends(holder_level: str, successor_level: str, ends_on: date) -> bool:
    """Whether a target's holder will be gone before the programme ends, with nobody named to take it over."""
    return holder_level == "district" and not successor_level and ends_on > LAST_DISTRICT_DAY


def input_asked(kind: str, indicator: str) -> str:
    """The number a target can't be measured without: "baseline", "denominator", or "" for none."""
    if kind == "reduce_share":
        return "baseline"
    return "denominator" if kind == "reach_share" and not indicator else ""


@dataclass(frozen=True)
class Due:
    """A day of every year (`month` None: of every month), or one day."""

    month: int | None
    day: int | None
    on: date | None


def proposed_dues(asked: Due, from_level: str, levels: Sequence[str]) -> dict[str, Due]:
    """By when each level must be done so that `from_level` keeps the plan's day: ten days earlier a level down.

    `levels` are those below the programme's unit. A plan that names no level means the highest of them.
    """
    order = [level for level in LEVELS if level in levels and level != "area"]
    if not order or (asked.on is None and (asked.month is None or asked.day is None)):
        return {}
    first = order.index(from_level) if from_level in order else 0
    return {level: _earlier(asked, 10 * steps) for steps, level in enumerate(order[first:])}


def _earlier(due: Due, days: int) -> Due:
    if due.on is not None:
        return Due(None, None, due.on - timedelta(days=days))
    day = _of_some_year(due) - timedelta(days=days)
    return Due(day.month, day.day, None)


def moved_due(due: Due, before: Due, after: Due) -> Due | None:
    """A level's due day when the plan's own day moves from `before` to `after`: as many days away from it as it was.
    None where the two are not of one kind."""
    if due.on is not None and before.on is not None and after.on is not None:
        return Due(None, None, due.on + (after.on - before.on))
    if None in (due.month, due.day, before.month, before.day, after.month, after.day):
        return None
    day = _of_some_year(due) + (_of_some_year(after) - _of_some_year(before))
    return Due(day.month, day.day, None)


def _of_some_year(due: Due) -> date:
    """Any year that is no leap year will do: only the day and the month are kept."""
    month = due.month or 1
    return date(2001, month, min(due.day or 1, 28 if month == 2 else MONTH_LENGTHS[month - 1]))


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """[start, end) within the text, without white space at either end; empty where nothing is left."""
    start, end = max(start, 0), min(end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def is_before(one: Due, other: Due) -> bool:
    """Whether a due day comes before another of the same kind; of two different kinds neither does."""
    if one.on is not None and other.on is not None:
        return one.on < other.on
    if one.on is None and other.on is None and one.month is not None and other.month is not None:
        return (one.month, one.day or 0) < (other.month, other.day or 0)
    return False


def parsed_due(text: str) -> Due | None:
    """A due day as people type it: "20/11" (every year), "31/12/2025" (once), "" (none). Raises ValueError."""
    pieces = [piece for piece in re.split(r"[/.\-\s]+", text.strip()) if piece]
    if not pieces:
        return None
    numbers = [int(piece) for piece in pieces]
    if len(numbers) == 2 and is_day_of_year(numbers[1], numbers[0]):
        return Due(numbers[1], numbers[0], None)
    if len(numbers) == 3 and 1900 <= numbers[2] <= 2200:
        return Due(None, None, date(numbers[2], numbers[1], numbers[0]))
    raise ValueError(text)


def shown_due(due: Due | None) -> str:
    """As `parsed_due` reads it: "20/11", "31/12/2025"."""
    if due is None:
        return ""
    return f"{due.on:%d/%m/%Y}" if due.on is not None else f"{due.day:02d}/{due.month:02d}"
