"""Accounts for a whole province from one workbook: looked at first, all or none, the same again makes no second."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from tests import make
from tests.accounts.door import sign_in
from tests.sheets import accept
from vandong.accounts import rules
from vandong.accounts.models import Account, Appointment, OneTimeSlip
from vandong.kernel import sheet
from vandong.kernel.models import AuditLine, SheetDraft
from vandong.units import queries as units

SEND, LOOK, DROP = (f"/bang-tinh/tai-khoan/{tail}" for tail in ("", "xem/", "bo/"))
PEOPLE = [
    ("11203", "hong.phong.2", "Phạm Thị Mai", "Phó Chủ tịch", "912345678", "x", "x"),
    ("11206", "tan.huong.2", "Đỗ Thị Ngọc", "Cán bộ Mặt trận", "", "x", ""),
    ("11254", "ngu.hung.2", "Vũ Đình Quý", "Cán bộ Mặt trận", "", "X", ""),
]


def _sheet(people) -> SimpleUploadedFile:
    titles = ["Mã đơn vị", "Tên đăng nhập", "Họ và tên", "Chức danh", "Điện thoại", "Ghi việc", "Duyệt, ký"]
    page = sheet.Sheet("Tài khoản", [sheet.Column(title) for title in titles], people, heading=["Danh sách"])
    return SimpleUploadedFile("danh-sach.xlsx", sheet.write([page], now=make.NOW))


@pytest.fixture
def quan(world, signed_in_as):
    """The province's administrator."""
    return signed_in_as(world.quan)


@pytest.mark.django_db
def test_the_template_has_one_row_a_commune_with_a_name_to_sign_in_by(world, quan):
    answer = quan.get("/bang-tinh/tai-khoan/mau/")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    page = book["Tài khoản"]
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=3)]
    assert rows[0][:6] == ["Mã đơn vị", "Đơn vị", "Tên đăng nhập", "Họ và tên", "Chức danh", "Điện thoại"]
    assert [row[:3] for row in rows[1:]] == [
        ["11203", "Xã Hồng Phong", "hongphong.11203"],
        ["11254", "Xã Ngũ Hùng", "nguhung.11254"],
        ["11206", "Xã Tân Hương", "tanhuong.11206"],
    ]
    kinds = {rule.type for rule in page.data_validations.dataValidation}
    assert {"list", "textLength"} <= kinds
    assert "Hướng dẫn" in book.sheetnames


@pytest.mark.django_db
def test_a_commune_s_template_lists_its_areas(world, signed_in_as):
    Appointment.objects.filter(id=world.lan.appointment_id).update(may_administer=True)
    book = openpyxl.load_workbook(io.BytesIO(signed_in_as(world.lan).get("/bang-tinh/tai-khoan/mau/").content))
    codes = [row[0].value for row in book["Tài khoản"].iter_rows(min_row=4)]
    assert codes == ["11203-01", "11203-02"]


@pytest.mark.django_db
def test_nothing_is_written_until_it_is_accepted(world, quan):
    before = Account.objects.count()
    answer = quan.post(SEND, {"file": _sheet(PEOPLE)})
    assert answer.url == LOOK
    page = quan.get(LOOK)
    assert [cells[0] for _, cells in page.context["judged"].shown] == [
        "Phạm Thị Mai",
        "Đỗ Thị Ngọc",
        "Vũ Đình Quý",
    ]
    assert "3 tài khoản" in page.content.decode()
    assert Account.objects.count() == before
    assert not AuditLine.objects.filter(action="accounts.account.opened").exists()
    quan.post(DROP)
    assert not SheetDraft.objects.exists()
    assert quan.get(LOOK).url == SEND


@pytest.mark.django_db
def test_accepted_everybody_has_an_account_and_a_slip(world, quan):
    quan.post(SEND, {"file": _sheet(PEOPLE)})
    answer = accept(quan, SEND)
    slips = answer.context["slips"]
    assert [slip.username for slip in slips] == ["hong.phong.2", "tan.huong.2", "ngu.hung.2"]
    assert len({slip.password for slip in slips}) == 3
    assert answer.content.decode().count('class="slip"') == 3
    mai = Account.objects.get(username="hong.phong.2")
    assert mai.phone == "0912345678"  # the zero a spreadsheet took
    held = Appointment.objects.select_related("body").get(account=mai)
    assert (held.title, held.body.unit_id, held.body.kind) == ("Phó Chủ tịch", world.hong_phong, "standing_board")
    assert held.capabilities == {"view", "record", "approve"}
    assert sign_in("hong.phong.2", slips[0].password).get("/").url == "/tai-khoan/doi-mat-khau/"
    assert AuditLine.objects.filter(action="accounts.sheet.imported").count() == 1
    assert OneTimeSlip.objects.count() == 3


