"""Everything an entry says, as one text: what makes a row the same row in another workbook. Pure."""

from dataclasses import fields
from operator import attrgetter

from vandong.outreach.rules import ActivityEntry

# What made an entry's content when the first workbook was taken in: tokens must stay what they were. A field that comes
# later is added to the content only where it says something.
_FIRST_FIELDS = (
    "programme_id", "unit_id", "held_on", "channel", "lead_body_id", "task_id", "title", "place", "attendance_count",
    "female_count", "risk_counts", "leaflet_count", "banner_count", "broadcast_count", "household_count", "note",
)  # fmt: skip
_FIRST = attrgetter(*_FIRST_FIELDS)
_LATER = {
    field.name: field.default
    for field in fields(ActivityEntry)
    if field.name not in _FIRST_FIELDS and field.name != "partner_ids"
}


def content(entry: ActivityEntry) -> str:
    """Everything an entry says, as one text: equal for equal entries, whatever workbook said it."""
    said = repr(_FIRST(entry))
    if entry.partner_ids:
        said += repr(sorted(entry.partner_ids))
    for name, nothing in _LATER.items():
        if (value := getattr(entry, name)) != nothing:
            said += f"{name}={sorted(value) if isinstance(value, frozenset) else value!r}"
    return said
