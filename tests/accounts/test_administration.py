"""Administration of accounts: within one's units, audited, and never over one's own head."""

import io
from datetime import date

import openpyxl
import pytest
from django.urls import reverse

from tests import make
from tests.accounts.door import is_inside, sign_in
from vandong.accounts import access
from vandong.accounts.models import Account, Appointment, OneTimeSlip
from vandong.kernel.models import AuditLine
from vandong.units import queries as units

pytestmark = pytest.mark.django_db

LIST = "/tai-khoan/nguoi/"


def _board(unit: int) -> int:
    board = units.standing_board(unit, make.TODAY)
    assert board is not None
    return board.id


def _new_person(unit: int, **changes):
    return {
        "full_name": "Phạm Thị Mai",
        "username": "mai.hongphong",
        "phone": "0912 345 678",
        "address": "chị",
        "body": _board(unit),
        "title": "Cán bộ Mặt trận",
        "capabilities": ["record"],
        "valid_from": "05/11/2024",
    } | changes


def _page(account_id: int, tail: str = "") -> str:
    return f"{LIST}{account_id}/{tail}"


def _told(action: str) -> list[AuditLine]:
    return list(AuditLine.objects.filter(action=action))


@pytest.fixture
def khai(world, signed_in_as):
    """The district's administrator."""
    return signed_in_as(world.khai)


@pytest.fixture
def quan(world, signed_in_as):
    """The province's administrator."""
    return signed_in_as(world.quan)


# ---- the list ------------------------------------------------------------------------------------


def test_the_list_holds_the_people_below_by_given_name(world, khai):
    page = khai.get(LIST)
    names = [shown.row.full_name for shown in page.context["listing"].rows]
    assert names == [
        "Vũ Thị Hà", "Nguyễn Thị Hạnh", "Bùi Thị Huệ", "Đoàn Văn Khải", "Trần Thị Lan", "Phạm Văn Lượng",
        "Phạm Quang Thái",
    ]  # fmt: skip
    assert "Lê Thị Tuyết" not in page.content.decode()  # the neighbouring district
    assert "Ngô Minh Quân" not in page.content.decode()  # the province


@pytest.mark.parametrize("typed", ["hạnh", "hanh", "HẠNH", "Ha\u0323nh", "nguyễn hạnh"])
def test_a_person_is_found_in_any_spelling(world, khai, typed):
    page = khai.get(LIST, {"tim": typed})
    assert "Nguyễn Thị Hạnh" in [shown.row.full_name for shown in page.context["listing"].rows]
    assert "Trần Thị Lan" not in [shown.row.full_name for shown in page.context["listing"].rows]


def test_the_list_is_narrowed_by_level_and_state(world, khai):
    Account.objects.filter(id=world.lan.account_id).update(is_active=False)
    Account.objects.filter(id=world.ha.account_id).update(must_change_password=True)
    Appointment.objects.filter(id=world.hue.appointment_id).update(valid_until=make.TODAY)

    def named(**asked):
        return [shown.row.full_name for shown in khai.get(LIST, asked).context["listing"].rows]

    assert named(cap="area") == ["Phạm Văn Lượng"]
    assert named(tinh_trang="closed") == ["Trần Thị Lan"]
    assert named(tinh_trang="waiting") == ["Vũ Thị Hà"]
    assert named(tinh_trang="idle") == ["Bùi Thị Huệ"]
    assert named(don_vi=str(world.tan_huong)) == ["Vũ Thị Hà", "Bùi Thị Huệ"]


def test_the_workbook_holds_the_same_people_and_no_more(world, khai):
    answer = khai.get(LIST, {"xuat": "xlsx"})
    page = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    text = "\n".join(str(cell.value) for row in page.iter_rows() for cell in row)
    assert "Nguyễn Thị Hạnh" in text
    assert "Lê Thị Tuyết" not in text
    assert "Ngô Minh Quân" not in text


