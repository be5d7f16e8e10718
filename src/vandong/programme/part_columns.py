"""What a part of a draft is made of: its tables, the columns a person writes, the state they stand in."""

from collections.abc import Mapping

from django.db.models import Model

from vandong.kernel.two_savers import state_number
from vandong.programme.models import Deadline, PlanTerm, RiskGroup, Target, Task

# What a plan's first page says: columns of the programme itself.
BASICS = ("title", "short_title", "plan_number", "plan_dated_on", "starts_on", "ends_on")
PARTS: Mapping[str, type[Model]] = {
    "target": Target,
    "task": Task,
    "deadline": Deadline,
    "risk_group": RiskGroup,
    "term": PlanTerm,
}
# The only columns a form may write, part by part: nothing else typed ever reaches the row.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "target": (
        "kind",
        "subject",
        "value",
        "value_unit",
        "indicator",
        "holder_level",
        "successor_level",
        "baseline_text",
        "baseline_from",
        "baseline_to",
        "due_on",
        "recurs",
        "scope",
        "holder_text",
        "quote",
    ),
    "task": ("section", "text", "short_text", "levels", "due_on", "lead", "partners"),
    "deadline": (
        "kind",
        "recurs",
        "month",
        "day",
        "on",
        "starts_on",
        "from_level",
        "to_level",
        "via",
        "text",
        "section",
    ),
    "risk_group": ("name", "short_name"),
    "term": ("kind", "name", "doc_type", "number", "dated_on", "issuer", "is_basis"),
}


def state_of(part: str, row: Model) -> int:
    """The state a part stands in: what a page shows of it, for whoever changes it or takes it out."""
    return state_number(row.pk, *(getattr(row, name) for name in COLUMNS[part]))
