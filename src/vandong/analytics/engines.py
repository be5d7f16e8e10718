"""Where expressions run: Django's own connection, or DuckDB over a snapshot of the facts. The answers are equal.

An expression is compiled once for each shape and dialect (about 0.1 s the first time, some milliseconds after), with
`MARKS` in the place of the scope's values; at every run the marks in the text become parameters of the statement.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, NamedTuple, Protocol

import duckdb
import ibis
import ibis.expr.types as ir
from django.db import connection

from vandong.analytics import facts, records
from vandong.analytics.indicators import BY_CODE, Indicator
from vandong.analytics.records import ROWS
from vandong.analytics.scope import MARKS, Scope, marked

Dialect = Literal["sqlite", "postgres", "duckdb"]
Rows = list[tuple[object, ...]]

_PARAMETER = {"sqlite": ("%s", "%s"), "postgres": ("%s", "CAST(%s AS DATE)"), "duckdb": ("?", "CAST(? AS DATE)")}


@dataclass(frozen=True)
class Compiled:
    """SQL of one dialect, the scope's field behind each parameter in order, and the facts it reads."""

    sql: str
    parameters: tuple[str, ...]
    fact_names: tuple[str, ...]


class Value(NamedTuple):
    """One answer: an additive figure of one reporting unit; `risk_group` is empty for the whole. A province's home page
    reads three thousand."""

    unit_id: int
    indicator: str
    risk_group: str
    value: int


class Engine(Protocol):
    @property
    def dialect(self) -> Dialect: ...

    def run(self, compiled: Compiled, scope: Scope) -> Rows: ...


class DjangoEngine:
    """Django's own connection: the page's transaction sees what the page wrote."""

    @property
    def dialect(self) -> Dialect:
        return "sqlite" if connection.vendor == "sqlite" else "postgres"

    def run(self, compiled: Compiled, scope: Scope) -> Rows:
        ctes = ", ".join(f'"{name}" AS ({facts.registered()[name].sql})' for name in compiled.fact_names)
        with connection.cursor() as cursor:
            cursor.execute(f"WITH {ctes} {compiled.sql}", _arguments(compiled, scope))
            return list(cursor.fetchall())


class DuckDBEngine:
    """DuckDB over tables of the facts, taken from Django's connection when the engine is made."""

    dialect: Dialect = "duckdb"

    def __init__(self) -> None:
        self.duck = duckdb.connect()
        for fact in facts.registered().values():
            self._take(fact)

    def run(self, compiled: Compiled, scope: Scope) -> Rows:
        return self.duck.execute(compiled.sql, _arguments(compiled, scope)).fetchall()

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


def values(engine: Engine, scope: Scope, codes: Sequence[str] | None = None) -> list[Value]:
    """Every figure of the indicators asked for (all of them by default), for each reporting unit in scope.

    Indicators that share rows and grouping are computed by one statement. Figures without any row are not returned.
    """
    asked = tuple(BY_CODE) if codes is None else tuple(codes)
    answer: list[Value] = []
    for family in _families(asked):
        compiled = compiled_family(family, scope.is_subtree, engine.dialect)
        for unit_id, group, *measured in engine.run(compiled, scope):
            answer.extend(
                Value(_whole(unit_id), code, str(group), _whole(value))
                for code, value in zip(family, measured, strict=True)
            )
    return answer


def contributions(engine: Engine, scope: Scope, code: str) -> list[tuple[int, str, int]]:
    """What each record adds to an indicator, by the indicator's own measure: (activity id, risk group, value > 0)."""
    compiled = compiled_contributions(code, scope.is_subtree, engine.dialect)
    found = [(_whole(record), str(group), _whole(value)) for record, group, value in engine.run(compiled, scope)]
    return [row for row in found if row[2] > 0]


def _families(codes: tuple[str, ...]) -> list[tuple[str, ...]]:
    grouped: dict[tuple[str, bool], list[str]] = {}
    for code in codes:
        indicator = BY_CODE[code]
        grouped.setdefault((indicator.rows, indicator.per_risk_group), []).append(code)
    return [tuple(family) for family in grouped.values()]


@cache
def compiled_family(codes: tuple[str, ...], is_subtree: bool, dialect: Dialect) -> Compiled:
    """SQL that computes several indicators over the same rows at once."""
    indicators = [BY_CODE[code] for code in codes]
    return compile_expression(_together(indicators, marked(is_subtree=is_subtree)), dialect)


@cache
def compiled_indicator(code: str, is_subtree: bool, dialect: Dialect) -> Compiled:
    """SQL of one indicator's own expression: columns reporting_unit_id, risk_group, value."""
    expression = BY_CODE[code].expression(records.tables(facts.registered()), marked(is_subtree=is_subtree))
    return compile_expression(expression, dialect)


@cache
def compiled_contributions(code: str, is_subtree: bool, dialect: Dialect) -> Compiled:
    """SQL of one indicator measured record by record: columns activity_id, risk_group, value."""
    indicator = BY_CODE[code]
    rows = ROWS[indicator.rows](records.tables(facts.registered()), marked(is_subtree=is_subtree))
    if not indicator.per_risk_group:
        rows = rows.mutate(risk_group=ibis.literal(""))
    measured = rows.group_by("activity_id", "risk_group").aggregate(value=indicator.measure(rows))
    return compile_expression(measured, dialect)


def compile_expression(expression: ir.Table, dialect: Dialect) -> Compiled:
    """Compile with Ibis, then turn every mark in the text into a parameter."""
    text = str(ibis.to_sql(expression, dialect=dialect))
    names = tuple(name for name in facts.registered() if f'"{name}"' in text)
    if dialect != "duckdb":
        text = text.replace("%", "%%")
    number, day = _PARAMETER[dialect]
    spelled = {_spelling(mark.value, dialect): mark for mark in MARKS}
    order: list[str] = []

    def take(found: re.Match[str]) -> str:
        mark = spelled[found.group()]
        order.append(mark.name)
        return day if isinstance(mark.value, date) else number

    sql = re.sub("|".join(re.escape(spelling) for spelling in spelled), take, text)
    if missing := {"programme_id", "unit_id", "starts_on", "ends_on"} - set(order):
        raise ValueError(f"the {dialect} text has lost its marks {missing}")
    return Compiled(sql, tuple(order), names)


def _together(indicators: Sequence[Indicator], scope: Scope) -> ir.Table:
    tables = records.tables(facts.registered())
    rows = ROWS[indicators[0].rows](tables, scope)
    if not indicators[0].per_risk_group:
        rows = rows.mutate(risk_group=ibis.literal(""))
    measures = {indicator.code: indicator.measure(rows) for indicator in indicators}
    return rows.group_by("reporting_unit_id", "risk_group").aggregate(**measures)


def _spelling(value: int | date, dialect: Dialect) -> str:
    if isinstance(value, int):
        return str(value)
    return f"'{value.isoformat()}'" if dialect == "sqlite" else f"MAKE_DATE({value.year}, {value.month}, {value.day})"


def _arguments(compiled: Compiled, scope: Scope) -> list[int | str]:
    found = [getattr(scope, name) for name in compiled.parameters]
    return [value.isoformat() if isinstance(value, date) else value for value in found]


def _whole(value: object) -> int:
    """Every engine's whole number as an int: SQLite int, PostgreSQL Decimal, DuckDB HUGEINT; NULL of no rows is 0."""
    return 0 if value is None else int(value)  # type: ignore[call-overload]


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
