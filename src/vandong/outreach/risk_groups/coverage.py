"""What the activities of a commune counted of each high-risk group in a year: live, for the commune's own page."""

from datetime import date

from django.db.models import Count, Q

from vandong.analytics import queries as analytics
from vandong.outreach.models import RiskAttendance
from vandong.outreach.risk_groups.rules import Reached
from vandong.programme.queries import ProgrammeRow
from vandong.units import queries as units

_CODES = ("risk_attendance_count", "risk_first_timer_count")


def reached(unit_id: int, programme: ProgrammeRow, year: int, today: date) -> dict[str, Reached]:
    """By the group's code, up to today; with what units that were merged into this one in the year had counted. The
    sums are the indicators of a report."""
    since = max(date(year, 1, 1), programme.starts_on)
    until = min(date(year, 12, 31), programme.ends_on, today)
    if until < since:
        return {}
    sums: dict[tuple[str, str], int] = {}
    for each in (unit_id, *units.absorbed_ids(unit_id, since, until)):
        for key, value in analytics.figures_of_unit(analytics.Scope(programme.id, since, until, each), _CODES).items():
            sums[key] = sums.get(key, 0) + value
    asked = _asked(unit_id, programme.id, since, until, today)
    return {
        group: Reached(
            attendance_count=sums.get((_CODES[0], group), 0),
            first_timer_count=sums.get((_CODES[1], group), 0),
            activity_count=activities,
            unasked_count=unasked,
        )
        for group, (activities, unasked) in asked.items()
    }


def _asked(unit_id: int, programme_id: int, since: date, until: date, today: date) -> dict[str, tuple[int, int]]:
    """By the group's code: activities with people of it, and how many of these did not ask who came for the first
    time."""
    rows = RiskAttendance.objects.filter(
        activity__unit_id__in=units.visible_ids(unit_id, today),
        activity__programme_id=programme_id,
        activity__held_on__range=(since, until),
        activity__withdrawn_at__isnull=True,
    ).values_list("risk_group__code")
    counted = rows.annotate(activities=Count("id"), unasked=Count("id", filter=Q(first_timer_count__isnull=True)))
    return {code: (activities, unasked) for code, activities, unasked in counted.order_by()}
