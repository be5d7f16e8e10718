"""Units with the days they stood, who stood under whom, and who took over from whom."""

import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field

HAI_DUONG = "30"
HAI_DUONG_235 = "2019-12-01"  # 235 communes from this day …
HAI_DUONG_207 = "2024-12-01"  # … 207 from this day …
TWO_LEVELS = "2025-07-01"  # … and from this day 34 provinces, 3,321 communes, no districts.

KINDS = ("đặc khu", "thành phố", "thị trấn", "thị xã", "phường", "huyện", "quận", "tỉnh", "xã")


def kind_and_name(full_name):
    """ "Phường 1" → ("phường", "1"). The kind column of the package has slips; the full name has none."""
    full_name = unicodedata.normalize("NFC", " ".join(full_name.split()))
    kind = next(kind for kind in KINDS if full_name.lower().startswith(kind + " "))
    return kind, full_name[len(kind) + 1 :]


def folded(text):
    """ "Xã Phúc Điền" → "xaphucdien": how the packages write their keys; also hides hoà/hòa and Lăng/Lãng."""
    bare = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in bare if letter.isascii() and letter.isalnum())


@dataclass
class Unit:
    level: str
    code: str
    kind: str
    name: str
    since: str  # ISO date, "" = already there
    until: str  # ISO date, exclusive, "" = still there
    key: str
    point: tuple = ()
    parents: list = field(default_factory=list)  # (level, code, since, until)


class Tree:
    """Units in the order they came into being; the first bearer of a code has the plain key."""

    def __init__(self):
        self.units, self.bearers, self.successions = [], defaultdict(list), []

    def add(self, level, code, full_name, since="", until="", point=()):
        key = f"{level}:{code}" + (f"@{since}" if self.bearers[level, code] else "")
        unit = Unit(level, code, *kind_and_name(full_name), since, until, key, point)
        self.units.append(unit)
        self.bearers[level, code].append(unit)
        return unit

    def on(self, level, code, day):
        return next((unit for unit in self.bearers[level, code] if stands(unit.since, unit.until, day)), None)

    def count(self, level, day, province=None):
        return sum(
            stands(since, until, day)
            and (province is None or province in (parent, self.province_of(kind, parent, day)))
            for unit in self.units
            if unit.level == level
            for kind, parent, since, until in unit.parents
        )

    def province_of(self, level, code, day):
        if level != "district":
            return code if level else None
        return next(
            parent for _, parent, since, until in self.on(level, code, day).parents if stands(since, until, day)
        )

    def succeed(self, predecessor, successor, day, share, reference):
        self.successions.append((predecessor.key, successor.key, day, share, reference))


def stands(since, until, day):
    return since <= day and (not until or day < until)
