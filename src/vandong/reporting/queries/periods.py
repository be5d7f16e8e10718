"""Reads of periods: the rounds of reports an officer meets, and what opening one offers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import F

from vandong.accounts.access import Officer
from vandong.documents import queries as documents
from vandong.kernel import vietnamese
from vandong.programme import queries as programmes
from vandong.reporting import rules
from vandong.reporting.errors import PeriodNotHere
from vandong.reporting.models import PeriodDue, Report, ReportingPeriod
from vandong.units import queries as units

LEVELS = ("commune", "district", "province")


@dataclass(frozen=True)
class PeriodRow:
    """A period as the officer's unit meets it. `report_id` is the unit's latest version, None before it is opened.
    `paper` says what its approved report still lacks on paper."""

    id: int
    label: str
    programme_id: int
    programme_title: str
    starts_on: date
    cutoff_on: date
    due_on: date | None
    report_id: int | None
    state: str
    state_label: str
    paper: str
    days_late: int  # 0 on time, and once approved
    may_open: bool
    sees_below: bool


def periods(officer: Officer) -> list[PeriodRow]:
    """Periods of the programmes the officer sees, the latest first."""
    titles = programmes.titles(officer)
    found = list(ReportingPeriod.objects.filter(programme_id__in=titles).order_by("-cutoff_on", "-id"))
    dues = {due.period_id: due.due_on for due in PeriodDue.objects.filter(period__in=found, level=officer.level)}
    reports = {
        report.period_id: report
        for report in Report.objects.filter(period__in=found, unit_id=officer.unit_id).order_by("version")
    }
    approved = [report.id for report in reports.values() if report.state == Report.State.APPROVED]
    issued = documents.documents_of("reporting.report", approved)
    return [_row(period, titles, dues.get(period.id), reports.get(period.id), issued, officer) for period in found]


@dataclass(frozen=True)
class Round:
    """A period that has begun, as those see it who follow it. `own_done` says how far the unit's own report is once it
    is approved; empty before."""

    id: int
    label: str
    cutoff_on: date
    due_on: date | None
    own_done: str


@dataclass(frozen=True)
class Rounds:
    """The periods that have begun, as the officer's unit meets them: read once for all that a home page says of them.

    By period id: by when its level reports, the versions of its own report in their order; by report id, the document
    that an approved one became.
    """

    periods: tuple[ReportingPeriod, ...]  # the latest first
    issued_ids: frozenset[int]  # those whose programme is in force
    dues: Mapping[int, date]
    reports: Mapping[int, list[Report]]
    documents: Mapping[int, documents.DocumentRow]

    def approved(self, period_id: int) -> Report | None:
        """The latest version of the unit's own report, if that is the approved one."""
        latest = next(reversed(self.reports.get(period_id, [])), None)
        return latest if latest is not None and latest.state == Report.State.APPROVED else None


def rounds(officer: Officer, today: date) -> Rounds:
    """The periods of the programmes the officer sees that have begun. Four queries. Areas don't report: none."""
    if officer.level == "area":
        return Rounds((), frozenset(), {}, {}, {})
    begun = ReportingPeriod.objects.filter(programme_id__in=programmes.visible_ids(officer), starts_on__lte=today)
    found = list(begun.annotate(programme_state=F("programme__state")).order_by("-cutoff_on", "-id"))
    ids = [period.id for period in found]
    dues = PeriodDue.objects.filter(period_id__in=ids, level=officer.level).values_list("period_id", "due_on")
    reports: dict[int, list[Report]] = {}
    for report in Report.objects.filter(period_id__in=ids, unit_id=officer.unit_id).order_by("version"):
        reports.setdefault(report.period_id, []).append(report)
    approved = [versions[-1].id for versions in reports.values() if versions[-1].state == Report.State.APPROVED]
    return Rounds(
        periods=tuple(found),
        issued_ids=frozenset(period.id for period in found if period.programme_state == "issued"),
        dues=dict(dues),
        reports=reports,
        documents=documents.documents_of("reporting.report", approved),
    )


