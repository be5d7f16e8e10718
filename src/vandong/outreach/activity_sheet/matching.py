"""What the words of a row mean: its place, its bodies, the channel its name speaks of."""

import re
from collections.abc import Sequence

from vandong.accounts.access import Officer
from vandong.kernel import vietnamese
from vandong.kernel.sheet_intake.declared import Understanding
from vandong.kernel.sheet_intake.judging import Reading
from vandong.outreach.activity_sheet.columns import CHANNELS
from vandong.units import queries as units
from vandong.units.queries import BodyRow, Meant, UnitNames

key = vietnamese.search_key
# In a row's name, the most telling words first: "hội nghị phát tờ rơi" is a conference.
_SPOKEN = [
    (key(name), code)
    for code in ("contest", "conference", "club", "meeting", "house_visit", "loudspeaker", "leaflet", "banner",
                 "culture", "school", "social_media")
    for name in sorted(CHANNELS[code], key=len, reverse=True)
    if len(name) > 3
]  # fmt: skip
_ABBREVIATED_BODIES = {
    "cand": "cong an", "ca": "cong an", "dtn": "doan thanh nien", "hpn": "hoi phu nu", "phu nu": "hoi phu nu",
    "hccb": "hoi cuu chien binh", "ccb": "hoi cuu chien binh", "hnd": "hoi nong dan", "nong dan": "hoi nong dan",
    "doan tn": "doan thanh nien", "thanh nien": "doan thanh nien", "cuu chien binh": "hoi cuu chien binh",
    "mttq": "mat tran", "ubmttq": "mat tran",
}  # fmt: skip


def listed(text: str) -> list[str]:
    """ "Công an, Hội Phụ nữ và Đoàn TN" → three."""
    return [part.strip() for part in re.split(r"\s*[,;+/]\s*|\s+(?:và|với)\s+|\s+-\s+", text) if part.strip()]


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


class PlaceNames:
    """The unit each row means, by its code, its columns of names and the headings it stands under."""

    _COLUMNS = ("area", "unit", "commune")  # the most exact first

    def __init__(self, names: UnitNames, officer: Officer, reading: Reading) -> None:
        self._names, self._officer, self._reading = names, officer, reading
        found = reading.found
        self._there = [one for one in self._COLUMNS if one in found.columns]
        self._has_code = "unit_code" in found.columns
        self._whole = None if self._there or self._has_code or found.section_of else self._of_the_file()
        self.understood: dict[str, Understanding] = {}
        self._answers: dict[tuple[str, tuple[str, ...]], Meant] = {}

    def said(self, n: int) -> str:
        """The most exact name in the row; "" for none."""
        return next((str(self._reading.values[one][n]) for one in self._there if self._reading.values[one][n]), "")

    def told_in(self, n: int) -> str:
        """The column in which that name stands."""
        told = next((one for one in self._there if self._reading.values[one][n]), "")
        return told or ("unit_code" if self._has_code else "")

    def unit_of(self, n: int) -> int | None:
        """The unit of record n; None where it is a mistake, which is then noted."""
        values, found = self._reading.values, self._reading.found
        if self._has_code and (code := str(values["unit_code"][n])):
            return self._taken(n, self._names.by_code(code), code, "unit_code")
        told = [str(values[one][n]) for one in self._there if values[one][n]]
        around = [*found.sections(n), *([str(values["district"][n])] if values["district"][n] else [])]
        if told:
            return self._taken(n, self._meant(told[0], (*around, *told[1:])), told[0], self.told_in(n))
        for depth in range(len(around) - 1, -1, -1):
            meant = self._meant(around[depth], tuple(around[:depth]))
            if meant.unit_id is not None:
                return self._taken(n, meant, around[depth], "")
        if self._whole is not None:
            return self._taken(n, self._whole, "", "")
        self._reading.wrong(n, self._there[0] if self._there else "", "chưa rõ việc diễn ra ở đâu. Xin ghi tên đơn vị.")
        return None

    def exactly(self, n: int) -> int | None:
        """The unit of record n where nothing had to be guessed."""
        said = self.said(n)
        meant = self._meant(said, tuple(self._reading.found.sections(n))) if said else None
        return meant.unit_id if meant and meant.how == "exact" else None

    def _meant(self, text: str, within: tuple[str, ...]) -> Meant:
        question = (text, within)
        if question not in self._answers:
            self._answers[question] = self._names.meant(text, within)
        return self._answers[question]

    def _taken(self, n: int, meant: Meant, said: str, column: str) -> int | None:
        if meant.unit_id is None:
            near = f" Có phải: {'; '.join(meant.candidates)}?" if meant.candidates else ""
            if meant.candidates and "cùng tên" in meant.why:
                near += " Xin ghi thêm tên đơn vị cấp trên, hoặc mã đơn vị."
            why = meant.why if meant.why.endswith(".") else f"“{said}”: {meant.why}."
            self._reading.wrong(n, column, f"{why}{near}")
            return None
        if meant.how == "likely":
            name = f"noi-{key(said)}-{meant.unit_id}".replace(" ", "_")
            known = self.understood.setdefault(
                name, Understanding(name, f"“{said}”" if said else "bảng không có cột đơn vị", meant.shown, meant.why)
            )
            known.rows.append(self._reading.found.rows[n])
        return meant.unit_id

    def _of_the_file(self) -> Meant:
        """A workbook without any column of units: of the officer's own, where they have but one; to be confirmed."""
        if self._officer.level in ("commune", "area"):
            own = units.unit(self._officer.unit_id)
            return Meant("likely", own.id, own.in_sentence, "mọi dòng không nói nơi nào khác")
        return Meant("unclear", why="bảng không có cột đơn vị nên chưa rõ việc diễn ra ở đâu. Xin thêm cột “Ở đâu”.")
