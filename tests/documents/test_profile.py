"""Layout profiles: which one holds on a day, and that each keeps within the decree's bounds."""

import json
from datetime import date

import pytest

from vandong.documents import profile as profiles
from vandong.documents.errors import NoProfile
from vandong.documents.letter_width import fitting_lines, line_width


def test_the_front_takes_its_own_profile_from_the_day_of_decision_207():
    assert profiles.choose("standing_board", date(2025, 8, 28)).code == "mat-tran-2020"
    assert profiles.choose("standing_board", date(2025, 8, 29)).code == "mat-tran-207-2025"
    assert profiles.choose("front_work_board", date(2026, 1, 1)).code == "mat-tran-207-2025"


def test_state_bodies_write_by_decree_30():
    assert profiles.choose("committee_138", date(2024, 11, 5)).code == "nghi-dinh-30-2020"


def test_before_the_first_profile_there_is_none():
    with pytest.raises(NoProfile):
        profiles.choose("standing_board", date(2019, 11, 20))


def test_what_was_not_checked_against_its_text_says_so():
    for each in profiles.profiles():
        assert each.legal_reference
        assert each.is_verified or each.note


def test_no_day_has_two_profiles_for_one_kind_of_issuer():
    spans = [(p.issuers, p.valid_from, p.valid_to or date.max) for p in profiles.profiles()]
    for i, (issuers, start, end) in enumerate(spans):
        assert not any(issuers == other and start < e and s < end for other, s, e in spans[i + 1 :])


@pytest.mark.parametrize(
    ("part", "name", "value", "complaint"),
    [
        ("margins_mm", "left", 25, "left margin"),
        ("body", "size_pt", 12, "body"),
        ("header", "issuer_rule_percent", 80, "rule"),
        ("header", "motto_pt", "13", "motto_pt"),
        ("recipients", "line_pt", 12, "recipients"),
    ],
)
def test_a_profile_outside_the_decree_is_not_loaded(tmp_path, part, name, value, complaint):
    data = json.loads((profiles.FOLDER / "mat-tran-2020.json").read_text())
    data[part][name] = value
    path = tmp_path / "p.json"
    path.write_text(json.dumps(data))
    with pytest.raises(ValueError, match=complaint):
        profiles.load(path)


def test_the_name_of_the_front_is_broken_where_a_person_would_break_it():
    whole = "ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM"
    assert fitting_lines((whole, "TỈNH HẢI DƯƠNG"), 12, 3495) == ("ỦY BAN MẶT TRẬN TỔ QUỐC", "VIỆT NAM TỈNH HẢI DƯƠNG")
    three = fitting_lines((whole, "THÀNH PHỐ HẢI PHÒNG"), 12, 3495)
    assert three == ("ỦY BAN MẶT TRẬN", "TỔ QUỐC VIỆT NAM", "THÀNH PHỐ HẢI PHÒNG")
    assert all(line_width(line, 12) <= 3495 for line in three)


def test_lines_that_fit_stay_as_they_were_given():
    assert fitting_lines(("CÔNG AN TỈNH", "HẢI DƯƠNG"), 12, 3495) == ("CÔNG AN TỈNH", "HẢI DƯƠNG")
