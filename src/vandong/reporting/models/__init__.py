from vandong.reporting.models.period import PeriodDue, ReportingPeriod
from vandong.reporting.models.report import (
    CorrectionRequest,
    Report,
    ReportLine,
    ReportSection,
    ReportSource,
)

__all__ = [
    "CorrectionRequest",
    "PeriodDue",
    "Report",
    "ReportLine",
    "ReportSection",
    "ReportSource",
    "ReportingPeriod",
]
