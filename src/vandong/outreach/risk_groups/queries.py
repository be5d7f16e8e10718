"""Reads of a commune's book of group sizes: frozen rows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from vandong.accounts.access import Officer
from vandong.outreach.errors import GroupNotHere
from vandong.outreach.models import GroupSize
from vandong.outreach.risk_groups import access, coverage, rules
from vandong.programme import queries as programmes
from vandong.programme.queries import ProgrammeRow, RiskGroupRow
from vandong.units import queries as units


@dataclass(frozen=True)
class SizeRow:
    """One statement. `count` None: the number was taken back. `version`: its place among those this reader sees.
    `mark`: stated by the level above."""

    count: int | None
    source: str
    as_of_on: date
    version: int
    recorded_by: str
    recorded_at: datetime
    mark: str


@dataclass(frozen=True)
class Before:
    """The number of a commune that was merged into this one: read-only, and in no sum."""

    unit_name: str
    size: SizeRow


@dataclass(frozen=True)
class GroupRow:
    """A group in a year: the statement that stands, if any was made, those before it, newest first, what communes
    merged into this one had, and what activities counted of it (None for whoever states it from above)."""

    group: RiskGroupRow
    standing: SizeRow | None
    earlier: tuple[SizeRow, ...]
    before: tuple[Before, ...] = ()
    reached: rules.Reached | None = None

    @property
    def has_number(self) -> bool:
        return self.standing is not None and self.standing.count is not None

    @property
    def size(self) -> int | None:
        return self.standing.count if self.standing else None

    @property
    def share(self) -> str:
        """The coverage in words, "45 %"; empty where it cannot be said."""
        return rules.coverage_share(self.reached.first_timer_count, self.size) if self.reached else ""

    @property
    def bar(self) -> str:
        """How long its bar is, in percent of the whole; a coverage past 100 % fills it."""
        done = self.reached.first_timer_count if self.reached else 0
        return f"{min(100, 100 * done // self.size)}%" if self.size else ""

    @property
    def doubts(self) -> tuple[str, ...]:
        return rules.doubts(self.reached, self.size) if self.reached else ()


@dataclass(frozen=True)
class Book:
    """One programme's groups in one year in one commune."""

    programme: ProgrammeRow
    year: int
    years: tuple[int, ...]
    unit_id: int
    unit_name: str
    groups: tuple[GroupRow, ...]

    @property
    def known_count(self) -> int:
        """How many groups have a number. Never a sum of people: one person may stand in two groups."""
        return sum(row.has_number for row in self.groups)

    @property
    def has_before(self) -> bool:
        return any(row.before for row in self.groups)


def books(officer: Officer, year: int | None) -> list[Book]:
    """The officer's commune in that year (None, or one a programme has not: its newest), a book for each issued
    programme that names groups. Empty for an officer above the commune."""
    place = access.book_to_see(officer)
    if place is None:
        return []
    found = []
    for programme, groups, years in _programmes(officer):
        chosen = year if year in years else years[0]
        reached = coverage.reached(place.id, programme, chosen, officer.on)
        before = _before(place.id, groups, chosen, officer.on)
        said = _said(groups, GroupSize.objects.filter(unit_id=place.id, year=chosen))
        rows = tuple(
            GroupRow(
                group, *_standing(said[group.id]), tuple(before[group.id]), reached.get(group.code, rules.Reached())
            )
            for group in groups
        )
        found.append(Book(programme, chosen, years, place.id, place.name, rows))
    return found


def books_for(officer: Officer, unit_id: int, year: int | None) -> list[Book]:
    """What the officer's unit stated for a commune below that has nobody to: nothing else of its book. Raises MayNot,
    RecordsItself, GroupNotHere, GroupSizeElsewhere."""
    place = access.book_to_keep_for(officer, unit_id)
    found = []
    for programme, groups, years in _programmes(officer):
        chosen = year if year in years else years[0]
        rows = GroupSize.objects.filter(unit_id=place.id, year=chosen, recorded_in_id=officer.unit_id)
        said = _said(groups, rows)
        of_groups = tuple(GroupRow(group, *_standing(said[group.id])) for group in groups)
        found.append(Book(programme, chosen, years, place.id, place.name, of_groups))
    return found


def group_to_state(officer: Officer, group_id: int, year: int, unit_id: int | None = None) -> tuple[Book, GroupRow]:
    """One group in a year of the officer's own commune, and its book; or of a commune below, to state it for. Raises
    GroupNotHere (also to whoever keeps no book: a unit above learns nothing, not even which groups there are); for a
    commune below what `books_for` raises."""
    found = books(officer, year) if unit_id is None else books_for(officer, unit_id, year)
    for book in found:
        for row in book.groups:
            is_kept = unit_id is not None or book.unit_id == officer.unit_id
            if row.group.id == group_id and book.year == year and is_kept:
                return book, row
    raise GroupNotHere


def _programmes(officer: Officer) -> Iterator[tuple[ProgrammeRow, tuple[RiskGroupRow, ...], tuple[int, ...]]]:
    """Issued programmes that name groups and have begun, with their groups and years."""
    for programme in programmes.programmes(officer, only_issued=True):
        groups = programmes.risk_groups(programme.id)
        years = rules.years(programme.starts_on, programme.ends_on, officer.on)
        if groups and years:
            yield programme, groups, years


def _said(groups: Iterable[RiskGroupRow], rows: QuerySet[GroupSize]) -> dict[int, list[SizeRow]]:
    """By group, its statements, newest first."""
    said: dict[int, list[SizeRow]] = {group.id: [] for group in groups}
    for row in rows.filter(risk_group_id__in=list(said)).order_by("version"):
        of_group = said[row.risk_group_id]
        of_group.insert(0, _size(row, len(of_group) + 1))
    return said


def _standing(said: list[SizeRow]) -> tuple[SizeRow | None, tuple[SizeRow, ...]]:
    return (said[0], tuple(said[1:])) if said else (None, ())


def _before(unit_id: int, groups: Iterable[RiskGroupRow], year: int, today: date) -> dict[int, list[Before]]:
    """By group, what communes that ended into this one had stated last."""
    ended = units.visible_ids(unit_id, today).exclude(id=unit_id)
    latest: dict[tuple[int, int], GroupSize] = {}
    found: dict[int, list[Before]] = {group.id: [] for group in groups}
    rows = GroupSize.objects.filter(unit_id__in=ended, year=year, risk_group_id__in=list(found)).select_related("unit")
    for row in rows.order_by("unit__sort_key", "version"):
        latest[row.unit_id, row.risk_group_id] = row
    for row in latest.values():
        if row.count is not None:
            found[row.risk_group_id].append(Before(units.unit_row(row.unit).name, _size(row, row.version)))
    return found


def _size(row: GroupSize, version: int) -> SizeRow:
    return SizeRow(
        count=row.count,
        source=row.source,
        as_of_on=row.as_of_on,
        version=version,
        recorded_by=row.recorded_by_label,
        recorded_at=row.recorded_at,
        mark="Cấp trên ghi thay" if row.recorded_in_id else "",
    )
