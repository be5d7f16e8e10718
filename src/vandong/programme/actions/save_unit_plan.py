"""Write the unit's own plan, part by part, before it has a number."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import IntegrityError, transaction

from vandong.accounts.access import Officer
from vandong.kernel import audit, vietnamese
from vandong.messaging.actions import tell_body
from vandong.programme import access
from vandong.programme.errors import BadValue, UnitPlanChanged
from vandong.programme.models import UnitPlan, UnitPlanTarget, UnitPlanText
from vandong.programme.unit_plan import drafting


@dataclass(frozen=True)
class UnitPlanEntry:
    """What the officer typed. A text of None takes the suggestion back; parts not given stay as they are."""

    subject: str
    texts: Mapping[str, str | None]
    taken: Mapping[int, Decimal]  # target id → value; a target not named is not taken


@transaction.atomic
def save_unit_plan(
    *, by: Officer, programme_id: int, entry: UnitPlanEntry, version: int | None, path: str, now: datetime
) -> int:
    """Keep the draft; `version` None begins it, and whoever signs is told once, led to `path`. Returns its id. A part
    that says just what is suggested stays the suggestion. Raises UnitPlanChanged when somebody saved in between,
    BadValue, and what `unit_plan_to_write` does."""
    programme = access.unit_plan_to_write(by, programme_id)
    plan, changed = _plan(by, programme_id, entry, version, now)
    changed += _save_taken(plan, by, programme_id, entry, changed)
    if not changed:
        return plan.id
    if version is not None:
        plan.version += 1
        plan.save()
    else:
        tell_body(
            body_id=plan.body_id,
            key=f"unit_plan:{plan.id}:begun",
            icon="doc",
            text=f"Kế hoạch của đơn vị theo {programme.plan_number or programme.short_title} đã soạn, chờ cấp số"[:300],
            detail=plan.subject,
            path=path,
            now=now,
            by=by,
        )
    audit.record(
        by=by,
        at=now,
        action="programme.unit_plan.saved",
        subject_type="programme.unit_plan",
        subject_id=plan.id,
        subject_label=plan.subject,
        unit_id=by.unit_id,
        changed_fields=sorted(changed),
    )
    return plan.id


def _plan(
    by: Officer, programme_id: int, entry: UnitPlanEntry, version: int | None, now: datetime
) -> tuple[UnitPlan, list[str]]:
    subject = vietnamese.tidy(entry.subject) or drafting.suggested_subject(by, programme_id)
    plan = UnitPlan.objects.select_for_update().filter(programme_id=programme_id, unit_id=by.unit_id).first()
    if (plan.version if plan else None) != version:
        raise UnitPlanChanged
    if plan is None:
        board_id = drafting.board(by).id
        try:
            with transaction.atomic():
                plan = UnitPlan.objects.create(
                    programme_id=programme_id, unit_id=by.unit_id, body_id=board_id, subject=subject, started_at=now
                )
        except IntegrityError:  # no row to hold yet: of two who begin at once, the second is told
            raise UnitPlanChanged from None
        return plan, ["subject"]
    changed = ["subject"] if plan.subject != subject else []
    plan.subject = subject
    return plan, changed


def _save_taken(plan: UnitPlan, by: Officer, programme_id: int, entry: UnitPlanEntry, changed: list[str]) -> list[str]:
    """Figures first: a text equal to the suggestion with the old figures, or with the new ones, is no own text."""
    before = {part.code: part.suggested for part in drafting.plan_parts(by, programme_id, plan)}
    known = {target.id for target in drafting.takeable(programme_id, by.level, drafting.taken(plan))}
    if not set(entry.taken) <= known or any(value < 0 for value in entry.taken.values()):
        raise BadValue("Chỉ tiêu đơn vị nhận không hợp lệ. Xin tải lại trang.")
    found = []
    if drafting.taken(plan) != dict(entry.taken):
        UnitPlanTarget.objects.filter(plan=plan).exclude(target_id__in=entry.taken).delete()
        for target_id, value in entry.taken.items():
            UnitPlanTarget.objects.update_or_create(plan=plan, target_id=target_id, defaults={"value": value})
        found.append("targets")
    for part in drafting.plan_parts(by, programme_id, plan):
        if part.code not in entry.texts:
            continue
        typed = entry.texts[part.code]
        text = None if typed is None else vietnamese.tidy_lines(typed)
        if text in (None, before[part.code], part.suggested):
            gone, _ = UnitPlanText.objects.filter(plan=plan, part=part.code).delete()
            found += ["text"] if gone else []
        elif not (part.is_own and part.text == text):
            UnitPlanText.objects.update_or_create(plan=plan, part=part.code, defaults={"text": text})
            found.append("text")
    return list(dict.fromkeys(found))
