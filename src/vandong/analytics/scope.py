"""Whose records count, in which span: the only things that vary between two runs of one indicator; and what an
indicator becomes for a database, with places for them."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Dialect = Literal["sqlite", "postgres", "duckdb"]


@dataclass(frozen=True)
class Scope:
    """Records of `programme_id` held from `starts_on` to `ends_on`, both inclusive.

    With `below_on` None: of the reporting unit `unit_id` alone. With a day: of every reporting unit that stands at or
    below `unit_id` on that day.
    """

    programme_id: int
    starts_on: date
    ends_on: date
    unit_id: int
    below_on: date | None = None

    @property
    def is_subtree(self) -> bool:
        return self.below_on is not None


@dataclass(frozen=True)
class Compiled:
    """SQL of one dialect, the scope's field behind each parameter in order, and the facts it reads."""

    sql: str
    parameters: tuple[str, ...]
    fact_names: tuple[str, ...]


@dataclass(frozen=True)
class Mark:
    """A value an expression is compiled with once, and its place taken by a parameter at every run."""

    name: str  # field of Scope
    value: int | date


# Values no record can hold: whatever they stand for in the compiled text is one of our parameters, and nothing else.
MARKS = (
    Mark("programme_id", 999_000_000_000_001),
    Mark("unit_id", 999_000_000_000_002),
    Mark("starts_on", date(1111, 11, 11)),
    Mark("ends_on", date(1222, 12, 22)),
    Mark("below_on", date(1333, 10, 13)),
)
_BY_NAME = {mark.name: mark.value for mark in MARKS}


def marked(*, is_subtree: bool) -> Scope:
    """The scope an expression is compiled with."""
    return Scope(
        programme_id=_BY_NAME["programme_id"],  # type: ignore[arg-type]
        starts_on=_BY_NAME["starts_on"],  # type: ignore[arg-type]
        ends_on=_BY_NAME["ends_on"],  # type: ignore[arg-type]
        unit_id=_BY_NAME["unit_id"],  # type: ignore[arg-type]
        below_on=_BY_NAME["below_on"] if is_subtree else None,  # type: ignore[arg-type]
    )
