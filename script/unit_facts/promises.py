"""What must be true of the tree before a table is written."""

import re
import unicodedata
from collections import Counter, defaultdict

from unit_facts.tree import HAI_DUONG_235


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
