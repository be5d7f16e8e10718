"""What the page of density tells: both sides month by month, and each hot spot with what was done there."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from vandong.accounts.access import Officer
from vandong.analytics import queries as analytics
from vandong.analytics.queries import Scope
from vandong.kernel.numbers import format_number
from vandong.outreach.density import rules
from vandong.programme import queries as programmes
from vandong.programme.queries import ProgrammeRow
from vandong.units import queries as units

MOST_NAMED = 60
_HEIGHT, _MOST = 56, 46  # of the picture and of its highest bar, in its own units


@dataclass(frozen=True)
class Bar:
    x: str  # percent
    y: int
    height: int
    is_hot: bool


@dataclass(frozen=True)
class MonthRow:
    """One month in words; densities have one decimal, "–" where there was no commune."""

    label: str
    hot_count: int
    hot_density: str
    elsewhere_count: int
    elsewhere_density: str
    bars: tuple[Bar, Bar]


@dataclass(frozen=True)
class HotSpotRow:
    """A commune that is a hot spot today, with what it did in the span."""

    unit_id: int
    name: str
    parent_name: str
    standing: str
    activity_count: int
    density: str


@dataclass(frozen=True)
class Density:
    programme: ProgrammeRow
    starts_on: date
    ends_on: date
    rows: tuple[MonthRow, ...]
    hot: rules.Side
    elsewhere: rules.Side
    hot_density: str
    elsewhere_density: str
    times: Decimal | None
    hot_spots: tuple[HotSpotRow, ...]  # those of today, the least worked in first
    more_hot_spots: int  # that the page does not name

    @property
    def is_ranked(self) -> bool:
        """Whether any commune was a hot spot in the span."""
        return bool(self.hot.commune_months)


def running(officer: Officer) -> list[ProgrammeRow]:
    """The programmes the page may be asked for, the one that began last first."""
    return sorted(programmes.running(officer, officer.on), key=lambda row: row.starts_on, reverse=True)


def density(officer: Officer, programme: ProgrammeRow) -> Density:
    """From New Year (or the programme's beginning) to today, over the communes that stand below the officer's today."""
    starts_on = max(programme.starts_on, date(officer.on.year, 1, 1))
    scope = Scope(programme.id, starts_on, officer.on, officer.unit_id, below_on=officer.on)
    communes = units.descendants(officer.unit_id, officer.on, "commune")
    spans = {row.id: (row.valid_from, row.valid_until) for row in communes}
    hot = [(since, until) for _, since, until in units.hot_spans(list(spans))]
    told = rules.months(starts_on, officer.on, list(spans.values()), hot, analytics.days_of_communes(scope))
    whole, elsewhere = rules.together(told)
    hot_spots = _hot_spots(officer, scope)
    return Density(
        programme=programme,
        starts_on=starts_on,
        ends_on=officer.on,
        rows=_rows(told),
        hot=whole,
        elsewhere=elsewhere,
        hot_density=_shown(whole.density),
        elsewhere_density=_shown(elsewhere.density),
        times=rules.times(whole, elsewhere),
        hot_spots=hot_spots[:MOST_NAMED],
        more_hot_spots=max(0, len(hot_spots) - MOST_NAMED),
    )


def _rows(told: list[rules.Month]) -> tuple[MonthRow, ...]:
    most = max((side.density or Fraction(0) for month in told for side in (month.hot, month.elsewhere)), default=0)
    step = 100 / max(len(told), 1)
    return tuple(
        MonthRow(
            f"{month.first:%m/%Y}",
            month.hot.activity_count,
            _shown(month.hot.density),
            month.elsewhere.activity_count,
            _shown(month.elsewhere.density),
            (
                _bar(month.hot, most, place * step, is_hot=True),
                _bar(month.elsewhere, most, (place + 0.4) * step, is_hot=False),
            ),
        )
        for place, month in enumerate(told)
    )


def _bar(side: rules.Side, most: Fraction | int, x: float, *, is_hot: bool) -> Bar:
    height = round(_MOST * (side.density or 0) / most) if most else 0
    return Bar(f"{x:.2f}", _HEIGHT - height, height, is_hot)


def _hot_spots(officer: Officer, scope: Scope) -> tuple[HotSpotRow, ...]:
    """Each with its own months: a commune that stood the whole span has as many as the span."""
    today = [
        row for row in units.communes_standing(officer.unit_id, officer.on, kind="hot") if row.standing is not None
    ]
    done = analytics.figures_by_unit(scope, ["record_count"]) if today else {}
    found = []
    for row in today:
        count = done.get(row.unit.id, {}).get(("record_count", ""), 0)
        span = (row.unit.valid_from, row.unit.valid_until)
        (alone, rest) = rules.together(rules.months(scope.starts_on, scope.ends_on, [span], [], []))
        months = alone.commune_months + rest.commune_months
        standing = row.standing.name if row.standing else ""
        shown = _shown(Fraction(count) / months if months else None)
        found.append(HotSpotRow(row.unit.id, row.unit.name, row.parent_name, standing, count, shown))
    return tuple(sorted(found, key=lambda one: one.activity_count))


def _shown(value: Fraction | None) -> str:
    return "–" if value is None else format_number(rules.rounded(value, 1), 1)
