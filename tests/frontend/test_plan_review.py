"""What script adds to the page on which a plan is confirmed, tried on a small plan that needs no server.

The plan's own letters are a trap: marks set over letters, a letter outside the basic plane, a number beside a sentence.
"""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.once]

HEAD = (
    '<link rel="stylesheet" href="/static/vandong/plan-review.css">'
    '<script src="/static/vandong/plan-review.js" defer></script>'
)
# A rare Nôm letter is one code point and two units of UTF-16; the last word is written with marks set over its letters.
LINES = (
    "Tổ \U00021a38 tự quản: giảm 5% số xã trọng điểm.",
    "Mặt trận huyện xây dựng một mô hình; giữ các xã sạch.",
    "Báo cáo trước ngày 20/11 hằng năm, gửi Ban phong tra\u0300o.",
)
TEXT = "\n".join(LINES)
SENTENCES = {1: "giảm 5% số xã trọng điểm", 2: "Mặt trận huyện xây dựng một mô hình", 3: "giữ các xã sạch"}


def mark(number: int, waiting: bool = True) -> str:
    start = TEXT.index(SENTENCES[number])
    end = start + len(SENTENCES[number])
    return (
        f'<mark id="c{number}" data-item="{number}" data-start="{start}" data-end="{end}">{SENTENCES[number]}</mark>'
        f'<a class="ref" href="?item={number}#m{number}" data-goes="{number}">{number}</a>'
    )


def plan() -> str:
    paragraphs, start = [], 0
    for line in LINES:
        html = line
        for number, words in SENTENCES.items():
            html = html.replace(words, mark(number))
        paragraphs.append(f'<p data-start="{start}">{html}</p>')
        start += len(line) + 1
    return f'<article class="plan" data-reading="7">{"".join(paragraphs)}</article>'


def item(number: int, state: str = "waiting", version: int = 1) -> str:
    if state == "waiting":
        acts = (
            '<button class="btn btn-ink" data-verb="accept">Chấp nhận</button>'
            f'<a class="btn" href="/muc/{number}/sua" data-verb="change">Sửa</a>'
            f'<button class="btn btn-plain" data-verb="dismiss" formaction="/muc/{number}/bo-qua">Bỏ qua</button>'
        )
        action = f"/muc/{number}/chap-nhan"
    else:
        acts, action = '<button class="as-link" data-verb="undo">Đổi ý</button>', f"/muc/{number}/doi-y"
    return (
        f'<li class="item" id="m{number}" data-item="{number}" data-state="{state}" data-version="{version}">'
        f"<h2>{SENTENCES[number].capitalize()}</h2><p data-understood>{state}</p>"
        f'<form method="post" action="{action}" class="acts" data-in-place>{acts}</form></li>'
    )


def pieces(said: str, left: int) -> str:
    return (
        f'<p id="reading-progress" data-piece>Còn {left} mục</p><p id="reading-last" data-piece>{said}</p>'
        f'<p id="reading-next" data-piece>{"" if left else "<a href=/tiep>Sang bước 3</a>"}</p>'
    )


def page_of(items: str, left: int = 3) -> str:
    return (
        f'<p id="reading-said" role="status" class="vh"></p>{pieces("", left)}'
        '<details class="fold"><summary>Phím tắt</summary>'
        '<label><input type="checkbox" data-review-keys checked> Dùng phím tắt</label></details>'
        '<div class="review grid cols-doc" data-review>'
        f'<section class="card pane doc" id="van-ban" data-pane tabindex="0" aria-label="Văn bản">{plan()}'
        '<div class="add-bar" data-add-bar hidden><p class="words" data-words></p>'
        '<p><a data-kind="target" href="/them?kind=target">Mục tiêu</a>'
        ' <button type="button" data-drop>Thôi</button></p></div>'
        f'</section><section class="card pane" data-pane><ol class="one" data-items>{items}</ol></section></div>'
    )


@pytest.fixture
def review(open_pages):
    """The page at a desk, with its three items waiting."""
    pages = open_pages(1280, 800)
    pages.heads["/"] = HEAD
    pages["/"] = page_of(item(1) + item(2) + item(3))
    pages.open("/")
    return pages


def is_lit(page, selector: str) -> bool:
    return bool(re.search(r"\b(on|sel)\b", page.locator(selector).get_attribute("class") or ""))


