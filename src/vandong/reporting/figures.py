"""A report's figures as rows to show: in words and numbers, with what must stay hidden hidden."""

from dataclasses import dataclass

from vandong.analytics import queries as analytics
from vandong.kernel import vietnamese
from vandong.programme import queries as programmes
from vandong.reporting import compiling, shown
from vandong.reporting.models import Report, ReportLine


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


def rows(report: Report, *, is_own_unit: bool, is_document: bool = False) -> list[FigureRow]:
    """Every line, in the order of the indicators, groups under their whole. `is_own_unit`: the reader stands in the
    report's own unit. `is_document`: as it may leave the unit."""
    looking = shown.reader(report, is_own_unit=is_own_unit, is_document=is_document)
    before = _before(report, is_own_unit=is_own_unit, is_document=is_document)
    names = {group.code: group.name for group in programmes.risk_groups(report.period.programme_id)}
    lines = {(line.indicator, line.risk_group): line for line in ReportLine.objects.filter(report=report)}
    answer = []
    for indicator in analytics.INDICATORS:
        groups = ([""] if indicator.has_whole else []) + list(names) if indicator.per_risk_group else [""]
        for group in groups:
            line = lines.get((indicator.code, group))
            if line is not None:
                earlier = "" if before is None else before.get((indicator.code, group), "0")
                answer.append(_row(indicator, names.get(group, ""), line, earlier, looking))
    return answer


def exported(report: Report, *, is_own_unit: bool) -> list[FigureRow]:
    """The lines as a document may hold them: what is kept back never leaves as a number."""
    return rows(report, is_own_unit=is_own_unit, is_document=True)


def _before(report: Report, *, is_own_unit: bool, is_document: bool) -> dict[tuple[str, str], str] | None:
    """What the unit reported one period earlier, as this reader sees it; None where it has no such report."""
    earlier = compiling.previous_report(report)
    if earlier is None:
        return None
    looking = shown.reader(earlier, is_own_unit=is_own_unit, is_document=is_document)
    lines = ReportLine.objects.filter(report=earlier)
    return {(line.indicator, line.risk_group): shown.text(line.value, looking.hidden(line)) for line in lines}


def _row(
    indicator: analytics.Indicator, group_name: str, line: ReportLine, before_text: str, looking: shown.Reader
) -> FigureRow:
    hidden = looking.hidden(line)
    stands_alone = bool(group_name) and not indicator.has_whole
    return FigureRow(
        key=join_key(line.indicator, line.risk_group),
        name=f"{indicator.name}: {vietnamese.uncapitalised(group_name)}"
        if stands_alone
        else group_name or indicator.name,
        unit=indicator.unit,
        definition=indicator.definition,
        value_text=shown.text(line.value, hidden),
        computed_text=shown.text(line.computed_value, looking.hidden_computed(line)),
        before_text=before_text,
        own_text=shown.text(line.own_value, looking.hidden_own(line)),
        below_text=shown.text(line.below_value, looking.hidden_below(line)),
        is_group=bool(line.risk_group) and not stands_alone,
        is_hidden=bool(hidden),
        is_declared=line.declared_value is not None,
        is_zero=line.value == 0,
        note=line.note,
    )
