"""A real plan becomes a programme, and its yearly report a Word document: nothing between is typed twice.

The plan of 2019 lies beside the clone (see tests/programme/reader/real_plan.py). It has no number and no day of its
own: the person who confirms it says which plan it is and for which years it runs.
"""

import re

import pytest

from tests import make
from tests.axe import violations
from tests.journeys.steps import approve, open_own_report, submit, text_of
from tests.programme.reader import real_plan
from vandong.programme import actions
from vandong.programme.models import Deadline, DeadlineDue, PlanReading, PlanTerm, Programme, ReadItem, Target, Task
from vandong.programme.reading import example

TALKS = (46, 31)  # attendances of the two talks a commune records under the plan

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def plan_file(tmp_path):
    file = tmp_path / "ke-hoach.txt"
    file.write_text(real_plan.source(), encoding="utf-8")
    return file


def hand_in(page, file) -> None:
    page.goto("/chuong-trinh/tu-van-ban/")
    page.locator("input[type=file]").set_input_files(str(file))
    page.get_by_role("button", name="Đọc văn bản").click()
    page.wait_for_url("**/xem-lai/**")


def waiting(page) -> int:
    """Items of this tab that wait."""
    return page.locator(".item[data-state=waiting]").count()


def say_which_plan_it_is(page) -> None:
    """The header: its number, its day and its years, in place. What was typed when the page was left is there again."""
    page.locator(".item.sel").get_by_role("link", name="Sửa").click()
    form = page.locator(".item.sel [data-form]")
    form.get_by_label("Số kế hoạch").fill("21/KH-MTTQ-BTT")
    left = page.url
    page.goto("/")
    page.goto(left)
    form.get_by_text("Đã lấy lại những gì viết dở").wait_for()
    assert form.get_by_label("Số kế hoạch").input_value() == "21/KH-MTTQ-BTT"
    form.get_by_label("Ngày ký").fill("20/01/2024")
    form.get_by_label("Bắt đầu từ ngày").fill("01/01/2024")
    form.get_by_label("Đến hết ngày").fill("31/12/2025")
    form.get_by_role("button", name="Lưu và chấp nhận").click()
    page.locator(".item[data-state=changed]").wait_for()


def accept_one_by_one(page) -> None:
    for left in range(waiting(page), 0, -1):
        page.locator(".item.sel [data-verb=accept]").click()
        page.locator(".item[data-state=waiting]").nth(left - 1).wait_for(state="detached")


def accept_together(page) -> None:
    """Look at each item, then take all that nothing speaks against."""
    for item in page.locator(".item[data-state=waiting]").all():
        item.scroll_into_view_if_needed()
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("Chấp nhận cả")).click()


def go_on(page) -> None:
    with page.expect_navigation():
        page.locator("#reading-next a").click()


def test_the_real_plan_is_confirmed_issued_and_reported_on_up_to_the_word_document(world, at_work, plan_file):
    binh = at_work("binh")
    hand_in(binh, plan_file)
    reading = PlanReading.objects.get()
    items = ReadItem.objects.filter(reading=reading)
    assert not Target.objects.filter(programme=reading.programme).exists()  # nothing unconfirmed is part of it

    say_which_plan_it_is(binh)
    go_on(binh)
    assert waiting(binh) == 5
    accept_one_by_one(binh)  # targets
    go_on(binh)
    accept_together(binh)  # tasks
    accept_one_by_one(binh)  # deadlines
    go_on(binh)
    accept_together(binh)  # groups
    accept_together(binh)  # names, instruments, recipients
    accept_one_by_one(binh)  # what needs a word
    go_on(binh)

    hand_down(binh)
    issue(binh)

    programme = Programme.objects.get(id=reading.programme_id)
    assert programme.state == "issued"
    assert not items.filter(state="waiting").exclude(kind="flag").exists()
    assert [target.kind for target in Target.objects.filter(programme=programme).order_by("position")] == [
        "reduce_share",
        "keep_none",
        "reach_share",
        "halt_growth",
        "count_per_unit",
    ]
    assert Task.objects.filter(programme=programme).count() == 15
    yearly = Deadline.objects.get(programme=programme)
    assert (yearly.recurs, yearly.day, yearly.month) == ("yearly", 20, 11)
    assert set(DeadlineDue.objects.filter(deadline=yearly).values_list("level", "day", "month")) == {
        ("district", 20, 11),
        ("commune", 10, 11),
    }
    assert PlanTerm.objects.filter(programme=programme, kind="model").count() == 3

    why(binh, programme.id)
    words = reported(world, at_work, binh, programme.id)
    assert "21/KH-MTTQ-BTT" in words
    assert f"{sum(TALKS)} lượt người" in words


