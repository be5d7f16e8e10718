"""Undo a withdrawal: the activity counts again, as it was."""

from datetime import datetime

from django.db import transaction

from vandong.accounts.access import Officer
from vandong.outreach import access, recording
from vandong.outreach.actions import audit_line
from vandong.outreach.errors import NotWithdrawn
from vandong.units import queries as units


@transaction.atomic
def restore_activity(*, by: Officer, activity_id: int, now: datetime) -> None:
    """Raises ActivityNotHere, MayNot, RecordsItself, NotWithdrawn, Locked."""
    activity = access.activity_to_change(by, activity_id, lock=True)
    if activity.withdrawn_at is None:
        raise NotWithdrawn
    recording.refuse_locked(activity.unit_id, activity.held_on)
    activity.withdrawn_at = None
    activity.withdrawn_reason = ""
    activity.version += 1
    activity.save()
    audit_line.record(
        by=by,
        activity=activity,
        unit_in_sentence=units.unit(activity.unit_id).in_sentence,
        verb="restored",
        now=now,
    )
