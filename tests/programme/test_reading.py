"""A plan document becomes a draft: handed in, confirmed item by item."""

from datetime import date

import pytest
from django.urls import reverse

from tests.programme.confirming import HEADER, change, decide, hand_in, item, settle_everything
from tests.programme.reader import real_plan
from vandong.kernel.models import AuditLine, StoredFile
from vandong.programme import queries, rules, wording
from vandong.programme.models import (
    Deadline,
    PlanReading,
    PlanTerm,
    Programme,
    ReadItem,
    RiskGroup,
    Target,
    Task,
)
from vandong.programme.reading import example

pytestmark = pytest.mark.django_db

# ---- handing in --------------------------------------------------------------------------------------------------


def test_the_plan_that_comes_with_the_software_is_read_into_a_draft_and_nothing_of_it_is_a_part_yet(
    world, signed_in_as
):
    page = hand_in(signed_in_as(world.binh), example.content()).content.decode()
    programme = PlanReading.objects.get().programme
    assert programme.state == "draft"
    assert programme.plan_file.media_type == "text/plain"
    assert (programme.starts_on, programme.ends_on) == (date(2024, 1, 1), date(2025, 12, 31))
    assert programme.plan_number == ""  # it waits to be confirmed, like everything else
    assert not Target.objects.filter(programme=programme).exists()
    assert not Task.objects.filter(programme=programme).exists()
    assert "Xem lại những gì máy hiểu" in page
    assert AuditLine.objects.filter(action="programme.programme.read").count() == 1


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "Word đời cũ (.doc)"),
        ("a.docx", b"PK\x03\x04 hong", "docx"),
        ("a.pdf", b"%PDF-1.7 hong", "PDF"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "tệp ảnh"),
        ("a.txt", b"   \n\n", "trống"),
        ("a.txt", b"", "rỗng"),
    ],
)
def test_what_can_not_be_read_is_refused_on_the_form_and_nothing_is_written(
    world, signed_in_as, name, content, sentence
):
    before = Programme.objects.count()
    answer = hand_in(signed_in_as(world.binh), content, name)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert (Programme.objects.count(), PlanReading.objects.count(), StoredFile.objects.count()) == (before, 0, 0)


def test_who_does_not_coordinate_hands_nothing_in(world, signed_in_as):
    assert hand_in(signed_in_as(world.hanh), example.content()).status_code == 403
    assert not PlanReading.objects.exists()


# ---- one item at a time ------------------------------------------------------------------------------------------


def test_every_item_of_the_page_quotes_its_own_place_in_the_text(reading):
    assert ReadItem.objects.filter(reading=reading).count() > 25
    for one in ReadItem.objects.filter(reading=reading, span_start__isnull=False):
        assert one.quote == reading.text[one.span_start : one.span_end]


def test_accepting_makes_the_part_with_its_sentence_and_leads_on_to_the_next_item(world, signed_in_as, reading):
    client, first = signed_in_as(world.binh), item(reading, "target")
    answer = decide(client, first, "chap-nhan")
    target = Target.objects.get(programme=reading.programme)
    assert target.from_item == first
    assert target.quote == first.quote
    assert (target.kind, str(target.value), target.value_unit) == ("reduce_share", "20.0000", "%")
    assert target.due_on == date(2025, 12, 31)
    assert f"item={item(reading, 'target', 1).id}&vua={first.id}" in answer["Location"]
    page = client.get(answer["Location"]).content.decode()
    assert f"Mục {first.position}" in page
    assert "Đổi ý" in page
    line = AuditLine.objects.get(action="programme.item.accepted")
    assert line.subject_label == f"mục {first.position}, mục tiêu"


def test_changing_takes_a_persons_words_and_keeps_the_sentence(world, signed_in_as, reading):
    client, one = signed_in_as(world.binh), item(reading, "task")
    page = client.get(reverse("reading_change", args=[reading.programme_id, one.id])).content.decode()
    assert one.quote[:40] in page
    change(client, one, short_text="Loa và hội nghị", text="Tuyên truyền qua loa.", levels=["commune", "area"])
    task = Task.objects.get(programme=reading.programme)
    one.refresh_from_db()
    assert (task.short_text, task.levels, task.from_item, one.state) == (
        "Loa và hội nghị",
        ["commune", "area"],
        one,
        "changed",
    )
    change(client, one, short_text="Loa", text="Tuyên truyền qua loa.", levels=["commune"])
    assert Task.objects.get(programme=reading.programme).short_text == "Loa"


def test_what_is_typed_wrongly_stays_on_the_form_and_the_item_goes_on_waiting(world, signed_in_as, reading):
    client, one = signed_in_as(world.binh), item(reading, "deadline")
    answer = change(client, one, text="Báo cáo", kind="report", recurs="yearly", day="31", month="11")
    assert answer.status_code == 422
    assert "Tháng 11 không có ngày 31" in answer.content.decode()
    one.refresh_from_db()
    assert one.state == "waiting"
    assert not Deadline.objects.filter(programme=reading.programme).exists()


