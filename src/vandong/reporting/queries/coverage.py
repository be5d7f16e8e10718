"""How far the high-risk groups of a unit, and of the units below it, were reached: only what approved reports tell.

A coverage whose size is told would tell the count it is made of, and the other way round. So a share stands only where
both of its figures are told by themselves, and says nothing that they do not (decision 0044).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from vandong.accounts.access import Officer
from vandong.kernel import numbers
from vandong.programme import queries as programmes
from vandong.reporting import access, compiling, rules, shown
from vandong.reporting.errors import PeriodNotHere
from vandong.reporting.models import Report, ReportingPeriod, ReportLine, ReportSource
from vandong.units import queries as units

FIRST, SIZE = "risk_first_timer_count", "risk_group_size"
NO_NUMBER, NOBODY, NO_REPORT = "chưa có số", "không có ai", "chưa có báo cáo được duyệt"


@dataclass(frozen=True)
class CoverageCell:
    """One group in one unit, in words. `share` is empty where either figure is not told; `is_over`: above 100 %."""

    group: str
    short_name: str
    first_text: str
    size_text: str
    share: str
    bar: str
    is_over: bool

    @property
    def text(self) -> str:
        """ "45 % (9/20)", or why there is no share."""
        if self.share:
            return f"{self.share} ({self.first_text}/{self.size_text})"
        return self.size_text if self.size_text in (NO_NUMBER, NOBODY) else "không nêu"


@dataclass(frozen=True)
class UnitCoverage:
    """A unit's row. `report_id` None: no approved report, and no cells."""

    unit_name: str
    report_id: int | None
    cells: tuple[CoverageCell, ...]


@dataclass(frozen=True)
class OwnGroup:
    """A group in the reader's own unit. `sized_text`: how many communes below gave a number."""

    cell: CoverageCell
    sized_text: str


@dataclass(frozen=True)
class CoveragePage:
    """`own` is empty while the unit's own report is not approved. `heads` are the groups' names."""

    period_id: int
    period_label: str
    programme_title: str
    unit_name: str
    cutoff_on: date
    others: tuple[tuple[int, str], ...]  # other periods that can be chosen
    heads: tuple[str, ...]
    own: tuple[OwnGroup, ...]
    below: tuple[UnitCoverage, ...]

    @property
    def has_over(self) -> bool:
        return any(cell.is_over for cell in self._cells)

    @property
    def keeps_back(self) -> bool:
        return any(cell.text == "không nêu" for cell in self._cells)

    @property
    def _cells(self) -> Iterable[CoverageCell]:
        yield from (row.cell for row in self.own)
        for unit in self.below:
            yield from unit.cells


def coverage_page(officer: Officer, period_id: int | None) -> CoveragePage | None:
    """The period asked for, or the latest that counts a year from its beginning; None where there is none yet. Raises
    PeriodNotHere for one that cannot be seen, or that counts no year. As many statements for a province as for a
    commune."""
    found = _periods(officer)
    if period_id is not None:
        access.period_to_see(officer, period_id)
    period = next((one for one in found if period_id in (None, one.id)), None)
    if period is None:
        if period_id is not None:
            raise PeriodNotHere
        return None
    groups = programmes.risk_groups(period.programme_id)
    children = units.reporting_children(officer.unit_id, period.cutoff_on)
    asked = [officer.unit_id, *(child.id for child in children)]
    reports = {
        report.unit_id: report
        for report in Report.objects.filter(period=period, unit_id__in=asked, state=Report.State.APPROVED)
    }
    told = _told(list(reports.values()))
    own = reports.get(officer.unit_id)
    sized = _sized(own) if own else {}
    return CoveragePage(
        period_id=period.id,
        period_label=period.label,
        programme_title=programmes.known(period.programme_id).short_title,
        unit_name=officer.unit_name,
        cutoff_on=period.cutoff_on,
        others=tuple((one.id, one.label) for one in found if one.id != period.id),
        heads=tuple(group.short_name for group in groups),
        own=tuple(OwnGroup(_cell(group, told[own.id]), sized.get(group.code, "")) for group in groups) if own else (),
        below=tuple(
            UnitCoverage(
                child.name, report.id if report else None,
                tuple(_cell(group, told[report.id]) for group in groups) if report else (),
            )
            for child in children
            for report in [reports.get(child.id)]
        ),
    )  # fmt: skip


def _periods(officer: Officer) -> list[ReportingPeriod]:
    """Periods the officer sees that count a year from its beginning, under programmes that name groups; the latest
    first."""
    kept = []
    for programme in programmes.programmes(officer, only_issued=True):
        if not programmes.risk_groups(programme.id):
            continue
        for period in ReportingPeriod.objects.filter(programme_id=programme.id, starts_on__lte=officer.on):
            days = compiling.span_of(period, programme)
            if not days.is_empty and rules.begins_with_year(days, programme.starts_on):
                kept.append(period)
    return sorted(kept, key=lambda period: (period.cutoff_on, period.id), reverse=True)


_Told = dict[tuple[str, str], tuple[int, str]]  # (indicator, group) → value, and the words in its place


def _told(reports: list[Report]) -> dict[int, _Told]:
    """By report, the figures of both indicators as whoever stands above, or holds the document, may read them."""
    adds_others = set(ReportSource.objects.filter(report__in=reports).values_list("report_id", flat=True))
    told: dict[int, _Told] = {report.id: {} for report in reports}
    for line in ReportLine.objects.filter(report__in=reports, indicator__in=(FIRST, SIZE)).exclude(risk_group=""):
        looking = shown.Reader(
            is_own_unit=False, is_document=True, is_told=True, is_open=False, adds_others=line.report_id in adds_others
        )
        told[line.report_id][line.indicator, line.risk_group] = (line.value, looking.hidden(line))
    return told


def _cell(group: programmes.RiskGroupRow, told: _Told) -> CoverageCell:
    first, first_words = told.get((FIRST, group.code), (0, ""))
    size, size_words = told.get((SIZE, group.code), (0, NO_NUMBER))
    if not size and not size_words:
        size_words = NOBODY
    has_share = not first_words and not size_words
    return CoverageCell(
        group=group.name,
        short_name=group.short_name,
        first_text=shown.text(first, first_words),
        size_text=shown.text(size, size_words),
        share=numbers.format_share(first, size) if has_share else "",
        bar=f"{min(100, 100 * first // size)}%" if has_share else "",
        is_over=has_share and first > size,
    )


def _sized(report: Report) -> dict[str, str]:
    """By the group's code: "12 trên 20 xã đã có số", of the communes whose reports were added in, however far down."""
    waiting, leaves, seen = {report.id}, set(), set()
    while waiting:
        seen |= waiting
        pairs = list(ReportSource.objects.filter(report_id__in=waiting).values_list("report_id", "source_id"))
        leaves |= waiting - {user for user, _ in pairs}
        waiting = {source for _, source in pairs} - seen
    if leaves == {report.id}:
        return {}
    known = ReportLine.objects.filter(report_id__in=leaves, indicator=SIZE).values_list("risk_group", flat=True)
    counted: dict[str, int] = {}
    for group in known:
        counted[group] = counted.get(group, 0) + 1
    all_of_them = numbers.format_number(len(leaves))
    groups = programmes.risk_groups(report.period.programme_id)
    return {
        group.code: f"{numbers.format_number(counted.get(group.code, 0))} trên {all_of_them} đơn vị đã có số"
        for group in groups
    }