def test_the_list_asks_as_much_of_the_database_for_ten_as_for_fifty(world, khai):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    khai.get(LIST)  # the session is marked at its first page
    with CaptureQueriesContext(connection) as few:
        khai.get(LIST)
    for n in range(40):
        make.person(f"them{n}", f"Người Thêm {n}", _board(world.hong_phong), "Ủy viên", "record")
    with CaptureQueriesContext(connection) as many:
        khai.get(LIST)
    assert len(many) == len(few)


# ---- a new account -------------------------------------------------------------------------------


def test_a_new_person_gets_a_slip_that_opens_the_door_once(world, khai):
    answer = khai.post(f"{LIST}them/?don_vi={world.hong_phong}", _new_person(world.hong_phong))
    (slip,) = answer.context["slips"]
    page = answer.content.decode()
    assert slip.password in page
    assert "http://testserver/tai-khoan/dang-nhap/" in page
    assert "19/11/2024" in page  # fourteen days
    assert answer.headers["Cache-Control"].count("no-store")
    client = sign_in("mai.hongphong", slip.password)
    assert client.get("/").url == "/tai-khoan/doi-mat-khau/"
    account = Account.objects.get(username="mai.hongphong")
    assert (account.phone, account.address) == ("0912345678", "chị")
    officer = access.officer_for(account.id, None, make.TODAY)
    assert officer is not None
    assert officer.capabilities == {"view", "record"}
    told = AuditLine.objects.filter(action__startswith="accounts.", subject_id=str(account.id)).order_by("id")
    assert [line.action for line in told] == [
        "accounts.account.opened", "accounts.appointment.given", "accounts.account.signed_in",
    ]  # fmt: skip


def test_nothing_typed_is_lost_and_each_refusal_stands_beside_its_field(world, khai):
    said = _new_person(world.hong_phong, username="hanh", phone="chín một hai")
    answer = khai.post(f"{LIST}them/?don_vi={world.hong_phong}", said)
    assert answer.status_code == 422
    errors = answer.context["form"].errors
    assert errors["username"] == ["Tên đăng nhập này đã có người dùng. Xin chọn tên khác."]
    assert "Phạm Thị Mai" in answer.content.decode()
    said["username"] = "mai"
    answer = khai.post(f"{LIST}them/?don_vi={world.hong_phong}", said)
    assert answer.context["form"].errors["phone"] == ["Số điện thoại chưa đúng. Xin xem lại hoặc để trống."]
    said["username"] = "Có dấu"
    answer = khai.post(f"{LIST}them/?don_vi={world.hong_phong}", said)
    assert "chữ thường không dấu" in answer.context["form"].errors["username"][0]
    assert not Account.objects.filter(full_name="Phạm Thị Mai").exists()


def test_nobody_gives_an_appointment_above_or_beside_their_own_unit(world, khai):
    for unit in (world.hai_duong, world.thanh_mien, world.dinh_cao):
        assert khai.get(f"{LIST}them/?don_vi={unit}").status_code == 404
        assert khai.post(f"{LIST}them/?don_vi={unit}", _new_person(unit)).status_code == 404
    # A body of another unit slipped into the form of one's own is no choice of it.
    answer = khai.post(f"{LIST}them/?don_vi={world.hong_phong}", _new_person(world.hai_duong))
    assert answer.status_code == 422
    assert not Account.objects.filter(username="mai.hongphong").exists()


def test_an_administrator_s_verb_checks_the_scope_itself(world):
    from vandong.accounts import actions
    from vandong.kernel.errors import NotHere

    grant = actions.Grant(_board(world.hai_duong), "Chủ tịch", frozenset({"approve"}), make.TODAY)
    with pytest.raises(NotHere):
        actions.open_account(by=world.khai, person=actions.NewPerson("mai", "Phạm Thị Mai"), grant=grant, now=make.NOW)
    assert not Account.objects.filter(username="mai").exists()


def test_units_are_found_by_name_in_any_spelling(world, quan):
    page = quan.get(f"{LIST}them/", {"tim": "hong phong"}).content.decode()
    assert f"don_vi={world.hong_phong}" in page
    assert "Đình Cao" not in quan.get(f"{LIST}them/", {"tim": "cao"}).content.decode()


# ---- one's own account and those above -----------------------------------------------------------


