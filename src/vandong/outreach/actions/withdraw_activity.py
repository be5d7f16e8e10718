"""Withdraw an activity: it stays in view, struck through, and counts nowhere."""

from datetime import datetime

from django.db import transaction

from vandong.accounts.access import Officer
from vandong.kernel import vietnamese
from vandong.outreach import access, recording
from vandong.outreach.actions import audit_line
from vandong.outreach.errors import AlreadyWithdrawn, ReasonMissing
from vandong.units import queries as units


@transaction.atomic
def withdraw_activity(*, by: Officer, activity_id: int, reason: str, now: datetime) -> None:
    """Raises ActivityNotHere, MayNot, RecordsItself, AlreadyWithdrawn, Locked, ReasonMissing."""
    activity = access.activity_to_change(by, activity_id, lock=True)
    if activity.withdrawn_at is not None:
        raise AlreadyWithdrawn
    recording.refuse_locked(activity.unit_id, activity.held_on)
    reason = vietnamese.tidy(reason)
    if not reason:
        raise ReasonMissing(field="reason")
    activity.withdrawn_at = now
    activity.withdrawn_reason = reason[:300]
    activity.version += 1
    activity.save()
    audit_line.record(
        by=by,
        activity=activity,
        unit_in_sentence=units.unit(activity.unit_id).in_sentence,
        verb="withdrawn",
        note=activity.withdrawn_reason,
        now=now,
    )
