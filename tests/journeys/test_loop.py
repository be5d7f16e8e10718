"""The loop as five people walk it: records on a phone, a report returned once, corrected, consolidated, signed.

Figures are summed here by hand from what was typed, and compared with every report and with the Word document.
"""

from datetime import date

import pytest

from tests.journeys.steps import (
    approve,
    figure,
    open_own_report,
    record,
    report_of,
    sentence_beside,
    sentence_of,
    submit,
    text_of,
)
from tests.reporting import loop
from vandong.reporting.actions import PeriodEntry
from vandong.reporting.models import Report

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TALKS = (46, 31)  # attendances of the two talks Hạnh records
DISTRICT_TALK = 120


LOCKED = (
    "Báo cáo năm 2024 đã trình duyệt nên việc từ 01/01/2024 đến 04/11/2024 đã khóa. "
    "Muốn sửa, xin đề nghị trả lại báo cáo."
)
NOTE_NEEDED = "Số khai khác số tự tính thì cần một câu giải thích. Xin ghi lý do."
MAY_NOT = "Chức danh của anh/chị không làm việc này. Xin hỏi người quản trị của đơn vị."
NOT_HERE = "Không tìm thấy nội dung này. Có thể đường dẫn đã cũ, hoặc nội dung thuộc đơn vị khác."


def test_five_people_bring_field_work_to_a_word_document_that_equals_the_sum_of_its_records(world, at_work):
    entry = PeriodEntry("năm 2024", loop.YEAR.starts_on, date(2024, 11, 4), loop.YEAR.dues)
    period = loop.period(world, entry)

    # The commune officer, on a phone of 360 px.
    hanh = at_work("hanh", 360, touch=True)
    for attendance in TALKS:
        record(hanh, attendance, leaflets=20)
    address = open_own_report(hanh, period)
    assert figure(world.hong_phong, "attendance_count") == sum(TALKS)
    submit(hanh)
    hanh.goto("/hoat-dong/ghi/")  # what is submitted is locked: a late record is refused with one sentence
    record_refused(hanh)

    # The commune leader returns it once, with a reason.
    lan = at_work("lan")
    lan.goto("/")
    assert lan.get_by_text("Duyệt báo cáo năm 2024").is_visible()
    lan.goto(address)
    lan.get_by_role("textbox", name="Ý kiến").fill("Xin khai đủ số tờ rơi đã phát.")
    lan.get_by_role("button", name="Trả lại cho người lập").click()
    lan.wait_for_load_state("networkidle")

    # The officer reads the reason, corrects a figure with a note, submits again.
    hanh.goto(address)
    assert hanh.get_by_text("Xin khai đủ số tờ rơi đã phát.").first.is_visible()
    hanh.goto(f"{address}so/leaflet_count/")
    hanh.locator("details", has=hanh.locator("[name=value]")).locator("summary").first.click()
    hanh.locator("[name=value]").fill("55")
    hanh.get_by_role("button", name="Lưu").first.click()
    assert hanh.locator(".err").inner_text().strip() == NOTE_NEEDED
    hanh.locator("[name=note]").fill("15 tờ phát tại chợ chưa ghi vào sổ.")
    hanh.locator("[name=value]").fill("55")
    hanh.get_by_role("button", name="Lưu").first.click()
    hanh.goto(address)
    submit(hanh)

    # The writer may not approve: the page offers no button.
    hanh.goto(address)
    assert hanh.get_by_role("button", name="Duyệt và ký").count() == 0
    approve(lan, address)
    loop.approved(world.ha, world.hue, period)

    # The district records its own event and consolidates.
    khai = at_work("khai")
    record_district(khai, DISTRICT_TALK)
    district = open_own_report(khai, period)
    assert figure(world.ninh_giang, "attendance_count") == sum(TALKS) + DISTRICT_TALK
    assert figure(world.ninh_giang, "leaflet_count") == 55
    submit(khai)
    approve(at_work("thai"), district)

    # The province consolidates; the late district is named.
    binh = at_work("binh")
    province = open_own_report(binh, period)
    assert "Thanh Miện" in binh.locator("main").inner_text()
    submit(binh)
    co = at_work("co")
    approve(co, province)
    assert figure(world.hai_duong, "attendance_count") == sum(TALKS) + DISTRICT_TALK

    # The document: issued by the Standing Board, downloaded by who only looks.
    co.goto(province)
    co.get_by_role("button", name="Cấp số, làm văn bản").click()
    co.get_by_role("dialog").get_by_role("button", name="Cấp số").click()
    co.wait_for_url("**/van-ban/**")
    vien = at_work("vien")
    vien.goto(province)
    assert vien.get_by_role("button", name="Cấp số, làm văn bản").count() == 0
    with vien.expect_download() as coming:
        vien.get_by_role("link", name=".docx").first.click()
    words = text_of(coming.value.path().read_bytes())
    assert f"{sum(TALKS) + DISTRICT_TALK} lượt người" in words
    assert "55" in words
    assert "huyện Thanh Miện" in words

    # Who only looks is refused everything else, in one sentence.
    vien.goto("/hoat-dong/ghi/")
    assert sentence_of(vien) == MAY_NOT
    la = at_work("la")
    la.goto(address)
    assert la.get_by_role("heading", level=1).inner_text() == "Không tìm thấy"
    assert sentence_of(la) == NOT_HERE


