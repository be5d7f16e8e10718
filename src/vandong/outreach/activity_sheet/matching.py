"""What the words of a row mean: its bodies, the channel its name speaks of."""

import re
from collections.abc import Callable, Sequence

from vandong.accounts.access import Officer
from vandong.kernel import vietnamese
from vandong.outreach.activity_sheet.columns import CHANNELS
from vandong.units.queries import BodyRow

key = vietnamese.search_key
# In a row's name, the most telling words first: "hội nghị phát tờ rơi" is a conference.
_SPOKEN = [
    (key(name), code)
    for code in ("contest", "conference", "club", "association", "meeting", "house_visit", "loudspeaker", "leaflet",
                 "banner", "culture", "school", "social_media")
    for name in sorted(CHANNELS[code], key=len, reverse=True)
    if len(name) > 3
]  # fmt: skip
_ABBREVIATED_BODIES = {
    "cand": "cong an", "ca": "cong an", "dtn": "doan thanh nien", "hpn": "hoi phu nu", "phu nu": "hoi phu nu",
    "hccb": "hoi cuu chien binh", "ccb": "hoi cuu chien binh", "hnd": "hoi nong dan", "nong dan": "hoi nong dan",
    "doan tn": "doan thanh nien", "thanh nien": "doan thanh nien", "cuu chien binh": "hoi cuu chien binh",
    "hoi pn": "hoi phu nu", "pn": "hoi phu nu", "hoi lhpn": "hoi phu nu", "lhpn": "hoi phu nu",
    "hoi lien hiep phu nu": "hoi phu nu", "hoi ccb": "hoi cuu chien binh", "hoi nd": "hoi nong dan",
    "doan thanh nien cshcm": "doan thanh nien", "doan thanh nien cong san ho chi minh": "doan thanh nien",
    "mttq": "mat tran", "ubmttq": "mat tran",
}  # fmt: skip


def listed(text: str, known: Callable[[str], int | None]) -> list[str]:
    """ "Công an, Hội Phụ nữ và Đoàn TN" → three; a known name that has such a sign within stays whole."""
    found: list[str] = []
    for whole in re.split(r"\s*;\s*", text.strip()):
        parts = [whole] if known(whole) else re.split(r"\s*[,+/]\s*|\s+(?:và|với)\s+|\s+-\s+", whole)
        found += filter(None, map(str.strip, parts))
    return found


def channel_spoken_of(title: str) -> str | None:
    """The channel whose words stand in the title; None where none does."""
    said = f" {key(title)} "
    return next((code for words, code in _SPOKEN if f" {words} " in said), None)


class Bodies:
    """The bodies of a place and of those above it, on one day."""

    def __init__(self, bodies: Sequence[BodyRow], nearest_first: Sequence[int]) -> None:
        order = {unit_id: number for number, unit_id in enumerate(nearest_first)}
        self._rows = sorted(bodies, key=lambda body: order.get(body.unit_id, 99))
        self._known: dict[str, int] = {}
        for body in self._rows:
            for name in (body.short_name, body.name):
                self._known.setdefault(key(name), body.id)

    @property
    def offered(self) -> str:
        """What may be written, in a sentence."""
        names = list(dict.fromkeys(body.short_name for body in self._rows))[:8]
        return f"Đang có: {', '.join(names)}." if names else ""

    def named(self, text: str) -> int | None:
        """The body so called, the nearest unit's first; its unit's name may be left out."""
        said = key(text)
        said = _ABBREVIATED_BODIES.get(said, said)
        if said in self._known:
            return self._known[said]
        starts = [body for body in self._rows if key(body.short_name).startswith(f"{said} ")]
        return starts[0].id if starts else None

    def usual_lead(self, officer: Officer, unit_id: int) -> int | None:
        """Who leads unless told: the officer's own body at home, else the place's Front, else that of its commune."""
        if officer.unit_id == unit_id and any(body.id == officer.body_id for body in self._rows):
            return officer.body_id
        fronts = [body for body in self._rows if body.kind in ("front_work_board", "standing_board")]
        return fronts[0].id if fronts else None
