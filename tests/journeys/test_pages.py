"""Every page of every role: open to everybody who can see, hear, press keys or hold a small phone."""

import pytest

from tests import axe, make
from tests.journeys.crawl import reachable
from vandong.kernel.models import Installation
from vandong.ops import setup_code

pytestmark = pytest.mark.browser
# In two halves, which run side by side; with the routes each must have met.
BELOW = ("luong", "hanh", "lan", "khai"), {
    "home", "activity_list", "activity_show", "report_show", "report_line", "programme_show", "notice_list", "help",
    "guide", "unit_show", "account_me", "search",
}  # fmt: skip
ABOVE = ("thai", "binh", "co", "quan", "vien"), {
    "home", "activity_list", "report_show", "programme_show", "account_list", "account_show", "unit_show", "unit_map",
    "document_show", "search",
}  # fmt: skip


@pytest.mark.ci
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("cast", "met"), [BELOW, ABOVE], ids=["below", "above"])
def test_no_page_of_any_role_keeps_anybody_out_on_a_phone_by_day_or_at_a_desk_in_the_dark(lived, at_work, cast, met):
    Installation.objects.update(is_demonstration=True, pinned_on=make.TODAY)  # its bar stands on every page people try
    found, opened, looked_at = [], set(), set()
    for username in cast:
        page = at_work(username, 360)
        for route, path in reachable(page, frozenset(opened)):
            opened.add(route)
            shape = axe.shape(page)
            if shape not in looked_at:
                looked_at.add(shape)
                found += [f"{username} {path}: {fault}" for fault in axe.faults(page, whole=path == "/")]
        page.close()
    assert not found, "\n".join(found)
    assert met - opened == set()


@pytest.mark.ci
def test_the_first_run_is_open_to_everybody_from_its_code_to_signing_in(open_window, transactional_db):
    page = open_window(360, 740)
    page.goto("/khoi-tao/")
    assert axe.faults(page) == []
    page.get_by_role("textbox", name="Mã khởi tạo").fill("AAAA-BBBB-CCCC")
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_text("Mã khởi tạo chưa đúng").first.wait_for()
    assert axe.faults(page) == []
    page.get_by_role("textbox", name="Mã khởi tạo").fill(setup_code.current())
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_role("heading", name="Nạp danh mục đơn vị").wait_for()
    assert axe.faults(page) == []
    nation = make.unit("nation", "VN", "nước", "Việt Nam", None)
    province = make.unit("province", "30", "tỉnh", "Hải Dương", nation)
    make.unit("commune", "11203", "xã", "Hồng Phong", province)
    page.get_by_role("link", name="Tỉnh Hải Dương").wait_for()  # the page goes on by itself
    assert axe.faults(page) == []
    page.get_by_role("link", name="Tỉnh Hải Dương").click()
    page.get_by_role("link", name="Xã Hồng Phong").wait_for()
    assert axe.faults(page) == []
    page.get_by_role("link", name="Xã Hồng Phong").click()
    page.get_by_role("button", name="Đặt hệ thống").wait_for()
    assert axe.faults(page) == []
    page.eval_on_selector("main form", "form => { form.noValidate = true }")
    page.get_by_role("button", name="Đặt hệ thống").click()
    page.get_by_text("Chưa lưu").first.wait_for()
    assert axe.faults(page) == []


@pytest.mark.ci
@pytest.mark.django_db(transaction=True)
def test_a_unit_that_ended_and_an_area_opened_wrongly_are_open_to_everybody(lived, at_work):
    page = at_work("ha", 360)
    page.goto(f"/don-vi/{lived.world.hung_thai}/")
    assert axe.faults(page, whole=False) == []
    page = at_work("hanh", 360)
    page.goto("/don-vi/khu-dan-cu/moi/")
    page.eval_on_selector("main form", "form => { form.noValidate = true }")
    page.get_by_role("button", name="Mở khu dân cư").click()
    page.locator(".err").first.wait_for()
    assert axe.faults(page, whole=False) == []


def test_the_door_is_open_to_everybody(open_window, transactional_db, world):
    page = open_window(360, 740)
    page.goto("/tai-khoan/dang-nhap/")
    assert axe.faults(page) == []
    page.goto("/khong-co-trang-nay/")
    assert page.get_by_role("heading", level=1).inner_text() == "Không tìm thấy"
    assert axe.faults(page) == []


@pytest.mark.ci
@pytest.mark.django_db(transaction=True)
def test_everything_that_can_be_pressed_is_reached_by_the_tab_key_in_the_order_of_the_page(lived, at_work):
    page = at_work("khai", 1280)
    for _, path in reachable(page):
        expected = page.evaluate(MARK_WHAT_CAN_BE_PRESSED)
        page.evaluate(NOTE_WHAT_IS_REACHED)
        for _ in range(expected + 3):  # a few more: the address bar has a turn
            page.keyboard.press("Tab")
        reached = page.evaluate("[...new Set(window.testReached)]")
        missing = page.evaluate(
            "seen => [...document.querySelectorAll('[data-test-mark]')]"
            ".filter(one => !seen.includes(one.dataset.testMark)).map(one => one.outerHTML.slice(0, 120))",
            reached,
        )
        assert missing == [], f"{path}: {missing}"
        assert [int(mark) for mark in reached] == sorted(int(mark) for mark in reached), path


# Numbers, in the order of the page, what a person may press: seen, not out of the tab order, one of each set of radios.
MARK_WHAT_CAN_BE_PRESSED = """() => {
  let count = 0; const groups = new Set();
  for (const one of document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")) {
    if (one.disabled || one.tabIndex < 0 || one.type === "hidden" || one.checkVisibility({visibilityProperty: true}) === false) continue;
    if (one.closest("details:not([open])") && one.tagName !== "SUMMARY") continue;
    if (one.tagName === "SUMMARY" && one.parentElement.parentElement.closest("details:not([open])")) continue;
    if (one.type === "radio") {
      const checked = document.querySelector(`input[name="${one.name}"]:checked`);
      if (checked ? checked !== one : groups.has(one.name)) continue;
      groups.add(one.name);
    }
    one.dataset.testMark = String(++count);
  }
  return count;
}"""  # noqa: E501


NOTE_WHAT_IS_REACHED = """() => {
  document.activeElement.blur();
  window.testReached = [];
  document.addEventListener("focusin", ({target}) => { if (target.dataset.testMark) window.testReached.push(target.dataset.testMark); });
}"""  # noqa: E501


@pytest.mark.django_db(transaction=True)
def test_the_account_menu_and_a_question_open_and_close_from_the_keyboard(lived, at_work):
    page = at_work("lan", 1280)
    menu = page.locator("details[data-menu]")
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("button", name="Đăng xuất").is_visible()
    page.keyboard.press("Escape")
    assert not page.get_by_role("button", name="Đăng xuất").is_visible()
    page.goto(f"/bao-cao/{lived.submitted}/")
    approve = page.get_by_role("button", name="Duyệt và ký")
    approve.focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("dialog").is_visible()
    page.keyboard.press("Escape")
    assert page.get_by_role("dialog").count() == 0
    assert approve.evaluate("one => one === document.activeElement")
    assert page.get_by_text("Chờ duyệt").first.is_visible()
