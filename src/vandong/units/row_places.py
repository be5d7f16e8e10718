"""The unit each row of a workbook means, whatever the table: by code, by names, by the headings above it.

Not a door: `queries` hands it on. What had to be guessed becomes an `Understanding`, what can't be told a `Mistake`.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from vandong.kernel.sheet_intake.declared import Taken, Understanding
from vandong.kernel.sheet_intake.judging import Reading
from vandong.kernel.sheet_intake.values import read_text
from vandong.kernel.vietnamese import search_key
from vandong.units.naming import Meant, UnitNames
from vandong.units.rows import UnitRow

_MOST_OFFERED = 2_000  # names in one list of a template


def place_columns(title: str) -> tuple[Taken, ...]:
    """The columns that may say where; `title` is what the table's own template calls the one of names."""
    return (
        Taken("unit_code", "Mã đơn vị", read_text(20), names=("Mã ĐV",), fills_down=True, width=12,
              note="Có ở trang “Đơn vị” của tệp này. Bỏ trống thì theo tên ở cột bên."),
        Taken(
            "unit", title, read_text(200), fills_down=True, width=28, note="Tên thôn, khu dân cư, xã.",
            names=("Ở đâu", "Đơn vị", "Tên đơn vị", "Đơn vị tổ chức", "Đơn vị thực hiện", "Địa bàn", "Nơi thực hiện",
                   "Địa phương", "Cơ sở", "Đơn vị, địa bàn"),
        ),
        Taken(
            "commune", "Xã", read_text(200), fills_down=True, in_template=False,
            names=("Xã, phường", "Xã, phường, thị trấn", "Tên xã", "Phường", "Thị trấn", "Xã phường", "Phường xã",
                   "Xã/TT", "Tên xã, phường, thị trấn"),
        ),
        Taken(
            "area", "Thôn", read_text(200), fills_down=True, in_template=False,
            names=("Khu dân cư", "KDC", "Thôn, khu dân cư", "Tổ dân phố", "TDP", "Thôn, khu, tổ dân phố", "Thôn, xóm",
                   "Khu phố", "Tên thôn", "Thôn, tổ dân phố", "Thôn, KDC"),
        ),
        Taken(
            "district", "Huyện", read_text(200), fills_down=True, in_template=False,
            names=("Quận, huyện", "Huyện, thị xã, thành phố", "Thuộc huyện", "Trực thuộc", "Huyện, TX, TP"),
        ),
    )  # fmt: skip


def names_to_choose(listed: Sequence[UnitRow], parents: Mapping[int, UnitRow]) -> tuple[str, ...]:
    """What a template's cell offers for a place: each unit by a name that means it alone among these."""
    borne = Counter(row.name for row in listed)
    return tuple(
        f"{row.name}, {parents[row.id].in_sentence}" if borne[row.name] > 1 and row.id in parents else row.name
        for row in listed[:_MOST_OFFERED]
    )


class RowPlaces:
    """The unit each row means, by its code, its columns of names and the headings it stands under."""

    _COLUMNS = ("area", "unit", "commune")  # the most exact first

    def __init__(self, names: UnitNames, own: UnitRow, reading: Reading) -> None:
        self._names, self._own, self._reading = names, own, reading
        found = reading.found
        self._there = [one for one in self._COLUMNS if one in found.columns]
        self._has_code = "unit_code" in found.columns
        self._whole = None if self._there or self._has_code or found.section_of else self._of_the_file()
        self.understood: dict[str, Understanding] = {}
        self.understood_rows = 0
        told = ("unit_code", *self._COLUMNS, "district")
        self._told = [reading.values[one] for one in told if one in found.columns]
        self._certain: dict[tuple[tuple[object, ...], int], int] = {}
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
        said = tuple(column[n] for column in self._told) if self._told else ()
        sections = self._reading.found.section_of
        key = (said, sections[n] if sections else 0)
        if key not in self._certain:  # rows repeat each other: what was certain once is so again
            noted = len(self._reading.judged.mistakes), self.understood_rows
            unit_id = self._unit_of(n)
            if unit_id is None or noted != (len(self._reading.judged.mistakes), self.understood_rows):
                return unit_id
            self._certain[key] = unit_id
        return self._certain[key]

    def _unit_of(self, n: int) -> int | None:
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
        self._reading.wrong(n, self._there[0] if self._there else "", "chưa rõ ở đơn vị nào. Xin ghi tên đơn vị.")
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
            if not near and said:
                near = " Xin ghi tên hoặc mã đơn vị như trong mẫu."
            if meant.candidates and "cùng tên" in meant.why:
                near += " Xin ghi thêm tên đơn vị cấp trên, hoặc mã đơn vị."
            why = meant.why if meant.why.endswith(".") else f"“{said}”: {meant.why}."
            self._reading.wrong(n, column, f"{why}{near}")
            return None
        if meant.how == "likely":
            name = f"noi-{search_key(said)}-{meant.unit_id}".replace(" ", "_")
            known = self.understood.setdefault(
                name, Understanding(name, f"“{said}”" if said else "Bảng không có cột đơn vị", meant.shown, meant.why)
            )
            known.rows.append(self._reading.found.rows[n])
            self.understood_rows += 1
        return meant.unit_id

    def _of_the_file(self) -> Meant:
        """A workbook without any column of units: of the officer's own, where they have but one; to be confirmed."""
        if self._own.level in ("commune", "area"):
            return Meant("likely", self._own.id, self._own.in_sentence, "mọi dòng không nói nơi nào khác")
        return Meant("unclear", why="bảng không có cột đơn vị nên chưa rõ dòng này ở đâu. Xin thêm cột “Đơn vị”.")
