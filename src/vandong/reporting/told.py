"""What reports have told of people at risk, as figures for `kernel.disclosure`: every report ever approved, in all its
versions, over all periods whose days overlap, at every level. Pure: no database, no clock.

Attendances counted at one activity are told nowhere above the unit that recorded them; the finest figure told is a
unit's own sum over a period, for a group. These, and what a correction or a longer period changes of them, are parts.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from vandong.kernel.disclosure import Figure, Standing, is_small, kept_back

WHOLE = ""  # the key of all groups together
_TOGETHER = "small groups"  # of one table of one report
Parts = dict[str, int]


@dataclass(frozen=True)
class Table:
    """Figures told side by side: the groups, and the key of all of them together; None where that is never told."""

    groups: tuple[str, ...]
    whole: str | None


@dataclass(frozen=True)
class Shape:
    """Tables whose figures bound each other, so that they are decided together. `within`: a group of one table → that
    of another which counts it too and others besides (first-timers are among those who came)."""

    tables: tuple[Table, ...]
    within: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CountedReport:
    """One report's counts by risk group (by table and group, where a `Shape` says so). `sources`: reports of units
    below that it adds. `earlier`: approved reports of the same unit over days that overlap, the oldest first. `kept`:
    groups (and wholes) kept back when it was told; `says_nothing`: not even told of which were small, or 0."""

    id: int
    unit_id: int
    own: Mapping[str, int]
    declared: Mapping[str, int] = field(default_factory=dict)
    sources: tuple[int, ...] = ()
    earlier: tuple[int, ...] = ()
    kept: frozenset[str] = frozenset()
    says_nothing: bool = False
    is_new: bool = False


@dataclass(frozen=True)
class Kept:
    """What one report keeps back: groups (and wholes); and whether it says nothing of any of them."""

    groups: frozenset[str]
    says_nothing: bool = False


def groups_to_keep_back(reports: Sequence[CountedReport], shape: Shape | None = None) -> dict[int, Kept]:
    """For each new report the groups (and wholes) not to be told above its unit or in a document.

    `reports`: those being told now, and all told before that share a part with them. `shape`: one table of all groups
    with its `WHOLE` unless told.
    """
    shape = shape or _one_table(reports)
    return dict(_decided(_Question(hashlib.sha256(repr((reports, shape)).encode()).digest(), reports, shape)))


@dataclass(frozen=True)
class _Question:
    """All that bears on an answer; known by its digest."""

    digest: bytes
    reports: Sequence[CountedReport] = field(compare=False)
    shape: Shape = field(compare=False)


@lru_cache(maxsize=16)  # the same is asked when a report is opened, submitted and approved
def _decided(asked: _Question) -> dict[int, Kept]:
    reports, shape = asked.reports, asked.shape
    sums = _Sums(reports, shape)
    kept = kept_back(sums.amounts, [figure for report in sums.reports for figure in sums.figures(report)])
    new = [report for report in reports if report.is_new]
    if kept.says_nothing:
        everything = Kept(frozenset(key for table in shape.tables for key in _told_keys(table)), says_nothing=True)
        return {report.id: everything for report in new}
    return {
        report.id: Kept(frozenset().union(*(_groups_kept(report, table, kept.figures) for table in shape.tables)))
        for report in new
    }


def _one_table(reports: Sequence[CountedReport]) -> Shape:
    return Shape((Table(tuple(sorted({group for report in reports for group in report.own})), WHOLE),))


def _groups_kept(report: CountedReport, table: Table, kept: frozenset[str]) -> frozenset[str]:
    """Of a unit that adds no others' reports all groups or none, beside their whole. What it tells now can't be taken
    back when the unit above adds it up; the more it keeps back, the surer every sum above can be told."""
    found = frozenset(key for key in _told_keys(table) if kept & set(_keys(report.id, key)))
    if report.sources or not found:
        return found
    counts = {**report.own, **report.declared}
    return found | {group for group in table.groups if counts.get(group)}


def _told_keys(table: Table) -> tuple[str, ...]:
    return table.groups if table.whole is None else (*table.groups, table.whole)


def _keys(report_id: int, group: str) -> tuple[str, str]:
    return f"{report_id:012} {group} value", f"{report_id:012} {group} computed"


class _Sums:
    """Sums of parts for each report and group, built from the oldest report on."""

    def __init__(self, reports: Sequence[CountedReport], shape: Shape) -> None:
        self.shape = shape
        self.by_id = {report.id: report for report in reports}
        self.reports = sorted(reports, key=lambda report: report.id)
        self.groups = sorted(group for table in shape.tables for group in table.groups)
        self.amounts: dict[str, int] = {}
        self.owner: dict[str, int] = {}
        self._own: dict[tuple[int, str], Parts] = {}
        self._value: dict[tuple[int, str], Parts] = {}
        self._of_units: dict[frozenset[int], frozenset[str]] = {}  # asked for every figure: whose parts they are
        above: dict[int, set[int]] = {}
        for report in reports:
            for source in report.sources:
                if source in self.by_id:
                    above.setdefault(self.by_id[source].unit_id, set()).add(report.unit_id)
        self.above = {report.unit_id: _closure(report.unit_id, above) for report in reports}
        for report in reports:
            for group in self.groups:  # every part must be there before anyone asks whose it is
                self.own(report, group)
                self.value(report, group)

    def figures(self, report: CountedReport) -> list[Figure]:
        """One report's figures: as reported, as computed where another was declared, its own part, what changed."""
        found = [figure for table in self.shape.tables for figure in self._of_table(report, table)]
        for group in self.groups:
            own = self.own(report, group)
            known = self._known_above(report)
            if report.sources:
                found.append(Figure(f"{report.id:012} {group} own", own, "never_told", known))
            for earlier in report.earlier:
                if changed := _less(own, self.own(self.by_id[earlier], group)):
                    key = f"{report.id:012} {group} since {earlier:012}"
                    found.append(Figure(key, changed, "never_told", known))
        for inner, outer in self.shape.within.items():
            others = _less(self.own(report, outer), self.own(report, inner))
            found.append(Figure(f"{report.id:012} {outer} without {inner}", others, "at_least_0"))
        return found

    def _of_table(self, report: CountedReport, table: Table) -> Iterable[Figure]:
        for key in _told_keys(table):
            groups = table.groups if key == table.whole else (key,)
            told, computed = _keys(report.id, key)
            yield self._figure(report, key, told, self._sum(self.value, report, groups))
            if report.declared:
                yield self._figure(report, key, computed, self._sum(self.computed, report, groups))
        if table.whole is None:
            return
        if report.sources:
            own = self._sum(self.own, report, table.groups)
            yield Figure(f"{report.id:012} {table.whole} own", own, "never_told", self._known_above(report))
        if together := self._small_groups_together(report, table):
            key = f"{report.id:012} {table.whole} {_TOGETHER}"
            yield self._figure(report, table.whole, key, together, is_told=False)

    def _small_groups_together(self, report: CountedReport, table: Table) -> Parts:
        """The sum of the small groups, which a correction may make the whole; empty where there are not several."""
        together: Parts = {}
        small = [group for group in table.groups if is_small(self._amount(self.value(report, group)))]
        for group in small:
            _add(together, self.value(report, group))
        return together if len(small) > 1 else {}

    def own(self, report: CountedReport, group: str) -> Parts:
        """What the unit did itself: as in its report before, and what changed since. An amount it had before is taken
        to be the same records again, for a reader may have seen that nothing changed."""
        key = (report.id, group)
        if key not in self._own:
            amount = report.own.get(group, 0)
            before = [self.by_id[earlier] for earlier in reversed(report.earlier)]
            base = next((one for one in before if one.own.get(group, 0) == amount), before[0] if before else None)
            if base is None:
                self._own[key] = {self._part(report, group, "own", amount): 1}
            else:
                change = amount - base.own.get(group, 0)
                parts = dict(self.own(base, group))
                if change:
                    parts[self._part(report, group, "change", abs(change))] = 1 if change > 0 else -1
                self._own[key] = parts
        return self._own[key]

    def value(self, report: CountedReport, group: str) -> Parts:
        """What is reported: the declared figure, or the computed one."""
        key = (report.id, group)
        if key not in self._value:
            if group in report.declared:
                self._value[key] = {self._declared(report, group): 1}
            else:
                self._value[key] = self.computed(report, group)
        return self._value[key]

    def computed(self, report: CountedReport, group: str) -> Parts:
        """Its own and what the units below report."""
        parts = dict(self.own(report, group))
        for source in report.sources:
            _add(parts, self.value(self.by_id[source], group))
        return parts

    def _declared(self, report: CountedReport, group: str) -> str:
        """One part for as long as the unit declares the same."""
        for earlier in reversed(report.earlier):
            before = self.by_id[earlier]
            if before.declared.get(group) == report.declared[group]:
                return self._declared(before, group)
        return self._part(report, group, "declared", report.declared[group])

    def _part(self, report: CountedReport, group: str, kind: str, amount: int) -> str:
        name = f"{report.id:012} {group} {kind}"
        self.amounts[name], self.owner[name] = amount, report.unit_id
        return name

    def _sum(self, of: Callable[[CountedReport, str], Parts], report: CountedReport, groups: tuple[str, ...]) -> Parts:
        whole: Parts = {}
        for each in groups:
            _add(whole, of(report, each))
        return whole

    def _figure(self, report: CountedReport, group: str, key: str, parts: Parts, *, is_told: bool = True) -> Figure:
        known = self._known_above(report)
        if any(self.amounts[part] and self.owner[part] != report.unit_id for part in parts):
            known |= self._parts_of({report.unit_id})  # whoever adds up others' figures knows their own
        standing: Standing = "new"
        said_nothing = report.says_nothing and not report.is_new
        may_be_zero = is_told and (said_nothing or bool(report.sources and report.earlier))
        says_small = not report.sources and not said_nothing
        if not is_told:
            standing = "never_told"
        elif not report.is_new:
            value = self._amount(parts)
            is_kept = group in report.kept and (value or may_be_zero)
            standing = "kept_back" if is_small(value) or is_kept else "told"
        return Figure(key, parts, standing, known, says_small=says_small, may_be_zero=may_be_zero)

    def _amount(self, parts: Parts) -> int:
        return sum(sign * self.amounts[part] for part, sign in parts.items())

    def _known_above(self, report: CountedReport) -> frozenset[str]:
        return self._parts_of(self.above[report.unit_id])

    def _parts_of(self, unit_ids: set[int]) -> frozenset[str]:
        wanted = frozenset(unit_ids)
        if wanted not in self._of_units:
            self._of_units[wanted] = frozenset(part for part, owner in self.owner.items() if owner in wanted)
        return self._of_units[wanted]


def _closure(unit_id: int, above: Mapping[int, set[int]]) -> set[int]:
    found: set[int] = set()
    waiting = [unit_id]
    while waiting:
        for each in above.get(waiting.pop(), set()) - found:
            found.add(each)
            waiting.append(each)
    return found


def _add(to: Parts, parts: Mapping[str, int]) -> None:
    for part, sign in parts.items():
        to[part] = to.get(part, 0) + sign
        if not to[part]:
            del to[part]


def _less(parts: Mapping[str, int], other: Mapping[str, int]) -> Parts:
    left = dict(parts)
    _add(left, {part: -sign for part, sign in other.items()})
    return left