def latest_round(begun: Rounds) -> Round | None:
    """The latest period; None before the first."""
    if not begun.periods:
        return None
    latest = begun.periods[0]
    return Round(latest.id, latest.label, latest.cutoff_on, begun.dues.get(latest.id), _own_done(begun, latest.id))


def _own_done(begun: Rounds, period_id: int) -> str:
    own = begun.approved(period_id)
    if own is None:
        return ""
    document = begun.documents.get(own.id)
    if document is None:
        return "Đã duyệt"
    return "Đã ký" if document.is_signed else "Đã có số"


def period(officer: Officer, period_id: int) -> PeriodRow:
    """One of them. Raises PeriodNotHere."""
    found = next((row for row in periods(officer) if row.id == period_id), None)
    if found is None:
        raise PeriodNotHere
    return found


@dataclass(frozen=True)
class ProgrammeChoice:
    """A programme the officer may open a period under, with what to offer first."""

    id: int
    title: str
    suggested: rules.SuggestedPeriod
    levels: tuple[str, ...]


def programmes_to_open(officer: Officer) -> list[ProgrammeChoice]:
    """Issued programmes of the officer's own unit."""
    own = [row for row in programmes.programmes(officer, only_issued=True) if row.unit_id == officer.unit_id]
    levels = reporting_levels(officer) if own else ()
    return [ProgrammeChoice(row.id, row.short_title, _suggested(officer, row.id, levels), levels) for row in own]


def reporting_levels(officer: Officer) -> tuple[str, ...]:
    """Levels that report under a programme of the officer's unit, lowest first, as the tree stands today."""
    here = LEVELS.index(officer.level) if officer.level in LEVELS else len(LEVELS) - 1
    below = [level for level in LEVELS[:here] if units.count_below(officer.unit_id, officer.on, level)]
    return (*below, officer.level)


def due_on(period_id: int, level: str) -> date | None:
    """By which day a level's reports are due."""
    return PeriodDue.objects.filter(period_id=period_id, level=level).values_list("due_on", flat=True).first()


def _suggested(officer: Officer, programme_id: int, levels: tuple[str, ...]) -> rules.SuggestedPeriod:
    yearly = [
        deadline
        for deadline in programmes.deadlines(programme_id)
        if deadline.kind == "report" and deadline.recurs == "yearly" and deadline.month and deadline.day
    ]
    month, day, level = (11, 20, "district")
    if yearly:
        month, day, level = yearly[0].month or 11, yearly[0].day or 20, yearly[0].from_level
    if level not in levels:
        level = levels[max(len(levels) - 2, 0)]
    handed = programmes.dues_by_level(programme_id).get(yearly[0].id, {}) if yearly else {}
    by_level = {name: (due.month, due.day) for name, due in handed.items() if due.month and due.day}
    return rules.suggested_period(officer.on.year, month, day, level, levels, by_level)


def _paper(document: documents.DocumentRow | None) -> str:
    if document is None:
        return "Chưa có số"
    return "" if document.is_signed else "Chờ bản ký"


def _state_label(report: Report | None) -> str:
    if report is None:
        return "Chưa lập"
    label: str = report.get_state_display()
    return f"Đính chính, {vietnamese.uncapitalised(label)}" if report.version > 1 else label


def _row(
    period: ReportingPeriod,
    titles: dict[int, str],
    due: date | None,
    report: Report | None,
    issued: Mapping[int, documents.DocumentRow],
    officer: Officer,
) -> PeriodRow:
    is_done = report is not None and (report.version > 1 or report.approved_at is not None)
    return PeriodRow(
        id=period.id,
        label=period.label,
        programme_id=period.programme_id,
        programme_title=titles[period.programme_id],
        starts_on=period.starts_on,
        cutoff_on=period.cutoff_on,
        due_on=due,
        report_id=report.id if report else None,
        state=report.state if report else "",
        state_label=_state_label(report),
        paper=_paper(issued.get(report.id)) if report and report.state == Report.State.APPROVED else "",
        days_late=max((officer.on - due).days, 0) if due and not is_done else 0,
        may_open=report is None and officer.may("record") and officer.level != "area",
        sees_below=officer.level in ("district", "province", "nation"),
    )
