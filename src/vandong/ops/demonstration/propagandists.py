"""People who agreed to help in the communes of one district. Invented names."""

from datetime import date
from random import Random

from vandong.ops.demonstration import days
from vandong.ops.demonstration.cast import Cast
from vandong.ops.demonstration.places import Places
from vandong.outreach import queries as outreach
from vandong.outreach.actions import (
    CONSENT_VERSION,
    PropagandistEntry,
    name_session_leaders,
    register_propagandist,
)
from vandong.outreach.queries import ActivityFilter, propagandists

_DISTRICT = "299"  # Ninh Giang, where the people of the demonstration work
_ASKED_ON = date(2024, 4, 10)
_FAMILY = ("Đào", "Đỗ", "Hà", "Lương", "Mạc", "Tạ", "Tô", "Vũ")
_MIDDLE = ("Bá", "Đình", "Quang", "Thị", "Văn")
_GIVEN = ("An", "Bảo", "Chung", "Diệp", "Hòa", "Khuê", "Nhã", "Sơn", "Ước", "Xuân")
_KINDS = ("elder", "prestige", "exemplary", "member", "dignitary")


def agree(places: Places, cast: Cast) -> None:
    """Two a commune, the same every time; the second also agreed to a phone number that nobody has."""
    for commune in places.communes_of(places.district_by_code(_DISTRICT).id):
        officer = cast.recorder(commune.unit.id, _ASKED_ON)
        if officer is None:
            continue
        chance = Random(f"propagandists {commune.unit.code}")  # noqa: S311  nothing secret
        for has_phone in (False, True):
            entry = PropagandistEntry(
                name=f"{chance.choice(_FAMILY)} {chance.choice(_MIDDLE)} {chance.choice(_GIVEN)}",
                kind=chance.choice(_KINDS),
                area_ids=frozenset(area.id for area in chance.sample(commune.areas, min(2, len(commune.areas)))),
                has_agreed=True,
                consent_version=CONSENT_VERSION,
                consent_form="signed" if has_phone else "spoken",
                consented_on=_ASKED_ON,
                phone="0900 000 000" if has_phone else "",
                has_agreed_to_phone=has_phone,
                has_agreed_to_lists=has_phone,
                trained_on=date(2024, 4, 2) if has_phone else None,
            )
            register_propagandist(by=officer, entry=entry, now=days.at(_ASKED_ON, 10))


def lead(places: Places, cast: Cast) -> None:
    """Of each commune's talks the last two were led by somebody of its book."""
    for commune in places.communes_of(places.district_by_code(_DISTRICT).id):
        officer = cast.recorder(commune.unit.id, days.TODAY)
        if officer is None:
            continue
        people = [row.id for row in propagandists(officer, "") or ()]
        for place, row in enumerate(outreach.activities(officer, ActivityFilter(channel="meeting"))[:2]):
            chosen = frozenset(people[place : place + 1])
            name_session_leaders(by=officer, activity_id=row.id, propagandist_ids=chosen, now=days.at(days.TODAY, 7))
