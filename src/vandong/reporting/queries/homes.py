"""What home pages ask: what is due and how late, who below is on time, how far each target is."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.urls import reverse

from vandong.accounts import queries as accounts
from vandong.accounts.access import Officer
from vandong.analytics import queries as analytics
from vandong.programme import queries as programmes
from vandong.reporting import access
from vandong.reporting.models import CorrectionRequest, Report, ReportingPeriod
from vandong.reporting.queries import lists
from vandong.reporting.queries.periods import Rounds
from vandong.reporting.rules import OPEN_STATES
from vandong.units import queries as units


@dataclass(frozen=True)
class DueItem:
    """One thing that waits for the officer. `days_left` is negative when late; None where there is no deadline."""

    text: str
    detail: str
    path: str
    due_on: date | None
    days_left: int | None
    needs_person: bool  # waits for exactly this person's decision
    kind: str  # "report", "approve", "number", "scan", "earlier", "correction"

    @property
    def is_late(self) -> bool:
        return self.days_left is not None and self.days_left < 0


_ROUNDS_ASKED_FOR = 2  # of a programme: the current round and the one before it


def due_items(officer: Officer, begun: Rounds, today: date) -> list[DueItem]:
    """The officer's own reports still to be done, reports that wait for their approval, approved ones that wait for
    their number or signed scan, corrections that wait for an answer; the most pressing first."""
    if officer.level == "area" or not officer.capabilities & {"record", "approve", "coordinate"}:
        return []
    periods = [period for period in reversed(begun.periods) if period.id in begun.issued_ids]
    items = [
        item
        for period in periods
        if (item := _own_item(officer, period, begun.reports.get(period.id, []), begun.dues.get(period.id), today))
    ]
    items += _on_paper(officer, periods, begun)
    items += _corrections(officer)
    return sorted(items, key=lambda item: (item.days_left is None, item.days_left or 0))


def _own_item(
    officer: Officer, period: ReportingPeriod, versions: list[Report], due: date | None, today: date
) -> DueItem | None:
    open_one = next((report for report in versions if report.state in OPEN_STATES), None)
    if open_one is None and versions:
        return None
    days = (due - today).days if due else None
    if open_one is None:
        if not officer.may("record") or due is None:
            return None
        path, detail = reverse("report_list", args=[period.id]), "Chưa lập"
    else:
        path, detail = reverse("report_show", args=[open_one.id]), open_one.get_state_display()
    waits = bool(open_one and open_one.state == "submitted" and officer.may("approve"))
    if not waits and not officer.may("record"):
        return None
    needs_person = waits or detail == "Trả lại"
    if open_one and open_one.version > 1:
        needs_person = needs_person or open_one.state == "draft"  # somebody waits for it, though it has no deadline
        days, detail = None, f"Bản đính chính, {detail.lower()}"
    text = f"Duyệt báo cáo {period.label}" if waits else f"Báo cáo {period.label}"
    return DueItem(text, detail, path, due, days, needs_person, "approve" if waits else "report")


def _on_paper(officer: Officer, periods: list[ReportingPeriod], begun: Rounds) -> list[DueItem]:
    """What is left once a report is approved: its number, then the paper with signature and seal. It waits for who
    writes the unit's reports; who approves them may do it too, and must where nobody writes. The deadline is kept by
    the approval, so none is said. Rounds long past are told of in one line: nobody may ever number them."""
    if not officer.capabilities & {"record", "approve"}:
        return []
    asked_for = _latest_rounds(periods)
    waits = officer.may("record") or not accounts.unit_has_access(officer.unit_id, officer.on)
    items, earlier = [], 0
    for period in periods:
        if (report := begun.approved(period.id)) is None:
            continue
        document = begun.documents.get(report.id)
        if document is None:
            text, detail = f"Đánh số và in báo cáo {period.label}", "Đã duyệt, chưa có số"
            path, kind = reverse("report_show", args=[report.id]), "number"
        elif not document.is_signed:
            text, detail = f"Gửi bản có chữ ký của báo cáo {period.label}", f"Số {document.symbol}, chờ ký và đóng dấu"
            path, kind = reverse("document_show", args=[document.id]), "scan"
        else:
            continue
        if period.id in asked_for:
            items.append(DueItem(text, detail, path, None, None, needs_person=waits, kind=kind))
        else:
            earlier += 1
    if earlier:
        text = f"{earlier} báo cáo kỳ trước nữa chưa có số hoặc chưa có bản ký"
        items.append(
            DueItem(
                text,
                "Cần làm thì tìm trong danh sách các kỳ báo cáo",
                reverse("period_list"),
                None,
                None,
                needs_person=False,
                kind="earlier",
            )
        )
    return items


def _latest_rounds(periods: list[ReportingPeriod]) -> set[int]:
    by_programme: dict[int, list[ReportingPeriod]] = {}
    for period in sorted(periods, key=lambda period: period.cutoff_on, reverse=True):
        by_programme.setdefault(period.programme_id, []).append(period)
    return {period.id for rounds in by_programme.values() for period in rounds[:_ROUNDS_ASKED_FOR]}


def _corrections(officer: Officer) -> list[DueItem]:
    if not officer.capabilities & {"coordinate", "approve"}:
        return []
    below = units.subtree_ids(officer.unit_id, officer.on)
    waiting = CorrectionRequest.objects.filter(decided_at=None, report__unit_id__in=below).select_related(
        "report__period", "report__unit"
    )
    if not waiting:
        return []
    nearest = {unit.id for unit in units.reporting_children(officer.unit_id, officer.on)} | {officer.unit_id}
    return [
        DueItem(
            text=f"{request.report.unit.full_name} đề nghị đính chính báo cáo {request.report.period.label}",
            detail=request.reason,
            path=reverse("report_show", args=[request.report_id]),
            due_on=None,
            days_left=None,
            needs_person=True,
            kind="correction",
        )
        for request in waiting
        if request.report.unit_id in nearest and access.may_take(officer, request.report, "grant_correction")
    ]


def timeliness(officer: Officer, period_id: int, now: datetime) -> lists.Summary:
    """How the units below stand to their deadlines."""
    return lists.summary(lists.unit_reports(officer, period_id, now))


@dataclass(frozen=True)
class TargetProgress:
    """How far a target with an indicator is, at the officer's unit. Where a lower level must reach it, `value` counts
    the units that have, and `goal` all of them."""

    target: programmes.TargetRow
    value: int
    goal: Decimal | None
    unit: str
    is_count_of_units: bool
    each: Decimal | None  # what each of those units must reach, or this one
    starts_on: date  # the span it is reached in, both inclusive: the year of a yearly target, else the programme's time
    ends_on: date

    @property
    def share(self) -> int | None:
        """Whole percent of the goal, 0–100; None without a goal."""
        if not self.goal:
            return None
        return min(100, int(Decimal(self.value) * 100 / self.goal))

    @property
    def is_reached(self) -> bool:
        return self.goal is not None and self.value >= self.goal


def progress(
    officer: Officer,
    programme: programmes.ProgrammeRow,
    targets: Iterable[programmes.TargetRow],
    own_plan: programmes.OwnAdoption | None,
    today: date,
) -> list[TargetProgress]:
    """Of a programme's `targets`, those of this unit, or of units below it, that the software can measure: what is
    asked every year from the year's first day (or the programme's) to today, what is asked once from the programme's
    first day on; of records as they stand, reported or not. The programme is one the officer was handed, so its scope
    has been asked.

    A target of the whole programme belongs to its own unit; another unit meets it only by the part it took on.
    """
    targets = [target for target in targets if target.indicator in analytics.BY_CODE]
    if not targets:
        return []
    spans = {target.id: _span(programme, target, today) for target in targets}
    by_start = {
        start: _wholes(officer, programme, today, start, [one for one in targets if spans[one.id][0] == start])
        for start in sorted({start for start, _ in spans.values()})
    }
    allotted = own_plan.allotted if own_plan else {}
    levels = {target.holder_level for target in targets}
    holders = _holders(officer, levels & units.levels_below(officer.level))
    rows = [
        _progress(
            officer,
            target,
            allotted.get(target.id),
            programme.unit_id,
            by_start[spans[target.id][0]],
            holders.get(target.holder_level),
            spans[target.id],
        )  # fmt: skip
        for target in targets
    ]
    return [row for row in rows if row is not None]


def _span(programme: programmes.ProgrammeRow, target: programmes.TargetRow, today: date) -> tuple[date, date]:
    """First and last day of what a target asks, by today: of "mỗi năm" the year that runs."""
    if target.recurs == "yearly":
        year_end = date(today.year, 12, 31)
        return max(programme.starts_on, date(today.year, 1, 1)), min(programme.ends_on, year_end)
    return programme.starts_on, target.due_on or programme.ends_on


def _wholes(
    officer: Officer,
    programme: programmes.ProgrammeRow,
    today: date,
    start: date,
    targets: Iterable[programmes.TargetRow],
) -> Mapping[int, Mapping[str, int]]:
    """Unit → indicator → what was recorded since `start`."""
    codes = sorted({target.indicator for target in targets})
    scope = analytics.Scope(programme.id, start, min(programme.ends_on, today), officer.unit_id, officer.on)
    return analytics.wholes_by_unit(scope, codes)


@dataclass(frozen=True)
class _Holders:
    """Units of one level below the officer's, and which of them each unit stands in."""

    ids: tuple[int, ...]
    of: Mapping[int, int]


