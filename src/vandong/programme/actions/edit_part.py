"""Add, change or take out one target, task, deadline, risk group or term of a draft."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from vandong.accounts.access import Officer
from vandong.kernel import audit, numbers
from vandong.kernel.two_savers import ensure_unchanged
from vandong.programme import access
from vandong.programme.errors import BadValue, CameFromText, ProgrammeNotHere
from vandong.programme.models import Programme, ReadItem, RiskGroup
from vandong.programme.part_columns import COLUMNS, PARTS, state_of

_NUMBERED = ("target", "task", "risk_group", "term")


@transaction.atomic
def save_part(
    *,
    by: Officer,
    programme_id: int,
    part: str,
    item_id: int | None,
    values: Mapping[str, Any],
    version: int | None,
    now: datetime,
) -> int:
    """Write one item of a draft; `item_id` None adds it at the end. Returns its id.

    `values` are cleaned form values; only `COLUMNS[part]` are taken. `version` is the `part_version` the page showed,
    None for a new item. Raises ProgrammeNotHere, AlreadyIssued, BadValue, ChangedMeanwhile.
    """
    programme = access.programme_to_edit(by, programme_id, lock=True)
    if item_id is not None:
        ensure_unchanged(part_version(programme_id, part, item_id), version)
    part_id, changed = write_part(programme, part, item_id, values, origin=None)
    _tell(by, now, "saved", programme, part, part_id, changed)
    return part_id


def part_version(programme_id: int, part: str, item_id: int) -> int:
    """The state an item of a draft stands in. Raises ProgrammeNotHere."""
    row = PARTS[part]._default_manager.filter(id=item_id, programme=programme_id).first()
    if row is None:
        raise ProgrammeNotHere
    return state_of(part, row)


@transaction.atomic
def remove_part(*, by: Officer, programme_id: int, part: str, item_id: int, version: int | None, now: datetime) -> None:
    """Take one item out of a draft, as the page showed it (`version`, a `part_version`). Raises ProgrammeNotHere,
    AlreadyIssued, ChangedMeanwhile, and CameFromText for what a sentence of the plan brought: that is taken back where
    its sentence stands."""
    programme = access.programme_to_edit(by, programme_id, lock=True)
    model: Any = PARTS[part]
    row = model.objects.filter(id=item_id, programme=programme).first()
    if row is None:
        raise ProgrammeNotHere
    if row.from_item_id is not None:
        raise CameFromText
    ensure_unchanged(state_of(part, row), version)
    row.delete()
    _tell(by, now, "removed", programme, part, item_id, [])


def write_part(
    programme: Programme, part: str, part_id: int | None, values: Mapping[str, Any], *, origin: ReadItem | None
) -> tuple[int, list[str]]:
    """The row itself, inside a verb that has asked for the draft: its id and the names of the columns that changed."""
    model: Any = PARTS[part]
    if part_id is None:
        row = model(programme=programme, from_item=origin)
        if part in _NUMBERED:
            row.position = (model.objects.filter(programme=programme).aggregate(last=Max("position"))["last"] or 0) + 1
        if part == "risk_group":
            row.code = _unused_code(programme)
    else:
        row = model.objects.filter(id=part_id, programme=programme).first()
        if row is None:
            raise ProgrammeNotHere
    changed = [name for name in COLUMNS[part] if name in values and getattr(row, name) != values[name]]
    for name in changed:
        setattr(row, name, values[name])
    if part == "risk_group" and model.objects.filter(programme=programme, name=row.name).exclude(id=row.id).exists():
        raise BadValue("Nhóm này đã có trong chương trình.", field="name")
    ensure_amount(row)
    row.save()
    return row.id, changed


def _unused_code(programme: Programme) -> str:
    """Places are numbered anew when a programme is issued; a code stays with its group for good."""
    codes = RiskGroup.objects.filter(programme=programme).values_list("code", flat=True)
    numbers_used = [int(code.removeprefix("group_")) for code in codes if code.removeprefix("group_").isdecimal()]
    return f"group_{max(numbers_used, default=0) + 1}"


def ensure_amount(row: Any) -> None:
    """Raises BadValue where a target's value is more than can be kept: written, it could never be read again."""
    value = getattr(row, "value", None)
    if value is not None and not 0 <= value < numbers.AMOUNT_LIMIT:
        raise BadValue("Mức của mục tiêu lớn quá, phần mềm không ghi được. Xin xem lại con số.", field="value")


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
