"""A fact: columns that a domain hands over to analytics, as one SELECT over its own tables.

Facts hold integers, codes and local dates only (no timestamps, decimals, floats), so that every engine gives the same
answer. The SELECT is valid on SQLite and on PostgreSQL, holds no null date, no "%" and no user text.
"""

from dataclasses import dataclass
from typing import Literal

ColumnType = Literal["int64", "string", "date"]


@dataclass(frozen=True)
class Fact:
    """One fact table: its name in expressions, its columns in the order of the SELECT, and the SELECT itself."""

    name: str
    columns: dict[str, ColumnType]
    sql: str
