"""The tables of units and successions, as they lie in src/vandong/units/reference/."""

import csv
import io
from collections import defaultdict

from unit_facts.tree import TWO_LEVELS

UNIT_COLUMNS = [
    "level", "code", "kind", "name", "parent_level", "parent_code", "valid_from", "valid_until", "latitude",
    "longitude", "unit_key",
]  # fmt: skip
SUCCESSION_COLUMNS = ("predecessor_key", "successor_key", "on", "share", "legal_reference")


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
