"""The small world in mid-November: activities, one report at every step, notices, a correction asked for."""

from dataclasses import dataclass
from datetime import date, timedelta

from tests import make
from tests.analytics.field_work import held
from tests.reporting import loop
from tests.world import World
from vandong.reporting import actions

_WAYS = ("meeting", "loudspeaker", "club", "leaflet", "contest")


@dataclass(frozen=True)
class Lived:
    """Ids of what pages are opened on."""

    world: World
    period: int
    draft: int  # Ninh Giang's own, being made
    submitted: int  # Hồng Phong's, waiting for Lan
    returned: int  # Tân Hương's, sent back by Huệ
    approved: int  # Ngũ Hùng's, with a correction asked for


def work(world: World) -> None:
    """A year of field work, a few records a month."""
    places = (world.bong_lai, world.tieu_son, world.hong_phong, world.tan_huong, world.ngu_hung)
    for place, unit in enumerate(places):
        for month in range(1, 11):
            if (month + place) % 3 == 0:
                continue
            day = date(2024, month, 5 + place)
            groups = {"away_workers": 3 + month, "seasonal_workers": 2} if month % 2 else {}
            held(
                world,
                unit,
                on=day,
                channel=_WAYS[(month + place) % 3],
                attendance_count=30 + month * place,
                groups=groups,
                leaflet_count=40 if month % 3 else 0,
                household_count=month,
            )
    held(world, world.ninh_giang, on=date(2024, 6, 20), attendance_count=120)
    held(world, world.hai_duong, on=date(2024, 6, 26), attendance_count=350, title="Lễ phát động tháng hành động")


def live(world: World) -> Lived:
    """Everything in the middle of its way."""
    work(world)
    period = loop.period(world)
    submitted = loop.submitted(world.hanh, period)
    returned = loop.submitted(world.ha, period)
    actions.return_report(
        by=world.hue, report_id=returned, row_version=None, now=make.NOW, reason="Xin xem lại số tờ rơi tháng 8."
    )
    approved = loop.approved(world.nam, world.nam, period, now=make.NOW - timedelta(days=1))
    actions.issue_report_document(by=world.nam, report_id=approved, dated_on=make.TODAY, row_version=None, now=make.NOW)
    actions.ask_correction(
        by=world.nam, report_id=approved, row_version=None, now=make.NOW, reason="Thiếu một buổi họp ngày 20/10."
    )
    draft = loop.opened(world.khai, period)
    return Lived(world, period, draft, submitted, returned, approved)
