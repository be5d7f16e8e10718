"""What the pages of amendments show: what each document would change or has changed, old beside new."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Max
from django.utils import timezone

from vandong.kernel import numbers
from vandong.programme import wording
from vandong.programme.amending import comparing
from vandong.programme.amending.comparing import columns_of
from vandong.programme.handing_down import inputs
from vandong.programme.models import Deadline, PlanReading, Programme, ReadItem, RiskGroup, Target, Task

WORDS = {
    "kind": "Loại", "value": "Mức", "value_unit": "Đơn vị tính", "due_on": "Hạn", "text": "Nội dung",
    "levels": "Cấp làm", "recurs": "Lặp lại", "month": "Tháng", "day": "Ngày", "on": "Đúng ngày", "via": "Qua",
    "name": "Tên", "subject": "Về việc gì", "baseline_text": "So với", "holder_level": "Ai phải đạt",
}  # fmt: skip
KINDS = {"target": "Mục tiêu", "task": "Nhiệm vụ", "deadline": "Thời hạn", "risk_group": "Nhóm nguy cơ cao"}

_SHORT, _ALIKE = 8, 0.6  # words of a sentence worth comparing word by word, and how much of it both must share


@dataclass(frozen=True)
class Line:
    """One field, old and new, as words; `old` is empty for what is new. A sentence that keeps most of its words has
    `pieces`: (what, words), what being "same", "old" or "new"."""

    word: str
    old: str
    new: str
    pieces: tuple[tuple[str, str], ...] = ()


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
    number_lost: str = ""  # the number the target is measured by now, of which the new sentence can make no use


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


@dataclass(frozen=True)
class AppliedRow:
    """A document that changed the programme: what everyone who sees the programme may know of it."""

    reading_id: int
    number: str
    issued_on: date | None
    name: str
    applied_on: date
    applied_at: datetime
    rows: tuple[ChangeRow, ...]  # what it changed, old beside new


def amendments(programme: Programme) -> list[AmendmentRow]:
    """Documents read against the programme, the newest first."""
    rows = PlanReading.objects.filter(amends=programme).select_related("file").order_by("-id")
    return [_row(row, programme) for row in rows]


def _row(row: PlanReading, programme: Programme) -> AmendmentRow:
    items = list(ReadItem.objects.filter(reading=row).order_by("position"))
    parts = _parts(programme.id)
    document = row.answer["document"]
    return AmendmentRow(
        row.id, row.file.name, row.created_at.date(), row.created_by_label, document["number"] or "",
        date.fromisoformat(document["issued_on"]) if document["issued_on"] else None,
        bool(programme.plan_number) and programme.plan_number.lower() in row.text.lower(),
        any(item.state == ReadItem.State.WAITING for item in items),
        tuple(_change_row(item, parts) for item in items),
    )  # fmt: skip


def applied(programme_id: int) -> list[AppliedRow]:
    """Documents that changed it, the oldest first. The caller has asked for scope."""
    taken = ReadItem.objects.filter(reading__amends_id=programme_id, state=ReadItem.State.ACCEPTED)
    rows = PlanReading.objects.filter(id__in=taken.values("reading_id")).select_related("file").order_by("id")
    documents = list(rows.annotate(applied_at=Max("items__decided_at")))
    if not documents:
        return []
    parts = _parts(programme_id)
    changes: dict[int, list[ChangeRow]] = {row.id: [] for row in documents}
    for item in taken.order_by("position"):
        changes[item.reading_id].append(_change_row(item, parts))
    found = []
    for row in documents:
        document = row.answer["document"]
        issued_on = date.fromisoformat(document["issued_on"]) if document["issued_on"] else None
        applied_on, number = timezone.localdate(row.applied_at), document["number"] or ""
        found.append(
            AppliedRow(row.id, number, issued_on, row.file.name, applied_on, row.applied_at, tuple(changes[row.id]))
        )
    return found


def _parts(programme_id: int) -> dict[tuple[str, int], Target | Task | Deadline | RiskGroup]:
    found: dict[tuple[str, int], Target | Task | Deadline | RiskGroup] = {}
    models: Sequence[tuple[str, Any]] = (("target", Target), ("task", Task), ("deadline", Deadline))
    for kind, model in models:
        found |= {(kind, row.id): row for row in model.objects.filter(programme_id=programme_id)}
    return found


def _change_row(item: ReadItem, parts: Mapping[tuple[str, int], Any]) -> ChangeRow:
    said = item.understood or {}
    part = parts.get((item.kind, said.get("part_id") or 0))
    lines = []
    for name, value in columns_of(said).items() if "values" in said else ():
        old = getattr(part, name) if part is not None else None
        new_said, old_said = _said(name, value, item.kind), _said(name, old, item.kind)
        if name == "holder_level" and part is None and not new_said:
            new_said = "Cả chương trình"
        if name in WORDS and new_said != old_said and new_said != item.quote:  # the sentence stands above already
            lines.append(Line(WORDS[name], old_said, new_said, _pieces(old_said, new_said)))
    now = (part.quote or part.subject if isinstance(part, Target) else part.text) if part is not None else ""
    return ChangeRow(
        item.id, said.get("what", "note"), KINDS.get(item.kind, ""),
        "" if any(line.pieces and line.old == now for line in lines) else now,
        item.quote, tuple(lines), said.get("doubt") or said.get("message", ""), item.state, item.version,
        _number_lost(part, columns_of(said)) if isinstance(part, Target) and said.get("what") == "changed" else "",
    )  # fmt: skip


def _number_lost(target: Target, values: Mapping[str, Any]) -> str:
    """ "45 xã, từ 01/01/2011 đến 31/12/2015, theo Báo cáo …", where the change moves what it was counted for."""
    if not comparing.measures_anew(target, values):
        return ""
    return next((line.given for line in inputs.input_lines_of([target])), "")


def _pieces(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """Both sentences in one, word by word; empty where they share little, or are short enough to stand side by side."""
    before, after = old.split(), new.split()
    match = difflib.SequenceMatcher(None, before, after, autojunk=False)
    if min(len(before), len(after)) < _SHORT or match.ratio() < _ALIKE:
        return ()
    found: list[tuple[str, str]] = []
    for what, a, b, c, d in match.get_opcodes():
        if what == "equal":
            found.append(("same", " ".join(before[a:b])))
            continue
        found += [(kind, " ".join(words)) for kind, words in (("old", before[a:b]), ("new", after[c:d])) if words]
    return tuple(found)


def _said(name: str, value: Any, kind: str) -> str:
    if value in (None, "", [], ()):
        return ""
    if isinstance(value, date):
        return numbers.format_day(value)
    if isinstance(value, Decimal):
        return wording.amount(value, "")
    if name == "holder_level":
        return wording.LEVEL_LABELS.get(value, "")
    if name == "levels":
        return wording.levels_text(value)
    if name == "kind":
        return str((Target.Kind if kind == "target" else Deadline.Kind)(value).label)
    if name == "recurs":
        return str((Target.Recurs if kind == "target" else Deadline.Recurs)(value).label)
    return str(value)
