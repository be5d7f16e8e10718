"""What a figure is made of: the unit's own records, and each source's line, down to records."""

from dataclasses import dataclass
from datetime import date, timedelta

from vandong.accounts.access import Officer
from vandong.analytics import queries as analytics
from vandong.kernel import numbers
from vandong.outreach import queries as outreach
from vandong.programme import queries as programmes
from vandong.reporting import access, compiling, figures, rules
from vandong.reporting.errors import LineNotHere
from vandong.reporting.models import Report, ReportLine, ReportSource
from vandong.units import queries as units

MOST_RECORDS = 500


@dataclass(frozen=True)
class RecordRow:
    """One of the unit's own records behind a figure, and what it adds."""

    activity_id: int
    held_on: date
    heading: str
    where: str
    adds_text: str


@dataclass(frozen=True)
class SourceRow:
    """The same figure in the approved report of a unit below."""

    report_id: int
    unit_name: str
    value_text: str
    is_hidden: bool
    is_zero: bool


@dataclass(frozen=True)
class LinePage:
    """A figure opened. When it `stops`, it is a small person-count and nothing below it is told."""

    report_id: int
    report_title: str
    unit_name: str
    period_label: str
    row_version: int
    figure: figures.FigureRow
    source: str
    stops: bool
    records: tuple[RecordRow, ...]
    record_count: int
    records_differ: bool  # records were corrected after the report was frozen
    sources: tuple[SourceRow, ...]
    may_declare: bool
    is_whole_of_groups: bool
    declared_value: int | None
    groups: tuple[figures.FigureRow, ...]


def line_page(officer: Officer, report_id: int, key: str) -> LinePage:
    """One figure of a report, opened. Raises ReportNotHere, LineNotHere."""
    report = access.report_to_see(officer, report_id)
    code, group = figures.split_key(key)
    line = ReportLine.objects.filter(report=report, indicator=code, risk_group=group).first()
    if line is None or code not in analytics.BY_CODE:
        raise LineNotHere
    is_own = officer.unit_id == report.unit_id
    rows = figures.rows(report, is_own_unit=is_own)
    figure = next(row for row in rows if row.key == key)
    records = () if figure.is_hidden else _records(officer, report, code, group)
    indicator = analytics.BY_CODE[code]
    is_whole = indicator.per_risk_group and not group
    return LinePage(
        report_id=report.id,
        report_title=f"Báo cáo {report.period.label} của {report.unit.name_in_sentence}",
        unit_name=report.unit.full_name,
        period_label=report.period.label,
        row_version=report.row_version,
        figure=figure,
        source=indicator.source,
        stops=figure.is_hidden,
        records=records[:MOST_RECORDS],
        record_count=len(records),
        records_differ=not figure.is_hidden and _adds_up(report, code, group) != line.own_value,
        sources=() if figure.is_hidden else _sources(report, code, group),
        may_declare=access.may_take(officer, report, "declare") and not is_whole,
        is_whole_of_groups=is_whole,
        declared_value=line.declared_value,
        groups=tuple(row for row in rows if row.key.startswith(f"{code}.")) if is_whole else (),
    )


def _scopes(report: Report) -> list[analytics.Scope]:
    programme = programmes.known(report.period.programme_id)
    return compiling.own_scopes(report.period, programme, report.unit_id)


def _adds_up(report: Report, code: str, group: str) -> int:
    return sum(analytics.figures_of_unit(scope, [code]).get((code, group), 0) for scope in _scopes(report))


def _records(officer: Officer, report: Report, code: str, group: str) -> tuple[RecordRow, ...]:
    indicator = analytics.BY_CODE[code]
    is_own = officer.unit_id == report.unit_id
    rows: list[RecordRow] = []
    for scope in _scopes(report):
        if adds := analytics.contributions(scope, code, group):
            kept_back: frozenset[str] = frozenset()
            if indicator.is_person_count and not is_own:
                kept_back = _records_kept_back(report, scope, code, group, adds)
            rows += [
                RecordRow(
                    row.id, row.held_on, row.heading, row.unit_name,
                    _adds(adds[row.id], indicator, str(row.id) in kept_back),
                )
                for row in outreach.activities_behind(
                    officer, programme_id=scope.programme_id, unit_ids=_places(report, scope),
                    from_on=scope.starts_on, to_on=scope.ends_on,
                )
                if row.id in adds
            ]  # fmt: skip
    return tuple(sorted(rows, key=lambda row: (row.held_on, row.activity_id), reverse=True))


def _records_kept_back(
    report: Report, scope: analytics.Scope, code: str, group: str, adds: dict[int, int]
) -> frozenset[str]:
    """Activity ids, as text, whose part is not told: the figure they add up to stands on the same page, and an
    activity's own page tells its groups of five and more."""
    at_activity: set[str] = set()
    if not group:
        for each in programmes.risk_groups(report.period.programme_id):
            found = analytics.contributions(scope, code, each.code)
            at_activity |= {str(key) for key, value in found.items() if rules.is_small(value, is_person_count=True)}
    return rules.also_hidden({str(key): value for key, value in adds.items()}, already=at_activity)


def _places(report: Report, scope: analytics.Scope) -> set[int]:
    """Where the records of one own unit may have been held: itself and, for a commune, areas it had in the period."""
    places = {scope.unit_id}
    if report.unit.level == "commune":
        ended_on = units.unit(scope.unit_id).valid_until
        last = min(scope.ends_on, ended_on - timedelta(days=1)) if ended_on else scope.ends_on
        for day in (scope.starts_on, last):
            places |= set(units.subtree_ids(scope.unit_id, day))
    return places


def _adds(value: int, indicator: analytics.Indicator, is_kept_back: bool) -> str:
    if is_kept_back:
        return figures.hidden_text(value)
    return f"{numbers.format_number(value)} {indicator.unit}"


def _kept_back(report: Report, values: dict[int, int], code: str, group: str) -> frozenset[str]:
    """Source ids, as text, whose figure is not told: small in this column, or kept back on the source's own page (where
    its other groups and its whole would give a small one away)."""
    lines_of: dict[int, list[ReportLine]] = {}
    for line in ReportLine.objects.filter(report_id__in=values, indicator=code):
        lines_of.setdefault(line.report_id, []).append(line)
    at_source = {
        str(source)
        for source, lines in lines_of.items()
        if (code, group) in figures.hidden_keys(lines, is_own_unit=False)
    }
    return rules.also_hidden({str(source): value for source, value in values.items()}, already=at_source)


def _sources(report: Report, code: str, group: str) -> tuple[SourceRow, ...]:
    found = ReportSource.objects.filter(report=report).values_list("source_id", "source__unit_id")
    lines = {
        line.report_id: line.value
        for line in ReportLine.objects.filter(
            report_id__in=[source for source, _ in found], indicator=code, risk_group=group
        )
    }
    names = units.units_by_id([unit_id for _, unit_id in found])
    is_person_count = analytics.BY_CODE[code].is_person_count
    kept_back = _kept_back(report, lines, code, group) if is_person_count else frozenset()
    rows = [
        (
            names[unit_id].sort_key,
            SourceRow(
                source_id,
                names[unit_id].name,
                figures.hidden_text(lines[source_id])
                if str(source_id) in kept_back
                else numbers.format_number(lines[source_id]),
                is_hidden=str(source_id) in kept_back,
                is_zero=lines[source_id] == 0,
            ),
        )
        for source_id, unit_id in found
        if source_id in lines
    ]
    return tuple(row for _, row in sorted(rows, key=lambda pair: pair[0]))
