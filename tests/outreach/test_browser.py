"""Recording on a real phone: one minute, a lost session, two savers, and pages that everybody can read."""

import pytest
from PIL import Image

from tests import axe, make
from tests.outreach import forms
from tests.world import build
from vandong.outreach import actions, recording
from vandong.outreach.models import Activity

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def sign_in(page, name: str) -> None:
    page.goto("/tai-khoan/dang-nhap/")
    page.fill("[name=login]", name)
    page.fill("[name=password]", make.PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def save(page, label: str = "Lưu hoạt động") -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=label).click()


def test_what_was_written_comes_back_after_a_lost_session_and_goes_once_saved(phone):
    build()
    sign_in(phone, "hanh")
    phone.goto("/hoat-dong/ghi/")
    phone.locator("[name=unit]").first.check()
    phone.locator("[name=channel][value=meeting]").check()
    phone.fill("[name=attendance_count]", "46")
    phone.get_by_text("Địa điểm, ghi thêm").click()
    phone.fill("[name=note]", "Bà con hỏi nhiều.")
    phone.context.clear_cookies(name="phien")  # the session is gone; the page does not know
    save(phone)
    assert "/dang-nhap/" in phone.url or "Trang đã cũ" in phone.content()
    sign_in(phone, "hanh")
    phone.goto("/hoat-dong/ghi/")
    assert phone.locator("[data-draft-notice]").is_visible()
    assert phone.input_value("[name=attendance_count]") == "46"
    assert phone.input_value("[name=note]") == "Bà con hỏi nhiều."
    assert phone.locator("[name=note]").is_visible(), "what came back is in sight, folded away or not"
    save(phone)
    assert phone.get_by_text("Đã lưu:").is_visible()
    phone.goto("/hoat-dong/ghi/")
    assert not phone.locator("[data-draft-notice]").count()
    assert Activity.objects.get().attendance_count == 46


def test_like_last_time_takes_two_numbers_and_three_taps(phone):
    world = build()
    forms.recorded(world, held_on=forms.days_ago(1))
    sign_in(phone, "hanh")
    phone.goto("/hoat-dong/ghi/")
    with phone.expect_navigation():
        phone.get_by_text("Họp thôn, khu dân cư ở Bồng Lai").click()
    for _ in range(3):
        phone.get_by_label("Thêm 1 người dự").click()
    save(phone)
    activity = Activity.objects.latest("id")
    assert (activity.attendance_count, activity.channel, activity.unit_id) == (3, "meeting", world.bong_lai)


def test_a_usual_activity_is_done_again_from_home_in_at_most_eight_taps(phone):
    world = build()
    forms.recorded(world, held_on=forms.days_ago(1))
    sign_in(phone, "hanh")
    phone.goto("/")
    taps = []

    def tap(target) -> None:
        target.tap() if phone.evaluate("'ontouchstart' in window") else target.click()
        taps.append(target)

    with phone.expect_navigation():
        tap(phone.get_by_role("link", name="Họp thôn, khu dân cư ở Bồng Lai"))
    assert phone.input_value("[name=attendance_count]") == "", "a number nobody looked at is offered, not filled in"
    for offered in ("Lần trước 46 người dự", "Thêm 1 người dự", "Lần trước 20 nữ"):
        tap(phone.get_by_label(offered))
    with phone.expect_navigation():
        tap(phone.get_by_role("button", name="Lưu hoạt động"))
    assert len(taps) <= 8
    again = Activity.objects.latest("id")
    assert (again.held_on, again.unit_id, again.channel) == (make.TODAY, world.bong_lai, "meeting")
    assert (again.attendance_count, again.female_count, again.place) == (47, 20, "Nhà văn hóa thôn")
    assert [partner.body_id for partner in again.partners.all()] == [world.women_hong_phong]


