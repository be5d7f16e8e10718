"""The numbers targets are measured by: which one each asks for, and the newest one given."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from vandong.accounts.access import Officer
from vandong.kernel import vietnamese
from vandong.programme import rules
from vandong.programme.models import Programme, Target, TargetInput
from vandong.programme.queries import ProgrammeRow, number_said, target_row
from vandong.programme.reader import measures


@dataclass(frozen=True)
class InputLine:
    """A number a target asks for: `kind_word` says which, `given` what is known of it."""

    target_id: int
    headline: str
    kind_word: str
    given: str
    is_put_off: bool


def input_lines(programme: Programme) -> list[InputLine]:
    """Every target that stands and asks for a number."""
    standing = Target.objects.filter(programme=programme, withdrawn_on__isnull=True).order_by("position")
    return input_lines_of(list(standing))


def input_lines_of(rows: Sequence[Target]) -> list[InputLine]:
    """Of these targets, those that ask for a number, with the newest one given."""
    targets = [target for target in rows if rules.input_asked(target.kind, target.indicator)]
    newest: dict[int, TargetInput] = {}
    for row in TargetInput.objects.filter(target__in=targets).order_by("id"):
        if row.kind == rules.input_asked(row.target.kind, row.target.indicator):
            newest[row.target_id] = row
    return [_input_line(target, newest.get(target.id)) for target in targets]


_COUNTED = rf"(?:{measures.UNITS}|thị trấn|thị xã|thành phố|quận|huyện|địa bàn)"
_WHAT = re.compile(rf"^(?:tổng |số |các |toàn bộ )*(?P<unit>{_COUNTED}(?:(?: ?,| và) {_COUNTED})*)\b", re.IGNORECASE)


def begun_with(target: Target) -> dict[str, Any]:
    """What the form of a target's number begins with: what its sentence says of the time and of what is counted.

    "so với cuối năm 2023" is a day, "giai đoạn 2011 - 2015" a span.
    """
    counted = _WHAT.match(target.subject)
    found: dict[str, Any] = {"unit_text": vietnamese.tidy(counted["unit"]).replace(" ,", ",")} if counted else {}
    if rules.input_asked(target.kind, target.indicator) != "baseline" or target.baseline_to is None:
        return found
    first, last = target.baseline_from, target.baseline_to
    if first is None or first == last or "cuối" in target.baseline_text.lower():
        return found | {"counted_on": last}
    return found | {"from_on": first, "to_on": last}


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
        number_said(given) if given else "",
        target.inputs_put_off,
    )
