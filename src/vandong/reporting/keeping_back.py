"""Which counts of people at risk a report keeps back: decided from everything reports have told, stored on its lines.

Decided while a report is being worked on, so that its own unit sees what will be told, and for good when it is
approved. What was told before is never taken back, for it may have been read: the later report gives way.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from vandong.analytics import queries as analytics
from vandong.programme import queries as programmes
from vandong.reporting.models import Report, ReportingPeriod, ReportLine, ReportSource
from vandong.reporting.told import CountedReport, Shape, Table, groups_to_keep_back

_PEOPLE = [one for one in analytics.INDICATORS if one.is_person_count and one.per_risk_group]
# Indicators that bound each other are decided together: who came for the first time is among those who came.
FAMILIES = tuple(
    (outer, *(inner for inner in _PEOPLE if inner.within == outer.code)) for outer in _PEOPLE if not outer.within
)
_TOLD = (Report.State.APPROVED, Report.State.SUPERSEDED)


def decide(report: Report) -> bool:
    """Mark the lines to keep back; True where that differs from before. Two statements and some, whatever the tree,
    until a unit above has consolidated; then as many rows as that unit's whole tree."""
    close = _Close(report)
    differs = False
    groups = tuple(group.code for group in programmes.risk_groups(report.period.programme_id))
    for family in FAMILIES:
        kept = groups_to_keep_back(close.counted(family), _shape(family, groups))[report.id]
        for line in ReportLine.objects.filter(report=report, indicator__in=[one.code for one in family]):
            decided = (_key(line.indicator, line.risk_group) in kept.groups, kept.says_nothing)
            if (line.is_kept_back, line.says_nothing) != decided:
                line.is_kept_back, line.says_nothing = decided
                line.save(update_fields=["is_kept_back", "says_nothing"])
                differs = True
    return differs


def _shape(family: tuple[analytics.Indicator, ...], groups: tuple[str, ...]) -> Shape:
    tables = [
        Table(tuple(_key(one.code, group) for group in groups), one.code if one.has_whole else None) for one in family
    ]
    within = {_key(one.code, group): _key(one.within, group) for one in family if one.within for group in groups}
    return Shape(tuple(tables), within)


def _key(indicator: str, group: str) -> str:
    """A group of an indicator, or its whole."""
    return f"{indicator}.{group}" if group else indicator


def decide_for_good(report: Report) -> bool:
    """Decide at approval: one approval of a programme after the other, or two could tell what neither may alone."""
    programme_id = report.period.programme_id
    list(ReportingPeriod.objects.select_for_update().filter(programme_id=programme_id).order_by("id"))
    return decide(report)


@dataclass(frozen=True)
class _Told:
    """One report and its place among the others."""

    id: int
    unit_id: int
    starts_on: date
    cutoff_on: date


class _Close:
    """The report and every told report that shares a part with it: earlier ones of the same unit over the same days,
    what they added, and what they were added into."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.reports = _told_around(report)
        pairs = ReportSource.objects.filter(report_id__in=self.reports).values_list("report_id", "source_id")
        self.sources: dict[int, list[int]] = {}
        self.users: dict[int, list[int]] = {}
        for user, source in pairs.order_by("source_id"):
            if source in self.reports:
                self.sources.setdefault(user, []).append(source)
                self.users.setdefault(source, []).append(user)
        self.of_unit: dict[int, list[int]] = {}
        for each in self.reports.values():
            self.of_unit.setdefault(each.unit_id, []).append(each.id)
        self.close = self._reached()

    def counted(self, family: tuple[analytics.Indicator, ...]) -> list[CountedReport]:
        """With the counts of indicators that are decided together."""
        lines: dict[int, dict[str, ReportLine]] = {}
        codes = [one.code for one in family]
        for line in ReportLine.objects.filter(report_id__in=self.close, indicator__in=codes):
            lines.setdefault(line.report_id, {})[_key(line.indicator, line.risk_group)] = line
        return [self._counted(one, lines.get(one, {})) for one in sorted(self.close)]

    def _counted(self, report_id: int, lines: dict[str, ReportLine]) -> CountedReport:
        groups = {key: line for key, line in lines.items() if line.risk_group}
        is_new = report_id == self.report.id
        return CountedReport(
            id=report_id,
            unit_id=self.reports[report_id].unit_id,
            own={group: line.own_value for group, line in groups.items()},
            declared={g: line.declared_value for g, line in groups.items() if line.declared_value is not None},
            sources=tuple(self.sources.get(report_id, ())),
            earlier=tuple(self._earlier(report_id)),
            # What it kept back itself so far does not bear on what it will.
            kept=frozenset(group for group, line in lines.items() if line.is_kept_back and not is_new),
            says_nothing=not is_new and any(line.says_nothing for line in lines.values()),
            is_new=is_new,
        )

    def _earlier(self, report_id: int) -> Iterable[int]:
        """Told before it, of the same unit, over days that overlap; the oldest first."""
        mine = self.reports[report_id]
        of_unit = self.of_unit[mine.unit_id]
        for other in of_unit[: of_unit.index(report_id)]:
            theirs = self.reports[other]
            if theirs.starts_on <= mine.cutoff_on and mine.starts_on <= theirs.cutoff_on:
                yield other

    def _reached(self) -> set[int]:
        reached: set[int] = set()
        waiting = [self.report.id]
        while waiting:
            one = waiting.pop()
            if one not in reached:
                reached.add(one)
                waiting += self.sources.get(one, [])
                waiting += self.users.get(one, [])
                waiting += self.of_unit[self.reports[one].unit_id]
        return reached


def _told_around(report: Report) -> dict[int, _Told]:
    """Every told report of the programme over days that overlap the report's, in the order of approval, and it last."""
    period = report.period
    found = (
        Report.objects.filter(
            state__in=_TOLD,
            period__programme_id=period.programme_id,
            period__starts_on__lte=period.cutoff_on,
            period__cutoff_on__gte=period.starts_on,
        )
        .exclude(id=report.id)
        .order_by("approved_at", "id")
        .values_list("id", "unit_id", "period__starts_on", "period__cutoff_on")
    )
    told = {row[0]: _Told(*row) for row in found}
    told[report.id] = _Told(report.id, report.unit_id, period.starts_on, period.cutoff_on)
    return told
