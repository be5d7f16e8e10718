"""What an indicator is: one definition, one birthplace, one expression."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import ibis
import ibis.expr.types as ir

from vandong.analytics.records import ROWS, Tables
from vandong.analytics.scope import Scope


@dataclass(frozen=True)
class Indicator:
    """One additive figure of a report: the parts of a whole sum to it.

    `measure` is its arithmetic, one integer aggregate over `rows` (see `analytics.records`).
    """

    code: str
    name: str  # "Buổi tuyên truyền"
    unit: str  # "buổi", "lượt người"
    definition: str  # one sentence: what counts, what does not
    source: str  # one sentence: where it is born
    section: str  # the report's section that tells of it
    measure: Callable[[ir.Table], ir.IntegerScalar]
    rows: Literal["activities", "risk_attendances"] = "activities"
    is_person_count: bool = False  # of people at risk: 1–4 are not shown above the unit that recorded them
    per_risk_group: bool = False  # also told for each high-risk group

    def expression(self, facts: Tables, scope: Scope) -> ir.Table:
        """Columns reporting_unit_id, risk_group ("" = the whole), value; one row where there is anything to count."""
        rows = ROWS[self.rows](facts, scope)
        if not self.per_risk_group:
            rows = rows.mutate(risk_group=ibis.literal(""))
        return rows.group_by("reporting_unit_id", "risk_group").aggregate(value=self.measure(rows))
