"""A unit writes its own plan from the programme above, gets its number, and the level above sees it at once."""

import io
import re
from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse
from docx import Document

from tests import make
from vandong.documents.models import OfficialDocument
from vandong.kernel import files
from vandong.kernel.models import AuditLine
from vandong.messaging.models import Notice
from vandong.programme import queries
from vandong.programme.models import (
    Adoption,
    Deadline,
    DeadlineDue,
    PlanTerm,
    Programme,
    Target,
    Task,
    UnitPlan,
    UnitPlanText,
)
from vandong.programme.unit_plan.text_sections import sections
from vandong.programme.unit_plan.words import subject

pytestmark = [pytest.mark.once, pytest.mark.django_db]

DIRECTIVE = "Căn cứ Chỉ thị số 12-CT/HU ngày 05/02/2024 của Ban Thường vụ Huyện ủy Ninh Giang về phòng, chống ma túy"


def address(world, verb="unit_plan_write"):
    return reverse(verb, args=[world.programme])


def typed(client, world, **changes):
    """What the page offers, as a browser would post it back, with some fields changed."""
    form = client.get(address(world)).context["form"]
    values = {bound.html_name: bound.value() for bound in form}
    return {name: "" if value is None else value for name, value in {**values, **changes}.items()}


def save(client, world, **changes):
    return client.post(address(world), typed(client, world, **changes))


def number(client, world, **changes):
    version = client.get(address(world)).context["page"].version
    return client.post(address(world, "unit_plan_issue"), {"version": version or "", "dated_on": "", **changes})


def words(document_id):
    """Every paragraph of a document's .docx, as text."""
    content = files.read(OfficialDocument.objects.get(id=document_id).docx_file)
    return [paragraph.text.replace("\u00a0", " ") for paragraph in Document(io.BytesIO(content)).paragraphs]


def test_the_plan_begins_with_what_concerns_the_commune_and_nothing_else(world, signed_in_as):
    with make.while_drafted(world.programme):
        Task.objects.create(
            programme_id=world.programme,
            position=2,
            text="Tập huấn nòng cốt.",
            short_text="Tập huấn",
            levels=["district"],
        )
    page = signed_in_as(world.hanh).get(address(world)).context["page"]
    texts = {part.code: part.text for part in page.parts}
    assert page.subject.endswith("phòng, chống ma túy trên địa bàn xã Hồng Phong")
    assert page.sheet.number_line == "Số: …/KH-MTTQ-BTT"
    assert texts["bases"].startswith("Căn cứ Kế hoạch số 16/KH-MTTQ-BTT ngày 15/01/2024 của Ban Thường trực")
    assert "Có ít nhất 12 buổi tuyên truyền mỗi xã, chậm nhất ngày 31/12/2024." in texts["II"]
    assert "Tuyên truyền ở khu dân cư" in texts["III"]
    assert "Tập huấn" not in texts["III"]
    assert "người nghiện" in texts["III"]
    assert "Ban công tác Mặt trận các khu dân cư" in texts["IV"]
    assert texts["recipients"].split("\n")[-1] == "Lưu: VT, BTT"


