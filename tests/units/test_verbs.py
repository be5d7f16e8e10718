"""Opening, merging, moving and closing units; and each refusal in one sentence."""

from datetime import date
from decimal import Decimal

import pytest

from tests import make
from tests.make import NOW, TODAY
from vandong.kernel.audit import SYSTEM
from vandong.kernel.models import AuditLine
from vandong.units import errors
from vandong.units import queries as units
from vandong.units.actions import (
    NewUnit,
    close_unit,
    merge_units,
    move_unit,
    open_area,
    open_body,
    open_front_bodies,
)
from vandong.units.models import Body, ParentEdge, Succession

MERGED = date(2024, 12, 1)
WHOLE = Decimal(1)


def merge(predecessors, successor, on=MERGED):
    return merge_units(
        by=SYSTEM, predecessors=predecessors, successor=successor, on=on, legal_reference="Nghị quyết 1", now=NOW
    )


def test_two_communes_become_one_and_their_areas_go_along(world):
    new = merge(
        [(world.hong_phong, WHOLE), (world.tan_huong, WHOLE)], NewUnit("11203", "xã", "Hồng Hương", world.ninh_giang)
    )
    assert [row.name for row in units.children(world.ninh_giang, MERGED)] == ["Xã Hồng Hương"]
    assert [row.name for row in units.children(new, MERGED)] == ["Thôn Bồng Lai", "Thôn Tiêu Sơn"]
    assert len(units.children(world.ninh_giang, date(2024, 11, 30))) == 2
    assert units.parent(world.bong_lai, TODAY).id == world.hong_phong
    assert {row.other.id for row in units.history(new).taken_from} == {world.hong_phong, world.tan_huong}
    assert Body.objects.filter(unit=world.hong_phong, valid_until=MERGED).count() == 3
    assert AuditLine.objects.get(action="units.unit.merged").subject_id == str(new)


def test_a_divided_communes_areas_wait_until_a_person_places_them(world):
    merge([(world.hong_phong, None)], world.tan_huong)
    merge([(world.hong_phong, None)], world.ngu_hung)
    assert Succession.objects.filter(predecessor=world.hong_phong).count() == 2
    assert units.parent(world.bong_lai, MERGED) is None
    move_unit(by=SYSTEM, unit_id=world.bong_lai, parent_id=world.ngu_hung, on=MERGED, now=NOW)
    assert [row.id for row in units.ancestors(world.bong_lai, MERGED)][1:3] == [world.ngu_hung, world.thanh_mien]
    assert units.is_visible(world.tieu_son, world.tan_huong, MERGED), "not placed yet, and in sight all the same"


def test_rows_that_a_merger_does_not_change_stay_untouched(world):
    def edges():
        return set(ParentEdge.objects.filter(child_id__in=(world.tan_huong, world.ngu_hung)).values_list())

    before = edges()
    merge([(world.hong_phong, WHOLE)], world.tan_huong)
    assert edges() == before
    spans = {(row.valid_from, row.valid_until) for row in _rows(world.bong_lai, world.ninh_giang)}
    assert len(spans) == 2, "closed under the old commune, open again under the new one"
    assert {row.valid_until for row in _rows(world.tan_huong, world.ninh_giang)} == {None}


def _rows(descendant, ancestor):
    from vandong.units.models import Ancestry

    return list(Ancestry.objects.filter(descendant=descendant, ancestor=ancestor))


def test_an_area_opened_in_a_commune_whose_end_is_decided_goes_on_under_the_heir(world):
    merge([(world.hong_phong, WHOLE)], world.tan_huong)
    area = open_area(
        by=SYSTEM, commune_id=world.hong_phong, kind="thôn", name="Mới", valid_from=date(2024, 1, 1), now=NOW
    )
    assert units.parent(area, TODAY).id == world.hong_phong
    assert units.parent(area, MERGED).id == world.tan_huong


def test_an_area_is_opened_with_its_front_work_board(world):
    area = open_area(
        by=SYSTEM, commune_id=world.hong_phong, kind="khu dân cư", name=" Số  5 ", valid_from=TODAY,
        with_work_board=True, now=NOW,
    )  # fmt: skip
    assert [body.name for body in units.bodies(area, TODAY)] == ["Ban công tác Mặt trận khu dân cư Số 5"]