@pytest.mark.parametrize("tail", ["sua/", "khoa/", "mat-khau/", "hai-buoc/", "chuc-danh/"])
def test_nobody_does_these_things_to_their_own_account(world, khai, tail):
    answer = khai.get(_page(world.khai.account_id, tail))
    assert answer.status_code == 403
    assert "Xin nhờ người quản trị của cấp trên" in answer.content.decode()


@pytest.mark.parametrize("tail", ["", "sua/", "khoa/", "mat-khau/", "hai-buoc/", "chuc-danh/"])
def test_who_stands_above_is_not_there(world, khai, tail):
    assert khai.get(_page(world.co.account_id, tail)).status_code == 404
    assert khai.post(_page(world.co.account_id, tail), {"witness": "Trần Văn Chứng"}).status_code in (404, 405)


def test_who_also_holds_something_above_is_left_to_those_above(world, khai, quan):
    """Hạnh of Hồng Phong also sits in the province's board: the district must not get into that through her."""
    Appointment.objects.create(
        account_id=world.hanh.account_id, body_id=_board(world.hai_duong), title="Ủy viên", may_approve=True,
        valid_from=date(2024, 11, 6), created_at=make.NOW,
    )  # fmt: skip
    page = khai.get(_page(world.hanh.account_id)).content.decode()
    assert "ngoài phạm vi của anh/chị" in page
    assert "Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh" not in page  # it does not say where
    answer = khai.post(_page(world.hanh.account_id, "mat-khau/"), {"witness": "Trần Văn Chứng"})
    assert answer.status_code == 403
    assert not OneTimeSlip.objects.exists()
    assert quan.post(_page(world.hanh.account_id, "mat-khau/"), {"witness": "Trần Văn Chứng"}).status_code == 200


# ---- ways back in --------------------------------------------------------------------------------


def test_a_reset_names_the_second_person_and_ends_every_session(world, khai):
    hers = sign_in("hanh", make.PASSWORD)
    assert is_inside(hers)
    answer = khai.post(_page(world.hanh.account_id, "mat-khau/"), {"witness": "Trần Thị Lan"})
    (slip,) = answer.context["slips"]
    assert "Mặt trận xã Hồng Phong" in answer.content.decode()
    assert not is_inside(hers)
    assert not is_inside(sign_in("hanh", make.PASSWORD))
    assert sign_in("hanh", slip.password).get("/").url == "/tai-khoan/doi-mat-khau/"
    (line,) = _told("accounts.account.password_reset")
    assert "Trần Thị Lan" in line.note
    assert line.actor_id == world.khai.account_id
    assert slip.password not in str(list(AuditLine.objects.values()))
    assert OneTimeSlip.objects.get().witness == "Trần Thị Lan"


@pytest.mark.parametrize("witness", ["", "  ", "x", "Nguyễn Thị Hạnh", "nguyen thi hanh", "Đoàn Văn Khải"])
def test_a_reset_without_a_real_second_person_is_refused(world, khai, witness):
    answer = khai.post(_page(world.hanh.account_id, "mat-khau/"), {"witness": witness})
    assert answer.status_code == 422
    assert is_inside(sign_in("hanh", make.PASSWORD))
    assert not OneTimeSlip.objects.exists()


def test_a_second_reset_shuts_the_first_slip(world, khai):
    first = khai.post(_page(world.hanh.account_id, "mat-khau/"), {"witness": "Trần Thị Lan"}).context["slips"][0]
    second = khai.post(_page(world.hanh.account_id, "mat-khau/"), {"witness": "Trần Thị Lan"}).context["slips"][0]
    assert not sign_in("hanh", first.password).last.headers.get("Location")
    assert sign_in("hanh", second.password).last.status_code == 302


