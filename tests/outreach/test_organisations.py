"""The register of organisations: kept one by one or from a workbook, found by any spelling, never twice, dated."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import make
from tests.outreach import forms
from tests.outreach.gold_sheets import workbook
from tests.sheets import accept
from vandong.kernel.models import AuditLine
from vandong.outreach import actions
from vandong.outreach.models import Organisation

LIST, SEND = "/to-chuc/", "/bang-tinh/to-chuc/"
BOOK = """
DANH SÁCH CƠ QUAN, TRƯỜNG HỌC, DOANH NGHIỆP TRÊN ĐỊA BÀN
TT | Tên cơ quan, đơn vị | Loại hình | Địa bàn | Trụ sở
I | TRƯỜNG HỌC | | |
1 | Trường THCS Hồng Phong | Trường học | xã Hồng Phong | Thôn Bồng Lai
2 | Trường Tiểu học Hồng Phong | | Toàn xã |
II | Tôn giáo
3 | Chùa Hưng Long | | Bồng Lai |
 | Cộng: 3
"""


def sent(client, text):
    client.post(SEND, {"file": SimpleUploadedFile("so.xlsx", workbook(text))})
    return client.get(f"{SEND}xem/").context["judged"]


def names(answer) -> list[str]:
    return [row.row.name for row in answer.context["listing"].rows]


@pytest.mark.django_db
def test_a_workbook_fills_the_register_and_any_spelling_finds_it(world, signed_in_as):
    hanh = signed_in_as(world.hanh)
    judged = sent(hanh, BOOK)
    assert (judged.mistakes, judged.new_count) == ([], 3)
    assert {one.meant for one in judged.understandings} == {"“Trường học”", "“Cơ sở tôn giáo, tín ngưỡng”"}
    assert accept(hanh, SEND).status_code == 422
    accept(hanh, SEND, {"hieu": [one.key for one in judged.understandings]})
    assert names(hanh.get(LIST)) == ["Chùa Hưng Long", "Trường THCS Hồng Phong", "Trường Tiểu học Hồng Phong"]
    for said in ("hưng long", "HUNG LONG", "chua hu\u031bng long", "bong lai chua", "tín ngưỡng"):
        assert names(hanh.get(LIST, {"tim": said})) == ["Chùa Hưng Long"], said
    assert names(hanh.get(LIST, {"loai": "school", "sap": "-name"}))[0] == "Trường Tiểu học Hồng Phong"
    assert names(signed_in_as(world.khai).get(LIST, {"tim": "thcs"})) == ["Trường THCS Hồng Phong"]
    assert names(signed_in_as(world.nam).get(LIST)) == []
    assert AuditLine.objects.filter(action="outreach.organisations.imported").count() == 1

    again = sent(hanh, BOOK.replace("Trường THCS", "Truong THCS"))
    assert (again.new_count, len(again.same)) == (0, 3)
    exported = hanh.get(f"{LIST}?xuat=xlsx").content
    hanh.post(SEND, {"file": SimpleUploadedFile("xuat.xlsx", exported)})
    back = hanh.get(f"{SEND}xem/").context["judged"]
    assert (back.mistakes, back.new_count, len(back.same)) == ([], 0, 3)
    temple = Organisation.objects.get(name="Chùa Hưng Long")
    moved = (
        f"Mã trong sổ | Tên tổ chức | Loại | Đơn vị | Từ ngày\n{temple.id} | {temple.name} | Chùa | Tiêu Sơn | 1/2/2020"
    )
    assert [one.column for one in sent(hanh, moved).mistakes] == ["Từ ngày", "Đơn vị"]


@pytest.mark.django_db
def test_what_is_wrong_in_the_workbook_is_told_by_row_and_column(world, signed_in_as):
    judged = sent(
        signed_in_as(world.hanh),
        """
