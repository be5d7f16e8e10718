"""A workbook of activities from sending to accepting: looked at first, all or none, the same again writes nothing."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import make
from tests.outreach.gold_sheets import workbook
from tests.sheets import accept
from vandong.kernel.models import AuditLine, SheetDraft
from vandong.outreach.models import Activity
from vandong.programme.models import Programme, RiskGroup

SEND, LOOK, DROP, TEMPLATE = (f"/bang-tinh/hoat-dong/{tail}" for tail in ("", "xem/", "bo/", "mau/"))
BOOK = """
SỔ THEO DÕI TUYÊN TRUYỀN
STT | Ngày | Địa bàn | Hình thức | Nội dung | Số người | Nữ | Phối hợp | Làm ăn xa
1 | d:2024-10-05 | Thôn Bồng Lai | Họp thôn | Họp quý III | 46 | 20 | Công an xã, Hội Phụ nữ | 12
2 | 6/10/2024 | Bồng Lài | Họp thôn | | '1.046 | | |
3 | 6/10/2024 | Tiêu Sơn | Loa truyền thanh | =CỘNG | | | |
Tổng cộng | < | < | < | < | 1092
"""


def sent(client, text=BOOK, name="sổ theo dõi.xlsx"):
    return client.post(SEND, {"file": SimpleUploadedFile(name, workbook(text.replace("=CỘNG", "'=CỘNG")))})


@pytest.mark.django_db
def test_a_book_is_looked_at_confirmed_and_written_once(world, signed_in_as):
    hanh = signed_in_as(world.hanh)
    assert sent(hanh).url == LOOK
    page = hanh.get(LOOK)
    judged = page.context["judged"]
    assert judged.new_count == 3
    assert "“Bồng Lài” hiểu là <b>thôn Bồng Lai" in page.content.decode()
    assert "Hàng 6" in page.content.decode()  # the totals row, told as left out
    assert not Activity.objects.exists()

    refused = accept(hanh, SEND)  # nobody said that Bồng Lài is Bồng Lai
    assert refused.status_code == 422
    assert "chưa được xác nhận" in refused.content.decode()
    assert not Activity.objects.exists()

    said = [one.key for one in judged.understandings]
    assert accept(hanh, SEND, {"hieu": said}).url == "/hoat-dong/"
    first, second, third = Activity.objects.order_by("id")
    assert (first.held_on.isoformat(), first.unit_id, first.channel) == ("2024-10-05", world.bong_lai, "meeting")
    assert (first.attendance_count, first.female_count, first.title) == (46, 20, "Họp quý III")
    assert set(first.partners.values_list("body_id", flat=True)) == {world.police_hong_phong, world.women_hong_phong}
    assert first.risk_attendances.get().risk_group_id == world.risk_groups["away_workers"]
    assert (second.unit_id, second.attendance_count) == (world.bong_lai, 1046)
    assert (third.unit_id, third.channel, third.title) == (world.tieu_son, "loudspeaker", "=CỘNG")
    assert first.recorded_by_id == world.hanh.account_id
    assert AuditLine.objects.filter(action="outreach.activities.imported").count() == 1
    assert not SheetDraft.objects.exists()

    sent(hanh)
    again = hanh.get(LOOK).context["judged"]
    assert (again.new_count, len(again.same)) == (0, 3)
    assert accept(hanh, SEND, {"hieu": said}).status_code == 302
    assert Activity.objects.count() == 3


@pytest.mark.django_db
def test_only_the_table_that_was_looked_at_is_accepted(world, signed_in_as):
    """Two tabs: the second sends another workbook, and the first's button must not accept what nobody saw."""
    hanh = signed_in_as(world.hanh)
    book = "Ngày | Thôn | Hình thức | Số người\n5/10/2024 | Bồng Lai | Họp | 46"
    sent(hanh, book)
    seen = hanh.get(LOOK).context["draft"].stamp
    sent(hanh, book.replace("46", "999"))
    for page in ({"ban": seen}, {}):
        answer = hanh.post(f"{SEND}nhan/", page)
        assert answer.status_code == 409
        assert "không cho xem đúng bảng đang chờ nhận" in answer.content.decode()
        assert "999" in answer.content.decode()  # what waits is shown at once
    assert not Activity.objects.exists()
    accept(hanh, SEND)
    assert Activity.objects.get().attendance_count == 999


