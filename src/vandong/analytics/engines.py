"""Where expressions run: Django's own connection here, DuckDB over a snapshot of the facts in `snapshots`. The answers
are equal.
"""

from collections.abc import Sequence
from datetime import date
from types import ModuleType
from typing import NamedTuple, Protocol

from django.db import connection

from vandong.analytics import facts
from vandong.analytics.indicators import BY_CODE
from vandong.analytics.scope import Compiled, Dialect, Scope

Rows = list[tuple[object, ...]]


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
        # Left alone, PostgreSQL writes out all of a fact that is used twice: the whole tree, for one commune's figures.
        facts_used = (f'"{name}" AS NOT MATERIALIZED ({facts.registered()[name].sql})' for name in compiled.fact_names)
        with connection.cursor() as cursor:
            cursor.execute(f"WITH {', '.join(facts_used)} {compiled.sql}", arguments(compiled, scope))
            return list(cursor.fetchall())


def values(engine: Engine, scope: Scope, codes: Sequence[str] | None = None) -> list[Value]:
    """Every figure of the indicators asked for (all of them by default), for each reporting unit in scope.

    Indicators that share rows and grouping are computed by one statement. Figures without any row are not returned.
    """
    asked = tuple(BY_CODE) if codes is None else tuple(codes)
    answer: list[Value] = []
    for family in _families(asked):
        compiled = _compiling().compiled_family(family, scope.is_subtree, engine.dialect)
        for unit_id, group, *measured in engine.run(compiled, scope):
            answer.extend(
                Value(_whole(unit_id), code, str(group), _whole(value))
                for code, value in zip(family, measured, strict=True)
            )
    return answer


def wholes(engine: Engine, scope: Scope, codes: Sequence[str]) -> list[Value]:
    """The same of the indicators' wholes alone: one statement for each kind of rows."""
    by_rows: dict[str, list[str]] = {}
    for code in codes:
        by_rows.setdefault(BY_CODE[code].rows, []).append(code)
    answer: list[Value] = []
    for family in by_rows.values():
        compiled = _compiling().compiled_wholes(tuple(family), scope.is_subtree, engine.dialect)
        for unit_id, *measured in engine.run(compiled, scope):
            unit = _whole(unit_id)
            answer.extend(Value(unit, code, "", _whole(value)) for code, value in zip(family, measured, strict=True))
    return answer


def contributions(engine: Engine, scope: Scope, code: str) -> list[tuple[int, str, int]]:
    """What each record adds to an indicator, by the indicator's own measure: (activity id, risk group, value > 0)."""
    compiled = _compiling().compiled_contributions(code, scope.is_subtree, engine.dialect)
    found = [(_whole(record), str(group), _whole(value)) for record, group, value in engine.run(compiled, scope)]
    return [row for row in found if row[2] > 0]


def days_of_communes(engine: Engine, scope: Scope) -> list[tuple[date, int, int]]:
    """(day, activities of communes, those of them in hot spots), for every day that has any."""
    compiled = _compiling().compiled_days(scope.is_subtree, engine.dialect)
    return sorted(
        (day if isinstance(day, date) else date.fromisoformat(str(day)), _whole(whole), _whole(hot))
        for day, whole, hot in engine.run(compiled, scope)
    )


def _families(codes: tuple[str, ...]) -> list[tuple[str, ...]]:
    grouped: dict[tuple[str, bool], list[str]] = {}
    for code in codes:
        indicator = BY_CODE[code]
        grouped.setdefault((indicator.rows, indicator.per_risk_group), []).append(code)
    return [tuple(family) for family in grouped.values()]


def _compiling() -> ModuleType:
    """Ibis takes a second to import: not when a server or a command starts, but when the first figure is asked for."""
    from vandong.analytics import compiling

    return compiling


def arguments(compiled: Compiled, scope: Scope) -> list[int | str]:
    found = [getattr(scope, name) for name in compiled.parameters]
    return [value.isoformat() if isinstance(value, date) else value for value in found]


def _whole(value: object) -> int:
    """Every engine's whole number as an int: SQLite int, PostgreSQL Decimal, DuckDB HUGEINT; NULL of no rows is 0."""
    return 0 if value is None else int(value)  # type: ignore[call-overload]