def test_pointing_at_an_item_lights_its_sentence_and_pointing_at_a_sentence_lights_its_item(review):
    page = review.page
    page.locator("#m2").hover()
    assert is_lit(page, "#c2")
    assert not is_lit(page, "#c1")
    page.locator("#c3").hover()
    assert is_lit(page, "#m3")
    assert not is_lit(page, "#c2")


def test_the_tab_key_lights_what_it_reaches(review):
    page = review.page
    page.locator("a.ref", has_text="3").focus()
    assert is_lit(page, "#m3")
    page.locator("#m1 button[data-verb=accept]").focus()
    assert is_lit(page, "#c1")


def test_a_decision_is_sent_in_place_and_the_next_waiting_item_takes_the_focus(review):
    page = review.page
    review["/muc/1/chap-nhan"] = item(1, "accepted", 2) + pieces("Đã chấp nhận mục 1.", 2)
    page.locator("#m1").get_by_role("button", name="Chấp nhận").click()
    page.locator("#m1[data-state=accepted]").wait_for()
    assert page.evaluate("document.activeElement.id") == "m2"
    assert page.locator("#reading-progress").inner_text() == "Còn 2 mục"
    page.locator("#reading-said", has_text="Đã chấp nhận mục 1.").wait_for()
    assert urlsplit(page.url).path == "/"
    assert parse_qs(urlsplit(page.url).query)["item"] == ["2"]


def test_a_button_of_a_folded_item_stays_under_the_pointer_that_presses_it(review):
    """A chosen item unfolds: were it chosen when the button is pressed, the button would be gone when it is let go."""
    page = review.page
    understood = '<p class="quote">' + "<br>".join(["Câu đã viết ra mục này."] * 12) + "</p>"
    decided = item(2, "accepted", 2).replace('<form method="post"', f'{understood}<form method="post"', 1)
    review["/"] = page_of(item(1) + decided + item(3))
    review["/muc/2/doi-y"] = item(2, "waiting", 3) + pieces("", 3)
    review.open("/")
    page.locator("#m2").get_by_role("button", name="Đổi ý").click()
    page.locator("#m2[data-state=waiting]").wait_for()
    assert is_lit(page, "#c2")


def test_letters_decide_move_and_take_back_until_they_are_switched_off(review):
    page = review.page
    review["/muc/2/bo-qua"] = item(2, "dismissed", 2) + pieces("Đã bỏ qua mục 2.", 2)
    review["/muc/2/doi-y"] = item(2, "waiting", 3) + pieces("Mục 2 lại chờ xem.", 3)
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("b")
    page.locator("#m2[data-state=dismissed]").wait_for()
    page.keyboard.press("z")
    page.locator("#m2[data-state=waiting]").wait_for()
    assert page.evaluate("document.activeElement.id") == "m2"

    page.locator("summary").click()
    page.get_by_label("Dùng phím tắt").uncheck()
    page.locator("#m2").focus()
    page.keyboard.press("b")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == "m2"
    assert [path for path, _ in review.sent] == ["/muc/2/bo-qua", "/muc/2/doi-y"]


def test_a_form_opens_inside_its_item_shows_what_is_wrong_there_and_closes_by_escape(review):
    page = review.page
    form = (
        '<form method="post" action="/muc/1/sua" data-in-place data-form><p><label for="gia">Giá trị</label>'
        '<input id="gia" name="gia" class="input"{invalid}></p>{error}<button class="btn">Lưu</button></form>'
    )
    review["/muc/1/sua"] = form.format(invalid="", error="")
    page.keyboard.press("s")
    page.get_by_label("Giá trị").wait_for()
    assert page.evaluate("document.activeElement.id") == "gia"
    page.keyboard.type("jb")  # letters typed are letters
    assert page.get_by_label("Giá trị").input_value() == "jb"
    wrong = form.format(invalid=' aria-invalid="true"', error='<p class="err">Xin ghi một số.</p>')
    review.statuses["/muc/1/sua"] = 422
    review["/muc/1/sua"] = wrong
    page.get_by_role("button", name="Lưu").click()
    page.get_by_text("Xin ghi một số.").first.wait_for()
    assert page.evaluate("document.activeElement.id") == "gia"
    page.keyboard.press("Escape")
    assert page.get_by_label("Giá trị").count() == 0


