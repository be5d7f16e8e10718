"""Add, change or take out one target, task, deadline or risk group of a draft."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, Model

from vandong.accounts.access import Officer
from vandong.kernel import audit
from vandong.programme import access
from vandong.programme.errors import BadValue, ProgrammeNotHere
from vandong.programme.models import Deadline, RiskGroup, Target, Task

PARTS: Mapping[str, type[Model]] = {"target": Target, "task": Task, "deadline": Deadline, "risk_group": RiskGroup}
_NUMBERED = ("target", "task", "risk_group")
# The only columns a form may write, part by part: nothing else typed ever reaches the row.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "target": (
        "kind",
        "subject",
        "value",
        "value_unit",
        "indicator",
        "holder_level",
        "baseline_text",
        "due_on",
        "quote",
    ),
    "task": ("section", "text", "short_text", "levels", "due_on"),
    "deadline": ("kind", "recurs", "month", "day", "on", "from_level", "to_level", "via", "text"),
    "risk_group": ("name", "short_name"),
}


@transaction.atomic
def save_part(
    *, by: Officer, programme_id: int, part: str, item_id: int | None, values: Mapping[str, Any], now: datetime
) -> int:
    """Write one item of a draft; `item_id` None adds it at the end. Returns its id.

    `values` are cleaned form values; only `COLUMNS[part]` are taken. Raises ProgrammeNotHere, AlreadyIssued, BadValue.
    """
    programme = access.programme_to_edit(by, programme_id, lock=True)
    model: Any = PARTS[part]
    if item_id is None:
        item = model(programme=programme)
        if part in _NUMBERED:
            item.position = (model.objects.filter(programme=programme).aggregate(last=Max("position"))["last"] or 0) + 1
        if part == "risk_group":
            item.code = f"group_{item.position}"
    else:
        item = model.objects.filter(id=item_id, programme=programme).first()
        if item is None:
            raise ProgrammeNotHere
    changed = [name for name in COLUMNS[part] if name in values and getattr(item, name) != values[name]]
    for name in changed:
        setattr(item, name, values[name])
    if part == "risk_group" and model.objects.filter(programme=programme, name=item.name).exclude(id=item.id).exists():
        raise BadValue("Nhóm này đã có trong chương trình.", field="name")
    item.save()
    _tell(by, now, "saved", programme, part, item.id, changed)
    return item.id


@transaction.atomic
def remove_part(*, by: Officer, programme_id: int, part: str, item_id: int, now: datetime) -> None:
    """Take one item out of a draft. Raises ProgrammeNotHere, AlreadyIssued."""
    programme = access.programme_to_edit(by, programme_id, lock=True)
    model: Any = PARTS[part]
    removed, _ = model.objects.filter(id=item_id, programme=programme).delete()
    if not removed:
        raise ProgrammeNotHere
    _tell(by, now, "removed", programme, part, item_id, [])


def _tell(by: Officer, now: datetime, what: str, programme: Any, part: str, item_id: int, changed: list[str]) -> None:
    audit.record(
        by=by,
        at=now,
        action=f"programme.{part}.{what}",
        subject_type=f"programme.{part}",
        subject_id=item_id,
        subject_label=programme.short_title,
        unit_id=by.unit_id,
        changed_fields=changed,
    )
