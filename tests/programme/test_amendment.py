"""A document that amends an issued programme: read, compared, applied as a person confirms; nothing old is lost."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse

from tests import make
from vandong.kernel.models import AuditLine
from vandong.messaging.models import Notice
from vandong.programme import queries
from vandong.programme.actions.edit_part import ensure_amount
from vandong.programme.amending import comparing
from vandong.programme.errors import BadValue
from vandong.programme.models import (
    Adoption,
    AllottedTarget,
    Deadline,
    DeadlineDue,
    PlanReading,
    PlanTerm,
    Programme,
    ReadItem,
    RiskGroup,
    Target,
    Task,
)
from vandong.programme.reader import changes
from vandong.programme.reader import plan as read

pytestmark = pytest.mark.django_db

AMENDMENT = """ỦY BAN MTTQ VIỆT NAM
TỈNH HẢI DƯƠNG
BAN THƯỜNG TRỰC
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 41/KH-MTTQ-BTT
Hải Dương, ngày 10 tháng 10 năm 2024

KẾ HOẠCH
Sửa đổi, bổ sung một số nội dung Kế hoạch số 16/KH-MTTQ-BTT ngày 15/01/2024

1. Thay thế cụm từ “20/11” bằng cụm từ “10/11” trong toàn bộ Kế hoạch.
2. Thay thế cụm từ “12 buổi” bằng cụm từ “15 buổi” trong toàn bộ Kế hoạch.
3. Bãi bỏ mục 2 Phần III.
4. Bổ sung nhiệm vụ vào Mục III như sau: “4. Ủy ban MTTQ các xã tổ chức tập huấn cho nòng cốt trước ngày 31/12/2024.”
5. Bãi bỏ khoản 9 Mục V.
"""


def address(world, verb="amendment_page", *more):
    return reverse(verb, args=[world.programme, *more])


def hand_in(client, world, text=AMENDMENT, name="sua-doi.txt"):
    paper = SimpleUploadedFile(name, text.encode(), content_type="text/plain")
    return client.post(address(world), {"file": paper})


def take(client, world, *items, **more):
    reading = PlanReading.objects.get(amends_id=world.programme)
    return client.post(address(world, "amendment_apply", reading.id), {"item": [i.id for i in items], "on": "", **more})


def items(*what):
    return [row for row in ReadItem.objects.order_by("position") if row.understood["what"] in what]


@pytest.fixture
def binh(world, signed_in_as):
    return signed_in_as(world.binh)


def test_reading_a_document_shows_old_and_new_and_changes_nothing(world, binh):
    before = queries.parts(world.programme)
    assert hand_in(binh, world).status_code == 302
    page = binh.get(address(world)).content.decode()
    assert "Văn bản số 41/KH-MTTQ-BTT" in page
    assert "<s>20</s> → 10" in page
    assert "<s>12</s> → 15" in page
    assert "<s>20/11</s> <b>10/11</b>" in page, "of a long sentence the words that change"
    assert "Bãi bỏ khoản 9 Mục V." in page
    assert "Không tìm thấy trong chương trình nội dung mà câu này sửa." in page
    assert queries.parts(world.programme) == before
    assert [row.understood["what"] for row in ReadItem.objects.order_by("position")] == [
        "changed", "changed", "withdrawn", "new", "new", "note",
    ]  # fmt: skip


def test_what_is_applied_holds_and_what_it_replaced_is_kept(world, binh):
    old = Target.objects.get(programme_id=world.programme)
    adoption = Adoption.objects.create(
        programme_id=world.programme, unit_id=world.hong_phong, plan_number="05/KH-MTTQ-BTT",
        plan_dated_on=date(2024, 2, 1), adopted_at="2024-02-01T08:00:00+07:00", adopted_by_label="Người ghi",
    )  # fmt: skip
    AllottedTarget.objects.create(adoption=adoption, target=old, value=14)
    hand_in(binh, world)
    assert take(binh, world, *items("changed", "withdrawn", "new"), on="15/10/2024").status_code == 302
    parts = queries.parts(world.programme)
    assert [(target.value, target.quote) for target in parts.targets] == [
        (15, "Mỗi xã, phường, thị trấn tổ chức ít nhất 15 buổi tuyên truyền trong năm.")
    ]
    assert [(row.month, row.day) for row in parts.deadlines if row.kind == "report"] == [(11, 10)]
    assert [task.levels for task in parts.tasks] == [("commune",)]
    old.refresh_from_db()
    assert (old.withdrawn_on, old.value, old.replaced_by.value) == (date(2024, 10, 15), 12, 15)
    assert old.replaced_by.allotted.get().value == 14
    gone = Task.objects.get(id=world.task)
    assert (gone.withdrawn_on, gone.replaced_by) == (date(2024, 10, 15), None)
    assert world.task in queries.task_ids(world.programme)
    new = Task.objects.get(programme_id=world.programme, withdrawn_on=None)
    assert new.from_item.quote.startswith("Ủy ban MTTQ các xã tổ chức tập huấn")
    assert AuditLine.objects.filter(action="programme.programme.amended").count() == 1


def test_everyone_below_sees_which_document_changed_the_programme_and_may_have_it(world, binh, signed_in_as):
    hand_in(binh, world)
    show = reverse("programme_show", args=[world.programme])
    assert "41/KH-MTTQ-BTT" not in signed_in_as(world.hanh).get(show).content.decode()
    take(binh, world, *items("changed"))
    page = signed_in_as(world.hanh).get(show).content.decode()
    assert "Văn bản số 41/KH-MTTQ-BTT" in page
    assert "<s>12</s> → 15" in page.split("Đã có gì thay đổi")[1]
    assert "Áp dụng thay đổi này" not in page
    new = Target.objects.get(programme_id=world.programme, withdrawn_on=None)
    assert f'href="#c{new.from_item_id}">Vì sao' in page
    assert f'<li id="c{new.from_item_id}">' in page
    file = address(world, "amendment_file", PlanReading.objects.get().id)
    assert b"".join(signed_in_as(world.hanh).get(file)).decode() == AMENDMENT
    assert signed_in_as(world.stranger).get(file).status_code == 404


def test_what_an_amending_document_said_and_what_was_decided_stand(world, binh):
    hand_in(binh, world)
    take(binh, world, *items("changed"))
    decided, reading = ReadItem.objects.filter(state="accepted"), PlanReading.objects.filter(amends_id=world.programme)
    for change in (lambda: decided.update(quote="khác"), decided.delete, lambda: reading.update(text="khác")):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert reading.get().text.startswith("ỦY BAN MTTQ")


def test_each_levels_own_day_keeps_its_distance_when_the_plans_day_moves(world, binh):
    report = Deadline.objects.get(programme_id=world.programme)
    with make.while_drafted(world.programme):
        DeadlineDue.objects.create(deadline=report, level="commune", month=11, day=10)
    hand_in(binh, world)
    take(binh, world, *items("changed"))
    new = Deadline.objects.get(programme_id=world.programme, withdrawn_on=None)
    assert [(due.level, due.month, due.day) for due in new.dues.all()] == [("commune", 10, 31)]


def test_a_deadline_whose_words_do_not_say_the_day_keeps_them_when_the_day_moves():
    item = read.Deadline("report", "yearly", 11, 10, None, None, None, None, None, None, comparing.NOWHERE)
    sentence = "Các huyện báo cáo trước ngày 10/11."
    moved = (changes.Difference("day", 20, 10),)
    change = changes.Change(changes.CHANGED, "deadline", 7, item, moved, comparing.NOWHERE, None, sentence)
    derived = comparing.understood(change, {7: "Báo cáo kết quả về Ban Thường trực"})
    assert derived["values"] == {"day": 10}
    assert comparing.understood(change, {7: "Báo cáo trước ngày 20/11"})["values"] == {"day": 10, "text": sentence}


def test_a_change_that_is_not_ticked_is_set_aside(world, binh):
    hand_in(binh, world)
    take(binh, world, *items("withdrawn"))
    assert Deadline.objects.get(programme_id=world.programme).day == 20
    assert Target.objects.get(programme_id=world.programme).value == 12
    assert {row.state for row in items("changed", "new", "note")} == {"dismissed"}


def test_a_document_can_be_set_aside_whole(world, binh):
    before = queries.parts(world.programme)
    hand_in(binh, world)
    take(binh, world, *items("changed"), bo="1")
    assert queries.parts(world.programme) == before
    assert AuditLine.objects.filter(action="programme.programme.amendment_set_aside").count() == 1


def test_of_two_who_decide_the_second_is_told_and_nothing_happens_twice(world, binh):
    hand_in(binh, world)
    chosen = items("changed")
    take(binh, world, *chosen)
    count = Target.objects.count()
    page = binh.get(take(binh, world, *chosen)["Location"]).content.decode()
    assert "vừa được người khác xử lý" in page
    assert Target.objects.count() == count


def test_a_change_can_not_hold_from_before_the_plan_itself(world, binh):
    hand_in(binh, world)
    answer = take(binh, world, *items("changed"), on="14/01/2024")
    assert answer.status_code == 422
    assert "không thể sửa đổi từ trước ngày ấy" in answer.content.decode()
    assert not Task.objects.exclude(withdrawn_on=None).exists()
    assert ReadItem.objects.exclude(state="waiting").count() == 0


def test_a_change_of_a_day_to_come_waits_for_its_day(world, binh):
    hand_in(binh, world)
    answer = take(binh, world, *items("changed"), on="01/01/2025")
    assert answer.status_code == 422
    assert "có hiệu lực từ ngày 01/01/2025, chưa đến ngày" in answer.content.decode()
    assert not Task.objects.exclude(withdrawn_on=None).exists()
    assert take(binh, world, *items("changed"), on="05/11/2024").status_code == 302


def test_a_second_document_waits_for_the_first(world, binh):
    hand_in(binh, world)
    answer = hand_in(binh, world, name="khac.txt")
    assert answer.status_code == 422
    assert PlanReading.objects.count() == 1


def test_a_document_about_another_plan_says_so(world, binh):
    hand_in(binh, world, AMENDMENT.replace("16/KH-MTTQ-BTT", "33/KH-MTTQ-BTT"))
    assert "không nhắc đến kế hoạch số 16/KH-MTTQ-BTT" in binh.get(address(world)).content.decode()


def test_a_file_that_can_not_be_read_writes_nothing(world, binh):
    answer = hand_in(binh, world, text="", name="rong.txt")
    assert answer.status_code == 422
    assert not PlanReading.objects.exists()


def test_only_the_coordinators_of_the_programmes_own_unit_amend_it_and_a_draft_needs_no_amendment(world, signed_in_as):
    assert signed_in_as(world.hanh).get(address(world)).status_code == 403
    assert signed_in_as(world.khai).get(address(world)).status_code == 404
    assert signed_in_as(world.stranger).get(address(world)).status_code in (403, 404)


def test_the_units_below_are_told_and_a_plan_signed_before_says_that_the_one_above_changed(world, binh, signed_in_as):
    Adoption.objects.create(
        programme_id=world.programme, unit_id=world.hong_phong, plan_number="05/KH-MTTQ-BTT",
        plan_dated_on=date(2024, 2, 1), adopted_at="2024-02-01T08:00:00+07:00", adopted_by_label="Người ghi",
    )  # fmt: skip
    show, changed = reverse("programme_show", args=[world.programme]), "kế hoạch cấp trên đã đổi theo"
    hand_in(binh, world)
    assert not Notice.objects.filter(key__startswith="amendment:").exists()
    assert changed not in signed_in_as(world.hanh).get(show).content.decode()
    take(binh, world, *items("changed"))
    told = Notice.objects.filter(key__startswith="amendment:")
    assert {row.body_id for row in told} >= {world.hanh.body_id}
    assert world.binh.body_id not in {row.body_id for row in told}
    assert world.stranger.body_id not in {row.body_id for row in told}
    assert {row.path for row in told} == {f"{show}#h-doi"}
    assert "41/KH-MTTQ-BTT" in told[0].text
    assert changed in signed_in_as(world.hanh).get(show).content.decode()
    assert changed not in signed_in_as(world.tuyet).get(show).content.decode()
    Adoption.objects.update(plan_dated_on=date(2024, 11, 12))
    assert changed not in signed_in_as(world.hanh).get(show).content.decode()


def test_one_sentence_amended_leaves_the_others_at_its_place_and_the_tasks_level(world, binh):
    task = Task.objects.get(id=world.task)
    task.pk, task._state.adding, task.position, task.text = None, True, 90, "Khen thưởng khu dân cư làm tốt."
    with make.while_drafted(world.programme):
        task.save()
    old = Task.objects.get(id=world.task)
    new = f"{old.text.rstrip('.')} ở TP. Hải Dương, giao đ/c. Trưởng ban phụ trách mỗi quý."
    order = f"1. Sửa đổi khoản 2 Mục III như sau: “{new}”\n"
    hand_in(binh, world, AMENDMENT.split("1. Thay")[0] + order)
    assert [(row.kind, row.understood["what"]) for row in ReadItem.objects.order_by("kind")] == [
        ("flag", "note"),
        ("task", "changed"),
    ]
    take(binh, world, *items("changed"))
    standing = Task.objects.filter(programme_id=world.programme, withdrawn_on=None)
    assert [(row.text.endswith("mỗi quý."), row.levels) for row in standing.order_by("position")] == [
        (False, old.levels),
        (True, old.levels),
    ]


def test_what_an_issued_programme_says_changes_by_an_amendment_alone_while_a_draft_is_free(world, binh):
    parts = {Target: {"value": 99}, Task: {"levels": ["province"]}, Deadline: {"on": date(2030, 1, 1)}}
    for model, values in parts.items():
        rows = model.objects.filter(programme_id=world.programme)
        for change in (lambda rows=rows, values=values: rows.update(**values), rows.delete):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()
    with make.while_drafted(world.programme):
        due = DeadlineDue.objects.create(deadline=Deadline.objects.get(), level="commune", month=11, day=10)
        term = PlanTerm.objects.create(programme_id=world.programme, kind="model", position=1, name="Khu dân cư")
    of_it = {"programme_id": world.programme, "position": 99}
    for refused in (
        lambda: Task.objects.create(**of_it, text="Họp.", short_text="Họp", levels=["commune"]),
        lambda: Target.objects.create(**of_it, kind="other", subject="việc khác"),
        lambda: Deadline.objects.create(programme_id=world.programme, kind="task", text="Họp"),
        lambda: RiskGroup.objects.create(**of_it, code="khac", name="Nhóm khác", short_name="Khác"),
        lambda: PlanTerm.objects.create(**of_it, kind="model", name="Mô hình khác"),
        lambda: DeadlineDue.objects.create(deadline=due.deadline, level="district", month=11, day=20),
        lambda: DeadlineDue.objects.filter(id=due.id).update(day=30),
        lambda: RiskGroup.objects.filter(programme_id=world.programme).update(short_name="Khác"),
        lambda: RiskGroup.objects.filter(programme_id=world.programme).delete(),
        lambda: Programme.objects.filter(id=world.programme).update(plan_number="99/KH-MTTQ-BTT"),
        lambda: Programme.objects.filter(id=world.programme).update(ends_on=date(2030, 1, 1)),
        lambda: Programme.objects.filter(id=world.programme).update(issued_at=make.NOW + timedelta(days=1)),
        lambda: Programme.objects.filter(id=world.programme).update(state="draft"),
        lambda: Task.objects.filter(programme_id=world.programme).update(withdrawn_on=date(2024, 11, 1)),
        due.delete,
        term.delete,
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            refused()
    hand_in(binh, world)
    assert take(binh, world, *items("changed", "withdrawn", "new")).status_code == 302
    taken = Task.objects.get(from_item=items("new")[0])
    taken.pk, taken._state.adding, taken.position, taken.from_item = None, True, 98, items("note")[0]
    with pytest.raises(DatabaseError), transaction.atomic():
        taken.save()  # a sentence of the amending document, but nobody confirms it any more
    for change in ({"withdrawn_on": None, "replaced_by": None}, {"withdrawn_on": date(2030, 1, 1)}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Deadline.objects.exclude(withdrawn_on=None).update(**change)
    draft = Programme.objects.get(id=world.programme)
    draft.pk, draft._state.adding, draft.state = None, True, "draft"
    draft.save()
    task = Task.objects.create(programme=draft, position=1, text="Họp.", short_text="Họp", levels=["commune"])
    assert Task.objects.filter(id=task.id).update(levels=["district"]) == 1
    task.delete()


@pytest.mark.parametrize(("said", "kept"), [("12.000.000.000", 12_000_000_000), ("9" * 15, None)])
def test_thousands_of_millions_are_kept_and_what_cannot_be_is_left_open(world, binh, signed_in_as, said, kept):
    """A value that no column holds could be written on SQLite, and never read again: not even the home page opened."""
    hand_in(binh, world, AMENDMENT.replace("15 buổi", f"{said} buổi"))
    assert take(binh, world, *items("changed")).status_code == 302
    new = Target.objects.get(programme_id=world.programme, withdrawn_on=None)
    assert new.value == kept
    for place in ("/", reverse("programme_show", args=[world.programme]), address(world)):
        assert signed_in_as(world.binh).get(place).status_code == 200
    for value in (10**14, -1):
        with pytest.raises(BadValue):
            ensure_amount(Target(value=value))


def test_what_moves_what_is_compared_with_and_who_must_reach_it_is_shown_applied_and_asks_for_a_new_number(world, binh):
    """The figure of 2011 - 2015 must not stand under a sentence that compares with 2016 - 2020."""
    with make.while_drafted(world.programme):
        old = Target.objects.create(
            programme_id=world.programme, position=2, kind="reduce_share", value=5, value_unit="%",
            subject="số xã, phường, thị trấn trọng điểm về ma tuý", baseline_text="giai đoạn 2011 - 2015",
            baseline_from=date(2011, 1, 1), baseline_to=date(2015, 12, 31),
            quote="Giảm 5% số xã, phường, thị trấn trọng điểm về ma tuý so với giai đoạn 2011 - 2015.",
        )  # fmt: skip
    number = {"value": "45", "from_on": "01/01/2011", "to_on": "31/12/2015", "source": "Báo cáo của Công an tỉnh"}
    binh.post(reverse("target_input", args=[world.programme, old.id]), number)
    orders = (
        "1. Sửa đổi mục tiêu “Giảm 5% số xã, phường, thị trấn trọng điểm về ma tuý” như sau: “Giảm 10% số xã, phường, "
        "thị trấn trọng điểm về ma tuý so với giai đoạn 2016 - 2020.”\n"
        "2. Bổ sung mục tiêu: “Mỗi xã, phường, thị trấn mỗi năm tổ chức ít nhất 04 buổi tuyên truyền.”\n"
    )
    hand_in(binh, world, AMENDMENT.split("1. Thay")[0] + orders)
    page = binh.get(address(world)).content.decode()
    assert "<s>giai đoạn 2011 - 2015</s> → giai đoạn 2016 - 2020" in page
    assert "Con số đang dùng (45, từ 01/01/2011 đến 31/12/2015" in page
    assert "<dt>Ai phải đạt</dt><dd>Cấp xã</dd>" in page
    take(binh, world, *items("changed", "new"))
    new = Target.objects.get(replaces=old)
    assert (new.value, new.baseline_from, new.baseline_to) == (10, date(2016, 1, 1), date(2020, 12, 31))
    assert (old.inputs.count(), new.inputs.count()) == (1, 0)
    path = reverse("target_input", args=[world.programme, new.id])
    assert path in binh.get(address(world)).content.decode()
    form = binh.get(path).context["form"]
    begun = [form[name].value() for name in ("unit_text", "from_on", "to_on")]
    assert begun == ["xã, phường, thị trấn", "01/01/2016", "31/12/2020"]
    added = Target.objects.get(programme_id=world.programme, value=4)
    assert (added.holder_level, added.recurs) == ("commune", "yearly")
    headline = queries.target_row(added).headline
    assert headline == "Mỗi xã, phường, thị trấn mỗi năm tổ chức ít nhất 4 buổi tuyên truyền"


def test_a_group_that_stands_is_not_added_again_and_a_new_one_has_a_code_of_its_own(world, binh):
    groups = RiskGroup.objects.filter(programme_id=world.programme)
    last = groups.order_by("position").last()
    with make.while_drafted(world.programme):  # as after one was taken back and accepted again, and places renumbered
        groups.filter(id=last.id).update(code=f"group_{last.position + 1}")
    order = "1. Bổ sung nhóm đối tượng có nguy cơ cao như sau: “{}”.\n"
    head, count = AMENDMENT.split("1. Thay")[0], groups.count()
    hand_in(binh, world, head + order.format(last.name) + order.format("Người lái xe đường dài").replace("1.", "2."))
    assert [row.understood["values"]["name"] for row in items("new")] == ["Người lái xe đường dài"]
    assert take(binh, world, *items("new")).status_code == 302
    assert groups.count() == count + 1
