"""Activities per commune and per month, exactly. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

Span = tuple[date, date | None]  # [from, until), None: still going on


@dataclass(frozen=True)
class Side:
    """One side of the comparison in one month, or in all: what was done, over how many commune-months."""

    activity_count: int
    commune_months: Fraction

    @property
    def density(self) -> Fraction | None:
        """Activities per commune and month; None where there was no commune."""
        return self.activity_count / self.commune_months if self.commune_months else None


@dataclass(frozen=True)
class Month:
    first: date  # its first day
    hot: Side
    elsewhere: Side


def months(
    starts_on: date,
    ends_on: date,
    communes: Sequence[Span],
    hot: Sequence[Span],
    days: Iterable[tuple[date, int, int]],
) -> list[Month]:
    """The span month by month. `communes` are the days each stood, `hot` those on which one was a hot spot (none
    outside), `days` (day, activities of communes, those of them in hot spots)."""
    counted: dict[date, list[int]] = {}
    for day, whole, in_hot_spots in days:
        so_far = counted.setdefault(day.replace(day=1), [0, 0])
        so_far[0] += whole
        so_far[1] += in_hot_spots
    answer = []
    for first, begin, end, length in _months(starts_on, ends_on):
        whole, in_hot_spots = counted.get(first, (0, 0))
        standing, heated = _shares(communes, begin, end, length), _shares(hot, begin, end, length)
        answer.append(Month(first, Side(in_hot_spots, heated), Side(whole - in_hot_spots, standing - heated)))
    return answer


def together(told: Sequence[Month]) -> tuple[Side, Side]:
    """Both sides over the whole span."""
    return _sum([month.hot for month in told]), _sum([month.elsewhere for month in told])


def times(hot: Side, elsewhere: Side) -> Decimal | None:
    """How many times as dense hot spots are worked in as elsewhere, to two decimals; None where that says nothing."""
    if hot.density is None or not elsewhere.density:
        return None
    return rounded(hot.density / elsewhere.density, 2)


def rounded(value: Fraction, places: int) -> Decimal:
    """Half up."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _sum(sides: Sequence[Side]) -> Side:
    return Side(
        sum(side.activity_count for side in sides), sum((side.commune_months for side in sides), start=Fraction(0))
    )


def _months(starts_on: date, ends_on: date) -> Iterator[tuple[date, date, date, int]]:
    """(first of month, first day of it in the span, day after the last of it in the span, days of the whole month)."""
    first = starts_on.replace(day=1)
    while first <= ends_on:
        following = (first + timedelta(days=32)).replace(day=1)
        yield first, max(first, starts_on), min(following, ends_on + timedelta(days=1)), (following - first).days
        first = following


def _shares(spans: Sequence[Span], begin: date, end: date, length: int) -> Fraction:
    days = 0
    for since, until in spans:
        days += max(0, ((end if until is None else min(until, end)) - max(since, begin)).days)
    return Fraction(days, length)
