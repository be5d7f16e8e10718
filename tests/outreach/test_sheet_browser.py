"""A workbook on a small phone: sent, mended, said yes to, accepted; and its pages can be read by everybody."""

import pytest

from tests import axe
from tests.outreach.gold_sheets import workbook
from tests.outreach.test_browser import sign_in
from tests.world import build
from vandong.outreach.models import Activity

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BOOK = """
SỔ THEO DÕI QUÝ IV
STT | Ngày | Thôn | Hình thức | Số người
1 | 5/10/2024 | Bồng Lài | Họp thôn | 46
2 | DAY | Tiêu Sơn | Hội nghị | 51
Cộng | | | | 97
"""


def send(page, day: str) -> None:
    page.goto("/hoat-dong/")
    page.get_by_role("link", name="Nhận từ bảng tính").first.click()
    content = workbook(BOOK.replace("DAY", day))
    page.set_input_files("[name=file]", {"name": "so.xlsx", "mimeType": "", "buffer": content})
    with page.expect_navigation():
        page.get_by_role("button", name="Đọc bảng và xem trước").tap()


def test_a_workbook_is_sent_mended_and_accepted_with_a_thumb(phone):
    build()
    sign_in(phone, "hanh")
    send(phone, "Tháng 10/2024")
    assert phone.get_by_text("mới có tháng, chưa có ngày").is_visible()
    assert phone.get_by_role("button", name="Nhận").count() == 0
    assert axe.faults(phone) == []

    send(phone, "6/10/2024")
    phone.get_by_text("Đã đọc bảng thế nào").tap()
    assert phone.get_by_role("cell", name="dòng cộng").is_visible()
    assert axe.faults(phone) == []
    phone.get_by_role("checkbox", name="“Bồng Lài” hiểu là").check()
    with phone.expect_navigation():
        phone.get_by_role("button", name="Nhận 2 việc").tap()
    assert phone.get_by_text("Đã ghi 2 việc từ tệp so.xlsx.").is_visible()
    assert sorted(Activity.objects.values_list("attendance_count", flat=True)) == [46, 51]
