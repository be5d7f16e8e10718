"""Appointments: given, changed, ended, handed over, chosen; and one's own page."""

from datetime import date, timedelta

import pytest

from tests import make
from tests.accounts.door import is_inside, sign_in
from vandong.accounts import access, actions, queries
from vandong.accounts.models import Account, Appointment
from vandong.kernel.models import AuditLine

pytestmark = pytest.mark.django_db

LIST = "/tai-khoan/nguoi/"


def _page(account_id: int, tail: str = "") -> str:
    return f"{LIST}{account_id}/{tail}"


def _told(action: str) -> list[AuditLine]:
    return list(AuditLine.objects.filter(action=action))


def _seen(appointment_id: int) -> dict[str, int]:
    """What the page of an appointment, opened now, says it showed."""
    return {"version": actions.appointment_version(Appointment.objects.get(id=appointment_id))}


@pytest.fixture
def khai(world, signed_in_as):
    """The district's administrator."""
    return signed_in_as(world.khai)


# ---- in the body --------------------------------------------------------------------------------


def test_a_changed_capability_acts_on_the_next_request(world, khai, signed_in_as):
    hers = signed_in_as(world.hanh)
    assert hers.get(LIST).status_code == 403
    path = f"/tai-khoan/chuc-danh/{world.hanh.appointment_id}/sua/"
    wanted = {"title": "Cán bộ Mặt trận", "capabilities": ["record", "administer"]}
    seen = {"version": khai.get(path).context["version"]}
    assert khai.post(path, wanted | seen).status_code == 302
    assert hers.get(LIST).status_code == 200
    (line,) = _told("accounts.appointment.changed")
    assert line.changed_fields == ["may_administer"]
    second = khai.post(path, {"title": "Chủ tịch", "capabilities": ["record"]} | seen)
    assert second.status_code == 409
    assert "Chưa lưu. Xin xem lại" in second.content.decode()
    told = dict(second.context["theirs"])
    assert (told["Chức danh"], told["Được làm"]) == ("Cán bộ Mặt trận", "Quản trị tài khoản, Ghi việc, lập báo cáo")
    khai.post(path, wanted | {"version": second.context["version"]})
    assert len(_told("accounts.appointment.changed")) == 1  # nothing different, nothing told


def test_an_appointment_ends_on_its_day_and_never_in_the_past(world, khai):
    path = f"/tai-khoan/chuc-danh/{world.hanh.appointment_id}/ket-thuc/"
    seen = _seen(world.hanh.appointment_id)
    assert "không được trước hôm nay" in khai.post(path, {"on": "04/11/2024"} | seen).content.decode()
    khai.post(path, {"on": "06/11/2024"} | seen)
    assert access.officer_for(world.hanh.account_id, None, make.TODAY) is not None
    assert access.officer_for(world.hanh.account_id, None, make.TODAY + timedelta(days=1)) is None


def test_whoever_ends_or_hands_over_what_somebody_just_ended_is_told_the_day(world, khai):
    held = world.hanh.appointment_id
    seen = _seen(held)  # two administrators open the page
    assert khai.post(f"/tai-khoan/chuc-danh/{held}/ket-thuc/", {"on": "20/11/2024"} | seen).status_code == 302
    said = {"on": "11/11/2024", "who": "known", "username": "luong"}
    for tail, second in (("ket-thuc", {"on": "06/11/2024"}), ("ban-giao", said)):
        answer = khai.post(f"/tai-khoan/chuc-danh/{held}/{tail}/", second | seen)
        assert answer.status_code == 409
        assert dict(answer.context["theirs"])["Thôi giữ từ ngày"] == "20/11/2024"
        assert "Đã định ngày thôi: 20/11/2024." in answer.content.decode()
    assert not _told("accounts.appointment.handed_over")
    assert Appointment.objects.get(id=held).valid_until == date(2024, 11, 20)
    khai.post(f"/tai-khoan/chuc-danh/{held}/ban-giao/", said | {"version": answer.context["version"]})
    assert Appointment.objects.get(id=held).valid_until == date(2024, 11, 11)  # seen, and decided


