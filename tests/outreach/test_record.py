"""Recording an activity through its page: what is kept, what is refused and how, what is never doubled or lost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import IntegrityError, connections, transaction
from django.urls import reverse

from tests import make
from tests.outreach import forms
from tests.pages import text_of
from vandong.kernel.models import AuditLine
from vandong.outreach import actions
from vandong.outreach.errors import EntryRefused, RecordsItself, UnitElsewhere
from vandong.outreach.models import Activity
from vandong.units.actions import lock_until
from vandong.units.errors import Locked

RECORD = "/hoat-dong/ghi/"


def test_a_talk_is_kept_as_typed_and_the_page_says_so(world, signed_in_as, typed):
    client = signed_in_as(world.hanh)
    answer = client.post(RECORD, typed(attendance_count="1.046"), follow=True)
    activity = Activity.objects.get()
    assert answer.redirect_chain == [(f"/hoat-dong/{activity.id}/", 302)]
    page = text_of(answer)
    assert "Đã lưu:" in page
    assert "1.046 lượt người dự, 20 nữ; 30 tờ rơi" in page
    assert f'<meta name="draft-saved" content="activity:{world.hanh.account_id}:{world.hong_phong}">' in page
    assert (activity.unit_id, activity.held_on, activity.attendance_count) == (world.bong_lai, make.TODAY, 1046)
    assert [partner.body_id for partner in activity.partners.all()] == [world.women_hong_phong]
    assert {risk.risk_group_id: risk.count for risk in activity.risk_attendances.all()} == {
        world.risk_groups["away_workers"]: 7,
        world.risk_groups["released_prisoners"]: 3,
    }
    assert not activity.is_on_behalf
    line = AuditLine.objects.get(action="outreach.activity.recorded")
    assert line.subject_label == "Họp thôn, khu dân cư, thôn Bồng Lai, 05/11/2024"


def test_the_success_notice_is_said_once(world, signed_in_as, typed):
    client = signed_in_as(world.hanh)
    answer = client.post(RECORD, typed(), follow=True)
    again = client.get(answer.request["PATH_INFO"])
    assert "draft-saved" not in text_of(again)


@pytest.mark.parametrize(
    ("day", "other", "held_on"),
    [
        ("today", "", date(2024, 11, 5)),
        ("yesterday", "", date(2024, 11, 4)),
        ("other", "03/11/2024", date(2024, 11, 3)),
        ("other", "2024-11-03", date(2024, 11, 3)),
        ("other", "3-11-2024", date(2024, 11, 3)),
    ],
)
def test_the_day_may_be_said_in_several_ways(world, signed_in_as, typed, day, other, held_on):
    signed_in_as(world.hanh).post(RECORD, typed(day=day, other_day=other))
    assert Activity.objects.get().held_on == held_on


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"day": "other", "other_day": "06/11/2024"}, "Ngày 06/11/2024 chưa tới."),
        ({"day": "other", "other_day": "31/12/2023"}, "bắt đầu ngày 01/01/2024"),
        ({"day": "other", "other_day": "31/02/2024"}, "Ngày viết như 05/11/2024"),
        ({"day": "other", "other_day": ""}, "Xin ghi ngày, như 05/11/2024."),
        ({"unit": None}, "Xin chọn nơi diễn ra."),
        ({"channel": None}, "Xin chọn cách làm."),
        ({"female_count": "52"}, "Số nữ (52) nhiều hơn số người dự (46)."),
        ({"attendance_count": "hai chục"}, "Chỗ này ghi một số nguyên, như 46 hoặc 1.234."),
        ({"attendance_count": "1.000.001"}, "Số này lớn quá mức có thể tin được."),
        ({"leaflet_count": "-5"}, "Chỗ này ghi một số nguyên"),
        (
            {"attendance_count": "", "female_count": "", "leaflet_count": "", "risk": ""},
            "Xin ghi ít nhất một con số",
        ),
    ],
)
def test_a_refusal_is_one_sentence_beside_its_field_and_keeps_what_was_typed(
    world, signed_in_as, typed, change, sentence
):
    if change.pop("risk", None) is not None:
        change |= {f"risk_{group}": "" for group in world.risk_groups.values()}
    answer = signed_in_as(world.hanh).post(RECORD, typed(**change))
    page = text_of(answer)
    assert answer.status_code == 422
    assert sentence in page
    assert "Chưa lưu. Xin xem lại những chỗ sau" in page
    assert "Bà con hỏi nhiều về việc đón người đi cai trở về." in page
    assert 'value="Nhà văn hóa thôn"' in page
    assert not Activity.objects.exists()


def test_every_fault_is_shown_at_once(world, signed_in_as, typed):
    group = world.risk_groups["away_workers"]
    answer = signed_in_as(world.hanh).post(
        RECORD, typed(day="other", other_day="06/11/2024", female_count="52", **{f"risk_{group}": "47"})
    )
    page = text_of(answer)
    assert "Ngày 06/11/2024 chưa tới." in page
    assert "Số nữ (52)" in page
    assert "Nhóm “Làm ăn xa” (47) nhiều hơn số người dự (46)." in page


def test_a_loudspeaker_broadcast_needs_no_number(world, signed_in_as, typed):
    none = {f"risk_{group}": "" for group in world.risk_groups.values()}
    answer = signed_in_as(world.hanh).post(
        RECORD,
        typed(channel="loudspeaker", attendance_count="", female_count="", leaflet_count="", **none),
    )
    assert answer.status_code == 302


def test_a_closed_day_is_refused_with_the_reason_of_the_lock(world, signed_in_as, typed):
    lock_until(
        unit_id=world.hong_phong,
        key="report:1",
        from_on=date(2024, 1, 1),
        until_on=make.TODAY,
        reason="Báo cáo năm 2024 của xã Hồng Phong đã được duyệt.",
        now=make.NOW,
    )
    answer = signed_in_as(world.hanh).post(RECORD, typed())
    assert "Báo cáo năm 2024 của xã Hồng Phong đã được duyệt." in text_of(answer)
    assert not Activity.objects.exists()


def test_the_same_form_sent_twice_is_saved_once_and_lands_on_the_same_activity(world, signed_in_as, typed):
    client = signed_in_as(world.hanh)
    first = client.post(RECORD, typed())
    second = client.post(RECORD, typed(), follow=True)
    assert Activity.objects.count() == 1
    assert second.redirect_chain[-1][0] == first["Location"]
    assert "Việc này đã được lưu từ lần gửi trước" in text_of(second)
    assert AuditLine.objects.filter(action="outreach.activity.recorded").count() == 1


def test_the_same_form_with_other_numbers_offers_to_correct_what_it_saved(world, signed_in_as, typed):
    client = signed_in_as(world.hanh)
    client.post(RECORD, typed())
    answer = client.post(RECORD, typed(attendance_count="64"))
    page = text_of(answer)
    activity = Activity.objects.get()
    assert activity.attendance_count == 46
    assert f'action="/hoat-dong/{activity.id}/sua/"' in page
    assert 'value="64"' in page
    assert "đã được lưu" in page


def test_a_form_that_someone_else_sent_is_not_taken_for_mine(world, signed_in_as, typed):
    signed_in_as(world.hanh).post(RECORD, typed())
    answer = signed_in_as(world.lan).post(RECORD, typed())
    assert "đã được một người khác gửi" in text_of(answer)
    assert Activity.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_ten_threads_sending_one_form_save_it_once(world):
    entry = forms.entry(world)

    def send(_: int) -> int:
        try:
            return actions.record_activity(
                by=world.hanh, entry=entry, client_token=forms.token(), now=make.NOW
            ).activity_id
        finally:
            connections.close_all()

    with ThreadPoolExecutor(10) as pool:
        landed = set(pool.map(send, range(10)))
    assert landed == {Activity.objects.get().id}
    assert AuditLine.objects.filter(action="outreach.activity.recorded").count() == 1


def test_a_lost_session_leads_to_the_log_in_page_and_saves_nothing(world, signed_in_as, typed):
    client = signed_in_as(world.hanh)
    client.logout()
    answer = client.post(RECORD, typed())
    assert answer["Location"].startswith(reverse("account_login"))
    assert not Activity.objects.exists()


# ---- where one may write -------------------------------------------------------------------------------------------


def test_a_front_work_board_records_for_its_own_area_alone(world):
    own = forms.recorded(world, by=world.luong)
    assert Activity.objects.get(id=own).unit_id == world.bong_lai
    with pytest.raises(UnitElsewhere):
        forms.recorded(world, "two", by=world.luong, unit_id=world.tieu_son)


def test_a_place_outside_scope_is_refused(world, signed_in_as, typed):
    answer = signed_in_as(world.hanh).post(RECORD, typed(unit=str(world.tan_huong)))
    assert "Xin chọn một nơi trong danh sách." in text_of(answer)
    with pytest.raises(UnitElsewhere):
        forms.recorded(world, unit_id=world.tan_huong)


def test_the_level_above_writes_for_a_commune_without_access_and_it_is_marked(world, signed_in_as):
    bare = make.unit("commune", "11209", "xã", "Đông Xuyên", world.ninh_giang)
    board = make.body(bare, "standing_board", "Ban Thường trực Ủy ban MTTQ Việt Nam xã Đông Xuyên", "Mặt trận xã")
    client = signed_in_as(world.khai)
    chooser = text_of(client.get("/hoat-dong/ghi-thay/", {"tim": "dong xuyen"}))
    assert "Xã Đông Xuyên" in chooser
    assert "Hồng Phong" not in chooser
    page = text_of(client.get(f"/hoat-dong/ghi-thay/{bare}/"))
    assert "Cấp trên ghi thay" in page
    sent = forms.typed(world, unit=str(bare), lead_body=str(board), partners=[])
    shown = text_of(client.post(f"/hoat-dong/ghi-thay/{bare}/", sent, follow=True))
    activity = Activity.objects.get()
    assert activity.is_on_behalf
    assert activity.unit_id == bare
    assert "Cấp trên ghi thay" in shown
    assert "Cấp trên ghi thay" in text_of(client.get("/hoat-dong/"))
    assert AuditLine.objects.get(action="outreach.activity.recorded").note == "Cấp trên ghi thay xã Đông Xuyên"


def test_a_commune_that_can_record_is_not_written_for(world, signed_in_as):
    with pytest.raises(RecordsItself, match="Đơn vị xã Hồng Phong tự ghi được việc của mình"):
        forms.recorded(world, by=world.khai, lead_body_id=world.hanh.body_id)
    assert signed_in_as(world.khai).get(f"/hoat-dong/ghi-thay/{world.hong_phong}/").status_code == 409


def test_a_district_records_what_it_did_itself(world):
    done = forms.recorded(
        world,
        by=world.khai,
        unit_id=world.ninh_giang,
        lead_body_id=world.khai.body_id,
        partner_ids=frozenset(),
        channel="conference",
    )
    assert not Activity.objects.get(id=done).is_on_behalf


@pytest.mark.parametrize("who", ["vien", "co", "quan"])
def test_those_who_may_not_record_are_told_so(world, signed_in_as, typed, who):
    client = signed_in_as(getattr(world, who))
    assert client.get(RECORD).status_code == 403
    assert client.post(RECORD, typed()).status_code == 403
    assert not Activity.objects.exists()


def test_a_body_of_a_commune_elsewhere_is_refused(world):
    for change in ({"lead_body_id": world.ha.body_id}, {"partner_ids": frozenset({world.ha.body_id})}):
        with pytest.raises(EntryRefused, match="không thuộc đơn vị này") as refused:
            forms.recorded(world, **change)
        assert refused.value.code == "outreach.body_elsewhere"


def test_a_task_of_another_programme_is_refused(world):
    with pytest.raises(EntryRefused) as refused:
        forms.recorded(world, task_id=world.task + 1000)
    assert refused.value.code == "outreach.task_of_another_programme"


def test_a_unit_opened_later_has_no_records_before(world):
    new = make.unit("area", "11203-03", "thôn", "Đồng Lạc", world.hong_phong, since=date(2024, 10, 1))
    with pytest.raises(EntryRefused) as refused:
        forms.recorded(world, unit_id=new, held_on=date(2024, 9, 30))
    assert refused.value.code == "outreach.unit_not_standing"


def test_locked_refuses_the_verb_itself(world):
    lock_until(
        unit_id=world.bong_lai, key="x", from_on=make.TODAY, until_on=make.TODAY, reason="Đã khóa.", now=make.NOW
    )
    with pytest.raises(Locked, match="Đã khóa."):
        forms.recorded(world)


# ---- like last time ------------------------------------------------------------------------------------------------


def test_what_was_done_last_is_offered_and_prefills_all_but_day_and_numbers(world, signed_in_as):
    done = forms.recorded(world, held_on=forms.days_ago(1))
    forms.recorded(world, "two", held_on=forms.days_ago(2))  # the same again: offered once
    forms.recorded(
        world,
        "three",
        held_on=forms.days_ago(1),
        channel="loudspeaker",
        unit_id=world.hong_phong,
        partner_ids=frozenset(),
    )
    client = signed_in_as(world.hanh)
    page = text_of(client.get(RECORD))
    assert page.count('class="pick again"') == 2
    assert "Họp thôn, khu dân cư ở Bồng Lai" in page
    assert "Loa truyền thanh toàn xã" in page
    answer = client.get(RECORD, {"nhu": done})
    form = answer.context["form"]
    assert form["unit"].value() == str(world.bong_lai)
    assert form["channel"].value() == "meeting"
    assert form["partners"].value() == [str(world.women_hong_phong)]
    assert form["day"].value() == "today"
    assert not form["attendance_count"].value()
    assert not form["note"].value()


@pytest.mark.parametrize("asked", ["0", "-1", "abc", "99999999999999999999", "²"])
def test_an_earlier_activity_that_is_not_here_changes_nothing(world, signed_in_as, asked):
    assert signed_in_as(world.hanh).get(RECORD, {"nhu": asked}).status_code == 200


def test_an_activity_of_another_commune_prefills_nothing(world, signed_in_as):
    other = forms.recorded(
        world,
        by=world.ha,
        unit_id=world.tan_huong,
        lead_body_id=world.ha.body_id,
        partner_ids=frozenset(),
        place="Bí mật",
    )
    assert "Bí mật" not in text_of(signed_in_as(world.hanh).get(RECORD, {"nhu": other}))


# ---- what the database itself refuses ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        {"female_count": 47},
        {"channel": "radio"},
        {"attendance_count": 1_000_001},
        {"attendance_count": 0, "female_count": None},
        {"withdrawn_at": make.NOW},
        {"withdrawn_reason": "không rút"},
    ],
)
def test_the_database_keeps_the_promises_of_an_activity(world, wrong):

    done = forms.recorded(world, risk_counts=(), leaflet_count=0)
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(id=done).update(**wrong)


def test_the_database_refuses_a_group_larger_than_all(world):

    from vandong.outreach.models import RiskAttendance

    done = forms.recorded(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        RiskAttendance.objects.filter(activity_id=done).update(count=47)
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(id=done).update(attendance_count=5, female_count=None)
