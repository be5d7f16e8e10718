"""The list of activities: what is found, in which order, what is added up, what a workbook may hold."""

import io
import zipfile

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.outreach import forms
from vandong.kernel.audit import SYSTEM
from vandong.outreach import actions, queries
from vandong.outreach.actions import ActivityEntry, LoadedActivity
from vandong.outreach.models import Activity
from vandong.outreach.queries import ActivityFilter
from vandong.units import queries as units


def listed(client, **asked) -> list[str]:
    """What the rows of the page are called, in their order."""
    answer = client.get("/hoat-dong/", asked)
    return [shown.row.heading for shown in answer.context["listing"].rows]


def shown(client, column: int, **asked) -> list[str]:
    answer = client.get("/hoat-dong/", asked)
    return [shown.cells[column].text for shown in answer.context["listing"].rows]


def load(world, unit_id: int, count: int, **changes) -> None:
    board = units.standing_board(unit_id, make.TODAY)
    entries = [
        ActivityEntry(
            programme_id=world.programme,
            unit_id=unit_id,
            held_on=forms.days_ago(number % 300),
            channel="meeting",
            lead_body_id=board.id if board else world.hanh.body_id,
            **{"attendance_count": 10 + number, **changes},
        )
        for number in range(count)
    ]
    loaded = [LoadedActivity(entry, None, "Người ghi", unit_id, make.NOW) for entry in entries]
    assert actions.load_activities(by=SYSTEM, activities=loaded, now=make.NOW) == count


@pytest.fixture
def several(world):
    forms.recorded(world, "a", title="Ngày hội phòng, chống ma tuý", held_on=forms.days_ago(1))
    forms.recorded(world, "b", unit_id=world.tieu_son, held_on=forms.days_ago(3), attendance_count=100)
    forms.recorded(world, "c", channel="loudspeaker", unit_id=world.hong_phong, held_on=forms.days_ago(2), task_id=None)
    forms.recorded(
        world,
        "d",
        by=world.ha,
        unit_id=world.tan_huong,
        lead_body_id=world.ha.body_id,
        partner_ids=frozenset(),
        title="Của Tân Hương",
    )
    return world


@pytest.mark.parametrize("typed", ["ma tuý", "MA TÚY", "ma tuy", "ma tu\u0301y", "  ma   tuy  "])
def test_what_was_typed_is_found_in_any_spelling(several, signed_in_as, typed):
    assert listed(signed_in_as(several.hanh), tim=typed) == ["Ngày hội phòng, chống ma tuý"]


def test_places_are_found_by_name_and_every_word_must_be_there(several, signed_in_as):
    client = signed_in_as(several.hanh)
    assert shown(client, 2, tim="tieu son") == ["Thôn Tiêu Sơn"]
    assert shown(client, 2, tim="tieu son loa") == []
    assert listed(client, tim="nha van hoa bong lai") == ["Ngày hội phòng, chống ma tuý"]


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({}, 3),
        ({"tu": "03/11/2024"}, 2),
        ({"den": "2024-11-03"}, 2),
        ({"tu": "03/11/2024", "den": "03/11/2024"}, 1),
        ({"cach": "loudspeaker"}, 1),
        ({"rut": "only"}, 0),
        ({"thay": "on"}, 0),
        # what can't be understood, or isn't theirs to ask, is left out of the question
        ({"tu": "hôm kia"}, 3),
        ({"cach": "radio"}, 3),
        ({"sap": "password"}, 3),
        ({"page": "99"}, 3),
        ({"page": "abc"}, 3),
        ({"recorded_by_id": "1"}, 3),
        ({"withdrawn_at__isnull": "0"}, 3),
        ({"tim": "\x00"}, 3),
    ],
)
def test_a_list_is_filtered_by_what_it_names_and_by_nothing_else(several, signed_in_as, asked, count):
    assert len(listed(signed_in_as(several.hanh), **asked)) == count


def test_a_unit_stands_for_those_below_it_and_no_other_can_be_asked_for(several, signed_in_as):
    khai = signed_in_as(several.khai)
    assert len(listed(khai)) == 4
    assert len(listed(khai, o=several.hong_phong)) == 3
    assert shown(khai, 2, o=several.tan_huong) == ["Xã Tân Hương"]
    hanh = signed_in_as(several.hanh)
    assert len(listed(hanh, o=several.bong_lai)) == 1
    assert len(listed(hanh, o=several.tan_huong)) == 3  # not among the choices: not asked
    asked = ActivityFilter(unit_id=several.tan_huong)
    assert queries.activities(several.hanh, asked).count() == 0


def test_tasks_filter(several, signed_in_as):
    assert len(listed(signed_in_as(several.hanh), nv=several.task)) == 2


