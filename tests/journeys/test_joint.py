"""A thing several bodies of several levels did together: one record, counted once in each report it belongs to."""

from datetime import timedelta

import pytest

from tests import axe
from tests.outreach import forms
from tests.outreach.test_browser import save, sign_in
from tests.reporting import loop
from tests.world import build
from vandong.outreach.models import Activity
from vandong.reporting.models import Report

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_joint_activity_is_recorded_once_and_counted_once_in_each_report(phone, open_window):
    world = build()
    day = loop.YEAR.cutoff_on - timedelta(days=3)
    sign_in(phone, "hanh")
    phone.goto("/hoat-dong/ghi/")
    phone.locator("[name=day][value=other]").check()
    phone.fill("[name=other_day]", f"{day:%d/%m/%Y}")
    phone.locator(f"[name=unit][value='{world.hong_phong}']").check()
    phone.locator("[name=channel][value=culture]").check()
    phone.fill("[name=attendance_count]", "150")
    phone.locator("#viec summary", has_text="Cùng với").click()
    for partner in (world.hanh.body_id, world.women_hong_phong, world.binh.body_id):
        phone.locator(f"[name=partners][value='{partner}']").check()
    phone.locator("#viec summary", has_text="Chủ trì").click()
    phone.select_option("[name=lead_body]", str(world.khai.body_id))  # the district led it
    save(phone)
    told = phone.locator("main").inner_text()
    assert "Báo cáo của xã Hồng Phong, một lần; huyện Ninh Giang, tỉnh Hải Dương cộng từ báo cáo ấy." in told
    done = Activity.objects.get()
    assert done.partners.count() == 3

    district = open_window(1280, 800)
    sign_in(district, "khai")
    district.goto("/hoat-dong/ghi/")
    assert district.get_by_text("Cấp dưới đã ghi, có tổ chức của đơn vị mình cùng làm").is_visible()
    assert district.locator(f"main a[href='/hoat-dong/{done.id}/']").is_visible()

    # The district's own conference, with the Fronts of two of its communes: it counts in the district's report alone.
    forms.recorded(
        world, "own", by=world.khai, unit_id=world.ninh_giang, held_on=day, channel="conference", task_id=None,
        lead_body_id=world.khai.body_id, partner_ids=frozenset({world.hanh.body_id, world.ha.body_id}),
        attendance_count=60, risk_counts=(), female_count=None,
    )  # fmt: skip
    period = loop.period(world)
    reports = {
        "hong_phong": loop.approved(world.hanh, world.lan, period),
        "tan_huong": loop.approved(world.ha, world.hue, period),
    }
    reports["ninh_giang"] = loop.approved(world.khai, world.thai, period)
    reports["hai_duong"] = loop.opened(world.binh, period)
    counted = {
        name: (figures["record_count"], figures["joint_activity_count"], figures["attendance_count"])
        for name, report in reports.items()
        for figures in [loop.values(report)]
    }
    assert counted == {
        "hong_phong": (1, 1, 150),
        "tan_huong": (0, 0, 0),
        "ninh_giang": (2, 2, 210),
        "hai_duong": (2, 2, 210),
    }
    line = Report.objects.get(id=reports["ninh_giang"]).lines.get(indicator="joint_activity_count")
    assert (line.own_value, line.below_value) == (1, 1)
    district.goto(f"/bao-cao/{reports['ninh_giang']}/so/joint_activity_count/")
    assert district.get_by_role("heading", name="Việc phối hợp với tổ chức khác").is_visible()
    # Hồng Phong is a hot spot since the year began: the district records it, and compares.
    district.goto(f"/don-vi/{world.hong_phong}/xep-loai/")
    assert axe.violations(district) == []
    district.locator("[name=kind][value=hot_2]").check()
    for name, value in (
        ("valid_from", "01/01/2024"), ("decision_number", "12/QĐ-UBND"), ("decision_on", "20/12/2023"),
        ("issuer", "Ủy ban nhân dân tỉnh"),
    ):  # fmt: skip
        district.fill(f"[name={name}]", value)
    with district.expect_navigation():
        district.get_by_role("button", name="Lưu xếp loại").click()
    assert district.get_by_text("đang có giá trị").is_visible()
    for address in ("/hoat-dong/mat-do/", "/don-vi/xep-loai/"):
        district.goto(address)
        assert axe.violations(district) == [], address
        assert district.get_by_text("Xã Hồng Phong").first.is_visible()
