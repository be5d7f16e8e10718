"""One report as its page shows it: where it stands, what waits, its figures, its words."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from vandong.accounts.access import Officer
from vandong.documents import queries as documents
from vandong.documents.actions import standing_board
from vandong.kernel import disclosure, vietnamese
from vandong.programme import queries as programmes
from vandong.reporting import access, below, figures, narrative, official, rules, shown, sources, tree
from vandong.reporting.models import CorrectionRequest, Report, ReportSection
from vandong.reporting.queries import periods
from vandong.units import queries as units


@dataclass(frozen=True)
class StepMark:
    """One step of the way of a report."""

    label: str
    detail: str
    is_done: bool
    is_current: bool


@dataclass(frozen=True)
class SectionRow:
    code: str
    heading: str
    part_heading: str  # set on the first section of a part with several
    text: str
    suggested_text: str
    is_edited: bool

    @property
    def paragraphs(self) -> list[str]:
        return [line for line in self.text.split("\n") if line]

    @property
    def line_count(self) -> int:
        """How tall a writing field should be, in lines of about 40 characters."""
        return min(16, max(3, sum(1 + len(line) // 40 for line in self.text.split("\n"))))


@dataclass(frozen=True)
class ReportPage:
    """Everything the page needs; `may` holds the verbs this officer may take now."""

    id: int
    title: str
    unit_id: int
    unit_name: str
    level: str
    period_id: int
    period_label: str
    programme_title: str
    as_of_on: date
    due_on: date | None
    time: rules.Timeliness
    state: str
    state_label: str
    version: int
    row_version: int
    compiled_at: datetime
    submitted_at: datetime | None
    submitted_by_label: str
    approved_at: datetime | None
    signer: str
    returned_at: datetime | None
    returned_by_label: str
    returned_reason: str
    correction_reason: str
    late_unit_names: tuple[str, ...]
    late_units: str
    gaps: tuple[str, ...]  # what approved reports below lack themselves, a sentence each
    corrected_units: str
    arrived_units: str
    waiting: CorrectionRequest | None
    answered: CorrectionRequest | None
    open_version_id: int | None
    current_version_id: int | None
    steps: tuple[StepMark, ...]
    figures: tuple[figures.FigureRow, ...]
    sections: tuple[SectionRow, ...]
    sheet: documents.Sheet  # the document issued, or as it would be
    has_units: bool
    document_id: int | None
    begins_register: bool  # its document would be the first numbered here this year
    may: frozenset[str]
    has_before: bool

    @property
    def declared_count(self) -> int:
        return sum(row.is_declared for row in self.figures)

    @property
    def equal_count(self) -> int:
        return len(self.figures) - self.declared_count

    @property
    def written_count(self) -> int:
        """Sections that will be printed."""
        return sum(bool(section.text) for section in self.sections)

    @property
    def empty_count(self) -> int:
        return len(self.sections) - self.written_count

    @property
    def why_hidden(self) -> str:
        """What "dưới 5" and "không nêu" mean, where the table says one of them."""
        said = {row.value_text for row in self.figures} | {row.before_text for row in self.figures}
        return below.WHY_KEPT_BACK if said & {disclosure.LESS, disclosure.NOT_TOLD} else ""

    @property
    def is_correction(self) -> bool:
        return self.version > 1


def report_page(officer: Officer, report_id: int, now: datetime) -> ReportPage:
    """The report with all around it. Raises ReportNotHere."""
    report = access.report_to_see(officer, report_id)
    due = periods.due_on(report.period_id, report.unit.level)
    versions = Report.objects.filter(period_id=report.period_id, unit_id=report.unit_id).order_by("version")
    told = list(versions.values_list("id", "state", "approved_at"))
    done_at = next((approved_at for _, _, approved_at in told if approved_at), None)
    others = [(version_id, state) for version_id, state, _ in told if version_id != report.id]
    requests = list(CorrectionRequest.objects.filter(report=report).order_by("-asked_at"))
    programme = programmes.known(report.period.programme_id)
    above = tree.bodies_above(report.unit_id, programme.unit_id, officer)
    below_ids = [unit.id for unit in units.reporting_children(report.unit_id, report.period.cutoff_on)]
    rows = tuple(figures.rows(report, is_own_unit=officer.unit_id == report.unit_id))
    arrived = sources.arrived_since(report, below_ids) if report.state != "superseded" else []
    return ReportPage(
        id=report.id,
        title=f"Báo cáo {report.period.label} của {report.unit.name_in_sentence}",
        unit_id=report.unit_id,
        unit_name=report.unit.full_name,
        level=report.unit.level,
        period_id=report.period_id,
        period_label=report.period.label,
        programme_title=programme.short_title,
        as_of_on=report.as_of_on,
        due_on=due,
        time=rules.timeliness(due, done_at, now),
        state=report.state,
        state_label=report.get_state_display(),
        version=report.version,
        row_version=report.row_version,
        compiled_at=report.compiled_at,
        submitted_at=report.submitted_at,
        submitted_by_label=report.submitted_by_label,
        approved_at=report.approved_at,
        signer=f"{report.signer_name}, {report.signer_title}" if report.signer_name else "",
        returned_at=report.returned_at,
        returned_by_label=report.returned_by_label,
        returned_reason=report.returned_reason,
        correction_reason=report.correction_reason,
        late_unit_names=tuple(report.late_unit_names),
        late_units=tree.list_names(list(report.late_unit_names)),
        gaps=tuple(f"{vietnamese.capitalised(gap.sentence)}." for gap in sources.gaps(report)),
        corrected_units=vietnamese.capitalised(tree.list_names(sources.corrected_since(report))),
        arrived_units=vietnamese.capitalised(tree.list_names(arrived)),
        waiting=next((request for request in requests if request.decided_at is None), None),
        answered=next((request for request in requests if request.decided_at is not None), None),
        open_version_id=next((version_id for version_id, state in others if state in rules.OPEN_STATES), None),
        current_version_id=next((version_id for version_id, state in others if state == "approved"), None),
        steps=_steps(report, due, is_sent_up=bool(above)),
        figures=rows,
        sections=_sections(report, is_own_unit=officer.unit_id == report.unit_id),
        sheet=_sheet(report, officer, programme, above, now),
        has_units=bool(below_ids),
        document_id=report.document_id,
        begins_register=not documents.has_numbers(report.body_id, officer.on.year, official.DOCUMENT_TYPE),
        may=access.steps_open_to(officer, report),
        has_before=any(row.before_text for row in rows),
    )


@dataclass(frozen=True)
class UnitTablePage:
    """The table by unit of a consolidated report, and what to call it."""

    id: int
    title: str
    unit_name: str
    period_id: int
    period_label: str
    compiled_at: datetime
    table: below.UnitTable


def unit_table(officer: Officer, report_id: int) -> UnitTablePage:
    """The table by unit. Raises ReportNotHere."""
    report = access.report_to_see(officer, report_id)
    return UnitTablePage(
        id=report.id,
        title=f"Báo cáo {report.period.label} của {report.unit.name_in_sentence}",
        unit_name=report.unit.full_name,
        period_id=report.period_id,
        period_label=report.period.label,
        compiled_at=report.compiled_at,
        table=below.table(report, is_own_unit=officer.unit_id == report.unit_id),
    )


def _sheet(
    report: Report, officer: Officer, programme: programmes.ProgrammeRow, above: list[units.BodyRow], now: datetime
) -> documents.Sheet:
    if report.document_id is not None:
        return documents.document(officer, report.document_id).sheet
    return documents.sheet(
        official.content(report, officer, programme, above),
        body_kind=report.body.kind,
        on=timezone.localdate(now),
        open_symbol=f"…/BC-{standing_board.SYMBOL_SUFFIX}",
    )


def _steps(report: Report, due: date | None, *, is_sent_up: bool) -> tuple[StepMark, ...]:
    state = report.state
    place = {"draft": 0, "returned": 0, "submitted": 1, "approved": 2, "superseded": 3}[state]
    sent = "Gửi lên trên" if is_sent_up else "Ban hành"
    first = "Sửa lại" if state == "returned" else ("Tổng hợp" if report.unit.level != "commune" else "Lập")
    hands = [
        (first, _day(report.compiled_at) if place > 0 else ("đang lập" if state == "draft" else "bị trả lại")),
        (
            "Trình và duyệt",
            _day(report.approved_at) if report.approved_at else ("chờ duyệt" if place == 1 else "sau khi lập xong"),
        ),
        (sent, _day(report.approved_at) if report.approved_at else (f"hạn {due:%d/%m}" if due else "")),
    ]
    return tuple(
        StepMark(label, detail, is_done=index < place or place >= 2, is_current=index == place and place < 2)
        for index, (label, detail) in enumerate(hands)
    )


def _day(moment: datetime) -> str:
    """05/11, in Vietnam."""
    return f"{timezone.localtime(moment):%d/%m}"


def _sections(report: Report, *, is_own_unit: bool) -> tuple[SectionRow, ...]:
    found = {section.code: section for section in ReportSection.objects.filter(report=report)}
    rows, told = [], set()
    for code, heading in narrative.SECTIONS.items():
        section = found.get(code)
        if section is None:
            continue
        standing, suggested = (
            shown.words_of_section(report, code, text, is_own_unit=is_own_unit)
            for text in (section.suggested_text if section.text is None else section.text, section.suggested_text)
        )
        part = code.partition(".")[0]
        is_first = "." in code and part not in told
        told.add(part)
        rows.append(
            SectionRow(
                code=code,
                heading=heading,
                part_heading=f"{part}. {narrative.PARTS[part]}" if is_first else "",
                text=standing,
                suggested_text=suggested,
                is_edited=section.text is not None,
            )
        )
    return tuple(rows)
