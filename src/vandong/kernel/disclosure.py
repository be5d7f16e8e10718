"""Which person-counts are kept back so that no count of 1-4 can be worked out from those that are told.

Pure: no database, no clock, no words of a domain. Whoever publishes counts of people at risk describes everything a
reader can ever have seen as sums of the same unknown parts, and says which of those sums are told now for the first
time. The answer is the figures among them to keep back.

What a reader is taken to know: every told figure exactly; of a kept-back one that it is not 0 and, where small ones say
"dưới 5", whether it is 1-4 or 5 and more; that parts are whole and not negative; and, of their own unit, every part.
What is promised: for each small figure there is a second world, built here part by part, that agrees with all of that
and gives the small figure another value. A figure told before stays told and is never relied on to hide anything. Where
no second world is found, nothing new is said at all, not even which figures are small or 0: what was safe stays so.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import heappop, heappush
from itertools import count
from typing import Literal

SMALLEST_TOLD = 5  # person-counts of 1-4 stay with the unit that recorded them
LESS = "dưới 5"
NOT_TOLD = "không nêu"  # kept back so that no one can subtract

Standing = Literal["new", "told", "kept_back", "never_told", "at_least_0"]
# How far a search goes: parts that differ between the two worlds (a rectangle of two units and two groups takes four),
# and whether more may be kept back for it. Beyond these steps of each more is kept back than need be, never less.
_SEARCHES = ((4, False), (6, False), (8, False), (4, True), (2, True))
_MOST_STEPS = 3000


def is_small(value: int) -> bool:
    """Whether a person-count is 1-4."""
    return 0 < value < SMALLEST_TOLD


def words(value: int, *, says_small: bool) -> str:
    """What stands in the place of a figure that is kept back."""
    return LESS if says_small and is_small(value) else NOT_TOLD


@dataclass(frozen=True)
class Figure:
    """One sum of unknown parts, each added (1) or taken away (-1).

    `never_told` is a figure that stands nowhere and must still not be found: what a unit did itself, what a correction
    changed. `at_least_0` is no secret; a reader knows that it cannot be negative: who came, without those who came for
    the first time. `known`: parts some reader of this figure knows by themselves; no second world may rest on them.
    `says_small`: kept back it reads "dưới 5" when it is; otherwise "không nêu", be it small or not. Only a figure of
    which no reader knows a part may say so: of 5, kept back as "không nêu", one's own 1 would leave a certain 4.
    `may_be_zero`: kept back it may be 0 too. A 0 that cannot be kept back undoes what stood before a correction.
    """

    key: str
    parts: Mapping[str, int]
    standing: Standing = "new"
    known: frozenset[str] = field(default_factory=frozenset)
    says_small: bool = True
    may_be_zero: bool = False


@dataclass(frozen=True)
class KeptBack:
    """Keys of the new figures to keep back. `says_nothing`: these are all of them, and a reader may not learn of any
    whether it is small, or 0."""

    figures: frozenset[str]
    says_nothing: bool = False


def kept_back(amounts: Mapping[str, int], figures: Sequence[Figure]) -> KeptBack:
    """The small new figures, and companions, those that say least first.

    `amounts` gives every part its true value (0 or more). Equal input gives an equal answer, in whatever order.
    """
    table = _Table(amounts, figures)
    proven: set[int] = set()
    for secret in table.secrets():
        if secret in proven:
            continue
        world = table.second_world(secret)
        if world is None:
            table.keep_back_everything_new()
            world = table.second_world(secret)
        if world is None:
            return KeptBack(frozenset(one.key for one in figures if one.standing == "new"), says_nothing=True)
        table.kept |= world.also_kept
        proven |= table.changed_in(world)
    new = frozenset(table.figures[one].key for one in table.kept if table.figures[one].standing == "new")
    return KeptBack(new)


def _value(amounts: Mapping[str, int], figure: Figure) -> int:
    return sum(sign * amounts[part] for part, sign in figure.parts.items())


@dataclass(frozen=True)
class _World:
    """How the second world differs: by part; what that does to each figure; figures to keep back for it; figures that
    still tell it from the true one."""

    moves: Mapping[str, int]
    shifts: Mapping[int, int]
    also_kept: frozenset[int]
    troubles: frozenset[int]


class _Table:
    """All figures, by number in the order of their keys."""

    def __init__(self, amounts: Mapping[str, int], figures: Sequence[Figure]) -> None:
        self.amounts = amounts
        self.figures = sorted(figures, key=lambda one: one.key)
        self.values = [_value(amounts, one) for one in self.figures]
        self.parts = [sorted(one.parts.items()) for one in self.figures]
        self.inside: dict[str, list[tuple[int, int]]] = {}
        for place, figure in enumerate(self.figures):
            for part, sign in figure.parts.items():
                self.inside.setdefault(part, []).append((place, sign))
        self.kept = {
            place
            for place, figure in enumerate(self.figures)
            if figure.standing == "kept_back" or (figure.standing == "new" and is_small(self.values[place]))
        }

    def secrets(self) -> list[int]:
        """Small figures that must not be found, the smallest first."""
        found = [
            place
            for place, figure in enumerate(self.figures)
            if is_small(abs(self.values[place])) and (place in self.kept or figure.standing == "never_told")
        ]
        return sorted(found, key=lambda place: (abs(self.values[place]), place))

    def keep_back_everything_new(self) -> None:
        """Of the new figures only the words for them are told, and which are 0."""
        self.kept |= {place for place in range(len(self.figures)) if self._may_be_kept(place)}

    def changed_in(self, world: _World) -> set[int]:
        """Figures that the same second world proves: it changes them and uses nothing their readers know."""
        return {
            place
            for place, shift in world.shifts.items()
            if shift and not (self.figures[place].known & set(world.moves))
        }

    def second_world(self, secret: int) -> _World | None:
        """The second world in which least is kept back besides; None where the search finds none."""
        for most_moves, may_keep in _SEARCHES:
            if world := self._searched(secret, most_moves, may_keep=may_keep):
                return world
        return None

    def _searched(self, secret: int, most_moves: int, *, may_keep: bool) -> _World | None:
        known = self.figures[secret].known
        order = count()
        # Worlds wait as what makes them, one after the other: of a sum of hundreds of parts few are ever looked at.
        queue: list[tuple[int, int, int, Iterator[_World]]] = []
        heappush(queue, (0, -1, next(order), self._begun(secret, known, may_keep=may_keep)))
        for _ in range(_MOST_STEPS):
            world = None
            while queue and world is None:
                cost, depth, turn, worlds = heappop(queue)
                if (world := next(worlds, None)) is not None:
                    heappush(queue, (cost, depth, turn, worlds))
            if world is None:
                return None
            trouble = self._trouble(world)
            if trouble is None:
                if world.shifts.get(secret):
                    return world
                continue
            if may_keep and self._may_be_kept(trouble) and trouble not in world.also_kept:
                kept = iter([self._keeping(world, trouble)])
                heappush(queue, (cost + max(self.values[trouble], 1), depth, next(order), kept))
            if len(world.moves) < most_moves:
                further = self._settled(world, trouble, known, may_keep=may_keep)
                heappush(queue, (cost, depth - 1, next(order), further))
        return None

    def _begun(self, secret: int, known: frozenset[str], *, may_keep: bool) -> Iterator[_World]:
        """Worlds in which one part of the secret is one more or less."""
        for part, _sign in self.parts[secret]:
            for step in (1, -1):
                begun = self._moved(_World({}, {}, frozenset(), frozenset()), part, step, known, may_keep=may_keep)
                if begun is not None:
                    yield begun

    def _settled(self, world: _World, trouble: int, known: frozenset[str], *, may_keep: bool) -> Iterator[_World]:
        """Worlds in which another part of a figure moves the other way."""
        away = 1 if world.shifts[trouble] > 0 else -1
        for part, sign in self.parts[trouble]:
            if part not in world.moves:
                further = self._moved(world, part, -away * sign, known, may_keep=may_keep)
                if further is not None:
                    yield further

    def _moved(self, world: _World, part: str, step: int, known: frozenset[str], *, may_keep: bool) -> _World | None:
        """One part more or less; None where it cannot be: known to a reader, below zero, or told by itself."""
        if part in known or self.amounts[part] + step < 0:
            return None
        shifts, troubles = dict(world.shifts), set(world.troubles)
        for place, sign in self.inside[part]:
            stays = len(self.figures[place].parts) == 1 and not (may_keep and self._may_be_kept(place))
            if stays and self._tells(place, sign * step, world):
                return None
            shifts[place] = shift = shifts.get(place, 0) + sign * step
            if shift and self._tells(place, shift, world):
                troubles.add(place)
            else:
                troubles.discard(place)
        return _World({**world.moves, part: step}, shifts, world.also_kept, frozenset(troubles))

    def _keeping(self, world: _World, place: int) -> _World:
        """The same world with one figure more kept back."""
        kept = _World(world.moves, world.shifts, world.also_kept | {place}, world.troubles)
        return kept if self._tells(place, kept.shifts[place], kept) else replace(kept, troubles=kept.troubles - {place})

    def _trouble(self, world: _World) -> int | None:
        """A figure that tells the two worlds apart: the one with fewest parts; None where none does."""
        return min(world.troubles, key=lambda place: (len(self.figures[place].parts), place), default=None)

    def _tells(self, place: int, shift: int, world: _World) -> bool:
        if self._is_fixed(place, world):
            return True
        value = self.values[place]
        if self.figures[place].standing in ("never_told", "at_least_0"):
            return value + shift < 0 <= value
        says_otherwise = self.figures[place].says_small and is_small(value) != is_small(value + shift)
        return says_otherwise or value + shift < (0 if self.figures[place].may_be_zero else 1)

    def _is_fixed(self, place: int, world: _World) -> bool:
        if place in self.kept or place in world.also_kept:
            return False
        return self.figures[place].standing in ("new", "told")

    def _may_be_kept(self, place: int) -> bool:
        figure = self.figures[place]
        return figure.standing == "new" and place not in self.kept and (self.values[place] > 0 or figure.may_be_zero)
