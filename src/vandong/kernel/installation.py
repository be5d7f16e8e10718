"""The installation's own row: read at the edges, for the banner and the pinned day."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from vandong.kernel.models import Installation

SETUP_LOCK = 7_031_905  # the advisory lock's number on PostgreSQL; SQLite lets one writer in at a time anyway


@dataclass(frozen=True)
class Current:
    name: str
    is_demonstration: bool
    pinned_on: date | None
    is_set_up: bool


def current() -> Current:
    """What this installation is. One small query; `is_set_up` is false before `vandong init` or the first-run pages."""
    row = Installation.objects.filter(id=1).first()
    if row is None:
        return Current(name="", is_demonstration=False, pinned_on=None, is_set_up=False)
    return Current(row.name, row.is_demonstration, row.pinned_on, is_set_up=True)


def wait_to_set_up() -> None:
    """Call first in the transaction that sets an installation up, then ask `current`: of two at once the second waits
    here until the first is done, and sees that it came too late."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SETUP_LOCK])


def establish(*, name: str, now: datetime, is_demonstration: bool = False, pinned_on: date | None = None) -> None:
    """Write the one row: from here on the installation is set up. Part of the caller's transaction, whose audit line
    tells of it. A second one is refused by the database."""
    Installation.objects.create(id=1, name=name, is_demonstration=is_demonstration, pinned_on=pinned_on, created_at=now)
