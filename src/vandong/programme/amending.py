"""A later document read against an issued programme: what its parts are in the reader's terms, what the document would
change, and the columns each change gives. What was proposed waits as `ReadItem`s of a reading that `amends`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from vandong.kernel import numbers
from vandong.programme import proposals
from vandong.programme.models import Deadline, PlanReading, Programme, ReadItem, RiskGroup, Target, Task
from vandong.programme.reader import answer, changes, reading
from vandong.programme.reader import plan as read
from vandong.programme.reader.answer import Answer
from vandong.programme.reader.changes import Change, Comparison, Standing

LONGEST = 200_000  # code points of an amending document: some hundred pages
NOWHERE = read.Span(0, 0)
WORDS = {
    "kind": "Loại", "value": "Mức", "value_unit": "Đơn vị tính", "due_on": "Hạn", "text": "Nội dung",
    "levels": "Cấp làm", "recurs": "Lặp lại", "month": "Tháng", "day": "Ngày", "on": "Đúng ngày", "via": "Qua",
    "name": "Tên",
}  # fmt: skip
KINDS = {"target": "Mục tiêu", "task": "Nhiệm vụ", "deadline": "Thời hạn", "risk_group": "Nhóm nguy cơ cao"}
_LEVELS = {"nation": "trung ương", "province": "tỉnh", "district": "huyện", "commune": "xã", "area": "khu dân cư"}
# A field of the reader's item → the column of the part that holds it.
_COLUMNS: Mapping[str, Mapping[str, str]] = {
    "target": {"kind": "kind", "value": "value", "unit": "value_unit", "due": "due_on"},
    "task": {"text": "text", "levels": "levels", "due": "due_on"},
    "deadline": {"kind": "kind", "recurs": "recurs", "month": "month", "day": "day", "date": "on", "via": "via"},
}


@dataclass(frozen=True)
class Line:
    """One field, old and new, as words; `old` is empty for what is new."""

    word: str
    old: str
    new: str


@dataclass(frozen=True)
class ChangeRow:
    """One proposed change, as the page shows it."""

    item_id: int
    what: str  # changed, new, withdrawn, note
    kind_word: str
    now_text: str  # how the part reads today
    sentence: str  # what the new document says
    lines: tuple[Line, ...]
    doubt: str
    state: str
    version: int


@dataclass(frozen=True)
class AmendmentRow:
    reading_id: int
    name: str
    created_on: date
    created_by_label: str
    number: str
    issued_on: date | None
    names_programme: bool
    is_waiting: bool
    rows: tuple[ChangeRow, ...]


def compared(programme: Programme, text: str) -> Comparison:
    """What the document would change. Deterministic, without the network; at most LONGEST code points."""
    return changes.compare(reading.read(text), standing(programme), programme.plan_number)


def standing(programme: Programme) -> list[Standing]:
    """The parts in force, in the reader's terms."""
    origin = PlanReading.objects.filter(programme=programme).first()
    plan = reading.read(origin.text) if origin else None
    found = []
    for target in Target.objects.filter(programme=programme, withdrawn_on=None).select_related("from_item"):
        place = changes.place_of(plan, target.from_item.span_start or 0) if plan and target.from_item else ""
        found.append(Standing("target", target.id, _target(target), target.quote or target.subject, place))
    for task in Task.objects.filter(programme=programme, withdrawn_on=None):
        found.append(Standing("task", task.id, _task(task), task.text, task.section))
    for deadline in Deadline.objects.filter(programme=programme, withdrawn_on=None).select_related("from_item"):
        quote = deadline.from_item.quote if deadline.from_item else deadline.text
        found.append(Standing("deadline", deadline.id, _deadline(deadline), quote, deadline.section))
    return found


def _target(row: Target) -> read.Target:
    value = None if row.value is None else int(row.value) if row.value == int(row.value) else float(row.value)
    return read.Target(
        row.kind, value, row.value_unit or None, row.subject, None, row.due_on, row.scope or None,
        row.holder_text or None, NOWHERE,
    )  # fmt: skip


def _task(row: Task) -> read.Task:
    return read.Task(row.text, tuple(row.levels), row.lead or None, (), row.section or None, row.due_on, NOWHERE)


def _deadline(row: Deadline) -> read.Deadline:
    return read.Deadline(
        row.kind, row.recurs or None, row.month, row.day, row.on, row.starts_on, None, None, row.via or None,
        row.section or None, NOWHERE,
    )  # fmt: skip


# ---- from a change to what waits, and to the part it makes ----------------------------------------------------------


def understood(change: Change) -> Answer:
    """A change as it is stored with its item: enough to show it and to carry it out."""
    values = _values(change)
    return {
        "what": change.what,
        "part_id": change.part_id,
        "values": {name: _stored(value) for name, value in values.items()},
        "doubt": change.doubt or "",
        "sentence": change.sentence,
    }


