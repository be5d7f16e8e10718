"""The installation's own row: read at the edges, for the banner and the pinned day."""

from dataclasses import dataclass
from datetime import date, datetime

from vandong.kernel.models import Installation


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


def establish(*, name: str, now: datetime, is_demonstration: bool = False, pinned_on: date | None = None) -> None:
    """Write the one row: from here on the installation is set up. Part of the caller's transaction, whose audit line
    tells of it. A second one is refused by the database."""
    Installation.objects.create(id=1, name=name, is_demonstration=is_demonstration, pinned_on=pinned_on, created_at=now)