def test_an_activity_is_recorded_with_every_field_and_its_draft_comes_back(phone, tmp_path):
    world = build()
    movement = forms.term(world, "movement", "Toàn dân bảo vệ an ninh Tổ quốc")
    text = forms.term(world, "instrument", "Phòng, chống ma túy", doc_type="Chỉ thị", number="36-CT/TW")
    school = forms.organisation(world, "Trường THCS Hồng Phong")
    Image.new("RGB", (64, 48), "#a33").save(tmp_path / "anh.jpg")
    sign_in(phone, "hanh")
    phone.goto("/hoat-dong/ghi/")
    for fold in (
        "Cùng với",
        "Chủ trì, tên việc",
        "Nhóm nguy cơ cao",
        "Tờ rơi, hộ",
        "Địa điểm, ghi thêm",
        "Thêm chi tiết",
    ):
        phone.locator("summary", has_text=fold).first.click()
    phone.locator("[name=day][value=yesterday]").check()
    for name, value in (
        ("unit", world.bong_lai), ("channel", "conference"), ("partners", world.women_hong_phong),
        ("movements", movement), ("instruments", text), ("organisations", school),
    ):  # fmt: skip
        phone.locator(f"[name={name}][value='{value}']").check()
    phone.select_option("[name=task]", str(world.task))
    typed = {
        "title": "Nói chuyện chuyên đề", "attendance_count": "120", "female_count": "60", "leaflet_count": "120",
        f"risk_{world.risk_groups['away_workers']}": "7", "household_count": "3", "broadcast_count": "2",
        "banner_count": "1", "place": "Hội trường", "note": "Bà con hỏi nhiều.", "material_1": "Tờ gấp Luật",
        "material_count_1": "120", "material_2": "Phim ngắn", "cost_vnd": "1.200.000 đ",
    }  # fmt: skip
    for name, value in typed.items():
        phone.fill(f"[name={name}]", value)
    phone.wait_for_timeout(500)
    phone.goto("/")
    phone.goto("/hoat-dong/ghi/")  # what was begun is still there, ticks too
    assert phone.input_value("[name=material_1]") == "Tờ gấp Luật"
    assert phone.locator(f"[name=movements][value='{movement}']").is_checked()
    phone.set_input_files("#anh-co-san", tmp_path / "anh.jpg")
    save(phone)
    assert axe.violations(phone) == []
    done = Activity.objects.get()
    entry = recording.entry_of(done)
    assert (entry.cost_vnd, entry.materials) == (1_200_000, (("Tờ gấp Luật", 120), ("Phim ngắn", None)))
    assert (entry.movement_ids, entry.instrument_ids, entry.organisation_ids) == ({movement}, {text}, {school})
    assert (entry.channel, entry.attendance_count, entry.household_count) == ("conference", 120, 3)
    assert done.photos.count() == 1
    told = phone.locator("main").inner_text()
    assert all(one in told for one in ("1.200.000 đồng", "Chỉ thị 36-CT/TW", "Trường THCS Hồng Phong", "Phim ngắn"))


def test_a_new_activity_is_short_with_its_rarer_parts_folded_until_they_are_needed(phone):
    world = build()
    sign_in(phone, "hanh")
    phone.goto("/hoat-dong/ghi/")
    assert phone.evaluate("document.documentElement.scrollHeight") < 2300
    phone.locator(f"[name=unit][value='{world.bong_lai}']").check()
    phone.locator("[name=channel][value=leaflet]").check()
    assert phone.locator("[name=leaflet_count]").is_visible(), "this way is counted in leaflets"
    phone.fill("[name=leaflet_count]", "120")
    phone.locator("summary", has_text="Cùng với").click()
    phone.locator("[name=partners]").first.check()
    assert phone.locator("[data-says=partners]").inner_text() != "chưa chọn tổ chức nào"
    save(phone)
    activity = Activity.objects.get()
    assert (activity.leaflet_count, activity.unit_id, activity.partners.count()) == (120, world.bong_lai, 1)


