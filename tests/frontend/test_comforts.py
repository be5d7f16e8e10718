"""What script adds to a page: each is a comfort, and the page works without it."""

import pytest
from PIL import Image

from tests import axe

pytestmark = [pytest.mark.browser, pytest.mark.once]

COUNT = """<form method="post" action="/luu"><p><label for="du">Số người dự</label>
<input id="du" name="du" class="input" inputmode="numeric" data-stepper="người dự" min="0" value="{value}"></p>
<button class="btn btn-ink">Lưu</button></form>"""

ACTIVITY = """<form method="post" action="/luu" data-draft="hoat-dong-moi:17">
<input type="hidden" name="csrfmiddlewaretoken" value="bi-mat"><input type="hidden" name="client_token" value="abc">
<p><label>Ghi thêm <textarea name="ghi"></textarea></label></p>
<p><label><input type="checkbox" name="cung" value="phu-nu"> Hội Phụ nữ</label>
<label><input type="checkbox" name="cung" value="cong-an"> Công an xã</label></p>
<p><label>Kênh
<select name="kenh"><option value="hop">Họp thôn</option><option value="loa">Loa</option></select></label></p>
<p><label>Mật khẩu <input type="password" name="mat_khau"></label></p>
<button class="btn btn-ink">Lưu</button></form>"""


def test_stepper_counts_by_thumb_and_by_arrow_key(pages):
    pages["/"] = COUNT.format(value="46")
    pages.open("/")
    field = pages.page.get_by_label("Số người dự", exact=True)
    pages.page.get_by_role("button", name="Thêm 1 người dự").tap()
    assert field.input_value() == "47"
    pages.page.get_by_role("button", name="Bớt 1 người dự").tap()
    field.press("ArrowDown")
    assert field.input_value() == "45"


def test_stepper_reads_vietnamese_thousands_stops_at_nought_and_leaves_other_words_alone(pages):
    pages["/"] = COUNT.format(value="1.299")
    pages.open("/")
    field = pages.page.get_by_label("Số người dự", exact=True)
    field.press("ArrowUp")
    assert field.input_value() == "1.300"
    field.fill("")
    field.press("ArrowDown")
    assert field.input_value() == "0"
    field.fill("độ năm chục")
    field.press("ArrowUp")
    assert field.input_value() == "độ năm chục"


def test_draft_outlives_a_closed_page_and_says_so_until_the_server_has_saved_it(pages):
    page = pages.page
    pages["/"] = ACTIVITY
    pages.open("/")
    page.get_by_label("Ghi thêm").fill("Bà con hỏi nhiều về việc đón người đi cai trở về.")
    page.get_by_label("Công an xã").check()
    page.get_by_label("Kênh").select_option("loa")
    page.get_by_label("Mật khẩu").fill("khong-duoc-giu")
    pages.open("/khac")
    assert "bi-mat" not in str(pages.kept())
    assert "khong-duoc-giu" not in str(pages.kept())

    pages.open("/")
    assert page.get_by_label("Ghi thêm").input_value().startswith("Bà con hỏi")
    assert page.get_by_label("Công an xã").is_checked()
    assert page.get_by_label("Kênh").input_value() == "loa"
    assert page.get_by_label("Mật khẩu").input_value() == ""
    assert "viết dở" in page.get_by_role("status").inner_text()

    pages.heads["/xong"] = '<meta name="draft-saved" content="hoat-dong-moi:17">'
    pages.open("/xong")
    pages.open("/")
    assert page.get_by_label("Ghi thêm").input_value() == ""
    assert page.get_by_role("status").count() == 0


def test_draft_can_be_dropped(pages):
    page = pages.page
    pages["/"] = ACTIVITY
    pages.open("/")
    page.get_by_label("Ghi thêm").fill("Viết nhầm")
    pages.open("/")
    page.get_by_role("button", name="Bỏ bản nháp").tap()
    assert page.get_by_label("Ghi thêm").input_value() == ""
    pages.open("/")
    assert page.get_by_role("status").count() == 0
    assert pages.kept() == {}