def test_the_latest_day_comes_first_and_columns_sort_both_ways(several, signed_in_as):
    client = signed_in_as(several.hanh)
    assert shown(client, 1) == ["04/11/2024", "03/11/2024", "02/11/2024"]
    assert shown(client, 1, sap="day") == ["02/11/2024", "03/11/2024", "04/11/2024"]
    assert shown(client, 3, sap="-attendance")[0] == "100"


def test_units_sort_as_vietnamese_does(world, signed_in_as):
    """Đ comes after D, and marks in their order: not as code points would have it."""
    names = ["Đông Xuyên", "Dân Chủ", "Ứng Hòe", "Ung Hòa", "An Đức", "Ấp Mới"]
    for number, name in enumerate(names):
        unit = make.unit("commune", f"1199{number}", "xã", name, world.ninh_giang)
        make.body(unit, "standing_board", f"Ban Thường trực {name}", f"Mặt trận {name}")
        load(world, unit, 1)
    rows = shown(signed_in_as(world.khai), 2, sap="unit")
    assert rows == ["Xã An Đức", "Xã Ấp Mới", "Xã Dân Chủ", "Xã Đông Xuyên", "Xã Ung Hòa", "Xã Ứng Hòe"]


def test_what_is_withdrawn_is_shown_and_not_added_up(several, signed_in_as):
    actions.withdraw_activity(
        by=several.hanh, activity_id=Activity.objects.get(unit_id=several.tieu_son).id, reason="Ghi trùng", now=make.NOW
    )
    client = signed_in_as(several.hanh)
    page = client.get("/hoat-dong/")
    total = {cell.title: cell.text for cell in page.context["listing"].total}
    assert (total["Việc"], total["Lượt người dự"], total["Tờ rơi"]) == ("Cộng 2 việc", "92", "60")
    assert len(listed(client)) == 3
    assert len(listed(client, rut="without")) == 2
    assert len(listed(client, rut="only")) == 1


def test_pages_hold_twenty_five_and_keep_the_question(world, signed_in_as):
    load(world, world.hong_phong, 30)
    client = signed_in_as(world.hanh)
    first = client.get("/hoat-dong/", {"tim": "hong phong", "sap": "day"})
    assert len(first.context["listing"].rows) == 25
    assert "?tim=hong+phong&amp;sap=day&amp;page=2" in first.content.decode()
    second = client.get("/hoat-dong/", {"tim": "hong phong", "sap": "day", "page": "2"})
    assert len(second.context["listing"].rows) == 5
    assert "Cộng 30 việc" in second.content.decode()


def test_as_many_queries_for_a_province_as_for_a_commune(world, signed_in_as):
    """P6: the count does not grow with units or rows."""

    def asked(client) -> int:
        client.get("/hoat-dong/")  # the session is marked at its first page
        with CaptureQueriesContext(connection) as caught:
            client.get("/hoat-dong/", {"tim": "xa"})
        return len(caught)

    load(world, world.hong_phong, 2)
    binh, hanh = signed_in_as(world.binh), signed_in_as(world.hanh)
    few = asked(binh)
    for number in range(30):
        unit = make.unit("commune", f"119{number:02}", "xã", f"Mới {number}", world.ninh_giang)
        load(world, unit, 3, risk_counts=((world.risk_groups["away_workers"], 6),))
    assert asked(binh) == few
    assert asked(hanh) <= few


# ---- the workbook --------------------------------------------------------------------------------------------------


def workbook(client, **asked):
    answer = client.get("/hoat-dong/", {**asked, "xuat": "xlsx"})
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    top = next(index for index, row in enumerate(rows) if row[0] == "Việc")
    return answer.content, [dict(zip(rows[top], row, strict=True)) for row in rows[top + 1 :]]


def test_a_workbook_holds_the_rows_of_the_question(several, signed_in_as):
    _, rows = workbook(signed_in_as(several.hanh), cach="meeting", sap="day")
    assert [row["Ở đâu"] for row in rows] == ["Thôn Tiêu Sơn", "Thôn Bồng Lai"]
    assert rows[0]["Lượt người dự"] == 100
    assert rows[0]["Ngày"].date() == forms.days_ago(3)
    assert rows[0]["Nữ"] == 20


def test_no_workbook_counts_people_at_risk_not_even_the_recording_unit_s(several, signed_in_as):
    for who in ("hanh", "luong", "khai", "binh"):
        _, rows = workbook(signed_in_as(getattr(several, who)))
        assert rows
        assert not [column for column in rows[0] if "nhóm" in column.lower() or "tha tù" in column]


