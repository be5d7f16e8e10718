"""The map of units: each where it lies, shaded by what was done there, and the same figures in a table."""

import re
from decimal import Decimal

import pytest

from tests.analytics.field_work import held
from vandong.console.map.drawing import Mark, drawing
from vandong.units.models import Unit


@pytest.fixture
def placed(world):
    """Two of Ninh Giang's communes have a point, Ngũ Hùng has none."""
    for unit, latitude, longitude in ((world.hong_phong, "20.70", "106.35"), (world.tan_huong, "20.75", "106.40")):
        Unit.objects.filter(id=unit).update(latitude=Decimal(latitude), longitude=Decimal(longitude))
    held(world, world.bong_lai, attendance_count=46)
    held(world, world.bong_lai, attendance_count=30)
    held(world, world.ninh_giang, attendance_count=120)
    return world


def page_of(client, **asked: str) -> str:
    answer = client.get("/ban-do/", asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_commune_is_shaded_by_what_it_and_its_villages_recorded(placed, signed_in_as):
    page = page_of(signed_in_as(placed.binh), chi_so="attendance_count")
    assert "<title>Xã Hồng Phong: 76 lượt người</title>" in page
    assert '<circle class="no"' in page
    assert "<title>Xã Tân Hương: 0 lượt người</title>" in page
    assert "1 nơi chưa có tọa độ nên chỉ có trong bảng: Xã Ngũ Hùng" in page


def test_a_district_counts_its_own_work_and_that_of_its_communes(placed, signed_in_as):
    page = page_of(signed_in_as(placed.binh), chi_so="attendance_count", cap="district")
    assert re.search(r"Huyện Ninh Giang</a></th>.*?<span class=\"num\">196</span>", page, re.S)


def test_the_table_is_the_whole_map_in_words_and_goes_out_as_a_workbook(placed, signed_in_as):
    client = signed_in_as(placed.binh)
    page = page_of(client, chi_so="attendance_count", tim="hong phong")
    assert "Xã Hồng Phong</a>" in page
    assert "Xã Ngũ Hùng</a>" not in page
    answer = client.get("/ban-do/", {"chi_so": "attendance_count", "xuat": "xlsx"})
    assert b"".join(answer) if answer.streaming else answer.content
    assert "ban-do" in answer["Content-Disposition"]


def test_counts_of_people_at_risk_have_no_map(placed, signed_in_as):
    page = page_of(signed_in_as(placed.binh), chi_so="risk_attendance_count")
    assert "Việc đã làm" in page  # what is not offered is not drawn: the first one is
    assert 'option value="risk' not in page


def test_who_has_nothing_below_is_told_so(world, signed_in_as):
    assert "không có cấp dưới để vẽ bản đồ" in page_of(signed_in_as(world.hanh))


def test_equal_figures_have_one_shade_and_every_shade_says_what_it_stands_for():
    values = [0, 0, 3, 3, 3, 3, 5, 9, 40]
    marks = [Mark(20 + n / 10, 106 + n % 3 / 10, f"{n}", value, (None, "")) for n, value in enumerate(values)]
    drawn = drawing(marks, spoken="")
    assert drawn
    shades = dict(re.findall(r'class="(\w+)" cx.*?<title>(\d)</title>', drawn.svg))
    assert drawn.svg.count("<circle") == len(values)
    assert sum(step.count for step in drawn.steps) == len(values)
    assert all(a.most < b.least for a, b in zip(drawn.steps, drawn.steps[1:], strict=False))
    assert "no" in shades


def test_an_island_has_its_mark_and_the_ground_is_not_drawn_out_to_it():
    marks = [Mark(12 + n % 5 / 10, 109 + n // 5 / 10, "xã", 1, (1, "Khánh Hòa")) for n in range(25)]
    drawn = drawing([*marks, Mark(8.6, 111.9, "Đặc khu Trường Sa", 1, (1, "Khánh Hòa"))], spoken="")
    assert drawn
    island = re.search(r'cx="([\d.]+)" cy="([\d.]+)"[^>]*><title>Đặc khu Trường Sa', drawn.svg)
    assert island
    assert f"{island[1]} {island[2]}" not in re.findall(r'class="area" d="([^"]+)"', drawn.svg)[0]


def test_names_that_would_run_into_each_other_are_left_to_the_table():
    near = [Mark(20.70, 106.30, "a", 1, (1, "x"), "Nam Sách"), Mark(20.7001, 106.3001, "b", 2, (1, "x"), "Thanh Hà")]
    drawn = drawing([*near, Mark(21.2, 106.9, "c", 3, (1, "x"), "Chí Linh")], spoken="")
    assert drawn
    assert re.findall(r"<text[^>]*>([^<]+)", drawn.svg) == ["Nam Sách", "Chí Linh"]


def test_one_place_alone_and_places_on_one_spot_are_drawn():
    for marks in ([Mark(20.7, 106.3, "a", 1, (1, "x"))], [Mark(20.7, 106.3, name, 1, (1, "x")) for name in "abc"]):
        drawn = drawing(marks, spoken="")
        assert drawn
        assert "nan" not in drawn.svg
        assert drawn.svg.count("<circle") == len(marks)
    assert drawing([], spoken="") is None


def test_two_districts_of_one_name_are_two_grounds():
    marks = [Mark(20.7 + part, 106.3, "xã", 1, (part, "Châu Thành")) for part in (0, 2) for _ in range(2)]
    drawn = drawing(marks, spoken="")
    assert drawn
    assert drawn.svg.count('class="area"') == 2
