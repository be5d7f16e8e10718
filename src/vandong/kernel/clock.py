"""The one clock. Only edges (middleware, command line, worker, scheduler) read it; everything below is handed time.

"Today" can be pinned: by the setting VANDONG_TODAY (tests, drills), or by the installation's own row (the
demonstration lives on a day of November 2024). A pinned clock keeps the real time of day, so that a day still passes
through its hours. Zone: Asia/Ho_Chi_Minh, always.
"""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone


def zone_now() -> datetime:
    """The machine's present instant in Vietnam, pinned or not. For seals and logs, never for the domain."""
    return timezone.localtime()


def now(pinned_on: date | None = None) -> datetime:
    """The present instant, aware, in Vietnam's zone; on the pinned day if there is one.

    `pinned_on` is the installation's own pin (`kernel.installation.current().pinned_on`); the setting goes first.
    """
    real = timezone.localtime()
    day = settings.VANDONG_TODAY or pinned_on
    if day is None:
        return real
    return datetime.combine(day, real.timetz())


def end_of_day(day: date) -> datetime:
    """24:00 local of that day: a deadline on `day` is kept by anything strictly before this instant."""
    return datetime.combine(day + timedelta(days=1), time(0), tzinfo=timezone.get_default_timezone())
