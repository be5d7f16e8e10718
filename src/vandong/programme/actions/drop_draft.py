"""Throw a draft away: a document read by mistake, a programme begun twice."""

from datetime import datetime
from typing import Any

from django.db import transaction

from vandong.accounts.access import Officer
from vandong.kernel import audit
from vandong.kernel.two_savers import ensure_unchanged
from vandong.programme import access
from vandong.programme.handing_down import readiness
from vandong.programme.models import PlanReading, ReadItem
from vandong.programme.part_columns import PARTS


@transaction.atomic
def drop_draft(*, by: Officer, programme_id: int, version: int | None, now: datetime) -> None:
    """Delete a draft with all that was read, decided and entered; its audit lines stay. `version` is the
    `readiness.state_of_draft` the page showed. Raises ProgrammeNotHere, MayNot, AlreadyIssued, ChangedMeanwhile."""
    programme = access.programme_to_edit(by, programme_id, lock=True)
    ensure_unchanged(readiness.state_of_draft(programme), version)
    for model in PARTS.values():  # before the sentences they name
        parts: Any = model._default_manager.filter(programme=programme)
        parts.delete()
    ReadItem.objects.filter(reading__programme=programme).delete()
    PlanReading.objects.filter(programme=programme).delete()
    title = programme.short_title
    programme.delete()
    audit.record(
        by=by,
        at=now,
        action="programme.programme.dropped",
        subject_type="programme.programme",
        subject_id=programme_id,
        subject_label=title,
        unit_id=by.unit_id,
    )
