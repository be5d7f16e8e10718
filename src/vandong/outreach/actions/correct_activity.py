"""Correct an activity. Of two people who save, the second is shown both versions; nothing is overwritten unseen."""

from datetime import datetime

from django.db import transaction

from vandong.accounts.access import Officer
from vandong.outreach import access, recording, rules
from vandong.outreach.actions import audit_line
from vandong.outreach.actions.record_activity import write
from vandong.outreach.errors import AlreadyWithdrawn, ChangedByAnother, CountedElsewhere, EntryRefused
from vandong.outreach.rules import ActivityEntry


@transaction.atomic
def correct_activity(
    *, by: Officer, activity_id: int, entry: ActivityEntry, version: int, now: datetime
) -> tuple[str, ...]:
    """Replace what was said by `entry`, if the activity still stands at `version`. Returns the names of the fields
    that changed; when none did, nothing is written.

    Raises ActivityNotHere, MayNot, RecordsItself, AlreadyWithdrawn, Locked (the day it had or the day it would get),
    ChangedByAnother (with the standing entry), EntryRefused.
    """
    activity = access.activity_to_change(by, activity_id, lock=True)
    if activity.withdrawn_at is not None:
        raise AlreadyWithdrawn
    standing = recording.entry_of(activity)
    changed = rules.changed_fields(standing, entry)
    if not changed:  # whoever saved first said the same
        return ()
    if activity.version != version:
        raise ChangedByAnother(theirs=standing)
    if not access.sees_groups(by, activity):
        if rules.lowers_attendance(standing, entry):
            raise EntryRefused([CountedElsewhere(field="attendance_count")])
        if entry.programme_id != standing.programme_id:  # counts by another programme's groups would be lost unseen
            raise EntryRefused([CountedElsewhere(CountedElsewhere.programme, field="programme")])
    recording.refuse_locked(activity.unit_id, activity.held_on)
    where = recording.judge(by, entry)
    activity.version += 1
    activity.is_on_behalf = activity.is_on_behalf or where.is_on_behalf
    write(activity, entry)
    audit_line.record(
        by=by,
        activity=activity,
        unit_in_sentence=where.place.in_sentence,
        verb="corrected",
        changed_fields=changed,
        now=now,
    )
    return changed
