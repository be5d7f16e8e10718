"""Rows as a backup keeps them: one JSON list a line, the same from SQLite and from PostgreSQL.

Instants are UTC to the microsecond, days ISO, decimals text with the column's places, bytes base64, JSON with sorted
keys. A table's digest is SHA-256 over its lines in the order of the primary key, so equal digests mean equal rows.
"""

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps.registry import Apps
from django.db import models

# What is derived, or belongs to one running machine and would be wrong elsewhere: sessions must not come back to life
# with a backup, sign-in attempts are personal data kept for a month, the rest is made again by `migrate`.
LEFT_OUT_APPS = frozenset({"sessions", "axes", "contenttypes", "auth"})
CHUNK = 2000


@dataclass(frozen=True)
class Table:
    """One table to keep, and its model (today's, or a migration state's)."""

    name: str
    model: type[models.Model]

    @property
    def fields(self) -> "list[models.Field[Any, Any]]":
        """By column name: migrations and models do not always agree on the order."""
        return sorted(self.model._meta.concrete_fields, key=lambda field: str(field.column))

    @property
    def columns(self) -> list[str]:
        return [str(field.column) for field in self.fields]


@dataclass(frozen=True)
class Digest:
    """How many rows a table has, and the SHA-256 over them."""

    rows: int
    sha256: str


def tables(registry: Apps) -> list[Table]:
    """Every table a backup keeps, by name. Works on today's models and on the historical ones of a migration state."""
    kept = {}
    for model in registry.get_models(include_auto_created=True, include_swapped=False):
        meta = model._meta
        if meta.managed and not meta.proxy and meta.app_label not in LEFT_OUT_APPS:
            kept[meta.db_table] = Table(meta.db_table, model)
    return [kept[name] for name in sorted(kept)]


def lines(table: Table, alias: str) -> Iterator[bytes]:
    """The table's rows as lines, in the order of the primary key, without holding more than a chunk of them."""
    names = [field.attname for field in table.fields]
    rows = table.model._base_manager.using(alias).order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=CHUNK):
        yield encode(row)


def digest(table: Table, alias: str) -> Digest:
    """What the table holds now."""
    return digest_of(lines(table, alias))


def digest_of(all_lines: Iterable[bytes]) -> Digest:
    total, count = hashlib.sha256(), 0
    for line in all_lines:
        total.update(line)
        count += 1
    return Digest(count, total.hexdigest())


def encode(row: Iterable[Any]) -> bytes:
    """One row as one line, with its line feed."""
    text = json.dumps(list(row), ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)
    return text.encode() + b"\n"


def decode(table: Table, line: bytes, columns: list[str]) -> list[Any]:
    """A line back into Python values, in the order of the table's fields. `columns` is the order of the line's."""
    by_column = dict(zip(columns, json.loads(line), strict=True))
    return [field.to_python(by_column[str(field.column)]) for field in table.fields]


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID | timedelta):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    raise TypeError(f"{type(value).__name__} in a row")
