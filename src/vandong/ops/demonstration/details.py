"""What the demonstration's activities served, spread, used and cost, and where: the rarer half of the form."""

from random import Random

from vandong.kernel import vietnamese
from vandong.ops.demonstration.places import Commune
from vandong.outreach import queries as outreach
from vandong.outreach.actions import ActivityEntry
from vandong.programme import queries as programmes

_COSTS = {  # in thousands of đồng, from and to
    "conference": (1_200, 4_800), "contest": (3_000, 9_500), "culture": (1_000, 4_000), "school": (500, 2_000),
    "club": (0, 300), "association": (0, 300),
}  # fmt: skip
_EACH = {"leaflet": 1_500, "banner": 350_000}  # đồng a piece
_MATERIALS = {
    "conference": "Bài trình chiếu nhận biết ma túy kiểu mới", "school": "Phim ngắn cho học sinh",
    "leaflet": "Tờ gấp Luật Phòng, chống ma túy", "meeting": "Tờ gấp hỏi đáp", "club": "Sổ tay cha mẹ",
}  # fmt: skip


class Details:
    """Adds the details to entries, the same every time, and changes none of their figures."""

    def __init__(self, programme_id: int, communes: tuple[Commune, ...]) -> None:
        self._movements = [term.id for term in programmes.terms(programme_id, "movement")]
        self._instruments = [term.id for term in programmes.terms(programme_id, "instrument")]
        self._register = outreach.organisations_by_name({commune.unit.id for commune in communes})

    def added(self, chance: Random, entry: ActivityEntry, commune: Commune | None) -> ActivityEntry:
        """The entry with what people would have told beside the figures; most tell little."""
        channel = entry.channel
        name = _MATERIALS.get(channel)
        count = entry.leaflet_count or None
        return entry._replace(
            cost_vnd=_cost(chance, entry),
            movement_ids=frozenset(one for one in self._movements if chance.random() < 0.25),
            instrument_ids=frozenset(one for one in self._instruments if chance.random() < 0.2),
            materials=((name, count),) if name and chance.random() < 0.4 else (),
            organisation_ids=self._school(commune) if channel == "school" and commune is not None else frozenset(),
        )

    def _school(self, commune: Commune) -> frozenset[int]:
        key = vietnamese.search_key(f"Trường Trung học cơ sở {commune.unit.proper_name}")
        found = self._register.get((commune.unit.id, key))
        return frozenset() if found is None else frozenset({found})


def _cost(chance: Random, entry: ActivityEntry) -> int | None:
    if entry.channel in _COSTS and chance.random() < 0.7:
        low, high = _COSTS[entry.channel]
        return chance.randint(low // 50, high // 50) * 50_000
    if entry.channel in _EACH and chance.random() < 0.7:
        return _EACH[entry.channel] * (entry.leaflet_count or entry.banner_count)
    return None
