"""Coverage of the high-risk groups: live in the commune's book, above it only what approved reports tell."""

import io
from datetime import date

import openpyxl
import pytest

from tests import make
from tests.analytics.field_work import held
from tests.reporting import loop
from vandong.outreach.actions import GroupSizeEntry, state_group_size
from vandong.outreach.models import RiskAttendance

BOOK, ABOVE = "/nhom-nguy-co/", "/bao-cao/do-phu/"


def sized(world, officer, code, count):
    entry = GroupSizeEntry(world.programme, world.risk_groups[code], 2024, count, "Công an xã", date(2024, 3, 1))
    return state_group_size(by=officer, entry=entry, version=0, now=make.NOW)


def came(world, unit, groups, first):
    activity = held(world, unit, groups=groups, on=date(2024, 5, 20), attendance_count=90)
    for code, count in first.items():
        rows = RiskAttendance.objects.filter(activity=activity, risk_group_id=world.risk_groups[code])
        rows.update(first_timer_count=count)


@pytest.mark.django_db
def test_coverage_is_live_in_the_book_and_above_it_is_what_approved_reports_tell(world, signed_in_as):
    came(world, world.bong_lai, {"away_workers": 20, "street_youth": 9}, {"away_workers": 12, "street_youth": 9})
    came(world, world.tieu_son, {"away_workers": 10}, {})
    came(world, world.tan_huong, {"away_workers": 30}, {"away_workers": 25})
    sized(world, world.hanh, "away_workers", 48)
    sized(world, world.hanh, "street_youth", 6)
    sized(world, world.ha, "away_workers", 50)

    page = signed_in_as(world.hanh).get(BOOK)
    row = {one.group.code: one for book in page.context["books"] for one in book.groups}
    assert row["away_workers"].share == "25 %"
    assert "1 trên 2 việc (50 %) không hỏi" in row["away_workers"].doubts[0]
    assert row["street_youth"].share == "150 %"
    assert "Nhiều hơn số trong sổ 3 người" in page.content.decode()
    assert row["released_prisoners"].share == ""

    above = signed_in_as(world.khai)
    assert above.get(ABOVE).context["page"] is None
    period = loop.period(world)
    for officer, approver in ((world.hanh, world.lan), (world.ha, world.hue)):
        loop.approved(officer, approver, period)
    page = above.get(ABOVE).context["page"]
    assert page.own == ()
    told = {unit.unit_name: {cell.group: cell.text for cell in unit.cells} for unit in page.below}
    assert told["Xã Hồng Phong"]["Người đang làm ăn xa"] == "25 % (12/48)"
    assert told["Xã Tân Hương"]["Người đang làm ăn xa"] == "50 % (25/50)"
    assert told["Xã Tân Hương"]["Người nghiện"] == "chưa có số"
    assert told["Xã Hồng Phong"]["Thanh thiếu niên bỏ học, sống lang thang"] == "150 % (9/6)"

    loop.approved(world.khai, world.thai, period)
    page = above.get(ABOVE)
    own = {row.cell.group: row for row in page.context["page"].own}
    assert own["Người đang làm ăn xa"].cell.text == "37,76 % (37/98)"
    assert own["Thanh thiếu niên bỏ học, sống lang thang"].sized_text == "1 trên 2 đơn vị đã có số"
    assert "Trên 100 %" in page.content.decode()
    sheet = openpyxl.load_workbook(io.BytesIO(above.get(ABOVE, {"xuat": "xlsx"}).content)).active
    assert "37,76 %" in {cell.value for line in sheet.iter_rows() for cell in line}
    assert signed_in_as(world.nam).get(ABOVE).context["page"].below == ()