def hand_down(page) -> None:
    """Step three: numbers to measure against, who follows the districts, days for each level. What is chosen and not
    yet saved is still there after the page was left for a number."""
    page.get_by_label("mô hình điểm").select_option(label="Cấp xã")
    first = page.locator("li", has_text="Giảm 5 %")
    first.get_by_role("button", name="Chưa có số, ban hành trước").click()
    page.get_by_text("Ban hành khi chưa có số gốc").first.wait_for()
    page.locator("li", has_text="nhóm nguy cơ cao").get_by_role("link", name="Ghi số").click()
    page.get_by_label("Con số").fill("4.250")
    page.get_by_label("Tính đến ngày").fill("31/12/2023")
    page.get_by_label("Lấy từ đâu").fill("Báo cáo của Công an tỉnh ngày 15/01/2024")
    page.get_by_role("button", name="Lưu con số").click()
    page.wait_for_url("**/giao-xuong/")
    page.get_by_text("Đã lấy lại những gì viết dở").wait_for()
    page.get_by_role("button", name="Lưu, sang bước 4").click()
    page.wait_for_url("**/ban-hanh/")


def issue(page) -> None:
    page.get_by_role("button", name="Ban hành").click()
    page.get_by_role("dialog").get_by_role("button", name="Ban hành").click()
    page.get_by_text("Đã ban hành và báo").first.wait_for()


def why(page, programme_id: int) -> None:
    """A target leads back to its sentence, for ever."""
    page.goto(f"/chuong-trinh/{programme_id}/")
    page.get_by_role("link", name="Vì sao có").first.click()
    page.wait_for_url("**/van-ban/**")
    lit = page.locator("mark:target, mark:has(:target)").first
    assert "giảm 5%" in lit.inner_text()


def record(page, attendance: int) -> None:
    """Yesterday's meeting in a village, under this plan and not the other that runs."""
    page.goto("/hoat-dong/ghi/")
    page.get_by_label("Hôm qua").check(force=True)
    page.locator("fieldset#id_unit label", has_text="Bồng Lai").first.click()
    page.locator("fieldset#id_programme label", has_text="Nâng cao hiệu quả").click()
    page.locator("fieldset#id_channel label").first.click()
    page.locator("#id_attendance_count").fill(str(attendance))
    page.get_by_role("button", name="Lưu hoạt động").click()
    page.wait_for_url("**/hoat-dong/**")


def reported(world, at_work, binh, programme_id: int) -> str:
    """Its yearly report, from a village's talks to the words of the province's document."""
    binh.goto(f"/bao-cao/ky/moi/?programme={programme_id}")
    assert binh.locator("#id_due_commune").input_value() == "10/11/2024"
    assert binh.locator("#id_due_district").input_value() == "20/11/2024"
    binh.get_by_label("Số liệu tính đến hết ngày").fill("04/11/2024")
    binh.get_by_role("button", name="Mở kỳ báo cáo").click()
    binh.wait_for_url(re.compile(r"/ky/\d+/$"))
    period = int(binh.url.rstrip("/").rsplit("/", 1)[1])

    hanh = at_work("hanh", 360, touch=True)
    for attendance in TALKS:
        record(hanh, attendance)
    submitted = open_own_report(hanh, period)
    submit(hanh)
    approve(at_work("lan"), submitted)
    khai = at_work("khai")
    district = open_own_report(khai, period)
    submit(khai)
    approve(at_work("thai"), district)
    province = open_own_report(binh, period)
    submit(binh)
    co = at_work("co")
    approve(co, province)
    co.goto(province)
    co.get_by_role("button", name="Cấp số, làm văn bản").click()
    co.get_by_role("dialog").get_by_role("button", name="Cấp số").click()
    co.wait_for_url("**/van-ban/**")
    co.goto(province)
    with co.expect_download() as coming:
        co.get_by_role("link", name=".docx").first.click()
    return text_of(coming.value.path().read_bytes())


