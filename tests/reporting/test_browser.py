"""Reports in a real browser: no rule of accessibility broken, nothing wider than a phone, nothing that needs script."""

from datetime import date

import pytest
from django.urls import reverse

from tests import make
from tests.analytics.field_work import held
from tests.axe import faults
from tests.reporting import loop
from vandong.reporting import actions
from vandong.reporting.models import Report

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def as_(window, signed_in_as, officer) -> None:
    cookie = signed_in_as(officer).cookies["phien"].value
    window.context.add_cookies([{"name": "phien", "value": cookie, "domain": "localhost", "path": "/"}])


@pytest.fixture
def ids(world) -> dict[str, int]:
    """A returned report with a declared figure, a submitted district, an approved one with a request that waits."""
    held(world, world.bong_lai, attendance_count=46, groups={"away_workers": 3, "street_youth": 12})
    held(world, world.ngu_hung, on=date(2024, 3, 1))
    period = loop.period(world)
    commune = loop.opened(world.hanh, period)
    actions.declare_value(
        by=world.hanh, report_id=commune, indicator="banner_count", risk_group="", value=1204,
        note="Băng rôn do huyện cấp ngày 30/10, chưa kịp ghi vào sổ hoạt động của xã.", row_version=None, now=make.NOW,
    )  # fmt: skip
    actions.write_sections(
        by=world.hanh, report_id=commune, texts={"V": "Đề nghị huyện cấp thêm tờ rơi."}, row_version=None, now=make.NOW
    )
    actions.submit_report(by=world.hanh, report_id=commune, row_version=None, now=make.NOW)
    actions.return_report(
        by=world.lan, report_id=commune, reason="Bổ sung buổi ở trường học.", row_version=None, now=make.NOW
    )
    other = loop.approved(world.nam, world.nam, period)
    actions.ask_correction(
        by=world.nam, report_id=other, reason="Ghi sót một buổi ở thôn.", row_version=None, now=make.NOW
    )
    district = loop.submitted(world.tuyet, period)
    return {"period": period, "commune": commune, "other": other, "district": district}


@pytest.mark.ci
def test_what_a_report_says_of_itself_is_for_everybody(world, signed_in_as, open_window, ids):
    """Sent back, with a declared figure, with a correction asked for: what tests/journeys/test_pages.py never meets."""
    visits = {
        "hanh": [
            reverse("report_show", args=[ids["commune"]]),
            reverse("report_line", args=[ids["commune"], "banner_count"]),
            reverse("report_line", args=[ids["commune"], "risk_attendance_count"]),
        ],
        "tuyet": [
            reverse("report_show", args=[ids["other"]]),
            reverse("report_line", args=[ids["district"], "attendance_count"]),
        ],
    }
    for name, addresses in visits.items():
        window = open_window(width=360, height=740)
        as_(window, signed_in_as, getattr(world, name))
        for address in addresses:
            window.goto(address)
            assert faults(window, whole=False) == [], address


def test_a_report_is_written_and_submitted_without_script(world, signed_in_as, open_window, ids):
    window = open_window(width=360, height=740, script=False)
    as_(window, signed_in_as, world.hanh)
    window.goto(reverse("report_show", args=[ids["commune"]]))
    window.click("summary:has-text('Lời văn')")
    window.fill("textarea[name='text-V']", "Đề nghị tỉnh mở lớp tập huấn.")
    window.click("text=Lưu lời văn")
    assert "Đã lưu lời văn." in window.content()
    window.click("summary:has-text('Lời văn')")
    window.click("summary:has-text('III.3.')")
    window.fill("textarea[name='text-III.3']", "Nhiều lao động đi làm xa.")
    window.click("button:has-text('Trình duyệt')")
    assert "Đã trình báo cáo." in window.content()
    report = Report.objects.get(id=ids["commune"])
    assert report.state == "submitted"
    written = {section.code: section.text for section in report.sections.all()}
    assert written["V"] == "Đề nghị tỉnh mở lớp tập huấn."
    assert written["III.3"] == "Nhiều lao động đi làm xa.", "words typed and not saved go along with a submit"


def test_a_report_is_short_on_a_phone_and_whole_on_a_desk(world, signed_in_as, open_window, ids):
    phone, desk = open_window(width=360, height=740), open_window(width=1280, height=900)
    for window in (phone, desk):
        as_(window, signed_in_as, world.hanh)
        window.goto(reverse("report_show", args=[ids["commune"]]))
    assert phone.evaluate("document.documentElement.scrollHeight") < 2500
    assert not phone.get_by_label("V. Kiến nghị, đề xuất").is_visible()
    assert phone.get_by_role("button", name="Trình duyệt").is_visible()
    phone.click("nav a:has-text('Lời văn')")
    assert phone.get_by_label("V. Kiến nghị, đề xuất").is_visible()
    assert desk.get_by_label("V. Kiến nghị, đề xuất").is_visible()
    assert desk.locator(".a4").first.is_visible()
