"""Everything an entry says, as one text: what makes a row the same row in another workbook. Pure."""

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Any

from vandong.outreach.rules import ActivityEntry

# What made an entry's content when the first workbook was taken in: tokens must stay what they were. A field that comes
# later is added to the content only where it says something.
_FIRST_FIELDS = (
    "programme_id", "unit_id", "held_on", "channel", "lead_body_id", "task_id", "title", "place", "attendance_count",
    "female_count", "risk_counts", "leaflet_count", "banner_count", "broadcast_count", "household_count", "note",
)  # fmt: skip
_FIRST = attrgetter(*_FIRST_FIELDS)
_LATER = {
    name: nothing
    for name, nothing in ActivityEntry._field_defaults.items()
    if name not in _FIRST_FIELDS and name != "partner_ids"
}
_LATER_SAID, _NOTHING = attrgetter(*_LATER), tuple(_LATER.values())


def contents(entries: Sequence[ActivityEntry]) -> list[str]:
    """Everything each entry says, as one text: equal for equal entries, whatever workbook said it. Column by column,
    for in a long table they repeat themselves."""
    columns = [_shown(column) for column in zip(*map(_FIRST, entries), strict=True)]
    firsts = map(", ".join, zip(*columns, strict=True))
    return [f"({first}){_rest(entry)}" for first, entry in zip(firsts, entries, strict=True)]


def _shown(values: Sequence[Any]) -> Iterator[str]:
    return map({value: repr(value) for value in set(values)}.__getitem__, values)


def _rest(entry: ActivityEntry) -> str:
    said = repr(sorted(entry.partner_ids)) if entry.partner_ids else ""
    if (later := _LATER_SAID(entry)) != _NOTHING:
        for name, value, nothing in zip(_LATER, later, _NOTHING, strict=True):
            if value != nothing:
                said += f"{name}={sorted(value) if isinstance(value, frozenset) else value!r}"
    return said