def test_a_photo_has_two_ways_in_and_a_button_once_chosen(phone, tmp_path):
    done = forms.recorded(build())
    Image.new("RGB", (64, 48), "#a33").save(tmp_path / "anh.jpg")
    sign_in(phone, "hanh")
    phone.goto(f"/hoat-dong/{done}/")
    assert phone.get_by_role("link", name="Sửa").count() == 1
    assert not phone.get_by_role("button", name="Lưu ảnh").is_visible()
    phone.set_input_files("#anh-co-san", tmp_path / "anh.jpg")
    with phone.expect_navigation():
        phone.get_by_role("button", name="Lưu ảnh").click()
    assert phone.get_by_text("Đã thêm ảnh.").is_visible()


@pytest.mark.ci
def test_an_activity_begun_from_another_and_one_withdrawn_are_for_everybody(phone):
    """What tests/journeys/test_pages.py does not meet."""
    world = build()
    done, gone = forms.recorded(world), forms.recorded(world, "two")
    actions.withdraw_activity(by=world.hanh, activity_id=gone, reason="Ghi trùng", now=make.NOW)
    sign_in(phone, "hanh")
    for address in (f"/hoat-dong/ghi/?nhu={done}", f"/hoat-dong/{gone}/", f"/hoat-dong/{done}/rut-lai/"):
        phone.goto(address)
        assert axe.faults(phone, whole=False) == [], address


def test_who_agrees_is_kept_fills_a_gap_and_is_gone_when_they_withdraw(phone):
    """On a phone, from the list to the gaps and back: consent is asked each time and never ticked beforehand."""
    build()
    sign_in(phone, "hanh")
    phone.goto("/tuyen-truyen-vien/noi-chua-co-ai/")
    assert phone.get_by_role("rowheader", name="Thôn Bồng Lai").is_visible()
    phone.goto("/tuyen-truyen-vien/")
    phone.get_by_role("link", name="Ghi một người").click()
    assert phone.locator("input[type=checkbox]:checked").count() == 0
    phone.get_by_label("Đồng ý bằng cách nào").select_option(index=1)
    phone.get_by_label("Đồng ý ngày nào").fill("01/11/2024")
    phone.get_by_label("Họ tên").fill("Vũ Thị Ước Mơ")
    phone.get_by_label("Vai trò").select_option(index=1)
    phone.locator("label", has_text="Bồng Lai").click()
    save(phone, "Lưu")
    assert "đồng ý" in phone.locator(".err").first.inner_text().lower()
    assert axe.faults(phone, whole=False) == []
    phone.get_by_label("Người này đã nghe hoặc đọc lời trên và đồng ý").check(force=True)
    save(phone, "Lưu")
    assert phone.get_by_text("Vũ Thị Ước Mơ").first.is_visible()
    phone.goto("/tuyen-truyen-vien/noi-chua-co-ai/")
    assert phone.get_by_role("rowheader", name="Thôn Bồng Lai").count() == 0
    phone.goto("/tuyen-truyen-vien/")
    phone.get_by_role("link", name="Rút lại").click()
    save(phone, "Xóa khỏi sổ")
    assert phone.get_by_text("Vũ Thị Ước Mơ").count() == 0
    phone.goto("/tuyen-truyen-vien/noi-chua-co-ai/")
    assert phone.get_by_role("rowheader", name="Thôn Bồng Lai").is_visible()


def test_two_savers_choose_on_the_page(desk, open_window):
    world = build()
    done = forms.recorded(world)
    sign_in(desk, "hanh")
    desk.goto(f"/hoat-dong/{done}/sua/")
    other = open_window()
    sign_in(other, "lan")
    other.goto(f"/hoat-dong/{done}/sua/")
    other.fill("[name=attendance_count]", "50")
    save(other, "Lưu bản sửa")
    desk.fill("[name=attendance_count]", "64")
    save(desk, "Lưu bản sửa")
    assert desk.get_by_role("heading", name="Có người vừa sửa việc này").is_visible()
    assert axe.violations(desk) == []
    desk.locator("[name=choose_attendance_count][value=mine]").check()
    save(desk, "Lưu bản đã chọn")
    assert Activity.objects.get(id=done).attendance_count == 64
