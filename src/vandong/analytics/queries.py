"""What analytics answers: the figures of one unit, of many units at once, and what each figure means."""

from collections.abc import Sequence
from datetime import date

from vandong.analytics import engines
from vandong.analytics.indicators import BY_CODE, INDICATORS, Indicator
from vandong.analytics.indicators.ratios import RATIOS, Ratio
from vandong.analytics.scope import Scope

Figures = dict[tuple[str, str], int]  # (indicator code, risk group code or "") → value

__all__ = [
    "BY_CODE", "INDICATORS", "RATIOS", "Figures", "Indicator", "Ratio", "Scope", "contributions", "days_of_communes",
    "figures_by_unit", "figures_of_unit", "figures_together", "wholes_by_unit",
]  # fmt: skip


def figures_of_unit(scope: Scope, codes: Sequence[str] | None = None) -> Figures:
    """The figures of one reporting unit's own records. Figures that are zero may be absent."""
    return figures_by_unit(scope, codes).get(scope.unit_id, {})


def figures_by_unit(scope: Scope, codes: Sequence[str] | None = None) -> dict[int, Figures]:
    """The figures of every reporting unit in scope that recorded anything: one statement for each kind of rows,
    however many there are.

    An indicator told for each high-risk group also has its whole, under the empty group.
    """
    answer: dict[int, Figures] = {}
    for found in engines.values(engines.DjangoEngine(), scope, codes):
        figures = answer.setdefault(found.unit_id, {})
        figures[found.indicator, found.risk_group] = found.value
        if BY_CODE[found.indicator].per_risk_group and BY_CODE[found.indicator].has_whole:
            figures[found.indicator, ""] = figures.get((found.indicator, ""), 0) + found.value
    return answer


def wholes_by_unit(scope: Scope, codes: Sequence[str]) -> dict[int, dict[str, int]]:
    """The same without the high-risk groups one by one, by indicator code alone: what the figures of hundreds of units
    are measured by. Cheaper, as the database adds the groups up."""
    answer: dict[int, dict[str, int]] = {}
    for found in engines.wholes(engines.DjangoEngine(), scope, codes):
        answer.setdefault(found.unit_id, {})[found.indicator] = found.value
    return answer


def contributions(scope: Scope, code: str, risk_group: str = "") -> dict[int, int]:
    """What a figure is made of: record (activity id) → what it adds, by the figure's own measure. An empty group asks
    for the whole."""
    answer: dict[int, int] = {}
    for record_id, group, value in engines.contributions(engines.DjangoEngine(), scope, code):
        if not risk_group or group == risk_group:
            answer[record_id] = answer.get(record_id, 0) + value
    return answer


def days_of_communes(scope: Scope) -> list[tuple[date, int, int]]:
    """(day, activities of communes in scope, those of them in hot spots) in order of days. One statement."""
    return engines.days_of_communes(engines.DjangoEngine(), scope)


def figures_together(scope: Scope, codes: Sequence[str] | None = None) -> Figures:
    """The sum over every reporting unit in scope."""
    total: Figures = {}
    for figures in figures_by_unit(scope, codes).values():
        for key, value in figures.items():
            total[key] = total.get(key, 0) + value
    return total