def test_when_the_line_is_down_the_item_says_so_and_keeps_waiting(review):
    page = review.page
    page.route("**/muc/1/chap-nhan", lambda route: route.abort())
    page.locator("#m1").get_by_role("button", name="Chấp nhận").click()
    page.get_by_role("alert").wait_for()
    assert "xin thử lại" in page.get_by_role("alert").inner_text()
    page.unroute("**/muc/1/chap-nhan")
    review["/muc/1/chap-nhan"] = item(1, "accepted", 2) + pieces("Đã chấp nhận mục 1.", 2)
    page.locator("#m1").get_by_role("button", name="Chấp nhận").click()
    page.locator("#m1[data-state=accepted]").wait_for()


def test_an_answer_that_is_another_page_is_gone_to(review):
    review["/muc/1/chap-nhan"] = "<p>Xin đăng nhập lại.</p>"
    review.page.locator("#m1").get_by_role("button", name="Chấp nhận").click()
    review.page.wait_for_url("**/muc/1/chap-nhan")


SELECT = """([from, to]) => {
  const find = words => {
    const walker = document.createTreeWalker(document.querySelector("article.plan"), NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      const at = text.nodeValue.indexOf(words);
      if (at >= 0) return [text, at];
    }
  };
  const [first, at] = find(from), [last, upto] = find(to);
  const range = document.createRange();
  range.setStart(first, at); range.setEnd(last, upto + to.length);
  getSelection().removeAllRanges(); getSelection().addRange(range);
}"""


def span_offered(page, words: str) -> str:
    page.locator("[data-add-bar]:not([hidden]) [data-words]", has_text=words[:12]).wait_for()
    query = parse_qs(urlsplit(page.get_by_role("link", name="Mục tiêu").get_attribute("href")).query)
    assert query["kind"] == ["target"]
    return TEXT[int(query["start"][0]) : int(query["end"][0])]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("tự quản", "tự quản", "tự quản"),  # after a letter of two units
        ("tự quản", "trọng điểm", "tự quản: giảm 5% số xã trọng điểm"),  # into a mark
        ("trọng điểm", "huyện", "trọng điểm.\nMặt trận huyện"),  # over a number beside and over a line
        ("mô hình", "giữ", "mô hình; giữ"),  # from one mark into another
        (" ngày 20/11 ", " ngày 20/11 ", "ngày 20/11"),  # blanks at its ends are dropped
        ("phong tra\u0300o", "phong tra\u0300o", "phong tra\u0300o"),  # marks set over letters
    ],
)
def test_selected_words_are_offered_as_an_item_by_their_place_in_the_text(review, first, last, words):
    review.page.evaluate(SELECT, [first, last])
    assert span_offered(review.page, words) == words


def test_a_whole_paragraph_is_selected_by_three_clicks(review):
    review.page.locator("article.plan p").nth(1).click(click_count=3, position={"x": 5, "y": 12})
    assert span_offered(review.page, LINES[1]) == LINES[1]


def test_every_sentence_lies_where_the_page_says_it_lies(review):
    for number, words in SENTENCES.items():
        review.page.evaluate(SELECT, [words, words])
        assert span_offered(review.page, words) == words, number


def test_on_a_phone_one_item_is_seen_with_its_paragraph_and_the_next_comes_by_itself(open_pages):
    pages = open_pages(360, 740, touch=True)
    pages.heads["/"] = HEAD
    pages["/"] = page_of(item(1).replace('class="item"', 'class="item sel"') + item(2) + item(3))
    pages.open("/")
    page = pages.page
    assert page.locator("#m1").is_visible()
    assert not page.locator("#m2").is_visible()
    assert page.locator("#m1 [data-context]").inner_text() == LINES[0]
    assert page.locator("#m1 [data-context] mark").inner_text() == SENTENCES[1]
    pages["/muc/1/chap-nhan"] = item(1, "accepted", 2) + pieces("Đã chấp nhận mục 1.", 2)
    page.locator("#m1").get_by_role("button", name="Chấp nhận").tap()
    page.locator("#m2").wait_for()
    assert not page.locator("#m1").is_visible()
    assert page.evaluate("document.activeElement.id") == "m2"
    accept = page.locator("#m2").get_by_role("button", name="Chấp nhận").bounding_box()
    assert accept["height"] >= 44
