"""The map of units: each where it lies, shaded by what was done there, and the same figures in a table."""

import json
import re
from decimal import Decimal

import pytest

from tests import make
from tests.analytics.field_work import held
from vandong.console.map.drawing import Mark, drawing
from vandong.kernel.audit import SYSTEM
from vandong.kernel.child import Unreadable
from vandong.kernel.errors import Refused
from vandong.units import actions
from vandong.units.models import Unit, UnitBoundary


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


def geojson(*features, kind="FeatureCollection"):
    return json.dumps({"type": kind, "features": list(features)}).encode()


def square(code, x, y, size=0.05, **properties):
    """A field of 51 × 51 points: its outline says no more than its corners do."""
    steps = [size * step / 50 for step in range(51)]
    ring = [[x + d, y] for d in steps] + [[x + size, y + d] for d in steps]
    ring += [[x + size - d, y + size] for d in steps] + [[x, y + size - d] for d in steps]
    return {
        "type": "Feature",
        "properties": {"Ma_Xa": code, **properties},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def load(payload, **changes):
    asked = {"level": "commune", "code_property": "", "source": "Sở thử, 2024", "on": make.TODAY, "now": make.NOW}
    return actions.load_boundaries(by=SYSTEM, payload=payload, **{**asked, **changes})


def test_boundaries_an_operator_loads_are_drawn_and_their_source_is_named(placed, signed_in_as):
    done = load(geojson(square(11203, 106.30, 20.65), square("11254", 106.40, 20.65), square("99999", 106.5, 20.6)))
    assert (done.unit_count, done.unknown_codes, done.code_property) == (2, ("99999",), "Ma_Xa")
    assert len(json.loads(UnitBoundary.objects.get(unit_id=placed.hong_phong).rings)[0]) == 5
    page = page_of(signed_in_as(placed.binh), chi_so="attendance_count")
    assert re.search(r'<path class="q\d" d="M[^"]+z"><title>Xã Hồng Phong: 76 lượt người</title>', page)
    assert re.search(r"<path[^>]+><title>Xã Ngũ Hùng: 0", page)  # it has no point, but lies somewhere all the same
    assert re.search(r"<circle[^>]+><title>Xã Tân Hương: 0", page)  # no boundary: a dot as ever
    assert "Đường nét theo Sở thử, 2024" in page
    load(geojson(square("11203", 106.31, 20.66)), source="Tệp mới")  # again: this one is replaced, the other stays
    assert dict(UnitBoundary.objects.values_list("unit__code", "source")) == {
        "11203": "Tệp mới",
        "11254": "Sở thử, 2024",
    }
    assert actions.forget_boundaries(by=SYSTEM, now=make.NOW) == 2
    assert "<title>Xã Ngũ Hùng" not in page_of(signed_in_as(placed.binh), chi_so="attendance_count")


def test_what_is_no_map_of_these_units_is_refused_and_says_why(world):
    broken = square("11203", 106.3, 20.7)
    broken["geometry"]["coordinates"] = [[["a", "b"]] * 5]
    for payload, said in (
        (b"PK\x03\x04", "không phải GeoJSON"),
        (b"[" * 100_000, "không phải GeoJSON"),
        (geojson(kind="Topology"), "FeatureCollection"),
        (geojson(), "không có đối tượng nào"),
        (geojson({"type": "Feature", "properties": {"ten": "Xã"}, "geometry": None}), "Tệp có: ten"),
        (geojson(square("", 106.3, 20.7)), "thứ 1 không có mã đơn vị"),
        (geojson(broken), "bị hỏng"),
        (geojson(square("11203", 564_000, 2_310_000)), "không phải VN-2000"),
        (geojson(square("11203", 106.3, 20.7, size=float("nan"))), "ngoài Việt Nam"),
    ):
        with pytest.raises(Unreadable) as refused:
            load(payload)
        assert said in refused.value.message, refused.value.message
    with pytest.raises(Refused, match="Không mã nào"):
        load(geojson(square("11203", 106.3, 20.7)), level="district")
    with pytest.raises(Refused, match="Chưa có nguồn"):
        load(geojson(square("11203", 106.3, 20.7)), source=" ")
    assert not UnitBoundary.objects.exists()
