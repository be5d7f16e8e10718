"""The numbers targets are measured by: which one each asks for, and the newest one given."""

from dataclasses import dataclass

from vandong.accounts.access import Officer
from vandong.programme import rules, wording
from vandong.programme.models import Programme, Target, TargetInput
from vandong.programme.queries import ProgrammeRow, target_row


@dataclass(frozen=True)
class InputLine:
    """A number a target asks for: `kind_word` says which, `given` what is known of it."""

    target_id: int
    headline: str
    kind_word: str
    given: str
    is_put_off: bool


def input_lines(programme: Programme) -> list[InputLine]:
    """Every target that stands and asks for a number, with the newest one given."""
    targets = [
        target
        for target in Target.objects.filter(programme=programme, withdrawn_on__isnull=True).order_by("position")
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
        target_row(target).headline,
        "số gốc để so" if kind == "baseline" else "tổng số để tính tỷ lệ",
        _said(given) if given else "",
        target.inputs_put_off,
    )


def _said(given: TargetInput) -> str:
    """ "46 xã, tính đến ngày 31/12/2023, theo Báo cáo …"."""
    when = (
        f"tính đến ngày {given.counted_on:%d/%m/%Y}"
        if given.counted_on
        else f"từ {given.from_on:%d/%m/%Y} đến {given.to_on:%d/%m/%Y}"
    )
    return f"{wording.amount(given.value, given.unit_text)}, {when}, theo {given.source}"
