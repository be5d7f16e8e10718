"""The door: who gets in, who does not, and what is told about it."""

import re
import time
from datetime import timedelta
from html import unescape

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from tests import make
from tests.accounts.door import LOGIN, is_inside, sign_in, told
from vandong.accounts.models import Account, Appointment, OneTimeSlip

pytestmark = pytest.mark.django_db

CHANGE = "/tai-khoan/doi-mat-khau/"
OWN = "bon-tu-de-nho-2024"


def _next_in(page: str) -> str:
    found = re.search(r'name="next" value="([^"]*)"', page)
    return unescape(found[1]) if found else ""


def _holder_of_a_slip(world, *, days_ago: int = 0) -> str:
    account = Account.objects.get(id=world.hanh.account_id)
    account.must_change_password = True
    account.save()
    issued = make.NOW - timedelta(days=days_ago)
    OneTimeSlip.objects.create(
        account=account, issued_by_label="Ngô Minh Quân", issued_at=issued, expires_at=issued + timedelta(days=14)
    )
    return account.username


# ---- in and out -------------------------------------------------------------------------------------------------


def test_who_knows_the_password_gets_in_and_it_is_told_without_an_address(world):
    client = sign_in("  HANH ", make.PASSWORD, address="10.1.2.3")
    assert client.last.status_code == 302
    assert client.last.url == "/"
    assert is_inside(client)
    (line,) = told("accounts.account.signed_in")
    assert line.actor_id == world.hanh.account_id
    assert timezone.localtime(line.at).date() == make.TODAY
    assert "10.1.2.3" not in str(line.__dict__)


def test_a_wrong_password_is_one_sentence_that_does_not_say_which_was_wrong(world):
    known, unknown = sign_in("hanh", "sai-mat-khau").last, sign_in("khong-ai", "sai-mat-khau").last
    sentence = "Tên đăng nhập hoặc mật khẩu chưa đúng. Xin nhập lại."
    assert sentence in known.content.decode()
    assert sentence in unknown.content.decode()
    assert "hanh" in known.content.decode()  # what was typed is not lost


def test_signing_in_gives_the_session_a_new_key(world):
    client = Client()
    client.get(LOGIN)
    session = client.session
    session["before"] = 1
    session.save()
    before = client.cookies["phien"].value
    sign_in("hanh", make.PASSWORD, client=client)
    assert client.cookies["phien"].value != before


def test_signing_out_ends_the_session_for_good(world):
    client = sign_in("hanh", make.PASSWORD)
    key = client.cookies["phien"].value
    assert client.get("/tai-khoan/dang-xuat/").status_code == 200  # asks first; a link can't sign anyone out
    assert is_inside(client)
    assert client.post("/tai-khoan/dang-xuat/").url == LOGIN
    client.cookies["phien"] = key
    assert not is_inside(client)


def test_the_session_cookie_is_for_the_server_alone(world):
    cookie = sign_in("hanh", make.PASSWORD).cookies["phien"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == ""  # gone with the browser window


def test_a_page_asked_for_before_signing_in_is_shown_after(world):
    client = Client()
    asked = client.get("/tai-khoan/?x=1")
    assert asked.url == f"{LOGIN}?next=%2Ftai-khoan%2F%3Fx%3D1"
    page = client.get(asked.url)
    assert 'name="next" value="/tai-khoan/?x=1"' in page.content.decode()
    done = client.post(LOGIN, {"login": "hanh", "password": make.PASSWORD, "next": "/tai-khoan/?x=1"})
    assert done.url == "/tai-khoan/?x=1"


def test_nobody_is_sent_to_another_site_after_signing_in(world):
    done = Client().post(LOGIN, {"login": "hanh", "password": make.PASSWORD, "next": "https://xau.example/"})
    assert done.url == "/"


@pytest.mark.parametrize("path", ["dang-ky/", "signup/", "email/", "password/reset/", "inactive/"])
def test_ways_a_library_knows_and_we_do_not_offer_answer_like_nothing(world, path):
    client = sign_in("hanh", make.PASSWORD)
    nothing = client.get("/khong-he-co/")
    answer = client.get(f"/tai-khoan/{path}")
    assert answer.status_code == 404
    assert _without_tokens(answer) == _without_tokens(nothing)


def _without_tokens(answer) -> str:
    import re

    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())


# ---- guessing ---------------------------------------------------------------------------------------------------