# ---- the page itself, on the plan that comes with the software -------------------------------------------------------


@pytest.fixture
def draft(world, transactional_db) -> str:
    """The address where the example plan waits to be confirmed."""
    document = actions.open_plan_document(example.content(), example.NAME)
    programme_id = actions.read_plan_document(by=world.binh, document=document, now=make.NOW)
    return f"/chuong-trinh/{programme_id}/xem-lai/"


TABS = ("head", "target", "task", "deadline", "other", "need")


@pytest.mark.ci
@pytest.mark.parametrize(("width", "dark"), [(1280, True), (360, False)])
def test_the_page_is_open_to_everybody_at_a_desk_and_on_a_phone(draft, at_work, width, dark):
    page = at_work("binh", width, dark=dark, touch=width < 700)
    faults = []
    for tab in TABS:
        page.goto(f"{draft}?muc={tab}")
        faults += [f"{tab}: {fault}" for fault in violations(page)]
        over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if over > 0:
            faults.append(f"{tab}: runs {over} px over")
    page.goto(f"{draft}?muc=target")
    page.locator(".item.sel").get_by_role("link", name="Sửa").click()
    page.locator(".item.sel [data-form]").wait_for()
    faults += [f"a form in place: {fault}" for fault in violations(page)]
    assert faults == []


def test_on_a_phone_the_whole_plan_is_confirmed_with_a_thumb(draft, at_work):
    page = at_work("binh", 360, touch=True)
    page.goto(draft)
    taps = 0
    while True:
        if not page.locator(".item[data-state=waiting]").count():
            if page.get_by_role("link", name="Sang bước 3: giao xuống").is_visible():
                break
            page.locator("#reading-next a").tap()
            page.locator(".item[data-state=waiting]").first.wait_for(state="attached")
        else:
            decide_with_a_thumb(page)
        taps += 1
    assert not ReadItem.objects.filter(state="waiting").exclude(kind="flag").exists()
    assert taps < 40


def decide_with_a_thumb(page) -> None:
    """The item that is seen; names, which are many and short, all at once."""
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert page.locator(".items.one > .item:visible").count() <= 1
    many = page.get_by_role("button", name=re.compile("Chấp nhận cả"))
    if many.is_visible():
        for item in page.locator(".item[data-state=waiting]").all():
            item.scroll_into_view_if_needed()
        with page.expect_navigation():
            many.tap()
        return
    item = page.locator(".item.sel")
    named = item.get_attribute("id")
    accept = item.locator("[data-verb=accept]")
    if accept.count():
        box = accept.bounding_box()
        assert box["height"] >= 44
        assert box["y"] + box["height"] <= 740 - 60  # above the bar at the foot of the window, without scrolling
        accept.tap()
    else:
        item.get_by_role("link", name="Sửa").tap()
        fill_what_lacks(item)
        item.get_by_role("button", name="Lưu và chấp nhận").tap()
    page.locator(f"#{named}:not([data-state=waiting])").wait_for(state="attached")


def fill_what_lacks(item) -> None:
    """One sentence of the example plan does not say who does the work."""
    item.locator("[data-form] label", has_text="Cấp xã").tap()


def test_what_was_just_decided_on_a_phone_can_be_taken_back_at_once(draft, at_work):
    page = at_work("binh", 360, touch=True)
    page.goto(f"{draft}?muc=target")
    first = page.locator(".item.sel").get_attribute("id")
    page.locator(".item.sel [data-verb=dismiss]").tap()
    page.locator("#reading-last").get_by_role("button", name="Đổi ý").tap()
    page.locator(f"#{first}.sel[data-state=waiting]").wait_for()
    assert not Target.objects.exclude(programme__state="issued").exists()


def test_the_document_opens_over_a_phones_page_at_the_sentence_and_closes_again(draft, at_work):
    page = at_work("binh", 360, touch=True)
    page.goto(f"{draft}?muc=task")
    page.locator(".item.sel .to-doc").tap()
    mark = page.locator("mark.sel").first
    mark.wait_for()
    assert 0 < mark.bounding_box()["y"] < 740
    page.get_by_role("link", name="Đóng văn bản").tap()
    assert not page.locator("#van-ban").is_visible()
    assert page.locator(".item.sel").is_visible()


