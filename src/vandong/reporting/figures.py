"""A report's figures as rows to show: in words and numbers, with what must stay hidden hidden."""

from collections.abc import Iterable
from dataclasses import dataclass

from vandong.analytics import queries as analytics
from vandong.programme import queries as programmes
from vandong.reporting import compiling, rules
from vandong.reporting.models import Report, ReportLine

NOT_TOLD = "không nêu"  # kept back so that no one can subtract


@dataclass(frozen=True)
class FigureRow:
    """One line of a report. Texts are as this reader may see them; `key` is "indicator" or "indicator.group"."""

    key: str
    name: str
    unit: str
    definition: str
    value_text: str
    computed_text: str
    before_text: str  # one period earlier; empty where there is none
    own_text: str
    below_text: str
    is_group: bool
    is_hidden: bool
    is_declared: bool
    is_zero: bool
    note: str


def split_key(key: str) -> tuple[str, str]:
    """ "risk_attendance_count.away_workers" → the indicator's code and the group's."""
    indicator, _, group = key.partition(".")
    return indicator, group


def join_key(indicator: str, group: str) -> str:
    return f"{indicator}.{group}" if group else indicator


def rows(report: Report, *, is_own_unit: bool) -> list[FigureRow]:
    """Every line, in the order of the indicators, groups under their whole. `is_own_unit`: the reader stands in the
    report's own unit, and sees exactly what that unit recorded itself."""
    earlier = compiling.previous_report(report)
    before = compiling.figures_of(earlier) if earlier else None
    names = {group.code: group.name for group in programmes.risk_groups(report.period.programme_id)}
    lines = {(line.indicator, line.risk_group): line for line in ReportLine.objects.filter(report=report)}
    hidden = hidden_keys(lines.values(), is_own_unit=is_own_unit)
    answer = []
    for indicator in analytics.INDICATORS:
        groups = ["", *names] if indicator.per_risk_group else [""]
        for group in groups:
            line = lines.get((indicator.code, group))
            if line is not None:
                sees_exact = is_own_unit and line.below_value == 0
                answer.append(_row(indicator, names.get(group, ""), line, before, hidden, sees_exact))
    return answer


def exported(report: Report) -> list[FigureRow]:
    """The lines as a document may hold them: small person-counts never leave as numbers."""
    return rows(report, is_own_unit=False)


def hidden_keys(lines: Iterable[ReportLine], *, is_own_unit: bool) -> frozenset[tuple[str, str]]:
    """Keys of lines not to be told: person-counts of 1–4 above the unit that recorded them, and what would give one
    away by subtraction."""
    hidden: set[tuple[str, str]] = set()
    by_indicator: dict[str, dict[str, ReportLine]] = {}
    for line in lines:
        if line.indicator in analytics.BY_CODE and analytics.BY_CODE[line.indicator].is_person_count:
            by_indicator.setdefault(line.indicator, {})[line.risk_group] = line
    for indicator, told in by_indicator.items():
        if is_own_unit and all(line.below_value == 0 for line in told.values()):
            continue
        whole = told.get("")
        if whole is not None and rules.is_small(whole.value, is_person_count=True):
            hidden.add((indicator, ""))
        for group in rules.also_hidden({group: line.value for group, line in told.items() if group}):
            hidden.add((indicator, group))
    return frozenset(hidden)


def hidden_text(value: int) -> str:
    """What stands in the place of a figure that is kept back."""
    return "dưới 5" if value < rules.SMALLEST_SHOWN else NOT_TOLD


def _row(
    indicator: analytics.Indicator,
    group_name: str,
    line: ReportLine,
    before: compiling.Figures | None,
    hidden: frozenset[tuple[str, str]],
    sees_exact: bool,
) -> FigureRow:
    key = (line.indicator, line.risk_group)
    is_hidden = key in hidden
    earlier = None if before is None else before.get(key, 0)
    beside = {} if before is None else {g: v for (i, g), v in before.items() if i == line.indicator and g}
    earlier_hidden = indicator.is_person_count and (
        rules.is_small(earlier or 0, is_person_count=True) or line.risk_group in rules.also_hidden(beside)
    )

    parts_hidden = is_hidden or (
        not sees_exact
        and indicator.is_person_count
        and any(0 < part < rules.SMALLEST_SHOWN for part in (line.own_value, line.below_value))
    )

    def told(value: int, *, kept_back: bool = is_hidden) -> str:
        return hidden_text(value) if kept_back and value else rules.shown(value, hidden=False)

    return FigureRow(
        key=join_key(*key),
        name=group_name or indicator.name,
        unit=indicator.unit,
        definition=indicator.definition,
        value_text=told(line.value),
        computed_text=told(line.computed_value, kept_back=parts_hidden),
        before_text="" if earlier is None else told(earlier, kept_back=earlier_hidden),
        own_text=told(line.own_value, kept_back=parts_hidden),
        below_text=told(line.below_value, kept_back=parts_hidden),
        is_group=bool(line.risk_group),
        is_hidden=is_hidden,
        is_declared=line.declared_value is not None,
        is_zero=line.value == 0,
        note=line.note,
    )
