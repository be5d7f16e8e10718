"""The arithmetic and the steps of reporting: no database, no clock."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from vandong.kernel import numbers
from vandong.kernel.clock import end_of_day

Where = Literal["own", "above"]


@dataclass(frozen=True)
class Step:
    """From a state, by a verb, to a state: any one of `capabilities`, at the report's own unit or at the one above."""

    to: str
    capabilities: frozenset[str]
    where: Where


def _step(to: str, where: Where, *capabilities: str) -> Step:
    return Step(to, frozenset(capabilities), where)


# The whole machine. A pair that is not here is refused by `why_not`. The unit above the topmost one is itself.
STEPS: dict[tuple[str, str], Step] = {
    ("draft", "compile"): _step("draft", "own", "record"),
    ("draft", "declare"): _step("draft", "own", "record"),
    ("draft", "write"): _step("draft", "own", "record"),
    ("draft", "submit"): _step("submitted", "own", "record"),
    ("returned", "compile"): _step("returned", "own", "record"),
    ("returned", "declare"): _step("returned", "own", "record"),
    ("returned", "write"): _step("returned", "own", "record"),
    ("returned", "submit"): _step("submitted", "own", "record"),
    ("submitted", "return"): _step("returned", "own", "approve"),
    ("submitted", "approve"): _step("approved", "own", "approve"),
    ("approved", "ask_correction"): _step("approved", "own", "record", "approve"),
    ("approved", "grant_correction"): _step("approved", "above", "coordinate", "approve"),
    ("approved", "refuse_correction"): _step("approved", "above", "coordinate", "approve"),
    ("approved", "send_back"): _step("approved", "above", "coordinate", "approve"),
    ("approved", "issue_document"): _step("approved", "own", "record", "approve"),
}
VERBS = tuple(dict.fromkeys(verb for _, verb in STEPS))
STATES = ("draft", "submitted", "returned", "approved", "superseded")
OPEN_STATES = ("draft", "submitted", "returned")

_STANDS = {
    "draft": "Báo cáo đang được lập, chưa trình.",
    "submitted": "Báo cáo đã trình và đang chờ duyệt.",
    "returned": "Báo cáo đã bị trả lại và đang được sửa.",
    "approved": "Báo cáo đã được duyệt.",
    "superseded": "Bản này đã được thay bằng bản đính chính.",
}
_INSTEAD = {
    ("draft", "return"): "Chưa có gì để trả lại; xin chờ người lập trình báo cáo.",
    ("draft", "approve"): "Xin chờ người lập trình báo cáo rồi mới duyệt.",
    ("returned", "return"): "Xin chờ người lập sửa và trình lại.",
    ("returned", "approve"): "Xin chờ người lập sửa và trình lại rồi mới duyệt.",
    ("submitted", "submit"): "Không cần trình lần nữa.",
    ("submitted", "compile"): "Muốn tính lại số liệu, xin đề nghị người duyệt trả lại.",
    ("submitted", "declare"): "Muốn sửa số liệu, xin đề nghị người duyệt trả lại.",
    ("submitted", "write"): "Muốn sửa lời văn, xin đề nghị người duyệt trả lại.",
    ("approved", "approve"): "Không cần duyệt lần nữa.",
    ("approved", "return"): "Muốn sửa, xin làm đề nghị đính chính.",
    ("approved", "submit"): "Muốn sửa, xin làm đề nghị đính chính.",
    ("approved", "compile"): "Số liệu đã chốt; muốn sửa, xin làm đề nghị đính chính.",
    ("approved", "declare"): "Số liệu đã chốt; muốn sửa, xin làm đề nghị đính chính.",
    ("approved", "write"): "Lời văn đã chốt; muốn sửa, xin làm đề nghị đính chính.",
}


def step(state: str, verb: str) -> Step | None:
    """The step a verb takes from a state; None where it takes none."""
    return STEPS.get((state, verb))