@pytest.mark.django_db
def test_an_export_comes_back_unchanged_and_a_changed_one_is_told(world, signed_in_as):
    hanh = signed_in_as(world.hanh)
    sent(hanh)
    accept(hanh, SEND, {"hieu": [one.key for one in hanh.get(LOOK).context["judged"].understandings]})
    exported = hanh.get("/hoat-dong/?xuat=xlsx").content
    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(exported)).active.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}  # "=CỘNG" went out as text
    hanh.post(SEND, {"file": SimpleUploadedFile("xuat.xlsx", exported)})
    judged = hanh.get(LOOK).context["judged"]
    assert (judged.mistakes, judged.understandings) == ([], [])
    assert (judged.new_count, len(judged.same)) == (0, 3)

    book = openpyxl.load_workbook(io.BytesIO(exported))
    page = book.active
    titles = {cell.value: cell.column for cell in page[4]}
    row = next(row for row in range(5, 8) if page.cell(row, titles["Lượt người dự"]).value == 46)
    page.cell(row, titles["Lượt người dự"]).value = 47
    page.cell(row, titles["Địa điểm"]).value = "Đình làng"
    page.cell(4, page.max_column + 1).value = "Làm ăn xa"  # an export has no such column
    page.cell(row, page.max_column).value = 12
    changed = io.BytesIO()
    book.save(changed)
    hanh.post(SEND, {"file": SimpleUploadedFile("xuat.xlsx", changed.getvalue())})
    told = {one.column: one.sentence for one in hanh.get(LOOK).context["judged"].mistakes}
    assert "đang ghi “46”, trong bảng là “47”" in told.pop("Lượt người dự")
    assert "trong bảng là “Đình làng”" in told.pop("Địa điểm")
    assert "bảng không sửa được phần này" in told.pop("Làm ăn xa")  # 12 stands there, and nothing is told of it
    assert told == {}


@pytest.mark.django_db
def test_a_column_nobody_understands_is_told_openly(world, signed_in_as):
    """Counts under a title of one's own must not be left out behind a fold."""
    hanh = signed_in_as(world.hanh)
    sent(hanh, "STT | Ngày | Thôn | Hình thức | Số người | Người đi biển\n1 | 5/10/2024 | Bồng Lai | Họp | 46 | 12")
    before_fold = hanh.get(LOOK).content.decode().split("Đã đọc bảng thế nào", 1)[0]
    assert "không được nhận: “Người đi biển”." in " ".join(before_fold.split())


@pytest.mark.django_db
def test_one_wrong_row_refuses_them_all(world, signed_in_as):
    hanh = signed_in_as(world.hanh)
    sent(hanh, BOOK.replace("6/10/2024 | Tiêu Sơn", "Tháng 10/2024 | Tiêu Sơn"))
    page = hanh.get(LOOK)
    (mistake,) = page.context["judged"].mistakes
    assert str(mistake).startswith("Dòng 5, cột Ngày: “Tháng 10/2024” mới có tháng")
    assert accept(hanh, SEND, {"hieu": "x"}).status_code == 409
    assert not Activity.objects.exists()
    assert hanh.post(DROP).url == SEND
    assert hanh.get(LOOK).url == SEND
    assert accept(hanh, SEND).status_code == 409


@pytest.mark.django_db
def test_what_looks_like_an_activity_that_is_there_is_asked_about(world, signed_in_as):
    hanh = signed_in_as(world.hanh)
    book = "Ngày | Thôn | Hình thức | Số người\n5/10/2024 | Bồng Lai | Họp | 46"
    sent(hanh, book)
    accept(hanh, SEND)
    sent(hanh, book.replace("46", "47"))
    (asked,) = hanh.get(LOOK).context["judged"].understandings
    assert asked.row_count == 1
    assert "cùng ngày, cùng nơi" in asked.said
    assert accept(hanh, SEND).status_code == 422
    assert Activity.objects.count() == 1