def test_a_plan_that_was_read_is_told_in_whole_sentences_with_its_share_and_its_day(world, signed_in_as):
    """Names cut for the phone, subjects without a verb and deadlines without their day are no words of a document."""
    programme = {"programme_id": world.programme}
    with make.while_drafted(world.programme):
        Target.objects.create(
            **programme, position=2, kind="reach_share", subject="người trong nhóm nguy cơ cao", value=100,
            value_unit="%",
            quote="100% người trong nhóm nguy cơ cao được tuyên truyền, giáo dục kỹ năng phòng, chống ma tuý;",
        )  # fmt: skip
    sentence = (
        "MTTQ các cấp xây dựng và ban hành kế hoạch cụ thể hoá các chủ trương của Đảng, chính sách pháp luật của Nhà "
        "nước; phối hợp với chính quyền."
    )
    short = "Xây dựng và ban hành kế hoạch cụ thể hoá các chủ trương của Đảng, chính sách pháp luật của Nhà…"
    with make.while_drafted(world.programme):
        Task.objects.create(**programme, position=2, text=sentence, short_text=short, levels=["district", "commune"])
    quoted = (
        'Tuyên truyền mô hình và "Gương người tốt, việc tốt" tích cực tham gia phòng, chống ma tuý; phê phán vi phạm.'
    )
    short = 'Tuyên truyền mô hình và "Gương người tốt, việc tốt" tích cực tham gia…'
    with make.while_drafted(world.programme):
        Task.objects.create(**programme, position=3, text=quoted, short_text=short, levels=["commune"])
    with make.while_drafted(world.programme):
        Deadline.objects.update(withdrawn_on=date(2024, 1, 16))  # the world's own makes room
        Deadline.objects.create(
            **programme, kind="report", recurs="yearly", month=11, day=20, from_level="district", to_level="province",
            text="Báo cáo kết quả thực hiện về Ban Thường trực Uỷ ban MTTQ tỉnh (qua Ban phong trào)",
            via="Ban phong trào",
        )  # fmt: skip
    texts = {part.code: part.text for part in signed_in_as(world.khai).get(address(world)).context["page"].parts}
    assert "- 100% người trong nhóm nguy cơ cao được tuyên truyền, giáo dục kỹ năng phòng, chống ma tuý." in texts["II"]
    assert f". {sentence}" in texts["III"]
    assert "của Nhà\n" not in texts["III"]
    assert (
        "- Xây dựng và ban hành kế hoạch cụ thể hoá các chủ trương của Đảng, chính sách pháp luật của Nhà nước.\n"
        in texts["IV"]
    )
    assert (
        '- Tuyên truyền mô hình và "Gương người tốt, việc tốt" tích cực tham gia phòng, chống ma tuý.\n' in texts["IV"]
    )
    assert "MTTQ tỉnh (qua Ban phong trào), chậm nhất ngày 20/11 hằng năm." in texts["IV"]


def test_a_plan_a_department_entered_is_cited_as_the_standing_boards(world, signed_in_as):
    with make.while_drafted(world.programme):
        Programme.objects.filter(id=world.programme).update(body_id=world.binh.body_id)
    bases = signed_in_as(world.khai).get(address(world)).context["page"].parts[0].text
    assert "của Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh Hải Dương về việc" in bases


def test_a_deadline_of_a_level_above_is_not_made_the_communes_own_day(world, signed_in_as):
    commune = signed_in_as(world.hanh).get(address(world)).context["page"].parts[4].text
    assert "để kịp tổng hợp trước ngày 20/11 hằng năm" in commune
    assert "Báo cáo kết quả về Ban Thường trực Ủy ban MTTQ Việt Nam huyện Ninh Giang" in commune
    with make.while_drafted(world.programme):
        Deadline.objects.create(
            programme_id=world.programme, kind="report", recurs="yearly", month=11, day=10, from_level="commune",
            to_level="district", text="Báo cáo kết quả trước ngày 10/11 hằng năm",
        )  # fmt: skip
    commune = signed_in_as(world.hanh).get(address(world)).context["page"].parts[4].text
    assert "trước ngày 10/11 hằng năm; gửi Ban Thường trực Ủy ban MTTQ Việt Nam huyện Ninh Giang" in commune
    assert "20/11" not in commune
    district = signed_in_as(world.khai).get(address(world)).context["page"].parts[4].text
    assert "20/11 hằng năm; gửi Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh Hải Dương (qua Ban Phong trào)" in district


def test_the_districts_own_plan_is_a_basis_of_the_communes(world, signed_in_as):
    Adoption.objects.create(
        programme_id=world.programme, unit_id=world.ninh_giang, plan_number="07/KH-MTTQ-BTT",
        plan_dated_on=date(2024, 1, 31), adopted_at=make.NOW, adopted_by_label="Người ghi",
    )  # fmt: skip
    page = signed_in_as(world.hanh).get(address(world)).context["page"]
    assert "Căn cứ Kế hoạch số 07/KH-MTTQ-BTT ngày 31/01/2024 của Ban Thường trực" in page.parts[0].text


