"""What people type while they hand a draft down: who does what by when, and the numbers targets are measured by."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from vandong.accounts.access import Officer
from vandong.kernel.fields import AmountField, DayField, LineField, VersionField
from vandong.programme import rules, wording
from vandong.programme.actions import HandDown
from vandong.programme.models import Deadline, Programme, Target, Task
from vandong.programme.queries import dues_by_level, target_row
from vandong.units import queries as units

_BAD_DUE = "Hạn viết như 20/11 (hằng năm) hoặc 31/12/2025. Xin xem lại."
_NEXT = (("", "Chưa chọn"), *((level, wording.LEVEL_LABELS[level]) for level in rules.SUCCESSOR_LEVELS))


class DueField(forms.Field):
    """By when: "20/11" for every year, "31/12/2025" for once. Cleans to rules.Due or None."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> rules.Due | None:
        try:
            return rules.parsed_due(str(value or ""))
        except ValueError:
            raise forms.ValidationError(_BAD_DUE, code="invalid") from None

    def prepare_value(self, value: Any) -> Any:
        return rules.shown_due(value) if isinstance(value, rules.Due) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return {"inputmode": "numeric", "autocomplete": "off", "placeholder": "20/11"}


@dataclass(frozen=True)
class TaskLine:
    task_id: int
    short_text: str
    section: str
    field: BoundField


@dataclass(frozen=True)
class DeadlineLine:
    deadline_id: int
    text: str
    when: str
    fields: tuple[BoundField, ...]


class HandDownForm(forms.Form):
    """`task_<id>`: levels; `due_<deadline>_<level>`: a day; `next_<target>`: the level after the districts."""

    version = VersionField()

    def __init__(self, data: Any, *, programme: Programme, officer: Officer) -> None:
        self.levels = levels_below(officer)
        self.tasks = list(Task.objects.filter(programme=programme).order_by("position"))
        self.deadlines = list(Deadline.objects.filter(programme=programme).order_by("id"))
        self.targets = [
            target
            for target in Target.objects.filter(programme=programme).order_by("position")
            if rules.holder_ends(target.holder_level, "", programme.ends_on)
        ]
        kept = dues_by_level(programme.id)
        super().__init__(data, initial={"version": programme.version})
        doers = [level for level in (officer.level, *self.levels) if level in rules.LEVELS]
        alike = Counter(task.short_text for task in self.tasks)
        for task in self.tasks:
            apart = f" ({task.lead or task.section})" if alike[task.short_text] > 1 else ""
            self.fields[f"task_{task.id}"] = forms.MultipleChoiceField(
                label=task.short_text + apart,
                choices=[(level, wording.LEVEL_LABELS[level]) for level in doers],
                widget=forms.CheckboxSelectMultiple,
                initial=task.levels,
                error_messages={"required": "Xin chọn ít nhất một cấp."},
            )
        for deadline in self.deadlines:
            dues = kept.get(deadline.id) or proposed(deadline, self.levels)
            for level in self._asked(deadline):
                self.fields[f"due_{deadline.id}_{level}"] = DueField(
                    label=wording.LEVEL_LABELS[level], required=False, initial=dues.get(level)
                )
        for target in self.targets:
            self.fields[f"next_{target.id}"] = forms.ChoiceField(
                label=target_row(target).headline, choices=_NEXT, required=False, initial=target.successor_level
            )

    def _asked(self, deadline: Deadline) -> tuple[str, ...]:
        """Levels that keep this deadline: the one the plan names and those below it that report."""
        dated = deadline.on is not None or (deadline.day is not None and deadline.month is not None)
        return tuple(level for level in self.levels if level != "area") if dated and deadline.kind == "report" else ()

    def task_lines(self) -> list[TaskLine]:
        return [TaskLine(t.id, t.short_text, t.section, self[f"task_{t.id}"]) for t in self.tasks]

    def deadline_lines(self) -> list[DeadlineLine]:
        return [
            DeadlineLine(
                d.id,
                d.text,
                wording.day_of(d.recurs, d.month, d.day, d.on),
                tuple(self[f"due_{d.id}_{level}"] for level in self._asked(d)),
            )
            for d in self.deadlines
            if self._asked(d)
        ]

    def next_fields(self) -> list[BoundField]:
        return [self[f"next_{target.id}"] for target in self.targets]

    def given(self) -> HandDown:
        """What was typed, for the verb. Only after `is_valid()`."""
        typed = self.cleaned_data
        return HandDown(
            task_levels={task.id: tuple(typed[f"task_{task.id}"]) for task in self.tasks},
            dues={
                deadline.id: {
                    level: due for level in self._asked(deadline) if (due := typed[f"due_{deadline.id}_{level}"])
                }
                for deadline in self.deadlines
            },
            successors={target.id: typed[f"next_{target.id}"] for target in self.targets},
        )


class TargetInputForm(forms.Form):
    value = AmountField(label="Con số", required=True)
    unit_text = LineField(label="Đơn vị tính", max_length=60, required=False)
    counted_on = DayField(label="Tính đến ngày", required=False, help_text="Hoặc ghi cả một kỳ ở hai ô dưới.")
    from_on = DayField(label="Kỳ từ ngày", required=False)
    to_on = DayField(label="Kỳ đến ngày", required=False)
    counted_on.is_needed = from_on.is_needed = to_on.is_needed = True  # a day, or a span
    source = LineField(
        label="Lấy từ đâu", max_length=300, help_text="Như “Báo cáo của Công an tỉnh ngày 15/12/2023”. Chỉ số đếm."
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        counted, begins, ends = (cleaned.get(name) for name in ("counted_on", "from_on", "to_on"))
        if counted is None and (begins is None or ends is None):
            self.add_error("counted_on", "Xin ghi số này tính đến ngày nào, hoặc của kỳ nào.")
        elif counted is not None and (begins is not None or ends is not None):
            self.add_error("counted_on", "Xin chỉ ghi một ngày, hoặc chỉ ghi một kỳ.")
        elif begins is not None and ends is not None and ends < begins:
            self.add_error("to_on", "Ngày cuối của kỳ phải từ ngày đầu trở đi.")
        return cleaned


def levels_below(officer: Officer) -> tuple[str, ...]:
    """Levels below the officer's unit on its day, from the top down: those a plan can be handed to."""
    here = rules.LEVELS.index(officer.level) if officer.level in rules.LEVELS else -1
    below = rules.LEVELS[here + 1 :]
    return tuple(level for level in below if units.count_below(officer.unit_id, officer.on, level))


def proposed(deadline: Deadline, levels: tuple[str, ...]) -> dict[str, rules.Due]:
    """Ten days earlier a level down, before anybody has said otherwise."""
    asked = rules.Due(deadline.month, deadline.day, deadline.on)
    return rules.proposed_dues(asked, deadline.from_level, levels)
