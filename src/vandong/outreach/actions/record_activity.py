"""Record one activity: saved once, however often the same form is sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from vandong.accounts.access import Officer, ensure
from vandong.outreach import recording
from vandong.outreach.actions import audit_line, parts
from vandong.outreach.actions.add_photos import Drawn, attach, redraw
from vandong.outreach.errors import FormOfAnother
from vandong.outreach.models import Activity
from vandong.outreach.rules import ActivityEntry


@dataclass(frozen=True)
class Recorded:
    """Where it landed. `is_repeat`: this form had been saved before; `differs`: with other values than now."""

    activity_id: int
    is_repeat: bool = False
    differs: bool = False


def record_activity(
    *, by: Officer, entry: ActivityEntry, client_token: UUID, photos: Sequence[bytes] = (), now: datetime
) -> Recorded:
    """Save the activity with its photos and one audit line, or answer with the one this token already saved.

    Raises MayNot, UnitElsewhere, RecordsItself, Locked, EntryRefused, TooManyPhotos, PhotoTooHeavy, Unreadable (a
    photo), FormOfAnother. Photos are redrawn before the transaction begins: a child process must not hold up a lock.
    """
    ensure(by, "record")
    if earlier := _saved_before(by, entry, client_token):
        return earlier
    drawn = redraw(photos)
    try:
        with transaction.atomic():
            return Recorded(_save(by, entry, client_token, drawn, now))
    except IntegrityError:
        # The same form, sent twice at the same moment: the other one won, and it is this one.
        if earlier := _saved_before(by, entry, client_token):
            return earlier
        raise


def _saved_before(by: Officer, entry: ActivityEntry, client_token: UUID) -> Recorded | None:
    activity = Activity.objects.filter(client_token=client_token).first()
    if activity is None:
        return None
    if activity.recorded_by_id != by.account_id:
        raise FormOfAnother
    return Recorded(activity.id, is_repeat=True, differs=recording.entry_of(activity) != entry)


def _save(by: Officer, entry: ActivityEntry, client_token: UUID, drawn: Sequence[Drawn], now: datetime) -> int:
    where = recording.judge(by, entry)
    activity = Activity(
        is_on_behalf=where.is_on_behalf,
        recorded_by_id=by.account_id,
        recorded_by_label=by.label[:300],
        recorded_in_id=by.unit_id,
        recorded_at=now,
        client_token=client_token,
    )
    write(activity, entry)
    attach(activity.id, drawn, now)
    audit_line.record(
        by=by,
        activity=activity,
        unit_in_sentence=where.place.in_sentence,
        verb="recorded",
        note=f"Cấp trên ghi thay {where.owner.in_sentence}" if where.is_on_behalf else "",
        now=now,
    )
    return activity.id


def write(activity: Activity, entry: ActivityEntry) -> None:
    """Put an entry's values on a new or existing activity and save it, with its parts."""
    if activity.pk is not None:  # first, or the database would compare old group counts with a new total
        parts.clear(activity.pk)
    for name in parts.PLAIN:
        setattr(activity, name, getattr(entry, name))
    activity.save()
    parts.write([(activity.id, entry)])
