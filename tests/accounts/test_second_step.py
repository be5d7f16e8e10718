"""The second step of signing in: turned on, asked for, guessed at, and stored so that nobody reads it."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from tests import make
from tests.accounts.door import code_of, is_inside, sign_in, told
from vandong.accounts.models import Account

pytestmark = pytest.mark.django_db

CHANGE = "/tai-khoan/doi-mat-khau/"
OWN = "bon-tu-de-nho-2024"


def _everything_stored() -> str:
    """Every text the database holds, table by table."""
    parts = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            parts += [str(row) for row in cursor.fetchall()]
    return "\n".join(parts)


# ---- the second step ---------------------------------------------------------------------------------------------


def _turn_on(client: Client) -> tuple[str, list[str]]:
    """Turn TOTP on through its pages; returns the secret and the recovery codes."""
    asked = client.get("/tai-khoan/hai-buoc/bat/")
    assert asked.url.startswith("/tai-khoan/xac-nhan-lai/")
    client.post(asked.url, {"password": make.PASSWORD, "next": "/tai-khoan/hai-buoc/bat/"})
    page = client.get("/tai-khoan/hai-buoc/bat/")
    assert "data:image/svg+xml" in page.content.decode()
    secret = page.context["form"].secret
    client.spent_code = code_of(secret)
    done = client.post("/tai-khoan/hai-buoc/bat/", {"code": client.spent_code})
    assert done.url == "/tai-khoan/hai-buoc/ma-du-phong/"
    return secret, client.get(done.url).context["unused_codes"]


def test_with_the_second_step_a_password_alone_does_not_open(world):
    secret, codes = _turn_on(sign_in("hanh", make.PASSWORD))
    client = sign_in("hanh", make.PASSWORD)
    assert client.last.url == "/tai-khoan/hai-buoc/ma/"
    assert not is_inside(client)
    assert "Bước hai" in client.get("/tai-khoan/hai-buoc/ma/").content.decode()
    wrong = client.post("/tai-khoan/hai-buoc/ma/", {"code": "000000"})
    assert "Mã chưa đúng" in wrong.content.decode()
    assert client.post("/tai-khoan/hai-buoc/ma/", {"code": code_of(secret, later=1)}).status_code == 302
    assert is_inside(client)
    assert len(codes) == 10


def test_a_recovery_code_opens_once(world):
    _, codes = _turn_on(sign_in("hanh", make.PASSWORD))
    for expected in (True, False):
        client = sign_in("hanh", make.PASSWORD)
        client.post("/tai-khoan/hai-buoc/ma/", {"code": codes[0]})
        assert is_inside(client) is expected
    assert len(told("accounts.account.recovery_code_used")) == 1


def test_a_code_seen_over_a_shoulder_opens_nothing(world):
    """Used once, it is spent: also where its half minute is not over, and whichever process is asked."""
    secret, _ = _turn_on(sign_in("hanh", make.PASSWORD))
    code = code_of(secret, later=1)
    cache.clear()
    for expected in (True, False):
        client = sign_in("hanh", make.PASSWORD)
        client.post("/tai-khoan/hai-buoc/ma/", {"code": code})
        cache.clear()  # what the library remembers of used codes, each process for itself
        assert is_inside(client) is expected


def test_the_code_that_turned_the_second_step_on_signs_nobody_in(world):
    before = sign_in("hanh", make.PASSWORD)
    _turn_on(before)
    cache.clear()
    client = sign_in("hanh", make.PASSWORD)
    answer = client.post("/tai-khoan/hai-buoc/ma/", {"code": before.spent_code})
    assert "Mã này vừa dùng rồi" in answer.content.decode()
    assert not is_inside(client)


def test_codes_are_not_guessed_from_many_addresses(world):
    secret, _ = _turn_on(sign_in("hanh", make.PASSWORD))
    for n in range(10):
        client = sign_in("hanh", make.PASSWORD, address=f"10.0.1.{n}")
        client.post("/tai-khoan/hai-buoc/ma/", {"code": "000000"})
    client = sign_in("hanh", make.PASSWORD, address="10.0.2.1")
    answer = client.post("/tai-khoan/hai-buoc/ma/", {"code": code_of(secret)})
    assert "Đã nhập sai mã nhiều lần" in answer.content.decode()
    assert not is_inside(client)
    Account.objects.filter(id=world.hanh.account_id).update(
        wrong_code_at=Account.objects.get(id=world.hanh.account_id).wrong_code_at - timedelta(minutes=16)
    )
    client.post("/tai-khoan/hai-buoc/ma/", {"code": code_of(secret, later=1)})
    assert is_inside(client)


def test_turning_it_on_and_off_istold(world, django_capture_on_commit_callbacks):
    client = sign_in("hanh", make.PASSWORD)
    with django_capture_on_commit_callbacks(execute=True):
        _turn_on(client)
    assert len(told("accounts.account.two_step_on")) == 1
    client.post("/tai-khoan/hai-buoc/tat/")
    assert len(told("accounts.account.two_step_off")) == 1
    assert is_inside(sign_in("hanh", make.PASSWORD))


def test_no_password_secret_or_code_is_stored_as_it_is(world, settings):
    """The whole database is searched: rows, sessions, what axes keeps of wrong tries."""
    settings.PASSWORD_HASHERS = ["vandong.accounts.passwords.Argon2", *settings.PASSWORD_HASHERS]
    client = sign_in("hanh", make.PASSWORD)
    secret, codes = _turn_on(client)
    client.post(CHANGE, {"oldpassword": "mat-khau-cu-go-sai", "password1": OWN, "password2": OWN})
    client.post(CHANGE, {"oldpassword": make.PASSWORD, "password1": OWN, "password2": OWN})
    sign_in("hanh", "mat-khau-sai-1")
    stored = _everything_stored() + _open_sessions()
    for text in [secret, *codes, make.PASSWORD, OWN, "mat-khau-cu-go-sai", "mat-khau-sai-1"]:
        assert text not in stored, text
    assert "$argon2id$" in stored


def _open_sessions() -> str:
    from django.contrib.sessions.models import Session

    return "\n".join(str(row.get_decoded()) for row in Session.objects.all())
