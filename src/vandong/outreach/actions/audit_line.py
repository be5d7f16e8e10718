"""How every verb about an activity tells the audit of it."""

from collections.abc import Iterable
from datetime import datetime

from vandong.kernel import audit
from vandong.kernel.numbers import format_day
from vandong.outreach.models import Activity, Channel
from vandong.outreach.rows import SUBJECT


def record(
    *,
    by: audit.Actor,
    activity: Activity,
    unit_in_sentence: str,
    verb: str,
    now: datetime,
    changed_fields: Iterable[str] = (),
    note: str = "",
) -> None:
    """One line "outreach.activity.<verb>", named by channel, place and day. Inside the verb's transaction."""
    audit.record(
        by=by,
        at=now,
        action=f"{SUBJECT}.{verb}",
        subject_type=SUBJECT,
        subject_id=activity.id,
        subject_label=f"{Channel(activity.channel).label}, {unit_in_sentence}, {format_day(activity.held_on)}",
        unit_id=activity.unit_id,
        changed_fields=changed_fields,
        note=note,
    )