def test_the_fronts_own_bodies_are_named_as_on_their_letterheads(world):
    province = make.unit("province", "99", "tỉnh", "Thử", world.nation)
    commune = make.unit("commune", "99999", "thị trấn", "Thử Nghiệm", province)
    open_front_bodies(by=SYSTEM, unit_ids=[province, commune], valid_from=TODAY, now=NOW, under_id=province)
    assert units.standing_board(commune, TODAY).name == "Ban Thường trực Ủy ban MTTQ Việt Nam thị trấn Thử Nghiệm"
    assert units.standing_board(commune, TODAY).short_name == "Mặt trận thị trấn Thử Nghiệm"
    assert [body.short_name for body in units.bodies(province, TODAY)] == ["Ban Phong trào tỉnh", "Mặt trận tỉnh Thử"]
    assert open_front_bodies(by=SYSTEM, unit_ids=[province], valid_from=TODAY, now=NOW) == []


@pytest.mark.parametrize(
    ("attempt", "refusal"),
    [
        (lambda w: make.unit("commune", "99999", "xã", "  ", w.ninh_giang), errors.NameMissing),
        (lambda w: make.unit("commune", "11203", "xã", "Trùng Mã", w.ninh_giang), errors.CodeTaken),
        (lambda w: make.unit("area", "11207-01", "thôn", "Cũ", w.hung_thai, TODAY), errors.ParentNotStanding),
        (lambda w: make.body(w.hung_thai, "police", "Công an xã", "Công an", TODAY), errors.UnitNotStanding),
        (lambda w: make.body(w.hong_phong, "police", "Công an xã Hồng Phong", "Công an xã"), errors.BodyTaken),
        (lambda w: _area(w, "phố", "Mới"), errors.AreaKindUnknown),
        (lambda w: _area(w, "thôn", " "), errors.NameMissing),
        (lambda w: _area(w, "thôn", "bồng  lai"), errors.AreaNameTaken),
        (lambda w: close_unit(by=SYSTEM, unit_id=w.hong_phong, on=TODAY, now=NOW), errors.ChildrenStand),
        (lambda w: close_unit(by=SYSTEM, unit_id=w.hung_thai, on=TODAY, now=NOW), errors.UnitNotStanding),
        (lambda w: merge([], w.hong_phong), errors.MergerUnsound),
        (lambda w: merge([(w.hong_phong, WHOLE)], w.hong_phong), errors.MergerUnsound),
        (lambda w: merge([(w.hong_phong, Decimal(2))], w.tan_huong), errors.MergerUnsound),
        (lambda w: merge([(w.hong_phong, WHOLE)], w.thanh_mien), errors.MergerUnsound),
        (lambda w: merge([(w.hung_thai, WHOLE)], w.hong_phong), errors.UnitNotStanding),
        (lambda w: merge([(w.hong_phong, WHOLE)], w.hung_thai), errors.UnitNotStanding),
        (
            lambda w: [merge([(w.hong_phong, WHOLE)], w.tan_huong), merge([(w.hong_phong, WHOLE)], w.ngu_hung)],
            errors.MergerUnsound,
        ),
        (
            lambda w: [merge([(w.hong_phong, WHOLE)], w.tan_huong), merge([(w.hong_phong, None)], w.ngu_hung, TODAY)],
            errors.EndAlreadyDecided,
        ),
        (
            lambda w: move_unit(by=SYSTEM, unit_id=w.ninh_giang, parent_id=w.hong_phong, on=TODAY, now=NOW),
            errors.MergerUnsound,
        ),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence_and_changes_nothing(world, attempt, refusal):
    lines = AuditLine.objects.exclude(action="units.unit.merged").count()
    with pytest.raises(refusal) as refused:
        attempt(world)
    assert type(refused.value) is refusal
    assert refused.value.message.endswith(".")
    assert AuditLine.objects.exclude(action="units.unit.merged").count() == lines


def _area(world, kind, name):
    return open_area(by=SYSTEM, commune_id=world.hong_phong, kind=kind, name=name, valid_from=TODAY, now=NOW)


def test_opening_a_body_leaves_one_line(world):
    open_body(
        by=SYSTEM, unit_id=world.hong_phong, kind="other", name="Hội Người cao tuổi xã Hồng Phong",
        short_name="Hội Người cao tuổi", valid_from=TODAY, now=NOW,
    )  # fmt: skip
    line = AuditLine.objects.get(action="units.body.opened", subject_label="Hội Người cao tuổi")
    assert line.unit_id == world.hong_phong


def test_whom_a_unit_stands_under_is_told_for_a_day_even_when_the_next_parent_is_known(world):
    merge([(world.hong_phong, WHOLE)], world.tan_huong)
    today, later = (units.latest_parents([world.bong_lai], day)[world.bong_lai].id for day in (TODAY, MERGED))
    assert (today, later) == (world.hong_phong, world.tan_huong)
