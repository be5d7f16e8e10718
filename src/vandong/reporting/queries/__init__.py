"""What reporting answers: periods, one report, what a figure is made of, who below has reported, what is due."""

from vandong.reporting.queries.behind import LinePage, line_page
from vandong.reporting.queries.coverage import CoveragePage, coverage_page
from vandong.reporting.queries.homes import DueItem, TargetProgress, due_items, progress, timeliness
from vandong.reporting.queries.lists import Summary, UnitReport, summary, unit_reports, unit_reports_in
from vandong.reporting.queries.page import ReportPage, report_page, unit_table
from vandong.reporting.queries.periods import (
    PeriodRow,
    ProgrammeChoice,
    Round,
    Rounds,
    latest_round,
    period,
    periods,
    programmes_to_open,
    rounds,
)

__all__ = [
    "CoveragePage",
    "DueItem",
    "LinePage",
    "PeriodRow",
    "ProgrammeChoice",
    "ReportPage",
    "Round",
    "Rounds",
    "Summary",
    "TargetProgress",
    "UnitReport",
    "coverage_page",
    "due_items",
    "latest_round",
    "line_page",
    "period",
    "periods",
    "programmes_to_open",
    "progress",
    "report_page",
    "rounds",
    "summary",
    "timeliness",
    "unit_reports",
    "unit_reports_in",
    "unit_table",
]