def test_a_workbook_holds_no_live_formula(world, signed_in_as):
    for number, text in enumerate(("=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "\t=1")):
        forms.recorded(world, str(number), title=text, place=text, note=text)
    content, rows = workbook(signed_in_as(world.hanh))
    assert len(rows) == 6
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = b"".join(archive.read(name) for name in archive.namelist() if "worksheets/sheet" in name)
    assert b"<f>" not in sheets


def test_a_workbook_never_leaves_the_scope(several, signed_in_as):
    _, rows = workbook(signed_in_as(several.hanh), o=several.tan_huong)
    assert "Của Tân Hương" not in {row["Việc"] for row in rows}


# ---- small counts on pages -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("recorder", ["hanh", "luong"])
@pytest.mark.parametrize(("who", "sees"), [("hanh", True), ("luong", True), ("khai", False), ("vien", False)])
def test_people_at_risk_are_counted_by_activity_for_the_recording_unit_and_nobody_above(
    world, signed_in_as, recorder, who, sees
):
    done = forms.recorded(world, by=getattr(world, recorder))
    page = signed_in_as(getattr(world, who)).get(f"/hoat-dong/{done}/")
    groups = {group.risk_group_id: group.count for group in page.context["detail"].groups}
    all_of_them = {world.risk_groups["away_workers"]: 7, world.risk_groups["released_prisoners"]: 3}
    assert groups == (all_of_them if sees else {})
    assert ("chỉ đơn vị đã ghi xem được" in page.content.decode()) is not sees


def test_above_the_recording_unit_an_activity_with_people_at_risk_reads_like_one_without(world, signed_in_as):
    khai, group = signed_in_as(world.khai), world.risk_groups["away_workers"]
    done = [forms.recorded(world, name, risk_counts=counts) for name, counts in (("0", ()), ("1", ((group, 1),)))]
    without, with_one = (khai.get(f"/hoat-dong/{one}/").content.decode() for one in done)
    numbers = [page.split("<dl")[1].split("</section>")[0] for page in (without, with_one)]
    assert numbers[0] == numbers[1]


# ---- doors for others ----------------------------------------------------------------------------------------------


def test_what_stands_behind_a_figure_adds_up_to_it(several):
    rows = list(
        queries.activities_behind(
            several.khai,
            programme_id=several.programme,
            unit_ids=units.subtree_ids(several.hong_phong, make.TODAY),
            from_on=forms.days_ago(30),
            to_on=make.TODAY,
        )
    )
    assert sum(row.attendance_count for row in rows) == 46 + 100 + 46
    meetings = queries.activities_behind(
        several.khai,
        programme_id=several.programme,
        unit_ids=[several.hong_phong, several.bong_lai, several.tan_huong],
        from_on=forms.days_ago(30),
        to_on=make.TODAY,
        channels=["meeting"],
        counted="leaflet_count",
    )
    assert {row.unit_name for row in meetings} == {"Thôn Bồng Lai, xã Hồng Phong", "Xã Tân Hương"}
    stranger = queries.activities_behind(
        several.stranger,
        programme_id=several.programme,
        unit_ids=[several.hong_phong, several.bong_lai],
        from_on=forms.days_ago(30),
        to_on=make.TODAY,
    )
    assert list(stranger) == []


def test_months_are_counted_within_scope_and_without_the_withdrawn(several):
    load(several, several.hong_phong, 1, attendance_count=5)
    forms.recorded(several, "e", held_on=forms.days_ago(40), attendance_count=60)
    actions.withdraw_activity(
        by=several.hanh,
        activity_id=Activity.objects.get(unit_id=several.bong_lai, held_on=forms.days_ago(1)).id,
        reason="Ghi trùng",
        now=make.NOW,
    )
    months = queries.activity_counts_by_month(several.hanh, several.programme, forms.days_ago(90), make.TODAY)
    assert [(f"{m.month:%m/%Y}", m.activity_count, m.attendance_count) for m in months] == [
        ("09/2024", 1, 60),
        ("11/2024", 3, 100 + 46 + 5),
    ]


def test_loading_many_is_all_or_nothing(world):
    from django.db import IntegrityError, transaction

    good = forms.entry(world)
    bad = forms.entry(world, female_count=47)
    batch = [LoadedActivity(entry, None, "Sổ cũ", world.hong_phong, make.NOW) for entry in (good, bad)]
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.load_activities(by=SYSTEM, activities=batch, now=make.NOW)
    assert not Activity.objects.exists()


def test_no_index_of_activities_is_only_the_beginning_of_another(world):
    """What a longer index answers, a shorter one need not be kept for at every record written."""
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, Activity._meta.db_table).values()
    kept = [tuple(one["columns"]) for one in found if one["index"]]
    assert any(columns[:2] == ("unit_id", "held_on") for columns in kept)
    assert not [(a, b) for a in kept for b in kept if a != b and b[: len(a)] == a]
