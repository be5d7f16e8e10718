"""Record how a commune stands as to drugs, by whose decision and from which day; take the last such record back."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from vandong.kernel import audit, vietnamese
from vandong.kernel.numbers import format_day
from vandong.units.errors import StandingNotHere, StandingOutOfOrder, StandingUnsound, UnitNotStanding
from vandong.units.models import Unit, UnitStanding
from vandong.units.models.standing import StandingKind
from vandong.units.spans import valid_on

_SUBJECT = "units.standing"


@dataclass(frozen=True)
class StandingEntry:
    unit_id: int
    kind: str  # StandingKind
    valid_from: date
    decision_number: str
    decision_on: date
    issuer: str
    valid_until: date | None = None  # of a list of the past that is loaded; a verb never says it


@transaction.atomic
def record_standing(*, by: audit.Actor, entry: StandingEntry, today: date, now: datetime) -> int:
    """From that day the commune stands so; what it stood as before ends there. Returns the id.

    Raises UnitNotStanding (no commune stands there on that day), StandingUnsound, StandingOutOfOrder (a later or equal
    day is recorded already: standings are recorded one after another).
    """
    unit = Unit.objects.select_for_update().filter(valid_on(entry.valid_from), id=entry.unit_id).first()
    if unit is None or unit.level != "commune":
        raise UnitNotStanding(field="valid_from")
    number, issuer = vietnamese.tidy(entry.decision_number)[:60], vietnamese.tidy(entry.issuer)[:200]
    if entry.kind not in StandingKind.values:
        raise StandingUnsound("Xin chọn một xếp loại trong danh sách.", field="kind")
    if not number or not issuer:
        raise StandingUnsound(
            "Xếp loại phải theo một quyết định. Xin ghi số và nơi ban hành.",
            field="issuer" if number else "decision_number",
        )
    if entry.decision_on > today:
        raise StandingUnsound("Ngày quyết định chưa đến. Xin xem lại.", field="decision_on")
    latest = UnitStanding.objects.filter(unit=unit).order_by("-valid_from").first()
    if latest is not None:
        if latest.valid_from >= entry.valid_from:
            raise StandingOutOfOrder(
                f"Đơn vị này đã được xếp loại từ ngày {format_day(latest.valid_from)}. Xin ghi một ngày sau đó, hoặc "
                "bỏ lần ghi ấy trước.",
                field="valid_from",
            )
        if latest.valid_until is None or latest.valid_until > entry.valid_from:
            latest.valid_until = entry.valid_from
            latest.save(update_fields=["valid_until"])
    row = UnitStanding.objects.create(
        unit=unit,
        kind=entry.kind,
        valid_from=entry.valid_from,
        valid_until=unit.valid_until,
        decision_number=number,
        decision_on=entry.decision_on,
        issuer=issuer,
        recorded_at=now,
    )
    _tell(by, row, "recorded", now)
    return row.id


@transaction.atomic
def take_back_standing(*, by: audit.Actor, unit_id: int, standing_id: int, now: datetime) -> None:
    """Take back the last record of a commune, made by mistake; what it ended goes on. Raises StandingNotHere (it is
    not the last, or not this commune's)."""
    unit = Unit.objects.select_for_update().filter(id=unit_id).first()
    rows = list(UnitStanding.objects.filter(unit=unit).order_by("-valid_from")[:2]) if unit else []
    if not rows or rows[0].id != standing_id:
        raise StandingNotHere
    last = rows[0]
    _tell(by, last, "taken_back", now)
    last.delete()
    if len(rows) == 2 and rows[1].valid_until == last.valid_from:
        rows[1].valid_until = last.valid_until
        rows[1].save(update_fields=["valid_until"])


@transaction.atomic
def load_standings(*, by: audit.Actor, entries: list[StandingEntry], under_id: int, now: datetime) -> int:
    """Insert many at once (the demonstration's year, an operator's list); one audit line on `under_id`; returns how
    many. It judges nothing: the database refuses what overlaps."""
    UnitStanding.objects.bulk_create(
        UnitStanding(
            unit_id=one.unit_id, kind=one.kind, valid_from=one.valid_from, valid_until=one.valid_until,
            decision_number=one.decision_number,
            decision_on=one.decision_on, issuer=one.issuer, recorded_at=now,
        )
        for one in entries
    )  # fmt: skip
    audit.record(
        by=by,
        at=now,
        action="units.standings.loaded",
        subject_type="units.unit",
        subject_id=under_id,
        subject_label=f"{len(entries)} xã, phường, thị trấn",
        unit_id=under_id,
    )
    return len(entries)


def _tell(by: audit.Actor, row: UnitStanding, verb: str, now: datetime) -> None:
    audit.record(
        by=by,
        at=now,
        action=f"{_SUBJECT}.{verb}",
        subject_type=_SUBJECT,
        subject_id=row.id,
        subject_label=f"{row.unit.full_name}: {StandingKind(row.kind).label} từ {format_day(row.valid_from)}",
        unit_id=row.unit_id,
        note=f"Quyết định {row.decision_number}, {row.issuer}"[:500],
    )