def test_the_name_of_a_project_in_quotes_stays_whole_in_the_units_own_subject(world):
    named = 'Kế hoạch vận động thực hiện Dự án "Phòng, chống ma túy tại xã, phường, thị trấn", giai đoạn 2024 - 2025'
    programme = replace(queries.known(world.programme), title=named)
    assert subject(programme, "xã Hồng Phong") == (
        'Vận động thực hiện Dự án "Phòng, chống ma túy tại xã, phường, thị trấn" trên địa bàn xã Hồng Phong, '
        "giai đoạn 2024 - 2025"
    )


def test_looking_writes_nothing(world, signed_in_as):
    signed_in_as(world.hanh).get(address(world))
    assert not UnitPlan.objects.exists()


def test_a_part_in_own_words_stays_and_the_others_follow_the_programme_and_the_figures(world, signed_in_as):
    client, target = signed_in_as(world.hanh), Target.objects.get(programme_id=world.programme)
    bases = client.get(address(world)).context["page"].parts[0].text
    answer = save(client, world, **{"text-bases": f"{bases}\n{DIRECTIVE}", f"target_{target.id}": "15"})
    assert answer.status_code == 302
    assert list(UnitPlanText.objects.values_list("part", flat=True)) == ["bases"]
    page = client.get(address(world)).content.decode()
    assert "Chỉ thị số 12-CT/HU" in page
    assert "Có ít nhất 15 buổi tuyên truyền mỗi xã" in page
    assert "(kế hoạch cấp trên: 12 buổi)" in page
    assert AuditLine.objects.filter(action="programme.unit_plan.saved").count() == 1
    save(client, world)
    assert AuditLine.objects.filter(action="programme.unit_plan.saved").count() == 1


def test_the_suggestion_can_be_taken_back(world, signed_in_as):
    client = signed_in_as(world.hanh)
    save(client, world, **{"text-II": "- Làm tốt."})
    assert UnitPlanText.objects.get().text == "- Làm tốt."
    save(client, world, restore="II")
    assert not UnitPlanText.objects.exists()


def test_a_slip_of_the_plan_above_is_shown_and_written_right_only_where_a_person_says_so(world, signed_in_as):
    sentence = "Tuyên tuyền chủ chương của Đảng; quán triệt chủ chương ấy tại tại khu dân cư."
    with make.while_drafted(world.programme):
        task = Task.objects.create(
            programme_id=world.programme, position=2, text=sentence, short_text="Tuyên truyền", levels=["commune"]
        )
    client = signed_in_as(world.hanh)
    page = client.get(address(world)).context["page"]
    assert [(slip.wrong, slip.right, slip.count) for slip in page.slips] == [
        ("chủ chương", "chủ trương", 2), ("tuyên tuyền", "tuyên truyền", 1), ("tại tại", "tại", 1),
    ]  # fmt: skip
    save(client, world)
    assert sentence in client.get(address(world)).context["page"].parts[3].text, "nobody has said so"
    save(client, world, mend="tuyên tuyền")
    part = client.get(address(world)).context["page"].parts[3]
    assert "Tuyên truyền chủ chương của Đảng" in part.text
    save(client, world, mend="*")
    page = client.get(address(world)).context["page"]
    assert "Tuyên truyền chủ trương của Đảng; quán triệt chủ trương ấy tại khu dân cư." in page.parts[3].text
    assert page.slips == ()
    task.refresh_from_db()
    assert task.text == sentence, "the plan above keeps its own words"


