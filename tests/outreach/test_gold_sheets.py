"""Workbooks as people keep them are read right, one by one: what is taken, what is asked, what is left out and why."""

import pytest

from tests import make
from tests.outreach.gold_sheets import GOLD, Gold, workbook
from tests.world import World, _ended_commune
from vandong.kernel.sheet_intake import reader
from vandong.kernel.sheet_intake.declared import Judged
from vandong.kernel.sheet_intake.found import Found, loads
from vandong.outreach.activity_sheet import columns, judging
from vandong.units import queries as units


@pytest.fixture
def neighbours(world) -> World:
    """Communes of both districts where nobody has an account, so that the level above records for them."""
    names = (("11300", "Kiến Quốc", world.ninh_giang), ("11301", "Đồng Tâm", world.ninh_giang),
             ("11302", "Cộng Hòa", world.ninh_giang), ("11303", "Tổng Xá", world.ninh_giang),
             ("11400", "Đồng Tâm", world.thanh_mien))  # fmt: skip
    for code, name, district in names:
        unit = make.unit("commune", code, "xã", name, district)
        make.body(unit, "standing_board", f"Ban Thường trực Ủy ban MTTQ Việt Nam xã {name}", f"Mặt trận xã {name}")
        if name == "Kiến Quốc":
            _ended_commune("11305", "xã", "Quyết Thắng", unit, make.LONG_AGO.replace(year=2004), make.LONG_AGO)
    return world


@pytest.mark.django_db
def test_every_workbook_of_the_gold_set_is_read_right(neighbours):
    assert len(GOLD) >= 25
    told = [f"{gold.about}: {difference}" for gold in GOLD for difference in differences(neighbours, gold)]
    assert not told, "\n".join(told)


def differences(world: World, gold: Gold) -> list[str]:
    officer = getattr(world, gold.who)
    wanted = columns.columns(officer)
    options = {
        "wanted": [(one.key, (one.title, *one.names), one.fills_down) for one in wanted],
        "needs": columns.NEEDS,
        "max_rows": 1000,
    }
    _, body = reader.read_table(workbook(gold.text), options)
    found = loads(body)
    judged = judging.judge(officer, found, wanted)
    answer = []
    if not gold.wrong:
        answer += _differ("rows", [in_short(gold, one.entry) for one in judged.ready], gold.rows)
    answer += _differ(
        "likely",
        [
            f"{one.said.strip('“”')} → {one.meant.split(', huyện')[0].split(', tỉnh')[0]}"
            for one in judged.understandings
        ],
        gold.likely,
    )
    mistakes = [f"{one.row} {one.column}: {one.sentence}" for one in judged.mistakes]
    missed = [wrong for wrong in gold.wrong if not any(_begins(one, wrong) for one in mistakes)]
    answer += [f"not told: {wrong}; told: {mistakes}" for wrong in missed]
    if len(mistakes) != len(gold.wrong):
        answer.append(f"told: {mistakes}")
    assert all(one.sentence.endswith((".", "?")) for one in judged.mistakes), mistakes
    return answer + _left_out(gold, found, judged)


def in_short(gold: Gold, entry) -> str:
    counts = " ".join(str(getattr(entry, name)) for name in gold.counts)
    return f"{entry.held_on:%d/%m} {units.unit(entry.unit_id).proper_name} {entry.channel} {counts}"


def _begins(mistake: str, wrong: str) -> bool:
    place, _, words = wrong.partition(": ")
    return mistake.startswith(f"{place}:") and words in mistake


def _differ(what: str, got: list[str], expected: tuple[str, ...]) -> list[str]:
    return [] if got == list(expected) else [f"{what} {got} instead of {list(expected)}"]


def _left_out(gold: Gold, found: Found, judged: Judged) -> list[str]:
    got = [f"{row} {why}" for row, why, _ in found.left_out]
    missing = [one for one in gold.left_out if not any(line.startswith(one) for line in got)]
    return [f"left out {got} without {missing}"] if missing else []
