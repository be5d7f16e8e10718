"""A programme is drafted by hand, issued, and taken up by the levels below."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from vandong.kernel.models import AuditLine
from vandong.messaging.models import Notice
from vandong.programme.models import Adoption, AllottedTarget, Programme, RiskGroup, Target, Task

pytestmark = pytest.mark.django_db

BASICS = {
    "title": "Kế hoạch vận động nhân dân xây dựng khu dân cư không có ma túy",
    "short_title": "Khu dân cư không ma túy",
    "plan_number": "16/kh–mttq-btt",
    "plan_dated_on": "15/01/2024",
    "starts_on": "01/01/2024",
    "ends_on": "31/12/2025",
}
TARGET = {
    "subject": "buổi tuyên truyền mỗi xã",
    "kind": "at_least",
    "value": "1.250,5",
    "value_unit": "buổi",
    "holder_level": "commune",
    "due_on": "31/12/2024",
}
TASK = {"short_text": "Tuyên truyền ở khu dân cư", "text": "Tổ chức tuyên truyền.", "levels": ["commune", "area"]}


def start_draft(client, **changes):
    answer = client.post(reverse("programme_new"), {**BASICS, "with_suggestions": "on", **changes})
    return answer, Programme.objects.order_by("-id").first()


def add(client, programme, part, values):
    return client.post(reverse("programme_part_new", args=[programme.id, part]), values)


def test_a_coordinator_drafts_a_programme_that_begins_with_the_six_groups_and_the_yearly_report(world, signed_in_as):
    answer, programme = start_draft(signed_in_as(world.binh))
    assert answer.status_code == 302
    assert programme.state == "draft"
    assert programme.plan_number == "16/KH-MTTQ-BTT"
    assert RiskGroup.objects.filter(programme=programme).count() == 6
    deadline = programme.deadlines.get()
    assert (deadline.recurs, deadline.month, deadline.day) == ("yearly", 11, 20)
    assert AuditLine.objects.filter(action="programme.programme.drafted", subject_id=str(programme.id)).count() == 1


def test_an_end_before_the_start_is_refused_beside_its_field_and_nothing_typed_is_lost(world, signed_in_as):
    before = Programme.objects.count()
    answer, _ = start_draft(signed_in_as(world.binh), ends_on="31/12/2023")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Ngày kết thúc phải từ ngày bắt đầu trở đi." in page
    assert "Khu dân cư không ma túy" in page
    assert Programme.objects.count() == before


def test_a_draft_is_seen_at_home_alone_until_it_is_issued(world, signed_in_as):
    client = signed_in_as(world.binh)
    _, programme = start_draft(client)
    show = reverse("programme_show", args=[programme.id])
    assert signed_in_as(world.hanh).get(show).status_code == 404
    add(client, programme, "muc-tieu", TARGET)
    add(client, programme, "nhiem-vu", TASK)
    issuing = reverse("programme_issue", args=[programme.id])
    seen = {"version": client.get(issuing).context["summary"].state}
    add(client, programme, "nhiem-vu", {**TASK, "short_text": "Việc người khác vừa thêm"})
    for unread, said in ((seen, "Có người vừa sửa bản thảo này"), ({}, "không cho biết đã mở bản nào")):
        assert said in client.post(issuing, unread).content.decode()
        programme.refresh_from_db()
        assert programme.state == "draft"
    client.post(issuing, {"version": client.get(issuing).context["summary"].state})
    programme.refresh_from_db()
    assert programme.state == "issued"
    assert "Khu dân cư không ma túy" in signed_in_as(world.hanh).get(show).content.decode()
    assert signed_in_as(world.stranger).get(show).status_code == 404


def test_an_empty_draft_is_not_issued_and_the_page_says_what_it_lacks(world, signed_in_as):
    client = signed_in_as(world.binh)
    _, programme = start_draft(client)
    page = client.post(reverse("programme_issue", args=[programme.id]), follow=True).content.decode()
    programme.refresh_from_db()
    assert programme.state == "draft"
    assert "ít nhất một mục tiêu và một nhiệm vụ" in page


def test_numbers_and_days_are_read_as_people_write_them(world, signed_in_as):
    client = signed_in_as(world.binh)
    _, programme = start_draft(client)
    add(client, programme, "muc-tieu", TARGET)
    target = Target.objects.get(programme=programme)
    assert str(target.value) == "1250.5000"
    assert target.due_on == date(2024, 12, 31)
    page = client.get(reverse("programme_part_edit", args=[programme.id, "muc-tieu", target.id])).content.decode()
    assert "1.250,5" in page
    assert "31/12/2024" in page


def test_an_issued_programme_is_changed_by_an_amending_document_alone(world, signed_in_as):
    client = signed_in_as(world.binh)
    answer = client.post(reverse("programme_part_new", args=[world.programme, "nhiem-vu"]), TASK)
    assert answer.status_code == 409
    assert "bấm Văn bản sửa đổi" in answer.content.decode()
    assert "Văn bản sửa đổi</a>" in client.get(reverse("programme_show", args=[world.programme])).content.decode()
    assert Task.objects.filter(programme_id=world.programme).count() == 1


def test_the_second_of_two_savers_is_shown_the_other_version_and_keeps_what_they_typed(world, signed_in_as):
    client = signed_in_as(world.binh)
    _, programme = start_draft(client)
    edit = reverse("programme_edit", args=[programme.id])
    client.post(edit, {**BASICS, "short_title": "Tên của người thứ nhất", "version": "1"})
    answer = client.post(edit, {**BASICS, "short_title": "Tên của người thứ hai", "version": "1"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Tên của người thứ nhất" in page
    assert "Tên của người thứ hai" in page
    programme.refresh_from_db()
    assert programme.short_title == "Tên của người thứ nhất"
    client.post(edit, {**BASICS, "short_title": "Tên của người thứ hai", "version": "2"})
    programme.refresh_from_db()
    assert programme.short_title == "Tên của người thứ hai"


def adopt(client, world, **changes):
    target = Target.objects.get(programme_id=world.programme)
    values = {"plan_number": "05/KH-MTTQ-BTT", "plan_dated_on": "01/02/2024", f"target_{target.id}": "14"}
    return client.post(reverse("adoption_adopt", args=[world.programme]), {**values, **changes})


def test_a_commune_takes_the_programme_up_and_the_level_above_is_told_once(world, signed_in_as):
    paper = SimpleUploadedFile("Kế hoạch.pdf", b"%PDF-1.4 ke hoach", content_type="application/pdf")
    adopt(signed_in_as(world.hanh), world, file=paper)
    adoption = Adoption.objects.get(unit_id=world.hong_phong)
    assert adoption.plan_file.name == "Kế hoạch.pdf"
    assert str(AllottedTarget.objects.get(adoption=adoption).value) == "14.0000"
    notice = Notice.objects.get()
    assert notice.text == "Xã Hồng Phong đã ban hành kế hoạch số 05/KH-MTTQ-BTT"
    assert notice.body.unit_id == world.ninh_giang


def test_correcting_the_plan_keeps_one_adoption_and_an_old_page_is_told_so(world, signed_in_as):
    client = signed_in_as(world.hanh)
    adopt(client, world)
    adopt(client, world, plan_number="06/KH-MTTQ-BTT", version="1")
    answer = adopt(client, world, plan_number="07/KH-MTTQ-BTT", version="1")
    assert answer.status_code == 409
    assert Adoption.objects.get(unit_id=world.hong_phong).plan_number == "06/KH-MTTQ-BTT"
    assert Notice.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"plan_number": "năm"}, "Số kế hoạch viết như 16/KH-MTTQ-BTT"),
        ({"plan_dated_on": "06/11/2024"}, "Ngày ký kế hoạch còn ở phía trước"),
        ({"plan_dated_on": "14/01/2024"}, "không thể ký trước kế hoạch của cấp trên"),
        ({"plan_dated_on": "31/02/2024"}, "Ngày viết như 05/11/2024"),
        ({"file": SimpleUploadedFile("a.pdf", b"MZ lenh")}, "Chỉ nhận tệp PDF, Word"),
        ({"file": SimpleUploadedFile("a.pdf", b"%PDF-1.4 /JavaScript")}, "lệnh tự chạy"),
    ],
)
def test_a_bad_plan_gets_one_sentence_and_changes_nothing(world, signed_in_as, changes, sentence):
    answer = adopt(signed_in_as(world.hanh), world, **changes)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Adoption.objects.exists()


def test_the_district_sees_who_has_a_plan_and_who_has_not(world, signed_in_as):
    adopt(signed_in_as(world.hanh), world)
    client = signed_in_as(world.khai)
    page = client.get(reverse("adoption_list", args=[world.programme])).content.decode()
    assert "1/2" in page
    assert "Xã Tân Hương" in page
    assert "Xã Ngũ Hùng" not in page
    missing = client.get(reverse("adoption_list", args=[world.programme]) + "?loc=chua").content.decode()
    assert "05/KH-MTTQ-BTT" not in missing
    assert "Xã Tân Hương" in missing


def test_the_list_of_plans_asks_the_database_as_often_for_one_unit_as_for_many(
    world, signed_in_as, django_assert_max_num_queries
):
    client = signed_in_as(world.binh)
    with django_assert_max_num_queries(20):
        client.get(reverse("adoption_list", args=[world.programme]))


def test_an_area_and_the_issuer_itself_are_told_why_they_have_no_plan_to_write(world, signed_in_as):
    area = adopt(signed_in_as(world.luong), world)
    issuer = adopt(signed_in_as(world.co), world)
    assert "Khu dân cư làm theo kế hoạch của xã" in area.content.decode()
    assert "chính là nơi ban hành chương trình" in issuer.content.decode()
    assert not Adoption.objects.exists()
