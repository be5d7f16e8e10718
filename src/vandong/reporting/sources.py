"""What a consolidated report was added from, and whether that has moved since."""

from collections.abc import Collection
from dataclasses import dataclass

from vandong.kernel import numbers, vietnamese
from vandong.reporting import tree
from vandong.reporting.models import Report, ReportSource
from vandong.units import queries as units


@dataclass(frozen=True)
class Gap:
    """A unit whose approved report was added although units below it were missing from it, as named in a sentence."""

    unit_name: str  # "huyện Ninh Giang"
    missing: tuple[str, ...]  # "xã An Đức", …; empty when it is the reports it added that lack some

    @property
    def sentence(self) -> str:
        """Without a full stop, and with every name: who is missing is always said."""
        if not self.missing:
            return f"báo cáo của {self.unit_name} còn thiếu đơn vị bên dưới"
        names = tree.list_names(list(self.missing), len(self.missing))
        return f"báo cáo của {self.unit_name} chưa gồm {numbers.two_digits(len(self.missing))} đơn vị: {names}"


def gaps(report: Report) -> list[Gap]:
    """What the reports added into this one lack themselves: it is lacking here too, though all below have reported."""
    added = ReportSource.objects.filter(report=report, source__is_provisional=True)
    found = {
        unit_id: tuple(names) for unit_id, names in added.values_list("source__unit_id", "source__late_unit_names")
    }
    rows = sorted(units.units_by_id(list(found)).values(), key=lambda unit: unit.sort_key)
    return [Gap(unit.in_sentence, found[unit.id]) for unit in rows]


def corrected_since(report: Report) -> list[str]:
    """Units whose report was replaced by a correction after it was added into this one, as named in a sentence."""
    replaced = ReportSource.objects.filter(report=report, source__state=Report.State.SUPERSEDED)
    return _names(list(replaced.values_list("source__unit_id", flat=True)))


def arrived_since(report: Report, below_ids: Collection[int]) -> list[str]:
    """Of the units whose reports are added into this one, those that had none approved when it was compiled and have
    one now."""
    added = ReportSource.objects.filter(report=report).values("source__unit_id")
    new = (
        Report.objects.filter(period_id=report.period_id, unit_id__in=below_ids, state=Report.State.APPROVED)
        .exclude(unit_id__in=added)
        .values_list("unit_id", flat=True)
    )
    return _names(list(new))


def outdated_report_ids(period_id: int) -> set[int]:
    """Reports of a period with at least one source that was corrected since: one query for a whole list."""
    return set(
        ReportSource.objects.filter(report__period_id=period_id, source__state=Report.State.SUPERSEDED).values_list(
            "report_id", flat=True
        )
    )


def refusal(names: list[str]) -> str:
    """Why a report with outdated sources can't be approved, and what to do."""
    who = vietnamese.capitalised(tree.list_names(names))
    return (
        f"{who} đã đính chính sau khi tổng hợp nên số liệu trong báo cáo này không còn đúng. "
        "Xin trả lại để người lập tổng hợp lại rồi trình."
    )


def _names(unit_ids: list[int]) -> list[str]:
    rows = sorted(units.units_by_id(unit_ids).values(), key=lambda unit: unit.sort_key)
    return [unit.in_sentence for unit in rows]
