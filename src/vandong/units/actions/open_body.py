"""Open one body in a unit, from a day on."""

from datetime import date, datetime

from django.db import transaction

from vandong.kernel import audit, vietnamese
from vandong.units.models import Body


@transaction.atomic
def open_body(
    *, by: audit.Actor, unit_id: int, kind: str, name: str, short_name: str, valid_from: date, now: datetime
) -> int:
    """Create the body; returns its id."""
    body = Body.objects.create(
        unit_id=unit_id,
        kind=kind,
        name=vietnamese.tidy(name),
        short_name=vietnamese.tidy(short_name),
        valid_from=valid_from,
    )
    audit.record(
        by=by,
        at=now,
        action="units.body.opened",
        subject_type="units.body",
        subject_id=body.id,
        subject_label=body.short_name,
        unit_id=unit_id,
    )
    return body.id
