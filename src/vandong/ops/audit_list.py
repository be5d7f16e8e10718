"""The audit as people read it: filtered by day, person, kind of work and place; on the page and as a workbook."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django import forms
from django.http import QueryDict
from django.utils import timezone

from vandong.accounts.access import Officer, readable_unit_ids
from vandong.kernel import audit, clock, vietnamese
from vandong.kernel.audit import Asked, Line
from vandong.kernel.fields import DayField, LineField
from vandong.kernel.listing import Column, FilterForm, Lazy
from vandong.ops import audit_sentences
from vandong.units import queries as units


@dataclass(frozen=True)
class AuditRow:
    id: int
    at: datetime
    who: str
    did: str
    changed: str
    note: str
    unit_name: str

    @property
    def more(self) -> str:
        """What changed, and why: one or two short sentences."""
        parts = [f"Đổi: {self.changed}." if self.changed else "", self.note]
        return " ".join(part for part in parts if part)


class AuditFilterForm(FilterForm):
    tu = DayField(label="Từ ngày", required=False)
    den = DayField(label="Đến ngày", required=False)
    ai = LineField(label="Người làm", required=False, max_length=100)
    viec = forms.ChoiceField(
        label="Loại việc", required=False, choices=[("", "Mọi việc"), *audit_sentences.DOMAINS.items()]
    )

    def __init__(self, asked: QueryDict) -> None:
        super().__init__(asked, COLUMNS, default_sort="-at")
        self.fields["tim"].widget.attrs["placeholder"] = "Đơn vị, hoặc tên việc"

    def asked(self, officer: Officer) -> Asked:
        """The question in the audit's own terms."""
        people = tuple(vietnamese.search_key(self.value("ai") or "").split())
        first, last, kind = self.value("tu"), self.value("den"), self.value("viec")
        scope = readable_unit_ids(officer)
        return Asked(
            from_at=clock.end_of_day(first - timedelta(days=1)) if first else None,
            until_at=clock.end_of_day(last) if last else None,
            actions=audit_sentences.actions_of(kind) if kind else (),
            actor_labels=audit.actor_labels_in(scope, people) if people else None,
            unit_ids=units.ids_named(self.words) if self.words else None,
            subject=vietnamese.tidy(self.value("tim") or ""),
            downwards=self.sort[1],
        )


COLUMNS: tuple[Column[AuditRow], ...] = (
    Column("did", "Việc", lambda row: row.did, width=60),
    Column("who", "Người làm", lambda row: row.who, width=40),
    Column(
        "at",
        "Lúc",
        lambda row: f"{timezone.localtime(row.at):%H:%M, %d/%m/%Y}",
        cell=lambda row: row.at,
        is_sortable=True,
        width=18,
    ),
    Column("unit", "Đơn vị", lambda row: row.unit_name, width=24),
    Column("more", "Chi tiết", lambda row: row.more, width=60),
)


def lines(officer: Officer, asked: Asked) -> Lazy[AuditRow]:
    """Lines about the units the officer may read, as rows of the page."""
    found = audit.lines_in(readable_unit_ids(officer), asked)
    return _Told(found)


class _Told(Lazy[AuditRow]):
    """Audit lines told, a slice at a time: one more query a slice, for the units' names."""

    def __init__(self, found: Lazy[Line]) -> None:
        super().__init__(found._found, lambda models: _rows(found._to_rows(models)))


def _rows(found: Sequence[Line]) -> list[AuditRow]:
    named = units.units_by_id({line.unit_id for line in found if line.unit_id is not None})
    rows = []
    for line in found:
        told = audit_sentences.tell(line)
        unit = named.get(line.unit_id) if line.unit_id is not None else None
        rows.append(
            AuditRow(line.id, line.at, line.actor_label, told.did, told.changed, told.note, unit.name if unit else "")
        )
    return rows
