"""The addresses of notices, for the access matrix."""

from typing import Any

from tests import make
from tests.access.sample import Sample, board_of
from tests.world import World
from vandong.messaging.actions import tell_body
from vandong.messaging.models import Notice


def notice(world: World, unit: int) -> dict[str, Any]:
    """A notice to the unit's Standing Board."""
    body = board_of(unit)
    tell_body(body_id=body, key=f"sample:{unit}", text="Có báo cáo chờ duyệt.", now=make.NOW)
    return {"notice_id": Notice.objects.get(body_id=body, key=f"sample:{unit}").id}


SAMPLES = {
    "notice_list": Sample("none"),
    "notice_read_all": Sample("none", post=lambda world, unit: {}),
    "notice_read": Sample("own", kwargs=notice, post=lambda world, unit: {}),
}
