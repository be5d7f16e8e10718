"""What an indicator is: one definition, one birthplace, one expression."""

from __future__ import annotations  # Ibis is named here, and imported where indicators are compiled

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import ibis.expr.types as ir


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
    rows: Literal["activities", "hot_spot_activities", "risk_attendances", "group_sizes"] = "activities"
    is_person_count: bool = False  # of people at risk: 1–4 are not shown above the unit that recorded them
    per_risk_group: bool = False  # also told for each high-risk group
    has_whole: bool = True  # False: told for each group only, for one person may stand in two
    within: str = ""  # the indicator that counts the same people and others besides

    @property
    def is_counted_by_activity(self) -> bool:
        """Whether activities make it; otherwise a unit's book states it."""
        return self.rows != "group_sizes"
