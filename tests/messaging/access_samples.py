"""The addresses of notices, for the access matrix."""

from typing import Any

from tests import make
from tests.access.sample import Sample
from tests.world import World
from vandong.messaging.actions import tell_body
from vandong.messaging.models import Notice
from vandong.units.queries import standing_board


def notice(world: World, unit: int) -> dict[str, Any]:
    """A notice to the unit's Standing Board; a unit that has ended gets its board back for it."""
    board = standing_board(unit, make.TODAY)
    body = board.id if board else make.body(unit, "standing_board", f"Ban Thường trực {unit}", f"Mặt trận {unit}")
    tell_body(body_id=body, key=f"sample:{unit}", text="Có báo cáo chờ duyệt.", now=make.NOW)
    return {"notice_id": Notice.objects.get(body_id=body, key=f"sample:{unit}").id}


SAMPLES = {
    "notice_list": Sample("none"),
    "notice_read_all": Sample("none", post=lambda world, unit: {}),
    "notice_read": Sample("own", kwargs=notice, post=lambda world, unit: {}),
}
