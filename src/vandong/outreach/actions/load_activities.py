"""Load many activities at once: the demonstration's year, an operator's old records. One audit line for the batch."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from vandong.kernel import audit
from vandong.outreach.actions import parts
from vandong.outreach.models import Activity
from vandong.outreach.rules import ActivityEntry
from vandong.units import queries as units

_AT_ONCE = 500


@dataclass(frozen=True)
class LoadedActivity:
    """One activity and who is said to have recorded it, in which unit, when."""

    entry: ActivityEntry
    recorded_by_id: int | None
    recorded_by_label: str
    recorded_in_id: int
    recorded_at: datetime


@transaction.atomic
def load_activities(*, by: audit.Actor, activities: Iterable[LoadedActivity], now: datetime) -> int:
    """Insert them all or none; returns how many.

    For operations only: it asks nobody's scope and judges no entry. The database still refuses what can't be (women
    beyond all, groups beyond all, unknown channels, unbelievable counts), as an IntegrityError.
    """
    count = 0
    batch: list[LoadedActivity] = []
    for one in activities:
        batch.append(one)
        if len(batch) == _AT_ONCE:
            count += _insert(batch)
            batch = []
    count += _insert(batch)
    audit.record(
        by=by,
        at=now,
        action="outreach.activity.loaded",
        subject_type="outreach.activity",
        subject_id="",
        subject_label=f"{count} hoạt động",
    )
    return count


def _insert(batch: list[LoadedActivity]) -> int:
    places = units.units_by_id({one.entry.unit_id for one in batch})
    rows = [_row(one) for one in batch]
    for row in rows:
        row.fill_keys(places[row.unit_id].name)
    Activity.objects.bulk_create(rows)
    parts.write((row.id, one.entry) for row, one in zip(rows, batch, strict=True))
    return len(rows)


def _row(one: LoadedActivity) -> Activity:
    return Activity(
        **{name: getattr(one.entry, name) for name in parts.PLAIN},
        recorded_by_id=one.recorded_by_id,
        recorded_by_label=one.recorded_by_label[:300],
        recorded_in_id=one.recorded_in_id,
        recorded_at=one.recorded_at,
        client_token=uuid4(),
    )
