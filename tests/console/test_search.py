"""One search over everything an officer may read, in any spelling, and over nothing else."""

import pytest

from tests import make
from tests.outreach import forms
from vandong.kernel.audit import SYSTEM
from vandong.outreach import actions
from vandong.units.actions import open_unit


@pytest.fixture
def asked(signed_in_as):
    def asked(officer, words: str) -> str:
        answer = signed_in_as(officer).get("/tim/", {"tim": words})
        assert answer.status_code == 200
        return answer.content.decode().split("<main", 1)[1]

    return asked


def test_units_programmes_and_field_work_are_found_at_once_in_any_spelling(world, asked):
    forms.recorded(world, title="Nói chuyện về phòng ngừa ma túy ở Hồng Phong")
    for words in ("hồng phong", "HONG PHONG", "Hồng Phong"):
        page = asked(world.binh, words)
        assert f'href="/don-vi/{world.hong_phong}/"' in page
        assert "Nói chuyện về phòng ngừa ma túy ở Hồng Phong" in page
    assert f'href="/chuong-trinh/{world.programme}/"' in asked(world.binh, "16 phong chong")


def test_a_unit_is_found_by_the_name_it_had_before_a_merger(world, asked):
    page = asked(world.ha, "hưng thái")
    assert f'href="/don-vi/{world.hung_thai}/"' in page
    assert "đến hết ngày 30/11/2019" in page


def test_nothing_outside_scope_is_found(world, asked):
    forms.recorded(
        world,
        by=world.nam,
        unit_id=world.ngu_hung,
        lead_body_id=world.nam.body_id,
        partner_ids=frozenset(),
        title="Buổi họp riêng ở Ngũ Hùng",
    )
    for officer, words in ((world.hanh, "ngũ hùng"), (world.binh, "đình cao"), (world.stranger, "hồng phong")):
        page = asked(officer, words)
        assert "Không thấy gì đúng" in page
        assert "/don-vi/" not in page
        assert "/hoat-dong/" not in page


def test_an_organisation_of_the_register_is_found_without_its_marks(world, asked):
    school = forms.organisation(world, "Trường Tiểu học Hồng Phong")
    assert f'href="/to-chuc/{school}/"' in asked(world.hanh, "truong tieu hoc")
    assert "/to-chuc/" not in asked(world.nam, "truong tieu hoc")


def test_what_was_withdrawn_is_found_and_says_so(world, asked):
    gone = forms.recorded(world, title="Buổi ghi nhầm")
    actions.withdraw_activity(by=world.hanh, activity_id=gone, reason="Ghi trùng", now=make.NOW)
    assert "đã rút lại" in asked(world.hanh, "ghi nham")


def test_of_many_five_are_shown_and_the_list_has_the_rest(world, asked):
    for number in range(6):
        open_unit(
            by=SYSTEM,
            level="area",
            code=f"11203-1{number}",
            kind="thôn",
            name=f"Đồng Tâm {number}",
            parent_id=world.hong_phong,
            valid_from=make.LONG_AGO,
            now=make.NOW,
        )
    page = asked(world.hanh, "đồng tâm")
    assert page.count("Thôn Đồng Tâm") == 5
    assert "/don-vi/?tim=" in page


@pytest.mark.parametrize("words", ["", " ", "\x00", "%", "_" * 100, "'; --", "\U0001f600", "a " * 60])
def test_whatever_is_typed_gets_an_answer(world, asked, words):
    asked(world.binh, words)