def test_ten_wrong_passwords_shut_out_that_user_from_that_address_only(world):
    for _ in range(10):
        last = sign_in("hanh", "sai", address="10.0.0.9").last
    assert last.status_code == 429
    assert "đợi 15 phút" in last.content.decode()
    assert not is_inside(sign_in("hanh", make.PASSWORD, address="10.0.0.9"))
    assert is_inside(sign_in("lan", make.PASSWORD, address="10.0.0.9"))  # a colleague in the same office
    assert is_inside(sign_in("hanh", make.PASSWORD, address="10.0.0.10"))  # herself from elsewhere


def test_spelling_the_user_name_otherwise_gives_no_more_tries(world):
    for name in ["hanh", "HANH", "Hanh", " hanh", "hanh ", "hAnh", "haNh", "hanH", "HAnh", "HANh"]:
        last = sign_in(name, "sai").last
    assert last.status_code == 429


def test_a_lockout_is_told_once_and_only_about_people_who_exist(world):
    for _ in range(13):
        sign_in("hanh", "sai")
        sign_in("mat-khau-go-nham-o-ten", "sai")
    (line,) = told("accounts.account.locked_out")
    assert line.subject_id == str(world.hanh.account_id)


def test_what_a_client_claims_about_its_address_is_not_believed(world):
    for n in range(10):
        client = Client(REMOTE_ADDR="10.0.0.9", HTTP_X_FORWARDED_FOR=f"1.2.3.{n}")
        last = client.post(LOGIN, {"login": "hanh", "password": "sai"})
    assert last.status_code == 429


def test_behind_our_proxy_the_address_it_saw_counts(world, settings):
    settings.PROXY_COUNT = 1
    for n in range(10):
        client = Client(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=f"6.6.6.{n}, 10.0.0.9")
        last = client.post(LOGIN, {"login": "hanh", "password": "sai"})
    assert last.status_code == 429
    other = Client(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="10.0.0.10")
    assert other.post(LOGIN, {"login": "hanh", "password": make.PASSWORD}).status_code == 302


def test_an_open_session_is_no_place_to_guess_the_password(world):
    client = sign_in("hanh", make.PASSWORD)
    for _ in range(10):
        said = {"oldpassword": "sai", "password1": OWN, "password2": OWN}
        last = client.post(CHANGE, said, REMOTE_ADDR="10.0.0.1")
    assert last.status_code == 429


# ---- a password of one's own ---------------------------------------------------------------------------------------


def test_a_one_time_password_opens_one_door_only(world):
    client = sign_in(_holder_of_a_slip(world), make.PASSWORD)
    for path in ["/", "/tai-khoan/", "/tai-khoan/hai-buoc/", "/hoat-dong/"]:
        answer = client.get(path)
        assert (answer.status_code, answer.headers.get("Location")) in [(302, CHANGE), (404, None)]
    page = client.get(CHANGE).content.decode()
    assert "Chọn mật khẩu của riêng mình" in page
    assert "chị Hạnh" in page


def test_choosing_a_password_closes_the_slip_and_istold(world):
    client = sign_in(_holder_of_a_slip(world), make.PASSWORD)
    done = client.post(CHANGE, {"oldpassword": make.PASSWORD, "password1": OWN, "password2": OWN})
    assert done.url == "/"
    assert is_inside(client)
    account = Account.objects.get(id=world.hanh.account_id)
    assert not account.must_change_password
    assert OneTimeSlip.objects.get(account=account).used_at is not None
    assert len(told("accounts.account.password_changed")) == 1
    assert is_inside(sign_in("hanh", OWN))
    assert not is_inside(sign_in("hanh", make.PASSWORD))


def test_a_slip_out_of_date_opens_nothing(world):
    client = sign_in(_holder_of_a_slip(world, days_ago=15), make.PASSWORD)
    assert "đã quá hạn" in client.last.content.decode()
    assert not is_inside(client)


