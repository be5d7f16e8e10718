"""A unit's own plan and an amendment in a real browser: no rule of accessibility broken, nothing wider than the phone,
and what is saved is no longer called unsaved."""

import pytest
from django.urls import reverse

from tests.axe import faults
from tests.programme.test_amendment import AMENDMENT

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def sign_in(page, signed_in_as, officer):
    cookie = signed_in_as(officer).cookies["phien"].value
    page.context.add_cookies([{"name": "phien", "value": cookie, "domain": "localhost", "path": "/"}])


def test_a_commune_writes_its_plan_and_gets_its_number(world, signed_in_as, desk):
    sign_in(desk, signed_in_as, world.lan)
    desk.goto(reverse("unit_plan_write", args=[world.programme]))
    assert faults(desk) == []
    desk.get_by_label("Căn cứ").fill("Căn cứ Chỉ thị số 12-CT/HU ngày 05/02/2024 của Ban Thường vụ Huyện ủy Ninh Giang")
    desk.get_by_role("button", name="Lưu bản thảo").click()
    desk.get_by_text("Đã lưu bản thảo kế hoạch.").wait_for()
    assert desk.locator("[data-draft-notice]").count() == 0
    assert desk.locator(".a4").get_by_text("Chỉ thị số 12-CT/HU").count() == 1
    assert faults(desk) == []
    desk.get_by_role("button", name="Cấp số, làm văn bản").click()
    desk.get_by_role("dialog").get_by_role("button", name="Cấp số").click()
    desk.get_by_role("heading", name="Văn bản số 01/KH-MTTQ-BTT").wait_for()


def test_an_amendment_is_compared_and_applied(world, signed_in_as, desk):
    sign_in(desk, signed_in_as, world.binh)
    desk.goto(reverse("amendment_page", args=[world.programme]))
    assert faults(desk) == []
    paper = {"name": "sua-doi.txt", "mimeType": "text/plain", "buffer": AMENDMENT.encode()}
    desk.locator("input[type=file]").set_input_files(paper)
    desk.get_by_role("button", name="Đọc và so với chương trình").click()
    desk.get_by_role("button", name="Áp dụng thay đổi đã chọn").wait_for()
    assert faults(desk) == []
    desk.get_by_role("button", name="Áp dụng thay đổi đã chọn").click()
    desk.get_by_role("dialog").get_by_role("button", name="Áp dụng").click()
    desk.get_by_text("Đã áp dụng 5 thay đổi.").wait_for()
    assert faults(desk) == []