def _holders(officer: Officer, levels: Set[str]) -> dict[str, _Holders]:
    """By level; one without units is left out."""
    found = units.reporting_ancestors(officer.unit_id, officer.on, levels)
    return {level: _Holders(tuple(set(above.values())), above) for level, above in found.items()}


def _progress(
    officer: Officer,
    target: programmes.TargetRow,
    allotted: Decimal | None,
    programme_unit_id: int,
    by_unit: Mapping[int, Mapping[str, int]],
    holders: _Holders | None,
    span: tuple[date, date],
) -> TargetProgress | None:
    indicator, key = analytics.BY_CODE[target.indicator], target.indicator
    is_own = target.holder_level == officer.level or (not target.holder_level and officer.unit_id == programme_unit_id)
    each = target.value if allotted is None else allotted  # a district's own figure for its communes is for each too
    if is_own or (allotted is not None and not holders) or (holders and each is None):
        total = sum(figures.get(key, 0) for figures in by_unit.values())
        if indicator.is_person_count and officer.level not in ("area", "commune"):
            total -= total % 10  # today's less yesterday's would be one record of people at risk
        return TargetProgress(target, total, each, indicator.unit, False, each, *span)
    if not holders or each is None:
        return None
    totals: dict[int, int] = {}
    for unit_id, figures in by_unit.items():
        if (holder_id := holders.of.get(unit_id)) is not None:
            totals[holder_id] = totals.get(holder_id, 0) + figures.get(key, 0)
    reached = sum(totals.get(holder_id, 0) >= each for holder_id in holders.ids)
    word = {"commune": "xã", "district": "huyện"}.get(target.holder_level, "đơn vị")
    goal = Decimal(len(holders.ids))
    return TargetProgress(target, reached, goal, word, True, each, *span)
