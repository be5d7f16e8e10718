"""The table by unit of a consolidated report: what each source reports, what the unit did itself, and the whole."""

from dataclasses import dataclass

from vandong.reporting import figures, rules
from vandong.reporting.models import Report, ReportLine, ReportSource
from vandong.units import queries as units

# Code → a heading that fits a column.
COLUMNS = {
    "activity_count": "Số buổi",
    "attendance_count": "Lượt người dự",
    "area_reached_count": "Khu dân cư có hoạt động",
    "leaflet_count": "Tờ rơi, tài liệu",
    "household_visit_count": "Lượt hộ thăm",
    "risk_attendance_count": "Lượt nguy cơ cao",
}


@dataclass(frozen=True)
class Cell:
    code: str
    head: str
    text: str


@dataclass(frozen=True)
class UnitCells:
    """One unit's row. `report_id` is its report's, None where there is none (yet)."""

    number: str
    name: str
    cells: tuple[str, ...]
    report_id: int | None = None

    @property
    def told(self) -> list[Cell]:
        """The cells with the code and heading of their columns."""
        return [Cell(code, head, text) for (code, head), text in zip(COLUMNS.items(), self.cells, strict=True)]


@dataclass(frozen=True)
class UnitTable:
    """Empty `rows` when the report was not added from others."""

    heads: tuple[str, ...]
    codes: tuple[str, ...]
    rows: tuple[UnitCells, ...]
    total: UnitCells
    notes: tuple[str, ...]


def table(report: Report, *, exported: bool = False) -> UnitTable:
    """The frozen sources of the report, in Vietnamese order. Small person-counts of the units below are never shown
    here; `exported` also drops the links."""
    sources = ReportSource.objects.filter(report=report).values_list("source_id", "source__unit_id")
    by_unit = {unit_id: source_id for source_id, unit_id in sources}
    rows_of = sorted(units.units_by_id(list(by_unit)).values(), key=lambda unit: unit.sort_key)
    lines = ReportLine.objects.filter(
        report_id__in=[report.id, *by_unit.values()], indicator__in=COLUMNS, risk_group=""
    )
    values = {(line.report_id, line.indicator): line for line in lines}
    kept_back = _kept_back(report, list(by_unit.values()), values)
    rows = [
        UnitCells(
            str(place),
            unit.name,
            tuple(_cell(values, by_unit[unit.id], code, kept_back) for code in COLUMNS),
            None if exported else by_unit[unit.id],
        )
        for place, unit in enumerate(rows_of, start=1)
    ]
    if by_unit:
        own = tuple(_own_cell(values.get((report.id, code)), code, kept_back) for code in COLUMNS)
        rows.append(UnitCells("", f"{report.unit.full_name} tự tổ chức", own))
    whole = UnitCells("", "Cộng", tuple(_whole_cell(values.get((report.id, code))) for code in COLUMNS))
    return UnitTable(tuple(COLUMNS.values()), tuple(COLUMNS), tuple(rows), whole, _notes(report, values, kept_back))


def _kept_back(report: Report, source_ids: list[int], values: dict[tuple[int, str], ReportLine]) -> frozenset[str]:
    """Row keys of the person-count column that are not told: source ids as text, "own" for the unit's own."""
    code = "risk_attendance_count"
    column = {str(source): values[source, code].value for source in source_ids if (source, code) in values}
    if (report.id, code) in values:
        column["own"] = values[report.id, code].own_value
    return rules.also_hidden(column)


def _cell(values: dict[tuple[int, str], ReportLine], source_id: int, code: str, kept_back: frozenset[str]) -> str:
    line = values.get((source_id, code))
    if line is None:
        return ""
    if code == "risk_attendance_count" and str(source_id) in kept_back:
        return figures.hidden_text(line.value)
    return rules.shown(line.value, hidden=False)


def _own_cell(line: ReportLine | None, code: str, kept_back: frozenset[str]) -> str:
    if line is None:
        return ""
    if code == "risk_attendance_count" and "own" in kept_back:
        return figures.hidden_text(line.own_value)
    return rules.shown(line.own_value, hidden=False)


def _whole_cell(line: ReportLine | None) -> str:
    if line is None:
        return ""
    is_small = rules.is_small(line.value, is_person_count=line.indicator == "risk_attendance_count")
    return rules.shown(line.value, hidden=is_small)


def _notes(report: Report, values: dict[tuple[int, str], ReportLine], kept_back: frozenset[str]) -> tuple[str, ...]:
    notes = []
    if report.late_unit_names:
        notes.append(f"Chưa gồm {len(report.late_unit_names)} đơn vị chưa có báo cáo được duyệt khi tổng hợp.")
    declared = [head for code, head in COLUMNS.items() if _is_declared(values.get((report.id, code)))]
    if declared:
        notes.append(f"Số khai khác tổng các đơn vị, có lý do kèm theo: {', '.join(declared)}.")
    if kept_back:
        notes.append(
            "Số từ 1 đến 4 lượt người thuộc nhóm nguy cơ cao không nêu; ô “không nêu” để không ai suy ra số ấy."
        )
    return tuple(notes)


def _is_declared(line: ReportLine | None) -> bool:
    return line is not None and line.declared_value is not None