@pytest.mark.parametrize(
    ("first", "second", "sentence"),
    [
        ("ngan", "ngan", "10"),
        ("1234567890123", "1234567890123", "số"),
        ("nguyen-thi-hanh", "nguyen-thi-hanh", "giống"),
        ("password123", "password123", "phổ biến"),
        (OWN, "khac-han-2024", "chưa giống nhau"),
        (make.PASSWORD, make.PASSWORD, "phải khác mật khẩu đang dùng"),
        ("", "", "Xin ghi mật khẩu mới."),
    ],
)
def test_a_weak_password_is_refused_in_vietnamese(world, first, second, sentence):
    client = sign_in("hanh", make.PASSWORD)
    Account.objects.filter(id=world.hanh.account_id).update(full_name="Nguyen Thi Hanh")
    page = client.post(CHANGE, {"oldpassword": make.PASSWORD, "password1": first, "password2": second})
    assert page.status_code in (200, 422)
    errors = page.context["form"].errors
    text = " ".join(" ".join(several) for several in errors.values())
    assert sentence in text, text
    assert not any(word in text for word in ("password", "must", "This", "The")), text


def test_changing_the_password_ends_every_other_session(world):
    here, there = sign_in("hanh", make.PASSWORD), sign_in("hanh", make.PASSWORD)
    here.post(CHANGE, {"oldpassword": make.PASSWORD, "password1": OWN, "password2": OWN})
    assert is_inside(here)
    assert not is_inside(there)


# ---- how long a session lasts ----------------------------------------------------------------------------------------


def test_a_session_ends_twelve_hours_after_signing_in_however_busy(world):
    client = sign_in("hanh", make.PASSWORD)
    session = client.session
    session["signed_in_at"] = time.time() - 12 * 3600 + 60
    session.save()
    assert is_inside(client)
    session = client.session
    session["signed_in_at"] = time.time() - 12 * 3600 - 1
    session.save()
    assert client.get("/tai-khoan/").url.startswith(LOGIN)
    assert "đã hết giờ" in client.get(LOGIN).content.decode()


def test_who_was_sending_when_the_session_ended_hears_so_and_returns_to_the_page_they_filled_in(world):
    client, form = sign_in("hanh", make.PASSWORD), "/hoat-dong/ghi/?nhu=7"
    client.logout()
    answer = client.post("/hoat-dong/ghi/", {"x": "1"}, headers={"referer": f"http://testserver{form}"})
    page = client.get(answer.url).content.decode()
    assert "chưa được lưu" in page
    back = client.post(answer.url, {"login": "hanh", "password": make.PASSWORD, "next": _next_in(page)})
    assert back.url == form


@pytest.mark.parametrize("sender", ["https://elsewhere.example/hoat-dong/ghi/", "", "khong-phai-dia-chi"])
def test_only_a_page_of_ours_is_returned_to(world, client, sender):
    assert client.post("/hoat-dong/ghi/", headers={"referer": sender}).url == LOGIN


def test_a_wrong_password_is_not_called_unsaved_work(world, client):
    page = client.post(LOGIN, {"login": "hanh", "password": "sai"}).content.decode()
    assert "Chưa đăng nhập được." in page
    assert "Chưa lưu" not in page


def test_an_administrator_is_signed_out_after_a_pause_of_two_hours_and_others_are_not(world):
    for name, ends in (("quan", True), ("hanh", False)):
        client = sign_in(name, make.PASSWORD)
        assert is_inside(client)
        session = client.session
        session["seen_at"] = time.time() - 2 * 3600 - 1
        session.save()
        assert is_inside(client) is not ends


def test_whatever_changes_about_a_person_acts_on_the_next_request(world, signed_in_as):
    client = signed_in_as(world.quan)
    appointment = Appointment.objects.get(id=world.quan.appointment_id)
    assert client.get("/tai-khoan/nguoi/").status_code == 200
    appointment.may_administer = False
    appointment.save()
    assert client.get("/tai-khoan/nguoi/").status_code == 403
    appointment.may_administer = True
    appointment.valid_until = make.TODAY
    appointment.save()
    gone = client.get("/tai-khoan/nguoi/")
    assert gone.status_code == 403
    assert "chưa giữ chức danh nào" in gone.content.decode()
    appointment.valid_until = None
    appointment.save()
    assert client.get("/tai-khoan/nguoi/").status_code == 200
    Account.objects.filter(id=world.quan.account_id).update(is_active=False)
    assert client.get("/tai-khoan/nguoi/").url.startswith(LOGIN)


def test_raising_the_epoch_ends_a_session(world, signed_in_as):
    client = signed_in_as(world.hanh)
    assert is_inside(client)
    Account.objects.filter(id=world.hanh.account_id).update(session_epoch=1)
    assert not is_inside(client)


def test_the_cleaning_of_sessions_keeps_working(world):
    sign_in("hanh", make.PASSWORD)
    call_command("clearsessions")
