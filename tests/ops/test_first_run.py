"""The first run: in a browser guarded by the code of the terminal, or by `vandong init`; once, then never again."""

import http.cookiejar
import re
import time
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.test import Client

from tests import make
from tests.ops.site import serving
from vandong.accounts.models import Account
from vandong.kernel import installation
from vandong.kernel.models import Installation
from vandong.ops import setup_code, tasks
from vandong.units import queries as units

PASSWORD = "ca-nha-cung-an-com-toi"


@pytest.fixture
def unset_up(db) -> dict[str, int]:
    """A map, and nothing else: no installation, no bodies, no accounts."""
    nation = make.unit("nation", "VN", "nước", "Việt Nam", None)
    province = make.unit("province", "30", "tỉnh", "Hải Dương", nation)
    commune = make.unit("commune", "11203", "xã", "Hồng Phong", province)
    return {"province": province, "commune": commune}


@pytest.fixture
def proven(unset_up) -> Client:
    """Someone who typed the code of the terminal."""
    client = Client()
    assert client.post("/khoi-tao/", {"code": setup_code.current()}).status_code == 302
    return client


def administrator(**changes: str) -> dict[str, str]:
    return {
        "full_name": "Ngô Minh Quân",
        "title": "Quản trị hệ thống",
        "username": "quantri",
        "password": PASSWORD,
        "again": PASSWORD,
        **changes,
    }


def test_every_address_leads_to_the_first_run_while_nothing_is_set_up(unset_up):
    for path in ("/", "/hoat-dong/", "/tai-khoan/dang-nhap/", "/khong-co/"):
        assert Client().get(path).headers["Location"] == "/khoi-tao/"


def test_a_stranger_without_the_code_gets_no_further(unset_up):
    client = Client()
    answer = client.post("/khoi-tao/", {"code": "AAAA-BBBB-CCCC"})
    assert answer.status_code == 422
    assert "Mã khởi tạo chưa đúng" in answer.content.decode()
    setup_code.current()
    assert client.post("/khoi-tao/", {"code": ""}).status_code == 422
    assert client.get("/khoi-tao/don-vi/").headers["Location"] == "/khoi-tao/"
    path = f"/khoi-tao/quan-tri/?don_vi={unset_up['commune']}"
    assert client.post(path, administrator()).headers["Location"] == "/khoi-tao/"
    assert not installation.current().is_set_up


def test_the_code_may_be_typed_without_dashes_in_small_letters(unset_up):
    typed = setup_code.current().replace("-", " ").lower()
    assert Client().post("/khoi-tao/", {"code": typed}).headers["Location"] == "/khoi-tao/don-vi/"


def test_units_are_chosen_from_the_real_list_in_any_spelling(unset_up, proven):
    assert "Tỉnh Hải Dương" in proven.get("/khoi-tao/don-vi/").content.decode()
    asked = {"tinh": unset_up["province"], "tim": "hong phong"}
    text = proven.get("/khoi-tao/don-vi/", asked).content.decode()
    assert f"don_vi={unset_up['commune']}" in text
    assert f"don_vi={unset_up['province']}" not in text