def test_what_has_ended_is_not_changed_any_more(world, khai):
    Appointment.objects.filter(id=world.hanh.appointment_id).update(valid_until=make.TODAY)
    answer = khai.post(f"/tai-khoan/chuc-danh/{world.hanh.appointment_id}/sua/", {"title": "Chủ tịch"})
    assert answer.status_code == 409
    assert "đã kết thúc" in answer.content.decode()


def test_one_more_appointment_is_given_and_chosen_at_the_switch(world, khai):
    said = {
        "body": world.women_hong_phong, "title": "Chủ tịch Hội", "capabilities": ["liaise"], "valid_from": "05/11/2024",
    }  # fmt: skip
    answer = khai.post(f"{_page(world.hanh.account_id, 'chuc-danh/')}?don_vi={world.hong_phong}", said)
    assert answer.status_code == 302
    hers = sign_in("hanh", make.PASSWORD)
    assert hers.last.url == "/tai-khoan/chuc-danh/"
    page = hers.get("/tai-khoan/chuc-danh/")
    first, second = page.context["appointments"]
    key = hers.cookies["phien"].value
    assert hers.post("/tai-khoan/chuc-danh/", {"appointment": second.id}).url == "/"
    assert hers.cookies["phien"].value != key
    assert "Chủ tịch Hội" in hers.get("/tai-khoan/").content.decode()
    assert hers.get("/tai-khoan/").wsgi_request.officer.capabilities == {"view", "liaise"}
    assert hers.post("/tai-khoan/chuc-danh/", {"appointment": world.co.appointment_id}).status_code == 404
    twice = khai.post(f"{_page(world.hanh.account_id, 'chuc-danh/')}?don_vi={world.hong_phong}", said)
    assert "đang giữ chức danh ở đúng tổ chức này" in twice.content.decode()


def test_a_chosen_appointment_that_ended_is_not_acted_under(world, signed_in_as):
    other = Appointment.objects.create(
        account_id=world.hanh.account_id, body_id=world.women_hong_phong, title="Chủ tịch Hội", may_liaise=True,
        valid_from=make.LONG_AGO, valid_until=make.TODAY, created_at=make.NOW,
    )  # fmt: skip
    hers = signed_in_as(world.hanh)
    session = hers.session
    session["appointment_id"] = other.id
    session.save()
    assert hers.get("/tai-khoan/").wsgi_request.officer.appointment_id == world.hanh.appointment_id


def test_who_holds_nothing_today_gets_a_kind_page_and_keeps_their_account(world, signed_in_as):
    Appointment.objects.filter(id=world.hanh.appointment_id).update(valid_until=make.TODAY)
    hers = signed_in_as(world.hanh)
    answer = hers.get("/")
    assert answer.status_code == 403
    assert "Hôm nay chị Hạnh chưa giữ chức danh nào" in answer.content.decode()
    assert is_inside(hers)
    assert hers.get("/tai-khoan/chuc-danh/").status_code == 200


# ---- handing over --------------------------------------------------------------------------------


def test_an_appointment_is_handed_to_somebody_new_on_a_day(world, khai):
    said = {"on": "11/11/2024", "who": "new", "username": "mai", "full_name": "Phạm Thị Mai", "phone": ""}
    answer = khai.post(
        f"/tai-khoan/chuc-danh/{world.hanh.appointment_id}/ban-giao/", said | _seen(world.hanh.appointment_id)
    )
    (slip,) = answer.context["slips"]
    assert slip.username == "mai"
    day = date(2024, 11, 11)
    mai = Account.objects.get(username="mai")
    before, after = day - timedelta(days=1), day
    assert access.officer_for(world.hanh.account_id, None, before) is not None
    assert access.officer_for(mai.id, None, before) is None
    assert access.officer_for(world.hanh.account_id, None, after) is None
    taken_over = access.officer_for(mai.id, None, after)
    assert taken_over is not None
    assert (taken_over.title, taken_over.body_id) == (world.hanh.title, world.hanh.body_id)
    assert taken_over.capabilities == world.hanh.capabilities
    (line,) = _told("accounts.appointment.handed_over")
    assert line.note == "Bàn giao cho Phạm Thị Mai từ 11/11/2024."
    assert line.subject_label.startswith("Nguyễn Thị Hạnh")


