"""Every page of every role: open to everybody who can see, hear, press keys or hold a small phone."""

import pytest

from tests.axe import violations
from tests.journeys.crawl import reachable

pytestmark = pytest.mark.browser
CAST = ("luong", "hanh", "lan", "khai", "thai", "binh", "co", "quan", "vien")


@pytest.mark.django_db(transaction=True)
def test_no_page_of_any_role_breaks_a_rule_of_accessibility_or_runs_over_a_small_screen(lived, at_work):
    faults, opened = [], set()
    for username in CAST:
        page = at_work(username, 360)
        for route, path in reachable(page, frozenset(opened)):
            over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            if over > 0:
                faults.append(f"{username} {path}: runs {over} px over 360 px")
            opened.add(route)
            faults += [f"{username} {path}: {broken}" for broken in violations(page)]
    assert not faults, "\n".join(faults)
    assert {"home", "activity_list", "activity_show", "report_show", "report_line", "programme_show"} <= opened
    assert {
        "notice_list",
        "help",
        "guide",
        "account_list",
        "account_show",
        "unit_show",
        "account_me",
        "document_show",
    } <= opened


@pytest.mark.django_db(transaction=True)
def test_pages_keep_their_contrast_in_the_dark_and_at_a_desk(lived, at_work):
    faults, seen = [], set()
    for username in ("hanh", "lan", "binh", "quan"):
        page = at_work(username, 1280, dark=True)
        for route, path in reachable(page, frozenset(seen)):
            seen.add(route)
            faults += [f"{username} {path}: {broken}" for broken in violations(page)]
    assert not faults, "\n".join(faults)


def test_the_first_page_of_a_new_installation_is_open_to_everybody(open_window, transactional_db):
    page = open_window(360, 740)
    page.goto("/khoi-tao/")
    assert page.get_by_role("heading", level=1).count() == 1
    assert violations(page) == []


def test_the_door_is_open_to_everybody(open_window, transactional_db, world):
    page = open_window(360, 740)
    page.goto("/tai-khoan/dang-nhap/")
    assert violations(page) == []
    page.goto("/khong-co-trang-nay/")
    assert page.get_by_role("heading", level=1).inner_text() == "Không tìm thấy"
    assert violations(page) == []


@pytest.mark.django_db(transaction=True)
def test_everything_that_can_be_pressed_is_reached_by_the_tab_key_in_the_order_of_the_page(lived, at_work):
    page = at_work("khai", 1280)
    for _, path in reachable(page):
        expected = page.evaluate(MARK_WHAT_CAN_BE_PRESSED)
        page.evaluate("document.activeElement.blur()")
        reached = []
        for _ in range(expected + 40):
            page.keyboard.press("Tab")
            mark = page.evaluate("document.activeElement.dataset.testMark || ''")
            if mark and mark in reached:
                break
            if mark:
                reached.append(mark)
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