def test_without_script_items_are_accepted_changed_dismissed_and_taken_back(draft, at_work):
    page = at_work("binh", 360, script=False)
    page.goto(f"{draft}?muc=target")
    page.locator(".item.sel").get_by_role("button", name="Chấp nhận").click()
    assert Target.objects.filter(from_item__isnull=False).count() == 1
    page.locator(".item.sel").get_by_role("button", name="Bỏ qua").click()
    assert "bỏ qua" in page.locator("#reading-last").inner_text()
    page.locator("#reading-last").get_by_role("button", name="Đổi ý").click()
    assert page.locator(".item.sel").get_attribute("data-state") == "waiting"
    page.locator(".item.sel").get_by_role("link", name="Sửa").click()
    page.get_by_label("Mục tiêu về việc gì").fill("hộ gia đình phân loại rác")
    page.get_by_role("button", name="Lưu và chấp nhận").click()
    assert Target.objects.filter(from_item__isnull=False, subject="hộ gia đình phân loại rác").exists()
    page.locator(".item.sel .to-doc").click()
    assert page.locator("#van-ban").is_visible()


def test_each_pane_scrolls_to_what_lights_up_and_the_page_stays(draft, at_work):
    page = at_work("binh")
    page.goto(f"{draft}?muc=task")
    page.locator(".item").first.hover()  # a pointer that rests on the list while letters move through it
    for _ in range(page.locator(".item").count()):
        page.keyboard.press("j")
    last = page.locator(".item").last
    assert last.evaluate("one => one === document.activeElement")
    mark = page.locator("mark.sel").first
    frame = page.locator("#van-ban").bounding_box()
    for _ in range(50):  # a smooth scroll takes its time
        seen = mark.bounding_box()
        if frame["y"] <= seen["y"] <= frame["y"] + frame["height"]:
            break
        page.wait_for_timeout(100)
    else:
        pytest.fail("the sentence never came into view")
    assert page.locator("#van-ban").evaluate("one => one.scrollTop") > 0
    assert page.evaluate("scrollY") == 0


def test_of_two_people_at_one_item_the_second_is_told_who_decided_and_nothing_is_decided_twice(draft, at_work):
    one, other = at_work("binh"), at_work("binh")
    for page in (one, other):
        page.goto(f"{draft}?muc=target")
    named = one.locator(".item.sel").get_attribute("id")
    one.locator(".item.sel [data-verb=accept]").click()
    one.locator(f"#{named}[data-state=accepted]").wait_for()
    other.locator(".item.sel [data-verb=dismiss]").click()
    told = other.locator(f"#{named} [role=alert]")
    told.wait_for()
    assert "Hoàng Thanh Bình" in told.inner_text()
    assert other.locator(f"#{named}").get_attribute("data-state") == "accepted"
    assert Target.objects.filter(from_item__isnull=False).count() == 1


def test_words_selected_in_the_document_become_an_item_quoted_from_the_servers_own_text(draft, at_work):
    page = at_work("binh")
    page.goto(draft)
    page.evaluate(SELECT, "Lồng ghép nội dung giữ gìn môi trường")
    bar = page.locator("[data-add-bar]")
    bar.get_by_role("link", name="Cách làm").click()
    page.wait_for_url("**/them/**")
    assert page.locator("mark").inner_text() == "Lồng ghép nội dung giữ gìn môi trường"
    page.get_by_role("button", name="Thêm vào chương trình").click()
    page.wait_for_url("**/xem-lai/?**")
    added = ReadItem.objects.get(understood__isnull=True)
    assert added.quote == "Lồng ghép nội dung giữ gìn môi trường"
    assert page.locator(f"#m{added.id}.sel").is_visible()


def test_the_text_on_the_page_is_the_servers_text_to_the_letter(draft, at_work):
    page = at_work("binh")
    page.goto(draft)
    text = PlanReading.objects.get().text
    places = page.evaluate(
        "[...document.querySelectorAll('.plan > [data-start]')].map(p => [+p.dataset.start, p.textContent])"
    )
    for start, words in places:
        assert text[start : start + len(words)] == words
    assert "".join(words for _, words in places) == text.replace("\n", "")


SELECT = """words => {
  const walker = document.createTreeWalker(document.querySelector("article.plan"), NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const at = text.nodeValue.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(text, at); range.setEnd(text, at + words.length);
    getSelection().removeAllRanges(); getSelection().addRange(range);
    return;
  }
}"""
