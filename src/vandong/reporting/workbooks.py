"""Workbooks of reporting: stable codes beside the words, so that no one keys figures twice elsewhere.

An export leaves the unit: counts of people at risk are kept back in it even from the unit that recorded them.
"""

from datetime import datetime

from django.http import HttpResponse

from vandong.accounts.access import Officer
from vandong.kernel import numbers, sheet
from vandong.reporting import access, below, figures
from vandong.reporting.queries import CoveragePage, PeriodRow, UnitReport
from vandong.units import queries as units


def report_workbook(officer: Officer, report_id: int, now: datetime) -> HttpResponse:
    """One report: its figures, and the table by unit where it was consolidated. Raises ReportNotHere."""
    report = access.report_to_see(officer, report_id)
    unit, is_own_unit = units.unit(report.unit_id), officer.unit_id == report.unit_id
    title = f"Báo cáo {report.period.label} của {unit.in_sentence}"
    heading = [title, f"Số liệu tính đến {numbers.format_day(report.as_of_on)}. {report.get_state_display()}."]
    columns = [
        sheet.Column("Mã chỉ tiêu", 30), sheet.Column("Chỉ tiêu", 52), sheet.Column("Đơn vị tính", 14),
        sheet.Column("Số báo cáo", 14), sheet.Column("Số tự tính", 14), sheet.Column("Lý do khác", 40),
    ]  # fmt: skip
    rows = [
        [row.key, row.name, row.unit, _cell(row.value_text), _cell(row.computed_text), row.note]
        for row in figures.exported(report, is_own_unit=is_own_unit)
    ]
    sheets = [sheet.Sheet("Số liệu", columns, rows, heading=heading)]
    table = below.table(report, is_own_unit=is_own_unit, is_document=True)
    if table.rows:
        described = [sheet.Column("Đơn vị", 32), *(sheet.Column(head, 16) for head in table.heads)]
        lines = [[row.name, *(_cell(text) for text in row.cells)] for row in (*table.rows, table.total)]
        sheets.append(sheet.Sheet("Theo đơn vị", described, lines, heading=[title, *table.notes]))
    return sheet.response(title, sheets, now=now)


def list_workbook(period: PeriodRow, rows: list[UnitReport], now: datetime) -> HttpResponse:
    """Who has reported in a period, as the page shows it."""
    columns = [
        sheet.Column("Đơn vị", 28), sheet.Column("Thuộc", 28), sheet.Column("Báo cáo", 22), sheet.Column("Bản", 8),
        sheet.Column("Duyệt ngày", 14), sheet.Column("Thời hạn", 18), sheet.Column("Số ngày chậm", 14),
    ]  # fmt: skip
    cells: list[list[sheet.Cell]] = [
        [
            row.unit_name, row.parent_name, row.state_label, row.version,
            row.approved_at.date() if row.approved_at else "", row.time.sentence, row.time.days,
        ]
        for row in rows
    ]  # fmt: skip
    title = f"Báo cáo {period.label}, các đơn vị"
    return sheet.response(title, [sheet.Sheet("Các đơn vị", columns, cells, heading=[title])], now=now)


def coverage_workbook(page: CoveragePage, now: datetime) -> HttpResponse:
    """Coverage by unit and group, as its page shows it: nothing that approved reports do not tell."""
    columns = [
        sheet.Column("Đơn vị", 32), sheet.Column("Nhóm", 40), sheet.Column("Lần đầu trong năm", 18),
        sheet.Column("Số người trong nhóm", 20), sheet.Column("Độ phủ", 14),
    ]  # fmt: skip
    of_units = [(page.unit_name, [row.cell for row in page.own]), *((row.unit_name, row.cells) for row in page.below)]
    cells: list[list[sheet.Cell]] = [
        [name, cell.group, _cell(cell.first_text), _cell(cell.size_text), cell.share or cell.text]
        for name, found in of_units
        for cell in found
    ]
    title = f"Độ phủ nhóm nguy cơ cao, {page.period_label}, {page.unit_name}"
    heading = [title, f"Theo các báo cáo đã duyệt, số liệu đến {numbers.format_day(page.cutoff_on)}."]
    return sheet.response(title, [sheet.Sheet("Độ phủ", columns, cells, heading=heading)], now=now)


def _cell(text: str) -> sheet.Cell:
    """A number where the text is one, else the words ("dưới 5")."""
    try:
        return numbers.parse_count(text)
    except ValueError:
        return text
