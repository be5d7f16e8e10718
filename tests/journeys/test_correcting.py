"""A report is sent back, put right, approved and issued on a small phone in the dark: every page on the way, and every
question it asks, is open to everybody."""

import pytest

from tests import axe
from tests.journeys.steps import sentence_beside
from vandong.reporting.models import Report

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

REASON_NEEDED = "Xin viết ít nhất một câu để người nhận hiểu cần làm gì."
MAY_NOT_APPROVE = "Chức danh của anh/chị không làm việc này. Xin hỏi người quản trị của đơn vị."


def look(page) -> None:
    """Nothing on the page as it now stands breaks a rule or runs over the phone."""
    assert page.evaluate(axe.OVERFLOW) <= 0, page.url
    assert axe.violations(page) == [], page.url


@pytest.mark.ci
def test_a_report_sent_back_is_corrected_approved_and_issued_in_the_dark_on_a_phone(lived, at_work):
    address = f"/bao-cao/{lived.submitted}/"
    hanh, lan = (at_work(name, 360, touch=True, dark=True) for name in ("hanh", "lan"))

    lan.goto(address)
    look(lan)
    lan.get_by_role("button", name="Trả lại cho người lập").click()
    reason = lan.get_by_role("textbox", name="Ý kiến")
    assert sentence_beside(lan, reason.get_attribute("id")) == REASON_NEEDED
    look(lan)
    reason.fill("Xin khai đủ số băng rôn.")
    lan.get_by_role("button", name="Trả lại cho người lập").click()
    lan.get_by_text("Bị trả lại").first.wait_for()
    look(lan)

    hanh.goto(address)
    assert hanh.get_by_text("Xin khai đủ số băng rôn.").first.is_visible()
    look(hanh)
    hanh.goto(f"{address}so/banner_count/")
    look(hanh)
    hanh.locator("details", has=hanh.locator("[name=value]")).locator("summary").first.click()
    hanh.locator("[name=value]").fill("9")
    hanh.locator("[name=note]").fill("Chín băng rôn treo ở chợ.")
    look(hanh)
    hanh.get_by_role("button", name="Lưu").first.click()
    hanh.wait_for_load_state("networkidle")
    look(hanh)
    hanh.goto(address)
    hanh.get_by_role("button", name="Trình duyệt").click()
    hanh.get_by_text("Đã trình báo cáo").first.wait_for()
    look(hanh)

    lan.goto(address)
    lan.get_by_role("button", name="Duyệt và ký").click()
    lan.get_by_role("dialog").wait_for()
    look(lan)
    lan.get_by_role("dialog").get_by_role("button", name="Duyệt").click()
    lan.get_by_text("Đã duyệt").first.wait_for()
    look(lan)
    lan.get_by_role("button", name="Cấp số, làm văn bản").click()
    lan.get_by_role("dialog").wait_for()
    look(lan)
    lan.get_by_role("dialog").get_by_role("button", name="Cấp số").click()
    lan.wait_for_url("**/van-ban/**")
    look(lan)
    report = Report.objects.get(id=lived.submitted)
    assert (report.state, report.document_id is not None) == ("approved", True)
    assert report.lines.get(indicator="banner_count", risk_group="").value == 9