def test_the_last_step_sets_everything_up_and_closes_the_pages(unset_up, proven):
    path = f"/khoi-tao/quan-tri/?don_vi={unset_up['province']}"
    assert proven.post(path, administrator()).status_code == 302
    assert installation.current().name == "Tỉnh Hải Dương"
    assert units.standing_board(unset_up["commune"], make.TODAY) is not None
    assert proven.get("/khoi-tao/").status_code == 404
    assert proven.post(path, administrator(username="hai")).status_code == 404
    assert not setup_code.is_right("")
    client = Client()
    assert client.post("/tai-khoan/dang-nhap/", {"login": "quantri", "password": PASSWORD}).status_code == 302
    assert client.get("/tai-khoan/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_of_two_who_set_up_at_the_same_instant_one_does_and_the_other_is_told(unset_up):
    clients, gate = [Client() for _ in range(4)], Barrier(4)
    for client in clients:
        client.post("/khoi-tao/", {"code": setup_code.current()})
    path = f"/khoi-tao/quan-tri/?don_vi={unset_up['commune']}"

    def last_step(number: int) -> tuple[int, str]:
        gate.wait()
        try:
            answer = clients[number].post(path, administrator(username=f"quantri{number}"))
            return answer.status_code, answer.content.decode()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        ends = list(pool.map(last_step, range(4)))
    late = [text for status, text in ends if status != 302]
    assert len(late) == 3
    for text in late:  # told in the form, or the pages had closed before it was looked at
        assert "đã được đặt cho một đơn vị rồi" in text or "Không tìm thấy nội dung này" in text
    assert Account.objects.count() == Installation.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"again": "khac-han-roi-day"}, "Hai lần gõ chưa giống nhau"),
        ({"password": "12345", "again": "12345"}, "Mật khẩu ngắn quá"),
        ({"username": "Có dấu"}, "Tên đăng nhập chưa đúng"),
        ({"full_name": ""}, "Xin ghi họ và tên"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_set_up(unset_up, proven, changes, sentence):
    answer = proven.post(f"/khoi-tao/quan-tri/?don_vi={unset_up['commune']}", administrator(**changes))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not installation.current().is_set_up


def test_a_unit_that_is_none_is_refused_with_a_sentence(unset_up, proven):
    for asked in ("", "0", "abc", "99999999999999999999", "²"):
        answer = proven.get("/khoi-tao/quan-tri/", {"don_vi": asked})
        assert answer.status_code == 422
        assert "Không tìm thấy đơn vị" in answer.content.decode()


def test_while_the_map_is_missing_the_page_says_how_far_its_loading_is(db):
    client = Client()
    client.post("/khoi-tao/", {"code": setup_code.current()})
    text = client.get("/khoi-tao/don-vi/").content.decode()
    assert 'http-equiv="refresh"' in text
    assert "0 %" in text


@pytest.mark.once
def test_once_the_map_is_loaded_the_provinces_of_the_day_are_offered(db):
    client = Client()
    client.post("/khoi-tao/", {"code": setup_code.current()})
    tasks.load_reference_data.call()
    assert "Chọn trong 63 tỉnh, thành phố" in client.get("/khoi-tao/don-vi/").content.decode()


# ---- the command line ------------------------------------------------------------------------------------------------


@pytest.mark.once
def test_from_an_empty_folder_to_signing_in_with_nothing_but_serve_and_a_browser(site):
    with serving(site) as (port, said):
        code = re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", said)
        assert code, said
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        home = f"http://127.0.0.1:{port}"

        def get(path: str) -> str:
            return browser.open(home + path, timeout=20).read().decode()

        def post(path: str, page: str, **said: str) -> str:
            token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
            assert token
            body = urllib.parse.urlencode({**said, "csrfmiddlewaretoken": token[1]}).encode()
            return browser.open(home + path, body, timeout=20).read().decode()

        page = post("/khoi-tao/", get("/"), code=code[0])
        until = time.monotonic() + 60
        while "Hải Dương" not in page and time.monotonic() < until:
            time.sleep(0.5)
            page = get("/khoi-tao/don-vi/")
        province = re.search(r'tinh=(\d+)">Tỉnh Hải Dương', page)
        assert province
        page = get(f"/khoi-tao/don-vi/?tinh={province[1]}&tim=ninh+giang")
        unit = re.search(r'don_vi=(\d+)">Huyện Ninh Giang', page)
        assert unit
        path = f"/khoi-tao/quan-tri/?don_vi={unit[1]}"
        page = post(path, get(path), **administrator())
        assert "Đã đặt hệ thống cho Huyện Ninh Giang" in page
        page = post("/tai-khoan/dang-nhap/", page, login="quantri", password=PASSWORD)
        assert "Mặt trận huyện Ninh Giang" in page


@pytest.mark.once
def test_init_asks_nothing_when_told_everything_and_prints_the_password_once(site):
    done = site.run(
        "init", "--unit", "30", "--username", "quantri", "--full-name", "Ngô Minh Quân", "--no-input", "--json"
    )
    assert done.code == 0, done.err
    assert done.json["name"] == "Tỉnh Hải Dương"
    assert re.fullmatch(r"\w{4}-\w{4}-\w{4}", done.json["password"])
    again = site.run("init", "--unit", "11203", "--username", "b", "--full-name", "B", "--no-input")
    assert again.code == 3
    assert "đã được đặt cho một đơn vị rồi" in again.err


@pytest.mark.once
def test_init_without_an_answer_it_needs_says_what_is_missing(site):
    done = site.run("init", "--no-input", "--username", "quantri")
    assert done.code == 2
    assert "--unit, --full-name" in done.err


@pytest.mark.once
def test_init_refuses_a_unit_nobody_knows(site):
    done = site.run("init", "--unit", "77777", "--username", "quantri", "--full-name", "A", "--no-input")
    assert done.code == 3
    assert "Không tìm thấy đơn vị" in done.err
