"""A programme as its page shows it: each part with who does it, against what, by when; the names it brings."""

from collections.abc import Mapping
from dataclasses import dataclass

from vandong.analytics import queries as analytics
from vandong.programme import rules, wording
from vandong.programme.models import PlanTerm, TargetInput
from vandong.programme.queries.overview import dues_by_level, parts, terms
from vandong.programme.queries.rows import DeadlineRow, RiskGroupRow, TargetRow, TaskRow, TermRow
from vandong.programme.wording import FactLine

_INDICATORS = {indicator.code: indicator.name.lower() for indicator in analytics.INDICATORS}
_SAID_ABOVE = frozenset({"Ở mục", "Loại"})  # stands beside the part's name already


@dataclass(frozen=True)
class ShownTarget:
    row: TargetRow
    facts: tuple[FactLine, ...]


@dataclass(frozen=True)
class ShownTask:
    row: TaskRow
    facts: tuple[FactLine, ...]


@dataclass(frozen=True)
class ShownDeadline:
    row: DeadlineRow
    facts: tuple[FactLine, ...]


@dataclass(frozen=True)
class TermGroup:
    """Names of one kind: "Mô hình"."""

    label: str
    terms: tuple[TermRow, ...]


@dataclass(frozen=True)
class ShownProgramme:
    targets: tuple[ShownTarget, ...]
    tasks: tuple[ShownTask, ...]
    deadlines: tuple[ShownDeadline, ...]
    risk_groups: tuple[RiskGroupRow, ...]
    term_groups: tuple[TermGroup, ...]


def shown(programme_id: int) -> ShownProgramme:
    """All of a programme that is in force. The caller has asked for scope."""
    found, dues, numbers = parts(programme_id), dues_by_level(programme_id), numbers_given(programme_id)
    return ShownProgramme(
        tuple(ShownTarget(row, _target(row, numbers)) for row in found.targets),
        tuple(ShownTask(row, _facts("task", row)) for row in found.tasks),
        tuple(ShownDeadline(row, _deadline(row, dues.get(row.id, {}))) for row in found.deadlines),
        found.risk_groups,
        _term_groups(programme_id),
    )


def numbers_given(programme_id: int) -> dict[tuple[int, str], TargetInput]:
    """(Target id, kind of number) → the newest one given."""
    rows = TargetInput.objects.filter(target__programme_id=programme_id).order_by("id")
    return {(row.target_id, row.kind): row for row in rows}


def number_said(given: TargetInput) -> str:
    """ "46 xã, tính đến ngày 31/12/2023, theo Báo cáo …"."""
    when = (
        f"tính đến ngày {given.counted_on:%d/%m/%Y}"
        if given.counted_on
        else f"từ {given.from_on:%d/%m/%Y} đến {given.to_on:%d/%m/%Y}"
    )
    return f"{wording.amount(given.value, given.unit_text)}, {when}, theo {given.source}"


def _facts(kind: str, row: TargetRow | TaskRow | DeadlineRow) -> tuple[FactLine, ...]:
    lines = wording.facts(kind, vars(row), _INDICATORS)
    return tuple(line for line in lines if line.name not in _SAID_ABOVE)


def _target(row: TargetRow, numbers: Mapping[tuple[int, str], TargetInput]) -> tuple[FactLine, ...]:
    asked = rules.input_asked(row.kind, row.indicator)
    given = numbers.get((row.id, asked))
    needless = {"So với"} if row.kind == "reduce_share" else set()  # its name says it
    needless |= set() if row.indicator else {"Đo bằng"}
    lines = [line for line in _facts("target", row) if line.name not in needless]
    if asked:
        name = "Số gốc" if asked == "baseline" else "Tổng số"
        said = number_said(given) if given else "chưa có"
        lines.append(FactLine(name, said, is_lacking=given is None))
    return tuple(lines)


def _deadline(row: DeadlineRow, dues: Mapping[str, rules.Due]) -> tuple[FactLine, ...]:
    """By level from the bottom up, as the reports go."""
    lines = list(_facts("deadline", row))
    each = [
        f"{wording.LEVEL_LABELS[level].lower()} {rules.shown_due(dues[level])}"
        for level in reversed(rules.LEVELS)
        if level in dues
    ]
    if each:
        lines.append(FactLine("Hạn từng cấp", ", ".join(each)))
    return tuple(lines)


def _term_groups(programme_id: int) -> tuple[TermGroup, ...]:
    rows = terms(programme_id, *PlanTerm.Kind.values)
    groups = (
        TermGroup(str(kind.label), tuple(row for row in rows if row.kind == kind.value)) for kind in PlanTerm.Kind
    )
    return tuple(group for group in groups if group.terms)
