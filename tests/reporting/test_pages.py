"""The whole loop through HTTP, by five people, and the sentence of every refusal on the way."""

import io
from datetime import date

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from tests import world as small_world
from tests.analytics.field_work import held
from tests.reporting import loop
from vandong.accounts.models import Account
from vandong.reporting.models import Report

pytestmark = [pytest.mark.once, pytest.mark.django_db]


@pytest.fixture
def world():
    return small_world.build()


@pytest.fixture
def period(world):
    return loop.period(world)


def as_(officer) -> Client:
    client = Client()
    client.force_login(Account.objects.get(id=officer.account_id), backend="django.contrib.auth.backends.ModelBackend")
    return client


def text_of(answer) -> str:
    return answer.content.decode()


def post(officer, route, report_id, **values):
    seen = Report.objects.get(id=report_id).row_version
    return as_(officer).post(reverse(route, args=[report_id]), {"row_version": seen, **values}, follow=True)


def open_(officer, period) -> int:
    answer = as_(officer).post(reverse("report_open", args=[period]))
    return int(answer["Location"].rstrip("/").rsplit("/", 1)[1])


def test_five_people_walk_the_loop_to_the_province(world, period):
    held(world, world.bong_lai, attendance_count=46, groups={"away_workers": 12})
    held(world, world.tieu_son, attendance_count=20, channel="club")
    commune = open_(world.hanh, period)
    assert "Đã tổ chức 02 buổi tuyên truyền; các việc đã làm có 66 lượt người dự" in text_of(
        as_(world.hanh).get(reverse("report_show", args=[commune]))
    )
    assert "Đã trình báo cáo" in text_of(post(world.hanh, "report_submit", commune))
    page = post(world.lan, "report_return", commune, **{"return-reason": "Bổ sung buổi ở trường học."})
    assert "Bổ sung buổi ở trường học." in text_of(page)
    held(world, world.hong_phong, channel="school", attendance_count=100)
    assert "Đã trình báo cáo" in text_of(post(world.hanh, "report_submit", commune))
    assert "Đã duyệt. Số liệu và lời văn của báo cáo đã chốt." in text_of(post(world.lan, "report_approve", commune))
    district = open_(world.khai, period)
    post(world.khai, "report_submit", district)
    post(world.thai, "report_approve", district)
    province = open_(world.binh, period)
    post(world.binh, "report_submit", province)
    post(world.co, "report_approve", province)
    assert loop.values(province)["attendance_count"] == 166
    seen = text_of(as_(world.vien).get(reverse("report_show", args=[province])))
    assert "Đặng Văn Cơ" in seen
    assert "166" in seen
    assert "Duyệt và ký</button>" not in seen  # the help names it to everybody


def test_every_figure_opens_down_to_the_records(world, period):
    held(world, world.bong_lai, attendance_count=46)
    loop.approved(world.hanh, world.lan, period)
    district = loop.approved(world.khai, world.thai, period)
    province = loop.approved(world.binh, world.co, period)
    client = as_(world.vien)
    top = text_of(client.get(reverse("report_line", args=[province, "attendance_count"])))
    assert reverse("report_line", args=[district, "attendance_count"]) in top
    middle = text_of(client.get(reverse("report_line", args=[district, "attendance_count"])))
    commune = Report.objects.get(unit_id=world.hong_phong).id
    assert reverse("report_line", args=[commune, "attendance_count"]) in middle
    bottom = text_of(client.get(reverse("report_line", args=[commune, "attendance_count"])))
    assert "46 lượt người" in bottom
    assert "/hoat-dong/" in bottom


def test_a_small_count_of_people_at_risk_stops_the_way_down_above_its_unit(world, period):
    held(world, world.bong_lai, attendance_count=46, groups={"released_prisoners": 3})
    commune = loop.approved(world.hanh, world.lan, period)
    loop.approved(world.khai, world.thai, period)
    key = "risk_attendance_count.released_prisoners"
    own = text_of(as_(world.hanh).get(reverse("report_line", args=[commune, key])))
    assert '<span class="num">3</span>' in own
    above = text_of(as_(world.khai).get(reverse("report_line", args=[commune, key])))
    assert "dưới 5" in above
    assert "Đường đi xuống dừng ở đây." in above
    assert "3 lượt người" not in above
    assert ">3<" not in above.partition("<main")[2]
    page = text_of(as_(world.khai).get(reverse("report_show", args=[commune])))
    assert "dưới 5" in page
    document = text_of(as_(world.hanh).get(reverse("report_show", args=[commune]))).split('class="a4-wrap"')[1]
    assert "dưới 5" in document


def test_a_lone_small_group_is_not_given_away_by_subtraction(world, period):
    held(
        world,
        world.bong_lai,
        attendance_count=90,
        groups={"released_prisoners": 3, "away_workers": 7, "street_youth": 50},
    )
    commune = loop.approved(world.hanh, world.lan, period)
    page = text_of(as_(world.khai).get(reverse("report_show", args=[commune])))
    table = page.split('id="cac-con-so"')[1].split("</table>")[0]
    assert "dưới 5" in table
    assert "không nêu" in table
    figures = table.replace("<b>", "").replace("</b>", "<")
    assert ">60<" in figures
    assert not [count for count in (3, 7, 50) if f">{count}<" in figures]


