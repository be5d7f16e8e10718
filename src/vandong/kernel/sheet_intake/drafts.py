"""Keep what was read from a workbook until it is accepted or forgotten. Not a verb of any domain: no audit line."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction

from vandong.kernel import child, files
from vandong.kernel.models import SheetDraft
from vandong.kernel.sheet_intake.declared import Intake, Taken
from vandong.kernel.sheet_intake.found import Found, Outdated, loads

MOST_ROWS = 60_000
KEPT = timedelta(days=1)


@dataclass(frozen=True)
class Draft:
    file_name: str
    found: Found
    created_at: datetime

    @property
    def stamp(self) -> str:
        """Which sending it is: a page says back which one it showed, for another may have taken its place."""
        return f"{self.created_at.astimezone(UTC):%Y%m%d%H%M%S%f}"


def read(payload: bytes, intake: Intake[Any], columns: "list[Taken] | tuple[Taken, ...]") -> str:
    """The table of a workbook, read in the limited child process, as a draft keeps it. Raises `child.Unreadable` with
    a sentence for any file it can't take, and for one without such a table."""
    options = {
        "wanted": [(one.key, (one.title, *one.names), one.fills_down) for one in columns],
        "needs": intake.needs,
        "max_rows": MOST_ROWS,
    }
    _, body = child.parse("vandong.kernel.sheet_intake.reader:read_table", payload, options)
    return body.decode()


@transaction.atomic
def keep(*, account_id: int, unit_id: int, intake: str, file_name: str, found: str, now: datetime) -> None:
    """One for each person and kind of table, replaced by the next; drafts of a day ago go with it."""
    forget_old(now=now)
    SheetDraft.objects.update_or_create(
        account_id=account_id,
        intake=intake,
        defaults={"unit_id": unit_id, "file_name": files.safe_name(file_name), "found": found, "created_at": now},
    )


def kept(*, account_id: int, unit_id: int, intake: str, now: datetime) -> Draft | None:
    """What this person had read for this unit within a day and neither accepted nor forgot."""
    row = SheetDraft.objects.filter(account_id=account_id, unit_id=unit_id, intake=intake).first()
    if row is None or now - row.created_at > KEPT:
        return None
    try:
        return Draft(row.file_name, loads(row.found), row.created_at)
    except Outdated:
        return None


def is_kept(*, account_id: int, unit_id: int, intake: str, now: datetime) -> bool:
    rows = SheetDraft.objects.filter(account_id=account_id, unit_id=unit_id, intake=intake)
    return rows.filter(created_at__gte=now - KEPT).exists()


def forget(*, account_id: int, intake: str) -> None:
    """Nothing to forget is no error."""
    SheetDraft.objects.filter(account_id=account_id, intake=intake).delete()


def forget_old(*, now: datetime) -> int:
    """Every draft of more than a day ago; returns how many."""
    count, _ = SheetDraft.objects.filter(created_at__lt=now - KEPT).delete()
    return count
