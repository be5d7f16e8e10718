"""How a target stands, drawn: what is done, where today should be, where this pace leads, the goal. Pure arithmetic."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vandong.kernel.numbers import format_day, format_number
from vandong.reporting.queries import TargetProgress

SLOW = Decimal("0.85")  # of what today should be: below this it is "Chậm", above it "Hơi chậm"


@dataclass(frozen=True)
class Gauge:
    """One target. Widths are whole or tenth percents as text ("84.8"), ready for an SVG attribute."""

    target_id: int
    subject: str
    value_text: str
    goal_text: str
    done: str
    expected: str  # empty where no pace can be asked for
    forecast: str
    chip: str  # "ok", "slow", "late", "wait"
    word: str
    sentence: str
    spoken: str
    quote: str
    is_count_of_units: bool


def gauge(progress: TargetProgress, today: date) -> Gauge:
    """Draw how far a target is, and where it should be by now."""
    target, goal = progress.target, progress.goal or Decimal(0)
    start, due = progress.starts_on, progress.ends_on
    share = _share(progress.value, goal)
    has_pace = not progress.is_count_of_units and goal > 0 and due > start
    passed = Decimal((min(today, due) - start).days + 1) / Decimal((due - start).days + 1) if has_pace else Decimal(0)
    ahead = _round(Decimal(progress.value) / passed) if passed > 0 else 0
    chip, word = _word(progress, Decimal(progress.value), goal * passed, today > due, has_pace)
    expected = _round(goal * passed)
    sentence = ""
    if has_pace and not progress.is_reached:
        sentence = f"Với nhịp này, đến {format_day(due)} được khoảng {format_number(ahead)} {progress.unit}."
    elif progress.is_count_of_units and progress.value < goal:
        sentence = f"Còn {format_number(int(goal) - progress.value)} {progress.unit} chưa đủ, hạn {format_day(due)}."
    said = f"Đã được {format_number(progress.value)} trên {format_number(_plain(goal))} {progress.unit}"
    return Gauge(
        target.id,
        _capital(target.subject),
        f"{format_number(progress.value)} {progress.unit}" if not progress.is_count_of_units else _of(progress, goal),
        _goal_text(progress, goal),
        _width(share),
        _width(_share(expected, goal)) if has_pace else "",
        _width(_share(ahead, goal)) if has_pace and _share(ahead, goal) > share else "",
        chip,
        word,
        sentence,
        f"{said}, hôm nay cần {format_number(expected)}." if has_pace else f"{said}.",
        target.quote,
        progress.is_count_of_units,
    )


def _of(progress: TargetProgress, goal: Decimal) -> str:
    return f"{format_number(progress.value)} / {format_number(_plain(goal))}"


def _goal_text(progress: TargetProgress, goal: Decimal) -> str:
    if progress.is_count_of_units:
        least = _plain(progress.each) if progress.each is not None else None
        each = f", mỗi {progress.unit} {format_number(least)} {progress.target.value_unit}" if least else ""
        return f"{progress.unit} đã đủ{each}"
    return f"mục tiêu {format_number(_plain(goal))} {progress.target.value_unit or progress.unit}" if goal else ""


def _word(
    progress: TargetProgress, value: Decimal, expected: Decimal, is_over: bool, has_pace: bool
) -> tuple[str, str]:
    if progress.is_reached:
        return "ok", "Đạt"
    if is_over:
        return "late", "Quá hạn, chưa đạt"
    if not has_pace:
        return "wait", "Đang làm"
    if value >= expected:
        return "ok", "Đúng nhịp"
    return ("slow", "Hơi chậm") if value >= expected * SLOW else ("slow", "Chậm")


def _share(part: Decimal | int, whole: Decimal) -> Decimal:
    return min(Decimal(100), Decimal(part) * 100 / whole) if whole else Decimal(0)


def _width(share: Decimal) -> str:
    return f"{share:.1f}"


def _round(value: Decimal) -> int:
    return int(value.to_integral_value())


def _plain(value: Decimal | None) -> int | Decimal | None:
    return int(value) if value is not None and value == int(value) else value


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