def why_not(state: str, verb: str) -> str:
    """Why a verb can't be done in a state, and what to do instead: two short sentences."""
    if state == "superseded":
        instead = "Xin mở bản đang có hiệu lực để làm việc này."
    elif verb in ("ask_correction", "grant_correction", "refuse_correction", "send_back"):
        instead = "Việc đính chính chỉ dành cho báo cáo đã duyệt."
    elif verb == "issue_document":
        instead = "Văn bản chỉ ban hành được sau khi báo cáo được duyệt."
    else:
        instead = _INSTEAD[state, verb]
    return f"{_STANDS[state]} {instead}"


# ---- time -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Timeliness:
    """How a report stands to its deadline. `days` late, counted in local days; 0 on time or not yet due."""

    is_done: bool
    is_late: bool
    days: int

    @property
    def sentence(self) -> str:
        if self.is_done:
            return f"Chậm {self.days} ngày" if self.is_late else "Đúng hạn"
        return f"Quá hạn {self.days} ngày" if self.is_late else "Chưa đến hạn"


def timeliness(due_on: date | None, done_at: datetime | None, now: datetime) -> Timeliness:
    """A deadline on a day is kept by anything before 24:00 local of that day; a day late begins with the next day."""
    if due_on is None:
        return Timeliness(done_at is not None, is_late=False, days=0)
    deadline = end_of_day(due_on)
    moment = done_at or now
    if moment < deadline:
        return Timeliness(done_at is not None, is_late=False, days=0)
    days = (moment.astimezone(deadline.tzinfo).date() - due_on).days
    return Timeliness(done_at is not None, is_late=True, days=days)


@dataclass(frozen=True)
class Span:
    """The days whose records count, both inclusive. Empty when a period and a programme do not meet."""

    starts_on: date
    ends_on: date

    @property
    def is_empty(self) -> bool:
        return self.ends_on < self.starts_on


def begins_with_year(days: Span, programme_starts_on: date) -> bool:
    """Whether a span counts one year from its beginning, or from the programme's: what is known of a whole year (how
    many are in a group, who came for the first time) can be told beside it."""
    begins = max(date(days.ends_on.year, 1, 1), programme_starts_on)
    return days.starts_on == begins


def span(period: Span, programme: Span) -> Span:
    """Where a period and its programme meet."""
    return Span(max(period.starts_on, programme.starts_on), min(period.ends_on, programme.ends_on))


@dataclass(frozen=True)
class SuggestedPeriod:
    """What opening a period offers at first; a person may change every part."""

    label: str
    starts_on: date
    cutoff_on: date
    dues: dict[str, date]  # level → day


def suggested_period(
    year: int,
    month: int,
    day: int,
    from_level: str,
    levels: Iterable[str],
    handed_down: Mapping[str, tuple[int, int]] | None = None,
) -> SuggestedPeriod:
    """From the plan's yearly deadline (`from_level` reports by day/month): levels below ten days earlier, levels above
    ten days later for each step, except where the programme handed down another (month, day); figures up to the end of
    the month before the first of those days."""
    deadline = _day_in(year, month, day)
    order = ("area", "commune", "district", "province", "nation")
    present = sorted(set(levels) | {from_level}, key=order.index)
    middle = present.index(from_level)
    dues = {level: deadline + timedelta(days=10 * (place - middle)) for place, level in enumerate(present)}
    dues |= {level: _day_in(year, *found) for level, found in (handed_down or {}).items() if level in dues}
    first = min(dues.values())
    return SuggestedPeriod(f"năm {year}", date(year, 1, 1), first.replace(day=1) - timedelta(days=1), dues)


def _day_in(year: int, month: int, day: int) -> date:
    """That day of a year; 29/2 is the month's last day where there is none."""
    return date(year, month, min(day, monthrange(year, month)[1]))


# ---- figures --------------------------------------------------------------------------------------------------


def change(now: int, before: int, unit: str) -> str:
    """ "tăng 44 buổi", "giảm 3 buổi", "bằng": against an earlier figure."""
    if now == before:
        return f"bằng kỳ trước ({numbers.format_number(now)} {unit})"
    verb = "tăng" if now > before else "giảm"
    return f"{verb} {numbers.format_number(abs(now - before))} {unit}"