@pytest.mark.django_db
def test_the_same_workbook_again_makes_no_second_account(world, quan):
    for _ in range(2):
        quan.post(SEND, {"file": _sheet(PEOPLE)})
        answer = accept(quan, SEND)
    assert answer.url == "/tai-khoan/nguoi/"
    assert Account.objects.filter(full_name="Phạm Thị Mai").count() == 1
    assert Appointment.objects.filter(account__username="hong.phong.2").count() == 1
    assert OneTimeSlip.objects.count() == 3


@pytest.mark.django_db
def test_the_form_sent_twice_shows_no_password_twice(world, quan):
    quan.post(SEND, {"file": _sheet(PEOPLE)})
    first = accept(quan, SEND).context["slips"][0].password
    second = accept(quan, SEND, follow=True)
    assert first not in second.content.decode()
    assert "đã có tài khoản" in second.content.decode()


@pytest.mark.django_db
def test_slips_are_printed_again_only_for_those_who_never_came(world, quan):
    quan.post(SEND, {"file": _sheet(PEOPLE)})
    slips = accept(quan, SEND).context["slips"]
    Account.objects.filter(username="tan.huong.2").update(must_change_password=False)
    answer = accept(quan, SEND, {"them": "1"})
    again = answer.context["slips"]
    assert [slip.username for slip in again] == ["hong.phong.2", "ngu.hung.2"]
    assert sign_in("hong.phong.2", slips[0].password).last.status_code == 200  # the lost slip opens nothing
    assert sign_in("hong.phong.2", again[0].password).last.status_code == 302
    assert AuditLine.objects.filter(action="accounts.account.slip_reissued").count() == 2


@pytest.mark.django_db
def test_no_slip_is_printed_again_for_one_who_also_stands_above(world, quan, signed_in_as):
    quan.post(SEND, {"file": _sheet(PEOPLE[:1])})
    first = accept(quan, SEND).context["slips"][0]
    mai = Account.objects.get(username="hong.phong.2")
    board = units.standing_board(world.hai_duong, make.TODAY)
    assert board is not None
    Appointment.objects.create(
        account=mai, body_id=board.id, title="Ủy viên", valid_from=make.TODAY, created_at=make.NOW
    )
    khai = signed_in_as(world.khai)
    khai.post(SEND, {"file": _sheet(PEOPLE[:1])})
    assert accept(khai, SEND, {"them": "1"}).status_code == 302  # nothing to do
    assert sign_in("hong.phong.2", first.password).last.status_code == 302


@pytest.mark.django_db
def test_every_problem_is_named_with_its_row_and_stops_all_of_it(world, quan):
    wrong = [
        *PEOPLE,
        ("99999", "khong.co", "Không Có", "Ủy viên", "", "x", ""),
        ("12400", "dinh.cao", "Ngoài Tỉnh", "Ủy viên", "", "x", ""),
        ("11203", "hanh", "Người Khác", "Ủy viên", "", "x", ""),
        ("11203", "HONG.PHONG.2", "Trùng Tên", "Ủy viên", "", "x", ""),
        ("11203", "có dấu", "Có Dấu", "Ủy viên", "", "x", ""),
        ("11203", "khong.ten", "", "Ủy viên", "", "x", ""),
        ("11203", "khong.viec", "Không Việc", "Ủy viên", "", "", ""),
        ("11203", "dien.thoai", "Điện Thoại", "Ủy viên", "mai gọi", "x", ""),
    ]
    quan.post(SEND, {"file": _sheet(wrong)})
    page = quan.get(LOOK)
    problems = {one.row: one.sentence for one in page.context["judged"].mistakes}
    assert sorted(problems) == list(range(7, 15))  # the heading, an empty line and the titles come first
    for row, word in zip(
        range(7, 15),
        ["99999", "12400", "đã có người", "trùng", "chưa đúng", "họ và tên", "“x”", "điện thoại"],
        strict=True,
    ):
        assert word in problems[row], problems[row]
        assert problems[row].endswith(".")
    assert "Đình Cao" not in page.content.decode()
    answer = accept(quan, SEND)
    assert answer.status_code == 409
    assert "chưa ghi dòng nào" in answer.content.decode()
    assert not Account.objects.filter(username="hong.phong.2").exists()


@pytest.mark.django_db
def test_a_name_taken_between_looking_and_accepting_stops_all_of_it(world, quan):
    quan.post(SEND, {"file": _sheet(PEOPLE)})
    make.person("ngu.hung.2", "Kẻ Nhanh Tay", Appointment.objects.get(id=world.nam.appointment_id).body_id, "Ủy viên")
    assert accept(quan, SEND).status_code == 409
    assert not Account.objects.filter(username="hong.phong.2").exists()
    assert not OneTimeSlip.objects.exists()