def test_dismissing_makes_no_part_and_can_be_taken_back(world, signed_in_as, reading):
    client, one = signed_in_as(world.binh), item(reading, "movement")
    decide(client, one, "bo-qua")
    one.refresh_from_db()
    assert one.state == "dismissed"
    assert not PlanTerm.objects.filter(programme=reading.programme).exists()
    decide(client, one, "doi-y")
    one.refresh_from_db()
    assert (one.state, one.decided_at, one.decided_by_label) == ("waiting", None, "")


def test_taking_back_what_was_accepted_takes_its_part_out(world, signed_in_as, reading):
    client, one = signed_in_as(world.binh), item(reading, "target")
    decide(client, one, "chap-nhan")
    one.refresh_from_db()
    decide(client, one, "doi-y")
    assert not Target.objects.filter(programme=reading.programme).exists()
    assert AuditLine.objects.filter(action="programme.item.undone").count() == 1


def test_of_two_people_deciding_one_item_the_second_is_told_who_decided_what(world, signed_in_as, reading):
    one = item(reading, "target")
    decide(signed_in_as(world.binh), one, "chap-nhan")
    page = decide(signed_in_as(world.binh), one, "bo-qua", follow=True).content.decode()
    assert "Hoàng Thanh Bình, Trưởng Ban Phong trào, Ban Phong trào tỉnh vừa chấp nhận mục này" in page
    one.refresh_from_db()
    assert one.state == "accepted"
    assert Target.objects.filter(programme=reading.programme).count() == 1


def test_two_people_work_on_different_items_side_by_side_and_progress_is_kept(world, signed_in_as, reading):
    first, second = item(reading, "target"), item(reading, "task")
    decide(signed_in_as(world.binh), first, "chap-nhan")
    decide(signed_in_as(world.binh), second, "chap-nhan")
    [row] = queries.readings_in_progress(world.binh)
    assert row.done == 2
    page = signed_in_as(world.binh).get(reverse("home")).content.decode()
    assert f"Đang xem lại kế hoạch: {reading.programme.short_title}" in page
    assert f"2/{row.total} mục đã xem" in page


def test_a_task_without_a_level_is_not_accepted_as_it_is(world, signed_in_as, reading):
    one = next(task for task in ReadItem.objects.filter(reading=reading, kind="task") if not task.understood["levels"])
    page = decide(signed_in_as(world.binh), one, "chap-nhan", follow=True).content.decode()
    assert "Câu này không nói cấp nào làm. Xin bấm Sửa rồi chọn cấp." in page
    assert not Task.objects.filter(programme=reading.programme).exists()


def test_a_header_without_number_or_date_is_not_accepted_as_it_is(world, signed_in_as):
    client = signed_in_as(world.binh)
    hand_in(client, "KẾ HOẠCH\nVận động nhân dân phòng ngừa\n\nI. NHIỆM VỤ\nMTTQ các xã tuyên truyền.\n".encode())
    reading = PlanReading.objects.get()
    head = item(reading, "header")
    page = decide(client, head, "chap-nhan", follow=True).content.decode()
    assert "Văn bản không ghi số, ngày ký và thời gian thực hiện. Xin bấm Sửa để ghi." in page
    assert "Văn bản không có số, ký hiệu." not in page, "one notice, not three alike"
    form = client.get(f"/chuong-trinh/{reading.programme_id}/xem-lai/{head.id}/sua/").content.decode()
    assert "không bắt buộc" not in form, "what issuing asks for is not called so"
    change(client, head, **HEADER)
    programme = Programme.objects.get(id=reading.programme_id)
    assert (programme.plan_number, programme.plan_dated_on) == ("16/KH-MTTQ-BTT", date(2024, 5, 10))


def test_the_header_can_not_be_left_out(world, signed_in_as, reading):
    page = decide(signed_in_as(world.binh), item(reading, "header"), "bo-qua", follow=True).content.decode()
    assert "Phần đầu không bỏ được" in page


def test_all_doubtless_items_of_a_tab_that_were_seen_are_accepted_together_with_one_line(world, signed_in_as, reading):
    client = signed_in_as(world.binh)
    page = client.get(reverse("reading_review", args=[reading.programme_id]) + "?muc=target")
    seen = [f"{one.id}:{one.version}" for one in page.context["doubtless"]]
    client.post(
        reverse("reading_accept_many", args=[reading.programme_id]),
        {"seen": [*seen, "999999:1", "x", "²:1", f"1:{'9' * 5000}"]},
    )
    assert Target.objects.filter(programme=reading.programme).count() == len(seen) == 5
    assert AuditLine.objects.filter(action="programme.items.accepted").count() == 1
    assert not AuditLine.objects.filter(action="programme.item.accepted").exists()


