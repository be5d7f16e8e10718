"""A district and a province without JavaScript: consolidated, approved, issued, downloaded."""

import pytest

from tests.journeys import lived as lives
from tests.journeys.steps import figure, open_own_report, report_of, submit, text_of
from tests.reporting import loop

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def approve(page, address: str) -> None:
    """Without script there is no question in between: the button acts."""
    page.goto(address)
    page.get_by_role("button", name="Duyệt và ký").click()
    page.get_by_text("Đã duyệt").first.wait_for()


@pytest.mark.ci
def test_a_province_consolidates_its_districts_and_its_document_is_issued_and_downloaded(world, at_work):
    lives.work(world)
    period = loop.period(world)
    for writer, approver in ((world.hanh, world.lan), (world.ha, world.hue), (world.nam, world.nam)):
        loop.approved(writer, approver, period)

    khai = at_work("khai", script=False)
    district = open_own_report(khai, period)
    below = figure(world.hong_phong, "attendance_count") + figure(world.tan_huong, "attendance_count")
    assert figure(world.ninh_giang, "attendance_count") == below + 120  # the district's own event
    khai.get_by_role("link", name="Theo đơn vị").click()
    assert {"Hồng Phong", "Tân Hương"} <= {
        name for name in ("Hồng Phong", "Tân Hương", "Ngũ Hùng") if name in khai.locator("main").inner_text()
    }
    khai.goto(district)
    submit(khai)
    approve(at_work("thai", script=False), district)
    loop.approved(world.tuyet, world.tuyet, period)

    binh = at_work("binh", script=False)
    province = open_own_report(binh, period)
    submit(binh)
    co = at_work("co", script=False)
    approve(co, province)
    total = figure(world.ninh_giang, "attendance_count") + figure(world.thanh_mien, "attendance_count") + 350
    assert figure(world.hai_duong, "attendance_count") == total
    co.get_by_role("button", name="Cấp số, làm văn bản").click()
    co.wait_for_url("**/van-ban/**")
    assert report_of(world.hai_duong).document_id is not None
    with co.expect_download() as coming:
        co.get_by_role("link", name="Tải bản Word").click()
    words = text_of(coming.value.path().read_bytes())
    assert f"{total:,} lượt người".replace(",", ".") in words