def test_the_second_of_two_savers_keeps_what_they_typed_and_sees_what_stands(world, signed_in_as):
    client = signed_in_as(world.hanh)
    mine = typed(client, world, **{"text-II": "- Câu của người thứ hai."})
    save(client, world, **{"text-II": "- Câu của người thứ nhất."})
    answer = client.post(address(world), mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "- Câu của người thứ hai." in page
    assert "- Câu của người thứ nhất." in page
    assert UnitPlanText.objects.get().text == "- Câu của người thứ nhất."


def test_numbering_makes_the_document_and_the_adoption_in_one_go_and_the_level_above_is_told(world, signed_in_as):
    target = Target.objects.get(programme_id=world.programme)
    save(signed_in_as(world.hanh), world, **{"text-bases": DIRECTIVE, f"target_{target.id}": "15"})
    answer = number(signed_in_as(world.lan), world)
    document = OfficialDocument.objects.get()
    assert answer["Location"] == reverse("document_show", args=[document.id])
    assert document.symbol == "01/KH-MTTQ-BTT"
    adoption = Adoption.objects.get(unit_id=world.hong_phong)
    assert (adoption.plan_number, adoption.plan_dated_on) == ("01/KH-MTTQ-BTT", make.TODAY)
    assert adoption.plan_file.name == "01-KH-MTTQ-BTT.docx"
    assert files.read(adoption.plan_file) == files.read(document.docx_file)
    assert [str(row.value) for row in adoption.allotted.all()] == ["15.0000"]
    assert [(told.body.unit_id, told.text) for told in Notice.objects.order_by("id")] == [
        (world.hong_phong, "Kế hoạch của đơn vị theo 16/KH-MTTQ-BTT đã soạn, chờ cấp số"),
        (world.ninh_giang, "Xã Hồng Phong đã ban hành kế hoạch số 01/KH-MTTQ-BTT"),
        (world.hong_phong, "Kế hoạch của đơn vị đã có số 01/KH-MTTQ-BTT"),
    ]
    said = words(document.id)
    assert f"{DIRECTIVE}." in said
    assert "II. MỤC TIÊU" in said
    assert any("Có ít nhất 15 buổi" in line for line in said)
    assert document.content["signature"]["name"] == "Trần Thị Lan"
    assert signed_in_as(world.hanh).get(address(world))["Location"] == reverse("document_show", args=[document.id])


def test_a_plan_numbered_here_is_not_given_another_number_or_day_beside_its_document(world, signed_in_as):
    target = Target.objects.get(programme_id=world.programme)
    save(signed_in_as(world.hanh), world)
    number(signed_in_as(world.lan), world)
    adopt = reverse("adoption_adopt", args=[world.programme])
    kept = {"plan_number": "01/KH-MTTQ-BTT", "plan_dated_on": "05/11/2024", "version": "1"}
    for other in ({"plan_number": "99/KH-MTTQ-BTT"}, {"plan_dated_on": "02/11/2024"}):
        answer = signed_in_as(world.hanh).post(adopt, {**kept, **other})
        assert answer.status_code == 422
        assert "đã được cấp số 01/KH-MTTQ-BTT trong phần mềm" in answer.content.decode()
    adoption = Adoption.objects.get(unit_id=world.hong_phong)
    assert (adoption.plan_number, adoption.plan_dated_on) == ("01/KH-MTTQ-BTT", make.TODAY)
    assert signed_in_as(world.hanh).post(adopt, {**kept, f"target_{target.id}": "12"}).status_code == 302
    assert [str(row.value) for row in adoption.allotted.all()] == ["12.0000"]


def test_a_saved_plan_waits_at_home_for_who_signs_and_is_only_said_to_who_wrote_it(world, signed_in_as):
    hanh, lan = signed_in_as(world.hanh), signed_in_as(world.lan)
    assert "Lập kế hoạch của đơn vị" in hanh.get("/").content.decode()
    save(hanh, world)
    writer, signer = (client.get("/").content.decode() for client in (hanh, lan))
    assert "Xem và cấp số" in signer
    assert "Kế hoạch của đơn vị theo 16/KH-MTTQ-BTT chờ người ký cấp số" in writer
    assert "Lập kế hoạch của đơn vị" not in writer + signer
    number(lan, world)
    assert "chờ cấp số" not in lan.get("/").content.decode().split("Mới")[0]


def test_a_plan_is_numbered_by_who_signs_and_only_once_it_was_saved(world, signed_in_as):
    assert number(signed_in_as(world.lan), world).status_code == 422
    save(signed_in_as(world.hanh), world)
    assert signed_in_as(world.hanh).post(address(world, "unit_plan_issue"), {"version": "1"}).status_code == 403
    assert not OfficialDocument.objects.exists()


def test_a_plan_changed_meanwhile_or_dated_before_the_one_above_gets_no_number_and_leaves_no_gap(world, signed_in_as):
    client = signed_in_as(world.lan)
    save(client, world)
    assert number(client, world, version="7").status_code == 409
    answer = number(client, world, dated_on="01/01/2024")
    assert answer.status_code == 422
    assert "không thể ký trước kế hoạch của cấp trên" in answer.content.decode()
    assert not Adoption.objects.exists()
    assert not OfficialDocument.objects.exists()
    assert "Sổ giấy năm nay đã cấp kế hoạch đến số" in client.get(address(world)).content.decode()
    number(client, world, given_on_paper="20")
    assert OfficialDocument.objects.get().symbol == "21/KH-MTTQ-BTT", "the paper register had given 20, and no try one"


def test_a_plan_without_its_tasks_is_not_numbered(world, signed_in_as):
    client = signed_in_as(world.lan)
    save(client, world, **{"text-III": ""})
    answer = number(client, world)
    assert answer.status_code == 422
    assert "Phần “Nội dung, nhiệm vụ” còn trống" in answer.content.decode()


def test_who_has_a_plan_already_and_the_author_of_the_programme_write_none_here(world, signed_in_as):
    Adoption.objects.create(
        programme_id=world.programme, unit_id=world.hong_phong, plan_number="05/KH-MTTQ-BTT",
        plan_dated_on=date(2024, 2, 1), adopted_at=make.NOW, adopted_by_label="Người ghi",
    )  # fmt: skip
    assert signed_in_as(world.hanh).get(address(world)).status_code == 409
    assert signed_in_as(world.binh).get(address(world)).status_code == 409
    assert signed_in_as(world.luong).get(address(world)).status_code == 409
    assert signed_in_as(world.stranger).get(address(world)).status_code == 404


def test_a_figure_for_a_target_that_is_not_asked_for_changes_nothing(world, signed_in_as):
    client = signed_in_as(world.hanh)
    values = {**typed(client, world), "target_999999": "3", "text-zzz": "x"}
    assert client.post(address(world), values).status_code == 302
    assert not UnitPlan.objects.get().taken.exists()
    assert not UnitPlanText.objects.exists()


def test_numbered_points_and_letters_of_the_text_become_sections():
    text = "1. Tuyên truyền\na) Ở khu dân cư\nHọp mỗi tháng.\nb) Loa phát tin hai lần một tuần.\n2. Giám sát."
    (content,) = sections({"III": text})
    first, second = content.children
    assert (content.label, content.heading) == ("I.", "Nội dung, nhiệm vụ")
    assert (first.label, first.heading) == ("1.", "Tuyên truyền")
    assert [(each.label, each.heading, each.paragraphs) for each in first.children] == [
        ("a)", "Ở khu dân cư", ("Họp mỗi tháng.",)),
        ("b)", "", ("Loa phát tin hai lần một tuần.",)),
    ]
    assert (second.heading, second.paragraphs) == ("", ("Giám sát.",))


def test_the_programmes_page_leads_a_unit_without_a_plan_to_writing_one(world, signed_in_as):
    page = signed_in_as(world.hanh).get(reverse("programme_show", args=[world.programme])).content.decode()
    assert re.search(rf'href="{address(world)}">.*Soạn kế hoạch', page)


def test_a_target_that_counts_communes_is_not_one_communes_target_unless_it_takes_a_part(world, signed_in_as):
    with make.while_drafted(world.programme):
        Target.objects.create(
            programme_id=world.programme,
            position=2,
            kind="reduce_share",
            subject="số xã trọng điểm",
            value=5,
            value_unit="%",
        )
    page = signed_in_as(world.hanh).get(address(world)).context["page"]
    assert "trọng điểm" not in page.parts[2].text


def test_the_day_handed_down_to_this_level_is_the_day_its_plan_says(world, signed_in_as):
    report = Deadline.objects.get(programme_id=world.programme)
    with make.while_drafted(world.programme):
        DeadlineDue.objects.create(deadline=report, level="commune", month=11, day=10)
        PlanTerm.objects.create(programme_id=world.programme, kind="model", position=1, name="Khu dân cư không ma túy")
    page = signed_in_as(world.hanh).get(address(world)).context["page"]
    assert "huyện Ninh Giang trước ngày 10/11 hằng năm." in page.parts[4].text
    assert "20/11" not in page.parts[4].text
    assert "các mô hình: “Khu dân cư không ma túy”." in page.parts[3].text
