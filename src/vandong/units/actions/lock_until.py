"""Lay and lift the lock that an approved report puts on a unit's records. Reporting calls down to it."""

from datetime import date, datetime

from vandong.units.models import UnitLock


def lock_until(*, unit_id: int, key: str, from_on: date, until_on: date, reason: str, now: datetime) -> None:
    """Records of the unit held from `from_on` to `until_on` (inclusive) can't be touched. Laying twice changes nothing.

    Part of the caller's verb: it must be inside its transaction, and its audit line tells of it.
    """
    UnitLock.objects.update_or_create(
        unit_id=unit_id,
        key=key,
        defaults={"from_on": from_on, "until_on": until_on, "reason": reason, "laid_at": now},
    )


def lift_lock(*, unit_id: int, key: str) -> None:
    """Lift that lock; nothing to lift is no error."""
    UnitLock.objects.filter(unit_id=unit_id, key=key).delete()
