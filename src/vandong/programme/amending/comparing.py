"""A later document read against an issued programme: what its parts are in the reader's terms, what the document would
change, and the columns each change gives. What was proposed waits as `ReadItem`s of a reading that `amends`."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from vandong.programme import rules
from vandong.programme.models import Deadline, PlanReading, Programme, RiskGroup, Target, Task
from vandong.programme.reader import answer, changes, reading
from vandong.programme.reader import plan as read
from vandong.programme.reader.answer import Answer
from vandong.programme.reader.changes import Change, Comparison, Standing
from vandong.programme.reader.text import fold
from vandong.programme.reading import proposals

LONGEST = 200_000  # code points of an amending document: some hundred pages
NOWHERE = read.Span(0, 0)
# A field of the reader's item → the columns of the part that hold it.
_COLUMNS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "target": {
        "kind": ("kind",), "value": ("value",), "unit": ("value_unit",), "due": ("due_on",),
        "recurs": ("recurs",),
        "baseline": ("baseline_text", "baseline_from", "baseline_to"), "holder": ("holder_text", "holder_level"),
    },
    "task": {"text": ("text",), "levels": ("levels",), "due": ("due_on",)},
    "deadline": {
        "kind": ("kind",), "recurs": ("recurs",), "month": ("month",), "day": ("day",), "date": ("on",),
        "via": ("via",),
    },
}  # fmt: skip


def compared(programme: Programme, text: str) -> Comparison:
    """What the document would change. Deterministic, without the network; at most LONGEST code points."""
    found = changes.compare(reading.read(text), standing(programme), programme.plan_number)
    there = {fold(name) for name in RiskGroup.objects.filter(programme=programme).values_list("name", flat=True)}
    kept = tuple(change for change in found.changes if not _names_a_group_of(there, change))
    return replace(found, changes=kept)


def _names_a_group_of(there: set[str], change: Change) -> bool:
    """Groups are not withdrawn or reworded by a document; one named again is not added again."""
    if change.kind != "risk_group" or change.item is None:
        return False
    return fold(str(proposals.values_of("risk_group", answer.item_data(change.item), change.sentence)["name"])) in there


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
        row.kind, value, row.value_unit or None, row.subject, _baseline(row), row.due_on, row.scope or None,
        row.holder_text or None, NOWHERE, row.recurs or None,
    )  # fmt: skip


def _baseline(row: Target) -> read.Baseline | None:
    said = row.baseline_text or row.baseline_from
    return read.Baseline(row.baseline_from, row.baseline_to, row.baseline_text) if said else None


def _task(row: Task) -> read.Task:
    return read.Task(row.text, tuple(row.levels), row.lead or None, (), row.section or None, row.due_on, NOWHERE)


def _deadline(row: Deadline) -> read.Deadline:
    return read.Deadline(
        row.kind, row.recurs or None, row.month, row.day, row.on, row.starts_on, None, None, row.via or None,
        row.section or None, NOWHERE,
    )  # fmt: skip


# ---- from a change to what waits, and to the part it makes ----------------------------------------------------------


def understood(change: Change, deadline_texts: Mapping[int, str]) -> Answer:
    """A change as it is stored with its item: enough to show it and to carry it out. `deadline_texts`: deadline id →
    its words now; words that do not say the day ("Báo cáo kết quả về …") stay as they are when the day moves."""
    values = _values(change)
    now = deadline_texts.get(change.part_id or 0, "") if change.kind == "deadline" else ""
    if now and change.what == changes.CHANGED and not any(letter.isdigit() for letter in now):
        values.pop("text", None)
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
    columns = [column for each in change.differences for column in _COLUMNS[change.kind][each.name]]
    changed = {column: whole[column] for column in columns}
    if change.kind == "target":  # its name is made of its sentence's words
        changed |= {"quote": change.sentence, "subject": whole["subject"]}
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


def measures_anew(target: Target, values: Mapping[str, object]) -> bool:
    """Whether a change moves what the target's number was counted for: what it is compared with, or what is counted.
    The number of before would be wrong under the new sentence."""
    now = {
        name: values.get(name, getattr(target, name)) for name in ("baseline_text", "baseline_from", "subject", "kind")
    }
    days = now["baseline_from"], values.get("baseline_to", target.baseline_to)
    moved = days != (target.baseline_from, target.baseline_to)
    if not all(days) and fold(str(now["baseline_text"])) != fold(target.baseline_text):
        moved = True
    kind_moved = rules.input_asked(str(now["kind"]), target.indicator) != rules.input_asked(
        target.kind, target.indicator
    )
    return moved or kind_moved or fold(str(now["subject"])) != fold(target.subject)
