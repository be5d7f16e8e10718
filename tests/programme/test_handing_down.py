"""A confirmed draft is handed down and issued: levels, days, numbers, and what stands for good."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from tests import make
from tests.programme import access_samples
from tests.programme.confirming import decide, hand_down, hand_in, issue, item, lacks, settle_everything
from tests.programme.reader import real_plan
from vandong.messaging.models import Notice
from vandong.programme import queries
from vandong.programme.models import (
    Deadline,
    DeadlineDue,
    PlanReading,
    ReadItem,
    RiskGroup,
    Target,
    TargetInput,
    Task,
)
from vandong.reporting import queries as reporting

pytestmark = [pytest.mark.once, pytest.mark.django_db]

# ---- step three --------------------------------------------------------------------------------------------------


def test_days_of_the_levels_below_are_offered_ten_days_earlier_and_kept_as_they_are_changed(
    world, signed_in_as, reading
):
    client = signed_in_as(world.binh)
    settle_everything(client, reading.programme)
    yearly = Deadline.objects.get(programme=reading.programme, recurs="yearly")
    page = client.get(reverse("handing_down", args=[reading.programme_id])).content.decode()
    assert 'value="20/11"' in page
    assert 'value="10/11"' in page
    hand_down(client, reading.programme, **{f"due_{yearly.id}_commune": "05/11"})
    assert {row.level: (row.day, row.month) for row in DeadlineDue.objects.filter(deadline=yearly)} == {
        "district": (20, 11),
        "commune": (5, 11),
    }


def test_a_level_does_not_report_before_the_level_below_it(world, signed_in_as, reading):
    client = signed_in_as(world.binh)
    settle_everything(client, reading.programme)
    yearly = Deadline.objects.get(programme=reading.programme, recurs="yearly")
    answer = hand_down(client, reading.programme, **{f"due_{yearly.id}_commune": "25/11"})
    assert answer.status_code == 422
    assert "không được trước hạn của cấp dưới" in answer.content.decode()
    assert not DeadlineDue.objects.exists()


def test_a_task_changes_levels_and_a_days_that_are_none_are_refused(world, signed_in_as, reading):
    client = signed_in_as(world.binh)
    settle_everything(client, reading.programme)
    task = Task.objects.filter(programme=reading.programme).earliest("position")
    yearly = Deadline.objects.get(programme=reading.programme, recurs="yearly")
    for none in ("31/11", "1/1/99999999999999999999", "1/1/0001"):
        answer = hand_down(client, reading.programme, **{f"due_{yearly.id}_commune": none})
        assert "Hạn viết như 20/11" in answer.content.decode(), none
    hand_down(client, reading.programme, **{f"task_{task.id}": ["area"]})
    task.refresh_from_db()
    assert task.levels == ["area"]


def test_a_number_is_given_with_its_day_and_source_and_the_newest_counts(world, signed_in_as, reading):
    client = signed_in_as(world.binh)
    settle_everything(client, reading.programme)
    target = Target.objects.get(programme=reading.programme, kind="reduce_share")
    path = reverse("target_input", args=[reading.programme_id, target.id])
    client.post(path, {"value": "1.240", "unit_text": "điểm", "counted_on": "31/12/2023", "source": "Báo cáo của Sở"})
    client.post(path, {"value": "1.235", "unit_text": "điểm", "counted_on": "31/12/2023", "source": "Số rà soát lại"})
    assert TargetInput.objects.filter(target=target).count() == 2
    page = client.get(reverse("handing_down", args=[reading.programme_id])).content.decode()
    assert "1.235 điểm, tính đến ngày 31/12/2023, theo Số rà soát lại" in page


def test_numbers_and_days_that_were_entered_come_back_with_an_item_that_was_taken_back(world, signed_in_as, reading):
    client = signed_in_as(world.binh)
    settle_everything(client, reading.programme)
    target = Target.objects.get(programme=reading.programme, kind="reduce_share")
    yearly = Deadline.objects.get(programme=reading.programme, recurs="yearly")
    number = {"value": "46", "unit_text": "xã", "counted_on": "31/12/2015", "source": "Báo cáo 12"}
    client.post(reverse("target_input", args=[reading.programme_id, target.id]), number)
    hand_down(client, reading.programme, **{f"due_{yearly.id}_commune": "05/11"})
    for one in (target.from_item, yearly.from_item):
        one.refresh_from_db()
        decide(client, one, "doi-y")
        one.refresh_from_db()
        decide(client, one, "chap-nhan")
    assert [(row.value, row.source) for row in TargetInput.objects.all()] == [(46, "Báo cáo 12")]
    days = DeadlineDue.objects.filter(deadline__from_item=yearly.from_item, level="commune")
    assert [(row.day, row.month) for row in days] == [(5, 11)]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({}, "tính đến ngày nào"),
        ({"counted_on": "31/12/2023", "from_on": "01/01/2023", "to_on": "31/12/2023"}, "chỉ ghi một ngày"),
        ({"from_on": "31/12/2023", "to_on": "01/01/2023"}, "từ ngày đầu trở đi"),
        ({"counted_on": "31/12/2024"}, "còn ở phía trước"),
    ],
)
def test_a_number_without_a_sound_day_is_refused(world, signed_in_as, values, sentence):
    kwargs = access_samples.draft_target(world, world.hai_duong)
    typed = {"value": "46", "source": "Báo cáo", **values}
    answer = signed_in_as(world.binh).post(reverse("target_input", kwargs=kwargs), typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not TargetInput.objects.exists()


# ---- issuing -----------------------------------------------------------------------------------------------------


def test_it_is_not_issued_while_anything_waits(world, signed_in_as, reading):
    client = signed_in_as(world.binh)
    page = client.post(reverse("programme_issue", args=[reading.programme_id])).content.decode()
    assert "mục của văn bản chưa xem" in page
    assert len(lacks(client, reading.programme)) == 1
    settle_everything(client, reading.programme)
    sentences = lacks(client, reading.programme)
    assert any("từ 01/7/2025 không còn cấp huyện" in sentence for sentence in sentences)
    assert any("chưa có số gốc" in sentence for sentence in sentences)
    assert any("chưa có tổng số" in sentence for sentence in sentences)
    assert not any("chưa xem" in sentence for sentence in sentences)
    client.post(reverse("programme_issue", args=[reading.programme_id]))
    reading.programme.refresh_from_db()
    assert reading.programme.state == "draft"


def test_an_issued_programme_has_its_parts_in_the_order_of_the_text_with_their_sentences(world, signed_in_as, reading):
    client = signed_in_as(world.binh)
    for place in (4, 2, 0):  # decided out of order
        decide(client, item(reading, "target", place), "chap-nhan")
    issue(client, reading.programme)
    targets = list(Target.objects.filter(programme=reading.programme).order_by("position"))
    assert [target.position for target in targets] == [1, 2, 3, 4, 5]
    places = [target.from_item.span_start for target in targets]
    assert places == sorted(places)
    assert [term.name for term in queries.terms(reading.programme_id, "model")] == [
        "Tuyến đường tự quản",
        "Khu dân cư không rác",
    ]
    assert targets[2].indicator == "activity_count"  # "12 buổi tuyên truyền": measured by what is recorded
    assert targets[0].indicator == ""


def test_everyone_below_may_ask_why_there_is_this_task_and_is_shown_the_sentence(world, signed_in_as, reading):
    issue(signed_in_as(world.binh), reading.programme)
    client = signed_in_as(world.hanh)
    show = client.get(reverse("programme_show", args=[reading.programme_id])).content.decode()
    task = Task.objects.filter(programme=reading.programme).earliest("position")
    assert f"{reverse('reading_source', args=[reading.programme_id])}#c{task.from_item_id}" in show
    page = client.get(reverse("reading_source", args=[reading.programme_id])).content.decode()
    assert f'id="c{task.from_item_id}"' in page
    assert "Đổi ý" not in page
    assert signed_in_as(world.stranger).get(reverse("reading_source", args=[reading.programme_id])).status_code == 404


def test_after_issuing_what_was_decided_stands(world, signed_in_as, reading):
    client = signed_in_as(world.binh)
    issue(client, reading.programme)
    one = item(reading, "task")
    assert decide(client, one, "doi-y").status_code == 409
    assert client.get(reverse("reading_review", args=[reading.programme_id])).status_code == 409
    for rows in (ReadItem.objects.filter(id=one.id), PlanReading.objects.filter(id=reading.id)):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        ReadItem.objects.filter(id=one.id).update(quote="khác")
    one.pk, one._state.adding = None, True
    with pytest.raises(DatabaseError), transaction.atomic():
        one.save()


def test_a_number_may_still_be_given_after_issuing(world, signed_in_as, reading):
    client = signed_in_as(world.binh)
    issue(client, reading.programme)
    target = Target.objects.get(programme=reading.programme, kind="reduce_share")
    values = {"value": "1240", "counted_on": "31/12/2023", "source": "Báo cáo"}
    path = reverse("target_input", args=[reading.programme_id, target.id])
    assert path in client.get(reverse("programme_show", args=[reading.programme_id])).content.decode()
    answer = client.post(path, values)
    assert answer.status_code == 302
    assert TargetInput.objects.get(target=target).value == 1240


def test_a_target_that_was_replaced_asks_for_no_number_any_more(world, signed_in_as, reading):
    client = signed_in_as(world.binh)
    issue(client, reading.programme)
    target = Target.objects.get(programme=reading.programme, kind="reduce_share")
    with make.while_drafted(reading.programme_id):
        Target.objects.filter(id=target.id).update(withdrawn_on=date(2024, 11, 1))
    path = reverse("target_input", args=[reading.programme_id, target.id])
    assert path not in client.get(reverse("programme_show", args=[reading.programme_id])).content.decode()


def test_reporting_offers_the_days_that_were_handed_down(world, signed_in_as, reading):
    client = signed_in_as(world.binh)
    settle_everything(client, reading.programme)
    yearly = Deadline.objects.get(programme=reading.programme, recurs="yearly")
    assert (yearly.kind, yearly.from_level, yearly.to_level, yearly.via) == (
        "report",
        "district",
        "province",
        "Ban Phong trào",
    )
    hand_down(client, reading.programme, **{f"due_{yearly.id}_commune": "05/11"})
    issue(client, reading.programme)
    [choice] = [one for one in reporting.programmes_to_open(world.binh) if one.id == reading.programme_id]
    assert choice.suggested.dues["district"] == date(2024, 11, 20)
    assert choice.suggested.dues["commune"] == date(2024, 11, 5)


def test_the_real_plan_is_confirmed_and_issued_whole(world, signed_in_as):
    client = signed_in_as(world.binh)
    hand_in(client, real_plan.source().encode())
    programme = PlanReading.objects.get().programme
    issue(client, programme)
    assert Target.objects.filter(programme=programme).count() == 5
    assert Task.objects.filter(programme=programme).count() == 15
    assert RiskGroup.objects.filter(programme=programme).count() == 6
    holder = Target.objects.get(programme=programme, kind="count_per_unit")
    assert (holder.holder_level, holder.successor_level, holder.recurs) == ("district", "commune", "yearly")
    assert [target.headline for target in queries.targets(programme.id)] == [
        "Giảm 5 % số xã, phường, thị trấn trọng điểm về ma tuý so với giai đoạn 2011 - 2015",
        "Không để phát sinh tệ nạn ma tuý",
        "Đạt 100 % người trong nhóm nguy cơ cao được tuyên truyền, giáo dục kỹ năng phòng, chống ma tuý",
        "Ngăn đà tăng người nghiện ma tuý",
        "Mỗi huyện mỗi năm xây dựng được 1 mô hình điểm về phòng, chống ma tuý tại xã, phường, thị trấn",
    ]
    told = Notice.objects.filter(key=f"issued:{programme.id}")
    assert {world.khai.body_id, world.hanh.body_id} <= {row.body_id for row in told}
    assert world.binh.body_id not in {row.body_id for row in told}
    assert told[0].path == reverse("programme_show", args=[programme.id])
    deadline = Deadline.objects.get(programme=programme)
    assert (deadline.month, deadline.day, deadline.from_level, deadline.to_level) == (11, 20, "district", "province")
    assert [len(queries.terms(programme.id, kind)) for kind in ("model", "movement", "recipient")] == [
        3,
        3,
        4,
    ]  # of five lines the last is the file copy
    [basis] = [term for term in queries.terms(programme.id, "instrument") if term.is_basis]
    assert (basis.doc_type, basis.number) == ("Kế hoạch", "1044/KH-UBND")
    shown = signed_in_as(world.khai).get(told[0].path).context["shown"]
    facts = [{line.name: line.text for line in part.facts} for part in (*shown.targets, *shown.tasks, *shown.deadlines)]
    assert facts[0]["Số gốc"] == "chưa có"
    assert facts[4] == {
        "Hạn": "hết mỗi năm",
        "Ai phải đạt": "Cấp huyện (MTTQ các huyện, thành phố), từ 01/7/2025: cấp xã",
    }
    assert facts[5] == {
        "Cấp làm": "Cấp tỉnh, cấp huyện, cấp xã",
        "Chủ trì": "MTTQ các cấp",
        "Phối hợp": "chính quyền; các ngành chức năng",
    }
    assert facts[-1]["Hạn từng cấp"] == "cấp xã 10/11, cấp huyện 20/11"
    assert [(group.label, len(group.terms)) for group in shown.term_groups][:2] == [
        ("Mô hình", 3),
        ("Phong trào, cuộc vận động", 3),
    ]