def test_a_declared_figure_asks_for_its_reason_beside_the_field(world, period):
    report = open_(world.hanh, period)
    address = reverse("report_declare", args=[report, "banner_count"])
    answer = as_(world.hanh).post(address, {"value": "1.204", "note": "", "row_version": 1})
    assert answer.status_code == 422
    assert "Số khai khác số tự tính thì cần một câu giải thích" in text_of(answer)
    assert 'value="1.204"' in text_of(answer)
    as_(world.hanh).post(address, {"value": "1.204", "note": "Băng rôn do huyện cấp.", "row_version": 1})
    assert loop.values(report)["banner_count"] == 1204


def test_nothing_typed_is_lost_when_someone_saved_first(world, period):
    report = open_(world.hanh, period)
    address, seen = reverse("report_write", args=[report]), Report.objects.get(id=report).row_version
    as_(world.lan).post(address, {"row_version": seen, "text-V": "Câu của bà Lan."})
    answer = as_(world.hanh).post(address, {"row_version": seen, "text-V": "Câu của chị Hạnh."})
    assert answer.status_code == 409
    assert "Câu của chị Hạnh.</textarea>" in text_of(answer)
    assert "Bản đang lưu:</b> Câu của bà Lan." in text_of(answer)


def test_a_suggestion_can_be_taken_back(world, period):
    report = open_(world.hanh, period)
    post(world.hanh, "report_write", report, **{"text-V": "Câu tự viết."})
    assert "Khôi phục câu gợi ý" in text_of(as_(world.hanh).get(reverse("report_show", args=[report])))
    post(world.hanh, "report_write", report, **{"text-V": "Câu tự viết.", "restore": "V"})
    assert "không có kiến nghị, đề xuất." in text_of(as_(world.hanh).get(reverse("report_show", args=[report])))


def test_returning_without_a_sentence_is_said_beside_the_field(world, period):
    report = loop.submitted(world.hanh, period)
    answer = post(world.lan, "report_return", report, **{"return-reason": "Sai"})
    assert answer.status_code == 422
    assert "Xin viết ít nhất một câu để người nhận hiểu cần làm gì." in text_of(answer)
    assert "Sai</textarea>" in text_of(answer)


@pytest.mark.parametrize(
    ("who", "route", "state", "status", "sentence"),
    [
        ("lan", "report_approve", "draft", 409, "Báo cáo đang được lập, chưa trình. Xin chờ người lập trình báo cáo"),
        ("lan", "report_return", "draft", 409, "Chưa có gì để trả lại"),
        ("hanh", "report_submit", "submitted", 409, "Không cần trình lần nữa."),
        ("hanh", "report_recompile", "submitted", 409, "Muốn tính lại số liệu, xin đề nghị người duyệt trả lại."),
        ("hanh", "report_approve", "submitted", 403, "Chức danh của anh/chị không làm việc này."),
        ("lan", "report_approve", "approved", 409, "Không cần duyệt lần nữa."),
        ("hanh", "report_submit", "approved", 409, "Muốn sửa, xin làm đề nghị đính chính."),
        ("hanh", "report_ask_correction", "draft", 409, "Việc đính chính chỉ dành cho báo cáo đã duyệt."),
        ("khai", "report_grant_correction", "approved", 409, "Không có đề nghị đính chính nào đang chờ"),
        ("khai", "report_submit", "draft", 404, "Không tìm thấy nội dung này."),
        ("co", "report_send_back", "approved", 404, "Không tìm thấy nội dung này."),
        ("stranger", "report_approve", "submitted", 404, "Không tìm thấy nội dung này."),
    ],
)
def test_each_refusal_is_one_clear_sentence(world, period, who, route, state, status, sentence):
    report = open_(world.hanh, period)
    if state in ("submitted", "approved"):
        loop.submitted(world.hanh, period)
    if state == "approved":
        loop.approved(world.hanh, world.lan, period)
    values = {f"{name}-reason": "Một câu lý do đủ dài." for name in ("return", "ask_correction", "send_back")}
    values["row_version"] = str(Report.objects.get(id=report).row_version)
    answer = as_(getattr(world, who)).post(reverse(route, args=[report]), values)
    assert answer.status_code == status
    assert sentence in text_of(answer)
    assert Report.objects.get(id=report).state == state


def test_the_district_sees_who_is_late_first(world, period, settings):
    settings.VANDONG_TODAY = date(2024, 11, 15)
    loop.approved(world.hanh, world.lan, period)
    page = text_of(as_(world.khai).get(reverse("report_list", args=[period])))
    assert page.index("Xã Tân Hương") < page.index("Xã Hồng Phong")
    assert "Quá hạn 5 ngày" in page
    assert "Đúng hạn" in page
    assert "Ngũ Hùng" not in page
    late = text_of(as_(world.khai).get(reverse("report_list", args=[period]) + "?xem=cham"))
    assert "Xã Hồng Phong" not in late


