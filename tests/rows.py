"""The rows of an empty database's first filling, kept and put back: what a hundred tests stand on is made once.

kept = rows.added_by(world.build)   # the first time: made by its verbs
rows.put_back(kept)                 # from then on: the same rows, as they were
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction

Made = TypeVar("Made")


@dataclass(frozen=True)
class Rows:
    model: type[models.Model]
    columns: tuple[str, ...]
    values: list[tuple]


@dataclass(frozen=True)
class Kept(Generic[Made]):
    made: Made
    rows: list[Rows]


def added_by(make: Callable[[], Made]) -> Kept[Made]:
    """Run `make` and keep the rows of every table that was empty before it."""
    empty = [model for model in _models() if not model._base_manager.exists()]
    made = make()
    return Kept(made, [rows for rows in map(_rows, empty) if rows.values])


def put_back(kept: Kept[Made]) -> Made:
    """The rows again, with the numbers they had; the next row of each table is numbered after them. Those that refer
    to others go in before them: to an issued programme or an approved report the database lets nothing be added."""
    quote = connection.ops.quote_name
    with transaction.atomic(), connection.cursor() as cursor:
        for rows in reversed(kept.rows):
            columns = ", ".join(map(quote, rows.columns))
            places = ", ".join(["%s"] * len(rows.columns))
            cursor.executemany(
                f"INSERT INTO {quote(rows.model._meta.db_table)} ({columns}) VALUES ({places})", rows.values
            )
        for sql in connection.ops.sequence_reset_sql(no_style(), [rows.model for rows in kept.rows]):
            cursor.execute(sql)
    return kept.made


def _models() -> list[type[models.Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]


def _rows(model: type[models.Model]) -> Rows:
    columns = tuple(field.column for field in model._meta.local_concrete_fields)
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(map(quote, columns))} FROM {quote(model._meta.db_table)}")
        return Rows(model, columns, cursor.fetchall())
