"""Reads of a commune's book of group sizes: frozen rows."""

from dataclasses import dataclass
from datetime import date, datetime

from vandong.accounts.access import Officer
from vandong.outreach.errors import GroupNotHere
from vandong.outreach.models import GroupSize
from vandong.outreach.risk_groups import access, rules
from vandong.programme import queries as programmes
from vandong.programme.queries import ProgrammeRow, RiskGroupRow


@dataclass(frozen=True)
class SizeRow:
    """One statement. `count` None: the number was taken back."""

    count: int | None
    source: str
    as_of_on: date
    version: int
    recorded_by: str
    recorded_at: datetime


@dataclass(frozen=True)
class GroupRow:
    """A group in a year: the statement that stands, if any was made, and those before it, newest first."""

    group: RiskGroupRow
    standing: SizeRow | None
    earlier: tuple[SizeRow, ...]

    @property
    def has_number(self) -> bool:
        return self.standing is not None and self.standing.count is not None


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


def books(officer: Officer, year: int | None) -> list[Book]:
    """The officer's commune in that year (None, or one a programme has not: its newest), a book for each issued
    programme that names groups. Empty for an officer above the commune."""
    place = access.book_to_see(officer)
    if place is None:
        return []
    found = []
    for programme in programmes.programmes(officer, only_issued=True):
        groups = programmes.risk_groups(programme.id)
        years = rules.years(programme.starts_on, programme.ends_on, officer.on)
        if groups and years:
            chosen = year if year in years else years[0]
            found.append(Book(programme, chosen, years, place.id, place.name, _groups(place.id, groups, chosen)))
    return found


def _groups(unit_id: int, groups: tuple[RiskGroupRow, ...], year: int) -> tuple[GroupRow, ...]:
    stated: dict[int, list[SizeRow]] = {}
    rows = GroupSize.objects.filter(unit_id=unit_id, year=year, risk_group_id__in=[group.id for group in groups])
    for row in rows.order_by("-version"):
        stated.setdefault(row.risk_group_id, []).append(
            SizeRow(row.count, row.source, row.as_of_on, row.version, row.recorded_by_label, row.recorded_at)
        )
    return tuple(
        GroupRow(group, said[0] if said else None, tuple(said[1:]))
        for group in groups
        for said in [stated.get(group.id, [])]
    )


def group_to_state(officer: Officer, group_id: int, year: int) -> tuple[Book, GroupRow]:
    """One group in a year of the officer's own commune, and its book. Raises GroupNotHere (also to whoever
    keeps no book: a unit above learns nothing, not even which groups there are)."""
    for book in books(officer, year):
        for row in book.groups:
            if row.group.id == group_id and book.year == year and book.unit_id == officer.unit_id:
                return book, row
    raise GroupNotHere