def test_what_was_decided_meanwhile_is_left_alone_by_accepting_many(world, signed_in_as, reading):
    client, one = signed_in_as(world.binh), item(reading, "target")
    decide(client, one, "bo-qua")
    client.post(reverse("reading_accept_many", args=[reading.programme_id]), {"seen": [f"{one.id}:1"]})
    one.refresh_from_db()
    assert one.state == "dismissed"


def test_a_group_whose_name_is_taken_waits_while_the_others_of_its_tab_are_accepted(world, signed_in_as):
    client = signed_in_as(world.binh)
    hand_in(client, real_plan.source().encode())
    programme = Programme.objects.latest("id")
    groups = ReadItem.objects.filter(reading__programme=programme, kind="risk_group", state="waiting")
    first = groups.order_by("position")[0]
    name = first.understood["text"][:1].upper() + first.understood["text"][1:]
    RiskGroup.objects.create(programme=programme, position=1, code="group_1", name=name, short_name="Nhóm")
    seen = [f"{one.id}:{one.version}" for one in groups]
    answer = client.post(reverse("reading_accept_many", args=[programme.id]), {"seen": seen})
    assert answer.status_code == 302
    assert list(groups.values_list("id", flat=True)) == [first.id]
    assert RiskGroup.objects.filter(programme=programme).count() == len(seen) == 6


def test_a_missed_sentence_is_pointed_out_by_its_words_and_quoted_from_the_servers_own_text(
    world, signed_in_as, reading
):
    client, path = signed_in_as(world.binh), reverse("reading_add", args=[reading.programme_id])
    words = "Việc vận động phải  gần dân,\ndễ làm, không phô trương."
    page = client.get(path, {"kind": "task", "words": words})
    start, end = page.context["start"], page.context["end"]
    values = {"short_text": "Gần dân", "text": "Vận động gần dân.", "levels": ["area"]}
    client.post(path, {"kind": "task", "start": start, "end": end, "quote": "lời khác", **values})
    added = ReadItem.objects.get(reading=reading, understood__isnull=True)
    assert added.quote == "Việc vận động phải gần dân, dễ làm, không phô trương."
    assert Task.objects.get(programme=reading.programme).from_item == added


def test_words_that_the_plan_does_not_have_are_said_so(world, signed_in_as, reading):
    answer = signed_in_as(world.binh).get(
        reverse("reading_add", args=[reading.programme_id]), {"kind": "task", "words": "câu không có"}
    )
    assert answer.status_code == 422
    assert "Không tìm thấy đoạn chữ này" in answer.content.decode()


def test_places_outside_the_text_add_nothing(world, signed_in_as, reading):
    client, path = signed_in_as(world.binh), reverse("reading_add", args=[reading.programme_id])
    values = {"kind": "model", "name": "Mô hình", "start": 99_999_999, "end": 99_999_999}
    assert client.post(path, values).status_code == 422
    assert not ReadItem.objects.filter(reading=reading, understood__isnull=True).exists()


def test_a_note_about_the_writing_waits_for_nobody(world, signed_in_as, reading):
    notes = ReadItem.objects.filter(reading=reading, kind="flag", understood__code="recipients_incomplete")
    for note in notes:
        decide(signed_in_as(world.binh), note, "de-nguyen")
        note.refresh_from_db()
        assert note.state == "waiting"


def test_a_period_that_has_passed_says_what_to_do_and_leads_to_where_it_is_mended(world, signed_in_as):
    task = "sinh hoạt câu lạc bộ"
    text = example.content().decode().replace(task, f"{task} trong giai đoạn 2016 - 2020")
    client = signed_in_as(world.binh)
    hand_in(client, text.encode())
    reading = PlanReading.objects.get()
    assert ReadItem.objects.filter(reading=reading, kind="flag", understood__code="stale_period").exists()
    page = client.get(reverse("reading_review", args=[reading.programme_id]), {"muc": "need"}).content.decode()
    assert "Giai đoạn đúng thì để nguyên; sai thì ghi lại thời gian" in page
    address = reverse("reading_change", args=[reading.programme_id, item(reading, "header").id])
    assert f'href="{address}">Sửa phần đầu</a>' in page
    told = next(one for one in reading.items.order_by("position") if task in one.quote and one.kind == "task")
    assert f">Sửa mục {told.position}</a>" in page