def test_logging_out_forgets_every_draft_of_the_device(pages):
    pages["/"] = ACTIVITY + '<form method="post" action="/ra" data-draft-forget><button>Thoát</button></form>'
    pages.open("/")
    pages.page.get_by_label("Ghi thêm").fill("Chưa xong")
    pages.page.get_by_role("button", name="Thoát").tap()
    pages.page.wait_for_url("**/ra")
    assert pages.kept() == {}


def test_grave_button_asks_first_and_sends_its_own_name(pages):
    page = pages.page
    pages["/"] = """<form method="post" action="/gui"><label>Ghi <input name="ghi" value="x"></label>
      <button class="btn btn-red" name="buoc" value="gui" data-confirm="Số liệu sẽ khóa lại."
      data-confirm-title="Gửi báo cáo?" data-confirm-yes="Gửi">Gửi lên cấp trên</button></form>"""
    pages.open("/")
    button = page.get_by_role("button", name="Gửi lên cấp trên")
    button.tap()
    dialog = page.get_by_role("dialog", name="Gửi báo cáo?")
    assert "Số liệu sẽ khóa lại." in dialog.inner_text()
    assert axe.violations(page) == []
    page.keyboard.press("Escape")
    assert pages.sent == []
    assert page.evaluate("document.activeElement.name") == "buoc"
    button.tap()
    dialog.get_by_role("button", name="Gửi", exact=True).tap()
    page.wait_for_url("**/gui")
    assert pages.sent == [("/gui", "ghi=x&buoc=gui")]


def test_second_tap_on_save_is_swallowed(pages):
    pages["/"] = COUNT.format(value="1")
    pages.open("/")
    pages.page.evaluate("""() => {
        const button = document.querySelector('form button.btn-ink');
        document.querySelector('form').addEventListener('submit', () => { window.times = (window.times || 0) + 1 });
        button.click(); button.click();
    }""")
    pages.page.wait_for_url("**/luu")
    assert [path for path, _ in pages.sent] == ["/luu"]


def test_photo_of_a_phone_is_shrunk_before_it_is_sent(pages, tmp_path):
    taken = tmp_path / "IMG_2024.png"
    Image.effect_noise((2400, 1800), 60).save(taken)
    pages["/"] = """<form method="post" action="/luu" enctype="multipart/form-data"><label>Ảnh
      <input type="file" name="anh" accept="image/*" data-photo></label><button>Lưu</button></form>"""
    pages.open("/")
    pages.page.get_by_label("Ảnh").set_input_files(taken)
    pages.page.get_by_text("Đã xóa vị trí và giờ chụp").wait_for()
    assert pages.page.get_by_alt_text("Ảnh đã chọn: IMG_2024.jpg").is_visible()
    size = pages.page.evaluate("""async () => {
        const file = document.querySelector('[name=anh]').files[0];
        const picture = await createImageBitmap(file);
        return [picture.width, picture.height, file.type, file.size];
    }""")
    assert size[:3] == [1600, 1200, "image/jpeg"]
    assert size[3] < taken.stat().st_size / 2


def test_other_fields_show_when_asked_for_and_when_they_hold_an_error(pages):
    pages["/"] = """<form><label><input type="radio" name="kenh" value="hop" checked> Họp</label>
      <label><input type="radio" name="kenh" value="khac"> Cách khác</label>
      <p data-reveal="kenh" data-reveal-value="khac"><label>Cách nào <input name="cach"></label></p>
      <p data-reveal="kenh" data-reveal-value="khac"><label>Mấy giờ <input name="gio" aria-invalid="true"></label></p>
      </form>"""
    pages.open("/")
    assert pages.page.get_by_label("Cách nào").is_hidden()
    assert pages.page.get_by_label("Mấy giờ").is_visible()
    pages.page.get_by_label("Cách khác").check()
    assert pages.page.get_by_label("Cách nào").is_visible()


