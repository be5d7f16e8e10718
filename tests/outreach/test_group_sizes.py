"""How many people a high-risk group counts: a commune's own book, sourced, never rewritten, told to nobody above."""

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import make
from tests.outreach.gold_sheets import workbook
from tests.sheets import accept
from vandong.kernel.models import AuditLine
from vandong.outreach.actions import GroupSizeEntry, state_group_size
from vandong.outreach.errors import EntryRefused, GroupSizeChanged, GroupSizeElsewhere, GroupSizeUnsound
from vandong.outreach.models import GroupSize
from vandong.programme.models import Programme

LIST = "/nhom-nguy-co/"


def typed(count: str, version: int, **changed: str) -> dict[str, str]:
    return {"count": count, "source": "Công an xã", "as_of_on": "01/11/2024", "version": str(version)} | changed


def groups(answer):
    return {row.group.code: row for book in answer.context["books"] for row in book.groups}


@pytest.mark.django_db
def test_a_commune_states_corrects_and_takes_back_and_nobody_above_learns_of_it(world, signed_in_as):
    hanh, group = signed_in_as(world.hanh), world.risk_groups["away_workers"]
    page = f"{LIST}{group}/2024/"
    assert len(groups(hanh.get(LIST))) == 6
    assert not any(row.standing for row in groups(hanh.get(LIST)).values())
    assert "chưa có số" in hanh.get(LIST).content.decode()

    assert hanh.post(page, typed("3", 0)).status_code == 302
    assert hanh.post(page, typed("1.234", 0)).status_code == 422  # a page opened before the first was saved
    assert hanh.post(page, typed("1.234", 1)).status_code == 302
    row = groups(hanh.get(LIST))["away_workers"]
    assert (row.standing.count, [one.count for one in row.earlier]) == (1234, [3])
    assert "1.234" in hanh.get(LIST).content.decode()
    hanh.post(page, typed("0", 2))
    assert groups(hanh.get(LIST))["away_workers"].has_number  # 0 is a number
    hanh.post(page, typed("", 3, source="Danh sách cũ không còn đúng"))
    row = groups(hanh.get(LIST))["away_workers"]
    assert (row.has_number, [one.count for one in row.earlier]) == (False, [0, 1234, 3])
    assert hanh.post(page, typed("", 4)).status_code == 422  # nothing stands that could be taken back

    hanh.post(page, typed("777", 4))
    for above in (world.khai, world.binh, world.nam):  # their district, the province, another commune
        client = signed_in_as(above)
        shown = client.get(LIST)
        assert not any(row.standing for row in groups(shown).values())
        assert "777" not in shown.content.decode()
    assert signed_in_as(world.khai).get(page).status_code == 404
    assert signed_in_as(world.khai).post(page, typed("9", 0)).status_code == 404
    assert GroupSize.objects.count() == 5
    lines = AuditLine.objects.filter(action="outreach.group_size.stated")
    assert lines.count() == 5
    assert not any("777" in line.subject_label or "1234" in line.subject_label for line in lines)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "refusal", "field"),
    [
        ({"count": -1}, EntryRefused, "count"),
        ({"count": 1_000_001}, EntryRefused, "count"),
        ({"source": "  "}, EntryRefused, "source"),
        ({"source": "x" * 201}, EntryRefused, "source"),
        ({"as_of_on": make.TODAY.replace(year=make.TODAY.year + 1)}, EntryRefused, "as_of_on"),
        ({"as_of_on": make.TODAY.replace(year=2020)}, EntryRefused, "as_of_on"),
        ({"year": make.TODAY.year + 1}, GroupSizeUnsound, "year"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(world, changed, refusal, field):
    said = {"programme_id": world.programme, "risk_group_id": world.risk_groups["away_workers"], "year": 2024}
    said |= {"count": 12, "source": "Công an xã", "as_of_on": make.TODAY} | changed
    with pytest.raises(refusal) as told:
        state_group_size(by=world.hanh, entry=GroupSizeEntry(**said), version=0, now=make.NOW)
    assert told.value.field == field
    assert not GroupSize.objects.exists()


@pytest.mark.django_db
def test_only_the_commune_states_and_the_second_of_two_is_told(world):
    entry = GroupSizeEntry(world.programme, world.risk_groups["away_workers"], 2024, 12, "Công an xã", make.TODAY)
    with pytest.raises(GroupSizeElsewhere):
        state_group_size(by=world.khai, entry=entry, version=0, now=make.NOW)
    assert state_group_size(by=world.hanh, entry=entry, version=0, now=make.NOW) == 1
    with pytest.raises(GroupSizeChanged):
        state_group_size(by=world.hanh, entry=entry, version=0, now=make.NOW)


@pytest.mark.django_db
def test_the_level_above_states_for_a_commune_without_access_and_sees_only_what_it_stated(world, signed_in_as):
    new = make.unit("commune", "11299", "xã", "Tân Phong", world.ninh_giang)
    khai, group = signed_in_as(world.khai), world.risk_groups["away_workers"]
    assert [row[0].name for row in khai.get(f"{LIST}ghi-thay/").context["units"]] == ["Xã Tân Phong"]
    page = f"{LIST}ghi-thay/{new}/{group}/2024/"
    assert khai.post(page, typed("3791", 0)).status_code == 302
    assert khai.post(page, typed("3792", 0)).status_code == 422
    row = groups(khai.get(f"{LIST}ghi-thay/{new}/"))["away_workers"]
    assert (row.standing.count, row.standing.mark, row.reached) == (3791, "Cấp trên ghi thay", None)
    assert AuditLine.objects.get(action="outreach.group_size.stated").note == "Cấp trên ghi thay xã Tân Phong"
    for other in (world.binh, world.tuyet):
        page_of_other = signed_in_as(other).get(f"{LIST}ghi-thay/{new}/").content.decode()
        assert "3.791" not in page_of_other
        assert "3791" not in page_of_other

    board = make.body(new, "standing_board", "Ban Thường trực xã Tân Phong", "Mặt trận Tân Phong")
    own = make.person("moi", "Người Mới", board, "Cán bộ", "record")
    row = groups(signed_in_as(own).get(LIST))["away_workers"]
    assert (row.standing.count, row.standing.mark) == (3791, "Cấp trên ghi thay")
    assert signed_in_as(own).post(f"{LIST}{group}/2024/", typed("50", 1)).status_code == 302
    khai = signed_in_as(world.khai)
    for method in (khai.get, khai.post):
        assert method(page).status_code == 409  # it records itself now


@pytest.mark.django_db
def test_an_heir_sees_the_sizes_of_the_commune_it_took_in_and_adds_none_of_them(world, signed_in_as):
    with make.while_drafted(world.programme):
        Programme.objects.filter(id=world.programme).update(starts_on=date(2019, 1, 1))
    GroupSize.objects.create(
        unit_id=world.hung_thai, risk_group_id=world.risk_groups["away_workers"], year=2019, version=1, count=12,
        source="Công an xã", as_of_on=date(2019, 3, 1), recorded_by_label="Cán bộ cũ", recorded_at=make.NOW,
    )  # fmt: skip
    row = groups(signed_in_as(world.ha).get(LIST, {"nam": "2019"}))["away_workers"]
    assert [(one.unit_name, one.size.count) for one in row.before] == [("Xã Hưng Thái", 12)]
    assert row.standing is None
    assert not groups(signed_in_as(world.hanh).get(LIST, {"nam": "2019"}))["away_workers"].before


SHEET = "/bang-tinh/nhom-nguy-co/"


def looked_at(client, content: bytes):
    client.post(SHEET, {"file": SimpleUploadedFile("nhom.xlsx", content)})
    return client.get(f"{SHEET}xem/").context["judged"]


@pytest.mark.django_db
def test_a_book_comes_in_from_a_workbook_once_and_a_number_that_stands_is_asked_about(world, signed_in_as):
    hanh, group = signed_in_as(world.hanh), world.risk_groups["away_workers"]
    assert LIST in hanh.get(LIST).content.decode()
    template = openpyxl.load_workbook(io.BytesIO(hanh.get(f"{SHEET}mau/").content))
    page = template.worksheets[0]
    titles = {cell.value: cell.column for cell in page[3]}
    names = {page.cell(row, titles["Nhóm nguy cơ"]).value: row for row in range(4, 10)}
    row = next(row for name, row in names.items() if "làm ăn xa" in name.lower() or "xa" in name.split())
    for title, value in {"Số người trong nhóm": 41, "Nguồn": "Công an xã", "Tính đến ngày": date(2024, 11, 1)}.items():
        page.cell(row, titles[title]).value = value
    filled = io.BytesIO()
    template.save(filled)
    judged = looked_at(hanh, filled.getvalue())
    assert (judged.mistakes, judged.understandings, judged.new_count) == ([], [], 1)
    assert accept(hanh, SHEET).url == LIST
    stated = GroupSize.objects.get()
    assert (stated.risk_group_id, stated.year, stated.count, stated.version) == (group, 2024, 41, 1)
    line = AuditLine.objects.get(action="outreach.group_sizes.imported")
    assert "41" not in line.subject_label
    again = looked_at(hanh, filled.getvalue())
    assert (again.new_count, len(again.same), again.understandings) == (0, 1, [])

    page.cell(row, titles["Số người trong nhóm"]).value = 44
    filled = io.BytesIO()
    template.save(filled)
    judged = looked_at(hanh, filled.getvalue())
    (asked,) = judged.understandings
    assert ("41 người" in asked.said, "44 người" in asked.meant) == (True, True)
    assert accept(hanh, SHEET).status_code == 422
    accept(hanh, SHEET, {"hieu": [asked.key]})
    assert [one.count for one in GroupSize.objects.order_by("version")] == [41, 44]

    name = next(iter(names))
    for line, told in {
        f"{name} | 2019 | 5 | Công an xã | 1/11/2024": "Năm",
        f"{name} | 2024 | 5 | | 1/11/2024": "Nguồn",
        f"{name} | 2024 | 5 | Công an xã | 1/12/2024": "Tính đến ngày",
        "Nhóm khác | 2024 | 5 | Công an xã | 1/11/2024": "Nhóm nguy cơ",
    }.items():
        book = f"Nhóm nguy cơ | Năm | Số người | Nguồn | Tính đến ngày\n{line}\nTổng cộng | | 5"
        assert [one.column for one in looked_at(hanh, workbook(book)).mistakes] == [told], line
    for other in (world.khai, world.binh):  # whoever stands above keeps no book, and is not told of one
        assert signed_in_as(other).get(SHEET).status_code in (403, 404)
