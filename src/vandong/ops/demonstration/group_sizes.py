"""Sizes of the high-risk groups, as the communes of two districts keep them; one group has no number yet."""

from datetime import date
from random import Random

from vandong.ops.demonstration import days
from vandong.ops.demonstration.cast import DONE_DISTRICT, Cast
from vandong.ops.demonstration.places import Places
from vandong.outreach.actions import GroupSizeEntry, state_group_size
from vandong.programme.queries import RiskGroupRow

# Ninh Giang, where the people of the demonstration work, and one whose report is done.
_DISTRICTS = ("299", DONE_DISTRICT)
_ASKED_ON = date(2024, 3, 15)
_SOURCES = ("Công an xã", "Ban Thường trực Mặt trận xã, từ các thôn", "Công chức Lao động, Thương binh và Xã hội xã")


def state(places: Places, cast: Cast, programme_id: int, groups: tuple[RiskGroupRow, ...]) -> None:
    """Invented numbers, the same every time."""
    for commune in (one for code in _DISTRICTS for one in places.communes_of(places.district_by_code(code).id)):
        officer = cast.recorder(commune.unit.id, _ASKED_ON)
        if officer is None:
            continue
        chance = Random(f"group sizes {commune.unit.code}")  # noqa: S311  nothing secret
        for group in groups[:-1]:
            count, source = chance.choice((0, 3, 7, 12, 18, 26, 41, 64)), chance.choice(_SOURCES)
            entry = GroupSizeEntry(programme_id, group.id, _ASKED_ON.year, count, source, _ASKED_ON)
            state_group_size(by=officer, entry=entry, version=0, now=days.at(_ASKED_ON, 10))
