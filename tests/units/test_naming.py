"""A unit by what people write: never another one without asking, whatever letter is wrong."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vandong.units.naming import Former, Named, UnitNames

PLACES = {
    "Ninh Giang": ("Hồng Phong", "Hồng Phúc", "Tân Hương", "Tân Phong", "Kiến Quốc", "Đồng Tâm", "An Đức", "Văn Hội"),
    "Thanh Miện": ("Hồng Phong", "Ngũ Hùng", "Tân Trào", "Đoàn Kết", "Đồng Tâm", "Cao Thắng", "Tứ Cường", "Hồng Quang"),
}
UNITS = [
    Named(number, str(11200 + number), "xã", name, f"xã {name}, huyện {district}", (key, f"huyen {key}"))
    for number, (district, key, name) in enumerate(
        (
            (district, key, name)
            for district, key in (("Ninh Giang", "ninh giang"), ("Thanh Miện", "thanh mien"))
            for name in PLACES[district]
        ),
        start=1,
    )
]
NAMES = UnitNames(
    UNITS,
    [
        Former("xã", "Hưng Thái", date(2019, 12, 1), (3,)),
        Former("xã", "Ninh Thành", date(2019, 12, 1), (3, 4)),
    ],
    home_id=1,
)


@pytest.mark.parametrize(
    ("said", "how", "unit_id"),
    [
        ("Xã Kiến Quốc", "exact", 5),
        ("kien quoc", "exact", 5),
        ("X. Kiến Quốc", "exact", 5),
        ("UBMTTQ xã Kiến Quốc", "exact", 5),
        ("Mặt trận xã Kiến Quốc", "exact", 5),
        ("11205", "exact", 5),
        ("toàn xã", "exact", 1),
        ("Đồng Tâm, huyện Thanh Miện", "exact", 13),
        ("Đồng Tâm (Ninh Giang)", "exact", 6),
        ("xã Hồng Phong huyện Thanh Miện", "exact", 9),
        ("Đồng Tâm", "unclear", None),
        ("Kiến Quôc", "likely", 5),
        ("phường Kiến Quốc", "likely", 5),
        ("Kiến Quố", "likely", 5),
        ("Hưng Thái", "likely", 3),
        ("Ninh Thành", "unclear", None),
        ("Đình Cao", "unclear", None),
        ("", "unclear", None),
    ],
)
def test_what_people_write(said, how, unit_id):
    meant = NAMES.meant(said)
    assert (meant.how, meant.unit_id) == (how, unit_id), meant


def test_where_it_stands_decides_between_bearers_of_one_name():
    assert NAMES.meant("Đồng Tâm", ("Huyện Ninh Giang",)).unit_id == 6
    assert NAMES.meant("Đồng Tâm", ("Huyện Thanh Miện",)).unit_id == 13
    elsewhere = NAMES.meant("Kiến Quốc", ("Huyện Thanh Miện",))
    assert (elsewhere.how, elsewhere.unit_id) == ("likely", 5)
    assert "không thuộc" in elsewhere.why
    assert NAMES.meant("Kiến Quốc", ("Trường học",)).how == "exact"  # a heading about something else


@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from(UNITS), st.integers(0, 30), st.sampled_from(["drop", "double", "swap", "change"]), st.characters()
)
def test_a_letter_wrong_is_never_taken_for_another_unit_unasked(unit, place, how, letter):
    said = f"xã {unit.name}"
    at = 3 + place % len(unit.name)
    wrong = {
        "drop": said[:at] + said[at + 1 :],
        "double": said[:at] + said[at] + said[at:],
        "swap": said[:at] + said[at : at + 2][::-1] + said[at + 2 :],
        "change": said[:at] + letter + said[at + 1 :],
    }[how]
    meant = NAMES.meant(wrong)
    if meant.how == "exact":
        found = next(one for one in UNITS if one.id == meant.unit_id)
        assert found.name == unit.name, (wrong, found)
    if meant.unit_id is None:
        assert meant.why
