"""What a figure is made of: the unit's own records, and each source's line, down to records."""

from dataclasses import dataclass
from datetime import date, timedelta

from vandong.accounts.access import Officer
from vandong.analytics import queries as analytics
from vandong.kernel import disclosure, numbers
from vandong.outreach import queries as outreach
from vandong.programme import queries as programmes
from vandong.reporting import access, compiling, figures, shown
from vandong.reporting.errors import LineNotHere
from vandong.reporting.models import Report, ReportLine, ReportSource
from vandong.units import queries as units

MOST_RECORDS = 500
_STOPS = "Đường đi xuống dừng ở đây."
WHY_HIDDEN = {
    disclosure.LESS: f"“Dưới 5” là từ 1 đến 4 lượt người: số nhỏ như thế chỉ đơn vị ghi mới xem được, để không ai bị "
    f"nhận ra. {_STOPS}",
    disclosure.NOT_TOLD: "Số này không nêu, để không suy ra số nhỏ của một nhóm hay một đơn vị khác.",
    shown.NOT_YET: "Số người thuộc nhóm nguy cơ cao hiện ở đây khi báo cáo được duyệt.",
    shown.WHEN_SUBMITTED: "Số cộng người thuộc nhóm nguy cơ cao hiện khi báo cáo được trình: nếu hiện lúc đang tổng "
    "hợp, mỗi báo cáo mới cộng vào sẽ làm lộ số của một đơn vị.",
}


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
    """A figure opened. `hides_records`: people at risk are counted by activity for the unit that recorded them; above
    it only its sum is told."""

    report_id: int
    report_title: str
    unit_name: str
    period_label: str
    row_version: int
    figure: figures.FigureRow
    source: str
    hides_records: bool
    why_hidden: str  # why the figure itself is not told; empty where it is
    is_from_book: bool  # stated in the unit's book of group sizes: no activities stand behind it
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
    hides_records = shown.is_person_count(code) and not is_own
    indicator = analytics.BY_CODE[code]
    is_from_book = not indicator.is_counted_by_activity
    records = () if hides_records or is_from_book else _records(officer, report, code, group)
    is_whole = indicator.per_risk_group and not group
    return LinePage(
        report_id=report.id,
        report_title=f"Báo cáo {report.period.label} của {report.unit.name_in_sentence}",
        unit_name=report.unit.full_name,
        period_label=report.period.label,
        row_version=report.row_version,
        figure=figure,
        source=indicator.source,
        hides_records=hides_records,
        why_hidden=WHY_HIDDEN.get(figure.value_text, "") if figure.is_hidden else "",
        records=records[:MOST_RECORDS],
        record_count=len(records),
        is_from_book=is_from_book,
        records_differ=not hides_records and _adds_up(report, code, group) != line.own_value,
        sources=_sources(report, code, group),
        may_declare=access.may_take(officer, report, "declare") and not is_whole and not is_from_book,
        is_whole_of_groups=is_whole,
        declared_value=line.declared_value,
        groups=tuple(row for row in rows if row.key.startswith(f"{code}.")) if is_whole else (),
    )


def _scopes(report: Report) -> list[analytics.Scope]:
    programme = programmes.known(report.period.programme_id)
    return compiling.own_scopes(report.period, programme, report.unit_id)


def _adds_up(report: Report, code: str, group: str) -> int:
    scopes = _scopes(report)
    if not analytics.BY_CODE[code].is_counted_by_activity:
        scopes = scopes[:1]  # the unit's own book, without those of units it absorbed
    return sum(analytics.figures_of_unit(scope, [code]).get((code, group), 0) for scope in scopes)


def _records(officer: Officer, report: Report, code: str, group: str) -> tuple[RecordRow, ...]:
    indicator = analytics.BY_CODE[code]
    rows: list[RecordRow] = []
    for scope in _scopes(report):
        if adds := analytics.contributions(scope, code, group):
            rows += [
                RecordRow(
                    row.id, row.held_on, row.heading, row.unit_name,
                    f"{numbers.format_number(adds[row.id])} {indicator.unit}",
                )
                for row in outreach.activities_behind(
                    officer, programme_id=scope.programme_id, unit_ids=_places(report, scope),
                    from_on=scope.starts_on, to_on=scope.ends_on,
                )
                if row.id in adds
            ]  # fmt: skip
    return tuple(sorted(rows, key=lambda row: (row.held_on, row.activity_id), reverse=True))


def _places(report: Report, scope: analytics.Scope) -> set[int]:
    """Where the records of one own unit may have been held: itself and, for a commune, areas it had in the period."""
    places = {scope.unit_id}
    if report.unit.level == "commune":
        ended_on = units.unit(scope.unit_id).valid_until
        last = min(scope.ends_on, ended_on - timedelta(days=1)) if ended_on else scope.ends_on
        for day in (scope.starts_on, last):
            places |= set(units.subtree_ids(scope.unit_id, day))
    return places


def _sources(report: Report, code: str, group: str) -> tuple[SourceRow, ...]:
    added = [row.source for row in ReportSource.objects.filter(report=report).select_related("source")]
    found = ReportLine.objects.filter(report_id__in=[one.id for one in added], indicator=code, risk_group=group)
    lines = {line.report_id: line for line in found}
    names = units.units_by_id([one.unit_id for one in added])
    rows = []
    for source in sorted(added, key=lambda one: names[one.unit_id].sort_key):
        if (line := lines.get(source.id)) is None:
            continue
        hidden = shown.reader(source, is_own_unit=False).hidden(line) if shown.is_person_count(code) else ""
        rows.append(
            SourceRow(
                source.id,
                names[source.unit_id].name,
                shown.text(line.value, hidden),
                is_hidden=bool(hidden),
                is_zero=line.value == 0,
            )
        )
    return tuple(rows)
