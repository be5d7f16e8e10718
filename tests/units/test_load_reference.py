"""The fact files are read again when they say more: what an end that becomes known does to those who lived there."""

from dataclasses import replace
from datetime import date

from tests.make import LONG_AGO, NOW
from vandong.kernel.audit import SYSTEM
from vandong.units import queries as units
from vandong.units import reference_files
from vandong.units.actions import NewArea, load_reference, open_areas, open_front_bodies
from vandong.units.models import Body, Unit

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


def find(level: str, code: str, day: date) -> int:
    return Unit.objects.filter(units.valid_on(day)).get(level=level, code=code).id


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
