"""Reads of many reports at once: who below has reported, how late, and how far."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from vandong.accounts.access import Officer
from vandong.reporting import access, rules, sources
from vandong.reporting.models import CorrectionRequest, PeriodDue, Report
from vandong.units import queries as units

_STATE_LABELS = {state.value: str(state.label) for state in Report.State}


class _Version(NamedTuple):
    """A report as far as a list needs it: no models, of which a province would make 250."""

    id: int
    unit_id: int
    state: str
    version: int
    approved_at: datetime | None
    is_provisional: bool


class UnitReport(NamedTuple):
    """One unit below in a period: its approved report if there is one, else where its work stands. A province's pages
    hold 247."""

    unit_id: int
    unit_name: str
    parent_name: str
    level: str
    report_id: int | None  # the approved one, else the one being worked on
    state: str  # "" before it is opened
    state_label: str
    version: int
    approved_at: datetime | None  # of the first approved version
    time: rules.Timeliness
    is_provisional: bool
    is_outdated: bool
    asks_correction: bool

    @property
    def is_late_open(self) -> bool:
        """Late, and still nothing approved."""
        return self.time.is_late and not self.time.is_done


@dataclass(frozen=True)
class Summary:
    """How many of the units below are where."""

    total: int
    done: int
    done_late: int
    late: int

    @property
    def open(self) -> int:
        return self.total - self.done - self.late


def unit_reports(officer: Officer, period_id: int, now: datetime) -> list[UnitReport]:
    """Every reporting unit below the officer's as the tree stood on the cut-off: open and late ones first, then by
    state, then in Vietnamese order. As many queries for 235 communes as for one."""
    period = access.period_to_see(officer, period_id)
    return unit_reports_in(officer, period.id, period.cutoff_on, now)


def unit_reports_in(officer: Officer, period_id: int, cutoff_on: date, now: datetime) -> list[UnitReport]:
    """The same of a period the officer was handed. The caller has asked for scope."""
    found = below(period_id, cutoff_on, officer.unit_id, now)
    return sorted(
        found, key=lambda row: (not row.is_late_open, -row.time.days if row.is_late_open else 0, row.time.is_done)
    )


def below(period_id: int, cutoff_on: date, unit_id: int, now: datetime) -> list[UnitReport]:
    """The same for any unit, in the order of the tree. The caller has asked for scope."""
    dues = dict(PeriodDue.objects.filter(period_id=period_id).values_list("level", "due_on"))
    tree = units.plan_units(unit_id, cutoff_on)
    shown: dict[int, _Version] = {}
    first_approved: dict[int, datetime] = {}
    waiting = CorrectionRequest.objects.filter(report__period_id=period_id, decided_at=None)
    asks = set(waiting.values_list("report_id", flat=True))
    here = Report.objects.filter(period_id=period_id, unit_id__in=units.subtree_ids(unit_id, cutoff_on))
    versions = here.order_by("version").values_list(*_Version._fields)
    for report in (_Version(*row) for row in versions):
        current = shown.get(report.unit_id)
        if current is None or report.state == "approved" or current.state == "superseded":
            shown[report.unit_id] = report
        if report.approved_at and report.unit_id not in first_approved:
            first_approved[report.unit_id] = report.approved_at
    outdated = sources.outdated_report_ids(period_id)
    not_done = {level: rules.timeliness(dues.get(level), None, now) for level in {unit.level for unit, _ in tree}}
    answer = []
    for unit, parent_name in tree:
        latest, done_at = shown.get(unit.id), first_approved.get(unit.id)
        answer.append(
            UnitReport(
                unit_id=unit.id,
                unit_name=unit.name,
                parent_name=parent_name,
                level=unit.level,
                report_id=latest.id if latest else None,
                state=latest.state if latest else "",
                state_label=_STATE_LABELS[latest.state] if latest else "Chưa lập",
                version=latest.version if latest else 0,
                approved_at=done_at,
                time=rules.timeliness(dues.get(unit.level), done_at, now) if done_at else not_done[unit.level],
                is_provisional=bool(latest and latest.is_provisional),
                is_outdated=bool(latest and latest.id in outdated),
                asks_correction=bool(latest and latest.id in asks),
            )
        )
    return answer


def summary(rows: list[UnitReport]) -> Summary:
    """Counts of a list."""
    return Summary(
        total=len(rows),
        done=sum(row.time.is_done for row in rows),
        done_late=sum(row.time.is_done and row.time.is_late for row in rows),
        late=sum(row.is_late_open for row in rows),
    )
