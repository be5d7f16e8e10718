"""How the communes of the demonstration stand as to drugs: one in eight is a hot spot, three were one until July."""

from datetime import date, datetime
from random import Random

from vandong.kernel.audit import SYSTEM
from vandong.ops.demonstration.places import Places
from vandong.units.actions import StandingEntry, load_standings

_SINCE, _CHANGED = date(2024, 1, 1), date(2024, 7, 1)
_SHARES = {"hot_1": 2, "hot_2": 4, "hot_3": 7, "problem": 32, "none": 49, "drug_free": 6}
_HOME = {"11224": "hot_3"}  # xã Hồng Phong, where most people of the demonstration work


def decide(places: Places, now: datetime) -> None:
    """Invented decisions, the same every time; one audit line."""
    chance = Random("standings")  # noqa: S311  the same every time, nothing secret
    first: list[StandingEntry] = []
    second: list[StandingEntry] = []
    for commune in places.communes:
        kind = chance.choices(tuple(_SHARES), tuple(_SHARES.values()))[0]
        kind = _HOME.get(commune.unit.code, kind)
        is_better = kind == "hot_3" and commune.unit.code not in _HOME and len(second) < 3
        until = _CHANGED if is_better else None
        first.append(_entry(commune.unit.id, kind, _SINCE, "2187/QĐ-UBND", date(2023, 12, 22), until))
        if is_better:
            second.append(_entry(commune.unit.id, "problem", _CHANGED, "1043/QĐ-UBND", date(2024, 6, 24), None))
    load_standings(by=SYSTEM, entries=[*first, *second], under_id=places.province.id, now=now)


def _entry(unit_id: int, kind: str, since: date, number: str, decided_on: date, until: date | None) -> StandingEntry:
    return StandingEntry(unit_id, kind, since, number, decided_on, "Ủy ban nhân dân tỉnh", until)
