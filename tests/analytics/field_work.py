"""Field work as rows, for tests that need many records quickly: what `outreach.actions` would have written."""

import uuid
from datetime import date

from tests import make
from tests.world import World
from vandong.outreach.models import Activity, ActivityPartner, RiskAttendance
from vandong.units.models import Body, Unit


def lead_body(unit_id: int) -> int:
    """Any body of the unit; a residential area without one gets its Front Work Board."""
    body = Body.objects.filter(unit_id=unit_id).first()
    if body:
        return body.id
    since = Unit.objects.get(id=unit_id).valid_from
    return make.body(unit_id, "front_work_board", "Ban công tác Mặt trận", "Ban công tác", since)


def held(
    world: World,
    unit_id: int,
    *,
    on: date = date(2024, 5, 20),
    channel: str = "meeting",
    groups: dict[str, int] | None = None,
    partners: tuple[int, ...] = (),
    **values: object,
) -> Activity:
    """One activity of the world's programme, with 30 attendances unless told otherwise."""
    values = {"attendance_count": 30, **values}
    activity = Activity.objects.create(
        unit_id=unit_id,
        programme_id=world.programme,
        held_on=on,
        channel=channel,
        lead_body_id=lead_body(unit_id),
        recorded_by_label="Người ghi",
        recorded_at=make.NOW,
        client_token=uuid.uuid4(),
        **values,
    )
    for code, count in (groups or {}).items():
        RiskAttendance.objects.create(activity=activity, risk_group_id=world.risk_groups[code], count=count)
    for body_id in partners:
        ActivityPartner.objects.create(activity=activity, body_id=body_id)
    return activity


def withdraw(activity: Activity) -> None:
    Activity.objects.filter(id=activity.id).update(withdrawn_at=make.NOW, withdrawn_reason="Ghi nhầm ngày.")
