"""Many rows at once, faster than the ORM writes them: plain values, one statement, the same on both databases.

For a domain's own verb inside its own transaction, with values it has judged; the database's constraints and triggers
hold as ever.
"""

import gc
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cache
from itertools import islice
from typing import Any

from django.db import connection, models

_AT_ONCE = 2_000  # rows
_ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


@contextmanager
def not_collecting() -> Iterator[None]:
    """While tens of thousands of plain values are made, which refer to each other in no circle, Python does not look
    again and again for such circles among them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def insert(model: type[models.Model], columns: Mapping[str, Iterable[Any]]) -> None:
    """Insert rows told column by column: attribute name → a value a row, for all the model's columns but the key. A
    UUID may come as its 32 hex digits."""
    fields = _fields(model, columns)
    names = ", ".join(f'"{field.column}"' for field in fields)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # The driver's own errors become Django's here, as they do in any other statement.
            with connection.wrap_database_errors, cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
                lines = map("\t".join, zip(*map(_as_copied, columns.values()), strict=True))
                while chunk := list(islice(lines, _AT_ONCE)):
                    copy.write("\n".join(chunk) + "\n")
            return
        kept = [
            list(_as_sqlite_keeps_them(field, column)) for field, column in zip(fields, columns.values(), strict=True)
        ]
        same = [len(set(values)) == 1 for values in kept]
        if all(same):  # one row, or nothing that tells one from another
            same = [False] * len(kept)
        # What every row says the same stands in the statement: binding it for each would cost a fifth of the whole.
        places = [_literal(cursor, one[0]) if is_same else "%s" for one, is_same in zip(kept, same, strict=True)]
        statement = f'INSERT INTO "{table}" ({names}) VALUES ({", ".join(places)})'  # noqa: S608  quoted by the database
        told = [values for values, is_same in zip(kept, same, strict=True) if not is_same]
        cursor.executemany(statement, list(zip(*told, strict=True)))


def _as_copied(values: Iterable[Any]) -> Iterator[str]:
    """Values as PostgreSQL reads them from a COPY; equal ones are written once."""
    kept = list(values)
    return map({value: _copied(value) for value in set(kept)}.__getitem__, kept)


def _copied(value: Any) -> str:
    if value is None:
        return "\\N"
    if isinstance(value, str):
        return value.translate(_ESCAPED)
    return value.isoformat() if isinstance(value, date) else str(value)


def _literal(cursor: Any, value: Any) -> str:
    """A value as SQLite itself writes it into a statement."""
    cursor.execute("SELECT quote(%s)", [value])
    (text,) = cursor.fetchone()
    return str(text).replace("%", "%%")


def _fields(model: type[models.Model], names: Iterable[str]) -> list[Any]:
    known = {field.attname: field for field in model._meta.concrete_fields}
    return [known[name] for name in names]


def _as_sqlite_keeps_them(field: Any, values: Iterable[Any]) -> Iterable[Any]:
    """Days, instants and decimals in the form Django gives them; equal values are asked once."""
    if not isinstance(field, models.DateField | models.DecimalField):
        return values
    return map(cache(lambda value: field.get_db_prep_save(value, connection)), values)


def present(model: type[models.Model], name: str, hex_digits: Collection[str]) -> set[str]:
    """Those of the UUIDs, told by their 32 hex digits, that stand in a column already."""
    if not hex_digits:
        return set()
    (field,) = _fields(model, [name])
    column, table = field.column, model._meta.db_table
    is_sqlite = connection.vendor == "sqlite"
    is_among = "IN (SELECT value FROM json_each(%s))" if is_sqlite else "= ANY(%s::uuid[])"
    asked: Any = json.dumps(list(hex_digits)) if is_sqlite else list(hex_digits)
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "{column}" FROM "{table}" WHERE "{column}" {is_among}', [asked])  # noqa: S608
        return {one if isinstance(one, str) else one.hex for (one,) in cursor.fetchall()}
