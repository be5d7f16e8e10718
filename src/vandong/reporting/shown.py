"""How counts of people at risk in a report read for whoever looks: the number, or the words in its place.

A unit sees what it did itself exactly. Everyone above it, and every document and workbook, sees what is told: nothing
before approval, then all but what is kept back. A sum over other units' reports is shown to the unit that makes it from
the moment it is submitted: while it grows report by report, each step would tell what one unit added.
"""

from dataclasses import dataclass

from vandong.analytics import queries as analytics
from vandong.kernel import disclosure, numbers
from vandong.reporting.models import Report, ReportLine, ReportSource

NOT_YET = "chưa nêu"  # above the unit, until it is approved
SECTION_OF_PEOPLE_AT_RISK = "II.5"
WHEN_SUBMITTED = "khi trình"  # in the unit, until it is submitted


@dataclass(frozen=True)
class Reader:
    """One reader of one report."""

    is_own_unit: bool
    is_document: bool  # what leaves the unit, whoever asks
    is_told: bool
    is_open: bool
    adds_others: bool

    def hidden(self, line: ReportLine) -> str:
        """The words in the place of what a line reports; empty where it is told."""
        if not is_person_count(line.indicator) or self.sees_exactly(line):
            return ""
        if not self.is_own_unit and not self.is_told:
            return NOT_YET
        if self.adds_others and self.is_open:
            return WHEN_SUBMITTED
        if line.is_kept_back or disclosure.is_small(line.value):
            return disclosure.words(line.value, says_small=self._says_small(line))
        return ""

    def hidden_computed(self, line: ReportLine) -> str:
        """The same for what the software computed where another figure is declared."""
        said = self.hidden(line)
        if said not in (disclosure.LESS, disclosure.NOT_TOLD):
            return said
        return disclosure.words(line.computed_value, says_small=self._says_small(line))

    def _says_small(self, line: ReportLine) -> bool:
        return not self.adds_others and not line.says_nothing

    def hidden_own(self, line: ReportLine) -> str:
        """The same for what the unit did itself, which only the unit is told."""
        is_mine = self.is_own_unit and not self.is_document
        return "" if is_mine or not is_person_count(line.indicator) else disclosure.NOT_TOLD

    def hidden_below(self, line: ReportLine) -> str:
        """The same for what it adds from other units' reports."""
        return self.hidden_own(line) or self.hidden(line)

    def sees_exactly(self, line: ReportLine) -> bool:
        """Whether all of it is the reader's own unit's work."""
        return self.is_own_unit and not self.is_document and not line.below_value


def reader(report: Report, *, is_own_unit: bool, is_document: bool = False) -> Reader:
    """Who looks at a report. One statement."""
    return Reader(
        is_own_unit=is_own_unit,
        is_document=is_document,
        is_told=report.state in (Report.State.APPROVED, Report.State.SUPERSEDED),
        is_open=report.state in (Report.State.DRAFT, Report.State.RETURNED),
        adds_others=ReportSource.objects.filter(report=report).exists(),
    )


def hidden_in_document(report: Report) -> dict[tuple[str, str], str]:
    """For each line that its document does not tell, the words in its place."""
    looking = reader(report, is_own_unit=True, is_document=True)
    lines = ReportLine.objects.filter(report=report)
    return {(line.indicator, line.risk_group): said for line in lines if (said := looking.hidden(line))}


def words_of_section(report: Report, code: str, text: str, *, is_own_unit: bool) -> str:
    """The words of a section: those about people at risk stay in the unit, like their figures, until approval."""
    is_told = report.state in (Report.State.APPROVED, Report.State.SUPERSEDED)
    return text if is_told or is_own_unit or code != SECTION_OF_PEOPLE_AT_RISK else ""


def text(value: int, hidden: str) -> str:
    """A figure as written: 1.234, or the words in its place."""
    return hidden or numbers.format_number(value)


def is_person_count(indicator: str) -> bool:
    """Whether it counts people at risk."""
    return indicator in analytics.BY_CODE and analytics.BY_CODE[indicator].is_person_count
