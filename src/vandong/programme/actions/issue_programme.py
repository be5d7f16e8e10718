"""Issue a programme: from then on it stands, and every unit below sees it."""

from datetime import datetime
from typing import Any

from django.db import transaction

from vandong.accounts.access import Officer
from vandong.kernel import audit, files
from vandong.kernel.fields import VersionField
from vandong.messaging import actions as messaging
from vandong.programme import access
from vandong.programme.errors import DraftChanged, NotReady
from vandong.programme.handing_down import readiness
from vandong.programme.models import PlanTerm, Programme, RiskGroup, Target, Task
from vandong.units import queries as units


@transaction.atomic
def issue_programme(*, by: Officer, programme_id: int, version: int | None, path: str, now: datetime) -> None:
    """Issue a draft. Raises NotReady with the first thing it lacks (`readiness.lacks` names them all): an item or doubt
    of its text undecided, number and date, a target and a task, a holder after the districts, a number to measure by.
    Raises DraftChanged unless it still stands as the page showed it: `version` is its `readiness.state_of_draft`, 0
    where the page did not say. None is for callers who look and act in one go, without a page between.

    Parts that came from the plan's text are put into the order of the text, those entered by hand behind them. Every
    unit below that has a plan of its own to make is told, and led to `path`.
    """
    programme = access.programme_to_edit(by, programme_id, lock=True)
    if lacking := readiness.lacks(programme):
        raise NotReady(lacking[0].sentence)
    if version is not None and version != readiness.state_of_draft(programme):
        raise DraftChanged(None if version else VersionField.unseen)
    for model in (Target, Task, RiskGroup):
        _in_order_of_text(model, programme)
    for kind in PlanTerm.Kind.values:
        _in_order_of_text(PlanTerm, programme, kind=kind)
    programme.state = Programme.State.ISSUED
    programme.issued_at = now
    programme.version += 1
    programme.save()
    audit.record(
        by=by,
        at=now,
        action="programme.programme.issued",
        subject_type="programme.programme",
        subject_id=programme.id,
        subject_label=programme.short_title,
        unit_id=by.unit_id,
        changed_fields=["state"],
    )
    _tell_below(by, programme, path, now)


def _tell_below(by: Officer, programme: Programme, path: str, now: datetime) -> None:
    below = [unit.id for unit, _ in units.plan_units(by.unit_id, by.on)]
    messaging.tell_bodies(
        body_ids=units.standing_board_ids(below, by.on),
        key=f"issued:{programme.id}",
        text=f"Cấp trên vừa ban hành kế hoạch số {programme.plan_number}. Xin xem phần việc và hạn của đơn vị.",
        detail=programme.short_title,
        path=path,
        now=now,
    )


@transaction.atomic
def attach_plan_file(
    *, by: Officer, programme_id: int, content: bytes, name: str, media_type: str, now: datetime
) -> None:
    """Keep the plan document itself with a draft; a newer file takes the older one's place."""
    programme = access.programme_to_edit(by, programme_id, lock=True)
    programme.plan_file = files.store(content, name=name, media_type=media_type, now=now)
    programme.version += 1
    programme.save()
    audit.record(
        by=by,
        at=now,
        action="programme.programme.file_attached",
        subject_type="programme.programme",
        subject_id=programme.id,
        subject_label=programme.short_title,
        unit_id=by.unit_id,
        changed_fields=["plan_file"],
    )


def _in_order_of_text(model: Any, programme: Programme, **only: str) -> None:
    """Number parts as the plan has them. First out of the way: no two may share a position for a moment."""
    rows = list(model.objects.filter(programme=programme, **only).select_related("from_item").order_by("position"))
    if not any(row.from_item_id for row in rows):
        return
    rows.sort(key=lambda row: (row.from_item is None, row.from_item.span_start or 0 if row.from_item else 0))
    if [row.position for row in rows] == list(range(1, len(rows) + 1)):
        return
    top = max(row.position for row in rows)
    for shift in (top, 0):
        for place, row in enumerate(rows, start=1):
            row.position = shift + place
        model.objects.bulk_update(rows, ["position"])
