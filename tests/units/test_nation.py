"""The nation as the package's fact files tell it: read in once for all of these, each of which leaves it as it was."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import transaction

from tests.make import NOW
from vandong.kernel.audit import SYSTEM
from vandong.kernel.models import AuditLine
from vandong.units import queries as units
from vandong.units import reference_files
from vandong.units.actions import load_reference
from vandong.units.models import Ancestry, Lineage, ParentEdge, Succession, Unit

pytestmark = [pytest.mark.once, pytest.mark.django_db]

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


@pytest.fixture(scope="module")
def nation(django_db_setup, django_db_blocker):
    """The nation's id. One transaction for the module, rolled back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_reference(by=SYSTEM, now=NOW)
        yield Unit.objects.get(level="nation").id
        transaction.set_rollback(True)


def find(level: str, code: str, day: date) -> int:
    return Unit.objects.filter(units.valid_on(day)).get(level=level, code=code).id


def seen_from(unit_id: int, on: date) -> set[int]:
    return set(units.visible_ids(unit_id, on))


def test_the_nation_has_the_units_of_each_day(nation):
    assert units.child_counts(nation, BEFORE) == {"province": 63, "district": 696, "commune": 10_035}
    assert units.child_counts(nation, AFTER) == {"province": 34, "commune": 3_321}
    hai_duong = find("province", "30", BEFORE)
    assert units.child_counts(hai_duong, date(2024, 11, 20)) == {"district": 12, "commune": 235}
    assert units.child_counts(hai_duong, date(2025, 1, 1)) == {"district": 12, "commune": 207}
    assert units.child_counts(find("province", "31", AFTER), AFTER) == {"commune": 114}


def test_every_unit_stands_under_one_chain_up_to_the_nation_on_every_day_it_stands(nation):
    for day in (date(2020, 1, 1), date(2024, 12, 1), BEFORE, AFTER, date(2026, 11, 24)):
        standing = Unit.objects.filter(units.valid_on(day))
        under_nation = Ancestry.objects.filter(units.valid_on(day), ancestor_id=nation)
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


def test_hai_phong_sees_all_of_old_hai_duong_and_no_other_city_does(nation):
    day = date(2025, 8, 1)
    hai_duong = Unit.objects.get(level="province", code="30").id
    hai_phong = Unit.objects.get(level="province", code="31", valid_until=None).id
    ha_noi = Unit.objects.get(level="province", code="01").id
    old = {
        row.id for level in ("district", "commune") for row in units.descendants(hai_duong, date(2025, 6, 30), level)
    }
    older = {row.id for row in units.descendants(hai_duong, date(2024, 11, 20), "commune")}
    assert (len(old), len(older)) == (12 + 207, 235)
    assert {hai_duong} | old | older <= seen_from(hai_phong, day)
    assert not ({hai_duong} | old | older) & seen_from(ha_noi, day)


def test_a_province_that_lost_its_districts_still_sees_what_they_recorded(nation):
    cao_bang = Unit.objects.get(level="province", code="04").id
    districts = {row.id for row in units.descendants(cao_bang, date(2025, 6, 30), "district")}
    assert districts
    assert districts <= seen_from(cao_bang, date(2026, 1, 1))


def test_a_province_without_districts_adds_up_its_communes(nation):
    hai_phong = Unit.objects.get(level="province", code="31", valid_until=None).id
    below = units.reporting_children(hai_phong, date(2025, 8, 1))
    assert {row.level for row in below} == {"commune"}
    assert len(below) == 114
