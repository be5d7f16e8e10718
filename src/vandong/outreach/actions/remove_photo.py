"""Take one photo off an activity."""

from datetime import datetime

from django.db import transaction

from vandong.accounts.access import Officer
from vandong.kernel import files
from vandong.outreach import access, recording
from vandong.outreach.actions import audit_line
from vandong.outreach.errors import AlreadyWithdrawn
from vandong.units import queries as units


@transaction.atomic
def remove_photo(*, by: Officer, photo_id: int, now: datetime) -> int:
    """Remove it, and the bytes of it from the disk; returns the activity's id.

    Raises ActivityNotHere (also when the photo is gone already), MayNot, RecordsItself, Locked, AlreadyWithdrawn (what
    was withdrawn must come back whole).
    """
    photo = access.photo_to_see(by, photo_id)
    activity = access.activity_to_change(by, photo.activity_id, lock=True)
    if activity.withdrawn_at is not None:
        raise AlreadyWithdrawn
    recording.refuse_locked(activity.unit_id, activity.held_on)
    photo = access.photo_to_see(by, photo_id)  # of two who press at once, the second finds it gone: one audit line
    photo.delete()
    files.erase(photo.file)
    if photo.small_file:
        files.erase(photo.small_file)
    audit_line.record(
        by=by,
        activity=activity,
        unit_in_sentence=units.unit(activity.unit_id).in_sentence,
        verb="photo_removed",
        changed_fields=["photos"],
        now=now,
    )
    return activity.id