def test_an_appointment_is_handed_to_a_colleague(world, khai):
    said = {"on": "11/11/2024", "who": "known", "username": "luong"}
    said |= _seen(world.hanh.appointment_id)
    assert khai.post(f"/tai-khoan/chuc-danh/{world.hanh.appointment_id}/ban-giao/", said).status_code == 302
    held = {row.unit_id for row in access_on(world.luong.account_id, date(2024, 11, 11))}
    assert held == {world.bong_lai, world.hong_phong}


def access_on(account_id: int, on: date):
    return queries.my_appointments(account_id, on)


@pytest.mark.parametrize("username", ["la", "khong-ai", "hanh", "khai", "co"])
def test_nobody_outside_scope_and_not_oneself_takes_over(world, khai, username):
    said = {"on": "11/11/2024", "who": "known", "username": username} | _seen(world.hanh.appointment_id)
    answer = khai.post(f"/tai-khoan/chuc-danh/{world.hanh.appointment_id}/ban-giao/", said)
    assert answer.status_code == 422
    assert Appointment.objects.get(id=world.hanh.appointment_id).valid_until is None
    assert not _told("accounts.appointment.handed_over")


def test_a_refused_handover_leaves_nothing_behind(world, khai):
    said = {"on": "11/11/2024", "who": "new", "username": "lan", "full_name": "Phạm Thị Mai"}
    said |= _seen(world.hanh.appointment_id)
    assert khai.post(f"/tai-khoan/chuc-danh/{world.hanh.appointment_id}/ban-giao/", said).status_code == 422
    assert Appointment.objects.get(id=world.hanh.appointment_id).valid_until is None


# ---- one's own page ------------------------------------------------------------------------------


def test_i_say_how_to_be_spoken_to(world, signed_in_as):
    hers = signed_in_as(world.hanh)
    hers.post("/tai-khoan/", {"address": "bà", "phone": "+84 912.345.678"})
    account = Account.objects.get(id=world.hanh.account_id)
    assert (account.spoken_name, account.phone) == ("bà Hạnh", "+84912345678")
    assert _told("accounts.account.edited")[0].changed_fields == ["address", "phone"]
    assert "+84912345678" not in str(list(AuditLine.objects.values()))
    refused = hers.post("/tai-khoan/", {"address": "bà", "phone": "gọi sau"})
    assert refused.status_code == 422
    assert "gọi sau" in refused.content.decode()


def test_i_see_when_i_signed_in(world):
    hers = sign_in("hanh", make.PASSWORD)
    assert "05/11/2024" in hers.get("/tai-khoan/").content.decode().split("Những lần đăng nhập")[1]


# ---- a unit nobody can record for ----------------------------------------------------------------


def test_a_unit_has_access_while_somebody_can_record_for_it(world):
    on = make.TODAY
    assert queries.unit_has_access(world.hong_phong, on)
    assert not queries.unit_has_access(world.tieu_son, on)
    assert queries.units_without_access([world.hong_phong, world.tieu_son, world.bong_lai], on) == {world.tieu_son}
    Account.objects.filter(id=world.luong.account_id).update(is_active=False)
    assert not queries.unit_has_access(world.bong_lai, on)
    Appointment.objects.filter(body__unit_id=world.hong_phong).update(may_record=False)
    assert not queries.unit_has_access(world.hong_phong, on)
