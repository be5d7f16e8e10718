"""Step three: which level does what, by when, and who takes over from a level that ends."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from vandong.accounts.access import Officer
from vandong.kernel import audit
from vandong.kernel.errors import ChangedMeanwhile
from vandong.programme import access, rules
from vandong.programme.errors import BadValue
from vandong.programme.models import Deadline, DeadlineDue, Programme, Target, Task


@dataclass(frozen=True)
class HandDown:
    """Who does what: task id → levels; deadline id → level → day; target id → the level after the districts."""

    task_levels: Mapping[int, tuple[str, ...]]
    dues: Mapping[int, Mapping[str, rules.Due]]
    successors: Mapping[int, str]


@transaction.atomic
def set_level_dues(*, by: Officer, programme_id: int, given: HandDown, version: int, now: datetime) -> None:
    """Write a draft's cascade. Raises BadValue naming the field, ChangedMeanwhile, ProgrammeNotHere, AlreadyIssued.

    Ids that are not of this programme are refused as BadValue; a task, deadline or target that is not named keeps
    what it had.
    """
    programme = access.programme_to_edit(by, programme_id, lock=True)
    if programme.version != version:
        raise ChangedMeanwhile("Người khác vừa sửa bản thảo này. Xin tải lại trang, xem rồi giao tiếp.")
    changed = _tasks(programme, given.task_levels) + _dues(programme, given.dues) + _next(programme, given.successors)
    programme.version += 1
    programme.save()
    audit.record(
        by=by,
        at=now,
        action="programme.programme.handed_down",
        subject_type="programme.programme",
        subject_id=programme.id,
        subject_label=programme.short_title,
        unit_id=by.unit_id,
        changed_fields=changed,
    )


def _tasks(programme: Programme, levels: Mapping[int, tuple[str, ...]]) -> list[str]:
    rows = {row.id: row for row in Task.objects.filter(programme=programme)}
    for task_id, chosen in levels.items():
        if task_id not in rows or not set(chosen) <= set(rules.LEVELS):
            raise BadValue("Nhiệm vụ hoặc cấp không hợp lệ. Xin tải lại trang.")
        if not chosen:
            raise BadValue("Nhiệm vụ này chưa giao cho cấp nào. Xin chọn ít nhất một cấp.", field=f"task_{task_id}")
    changed = [rows[task_id] for task_id, chosen in levels.items() if tuple(rows[task_id].levels) != tuple(chosen)]
    for row in changed:
        row.levels = list(levels[row.id])
    Task.objects.bulk_update(changed, ["levels"])
    return ["levels"] if changed else []


def _dues(programme: Programme, dues: Mapping[int, Mapping[str, rules.Due]]) -> list[str]:
    rows = {row.id: row for row in Deadline.objects.filter(programme=programme)}
    changed = []
    for deadline_id, by_level in dues.items():
        if deadline_id not in rows or not set(by_level) <= set(rules.LEVELS):
            raise BadValue("Thời hạn hoặc cấp không hợp lệ. Xin tải lại trang.")
        before = {
            row.level: rules.Due(row.month, row.day, row.on)
            for row in DeadlineDue.objects.filter(deadline_id=deadline_id)
        }
        if before == dict(by_level):
            continue
        _judge(deadline_id, by_level)
        DeadlineDue.objects.filter(deadline_id=deadline_id).delete()
        DeadlineDue.objects.bulk_create(
            DeadlineDue(deadline_id=deadline_id, level=level, month=due.month, day=due.day, on=due.on)
            for level, due in by_level.items()
        )
        changed.append("dues")
    return changed[:1]


def _judge(deadline_id: int, by_level: Mapping[str, rules.Due]) -> None:
    """A level reports after the level below it, never before."""
    order = [level for level in reversed(rules.LEVELS) if level in by_level]
    for lower, upper in zip(order, order[1:], strict=False):
        if rules.is_before(by_level[upper], by_level[lower]):
            raise BadValue(
                "Hạn của cấp trên không được trước hạn của cấp dưới. Xin chọn lại.", field=f"due_{deadline_id}_{upper}"
            )


def _next(programme: Programme, successors: Mapping[int, str]) -> list[str]:
    rows = {row.id: row for row in Target.objects.filter(programme=programme)}
    changed = []
    for target_id, level in successors.items():
        if target_id not in rows or level not in ("", *rules.SUCCESSOR_LEVELS):
            raise BadValue("Mục tiêu hoặc cấp không hợp lệ. Xin tải lại trang.")
        if rows[target_id].successor_level != level:
            rows[target_id].successor_level = level
            changed.append(rows[target_id])
    Target.objects.bulk_update(changed, ["successor_level"])
    return ["successor_level"] if changed else []
