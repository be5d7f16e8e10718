"""The tree, in the order things happened."""

import json
import re
from collections import defaultdict

from unit_facts.packages import trusted_points
from unit_facts.tree import HAI_DUONG, HAI_DUONG_207, HAI_DUONG_235, TWO_LEVELS, folded, kind_and_name

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
