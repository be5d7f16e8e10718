"""Everything an entry says, as one text: what makes a row the same row in another workbook. Pure."""

from collections.abc import Iterator, Sequence
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
    name: nothing
    for name, nothing in ActivityEntry._field_defaults.items()
    if name not in _FIRST_FIELDS and name != "partner_ids"
}
_more, _NO_MORE = attrgetter("partner_ids", *_LATER), (frozenset(), *_LATER.values())


def contents(entries: Sequence[ActivityEntry]) -> Iterator[str]:
    """Everything each entry says, as one text: equal for equal entries, whatever workbook said it."""
    for entry in entries:
        said = repr(_FIRST(entry))
        yield said if _more(entry) == _NO_MORE else said + _rest(entry)


def _rest(entry: ActivityEntry) -> str:
    said = repr(sorted(entry.partner_ids)) if entry.partner_ids else ""
    for name, nothing in _LATER.items():
        if (value := getattr(entry, name)) != nothing:
            said += f"{name}={sorted(value) if isinstance(value, frozenset) else value!r}"
    return said
