"""Reads of notices: what is new for the body an officer acts in. Another body's notices are never seen."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from vandong.accounts.access import Officer
from vandong.messaging.models import Notice, NoticeRead


@dataclass(frozen=True)
class NoticeRow:
    """A notice as shown to one person; `path` is where on this site it leads, or empty."""

    id: int
    icon: str
    text: str
    detail: str
    path: str
    told_at: datetime
    is_read: bool


def unread_count(officer: Officer) -> int:
    """How many notices of the officer's body this person has not read. One query."""
    return Notice.objects.filter(body_id=officer.body_id).exclude(_read_by(officer)).count()


def notices(officer: Officer, *, limit: int | None = None, unread_only: bool = False) -> list[NoticeRow]:
    """Notices of the officer's body, the newest first. One query."""
    found = notices_for(officer)
    if unread_only:
        found = found.exclude(_read_by(officer))
    return [notice_row(row) for row in (found if limit is None else found[:limit])]


def notices_for(officer: Officer) -> QuerySet[Notice]:
    """The same, lazily, for a page of many; each row carries `is_read`."""
    found = Notice.objects.filter(body_id=officer.body_id).annotate(is_read=_read_by(officer))
    return found.order_by("-told_at", "-id")


def notice_row(row: Notice) -> NoticeRow:
    """A row of `notices_for` as shown."""
    return NoticeRow(row.id, row.icon, row.text, row.detail, row.path, row.told_at, row.is_read)  # type: ignore[attr-defined]


def _read_by(officer: Officer) -> Exists:
    return Exists(NoticeRead.objects.filter(notice=OuterRef("pk"), account_id=officer.account_id))