Tên tổ chức | Loại | Đơn vị | Từ ngày
Trường Mầm non | Trường học | Xã Đình Cao |
Bưu cục số 3 | | Toàn xã |
Chùa Một | Chùa | Bồng Lai | 2030-01-01
Chùa Hai | Chùa | Bồng Lai | năm 1990
Chùa Ba | Chùa | Bồng Lai |
chua ba | Chùa | Bồng Lai |
""",
    )
    told = [(one.row, one.column) for one in judged.mistakes]
    assert told == [(2, "Đơn vị"), (3, "Loại"), (4, "Từ ngày"), (5, "Từ ngày"), (7, "Tên tổ chức")]
    assert not judged.ready


@pytest.mark.django_db
def test_an_organisation_is_registered_corrected_and_ended(world, signed_in_as):
    hanh = signed_in_as(world.hanh)
    said = {"name": "Công ty  An Phát", "kind": "enterprise", "unit": str(world.bong_lai), "valid_from": "1/3/2020"}
    shown = hanh.post("/to-chuc/ghi/", said).url
    row = Organisation.objects.get()
    assert (row.name, row.valid_from, row.unit_id) == ("Công ty An Phát", date(2020, 3, 1), world.bong_lai)
    taken = hanh.post("/to-chuc/ghi/", said | {"name": "cong ty an phat"})
    assert taken.status_code == 422
    assert "đã có “cong ty an phat”" in taken.context["form"].errors["name"][0]

    hanh.post(f"{shown}sua/", said | {"address": "Quốc lộ 37", "version": "1"})
    late = hanh.post(f"{shown}sua/", said | {"address": "Nơi khác", "version": "1"})
    assert late.status_code == 422
    assert "Có người vừa sửa" in late.content.decode()
    assert Organisation.objects.get().address == "Quốc lộ 37"
    same = hanh.post(f"{shown}sua/", said | {"address": "Quốc lộ 37", "version": "1"})
    assert same.status_code == 302, "whoever says the same is not asked"
    assert Organisation.objects.get().version == 2, "and nothing was written, with no line in the audit"

    assert hanh.post(f"{shown}thoi-hoat-dong/", {"ended_on": "01/01/2019"}).status_code == 422
    hanh.post(f"{shown}thoi-hoat-dong/", {"ended_on": "01/11/2024"})
    assert names(hanh.get(LIST)) == []
    assert names(hanh.get(LIST, {"con": "ended"})) == ["Công ty An Phát"]
    assert hanh.post(f"{shown}thoi-hoat-dong/", {"ended_on": "02/11/2024"}).status_code == 422
    hanh.post("/to-chuc/ghi/", said | {"valid_from": ""})  # the name is free again
    assert Organisation.objects.count() == 2
    verbs = [
        line.action.rsplit(".", 1)[-1]
        for line in AuditLine.objects.filter(subject_type="outreach.organisation").order_by("id")
    ]
    assert verbs == ["registered", "corrected", "ended", "registered"]
    page = hanh.get(shown).content.decode()
    assert "Ghi thôi hoạt động" in page
    assert signed_in_as(world.nam).get(shown).status_code == 404


def test_an_heir_keeps_the_register_of_the_commune_it_took_in(world, signed_in_as):
    school = forms.organisation(world, "Trường Hưng Thái", unit_id=world.hung_thai)
    page = signed_in_as(world.ha).get(f"/to-chuc/{school}/sua/")
    form = page.context["form"]
    assert form["unit"].value() == str(world.tan_huong), "from now on it stands with the heir"
    fields = {name: form[name].value() or "" for name in form.fields}
    answer = signed_in_as(world.ha).post(f"/to-chuc/{school}/sua/", fields)
    assert answer.status_code == 302
    assert Organisation.objects.get(id=school).unit_id == world.tan_huong
    old = forms.organisation(world, "Chùa Hưng Thái", unit_id=world.hung_thai)
    actions.end_organisation(by=world.ha, organisation_id=old, ended_on=make.TODAY, now=make.NOW)
    assert Organisation.objects.get(id=old).valid_until == make.TODAY
    assert signed_in_as(world.hanh).get(f"/to-chuc/{old}/").status_code == 404


def test_what_was_done_with_an_organisation_is_told_on_its_page(world, signed_in_as):
    school = forms.organisation(world, "Trường THCS Hồng Phong")
    done = forms.recorded(world, organisation_ids=frozenset({school}))
    client = signed_in_as(world.hanh)
    assert "1 việc" in client.get(f"/to-chuc/{school}/").content.decode()
    assert [one.row.id for one in client.get("/hoat-dong/", {"tc": school}).context["listing"].rows] == [done]
