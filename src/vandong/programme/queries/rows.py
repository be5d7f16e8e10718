"""What programmes answer with: frozen rows, made from the tables' own."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from vandong.kernel import numbers
from vandong.programme import wording
from vandong.programme.models import Deadline, PlanTerm, Programme, RiskGroup, Target, Task
from vandong.programme.part_columns import state_of


@dataclass(frozen=True)
class ProgrammeRow:
    id: int
    title: str
    short_title: str
    plan_number: str
    plan_dated_on: date | None
    starts_on: date
    ends_on: date
    state: str
    state_label: str
    body_id: int
    body_name: str
    unit_id: int
    version: int
    issued_at: datetime | None
    has_plan_file: bool


@dataclass(frozen=True)
class TargetRow:
    """`value` in `value_unit`; shares in percent (5 means 5 %)."""

    id: int
    position: int
    kind: str
    kind_label: str
    subject: str
    value: Decimal | None
    value_unit: str
    indicator: str
    holder_level: str
    baseline_text: str
    due_on: date | None
    quote: str
    scope: str = ""
    holder_text: str = ""
    successor_level: str = ""  # who must reach it after 30/6/2025, when districts end
    item_id: int | None = None  # the sentence of the plan it came from; None: entered by hand
    version: int = 0  # the state it stands in, for whoever takes it out
    recurs: str = ""  # "yearly": to be reached every year anew

    @property
    def headline(self) -> str:
        """ "Giảm 5 % số xã, phường, thị trấn trọng điểm về ma túy"."""
        return wording.headline("target", vars(self))


@dataclass(frozen=True)
class TaskRow:
    id: int
    position: int
    section: str
    text: str
    short_text: str
    levels: tuple[str, ...]
    due_on: date | None
    lead: str = ""
    partners: str = ""
    item_id: int | None = None
    version: int = 0


@dataclass(frozen=True)
class DeadlineRow:
    id: int
    kind: str
    kind_label: str
    recurs: str
    recurs_label: str
    month: int | None
    day: int | None
    on: date | None
    from_level: str
    to_level: str
    via: str
    text: str
    section: str = ""
    starts_on: date | None = None
    item_id: int | None = None
    version: int = 0


@dataclass(frozen=True)
class RiskGroupRow:
    id: int
    position: int
    code: str
    name: str
    short_name: str
    item_id: int | None = None
    version: int = 0


def term_label(name: str, doc_type: str, number: str) -> str:
    """ "Chỉ thị 48-CT/TW"; where no number was given what it is and its name: "Luật phòng, chống ma túy"."""
    if number or not doc_type:
        return f"{doc_type} {number}".strip() if number else name
    return wording.headline("instrument", {"name": name, "doc_type": doc_type, "number": number})


@dataclass(frozen=True)
class TermRow:
    """A word the plan brings: of an instrument, `name` says what it is about and the rest what document it is."""

    id: int
    kind: str
    name: str
    doc_type: str
    number: str
    dated_on: date | None
    issuer: str
    is_basis: bool
    item_id: int | None

    @property
    def label(self) -> str:
        """As `term_label` says it."""
        return term_label(self.name, self.doc_type, self.number)

    @property
    def said(self) -> str:
        """Whole: "Kế hoạch số 1044/KH-UBND ngày 04/4/2019 của Ủy ban nhân dân tỉnh, căn cứ của kế hoạch"."""
        if self.kind != PlanTerm.Kind.INSTRUMENT:
            return wording.headline(self.kind, vars(self))
        said = wording.headline("instrument", vars(self))
        said += f" ngày {numbers.format_day(self.dated_on)}" if self.dated_on else ""
        said += f" của {self.issuer}" if self.issuer and self.issuer not in said else ""
        return f"{said} (căn cứ của kế hoạch)" if self.is_basis else said


@dataclass(frozen=True)
class Parts:
    targets: tuple[TargetRow, ...]
    tasks: tuple[TaskRow, ...]
    deadlines: tuple[DeadlineRow, ...]
    risk_groups: tuple[RiskGroupRow, ...]


def programme_row(row: Programme) -> ProgrammeRow:
    return ProgrammeRow(
        row.id,
        row.title,
        row.short_title,
        row.plan_number,
        row.plan_dated_on,
        row.starts_on,
        row.ends_on,
        row.state,
        row.get_state_display(),
        row.body_id,
        row.body.short_name,
        row.body.unit_id,
        row.version,
        row.issued_at,
        row.plan_file_id is not None,
    )


def target_row(row: Target) -> TargetRow:
    return TargetRow(
        row.id,
        row.position,
        row.kind,
        row.get_kind_display(),
        row.subject,
        row.value,
        row.value_unit,
        row.indicator,
        row.holder_level,
        row.baseline_text,
        row.due_on,
        row.quote,
        row.scope,
        row.holder_text,
        row.successor_level,
        row.from_item_id,
        state_of("target", row),
        row.recurs,
    )


def task_row(row: Task) -> TaskRow:
    return TaskRow(
        row.id,
        row.position,
        row.section,
        row.text,
        row.short_text,
        tuple(row.levels),
        row.due_on,
        row.lead,
        row.partners,
        row.from_item_id,
        state_of("task", row),
    )


def deadline_row(row: Deadline) -> DeadlineRow:
    return DeadlineRow(
        row.id,
        row.kind,
        row.get_kind_display(),
        row.recurs,
        row.get_recurs_display(),
        row.month,
        row.day,
        row.on,
        row.from_level,
        row.to_level,
        row.via,
        row.text,
        row.section,
        row.starts_on,
        row.from_item_id,
        state_of("deadline", row),
    )


def risk_group_row(row: RiskGroup) -> RiskGroupRow:
    return RiskGroupRow(
        row.id, row.position, row.code, row.name, row.short_name, row.from_item_id, state_of("risk_group", row)
    )


def term_row(row: PlanTerm) -> TermRow:
    return TermRow(
        row.id,
        row.kind,
        row.name,
        row.doc_type,
        row.number,
        row.dated_on,
        row.issuer,
        row.is_basis,
        row.from_item_id,
    )
