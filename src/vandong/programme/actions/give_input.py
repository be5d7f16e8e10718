"""The numbers a target is measured against: give one, or issue on purpose without it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from vandong.accounts.access import Officer
from vandong.kernel import audit, vietnamese
from vandong.programme import access, rules
from vandong.programme.errors import BadValue, NoInputAsked
from vandong.programme.models import Target, TargetInput


@dataclass(frozen=True)
class Counted:
    """One number with its day (or its span, both ends inclusive) and who counted it."""

    value: Decimal
    unit_text: str
    counted_on: date | None
    from_on: date | None
    to_on: date | None
    source: str


@transaction.atomic
def enter_target_input(*, by: Officer, programme_id: int, target_id: int, counted: Counted, now: datetime) -> int:
    """Add a baseline or a denominator to a target of the officer's own programme, also after it was issued; the newest
    counts. Returns its id. Raises ProgrammeNotHere, MayNot, NoInputAsked, BadValue."""
    target = access.target_of_own(by, programme_id, target_id)
    kind = rules.input_asked(target.kind, target.indicator)
    if not kind:
        raise NoInputAsked
    last = counted.counted_on or counted.to_on
    if last is None or (counted.counted_on is None) == (counted.from_on is None):
        raise BadValue("Xin ghi số này tính đến ngày nào, hoặc của kỳ nào.", field="counted_on")
    if last > now.date():
        raise BadValue("Số này tính đến một ngày còn ở phía trước. Xin xem lại.", field="counted_on")
    row = TargetInput.objects.create(
        target=target,
        kind=kind,
        value=counted.value,
        unit_text=vietnamese.tidy(counted.unit_text),
        counted_on=counted.counted_on,
        from_on=counted.from_on,
        to_on=counted.to_on,
        source=vietnamese.tidy(counted.source),
        entered_at=now,
        entered_by_label=by.label,
    )
    _tell(by, now, "input_entered", target)
    return row.id


@transaction.atomic
def put_off_target_input(*, by: Officer, programme_id: int, target_id: int, now: datetime) -> None:
    """Say on purpose that the programme may be issued before this number is known."""
    access.programme_to_edit(by, programme_id, lock=True)
    target = access.target_of_own(by, programme_id, target_id)
    if not rules.input_asked(target.kind, target.indicator):
        raise NoInputAsked
    target.inputs_put_off = True
    target.save(update_fields=["inputs_put_off"])
    _tell(by, now, "input_put_off", target)


def _tell(by: Officer, now: datetime, what: str, target: Target) -> None:
    audit.record(
        by=by,
        at=now,
        action=f"programme.target.{what}",
        subject_type="programme.target",
        subject_id=target.id,
        subject_label=target.subject,
        unit_id=by.unit_id,
        changed_fields=["value"] if what == "input_entered" else [],
    )
