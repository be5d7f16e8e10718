"""Which periods and reports a person may see, and which step they may take on a report.

Outside scope, and at somebody else's place in the chain, the answer is the same: not here.
"""

from django.db.models import QuerySet

from vandong.accounts.access import MayNot, Officer, ensure, readable_unit_ids
from vandong.kernel.errors import NotHere
from vandong.programme import access as programmes
from vandong.programme import queries as programme_queries
from vandong.reporting import rules, tree
from vandong.reporting.errors import NotProgrammeUnit, PeriodNotHere, ReportChanged, ReportNotHere, WrongStep
from vandong.reporting.models import Report, ReportingPeriod


def period_to_see(officer: Officer, period_id: int) -> ReportingPeriod:
    """A period of a programme the officer may see. Raises PeriodNotHere."""
    period = ReportingPeriod.objects.filter(id=period_id).first()
    if period is None:
        raise PeriodNotHere
    try:
        programmes.programme_to_see(officer, period.programme_id)
    except NotHere:
        raise PeriodNotHere from None
    return period


def programme_to_open_period(officer: Officer, programme_id: int) -> None:
    """Pass when the officer's unit issued the programme and they coordinate there. Raises NotHere, NotProgrammeUnit."""
    programme = programmes.programme_to_see(officer, programme_id)
    if programme.body.unit_id != officer.unit_id:
        raise NotProgrammeUnit
    ensure(officer, "coordinate")


def reports_visible_to(officer: Officer) -> QuerySet[Report]:
    """Reports of the units below the officer's, and of the predecessors of those."""
    return Report.objects.filter(unit_id__in=readable_unit_ids(officer)).select_related("period", "unit", "body")


def report_to_see(officer: Officer, report_id: int) -> Report:
    """One report. Raises ReportNotHere outside scope."""
    report = reports_visible_to(officer).filter(id=report_id).first()
    if report is None:
        raise ReportNotHere
    return report


def report_for(officer: Officer, report_id: int, verb: str, row_version: int | None = None) -> Report:
    """The report, locked, for one verb of `rules.STEPS`. Call inside the verb's transaction.

    Raises ReportNotHere (outside scope, or not this officer's place in the chain), MayNot (no such capability),
    WrongStep (the report stands elsewhere) or ReportChanged (`row_version` is what they saw, and it has moved on, or 0:
    their page did not say what they saw). None is for callers who look and act in one go, without a page between.
    """
    report = (
        Report.objects.select_for_update(of=("self",))
        .filter(id=report_id, unit_id__in=readable_unit_ids(officer))
        .select_related("period", "unit", "body")
        .first()
    )
    if report is None:
        raise ReportNotHere
    if not _holds_place(officer, report, verb):
        raise ReportNotHere
    if not officer.capabilities & capabilities_for(verb):
        raise MayNot
    if rules.step(report.state, verb) is None:
        raise WrongStep(rules.why_not(report.state, verb))
    if row_version is not None and row_version != report.row_version:
        raise ReportChanged(None if row_version else ReportChanged.unseen)
    return report


def report_to_approve(officer: Officer, report_id: int, row_version: int | None = None) -> Report:
    """The submitted report of the officer's own unit, locked."""
    return report_for(officer, report_id, "approve", row_version)


def capabilities_for(verb: str) -> frozenset[str]:
    """Which capabilities open a verb, whatever the state."""
    return frozenset().union(*(step.capabilities for (_, name), step in rules.STEPS.items() if name == verb))


def may_take(officer: Officer, report: Report, verb: str) -> bool:
    """Whether the officer may take this step now: what a page asks before it shows a button."""
    step = rules.step(report.state, verb)
    return step is not None and bool(officer.capabilities & step.capabilities) and _holds_place(officer, report, verb)


def steps_open_to(officer: Officer, report: Report) -> frozenset[str]:
    """Every verb the officer may take now (`may_take`), asking once who decides above."""
    steps = {verb: step for verb in rules.VERBS if (step := rules.step(report.state, verb)) is not None}
    mine = {verb: step.where for verb, step in steps.items() if officer.capabilities & step.capabilities}
    places = {where for where in set(mine.values()) if _stands(officer, report, where)}
    return frozenset(verb for verb, where in mine.items() if where in places)


def _holds_place(officer: Officer, report: Report, verb: str) -> bool:
    where = next(step.where for (_, name), step in rules.STEPS.items() if name == verb)
    return _stands(officer, report, where)


def _stands(officer: Officer, report: Report, where: rules.Where) -> bool:
    if where == "own":
        return officer.unit_id == report.unit_id
    programme_unit_id = programme_queries.known(report.period.programme_id).unit_id
    return officer.unit_id == tree.deciding_unit_id(report.unit_id, programme_unit_id, officer)
