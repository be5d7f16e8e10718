"""The pages about units, as officers meet them."""

from decimal import Decimal

import pytest

from tests.make import NOW, TODAY
from tests.pages import text_of
from vandong.kernel.audit import SYSTEM
from vandong.units import queries as units
from vandong.units.actions import NewUnit, merge_units


@pytest.mark.parametrize("spelled", ["bồng lai", "BONG LAI", "thon bong", "11203-01", "bo\u0302\u0300ng"])
def test_a_unit_is_found_however_its_name_is_spelled(world, signed_in_as, spelled):
    page = text_of(signed_in_as(world.khai).get("/don-vi/", {"tim": spelled}))
    assert "Thôn Bồng Lai" in page
    assert "Thôn Tiêu Sơn" not in page


def test_the_list_holds_the_units_below_in_vietnamese_order_and_none_beside(world, signed_in_as):
    page = text_of(signed_in_as(world.khai).get("/don-vi/", {"cap": "commune"}))
    assert page.index("Xã Hồng Phong") < page.index("Xã Tân Hương")
    assert "Ngũ Hùng" not in page
    assert "Hưng Thái" not in page, "ended, so not on today's list"


def test_the_list_leaves_as_a_workbook(world, signed_in_as):
    answer = signed_in_as(world.khai).get("/don-vi/", {"xuat": "xlsx"})
    assert answer["Content-Type"].startswith("application/vnd.openxmlformats")


def test_a_unit_tells_where_it_stands_what_it_holds_and_whom_it_took_over(world, signed_in_as):
    page = text_of(signed_in_as(world.ha).get(f"/don-vi/{world.tan_huong}/"))
    assert "Mặt trận xã Tân Hương" in page
    assert "Huyện Ninh Giang" in page
    assert f'href="/don-vi/{world.ninh_giang}/"' not in page, "above one's own unit the page does not lead"
    assert "Nghị quyết 788/NQ-UBTVQH14" in page
    assert f'href="/don-vi/{world.hung_thai}/"' in page


def test_an_ended_commune_can_still_be_read_as_it_stood(world, signed_in_as):
    page = text_of(signed_in_as(world.ha).get(f"/don-vi/{world.hung_thai}/"))
    assert "Đơn vị này không tồn tại hôm nay" in page
    assert "đến hết ngày 30/11/2019" in page


def test_a_merger_to_come_is_announced_on_the_page(world, signed_in_as):
    merge_units(
        by=SYSTEM, predecessors=[(world.hong_phong, Decimal(1))],
        successor=NewUnit("11204", "xã", "Hồng Mới", world.ninh_giang), on=TODAY.replace(month=12, day=1),
        legal_reference="Nghị quyết 9", now=NOW,
    )  # fmt: skip
    page = text_of(signed_in_as(world.hanh).get(f"/don-vi/{world.hong_phong}/"))
    assert "Chuyển sang toàn bộ: xã Hồng Mới" in page
    assert "Đã có quyết định, chưa đến ngày" in page


def test_a_unit_outside_ones_scope_looks_like_none_at_all(world, signed_in_as):
    client = signed_in_as(world.hanh)
    for unit in (world.ninh_giang, world.tan_huong, world.dinh_cao, 999_999):
        assert client.get(f"/don-vi/{unit}/").status_code == 404


def test_a_commune_officer_opens_an_area_from_the_first_of_january(world, signed_in_as):
    client = signed_in_as(world.hanh)
    assert "01/01/2024" in text_of(client.get("/don-vi/khu-dan-cu/moi/"))
    said = {"kind": "thôn", "name": " An  Bình ", "valid_from": "01/01/2024", "with_work_board": "on"}
    page = text_of(client.post("/don-vi/khu-dan-cu/moi/", said, follow=True))
    assert "Đã mở thôn An Bình." in page
    assert "11203-03" in page
    assert "Ban công tác Mặt trận thôn An Bình" in page


def test_a_name_that_the_commune_has_already_is_refused_beside_the_field_and_stays_typed(world, signed_in_as):
    said = {"kind": "thôn", "name": "Bong Lai", "valid_from": "01/01/2024"}
    answer = signed_in_as(world.hanh).post("/don-vi/khu-dan-cu/moi/", said)
    assert answer.status_code == 422
    assert "đã có thôn Bong Lai" in text_of(answer)
    assert 'value="Bong Lai"' in text_of(answer)
    assert len(units.children(world.hong_phong, TODAY)) == 2


def test_areas_are_opened_by_their_commune_alone(world, signed_in_as):
    for officer in (world.khai, world.luong):
        answer = signed_in_as(officer).get("/don-vi/khu-dan-cu/moi/")
        assert answer.status_code == 403
        assert "Khu dân cư do Mặt trận xã, phường, thị trấn mở." in text_of(answer)
