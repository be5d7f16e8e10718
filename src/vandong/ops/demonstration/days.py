"""The days of the demonstration: one fixed year, seen from one fixed day."""

from datetime import date, datetime, time

from django.utils import timezone

TODAY = date(2024, 11, 12)  # two days after the communes' reports were due
SINCE = date(2019, 12, 1)  # Hải Dương's communes as they stood in 2024 begin on this day
PLAN_SIGNED = date(2024, 1, 16)
CUTOFF = date(2024, 11, 10)
DUE = {"commune": date(2024, 11, 10), "district": date(2024, 11, 15), "province": date(2024, 11, 20)}


def at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """An instant of a day, in Vietnam's time."""
    return datetime.combine(day, time(hour, minute), tzinfo=timezone.get_default_timezone())


NOW = at(TODAY, 8)