def test_the_first_number_of_a_year_goes_on_from_the_paper_register(world, period):
    asked = "Sổ giấy năm nay đã cấp báo cáo đến số"
    first = loop.approved(world.hanh, world.lan, period)
    assert asked in text_of(as_(world.lan).get(reverse("report_show", args=[first])))
    wrong = post(world.lan, "report_issue_document", first, given_on_paper="bốn sáu")
    assert "Chỗ này ghi một số nguyên" in text_of(wrong)
    post(world.lan, "report_issue_document", first, given_on_paper="46")
    assert "Số: 47/BC-MTTQ-BTT" in text_of(as_(world.lan).get(reverse("report_show", args=[first])))
    post(world.khai, "report_send_back", first, **{"send_back-reason": "Xin đếm lại số người dự."})
    second = loop.approved(world.hanh, world.lan, period)
    assert asked not in text_of(as_(world.lan).get(reverse("report_show", args=[second])))


def test_an_open_correction_is_called_one_and_leads_to_the_version_that_holds(world, period):
    first = loop.approved(world.hanh, world.lan, period)
    post(world.khai, "report_send_back", first, **{"send_back-reason": "Xin đếm lại số người dự."})
    assert "Đính chính, đang lập" in text_of(as_(world.hanh).get(reverse("period_list")))
    page = as_(world.hanh).get(reverse("report_show", args=[loop.opened(world.hanh, period)])).content.decode()
    assert f'<a href="{reverse("report_show", args=[first])}">Mở bản đang có hiệu lực</a>' in page


def test_a_consolidated_report_flags_a_source_corrected_since(world, period):
    first = loop.approved(world.hanh, world.lan, period)
    district = loop.approved(world.khai, world.thai, period)
    post(world.khai, "report_send_back", first, **{"send_back-reason": "Xin đếm lại số người dự."})
    loop.approved(world.hanh, world.lan, period)
    page = text_of(as_(world.thai).get(reverse("report_show", args=[district])))
    assert "Xã Hồng Phong đã đính chính sau khi tổng hợp." in page
    assert "có đơn vị đã đính chính" in text_of(as_(world.binh).get(reverse("report_list", args=[period])))


def test_the_province_opens_a_period_with_the_plans_own_days(world):
    page = text_of(as_(world.binh).get(reverse("period_open")))
    assert 'value="năm 2024"' in page
    assert 'value="20/11/2024"' in page
    assert 'value="10/11/2024"' in page
    assert 'value="31/10/2024"' in page
    said = {
        "label": "năm 2024", "starts_on": "01/01/2024", "cutoff_on": "31/10/2024",
        "due_commune": "10/11/2024", "due_district": "09/11/2024", "due_province": "30/11/2024",
    }  # fmt: skip
    answer = as_(world.binh).post(reverse("period_open"), said)
    assert "Hạn của cấp trên không được trước hạn của cấp dưới." in text_of(answer)
    answer = as_(world.binh).post(reverse("period_open"), {**said, "due_district": "20/11/2024"}, follow=True)
    assert "Đã mở kỳ báo cáo." in text_of(answer)
    again = as_(world.binh).post(reverse("period_open"), {**said, "due_district": "20/11/2024"})
    assert "Chương trình này đã có kỳ báo cáo cùng tên." in text_of(again)


def sheets_of(answer) -> dict[str, list[list[object]]]:
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    return {page.title: [[cell.value for cell in row] for row in page.iter_rows()] for page in book}


def test_a_report_as_a_workbook_has_stable_codes_and_keeps_small_counts_back(world, period):
    held(world, world.bong_lai, attendance_count=46, groups={"released_prisoners": 3})
    loop.approved(world.hanh, world.lan, period)
    district = loop.approved(world.khai, world.thai, period)
    sheets = sheets_of(as_(world.khai).get(reverse("report_workbook", args=[district])))
    values = {row[0]: row[3] for row in sheets["Số liệu"]}
    assert values["attendance_count"] == 46
    assert values["risk_attendance_count.released_prisoners"] == "không nêu"
    assert "Xã Hồng Phong" in [row[0] for row in sheets["Theo đơn vị"]]
    own = Report.objects.get(unit_id=world.hong_phong).id
    sheets = sheets_of(as_(world.hanh).get(reverse("report_workbook", args=[own])))
    assert {row[0]: row[3] for row in sheets["Số liệu"]}["risk_attendance_count"] == "dưới 5"


def test_the_list_of_units_exports_as_it_is_filtered(world, period, settings):
    settings.VANDONG_TODAY = date(2024, 11, 15)
    loop.approved(world.hanh, world.lan, period)
    address = reverse("report_list", args=[period]) + "?xem=cham&xuat=xlsx"
    rows = sheets_of(as_(world.khai).get(address))["Các đơn vị"]
    assert [row[0] for row in rows if row[1] == "Huyện Ninh Giang"] == ["Xã Tân Hương"]
