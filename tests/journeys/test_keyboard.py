"""A district and a province officer who use no mouse: everything is reached with Tab, pressed with Enter or Space."""

import pytest

from tests import make
from tests.journeys import lived as lives
from tests.journeys.steps import figure, report_of
from tests.reporting import loop

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FOCUSED = """() => {
  const one = document.activeElement;
  const words = one.getAttribute("aria-label") || one.labels?.[0]?.innerText || one.innerText || one.value || "";
  return [one.tagName, words.replace(/\\s+/g, " ").trim()];
}"""
IS_SEEN = """() => {
  const box = document.activeElement.getBoundingClientRect();
  return box.bottom > 0 && box.top < innerHeight && getComputedStyle(document.activeElement).outlineStyle !== "none";
}"""


def reach(page, words: str, *tags: str, most: int = 200) -> None:
    """Press Tab until what has the focus says `words`; fails where it is out of reach, or its focus unseen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        tag, said = page.evaluate(FOCUSED)
        if words in said and (not tags or tag in tags):
            assert page.evaluate(IS_SEEN), f"the focus on {said!r} is not seen"
            return
    raise AssertionError(f"{words!r} is not reached by the Tab key on {page.url}")


def press(page, words: str, *tags: str) -> None:
    """Reach it and press Enter, and wait for the page it leads to."""
    reach(page, words, *tags)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def agree(page, words: str, yes: str) -> None:
    """Reach a grave button, and the answer in the question it asks."""
    reach(page, words, "BUTTON")
    page.keyboard.press("Enter")
    page.get_by_role("dialog").wait_for()
    reach(page, yes, "BUTTON", most=4)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def come_in(page, username: str) -> None:
    page.goto("/tai-khoan/dang-nhap/")
    page.evaluate("document.activeElement.blur()")
    reach(page, "Tên đăng nhập", "INPUT")
    page.keyboard.type(username)
    reach(page, "Mật khẩu", "INPUT")
    page.keyboard.type(make.PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.wait_for_url("**/")


@pytest.mark.ci
def test_a_district_and_its_province_report_without_a_mouse(world, open_window):
    lives.work(world)
    period = loop.period(world)
    for writer, approver in ((world.hanh, world.lan), (world.ha, world.hue)):
        loop.approved(writer, approver, period)

    khai = open_window(1280, 900)
    come_in(khai, "khai")
    press(khai, "Báo cáo", "A")
    khai.goto(f"/bao-cao/ky/{period}/")
    press(khai, "Lập báo cáo", "BUTTON")
    press(khai, "Trình duyệt", "BUTTON")
    assert report_of(world.ninh_giang).state == "submitted"

    thai = open_window(1280, 900)
    come_in(thai, "thai")
    press(thai, "Duyệt báo cáo năm 2024", "A")
    agree(thai, "Duyệt và ký", "Duyệt")
    assert report_of(world.ninh_giang).state == "approved"

    binh = open_window(1280, 900)
    come_in(binh, "binh")
    binh.goto(f"/bao-cao/ky/{period}/")
    press(binh, "Lập báo cáo", "BUTTON")
    assert figure(world.hai_duong, "attendance_count") == figure(world.ninh_giang, "attendance_count") + 350
    press(binh, "Trình duyệt", "BUTTON")

    co = open_window(1280, 900)
    come_in(co, "co")
    press(co, "Duyệt báo cáo năm 2024", "A")
    agree(co, "Duyệt và ký", "Duyệt")
    agree(co, "Cấp số, làm văn bản", "Cấp số")
    co.wait_for_url("**/van-ban/**")
    assert report_of(world.hai_duong).document_id is not None
