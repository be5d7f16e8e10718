"""Whatever people do to a small tree, its closures follow from its edges on every day."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests import make
from tests.make import NOW
from vandong.kernel.audit import SYSTEM
from vandong.kernel.errors import Refused
from vandong.units.actions import NewUnit, close_unit, merge_units, move_unit
from vandong.units.models import Ancestry, Lineage, ParentEdge, Succession, Unit

BEGIN = date(2024, 1, 1)
STEP = st.tuples(
    st.sampled_from(["open_commune", "open_area", "merge", "merge_new", "divide", "close", "move"]),
    st.integers(0, 5),  # days since the step before
    st.lists(st.integers(0, 30), min_size=4, max_size=4),  # which units, by their place in the list
)


class Histories(TestCase):
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(STEP, max_size=12))
    def test_closures_follow_from_the_edges(self, steps) -> None:
        nation = make.unit("nation", "VN", "nước", "Việt Nam", None, BEGIN)
        districts = [make.unit("district", code, "huyện", code, nation, BEGIN) for code in ("A", "B")]
        for number in range(3):
            commune = make.unit("commune", f"c{number}", "xã", f"C{number}", districts[number % 2], BEGIN)
            make.unit("area", f"c{number}-01", "thôn", f"T{number}", commune, BEGIN)
        today = BEGIN
        for number, (verb, days, picks) in enumerate(steps):
            today += timedelta(days=days)
            try:
                _do(verb, picks, today, number, districts)
            except Refused:
                continue
        self._check(today)

    def _check(self, today: date) -> None:
        day = BEGIN
        while day <= today + timedelta(days=1):
            assert _ancestry_on(day) == _naive_ancestry_on(day), day
            day += timedelta(days=1)
        for key in set(Ancestry.objects.values_list("ancestor_id", "descendant_id")):
            spans = sorted(
                Ancestry.objects.filter(ancestor_id=key[0], descendant_id=key[1]).values_list(
                    "valid_from", "valid_until"
                ),
                key=lambda span: span[0],
            )
            for (_, end), (begin, _) in zip(spans, spans[1:], strict=False):
                assert end is not None
                assert end <= begin
        assert set(Lineage.objects.values_list("unit_id", "predecessor_id", "until")) == _naive_lineage()


def _do(verb: str, picks: list[int], today: date, number: int, districts: list[int]) -> None:
    def pick(level: str, place: int) -> int:
        rows = list(Unit.objects.filter(level=level).order_by("id").values_list("id", flat=True))
        return rows[place % len(rows)]

    first, second = pick("commune", picks[0]), pick("commune", picks[1])
    share = Decimal(1)
    said = {"by": SYSTEM, "on": today, "legal_reference": "NQ", "now": NOW}
    if verb == "open_commune":
        make.unit("commune", f"n{number}", "xã", f"N{number}", districts[picks[0] % 2], today)
    elif verb == "open_area":
        make.unit("area", f"a{number}", "thôn", f"A{number}", first, today)
    elif verb == "merge":
        merge_units(predecessors=[(first, share)], successor=second, **said)
    elif verb == "merge_new":
        new = NewUnit(f"m{number}", "xã", f"M{number}", districts[picks[2] % 2])
        merge_units(predecessors=[(first, share), (second, share)], successor=new, **said)
    elif verb == "divide":
        merge_units(predecessors=[(first, None)], successor=second, **said)
        merge_units(predecessors=[(first, None)], successor=pick("commune", picks[2]), **said)
    elif verb == "close":
        close_unit(by=SYSTEM, unit_id=pick("area", picks[0]) if picks[1] % 2 else first, on=today, now=NOW)
    elif verb == "move":
        move_unit(by=SYSTEM, unit_id=pick("area", picks[0]), parent_id=second, on=today, now=NOW)


def _stands(row, day: date) -> bool:
    return row.valid_from <= day and (row.valid_until is None or day < row.valid_until)


def _ancestry_on(day: date) -> set[tuple[int, int, int]]:
    rows = [row for row in Ancestry.objects.all() if _stands(row, day)]
    found = {(row.descendant_id, row.ancestor_id, row.depth) for row in rows}
    assert len(found) == len(rows)
    return found


def _naive_ancestry_on(day: date) -> set[tuple[int, int, int]]:
    parents = {edge.child_id: edge.parent_id for edge in ParentEdge.objects.all() if _stands(edge, day)}
    found = set()
    for unit in Unit.objects.all():
        if not _stands(unit, day):
            assert unit.id not in parents, "a unit that does not stand has no parent"
            continue
        at, depth = unit.id, 0
        while at is not None:
            found.add((unit.id, at, depth))
            at, depth = parents.get(at), depth + 1
    return found


def _naive_lineage() -> set[tuple[int, int, date]]:
    links = list(Succession.objects.values_list("successor_id", "predecessor_id", "on"))
    latest: dict[tuple[int, int], date] = {}

    def follow(heir: int, at: int, before: date) -> None:
        for successor, predecessor, on in links:
            if successor == at and on < before:
                if predecessor != heir:
                    latest[heir, predecessor] = max(on, latest.get((heir, predecessor), date.min))
                follow(heir, predecessor, on)

    for heir in {successor for successor, _, _ in links}:
        follow(heir, heir, date.max)
    return {(heir, old, on - timedelta(days=1)) for (heir, old), on in latest.items()}
