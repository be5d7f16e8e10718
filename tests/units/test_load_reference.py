"""The nation comes from the package's fact files, once."""

from dataclasses import replace
from datetime import date

import pytest

from tests.make import LONG_AGO, NOW
from vandong.kernel.audit import SYSTEM
from vandong.kernel.models import AuditLine
from vandong.units import queries as units
from vandong.units import reference_files
from vandong.units.actions import NewArea, load_reference, open_areas, open_front_bodies
from vandong.units.models import Ancestry, Body, Lineage, ParentEdge, Succession, Unit

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


@pytest.fixture
def nation(db) -> int:
    load_reference(by=SYSTEM, now=NOW)
    return Unit.objects.get(level="nation").id


def find(level: str, code: str, day: date) -> int:
    return Unit.objects.filter(units.standing_on(day)).get(level=level, code=code).id


def test_the_nation_has_the_units_of_each_day(nation):
    assert units.child_counts(nation, BEFORE) == {"province": 63, "district": 696, "commune": 10_035}
    assert units.child_counts(nation, AFTER) == {"province": 34, "commune": 3_321}
    hai_duong = find("province", "30", BEFORE)
    assert units.child_counts(hai_duong, date(2024, 11, 20)) == {"district": 12, "commune": 235}
    assert units.child_counts(hai_duong, date(2025, 1, 1)) == {"district": 12, "commune": 207}
    assert units.child_counts(find("province", "31", AFTER), AFTER) == {"commune": 114}


def test_every_unit_stands_under_one_chain_up_to_the_nation_on_every_day_it_stands(nation):
    for day in (date(2020, 1, 1), date(2024, 12, 1), BEFORE, AFTER, date(2026, 11, 24)):
        standing = Unit.objects.filter(units.standing_on(day))
        under_nation = Ancestry.objects.filter(units.standing_on(day), ancestor_id=nation)
        assert standing.count() == under_nation.count() == under_nation.values("descendant_id").distinct().count()


def test_loading_again_changes_nothing_and_leaves_no_audit_line(nation):
    def picture():
        tables = (Unit, ParentEdge, Ancestry, Succession, Lineage)
        return [list(table.objects.order_by("id").values_list()) for table in tables]

    before, lines = picture(), AuditLine.objects.count()
    assert load_reference(by=SYSTEM, now=NOW).changed_nothing
    assert picture() == before
    assert lines == AuditLine.objects.count() == 1


def test_a_corrected_file_updates_name_and_point_and_keeps_the_id(nation):
    facts = reference_files.read()
    old = Unit.objects.get(level="commune", code="10507", valid_until=AFTER)
    facts.units["commune:10507"] = replace(facts.units["commune:10507"], name="Tên Đúng", latitude=None)
    summary = load_reference(by=SYSTEM, now=NOW, facts=facts)
    new = Unit.objects.get(id=old.id)
    assert (summary.units_added, summary.units_changed) == (0, 1)
    assert (new.name, new.latitude, new.search_key.split()[-2:]) == ("Tên Đúng", None, ["ten", "dung"])


def test_an_end_that_becomes_known_takes_the_bodies_along_and_hands_the_areas_to_the_heir(db):
    facts = reference_files.read()
    ended = {key for key, unit in facts.units.items() if key == "commune:10522"}
    as_once_known = reference_files.read()
    # As the files stood before the merger of December 2024 was decided: 10522 has no end and no successor.
    as_once_known.units["commune:10522"] = replace(
        as_once_known.units["commune:10522"],
        valid_until=None,
        parents=[replace(span, valid_until=None) for span in as_once_known.units["commune:10522"].parents[:1]],
    )
    as_once_known = replace(
        as_once_known, successions=[row for row in as_once_known.successions if row.predecessor_key not in ended]
    )
    district = as_once_known.units["commune:10522"].parents[0].parent_key
    as_once_known.units[district].valid_until = None
    as_once_known.units[district].parents = [
        replace(span, valid_until=None) for span in as_once_known.units[district].parents[:1]
    ]
    province = as_once_known.units[district].parents[0].parent_key
    as_once_known.units[province].valid_until = None
    as_once_known.units[province].parents = [
        replace(span, valid_until=None) for span in as_once_known.units[province].parents[:1]
    ]
    load_reference(by=SYSTEM, now=NOW, facts=as_once_known)
    commune = Unit.objects.get(level="commune", code="10522")
    (area,) = open_areas(
        by=SYSTEM, areas=[NewArea(commune.id, "thôn", "Đông")], under_id=commune.id, valid_from=LONG_AGO, now=NOW
    )
    (board,) = open_front_bodies(by=SYSTEM, unit_ids=[commune.id], valid_from=LONG_AGO, now=NOW)

    load_reference(by=SYSTEM, now=NOW)

    assert Body.objects.get(id=board).valid_until == date(2024, 12, 1)
    assert units.parent(area, date(2024, 11, 30)).id == commune.id
    heir = Unit.objects.get(level="commune", code="10534", valid_until=AFTER)
    assert units.parent(area, date(2024, 12, 1)).id == heir.id
    assert units.is_visible(area, find("province", "31", AFTER), AFTER)
