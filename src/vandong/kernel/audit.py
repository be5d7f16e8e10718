"""The audit's one door: write a line inside the verb's transaction. Sealing and verifying live in `audit_seal`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.db import connection

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
    return [
        Line(
            row.id,
            row.at,
            row.actor_label,
            row.action,
            row.subject_label,
            tuple(row.changed_fields),
            row.note,
            row.unit_id,
        )
        for row in rows[:limit]
    ]


def has_line_since(action: str, subject_type: str, subject_id: object, since: datetime) -> bool:
    """Whether that was already told about the subject after `since`."""
    return AuditLine.objects.filter(
        action=action, subject_type=subject_type, subject_id=str(subject_id), at__gt=since
    ).exists()