@pytest.mark.django_db
def test_the_template_offers_lists_and_takes_them_back(world, signed_in_as):
    hanh = signed_in_as(world.hanh)
    book = openpyxl.load_workbook(io.BytesIO(hanh.get(TEMPLATE).content))
    assert {"Hoạt động", "Đơn vị", "Hướng dẫn", "Danh mục"} <= set(book.sheetnames)
    page = book["Hoạt động"]
    kinds = {rule.type for rule in page.data_validations.dataValidation}
    assert {"list", "textLength"} <= kinds
    listed = [[cell.value for cell in column if cell.value] for column in book["Danh mục"].iter_cols()]
    places = next(rule for rule in page.data_validations.dataValidation if "Thôn Bồng Lai" in (rule.formula1 or ""))
    assert places.formula1 == '"Xã Hồng Phong,Thôn Bồng Lai,Thôn Tiêu Sơn"'
    assert not places.showErrorMessage  # the list only offers: a name as people write it may be typed
    (channels,) = (each for each in listed if "Họp thôn, khu dân cư" in each)  # a comma would cut it in two in a rule
    titles = {cell.value: cell.column for cell in page[3]}
    for title, value in {"Ngày": make.TODAY, "Ở đâu": "Thôn Tiêu Sơn", "Bằng cách nào": channels[0], "Nữ": 5}.items():
        page.cell(4, titles[title]).value = value
    page.cell(4, titles["Lượt người dự"]).value = 30
    filled = io.BytesIO()
    book.save(filled)
    hanh.post(SEND, {"file": SimpleUploadedFile("mau.xlsx", filled.getvalue())})
    judged = hanh.get(LOOK).context["judged"]
    assert (judged.mistakes, judged.new_count) == ([], 1)


@pytest.mark.django_db
def test_two_programmes_that_count_the_same_group_share_its_column_and_the_row_says_which(world, signed_in_as):
    other = Programme.objects.get(id=world.programme)
    groups = list(RiskGroup.objects.filter(programme=other))
    other.pk, other._state.adding, other.state, other.short_title = None, True, "draft", "Tháng cao điểm"
    other.save()
    for group in groups:
        group.pk, group._state.adding, group.programme = None, True, other
    RiskGroup.objects.bulk_create(groups)
    Programme.objects.filter(id=other.id).update(state="issued")
    hanh = signed_in_as(world.hanh)
    book = openpyxl.load_workbook(io.BytesIO(hanh.get(TEMPLATE).content))
    page = book["Hoạt động"]
    titles = [cell.value for cell in page[3]]
    assert len(titles) == len(set(titles)), "no heading that could mean either"
    said = {"Ngày": make.TODAY, "Ở đâu": "Thôn Bồng Lai", "Bằng cách nào": "Họp thôn, khu dân cư", "Lượt người dự": 30}
    for row, programme in ((4, "Phòng, chống ma túy"), (5, "Tháng cao điểm")):
        for title, value in {**said, groups[0].short_name: 4 + row, "Chương trình": programme}.items():
            page.cell(row, titles.index(title) + 1).value = value
    filled = io.BytesIO()
    book.save(filled)
    hanh.post(SEND, {"file": SimpleUploadedFile("mau.xlsx", filled.getvalue())})
    judged = hanh.get(LOOK).context["judged"]
    assert judged.mistakes == []
    assert accept(hanh, SEND, {"hieu": [one.key for one in judged.understandings]}).status_code == 302
    counted = Activity.objects.order_by("id").values_list(
        "programme_id", "risk_attendances__count", "risk_attendances__risk_group__programme_id"
    )
    assert list(counted) == [(world.programme, 8, world.programme), (other.id, 9, other.id)]


@pytest.mark.django_db
def test_a_draft_belongs_to_one_person_and_a_viewer_sends_nothing(world, signed_in_as):
    sent(signed_in_as(world.hanh))
    assert signed_in_as(world.lan).get(LOOK).url == SEND
    assert accept(signed_in_as(world.lan), SEND).status_code == 409
    assert signed_in_as(world.vien).get(SEND).status_code == 403
    assert signed_in_as(world.hanh).get("/bang-tinh/khong-co/").status_code == 404
    no_table = signed_in_as(world.hanh).post(SEND, {"file": SimpleUploadedFile("a.xlsx", workbook("a | b\n1 | 2"))})
    assert no_table.status_code == 422
    assert "“Ngày”" in no_table.context["form"].errors.as_text()


@pytest.mark.django_db
def test_words_that_every_row_repeats_arrive_as_they_were_written(world, signed_in_as):
    hanh, note = signed_in_as(world.hanh), "Đạt 100% 'tốt' %s ? \"x\" \\ --"
    sent(hanh, f"Ngày | Thôn | Hình thức | Số người | Ghi chú\n5/10/2024 | Bồng Lai | Họp | 46 | {note}\n"
               f"6/10/2024 | Bồng Lai | Họp | 47 | {note}")  # fmt: skip
    accept(hanh, SEND)
    assert [one.note for one in Activity.objects.order_by("id")] == [note, note]
