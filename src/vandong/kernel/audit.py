"""The audit's one door: write a line inside the verb's transaction. Sealing and verifying live in `audit_seal`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db import connection
from django.db.models import Q

from vandong.kernel import vietnamese
from vandong.kernel.listing import Lazy
from vandong.kernel.models import AuditLine


class Actor(Protocol):
    """Who does something. `accounts.access.Officer` is one; `SYSTEM` is the software itself."""

    @property
    def account_id(self) -> int | None: ...
    @property
    def label(self) -> str: ...


class _System:
    account_id = None
    label = "Hệ thống"


SYSTEM: Actor = _System()


def record(
    *,
    by: Actor,
    at: datetime,
    action: str,
    subject_type: str,
    subject_id: object,
    subject_label: str = "",
    unit_id: int | None = None,
    changed_fields: Iterable[str] = (),
    note: str = "",
) -> None:
    """Insert one audit line. Must run inside the transaction of the verb it tells about (checked)."""
    if not connection.in_atomic_block:
        raise RuntimeError(f"audit line {action!r} outside a transaction")
    AuditLine.objects.create(
        at=at,
        actor_id=by.account_id,
        actor_label=by.label[:300],
        action=action,
        subject_type=subject_type,
        subject_id=str(subject_id),
        subject_label=subject_label[:300],
        unit_id=unit_id,
        changed_fields=list(changed_fields),
        note=note[:500],
    )


@dataclass(frozen=True)
class Line:
    """One audit line as shown."""

    id: int
    at: datetime
    actor_label: str
    action: str
    subject_label: str
    changed_fields: tuple[str, ...]
    note: str
    unit_id: int | None


def lines_about(subject_type: str, subject_id: object, *, actions: Sequence[str] = (), limit: int = 20) -> list[Line]:
    """The latest lines about one subject, newest first; only those of `actions` if any are named. The caller has
    already asked whether the reader may see them."""
    rows = AuditLine.objects.filter(subject_type=subject_type, subject_id=str(subject_id)).order_by("-id")
    if actions:
        rows = rows.filter(action__in=actions)
    return [_line(row) for row in rows[:limit]]


def _line(row: AuditLine) -> Line:
    return Line(
        row.id,
        row.at,
        row.actor_label,
        row.action,
        row.subject_label,
        tuple(row.changed_fields),
        row.note,
        row.unit_id,
    )


def has_line_since(action: str, subject_type: str, subject_id: object, since: datetime) -> bool:
    """Whether that was already told about the subject after `since`."""
    return AuditLine.objects.filter(
        action=action, subject_type=subject_type, subject_id=str(subject_id), at__gt=since
    ).exists()


@dataclass(frozen=True)
class Asked:
    """What is asked of the audit. Instants are half open; empty sequences ask nothing."""

    from_at: datetime | None = None
    until_at: datetime | None = None
    actions: Sequence[str] = ()
    actor_labels: Sequence[str] | None = None  # None = anyone; empty = nobody
    unit_ids: Any = None  # None = every unit of the scope; else a queryset or ids, narrowing it
    subject: str = ""  # a part of the subject's label, as written
    downwards: bool = True


def lines_in(scope_unit_ids: Any, asked: Asked) -> Lazy[Line]:
    """Lines about the units of a scope (a subquery of ids), as they were written. Lines of no unit are not shown."""
    rows = AuditLine.objects.filter(unit_id__in=scope_unit_ids).order_by(
        *(("-at", "-id") if asked.downwards else ("at", "id"))
    )
    if asked.from_at is not None:
        rows = rows.filter(at__gte=asked.from_at)
    if asked.until_at is not None:
        rows = rows.filter(at__lt=asked.until_at)
    if asked.actions:
        rows = rows.filter(action__in=asked.actions)
    if asked.actor_labels is not None:
        rows = rows.filter(actor_label__in=asked.actor_labels)
    if asked.unit_ids is not None or asked.subject:
        narrowed = Q(subject_label__contains=asked.subject) if asked.subject else Q()
        rows = rows.filter(narrowed | Q(unit_id__in=asked.unit_ids) if asked.unit_ids is not None else narrowed)
    return Lazy(rows, lambda found: [_line(row) for row in found])


def actor_labels_in(scope_unit_ids: Any, words: Sequence[str], most: int = 500) -> list[str]:
    """The people of a scope's lines whose name, title or body holds every word (in the form to search by)."""
    labels = AuditLine.objects.filter(unit_id__in=scope_unit_ids).order_by().values_list("actor_label", flat=True)
    found = [label for label in labels.distinct() if all(word in vietnamese.search_key(label) for word in words)]
    return found[:most]
