from vandong.reporting.actions.approve_report import approve_report
from vandong.reporting.actions.ask_correction import ask_correction
from vandong.reporting.actions.decide_correction import grant_correction, refuse_correction, send_back_report
from vandong.reporting.actions.declare_value import declare_value
from vandong.reporting.actions.issue_report_document import issue_report_document
from vandong.reporting.actions.open_period import PeriodEntry, open_period
from vandong.reporting.actions.open_report import open_report
from vandong.reporting.actions.recompile_report import recompile_report
from vandong.reporting.actions.return_report import return_report
from vandong.reporting.actions.submit_report import submit_report
from vandong.reporting.actions.write_sections import write_sections

__all__ = [
    "PeriodEntry",
    "approve_report",
    "ask_correction",
    "declare_value",
    "grant_correction",
    "issue_report_document",
    "open_period",
    "open_report",
    "recompile_report",
    "refuse_correction",
    "return_report",
    "send_back_report",
    "submit_report",
    "write_sections",
]
