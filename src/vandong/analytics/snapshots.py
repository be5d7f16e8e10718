"""The facts copied out of the database: into DuckDB, and from there into Parquet files."""

import duckdb
from django.db import connection

from vandong.analytics import facts
from vandong.analytics.engines import Rows, arguments
from vandong.analytics.scope import Compiled, Dialect, Scope


class DuckDBEngine:
    """DuckDB over tables of the facts, taken from Django's connection when the engine is made."""

    dialect: Dialect = "duckdb"

    def __init__(self) -> None:
        self.duck = duckdb.connect()
        for fact in facts.registered().values():
            self._take(fact)

    def run(self, compiled: Compiled, scope: Scope) -> Rows:
        return self.duck.execute(compiled.sql, arguments(compiled, scope)).fetchall()

    def write_parquet(self, folder: str) -> None:
        """Write one Parquet file for each fact into an existing folder."""
        for name in facts.registered():
            path = f"{folder}/{name}.parquet".replace("'", "''")
            self.duck.execute(f"COPY {_quoted(name)} TO '{path}' (FORMAT parquet)")

    def _take(self, fact: facts.Fact) -> None:
        types = {"int64": "BIGINT", "string": "VARCHAR", "date": "DATE"}
        columns = ", ".join(f"{_quoted(name)} {types[kind]}" for name, kind in fact.columns.items())
        self.duck.execute(f"CREATE TABLE {_quoted(fact.name)} ({columns})")
        with connection.cursor() as cursor:
            cursor.execute(fact.sql)
            rows = cursor.fetchall()
        if rows:
            places = ", ".join("?" for _ in fact.columns)
            insert = f"INSERT INTO {_quoted(fact.name)} VALUES ({places})"  # noqa: S608  names of our own facts
            self.duck.executemany(insert, rows)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
