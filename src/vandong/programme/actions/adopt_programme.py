"""A lower level takes a programme up with a plan of its own, and may later correct what it said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction

from vandong.accounts.access import Officer
from vandong.kernel import audit, files
from vandong.kernel.errors import ChangedMeanwhile
from vandong.messaging.actions import tell_body
from vandong.programme import access, rules
from vandong.programme.errors import BadValue, NumberedHere
from vandong.programme.models import Adoption, AllottedTarget, Programme, Target, UnitPlan
from vandong.units import queries as units


@dataclass(frozen=True)
class OwnPlan:
    """The unit's own plan. `allotted` maps a target of the programme to the part this unit takes on."""

    plan_number: str
    plan_dated_on: date
    allotted: Mapping[int, Decimal]
    file: tuple[bytes, str, str] | None = None  # content, name, media type; None keeps the file there was


@transaction.atomic
def adopt_programme(
    *, by: Officer, programme_id: int, plan: OwnPlan, version: int | None, path: str, now: datetime
) -> int:
    """Record the unit's plan, or correct it (`version` is the one being corrected, None for the first time).

    `path` is the page the level above is led to. Returns the adoption's id. Raises BadValue, ChangedMeanwhile (someone
    of the same unit saved in between), NumberedHere (another number or day for a plan whose document has one), and what
    `access.programme_to_adopt` does.
    """
    programme = access.programme_to_adopt(by, programme_id)
    number = rules.tidy_plan_number(plan.plan_number)
    if not rules.is_plan_number(number):
        raise BadValue("Số kế hoạch viết như 16/KH-MTTQ-BTT. Xin xem lại.", field="plan_number")
    if plan.plan_dated_on > now.date():
        raise BadValue("Ngày ký kế hoạch còn ở phía trước. Xin xem lại.", field="plan_dated_on")
    if programme.plan_dated_on and plan.plan_dated_on < programme.plan_dated_on:
        raise BadValue("Kế hoạch cụ thể hóa không thể ký trước kế hoạch của cấp trên.", field="plan_dated_on")
    adoption, changed = _save(by, programme, number, plan, version, now)
    changed += _save_allotted(adoption, programme, plan.allotted)
    audit.record(
        by=by,
        at=now,
        action="programme.programme.adopted" if version is None else "programme.adoption.corrected",
        subject_type="programme.adoption",
        subject_id=adoption.id,
        subject_label=f"{number}: {programme.short_title}",
        unit_id=by.unit_id,
        changed_fields=changed,
    )
    above = units.parent(by.unit_id, by.on)
    board = units.standing_board(above.id, by.on) if above else None
    if board and version is None:
        tell_body(
            body_id=board.id,
            key=f"adoption:{adoption.id}",
            icon="doc",
            now=now,
            path=path,
            text=f"{by.unit_name} đã ban hành kế hoạch số {number}",
            detail=programme.short_title,
        )
    return adoption.id


def _save(
    by: Officer, programme: Programme, number: str, plan: OwnPlan, version: int | None, now: datetime
) -> tuple[Adoption, list[str]]:
    stored = None
    if plan.file is not None:
        content, name, media_type = plan.file
        stored = files.store(content, name=name, media_type=media_type, now=now)
    if version is None:
        try:
            with transaction.atomic():
                adoption = Adoption.objects.create(
                    programme=programme,
                    unit_id=by.unit_id,
                    plan_number=number,
                    plan_dated_on=plan.plan_dated_on,
                    plan_file=stored,
                    adopted_at=now,
                    adopted_by_label=by.label,
                )
        except IntegrityError:
            raise ChangedMeanwhile(
                "Người khác của đơn vị vừa ghi kế hoạch này. Xin tải lại trang để xem.",
            ) from None
        return adoption, ["plan_number", "plan_dated_on"] + (["plan_file"] if stored else [])
    adoption = access.adoption_of_unit(by, programme.id)
    if adoption.version != version:
        raise ChangedMeanwhile("Người khác của đơn vị vừa sửa kế hoạch này. Xin tải lại trang, xem rồi sửa tiếp.")
    changed = [
        name
        for name, value in (("plan_number", number), ("plan_dated_on", plan.plan_dated_on))
        if getattr(adoption, name) != value
    ]
    written_here = UnitPlan.objects.filter(programme=programme, unit_id=by.unit_id, document__isnull=False)
    if changed and written_here.exists():
        raise NumberedHere(adoption.plan_number, field=changed[0])
    adoption.plan_number, adoption.plan_dated_on = number, plan.plan_dated_on
    if stored:
        adoption.plan_file = stored
        changed.append("plan_file")
    adoption.version += 1
    adoption.save()
    return adoption, changed


def _save_allotted(adoption: Adoption, programme: Programme, allotted: Mapping[int, Decimal]) -> list[str]:
    """Write the allotted values; those no longer given are taken out. Returns what changed, as field names."""
    known = set(Target.objects.filter(programme=programme).values_list("id", flat=True))
    before = {row.target_id: row.value for row in AllottedTarget.objects.filter(adoption=adoption)}
    if not set(allotted) <= known or any(value < 0 for value in allotted.values()):
        raise BadValue("Chỉ tiêu giao không hợp lệ. Xin tải lại trang.")
    if before == dict(allotted):
        return []
    AllottedTarget.objects.filter(adoption=adoption).exclude(target_id__in=allotted).delete()
    for target_id, value in allotted.items():
        AllottedTarget.objects.update_or_create(adoption=adoption, target_id=target_id, defaults={"value": value})
    return ["allotted"]