def test_work_a_level_was_left_without_is_added_from_the_sentence_itself_and_the_doubt_is_settled(world, signed_in_as):
    client = signed_in_as(world.binh)
    hand_in(client, real_plan.source().encode())
    reading = PlanReading.objects.get()
    page = client.get(reverse("reading_review", args=[reading.programme_id]), {"muc": "need"})
    doubt = next(one for one in page.context["items"] if one.adds == "task")
    path = reverse("reading_add", args=[reading.programme_id])
    place = {"kind": "task", "start": doubt.start, "end": doubt.end}
    assert f"{path}?kind=task&amp;start={doubt.start}&amp;end={doubt.end}" in page.content.decode()
    form = client.get(path, place).context["form"]
    assert (form["levels"].value(), form["section"].value()) == (["commune"], "I")
    typed = {"section": "I", "text": doubt.quote, "short_text": "Xã lập kế hoạch", "levels": ["commune"]}
    assert client.post(path, {**place, **typed}).status_code == 302
    added = client.get(reverse("reading_review", args=[reading.programme_id]), {"muc": "task"}).context["items"]
    [added] = [one for one in added if one.by_hand]
    assert (added.decided, added.flags) == ("Đã thêm", ())
    assert ReadItem.objects.get(id=doubt.id).state == "accepted"


def test_a_document_read_by_mistake_is_thrown_away_after_one_look_and_an_issued_one_never(world, signed_in_as, reading):
    client = signed_in_as(world.binh)
    decide(client, item(reading, "task"), "chap-nhan")
    path = reverse("programme_drop", args=[reading.programme_id])
    assert signed_in_as(world.khai).get(path).status_code == 404
    page = client.get(path)
    assert "Đã xem" in page.content.decode()
    decide(client, item(reading, "target"), "chap-nhan")
    told = client.post(path, {"version": page.context["state"]})
    assert "Chưa bỏ bản thảo" in told.content.decode()
    assert client.post(path, {"version": told.context["state"]})["Location"] == reverse("programme_list")
    assert not Programme.objects.filter(id=reading.programme_id).exists()
    assert not ReadItem.objects.filter(reading_id=reading.id).exists()
    assert AuditLine.objects.filter(action="programme.programme.dropped").count() == 1
    assert client.post(reverse("programme_drop", args=[world.programme]), {"version": "1"}).status_code in (404, 409)
    assert Programme.objects.filter(id=world.programme).exists()


def test_only_the_own_unit_s_coordinators_see_a_reading(world, signed_in_as, reading):
    path = reverse("reading_review", args=[reading.programme_id])
    assert signed_in_as(world.khai).get(path).status_code == 404
    assert signed_in_as(world.stranger).get(path).status_code == 403
    assert signed_in_as(world.vien).get(path).status_code == 403
    assert decide(signed_in_as(world.khai), item(reading, "task"), "chap-nhan").status_code == 404
    assert not Task.objects.filter(programme=reading.programme).exists()


def test_the_page_asks_the_database_as_often_for_many_items_as_for_few(
    world, signed_in_as, reading, django_assert_max_num_queries
):
    client = signed_in_as(world.binh)
    with django_assert_max_num_queries(22):
        client.get(reverse("reading_review", args=[reading.programme_id]) + "?muc=task")


def test_a_task_is_named_by_what_is_done_not_by_who_does_it(world, signed_in_as, reading):
    client = signed_in_as(world.binh)
    settle_everything(client, reading.programme)
    names = list(Task.objects.filter(programme=reading.programme).values_list("short_text", flat=True))
    assert any(name.startswith("Lựa chọn khu dân cư để xây dựng mô hình") for name in names)
    assert not any(name.startswith("Ban Thường trực") for name in names)


@pytest.mark.parametrize(
    ("doc_type", "name", "headline"),
    [
        ("Luật", "phòng, chống ma tuý", "Luật phòng, chống ma tuý"),
        ("Nghị định", "hướng dẫn thi hành luật", "Nghị định hướng dẫn thi hành luật"),
        ("Nghị quyết", "tăng cường sự lãnh đạo của Đảng", "Nghị quyết về tăng cường sự lãnh đạo của Đảng"),
        ("Chỉ thị", "Chỉ thị của Ban Bí thư", "Chỉ thị của Ban Bí thư"),
    ],
)
def test_documents_without_a_number_are_told_apart_by_their_names(doc_type, name, headline):
    values = {"doc_type": doc_type, "number": "", "name": name, "issuer": "", "dated_on": None, "is_basis": False}
    assert wording.headline("instrument", values) == headline


def test_a_quarter_or_hamlet_that_holds_a_target_is_a_residential_area():
    assert [rules.level_named(words) for words in ("khu phố", "các ấp", "phường")] == ["area", "area", "commune"]


def test_words_under_the_name_of_a_word_file_are_a_broken_file_and_no_plan(world, signed_in_as):
    before = Programme.objects.count()
    answer = hand_in(signed_in_as(world.binh), "tệp đã hỏng khi chép".encode(), name="ke-hoach.docx")
    assert answer.status_code == 422
    assert "mang đuôi .docx nhưng bên trong không phải loại ấy" in answer.content.decode()
    assert Programme.objects.count() == before
