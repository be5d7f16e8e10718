"""The rows indicators are measured on, as unbound Ibis tables: every record with the unit that reports it.

The reporting unit of a record is the unit itself when it is a commune, a district or a province; for a residential
area it is the commune the area stood under on the day of the record. Scope joins the dated ancestry: no id lists.
"""

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir

from vandong.analytics.scope import Scope
from vandong.kernel.facts import Fact

Tables = Mapping[str, ir.Table]


def tables(facts: Mapping[str, Fact]) -> dict[str, ir.Table]:
    """One unbound table for each fact."""
    return {fact.name: ibis.table(dict(fact.columns), name=fact.name) for fact in facts.values()}


def activities(facts: Tables, scope: Scope) -> ir.Table:
    """One row for each activity in scope, with `reporting_unit_id`; `area_id` is null unless it was held in an area."""
    activity, ancestry = facts["activity"], facts["ancestry"]
    reports = ancestry.filter(
        ((ancestry.depth == 0) & (ancestry.ancestor_level != "area"))
        | ((ancestry.depth == 1) & (ancestry.ancestor_level == "commune"))
    )
    held = activity.filter(
        (activity.programme_id == scope.programme_id)
        & (activity.held_on >= ibis.literal(scope.starts_on))
        & (activity.held_on <= ibis.literal(scope.ends_on))
    )
    rows = held.join(
        reports,
        [
            held.unit_id == reports.descendant_id,
            held.held_on >= reports.valid_from,
            held.held_on < reports.valid_until,
        ],
    ).select(
        *(held[name] for name in activity.columns),
        reporting_unit_id=reports.ancestor_id,
        reporting_level=reports.ancestor_level,
        area_id=ibis.cases((reports.depth == 1, held.unit_id)),
    )
    return _in_scope(facts, rows, scope)


def _in_scope(facts: Tables, rows: ir.Table, scope: Scope) -> ir.Table:
    """Rows of the scope's reporting units."""
    if scope.below_on is None:
        return rows.filter(rows.reporting_unit_id == scope.unit_id)
    day = ibis.literal(scope.below_on)
    below = facts["ancestry"].view()
    inside = below.filter(
        (below.ancestor_id == scope.unit_id) & (below.valid_from <= day) & (below.valid_until > day)
    ).select(inside_id=below.descendant_id)
    return rows.join(inside, [rows.reporting_unit_id == inside.inside_id]).drop("inside_id")


def risk_attendances(facts: Tables, scope: Scope) -> ir.Table:
    """One row for each activity and high-risk group counted at it: the activity's columns, `risk_group`, `count`."""
    rows, counted = activities(facts, scope), facts["risk_attendance"]
    named = counted.select(
        counted_activity_id=counted.activity_id,
        risk_group=counted.risk_group,
        risk_count=counted["count"],
        first_timer_count=counted.first_timer_count,
    )
    return rows.join(named, [rows.activity_id == named.counted_activity_id])


HOT_KINDS = ("hot_1", "hot_2", "hot_3")  # codes of units.StandingKind; a test holds the two together


def hot_spot_activities(facts: Tables, scope: Scope) -> ir.Table:
    """The activities whose reporting unit was a hot spot on their day. No two standings of a unit overlap, so no
    activity stands here twice."""
    rows, hot = activities(facts, scope), _hot_spots(facts)
    return rows.join(hot, _while_hot(rows, hot))


def days_of_communes(facts: Tables, scope: Scope) -> ir.Table:
    """One row for each day on which communes of the scope did anything: `held_on`, how many activities, and how many
    of these in hot spots."""
    rows, hot = activities(facts, scope), _hot_spots(facts)
    rows = rows.filter(rows.reporting_level == "commune")
    told = rows.left_join(hot, _while_hot(rows, hot))
    return told.group_by("held_on").aggregate(
        whole=told.count(), in_hot_spots=told.hot_unit_id.notnull().ifelse(1, 0).sum()
    )


def _hot_spots(facts: Tables) -> ir.Table:
    standing = facts["standing"]
    return standing.filter(standing.kind.isin(HOT_KINDS)).select(
        hot_unit_id=standing.unit_id, hot_from=standing.valid_from, hot_until=standing.valid_until
    )


def _while_hot(rows: ir.Table, hot: ir.Table) -> list[ir.BooleanValue]:
    return [
        rows.reporting_unit_id == hot.hot_unit_id,
        rows.held_on >= hot.hot_from,
        rows.held_on < hot.hot_until,
    ]


def group_sizes(facts: Tables, scope: Scope) -> ir.Table:
    """One row for each high-risk group of the programme with a number for the year of the scope: `reporting_unit_id`
    (whose book it is), `risk_group`, `size_count`. A scope over two years has none: a size is of one year."""
    sizes = facts["group_size"]
    of_year = sizes.filter(
        (sizes.programme_id == scope.programme_id)
        & (sizes.year == ibis.literal(scope.starts_on).year())
        & (sizes.year == ibis.literal(scope.ends_on).year())
    )
    rows = of_year.select(reporting_unit_id=of_year.unit_id, risk_group=of_year.risk_group, size_count=of_year["count"])
    return _in_scope(facts, rows, scope)


ROWS = {
    "activities": activities,
    "risk_attendances": risk_attendances,
    "hot_spot_activities": hot_spot_activities,
    "group_sizes": group_sizes,
}
