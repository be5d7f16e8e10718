"""Plan documents that were read and are being confirmed."""

from collections import Counter
from dataclasses import dataclass

from vandong.accounts.access import Officer
from vandong.programme.models import PlanReading, Programme, ReadItem
from vandong.programme.reading import proposals


@dataclass(frozen=True)
class ReadingRow:
    """A plan document being confirmed: `done` of `total` questions decided."""

    programme_id: int
    title: str
    done: int
    total: int


def has_reading(programme_id: int) -> bool:
    """Whether a programme began with a plan document that was read. The caller has asked for scope."""
    return PlanReading.objects.filter(programme_id=programme_id).exists()


def readings_in_progress(officer: Officer) -> list[ReadingRow]:
    """Plan documents the officer's own unit is confirming, the newest first; nothing for who may not. Two queries."""
    if not officer.may("coordinate"):
        return []
    drafts = Programme.objects.filter(body__unit_id=officer.unit_id, state=Programme.State.DRAFT)
    readings = PlanReading.objects.filter(programme__in=drafts).select_related("programme").defer("text", "answer")
    rows = list(readings.order_by("-id"))
    items = ReadItem.objects.filter(reading__in=[row.id for row in rows])
    counts: dict[int, Counter[bool]] = {row.id: Counter() for row in rows}
    for reading_id, kind, state, code in items.values_list("reading_id", "kind", "state", "understood__code"):
        if proposals.needs_decision(kind, {"code": code}):
            counts[reading_id][state != ReadItem.State.WAITING] += 1
    return [
        ReadingRow(
            row.programme_id or 0, row.programme.short_title if row.programme else "", counts[row.id][True],
            counts[row.id].total(),
        )
        for row in rows
    ]  # fmt: skip
