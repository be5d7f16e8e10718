"""A reader who has kept every table ever told, and looks for what was kept back: the judge of the tests of telling.

Shares no code with what it judges. It writes down what the reader knows as equations and bounds over what each unit did
in each report, and searches whole-number worlds that agree with them all.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from hypothesis import strategies as st

from vandong.reporting.told import WHOLE, CountedReport, Kept, Shape, Table, groups_to_keep_back

Sum = dict[tuple[int, str, str], int]  # (report, group, "own" or "declared") → how often it is counted
MOST = 60  # no unknown of these small worlds is larger
MOST_STEPS = 3000


@dataclass
class Constraint:
    terms: list[tuple[int, int]]  # (unknown, how often)
    low: int
    high: int


@dataclass
class Reader:
    """What someone who reads everything below `above` knows; what each secret is, as a sum, and its true value."""

    truth: dict[tuple[int, str, str], int]
    known: list[tuple[Sum, int, int]] = field(default_factory=list)
    secrets: dict[str, tuple[Sum, int]] = field(default_factory=dict)
    before: "dict[str, Reader]" = field(default_factory=dict)  # for a sum, the reader who has not seen its report yet
    worlds: list[dict[tuple[int, str, str], int]] = field(default_factory=list)  # found so far, all of which could be

    def verdicts(self) -> list[str]:
        """What is wrong: secrets that can have one value only ("found out"), and those of which the search could not
        tell within its steps ("too hard to say"), which no test forgives either. A sum of several unknowns that could
        be worked out before its report was told is no fault of that report: 2 and 1 kept back beside a told 8 are 3
        together, and neither is known."""
        found = []
        for name, (terms, value) in self.secrets.items():
            try:
                if self._another(terms, value):
                    continue
                if name not in self.before or self.before[name]._another(terms, value):
                    found.append(f"found out: {name}")
            except TooHardToSay:
                found.append(f"too hard to say: {name}")
        return found

    def _another(self, terms: Sum, value: int) -> bool:
        """Whether the sum could be something else. A world found for one secret mostly clears others too."""
        if any(sum(times * world[name] for name, times in terms.items()) != value for world in self.worlds):
            return True
        most = MOST * len(self.truth)
        return any(
            self._solve([(terms, low, high), *self.known]) for low, high in ((value + 1, most), (-most, value - 1))
        )

    def _solve(self, known: Iterable[tuple[Sum, int, int]]) -> bool:
        numbers = {name: place for place, name in enumerate(self.truth)}
        constraints = [
            Constraint([(numbers[name], times) for name, times in terms.items()], low, high)
            for terms, low, high in known
        ]
        world = _Search(constraints, list(self.truth.values())).world()
        if world is not None:
            self.worlds.append(dict(zip(self.truth, world, strict=True)))
        return world is not None


class TooHardToSay(Exception):
    """The search came to the end of its steps."""


class _Search:
    """For a world that agrees with all constraints, as near to the true one as may be: only unknowns of a constraint
    that the true one breaks are tried, nearest first, and whatever hangs on them."""

    def __init__(self, constraints: list[Constraint], near: list[int]) -> None:
        self.constraints = constraints
        self.near = near
        self.of: list[list[int]] = [[] for _ in near]
        for number, one in enumerate(constraints):
            for place, _ in one.terms:
                self.of[place].append(number)
        self.steps = MOST_STEPS

    def world(self) -> list[int] | None:
        """None where there is none. Raises TooHardToSay."""
        return self._within([0] * len(self.near), [MOST] * len(self.near), range(len(self.constraints)))

    def _within(self, low: list[int], high: list[int], changed: Iterable[int]) -> list[int] | None:
        if not self._narrow(low, high, changed):
            return None
        world = [min(max(value, least), most) for value, least, most in zip(self.near, low, high, strict=True)]
        broken = [one for one in self.constraints if not one.low <= _sum(one.terms, world) <= one.high]
        if not broken:
            return world
        self.steps -= 1
        if self.steps < 0:
            raise TooHardToSay
        open_ = {place for one in broken for place, _ in one.terms if low[place] < high[place]}
        place = min(open_, key=lambda one: (high[one] - low[one], one))
        here = world[place]
        for least, most in ((here, here), (low[place], here - 1), (here + 1, high[place])):
            if least <= most:
                lower, higher = list(low), list(high)
                lower[place], higher[place] = least, most
                if (found := self._within(lower, higher, self.of[place])) is not None:
                    return found
        return None

    def _narrow(self, low: list[int], high: list[int], changed: Iterable[int]) -> bool:
        """Tighten the bounds until nothing moves; False where no world is left."""
        waiting = dict.fromkeys(changed)
        while waiting:
            one = self.constraints[waiting.popitem()[0]]
            least = sum(times * (low[place] if times > 0 else high[place]) for place, times in one.terms)
            most = sum(times * (high[place] if times > 0 else low[place]) for place, times in one.terms)
            if least > one.high or most < one.low:
                return False
            if least >= one.low and most <= one.high:
                continue
            for place, times in one.terms:
                # What the others leave to this one; it stays right, if wide, while others move.
                mine, more = (low[place], high[place]) if times > 0 else (high[place], low[place])
                upper, lower = one.high - (least - times * mine), one.low - (most - times * more)
                if times < 0:
                    upper, lower = -lower, -upper
                upper, lower = upper // abs(times), -(-lower // abs(times))
                if lower > low[place] or upper < high[place]:
                    was = low[place], high[place]
                    low[place], high[place] = max(low[place], lower), min(high[place], upper)
                    if low[place] > high[place]:
                        return False
                    if times > 0:
                        least, most = least + times * (low[place] - was[0]), most + times * (high[place] - was[1])
                    else:
                        least, most = least + times * (high[place] - was[1]), most + times * (low[place] - was[0])
                    waiting.update(dict.fromkeys(self.of[place]))
        return True


def _sum(terms: list[tuple[int, int]], world: Sequence[int]) -> int:
    return sum(times * world[place] for place, times in terms)


# ---- histories ----------------------------------------------------------------------------------------------------

GROUPS = ("a", "b", "c", "d")
COUNT = st.one_of(st.just(0), st.integers(1, 4), st.integers(1, 4), st.integers(5, 9), st.integers(5, 12))


@dataclass(frozen=True)
class Tables:
    """What is told side by side: by the key of the whole (None: no whole is told), its groups. `within`: a group → the
    one of another table that counts it too."""

    groups: Mapping[str | None, tuple[str, ...]]
    within: Mapping[str, str] = field(default_factory=dict)

    @property
    def shape(self) -> Shape:
        return Shape(tuple(Table(groups, whole) for whole, groups in self.groups.items()), self.within)


ONE = Tables({WHOLE: GROUPS})
FIRST_TIMERS = Tables({WHOLE: ("a", "b"), "first": ("a1", "b1")}, {"a1": "a", "b1": "b"})
SIZES = Tables({None: GROUPS})  # one person may be in two groups: they are never added


@st.composite
def histories(draw: st.DrawFn, tables: Tables = ONE) -> list[CountedReport]:
    """Reports in the order they were approved: communes, their district, the province; corrections at any time, and
    longer periods. A report adds the newest of each unit below that was approved before it in the same period."""
    groups = next(iter(tables.groups.values()))
    groups = groups[: draw(st.integers(2, len(groups)))]
    districts = draw(st.integers(1, 2))
    below: dict[int, list[int]] = {100: [], 10: [], 11: []}
    for place in range(draw(st.integers(2, 5))):
        below[10 + place % districts].append(place)
    below[100] = [10, 11][:districts]
    newest: dict[tuple[int, int], CountedReport] = {}
    reports: list[CountedReport] = []
    for period in range(draw(st.integers(1, 2))):
        communes = draw(st.permutations(below[10] + below[11]))
        once = [*communes, *below[100], 100]
        for unit in [*once, *draw(st.lists(st.sampled_from(once), max_size=4))]:
            before = newest.get((unit, period)) or newest.get((unit, period - 1))
            own = {
                group: before.own[group]
                if before and draw(st.booleans())
                else draw(COUNT if unit < 10 else st.one_of(st.just(0), COUNT))
                for group in groups
            }
            for inner, outer in tables.within.items():
                same = before and before.own[inner] <= own[outer] and draw(st.booleans())
                own[inner] = before.own[inner] if before and same else draw(st.integers(0, own[outer]))
            declared = {groups[0]: draw(COUNT)} if draw(st.integers(0, 9)) == 0 else {}
            sources = tuple(newest[child, period].id for child in below.get(unit, []) if (child, period) in newest)
            earlier = (*before.earlier, before.id) if before else ()
            report = CountedReport(len(reports) + 1, unit, own, declared, sources, earlier, is_new=True)
            newest[unit, period] = report
            reports.append(report)
    return reports


def told_one_by_one(
    reports: Sequence[CountedReport], tables: Tables = ONE, *, with_companions: bool = True
) -> list[CountedReport]:
    """The same reports with what was kept back of each, decided when it was approved, knowing those before it only."""
    told: list[CountedReport] = []
    for report in reports:
        kept = groups_to_keep_back([*told, report], tables.shape)[report.id] if with_companions else Kept(frozenset())
        told.append(replace(report, is_new=False, kept=kept.groups, says_nothing=kept.says_nothing))
    return told


def readers(told: Sequence[CountedReport], tables: Tables = ONE) -> list[Reader]:
    """One for each unit that has others below it: it knows its own work exactly, and everything told of those below."""
    by_id = {report.id: report for report in told}
    above = {report.unit_id for report in told if report.sources}
    return [_reader(told, by_id, unit, tables) for unit in sorted(above)]


def _reader(
    told: Sequence[CountedReport], by_id: dict[int, CountedReport], unit: int, tables: Tables, until: int | None = None
) -> Reader:
    """`until`: as if that report and later ones had not been told yet."""
    reader = Reader({})
    seen = [report for report in told if unit == 100 or report.unit_id == unit or _is_below(report.unit_id, unit, told)]
    for report in seen:
        for group, count in report.own.items():
            reader.truth[report.id, group, "own"] = count
            if report.unit_id == unit:
                reader.known.append(({(report.id, group, "own"): 1}, count, count))
        for group, count in report.declared.items():
            reader.truth[report.id, group, "declared"] = count
            if report.unit_id == unit:
                reader.known.append(({(report.id, group, "declared"): 1}, count, count))
    for report in seen:
        if report.unit_id != unit and report.sources:
            for groups in (groups for whole, groups in tables.groups.items() if whole is not None):
                own: Sum = {(report.id, group, "own"): 1 for group in groups if group in report.own}
                if 0 < (all_own := sum(reader.truth[term] for term in own)) < 5:
                    reader.secrets[f"report {report.id} {groups} own together"] = (own, all_own)
        for inner, outer in tables.within.items():
            reader.known.append(({(report.id, outer, "own"): 1, (report.id, inner, "own"): -1}, 0, MOST))
        if until is None or report.id < until:
            _add_what_is_told(reader, by_id, report, unit, tables)
        _add_what_changed(reader, by_id, report, unit)
    for name, (terms, _) in reader.secrets.items() if until is None else ():
        if sum(reader.truth[term] > 0 for term in terms) > 1 and " since " not in name:
            reader.before[name] = _reader(told, by_id, unit, tables, until=int(name.split()[1]))
    return reader


def _is_below(unit: int, above: int, told: Sequence[CountedReport]) -> bool:
    units = {report.id: report.unit_id for report in told}
    return any(report.unit_id == above and unit in {units[one] for one in report.sources} for report in told)


def _add_what_is_told(
    reader: Reader, by_id: dict[int, CountedReport], report: CountedReport, unit: int, tables: Tables
) -> None:
    wholes = {whole: groups for whole, groups in tables.groups.items() if whole is not None}
    for group in (*report.own, *wholes):
        groups = [one for one in wholes.get(group, (group,)) if one in report.own]
        sums = {"value": _together(_value(by_id, report, each) for each in groups)}
        if report.declared:
            sums["computed"] = _together(_computed(by_id, report, each) for each in groups)
        for kind, terms in sums.items():
            value = sum(times * reader.truth[name] for name, times in terms.items())
            if report.unit_id == unit and all(not reader.truth[n] or by_id[n[0]].unit_id == unit for n in terms):
                continue  # its own alone: it sees it exactly
            is_small = 0 < value < 5
            if is_small:
                reader.secrets[f"report {report.id} {group} {kind}"] = (terms, value)
            if report.says_nothing:
                continue
            may_be_zero = bool(report.sources and report.earlier)  # then "không nêu" does not say that there is any
            if is_small or (group in report.kept and (value or may_be_zero)):
                least = 0 if may_be_zero else 1
                says = not report.sources  # a unit that adds up others' figures says "không nêu" of small ones too
                reader.known.append(
                    (terms, 5 if says and not is_small else least, 4 if says and is_small else 10 * MOST)
                )
            else:
                reader.known.append((terms, value, value))


def _add_what_changed(reader: Reader, by_id: dict[int, CountedReport], report: CountedReport, unit: int) -> None:
    if report.unit_id == unit:
        return
    for group, count in report.own.items():
        mine: Sum = {(report.id, group, "own"): 1}
        if 0 < count < 5:
            reader.secrets[f"report {report.id} {group} own"] = (mine, count)
        for earlier in report.earlier:
            before: Sum = {(earlier, group, "own"): -1}
            change = count - by_id[earlier].own[group]
            if not change:
                reader.known.append(({**mine, **before}, 0, 0))  # they may have seen that no record changed
            elif abs(change) < 5:
                reader.secrets[f"report {report.id} {group} since {earlier}"] = ({**mine, **before}, change)


def _value(by_id: dict[int, CountedReport], report: CountedReport, group: str) -> Sum:
    if group in report.declared:
        return {(report.id, group, "declared"): 1}
    return _computed(by_id, report, group)


def _computed(by_id: dict[int, CountedReport], report: CountedReport, group: str) -> Sum:
    below = (_value(by_id, by_id[source], group) for source in report.sources)
    return _together([{(report.id, group, "own"): 1}, *below])


def _together(sums: Iterable[Sum]) -> Sum:
    found: Sum = {}
    for terms in sums:
        for name, times in terms.items():
            found[name] = found.get(name, 0) + times
    return found
