"""Say who of the commune's book led an activity."""

from datetime import datetime

from django.db import transaction

from vandong.accounts.access import Officer
from vandong.outreach import access
from vandong.outreach.actions import audit_line
from vandong.outreach.errors import AlreadyWithdrawn, PropagandistUnsound
from vandong.outreach.models import SessionLeader
from vandong.outreach.propagandists import access as propagandists
from vandong.units import queries as units


@transaction.atomic
def name_session_leaders(*, by: Officer, activity_id: int, propagandist_ids: frozenset[int], now: datetime) -> None:
    """Let exactly these lead it, of those the officer's book holds; whoever withdrew from it since stays as nobody.

    Raises ActivityNotHere, MayNot, RecordsItself, AlreadyWithdrawn, PropagandistUnsound (not in the book, or they did
    not agree that sessions are written down). What was chosen before is replaced; the audit names nobody.
    """
    activity = access.activity_to_change(by, activity_id, lock=True)
    if activity.withdrawn_at is not None:
        raise AlreadyWithdrawn
    may_lead = set(propagandists.leaders_to_choose(by).values_list("id", flat=True))
    if not propagandist_ids <= may_lead:
        raise PropagandistUnsound(
            "Có người không còn trong sổ của xã, hoặc chưa đồng ý ghi những buổi mình dẫn. Xin tải lại trang rồi chọn.",
            field="leaders",
        )
    standing = SessionLeader.objects.filter(activity=activity, propagandist__withdrawn_at__isnull=True)
    before = set(standing.values_list("propagandist_id", flat=True))
    if before == propagandist_ids:
        return
    standing.exclude(propagandist_id__in=propagandist_ids).delete()
    SessionLeader.objects.bulk_create(
        SessionLeader(activity=activity, propagandist_id=one) for one in sorted(propagandist_ids - before)
    )
    audit_line.record(
        by=by,
        activity=activity,
        unit_in_sentence=units.unit(activity.unit_id).in_sentence,
        verb="leaders_named",
        now=now,
    )
