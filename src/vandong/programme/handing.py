"""Reads and form of step three: who does what by when, and the numbers targets are measured against."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from vandong.accounts.access import Officer
from vandong.kernel.fields import VersionField
from vandong.programme import readiness, rules, wording
from vandong.programme.actions import HandDown
from vandong.programme.models import Deadline, DeadlineDue, Programme, Target, TargetInput, Task
from vandong.programme.queries import ProgrammeRow
from vandong.units import queries as units

_BAD_DUE = "Hạn viết như 20/11 (hằng năm) hoặc 31/12/2025. Xin xem lại."
_NEXT = (("", "Chưa chọn"), ("province", "Cấp tỉnh"), ("commune", "Cấp xã"), ("area", "Khu dân cư"))


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


@dataclass(frozen=True)
class InputLine:
    """A number a target asks for: `kind_word` says which, `given` what is known of it."""

    target_id: int
    headline: str
    kind_word: str
    given: str
    is_put_off: bool


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
        kept = dues_of(deadline.id for deadline in self.deadlines)
        super().__init__(data, initial={"version": programme.version})
        doers = [level for level in (officer.level, *self.levels) if level in rules.LEVELS]
        for task in self.tasks:
            self.fields[f"task_{task.id}"] = forms.MultipleChoiceField(
                label=task.short_text,
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
                label=_headline(target), choices=_NEXT, required=False, initial=target.successor_level
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


def levels_below(officer: Officer) -> tuple[str, ...]:
    """Levels below the officer's unit on its day, from the top down: those a plan can be handed to."""
    here = rules.LEVELS.index(officer.level) if officer.level in rules.LEVELS else -1
    below = rules.LEVELS[here + 1 :]
    return tuple(level for level in below if units.count_below(officer.unit_id, officer.on, level))


def proposed(deadline: Deadline, levels: tuple[str, ...]) -> dict[str, rules.Due]:
    """Ten days earlier a level down, before anybody has said otherwise."""
    asked = rules.Due(deadline.month, deadline.day, deadline.on)
    return rules.proposed_dues(asked, deadline.from_level, levels)


def dues_of(deadline_ids: Any) -> dict[int, dict[str, rules.Due]]:
    """Deadline id → level → day, as it was set."""
    found: dict[int, dict[str, rules.Due]] = {}
    for row in DeadlineDue.objects.filter(deadline_id__in=list(deadline_ids)):
        found.setdefault(row.deadline_id, {})[row.level] = rules.Due(row.month, row.day, row.on)
    return found


def input_lines(programme: Programme) -> list[InputLine]:
    """Every target that asks for a number, with the newest one given."""
    targets = [
        target
        for target in Target.objects.filter(programme=programme).order_by("position")
        if rules.input_asked(target.kind, target.indicator)
    ]
    newest: dict[int, TargetInput] = {}
    for row in TargetInput.objects.filter(target__in=targets).order_by("id"):
        if row.kind == rules.input_asked(row.target.kind, row.target.indicator):
            newest[row.target_id] = row
    return [_input_line(target, newest.get(target.id)) for target in targets]


def inputs_to_give(officer: Officer, programme: ProgrammeRow) -> list[InputLine]:
    """Numbers that the officer's own issued programme still lacks; nothing for who may not give them."""
    if programme.unit_id != officer.unit_id or programme.state == "draft" or not officer.may("coordinate"):
        return []
    return [line for line in input_lines(Programme.objects.get(id=programme.id)) if not line.given]


def _input_line(target: Target, given: TargetInput | None) -> InputLine:
    kind = rules.input_asked(target.kind, target.indicator)
    return InputLine(
        target.id,
        _headline(target),
        "số gốc để so" if kind == "baseline" else "tổng số để tính tỷ lệ",
        _said(given) if given else "",
        target.inputs_put_off,
    )


def _headline(target: Target) -> str:
    values: Mapping[str, Any] = {name: getattr(target, name) for name in ("kind", "subject", "value", "value_unit")}
    return wording.headline("target", values)


def _said(given: TargetInput) -> str:
    """ "46 xã, tính đến ngày 31/12/2023, theo Báo cáo …"."""
    when = (
        f"tính đến ngày {given.counted_on:%d/%m/%Y}"
        if given.counted_on
        else f"từ {given.from_on:%d/%m/%Y} đến {given.to_on:%d/%m/%Y}"
    )
    return f"{wording.amount(given.value, given.unit_text)}, {when}, theo {given.source}"


@dataclass(frozen=True)
class Summary:
    """What issuing would make, counted."""

    targets: int
    tasks: int
    deadlines: int
    risk_groups: int
    terms: int
    put_off: int
    lacks: tuple[readiness.Lack, ...]


def summary(programme: Programme) -> Summary:
    return Summary(
        programme.targets.count(),
        programme.tasks.count(),
        programme.deadlines.count(),
        programme.risk_groups.count(),
        programme.terms.count(),
        programme.targets.filter(inputs_put_off=True, inputs__isnull=True).count(),
        readiness.lacks(programme),
    )
