"""Lay and lift the lock that an approved report puts on a unit's records. Reporting calls down to it."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import connection
from django.db.models import Q

from vandong.units import queries as units
from vandong.units.errors import Locked
from vandong.units.models import Ancestry, Unit, UnitLock


def hold_records(unit_id: int, day: date) -> None:
    """Wait for, and keep out until the transaction ends, anyone else who records for or locks this unit's commune.

    On PostgreSQL two transactions would otherwise pass each other: one records a talk while the other, not seeing it,
    counts and locks. SQLite's writers come one after another anyway. Outside a transaction there is nothing to hold.
    """
    if connection.in_atomic_block:
        owner = units.reporting_unit_of(unit_id, day)
        list(Unit.objects.select_for_update(no_key=True).filter(id=owner.id).values_list("id"))


def hold_open_records(records: Iterable[tuple[int, date]]) -> None:
    """The same for many (unit, day) at once, in the order of their ids, so that two who hold many never wait for each
    other. Only then is asked whether a report has closed one of them, perhaps while we waited. Raises Locked."""
    days: dict[int, set[date]] = {}
    for unit_id, day in records:
        days.setdefault(unit_id, set()).add(day)
    itself_or_commune = Q(depth=0) | Q(depth=1, ancestor__level="commune")
    edges = list(
        Ancestry.objects.filter(itself_or_commune, descendant_id__in=days).values_list(
            "descendant_id", "ancestor_id", "valid_from", "valid_until"
        )
    )
    around = {ancestor_id for _, ancestor_id, _, _ in edges}
    owners = Unit.objects.filter(id__in=around).exclude(level="area").order_by("id")
    list(owners.select_for_update(no_key=True).values_list("id"))
    locks: dict[int, list[UnitLock]] = {}
    for lock in UnitLock.objects.filter(unit_id__in=around):
        locks.setdefault(lock.unit_id, []).append(lock)
    for unit_id, ancestor_id, since, until in edges:
        for lock in locks.get(ancestor_id, ()):
            first, last = max(lock.from_on, since), lock.until_on
            if any(first <= day <= last and (until is None or day < until) for day in days[unit_id]):
                raise Locked(lock.reason, field="held_on")


def lock_until(*, unit_id: int, key: str, from_on: date, until_on: date, reason: str, now: datetime) -> None:
    """Records of the unit held from `from_on` to `until_on` (inclusive) can't be touched. Laying twice changes nothing.

    Part of the caller's verb: it must be inside its transaction, and its audit line tells of it. Whoever is recording
    for the unit at this instant is waited for, so that what is counted next is all there is.
    """
    hold_records(unit_id, until_on)
    UnitLock.objects.update_or_create(
        unit_id=unit_id,
        key=key,
        defaults={"from_on": from_on, "until_on": until_on, "reason": reason, "laid_at": now},
    )


def lift_lock(*, unit_id: int, key: str) -> None:
    """Lift that lock; nothing to lift is no error."""
    UnitLock.objects.filter(unit_id=unit_id, key=key).delete()