def test_a_password_may_be_seen_while_it_is_typed_and_is_one_again_when_it_is_sent(pages):
    pages["/"] = """<form method="post" action="/vao"><p><label for="mk">Mật khẩu</label>
    <input id="mk" name="mk" type="password" class="input"></p><p class="js-only">
    <button type="button" data-passwords aria-pressed="false">Hiện mật khẩu</button></p>
    <button>Đăng nhập</button></form>"""
    pages.open("/")
    field = pages.page.get_by_label("Mật khẩu", exact=True)
    field.fill("b74v-a3u2")
    show = pages.page.get_by_role("button", name="Hiện mật khẩu")
    show.tap()
    assert (field.get_attribute("type"), show.get_attribute("aria-pressed")) == ("text", "true")
    show.tap()
    assert (field.get_attribute("type"), show.get_attribute("aria-pressed")) == ("password", "false")
    show.tap()
    pages.page.evaluate("document.forms[0].addEventListener('submit', e => { e.preventDefault(); })")
    pages.page.get_by_role("button", name="Đăng nhập").tap()
    assert field.get_attribute("type") == "password"


def test_fold_opens_for_an_error_and_for_an_address_that_points_inside(pages):
    pages["/"] = """<details><summary>Một</summary><p id="trong">Bên trong</p></details>
      <details><summary>Hai</summary><label>Số <input aria-invalid="true"></label></details>
      <details data-fold="ba"><summary>Ba</summary><p>Nhớ</p></details>"""
    pages.open("/#trong")
    assert pages.page.get_by_text("Bên trong").is_visible()
    assert pages.page.get_by_label("Số").is_visible()
    pages.page.get_by_text("Ba", exact=True).tap()
    pages.open("/")
    assert pages.page.get_by_text("Nhớ").is_visible()


def test_dark_and_high_contrast_are_remembered_before_the_page_is_painted(pages):
    page = pages.page
    pages["/"] = """<button class="js-only" data-theme-choice="dark">Tối</button>
      <button class="js-only" data-contrast-toggle>Ngoài nắng</button>"""
    pages.open("/")
    page.get_by_role("button", name="Tối").tap()
    page.get_by_role("button", name="Ngoài nắng").tap()
    pages.open("/")
    assert (
        page.evaluate("document.documentElement.dataset.theme + ' ' + document.documentElement.dataset.contrast")
        == "dark more"
    )
    assert page.get_by_role("button", name="Tối").get_attribute("aria-pressed") == "true"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(0, 0, 0)"


def test_form_works_without_script_and_shows_no_button_that_would_not(open_pages):
    pages = open_pages(script=False)
    pages["/"] = ACTIVITY + '<button class="js-only" data-print>In</button>'
    pages.page.goto("/")
    assert pages.page.get_by_role("button", name="In").count() == 0
    pages.page.get_by_label("Ghi thêm").fill("Không cần chữ máy")
    pages.page.get_by_role("button", name="Lưu").click()
    pages.page.wait_for_url("**/luu")
    assert pages.sent[0][0] == "/luu"


def test_typeface_brings_vietnamese_and_leaves_foreign_letters_for_later(pages):
    pages["/"] = "<p>Ăn quả nhớ kẻ trồng cây: đường, rừng, ở, ệ, ỗ. <b>Đậm</b></p>"
    fetched = []
    pages.page.on("request", lambda request: fetched.append(request.url))
    pages.open("/")
    pages.page.evaluate("document.fonts.ready.then(() => true)")
    assert pages.page.evaluate("document.fonts.check('16px \"Be Vietnam Pro\"', 'ệ')")
    fonts = sorted(url.rsplit("be-vietnam-pro-")[1] for url in fetched if url.endswith(".woff2"))
    subsets = [name.removesuffix("-normal.woff2") for name in fonts]
    assert subsets == ["latin-400", "latin-600", "vietnamese-400", "vietnamese-600"]
