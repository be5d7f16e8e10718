"""The table by unit of a consolidated report: what each source reports, what the unit did itself, and the whole."""

from dataclasses import dataclass

from vandong.kernel import disclosure, vietnamese
from vandong.reporting import shown, sources
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
WHY_KEPT_BACK = (
    "Lượt người thuộc nhóm nguy cơ cao: “dưới 5” là từ 1 đến 4; “không nêu” là số được giữ lại để không suy ra số nhỏ."
)


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


def table(report: Report, *, is_own_unit: bool, is_document: bool = False) -> UnitTable:
    """The frozen sources of the report, in Vietnamese order. What is kept back of the units below is never shown here;
    `is_document` also drops the links."""
    added = ReportSource.objects.filter(report=report).select_related("source")
    by_unit = {row.source.unit_id: row.source for row in added}
    rows_of = sorted(units.units_by_id(list(by_unit)).values(), key=lambda unit: unit.sort_key)
    ids = [report.id, *(source.id for source in by_unit.values())]
    found = ReportLine.objects.filter(report_id__in=ids, indicator__in=COLUMNS, risk_group="")
    lines = {(line.report_id, line.indicator): line for line in found}
    looking = shown.reader(report, is_own_unit=is_own_unit, is_document=is_document)
    rows = [
        UnitCells(
            str(place),
            unit.name,
            _cells(lines, by_unit[unit.id].id, shown.reader(by_unit[unit.id], is_own_unit=False)),
            None if is_document else by_unit[unit.id].id,
        )
        for place, unit in enumerate(rows_of, start=1)
    ]
    if by_unit:
        own = tuple(_own_cell(lines.get((report.id, code)), looking) for code in COLUMNS)
        rows.append(UnitCells("", f"{report.unit.full_name} tự tổ chức", own))
    whole = UnitCells("", "Cộng", _cells(lines, report.id, looking))
    return UnitTable(tuple(COLUMNS.values()), tuple(COLUMNS), tuple(rows), whole, _notes(report, lines, rows))


def _cells(lines: dict[tuple[int, str], ReportLine], report_id: int, looking: shown.Reader) -> tuple[str, ...]:
    of_report = [lines.get((report_id, code)) for code in COLUMNS]
    return tuple("" if line is None else shown.text(line.value, looking.hidden(line)) for line in of_report)


def _own_cell(line: ReportLine | None, looking: shown.Reader) -> str:
    return "" if line is None else shown.text(line.own_value, looking.hidden_own(line))


def _notes(report: Report, values: dict[tuple[int, str], ReportLine], rows: list[UnitCells]) -> tuple[str, ...]:
    notes = []
    if report.late_unit_names:
        notes.append(f"Chưa gồm {len(report.late_unit_names)} đơn vị chưa có báo cáo được duyệt khi tổng hợp.")
    notes.extend(f"{vietnamese.capitalised(gap.sentence)}." for gap in sources.gaps(report))
    declared = [head for code, head in COLUMNS.items() if _is_declared(values.get((report.id, code)))]
    if declared:
        notes.append(f"Số khai khác tổng các đơn vị, có lý do kèm theo: {', '.join(declared)}.")
    if any(cell in (disclosure.LESS, disclosure.NOT_TOLD) for row in rows for cell in row.cells):
        notes.append(WHY_KEPT_BACK)
    return tuple(notes)


def _is_declared(line: ReportLine | None) -> bool:
    return line is not None and line.declared_value is not None
