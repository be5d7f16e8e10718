"""Where the rows of a workbook stand: each place asked for once, and once for each stretch of days in which nothing
about it changes. Reads only."""

from dataclasses import dataclass
from datetime import date

from vandong.accounts.access import MayNot, Officer
from vandong.outreach import access, recording, rules
from vandong.outreach.activity_sheet import matching
from vandong.outreach.errors import RecordsItself, UnitElsewhere
from vandong.outreach.models import Channel
from vandong.outreach.organisations import queries as organisations
from vandong.units import queries as units


@dataclass(frozen=True)
class Place:
    """A unit that may be written for, and what is known of it in one stretch of days."""

    where: access.Ground
    ground: rules.Ground
    locked: str
    bodies: matching.Bodies
    usual_lead: int | None  # who leads unless told


@dataclass(frozen=True)
class NoPlace:
    """Why nothing may be written there, or not on that day."""

    why: str
    is_of_the_day: bool


class Places:
    """Places by unit and day, each asked for once."""

    def __init__(self, officer: Officer, offered: recording.OfferedProgramme) -> None:
        self._officer, self._offered = officer, offered
        self._where: dict[int, access.Ground | str] = {}
        self._days: dict[int, units.Days] = {}
        self._known: dict[tuple[int, int], Place] = {}
        self._answers: dict[tuple[int, date], Place | NoPlace] = {}
        self._registers: dict[int, organisations.Register] = {}

    def where(self, unit_id: int) -> access.Ground | str:
        """Ground to write on, or why not."""
        if unit_id not in self._where:
            try:
                self._where[unit_id] = access.place_to_write(self._officer, unit_id)
            except (UnitElsewhere, RecordsItself, MayNot) as refusal:
                self._where[unit_id] = refusal.message
        return self._where[unit_id]

    def place_or_why(self, unit_id: int, day: date) -> Place | NoPlace:
        """Where to write, or why not."""
        asked = (unit_id, day)
        if asked not in self._answers:
            self._answers[asked] = self._place_or_why(unit_id, day)
        return self._answers[asked]

    def _place_or_why(self, unit_id: int, day: date) -> Place | NoPlace:
        where = self.where(unit_id)
        if isinstance(where, str):
            return NoPlace(where, is_of_the_day=False)
        if unit_id not in self._days:
            self._days[unit_id] = units.steady_days([unit_id])
        key = (unit_id, self._days[unit_id].stretch(day))
        if key not in self._known:
            self._known[key] = self._ask(unit_id, day)
        place = self._known[key]
        return NoPlace(place.locked, is_of_the_day=True) if place.locked else place

    def register(self, unit_id: int) -> organisations.Register:
        """Every organisation that stood at some time where the unit's things are done. Expects `where` to
        have answered with ground."""
        if unit_id not in self._registers:
            where = self.where(unit_id)
            assert isinstance(where, access.Ground)
            self._registers[unit_id] = organisations.register(where.above_ids[:2], where.place.level, self._officer.on)
        return self._registers[unit_id]

    def _ask(self, unit_id: int, day: date) -> Place:
        where = self.where(unit_id)
        assert isinstance(where, access.Ground)
        row, offered = self._offered.row, self._offered
        above = units.ancestors(unit_id, day)
        bodies = units.bodies_of_units([unit.id for unit in above], day)
        joining = units.front_bodies_below(unit_id, day)
        ground = rules.Ground(
            today=self._officer.on,
            unit_in_sentence=where.place.in_sentence,
            unit_from=where.place.valid_from,
            unit_until=where.place.valid_until,
            programme_title=row.short_title,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            task_ids=frozenset(task.id for task in offered.tasks),
            risk_group_names={group.id: group.short_name for group in offered.risk_groups},
            body_ids=frozenset(body.id for body in bodies),
            channels=frozenset(Channel.values),
            joining_ids=frozenset(body.id for body in joining),
            movement_ids=frozenset(term.id for term in offered.movements),
            instrument_ids=frozenset(term.id for term in offered.instruments),
        )
        known = matching.Bodies([*bodies, *joining], [unit.id for unit in above])
        lead = known.usual_lead(self._officer, unit_id)
        return Place(where, ground, units.lock_on(unit_id, day) or "", known, lead)