def record_refused(page) -> None:
    """A record inside a submitted period is not saved; the sentence says why, and nothing typed is lost."""
    page.get_by_label("Hôm qua").check(force=True)
    page.locator("fieldset#id_unit label").first.click()
    page.locator("fieldset#id_channel label").first.click()
    page.locator("#id_attendance_count").fill("9")
    page.get_by_role("button", name="Lưu hoạt động").click()
    page.locator(".err").first.wait_for()
    assert sentence_beside(page, "id_day") == LOCKED
    assert page.locator("#id_attendance_count").input_value() == "9"


def record_district(page, attendance: int) -> None:
    page.goto("/hoat-dong/ghi/")
    page.get_by_label("Hôm qua").check(force=True)
    if page.locator("fieldset#id_unit label").count():
        page.locator("fieldset#id_unit label").first.click()
    page.locator("fieldset#id_channel label").first.click()
    page.locator("#id_attendance_count").fill(str(attendance))
    page.get_by_role("button", name="Lưu hoạt động").click()
    page.wait_for_load_state("networkidle")


def test_without_script_a_commune_records_reports_and_approves(world, at_work):
    period = loop.period(world)
    hanh = at_work("hanh", 360, script=False)
    record(hanh, 40)
    address = open_own_report(hanh, period)
    submit(hanh)
    lan = at_work("lan", script=False)
    lan.goto(address)
    lan.get_by_role("button", name="Duyệt và ký").click()
    lan.get_by_text("Đã duyệt").first.wait_for()
    assert report_of(world.hong_phong).state == "approved"


def test_what_was_being_typed_is_still_there_after_the_session_was_lost(world, at_work):
    page = at_work("hanh", 360)
    page.goto("/hoat-dong/ghi/")
    page.locator("#id_attendance_count").fill("73")
    page.locator("summary", has_text="Địa điểm, ghi thêm").click()
    page.locator("#id_note").fill("Bà con hỏi nhiều về việc đón người đi cai trở về.")
    page.wait_for_timeout(600)
    page.context.clear_cookies()
    page.get_by_role("button", name="Lưu hoạt động").click()
    page.wait_for_load_state("networkidle")
    assert Report.objects.count() == 0

    from tests.journeys.conftest import sign_in

    sign_in(page, "hanh")
    page.goto("/hoat-dong/ghi/")
    assert page.locator("#id_attendance_count").input_value() == "73"
    assert "đón người đi cai" in page.locator("#id_note").input_value()
    assert page.get_by_text("Đã lấy lại những gì viết dở").is_visible()
