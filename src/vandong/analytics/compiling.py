"""Indicators compiled to SQL, once for each shape and dialect (about 0.1 s the first time, nothing after), with `MARKS`
in the place of the scope's values; at every run the marks in the text become parameters of the statement.

All of Ibis stands behind this module. `engines` imports it when the first figure is asked for (decision 0063).
"""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

import ibis
import ibis.expr.types as ir

from vandong.analytics import facts, records
from vandong.analytics.indicators import BY_CODE, Indicator
from vandong.analytics.records import ROWS, Tables
from vandong.analytics.scope import MARKS, Compiled, Dialect, Scope, marked

_PARAMETER = {"sqlite": ("%s", "%s"), "postgres": ("%s", "CAST(%s AS DATE)"), "duckdb": ("?", "CAST(? AS DATE)")}


@cache
def compiled_family(codes: tuple[str, ...], is_subtree: bool, dialect: Dialect) -> Compiled:
    """SQL that computes several indicators over the same rows at once."""
    indicators = [BY_CODE[code] for code in codes]
    return compile_expression(_together(indicators, marked(is_subtree=is_subtree)), dialect)


@cache
def compiled_wholes(codes: tuple[str, ...], is_subtree: bool, dialect: Dialect) -> Compiled:
    """SQL that computes the wholes of several indicators over the same rows: columns reporting_unit_id and one each."""
    indicators = [BY_CODE[code] for code in codes]
    rows = ROWS[indicators[0].rows](records.tables(facts.registered()), marked(is_subtree=is_subtree))
    measures = {indicator.code: indicator.measure(rows) for indicator in indicators}
    return compile_expression(rows.group_by("reporting_unit_id").aggregate(**measures), dialect)


@cache
def compiled_indicator(code: str, is_subtree: bool, dialect: Dialect) -> Compiled:
    """SQL of one indicator's own expression: columns reporting_unit_id, risk_group, value."""
    expression = _expression(BY_CODE[code], records.tables(facts.registered()), marked(is_subtree=is_subtree))
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


@cache
def compiled_days(is_subtree: bool, dialect: Dialect) -> Compiled:
    """SQL of what communes did day by day: columns held_on, whole, in_hot_spots."""
    found = records.days_of_communes(records.tables(facts.registered()), marked(is_subtree=is_subtree))
    return compile_expression(found, dialect)


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


def _expression(indicator: Indicator, tables: Tables, scope: Scope) -> ir.Table:
    """Columns reporting_unit_id, risk_group ("" = the whole), value; one row where there is anything to count."""
    rows = ROWS[indicator.rows](tables, scope)
    if not indicator.per_risk_group:
        rows = rows.mutate(risk_group=ibis.literal(""))
    return rows.group_by("reporting_unit_id", "risk_group").aggregate(value=indicator.measure(rows))


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
