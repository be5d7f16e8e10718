"""What an entry says in tables of its own: bodies, organisations, terms, materials, attendances by group."""

from collections.abc import Iterable, Iterator
from operator import attrgetter

from django.db.models import Model

from vandong.outreach.models import (
    ActivityMaterial,
    ActivityOrganisation,
    ActivityPartner,
    ActivityTerm,
    RiskAttendance,
)
from vandong.outreach.rules import FIELDS, ActivityEntry

_AT_ONCE = 500
_TABLES: tuple[type[Model], ...] = (
    ActivityPartner, ActivityOrganisation, ActivityTerm, ActivityMaterial, RiskAttendance,
)  # fmt: skip
_SAID_IN_PARTS = (
    "partner_ids", "organisation_ids", "movement_ids", "instrument_ids", "materials", "risk_counts",
    "first_timer_counts",
)  # fmt: skip
_parts_of = attrgetter(*_SAID_IN_PARTS)
# The fields of an entry that are columns of the activity itself.
PLAIN = tuple(name for name in FIELDS if name not in _SAID_IN_PARTS)


def has_parts(entry: ActivityEntry) -> bool:
    """Whether it says anything beside its plain fields."""
    return any(_parts_of(entry))


def write(pairs: Iterable[tuple[int, ActivityEntry]]) -> None:
    """Insert the parts of (activity id, entry) pairs whose activities have none yet. One statement a table."""
    rows: dict[type[Model], list[Model]] = {table: [] for table in _TABLES}
    for activity_id, entry in pairs:
        for row in _rows(activity_id, entry):
            rows[type(row)].append(row)
    for table, made in rows.items():
        if made:
            table._default_manager.bulk_create(made, batch_size=_AT_ONCE)


def clear(activity_id: int) -> None:
    """Take away what was said, to write it anew. Part of a correction, whose version and audit line tell of it."""
    for table in _TABLES:
        table._default_manager.filter(activity_id=activity_id).delete()


def _rows(activity_id: int, entry: ActivityEntry) -> Iterator[Model]:
    for body_id in sorted(entry.partner_ids):
        yield ActivityPartner(activity_id=activity_id, body_id=body_id)
    for organisation_id in sorted(entry.organisation_ids):
        yield ActivityOrganisation(activity_id=activity_id, organisation_id=organisation_id)
    for term_id in sorted(entry.movement_ids | entry.instrument_ids):
        yield ActivityTerm(activity_id=activity_id, term_id=term_id)
    for position, (name, count) in enumerate(entry.materials, start=1):
        yield ActivityMaterial(activity_id=activity_id, position=position, name=name, count=count)
    first = dict(entry.first_timer_counts)
    for group_id, count in entry.risk_counts:
        yield RiskAttendance(
            activity_id=activity_id, risk_group_id=group_id, count=count, first_timer_count=first.get(group_id)
        )
