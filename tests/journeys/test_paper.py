"""What is printed: slips of accounts, a report, a document, a list. The words are there, and nothing of the screen."""

import io

import pytest
from pypdf import PdfReader

from tests import axe
from vandong.reporting.models import Report

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OF_THE_SCREEN = ("Trợ giúp", "Đăng xuất", "Duyệt và ký", "Xuất .xlsx", "In phiếu")


def printed(page) -> list[str]:
    """The words of each sheet, without the spaces a printer may put anywhere."""
    return ["".join(sheet.extract_text().split()) for sheet in PdfReader(io.BytesIO(_pdf(page))).pages]


def _pdf(page) -> bytes:
    page.evaluate("document.fonts.ready")
    return page.pdf(prefer_css_page_size=True)


def holds(sheet: str, words: str) -> bool:
    return "".join(words.split()) in sheet


@pytest.mark.ci
def test_a_slip_is_one_sheet_with_all_that_signing_in_takes_and_opens_the_door_once(lived, at_work, open_window):
    khai = at_work("khai", 360)
    khai.goto(f"/tai-khoan/nguoi/{lived.world.hanh.account_id}/mat-khau/")
    assert axe.faults(khai) == []
    khai.get_by_role("textbox", name="Người thứ hai đã nhận ra chủ tài khoản").fill("Trần Văn Chứng")
    khai.get_by_role("button", name="Đặt lại và in phiếu").click()
    khai.get_by_text("PHIẾU ĐĂNG NHẬP MỘT LẦN").wait_for()
    password = khai.locator(".slip .code").nth(1).inner_text().strip()
    (sheet,) = printed(khai)
    for words in ("PHIẾU ĐĂNG NHẬP MỘT LẦN", "Nguyễn Thị Hạnh", "hanh", password, "Chọn mật khẩu của riêng mình"):
        assert holds(sheet, words), words
    assert [words for words in (*OF_THE_SCREEN, "Xin in ngay bây giờ") if holds(sheet, words)] == []
    assert axe.faults(khai) == []

    hanh = open_window(360, 740, touch=True)
    hanh.goto("/tai-khoan/dang-nhap/")
    hanh.get_by_label("Tên đăng nhập").fill("hanh")
    hanh.get_by_label("Mật khẩu", exact=True).fill(password)
    hanh.get_by_role("button", name="Đăng nhập").click()
    hanh.wait_for_url("**/doi-mat-khau/**")
    assert axe.violations(hanh) == []


@pytest.mark.parametrize("dark", [False, True])
def test_a_report_and_a_document_print_as_paper_whatever_the_screen_looks_like(lived, at_work, dark):
    page = at_work("nam", 1280, dark=dark)
    page.goto(f"/bao-cao/{lived.approved}/")
    report = "".join(printed(page))
    page.goto(f"/van-ban/{Report.objects.get(id=lived.approved).document_id}/")
    document = "".join(printed(page))
    for paper in (report, document):
        assert holds(paper, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") or holds(paper, "MẶT TRẬN TỔ QUỐC VIỆT NAM")
        assert holds(paper, "BÁO CÁO")
        assert [words for words in OF_THE_SCREEN if holds(paper, words)] == []
    page.emulate_media(media="print", color_scheme="dark" if dark else "light")
    colours = page.eval_on_selector(".a4", "e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]")
    assert colours[0] == "rgb(0, 0, 0)"
    assert colours[1] in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")