def test_a_lost_phone_is_taken_off_by_the_level_above(world, khai):
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    account = Account.objects.get(id=world.hanh.account_id)
    TOTP.activate(account, generate_totp_secret())
    assert sign_in("hanh", make.PASSWORD).last.url == "/tai-khoan/hai-buoc/ma/"
    answer = khai.post(_page(account.id, "hai-buoc/"), {"witness": "Trần Thị Lan"})
    assert answer.status_code == 302
    assert is_inside(sign_in("hanh", make.PASSWORD))
    assert "Trần Thị Lan" in _told("accounts.account.two_step_reset")[0].note
    again = khai.post(_page(account.id, "hai-buoc/"), {"witness": "Trần Thị Lan"})
    assert "chưa bật xác minh hai bước" in again.content.decode()


def test_shutting_an_account_ends_its_session_and_opening_it_lets_in_again(world, khai):
    hers = sign_in("hanh", make.PASSWORD)
    assert khai.post(_page(world.hanh.account_id, "khoa/"), {"reason": ""}).status_code == 422
    khai.post(_page(world.hanh.account_id, "khoa/"), {"reason": "Nghỉ hưu"})
    assert not is_inside(hers)
    assert not is_inside(sign_in("hanh", make.PASSWORD))
    assert _told("accounts.account.deactivated")[0].note == "Nghỉ hưu"
    khai.post(_page(world.hanh.account_id, "mo-khoa/"))
    assert is_inside(sign_in("hanh", make.PASSWORD))


# ---- two who administer one unit -----------------------------------------------------------------


@pytest.fixture
def peer(world) -> int:
    """A second administrator of Ninh Giang, beside Khải."""
    return make.person(
        "nhan", "Hà Thị Nhàn", _board(world.ninh_giang), "Cán bộ Mặt trận", "administer", address="chị"
    ).account_id


def _ways_over(account_id: int) -> list[tuple[str, dict[str, str]]]:
    """Every address by which one person's account or appointment is changed, with what its form asks."""
    held = Appointment.objects.get(account_id=account_id).id
    return [
        (_page(account_id, "mat-khau/"), {"witness": "Trần Văn Chứng"}),
        (_page(account_id, "hai-buoc/"), {"witness": "Trần Văn Chứng"}),
        (_page(account_id, "sua/"), {"full_name": "Hà Thị Khác", "phone": ""}),
        (_page(account_id, "khoa/"), {"reason": "Thử"}),
        (_page(account_id, "mo-khoa/"), {}),
        (_page(account_id, "chuc-danh/"), {}),
        (reverse("appointment_edit", args=[held]), {"title": "Cán bộ", "capabilities": ["record"]}),
        (reverse("appointment_hand_over", args=[held]), {"on": "06/11/2024", "username": "hanh"}),
        (reverse("appointment_end", args=[held]), {"on": "06/11/2024"}),
    ]


def test_an_administrator_of_the_same_unit_is_managed_by_the_level_above_alone(world, khai, peer):
    theirs = sign_in("nhan", make.PASSWORD)
    before = list(Account.objects.order_by("id").values()), list(Appointment.objects.order_by("id").values())
    for path, said in _ways_over(peer):
        answer = khai.post(path, said)
        assert answer.status_code == 403, path
        assert "cũng quản trị đơn vị của anh/chị" in answer.content.decode()
    assert (list(Account.objects.order_by("id").values()), list(Appointment.objects.order_by("id").values())) == before
    assert is_inside(theirs)
    card = khai.get(_page(peer)).content.decode()
    assert "thuộc người quản trị của cấp trên" in card
    assert "mat-khau/" not in card
    above = sign_in("quan", make.PASSWORD)
    assert above.post(_page(peer, "mat-khau/"), {"witness": "Trần Văn Chứng"}).status_code == 200
    assert not is_inside(theirs)


def test_whoever_does_not_administer_is_reset_by_their_own_units_administrator(world, khai):
    answer = khai.post(_page(world.thai.account_id, "mat-khau/"), {"witness": "Trần Văn Chứng"})
    assert answer.status_code == 200


def test_where_nobody_administers_above_the_two_at_the_top_help_each_other(world):
    other = make.person("nhi", "Lý Thị Nhi", _board(world.hai_duong), "Quản trị", "administer").account_id
    quan = sign_in("quan", make.PASSWORD)
    assert quan.post(_page(other, "mat-khau/"), {"witness": "Trần Văn Chứng"}).status_code == 200
