"""Scope on a day includes the predecessors of the units below, as they last stood."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from tests import make
from tests.make import NOW, TODAY
from vandong.kernel.audit import SYSTEM
from vandong.units import queries as units
from vandong.units.actions import (
    NewArea,
    NewUnit,
    close_unit,
    hold_open_records,
    lift_lock,
    lock_until,
    merge_units,
    open_area,
    open_areas,
)
from vandong.units.errors import AreaNameTaken, Locked
from vandong.units.models import Body, Unit

MERGED = date(2024, 12, 1)
WHOLE = Decimal(1)


def seen_from(unit_id: int, on: date) -> set[int]:
    return set(units.visible_ids(unit_id, on))


def test_a_commune_sees_the_areas_of_the_commune_it_took_over(world):
    merge_units(
        by=SYSTEM, predecessors=[(world.hong_phong, WHOLE)], successor=world.tan_huong, on=MERGED,
        legal_reference="Nghị quyết", now=NOW,
    )  # fmt: skip
    assert {world.hong_phong, world.hung_thai, world.bong_lai} <= seen_from(world.tan_huong, MERGED)
    assert world.hong_phong not in seen_from(world.tan_huong, TODAY)
    assert world.hong_phong not in set(units.subtree_ids(world.tan_huong, MERGED)), "predecessors are for reading only"
    assert world.hong_phong in seen_from(world.ninh_giang, MERGED)
    assert world.hong_phong not in seen_from(world.thanh_mien, MERGED)


def test_an_area_closed_inside_a_commune_stays_in_sight_of_all_above(world):
    close_unit(by=SYSTEM, unit_id=world.tieu_son, on=TODAY, now=NOW)
    for above in (world.hong_phong, world.ninh_giang, world.hai_duong):
        assert world.tieu_son in seen_from(above, TODAY)
    assert world.tieu_son not in seen_from(world.tan_huong, TODAY)


def test_the_visible_units_stand_inside_other_questions(world):
    readable = units.visible_ids(world.hai_duong, TODAY)
    assert (
        Body.objects.filter(unit_id__in=readable).exclude(unit__in=units.visible_ids(world.ninh_giang, TODAY)).exists()
    )
    assert Body.objects.filter(unit__in=readable, kind="police").count() == 1
    assert readable.filter(id=world.hung_thai).exists()
    assert not readable.filter(id=world.hung_yen).exists()
    assert Unit.objects.filter(id__in=readable).filter(id__in=units.subtree_ids(world.thanh_mien, TODAY)).count() == 2


def test_who_reports_to_whom(world):
    def names(rows):
        return [row.name for row in rows]

    assert names(units.reporting_children(world.hai_duong, TODAY)) == ["Huyện Ninh Giang", "Huyện Thanh Miện"]
    assert names(units.reporting_children(world.ninh_giang, TODAY)) == ["Xã Hồng Phong", "Xã Tân Hương"]
    assert units.reporting_children(world.hong_phong, TODAY) == []
    assert units.reporting_unit_of(world.bong_lai, TODAY).id == world.hong_phong
    assert units.reporting_unit_of(world.ninh_giang, TODAY).id == world.ninh_giang


@pytest.fixture
def locked(world):
    lock_until(
        unit_id=world.hong_phong, key="report:1", from_on=date(2024, 1, 1), until_on=date(2024, 10, 31),
        reason="Báo cáo đã duyệt.", now=NOW,
    )  # fmt: skip
    return world


def test_a_lock_on_a_commune_covers_its_areas_and_only_its_days(locked):
    for unit in (locked.hong_phong, locked.bong_lai):
        assert units.lock_on(unit, date(2024, 1, 1)) == units.lock_on(unit, date(2024, 10, 31)) == "Báo cáo đã duyệt."
        assert units.lock_on(unit, date(2024, 11, 1)) is None
        assert units.lock_on(unit, date(2023, 12, 31)) is None
    assert units.lock_on(locked.tan_huong, date(2024, 5, 1)) is None
    lift_lock(unit_id=locked.hong_phong, key="report:1")
    assert units.lock_on(locked.bong_lai, date(2024, 5, 1)) is None


def test_a_lock_on_a_district_does_not_close_its_communes(world):
    lock_until(
        unit_id=world.ninh_giang, key="report:1", from_on=date(2024, 1, 1), until_on=date(2024, 10, 31),
        reason="Báo cáo đã duyệt.", now=NOW,
    )  # fmt: skip
    assert units.lock_on(world.ninh_giang, date(2024, 5, 1)) is not None
    assert units.lock_on(world.hong_phong, date(2024, 5, 1)) is None
    assert units.lock_on(world.bong_lai, date(2024, 5, 1)) is None


def test_a_merged_areas_old_days_stay_under_the_lock_of_the_commune_it_stood_in(locked):
    merge_units(
        by=SYSTEM, predecessors=[(locked.hong_phong, WHOLE)],
        successor=NewUnit("11203", "xã", "Hồng Phong Mới", locked.ninh_giang), on=MERGED,
        legal_reference="Nghị quyết", now=NOW,
    )  # fmt: skip
    assert units.lock_on(locked.bong_lai, date(2024, 5, 1)) is not None
    assert units.lock_on(locked.bong_lai, MERGED) is None


def test_a_name_is_taken_by_an_area_that_begins_later_too(world):
    """Opened from March by one officer and from January by another, there would be two of it from March on."""
    opened = partial(open_area, by=SYSTEM, commune_id=world.hong_phong, kind="thôn", now=NOW)
    opened(name="Gió", valid_from=date(2024, 3, 1))
    with pytest.raises(AreaNameTaken):
        opened(name="GIÓ", valid_from=date(2024, 1, 1))
    with pytest.raises(AreaNameTaken):
        open_areas(
            by=SYSTEM, areas=[NewArea(world.hong_phong, "thôn", "Gió")], under_id=world.hong_phong,
            valid_from=date(2024, 1, 1), now=NOW,
        )  # fmt: skip


def test_records_of_many_units_meet_the_locks_that_records_of_one_meet(locked):
    days = {unit: date(2024, 5, 1) for unit in (locked.hong_phong, locked.bong_lai)}
    for record in days.items():
        with pytest.raises(Locked, match="Báo cáo đã duyệt."):
            hold_open_records([(locked.tan_huong, date(2024, 5, 1)), record])
    after, before = date(2024, 11, 1), date(2023, 12, 31)
    hold_open_records([(unit, day) for unit in (*days, locked.tan_huong) for day in (before, after)])
    merge_units(
        by=SYSTEM, predecessors=[(locked.hong_phong, WHOLE)],
        successor=NewUnit("11203", "xã", "Hồng Phong Mới", locked.ninh_giang), on=MERGED,
        legal_reference="Nghị quyết", now=NOW,
    )  # fmt: skip
    with pytest.raises(Locked):
        hold_open_records([(locked.bong_lai, date(2024, 5, 1))])
    hold_open_records([(locked.bong_lai, MERGED)])


def test_a_new_area_gets_the_next_code_that_was_never_used(world):
    close_unit(by=SYSTEM, unit_id=world.tieu_son, on=TODAY, now=NOW)
    area = open_area(by=SYSTEM, commune_id=world.hong_phong, kind="thôn", name="Mới", valid_from=TODAY, now=NOW)
    assert units.unit(area).code == "11203-03"
    assert make.unit("area", "11206-07", "thôn", "Bảy", world.tan_huong)
    other = open_area(by=SYSTEM, commune_id=world.tan_huong, kind="xóm", name="Tám", valid_from=TODAY, now=NOW)
    assert units.unit(other).code == "11206-08"
