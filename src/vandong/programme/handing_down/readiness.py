"""What issuing would make of a draft, and what it still lacks, each with the step where it is settled."""

from dataclasses import dataclass

from vandong.kernel import numbers
from vandong.kernel.two_savers import state_number
from vandong.programme import rules
from vandong.programme.models import PlanReading, Programme, ReadItem, Target, TargetInput
from vandong.programme.part_columns import PARTS, state_of
from vandong.programme.reading import proposals


@dataclass(frozen=True)
class Lack:
    """One sentence, and where to go: "review" (step two), "levels" (step three) or "basics"."""

    sentence: str
    step: str


@dataclass(frozen=True)
class Summary:
    """What issuing would make, counted."""

    targets: int
    tasks: int
    deadlines: int
    risk_groups: int
    terms: int
    put_off: int
    lacks: tuple[Lack, ...]
    state: int  # of the draft that was counted, for whoever issues it


def summary(programme: Programme) -> Summary:
    return Summary(
        programme.targets.count(),
        programme.tasks.count(),
        programme.deadlines.count(),
        programme.risk_groups.count(),
        programme.terms.count(),
        programme.targets.filter(inputs_put_off=True, inputs__isnull=True).count(),
        lacks(programme),
        state_of_draft(programme),
    )


def state_of_draft(programme: Programme) -> int:
    """The state a draft stands in with all its parts, as `kernel.two_savers` numbers states."""
    parts = [
        (row.pk, state_of(part, row))
        for part, model in PARTS.items()
        for row in model._default_manager.filter(programme=programme).order_by("pk")
    ]
    return state_number(programme.version, *parts)


def lacks(programme: Programme) -> tuple[Lack, ...]:
    """Everything that stands in the way of issuing, in the order of the steps; empty when nothing does."""
    if unread := _unread(programme):
        return tuple(unread)  # what follows can only be said once everything is read
    found = []
    if not programme.plan_number or programme.plan_dated_on is None:
        found.append(Lack("Chưa ghi số và ngày của kế hoạch. Xin ghi đủ rồi ban hành.", "basics"))
    targets = list(Target.objects.filter(programme=programme).order_by("position"))
    if not targets or not programme.tasks.exists():
        found.append(Lack("Chương trình cần ít nhất một mục tiêu và một nhiệm vụ trước khi ban hành.", "review"))
    if any(not task.levels for task in programme.tasks.all()):
        found.append(Lack("Có nhiệm vụ chưa giao cho cấp nào. Xin chọn cấp.", "levels"))
    for target in targets:
        if rules.holder_ends(target.holder_level, target.successor_level, programme.ends_on):
            found.append(
                Lack(
                    f"Mục tiêu “{proposals.clipped(target.subject, 80)}” giao cho cấp huyện, mà từ 01/7/2025 không còn "
                    "cấp huyện. Xin chọn cấp nhận tiếp.",
                    "levels",
                )
            )
    found += [
        Lack(
            f"Mục tiêu “{proposals.clipped(target.subject, 80)}” chưa có "
            f"{'số gốc' if rules.input_asked(target.kind, target.indicator) == 'baseline' else 'tổng số'}. "
            "Xin ghi, hoặc chọn ban hành khi chưa có số.",
            "levels",
        )
        for target in without_input(targets)
    ]
    return tuple(found)


def without_input(targets: list[Target]) -> list[Target]:
    """Targets whose number is neither given nor put off on purpose."""
    given = set(TargetInput.objects.filter(target__in=targets).values_list("target_id", "kind"))
    return [
        target
        for target in targets
        if (kind := rules.input_asked(target.kind, target.indicator))
        and (target.id, kind) not in given
        and not target.inputs_put_off
    ]


def _unread(programme: Programme) -> list[Lack]:
    """What of the plan's text nobody has decided yet."""
    reading = PlanReading.objects.filter(programme=programme).first()
    if reading is None:
        return []
    waiting = ReadItem.objects.filter(reading=reading, state=ReadItem.State.WAITING).values_list("kind", "understood")
    open_items = [kind for kind, understood in waiting if proposals.needs_decision(kind, understood)]
    if not open_items:
        return []
    count = numbers.format_number(len(open_items))
    return [Lack(f"Còn {count} mục của văn bản chưa xem. Xin chấp nhận, sửa hoặc bỏ qua từng mục.", "review")]
