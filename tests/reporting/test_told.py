"""No set of tables ever told, at any level or over time, gives a person-count of 1-4 away."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings

from tests.reporting import told_worlds
from vandong.reporting.told import CountedReport, Kept, groups_to_keep_back

_SLOWLY = settings(
    deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True,
    phases=[Phase.explicit, Phase.generate],  # a failure ends at once with its history: shrinking takes minutes
)  # fmt: skip


def _gives_away(reports, tables):
    told = told_worlds.told_one_by_one(reports, tables)
    return [found for reader in told_worlds.readers(told, tables) for found in reader.verdicts()]


A_FEW = [(told_worlds.ONE, 20), (told_worlds.FIRST_TIMERS, 8), (told_worlds.SIZES, 15)]
MORE = [pytest.param(tables, 100, marks=pytest.mark.ci) for tables, _ in A_FEW]
A_THOUSAND = [pytest.param(tables, 1000, marks=pytest.mark.slow) for tables, _ in A_FEW]


@pytest.mark.parametrize(("tables", "histories"), A_FEW + MORE + A_THOUSAND)
def test_nothing_told_gives_a_small_count_away(tables, histories):
    """Of one table, of first-timers beside those who came, and of sizes of groups told without a whole."""

    @settings(_SLOWLY, max_examples=histories)
    @given(told_worlds.histories(tables))
    def judged(reports):
        assert _gives_away(reports, tables) == []

    judged()


def test_the_judge_finds_what_two_tables_decided_apart_give_away():
    """One of a group and six of another came, seven in all. The table of first-timers alone would tell six of the other
    group: then at least six came, and the one is found. Decided together, it is not told."""
    tables = told_worlds.FIRST_TIMERS
    commune = CountedReport(1, 1, {"a": 1, "b": 6, "a1": 0, "b1": 6}, is_new=True)
    district = CountedReport(2, 10, {"a": 0, "b": 0, "a1": 0, "b1": 0}, sources=(1,), is_new=True)
    apart = replace(commune, kept=frozenset("ab"), is_new=False)
    readers = told_worlds.readers([apart, replace(district, kept=frozenset("ab"), is_new=False)], tables)
    assert any("report 1 a" in found for reader in readers for found in reader.verdicts())
    assert _gives_away([commune, district], tables) == []


def test_a_correction_down_to_nothing_does_not_tell_what_stood_before():
    """A 0 told in the correction would say of which group the district's own 1 was."""

    def told(id_, unit, a, b, *, declared=None, sources=(), earlier=()):
        return CountedReport(id_, unit, {"a": a, "b": b}, declared or {}, sources, earlier, is_new=True)

    nought = {"a": 0}
    history = [
        told(1, 0, 0, 0, declared=nought),
        told(2, 1, 1, 4),
        told(3, 10, 0, 1, sources=(1, 2)),
        told(4, 100, 0, 0, declared=nought, sources=(3,)),
        told(5, 0, 0, 0, declared=nought, earlier=(1,)),
        told(6, 1, 0, 0, declared=nought, earlier=(2,)),
        told(7, 10, 0, 0, declared=nought, sources=(5, 6), earlier=(3,)),
        told(8, 100, 0, 0, sources=(7,), earlier=(4,)),
    ]
    assert _gives_away(history, told_worlds.ONE) == []


@pytest.mark.parametrize(
    "commune",
    [
        # Of 7 in two groups, each "dưới 5": 3 and 4. Then "dưới 5" in both together, and the first is as it was: 3.
        [{"a": 3, "b": 4}, {"a": 3, "b": 1}],
        [{"a": 1, "b": 1, "c": 1, "d": 1}],  # four groups "dưới 5", and "dưới 5" in all: one each
    ],
)
def test_where_the_words_would_give_a_count_away_nothing_is_said(commune):
    """Not even which figures are small, or 0."""
    versions = [CountedReport(1 + i, 1, own, earlier=(1,)[:i], is_new=True) for i, own in enumerate(commune)]
    own = dict.fromkeys(commune[0], 0)
    history = [*versions, CountedReport(9, 10, own, sources=(len(versions),), is_new=True)]
    assert _gives_away(history, told_worlds.ONE) == []
    told = told_worlds.told_one_by_one(history)[len(versions) - 1]
    assert told.says_nothing
    assert told.kept >= {*own, ""}


def test_the_judge_finds_small_counts_where_nothing_keeps_them_company():
    """The negative control: without companions the same judge must find something out."""

    def is_found_out(reports):
        told = told_worlds.told_one_by_one(reports, with_companions=False)
        return any(reader.verdicts() for reader in told_worlds.readers(told))

    assert find(told_worlds.histories(), is_found_out, settings=_SLOWLY)


def test_what_is_kept_back_is_the_same_in_whatever_order_it_is_asked():
    reports = [
        CountedReport(1, 1, {"a": 3, "b": 7, "c": 50}, kept=frozenset("abc")),
        CountedReport(2, 2, {"a": 9, "b": 8, "c": 30}),
        CountedReport(3, 10, {"a": 0, "b": 4, "c": 12}, sources=(1, 2), is_new=True),
    ]
    assert groups_to_keep_back(reports) == groups_to_keep_back(reports[::-1])


def test_a_correction_that_changes_nothing_keeps_back_the_same():
    first = CountedReport(1, 1, {"a": 3, "b": 7, "c": 50}, is_new=True)
    kept = groups_to_keep_back([first])[1]
    assert kept.groups == {"a", "b", "c"}
    again = replace(first, id=2, earlier=(1,))
    assert groups_to_keep_back([replace(first, is_new=False, kept=kept.groups), again])[2] == kept


def test_a_province_of_many_communes_is_decided_at_once():
    """Twelve districts of twenty communes: small counts have company enough, and every sum of the province is told."""
    told = [
        CountedReport(
            100 * district + commune,
            100 * district + commune,
            {group: (7 * commune + 3 * district + 5 * place) % 23 for place, group in enumerate("abcdef")},
        )
        for district in range(1, 13)
        for commune in range(1, 21)
    ]
    told = [replace(one, kept=groups_to_keep_back([replace(one, is_new=True)])[one.id].groups) for one in told]
    for district in range(1, 13):
        below = tuple(one.id for one in told if one.id // 100 == district)
        report = CountedReport(100 * district, 100 * district, dict.fromkeys("abcdef", 0), sources=below, is_new=True)
        near = [one for one in told if one.id in below]
        told.append(replace(report, is_new=False, kept=groups_to_keep_back([*near, report])[report.id].groups))
    districts = tuple(100 * district for district in range(1, 13))
    province = CountedReport(9999, 9999, dict.fromkeys("abcdef", 0), sources=districts, is_new=True)
    assert groups_to_keep_back([*told, province])[9999] == Kept(frozenset())
