"""Lay and lift the lock that an approved report puts on a unit's records. Reporting calls down to it."""

from datetime import date, datetime

from django.db import connection

from vandong.units import queries as units
from vandong.units.models import Unit, UnitLock


def hold_records(unit_id: int, day: date) -> None:
    """Wait for, and keep out until the transaction ends, anyone else who records for or locks this unit's commune.

    On PostgreSQL two transactions would otherwise pass each other: one records a talk while the other, not seeing it,
    counts and locks. SQLite's writers come one after another anyway. Outside a transaction there is nothing to hold.
    """
    if connection.in_atomic_block:
        owner = units.reporting_unit_of(unit_id, day)
        list(Unit.objects.select_for_update(no_key=True).filter(id=owner.id).values_list("id"))


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