def _values(change: Change) -> dict[str, object]:
    """Columns to write: all of a new part, of a changed one only what differs and its sentence."""
    if change.item is None:
        return {}
    whole = proposals.values_of(change.kind, answer.item_data(change.item), change.sentence)
    if change.what == changes.NEW:
        return dict(whole)
    changed = {_COLUMNS[change.kind][each.name]: whole[_COLUMNS[change.kind][each.name]] for each in change.differences}
    if change.kind == "target":
        changed["quote"] = change.sentence
    elif change.kind == "deadline":
        changed["text"] = whole["text"]
    elif "text" in changed:
        changed["short_text"] = whole["short_text"]
    return changed


def _stored(value: object) -> object:
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    return {"day": value.isoformat()} if isinstance(value, date) else value


def columns_of(said: Answer) -> dict[str, Any]:
    """The stored values, as columns take them."""
    return {name: _restored(value) for name, value in said["values"].items()}


def _restored(value: Any) -> Any:
    if isinstance(value, dict):
        return Decimal(value["decimal"]) if "decimal" in value else date.fromisoformat(value["day"])
    return value


# ---- what the page shows --------------------------------------------------------------------------------------------


def amendments(programme: Programme) -> list[AmendmentRow]:
    """Documents read against the programme, the newest first."""
    rows = PlanReading.objects.filter(amends=programme).select_related("file").order_by("-id")
    return [_row(row, programme) for row in rows]


def _row(row: PlanReading, programme: Programme) -> AmendmentRow:
    items = list(ReadItem.objects.filter(reading=row).order_by("position"))
    parts = _parts(programme)
    document = row.answer["document"]
    return AmendmentRow(
        row.id, row.file.name, row.created_at.date(), row.created_by_label, document["number"] or "",
        date.fromisoformat(document["issued_on"]) if document["issued_on"] else None,
        bool(programme.plan_number) and programme.plan_number.lower() in row.text.lower(),
        any(item.state == ReadItem.State.WAITING for item in items),
        tuple(_change_row(item, parts) for item in items),
    )  # fmt: skip


@dataclass(frozen=True)
class AppliedRow:
    """A document that changed the programme: what everyone who sees the programme may know of it."""

    reading_id: int
    number: str
    issued_on: date | None
    name: str


def applied(programme_id: int) -> list[AppliedRow]:
    """Documents that changed it, the oldest first. The caller has asked for scope."""
    taken = ReadItem.objects.filter(reading__amends_id=programme_id, state=ReadItem.State.ACCEPTED)
    rows = PlanReading.objects.filter(id__in=taken.values("reading_id")).select_related("file").order_by("id")
    found = []
    for row in rows:
        document = row.answer["document"]
        issued_on = date.fromisoformat(document["issued_on"]) if document["issued_on"] else None
        found.append(AppliedRow(row.id, document["number"] or "", issued_on, row.file.name))
    return found


def _parts(programme: Programme) -> dict[tuple[str, int], Target | Task | Deadline | RiskGroup]:
    found: dict[tuple[str, int], Target | Task | Deadline | RiskGroup] = {}
    models: Sequence[tuple[str, Any]] = (("target", Target), ("task", Task), ("deadline", Deadline))
    for kind, model in models:
        found |= {(kind, row.id): row for row in model.objects.filter(programme=programme)}
    return found


def _change_row(item: ReadItem, parts: Mapping[tuple[str, int], Any]) -> ChangeRow:
    said = item.understood or {}
    part = parts.get((item.kind, said.get("part_id") or 0))
    lines = []
    for name, value in columns_of(said).items() if "values" in said else ():
        old = getattr(part, name) if part is not None else None
        new_said, old_said = _said(name, value, item.kind), _said(name, old, item.kind)
        if name in WORDS and new_said != old_said and new_said != item.quote:  # the sentence stands above already
            lines.append(Line(WORDS[name], old_said, new_said))
    return ChangeRow(
        item.id, said.get("what", "note"), KINDS.get(item.kind, ""),
        (part.quote or part.subject if isinstance(part, Target) else part.text) if part is not None else "",
        item.quote, tuple(lines), said.get("doubt") or said.get("message", ""), item.state, item.version,
    )  # fmt: skip


def _said(name: str, value: Any, kind: str) -> str:
    if value in (None, "", [], ()):
        return ""
    if isinstance(value, date):
        return numbers.format_day(value)
    if isinstance(value, Decimal):
        plain = value.normalize()
        return numbers.format_number(int(plain) if plain == plain.to_integral_value() else plain)
    if name == "levels":
        return ", ".join(_LEVELS.get(level, level) for level in value)
    if name == "kind":
        return str((Target.Kind if kind == "target" else Deadline.Kind)(value).label)
    return str(Deadline.Recurs(value).label) if name == "recurs" else str(value)