@pytest.mark.django_db
def test_a_commune_without_a_board_gets_one(world, quan):
    new = make.unit("commune", "11300", "xã", "Không Ban", world.thanh_mien)
    quan.post(SEND, {"file": _sheet([("11300", "khong.ban", "Người Đầu", "Chủ tịch", "", "x", "x")])})
    accept(quan, SEND)
    board = units.standing_board(new, make.TODAY)
    assert board is not None
    assert board.name == "Ban Thường trực Ủy ban MTTQ Việt Nam xã Không Ban"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<html>", "không phải tệp bảng tính"),
        (sheet.write([sheet.Sheet("x", [sheet.Column("Gì đó")], [("a",)])], now=make.NOW), "“Tên đăng nhập”"),
        (_sheet([]).read(), "chưa có dòng nào"),
    ],
)
def test_a_workbook_that_is_none_of_ours_is_refused_in_a_sentence(world, quan, content, sentence):
    answer = quan.post(SEND, {"file": SimpleUploadedFile("a.xlsx", content)})
    assert answer.status_code == 422
    assert sentence in answer.context["form"].errors.as_text()


@pytest.mark.django_db
def test_a_draft_belongs_to_one_administrator_and_one_unit(world, quan, signed_in_as):
    quan.post(SEND, {"file": _sheet(PEOPLE)})
    assert signed_in_as(world.khai).get(LOOK).url == SEND
    assert accept(signed_in_as(world.khai), SEND).status_code == 409


@pytest.mark.django_db
def test_the_filled_template_comes_back_as_it_went(world, quan):
    book = openpyxl.load_workbook(io.BytesIO(quan.get("/bang-tinh/tai-khoan/mau/").content))
    page = book["Tài khoản"]
    for column, value in ((4, "Phạm Thị Mai"), (5, "Chủ tịch"), (8, "x")):
        page.cell(4, column).value = value
    filled = io.BytesIO()
    book.save(filled)
    quan.post(SEND, {"file": SimpleUploadedFile("mau.xlsx", filled.getvalue())})
    (plan,) = quan.get(LOOK).context["judged"].ready  # lines nobody filled are no rows
    assert (plan.row.unit_code, plan.row.username) == ("11203", "hongphong.11203")
    assert plan.row.capabilities == ("record", "approve")


@pytest.mark.django_db
def test_units_may_be_named_and_an_export_comes_back_unchanged(world, quan):
    titles = ["Đơn vị", "Tên đăng nhập", "Họ tên", "Chức vụ", "Ghi việc"]
    people = [("xa hong phong", "hong.phong.2", "Phạm Thị Mai", "Ủy viên", "x"),
              ("Xã Tân Hưng", "tan.huong.2", "Đỗ Thị Ngọc", "Ủy viên", "x")]  # fmt: skip
    page = sheet.Sheet("x", [sheet.Column(title) for title in titles], people)
    quan.post(SEND, {"file": SimpleUploadedFile("a.xlsx", sheet.write([page], now=make.NOW))})
    judged = quan.get(LOOK).context["judged"]
    (asked,) = judged.understandings
    assert (asked.said, asked.meant) == ("“Xã Tân Hưng”", "xã Tân Hương, huyện Ninh Giang")
    assert accept(quan, SEND).status_code == 422
    assert len(accept(quan, SEND, {"hieu": [asked.key]}).context["slips"]) == 2
    exported = quan.get("/tai-khoan/nguoi/?xuat=xlsx").content
    quan.post(SEND, {"file": SimpleUploadedFile("xuat.xlsx", exported)})
    back = quan.get(LOOK).context["judged"]
    assert (back.mistakes, back.understandings, back.new_count) == ([], [], 0)
    assert len(back.same) == len(back.ready) > 10


# ---- the pure part ----------------------------------------------------------------------------------------


def test_one_time_passwords_can_be_read_off_paper():
    for _ in range(200):
        password = rules.one_time_password()
        assert len(password) == 14
        assert not set(password) & set("0o1li")


@given(st.text(max_size=80))
def test_a_suggested_name_is_always_a_name(text):
    assert rules.is_username(rules.suggest_username(text, "11203"))


@given(st.lists(st.sampled_from(["a.b", "c.d", "A.B", "e"]), max_size=6))
def test_of_rows_with_one_name_only_the_first_is_new(names):
    rows = [
        rules.SheetRow(n, "1", rules.tidy_username(name), "Nguyễn Văn A", "Ủy viên", "", ("record",))
        for n, name in enumerate(names)
    ]
    plans = rules.plan_rows(rows, {"1": rules.KnownUnit(1, "Xã Một")}, {})
    new = [plan.row.username for plan in plans if plan.outcome == "new"]
    assert len(new) == len(set(new))
    assert {plan.outcome for plan in plans} <= {"new", "problem"}
