"""Reads of activities: lists, one activity with its story, and what stands behind a figure. Frozen rows, scoped.

Attendances of risk groups leave here for the unit that recorded them and its areas; nobody above sees them by activity.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet, Subquery, Sum
from django.urls import reverse

from vandong.accounts.access import MayNot, Officer
from vandong.kernel import audit
from vandong.kernel.listing import Lazy
from vandong.outreach import access, finding, rules
from vandong.outreach.conflict import materials_in_words
from vandong.outreach.details import details_of
from vandong.outreach.errors import RecordsItself, UnitElsewhere
from vandong.outreach.models import (
    Activity,
    ActivityPhoto,
    Channel,
    RiskAttendance,
)
from vandong.outreach.organisations.queries import open_names as organisations_by_name
from vandong.outreach.organisations.queries import organisations
from vandong.outreach.propagandists.queries import propagandists
from vandong.outreach.recording import INSTRUMENT, MOVEMENT, RecentChoice, recent_choices
from vandong.outreach.rows import (
    FIELD_NAMES,
    SUBJECT,
    VERBS,
    ActivityDetail,
    ActivityFilter,
    ActivityRow,
    Event,
    GroupShown,
    MonthCount,
    OrganisationFilter,
    PhotoRow,
    Totals,
)
from vandong.programme import queries as programmes
from vandong.units import queries as units


def activities(
    officer: Officer, asked: ActivityFilter, *, most: int | None = None, in_full: bool = False
) -> Lazy[ActivityRow]:
    """Activities the officer may read, filtered and sorted; as many queries for a province as for a commune. Of more
    than can be read through `most` are counted, a list's usual bound unless told."""
    return _lazy(finding.activities(officer, asked), officer, most=most, in_full=in_full)


def _lazy(
    found: finding.Found,
    officer: Officer,
    *,
    count: int | None = None,
    most: int | None = None,
    in_full: bool = False,
) -> Lazy[ActivityRow]:
    # A page's 25 ids first, then those 25: a province's sort would else carry 6,000 whole rows of five tables.
    to_rows, bound = _rows_in_full if in_full else _rows, None if found.most is None else most or found.most
    return Lazy(found.ids, lambda some: to_rows(_shown(some), officer), count, most=bound)


def activities_and_totals(officer: Officer, asked: ActivityFilter) -> tuple[Lazy[ActivityRow], Totals | None]:
    """The list and its totals line, which already says how many rows there are; None where they are too many to add
    up while somebody waits."""
    found = finding.activities(officer, asked)
    if found.most is not None:
        return _lazy(found, officer), None
    sums = _totals(found.rows)
    return _lazy(found, officer, count=sums.activity_count + sums.withdrawn_count), sums


def totals(officer: Officer, asked: ActivityFilter) -> Totals:
    """The totals of the same list, however long. One query more than finding it takes."""
    return _totals(finding.activities(officer, asked).rows)


def _totals(found: QuerySet[Activity]) -> Totals:
    stands = Q(withdrawn_at__isnull=True)
    sums = found.order_by().aggregate(
        activities=Count("id", filter=stands),
        withdrawn=Count("id", filter=~stands),
        attendance=Sum("attendance_count", filter=stands),
        leaflets=Sum("leaflet_count", filter=stands),
        households=Sum("household_count", filter=stands),
        cost=Sum("cost_vnd", filter=stands),
    )
    return Totals(
        sums["activities"],
        sums["attendance"] or 0,
        sums["leaflets"] or 0,
        sums["households"] or 0,
        sums["withdrawn"],
        sums["cost"] or 0,
    )


def activities_behind(
    officer: Officer,
    *,
    programme_id: int,
    unit_ids: Any,
    from_on: date,
    to_on: date,
    channels: Iterable[str] = (),
    task_id: int | None = None,
    counted: str = "",
) -> Lazy[ActivityRow]:
    """The records a figure is made of: standing activities of `unit_ids` (ids or a lazy subquery; all below included
    only if named there) held from `from_on` to `to_on` inclusive, latest first. `counted`
    ("leaflet_count", "female_count"…) leaves out those that add nothing to it. Outside scope: no rows."""
    found = access.activities_visible_to(officer).filter(
        programme_id=programme_id,
        unit_id__in=unit_ids,
        held_on__gte=from_on,
        held_on__lte=to_on,
        withdrawn_at__isnull=True,
    )
    if channels := tuple(channels):
        found = found.filter(channel__in=channels)
    if task_id is not None:
        found = found.filter(task_id=task_id)
    if counted:
        if counted not in (*rules.MOST, "female_count"):
            raise ValueError(counted)
        found = found.filter(**{f"{counted}__gt": 0})
    ordered = found.order_by("-held_on", "-id").values_list("id", flat=True)
    return Lazy(ordered, lambda ids: _rows(_shown(ids), officer))


def activity(officer: Officer, activity_id: int) -> ActivityDetail:
    """One activity with everything about it. Raises ActivityNotHere outside scope."""
    model = access.activity_to_see(officer, activity_id)
    photos = ActivityPhoto.objects.filter(activity_id=model.id).order_by("id")
    partners = units.bodies_by_id(model.partners.values("body_id")).values()
    sees_groups = access.sees_groups(officer, model)
    counted = RiskAttendance.objects.filter(activity_id=model.id).order_by("risk_group__position")
    rows = counted.values_list("risk_group_id", "risk_group__name", "count", "first_timer_count") if sees_groups else ()
    named = set(model.terms.values_list("term_id", flat=True))
    kept = programmes.terms(model.programme_id, MOVEMENT, INSTRUMENT) if named else ()
    terms = [(term.kind, term.label) for term in kept if term.id in named]
    organisations = model.organisations.order_by("organisation__sort_key")
    reporting, *above = [one for one in units.ancestors(model.unit_id, model.held_on) if one.level != "area"] or [
        units.unit(model.unit_id)  # loaded from a book older than what is known of the unit
    ]
    ground = _ground(officer, model)
    return ActivityDetail(
        row=_rows(_shown([model.id]), officer)[0],
        note=model.note,
        partner_names=tuple(sorted(body.short_name for body in partners)),
        organisations=tuple(organisations.values_list("organisation_id", "organisation__name")),
        movements=tuple(label for kind, label in terms if kind == MOVEMENT),
        instruments=tuple(label for kind, label in terms if kind == INSTRUMENT),
        materials=tuple(
            materials_in_words([said]) for said in model.materials.order_by("position").values_list("name", "count")
        ),
        standing=units.standing_of(model.unit_id, model.held_on),
        reported_by=reporting.in_sentence,
        summed_by=", ".join(one.in_sentence for one in above if one.level != "nation"),
        groups=tuple(GroupShown(*row) for row in rows),
        hides_groups=not sees_groups,
        photos=tuple(PhotoRow(photo.id, photo.width, photo.height) for photo in photos),
        story=_story(model.id, hides_groups=not sees_groups),
        may_change=ground is not None,
        repeat_path=_repeat_path(officer, model.id, ground),
        locked_reason=units.lock_on(model.unit_id, model.held_on) or "",
    )


def hidden_group_ids(officer: Officer, activity_id: int) -> frozenset[int]:
    """Risk groups whose count this officer may not see, counted or not: a correction leaves them as they are."""
    model = access.activity_to_see(officer, activity_id)
    if access.sees_groups(officer, model):
        return frozenset()
    return frozenset(group.id for group in programmes.risk_groups(model.programme_id))


def activity_counts_by_month(
    officer: Officer, programme_id: int | None, from_on: date, to_on: date
) -> list[MonthCount]:
    """Standing activities of the readable scope by month of `held_on`; months without any are left out. One query."""
    found = access.activities_visible_to(officer).filter(
        held_on__gte=from_on, held_on__lte=to_on, withdrawn_at__isnull=True
    )
    if programme_id is not None:
        found = found.filter(programme_id=programme_id)
    sums = (Sum(name) for name in ("attendance_count", "leaflet_count", "household_count"))
    months: dict[date, list[int]] = {}
    # By day, then by month here: SQLite would cut days to months in Python, once for every row.
    for day, *figures in found.values_list("held_on").annotate(Count("id"), *sums).order_by("held_on"):
        so_far = months.get(day.replace(day=1), [0] * len(figures))
        months[day.replace(day=1)] = [a + (b or 0) for a, b in zip(so_far, figures, strict=True)]
    return [MonthCount(month, *figures) for month, figures in months.items()]


def channels() -> list[tuple[str, str]]:
    """Codes and Vietnamese names of the channels, in the plan's order."""
    return list(Channel.choices)


class _Shown(NamedTuple):
    """What a list shows of an activity, straight from the columns of five tables: models of them all for 25 rows would
    take a fifth of the page's time."""

    id: int
    held_on: date
    unit_id: int
    channel: str
    title: str
    place: str
    programme_id: int
    attendance_count: int
    female_count: int | None
    leaflet_count: int
    banner_count: int
    broadcast_count: int
    household_count: int
    cost_vnd: int | None
    is_on_behalf: bool
    recorded_by_label: str
    recorded_at: datetime
    withdrawn_at: datetime | None
    withdrawn_reason: str
    version: int
    unit__kind: str
    unit__name: str
    unit__valid_until: date | None
    programme__short_title: str
    task__short_text: str | None
    lead_body__short_name: str
    standing_kind: str | None  # of its place, on its day


def _shown(ids: list[int]) -> list[_Shown]:
    """Activities whose scope has been asked, in the order of `ids`. One query, or one for each thousand."""
    by_id: dict[int, _Shown] = {}
    standing = Subquery(units.standing_at("unit_id", "held_on").values("kind")[:1])
    for start in range(0, len(ids), 1000):
        found = Activity.objects.filter(id__in=ids[start : start + 1000])
        found_rows = found.values_list(*_Shown._fields[:-1], standing)
        by_id |= {row[0]: _Shown(*row) for row in found_rows}
    return [by_id[activity_id] for activity_id in ids]


def _rows(shown: list[_Shown], officer: Officer) -> list[ActivityRow]:
    """Rows of one slice: one query more, whatever its length."""
    parents = units.latest_parents({one.unit_id for one in shown}, officer.on)
    return [_row(one, parents.get(one.unit_id), officer) for one in shown]


def _rows_in_full(shown: list[_Shown], officer: Officer) -> list[ActivityRow]:
    told = details_of([one.id for one in shown])
    return [replace(row, details=told.get(row.id, row.details)) for row in _rows(shown, officer)]


def _row(shown: _Shown, parent: units.UnitRow | None, officer: Officer) -> ActivityRow:
    name = units.full_name(shown.unit__kind, shown.unit__name)
    if parent is not None and officer.unit_id not in (parent.id, shown.unit_id):
        name = f"{name}, {parent.in_sentence}"
    if shown.unit__valid_until is not None and shown.unit__valid_until <= officer.on:
        name = f"{name} (cũ)"
    return ActivityRow(
        id=shown.id,
        held_on=shown.held_on,
        unit_id=shown.unit_id,
        unit_name=name,
        channel=shown.channel,
        channel_label=_CHANNEL_LABELS[shown.channel],
        title=shown.title,
        place=shown.place,
        programme_id=shown.programme_id,
        programme_title=shown.programme__short_title,
        task_text=shown.task__short_text or "",
        lead_body_name=shown.lead_body__short_name,
        attendance_count=shown.attendance_count,
        female_count=shown.female_count,
        leaflet_count=shown.leaflet_count,
        banner_count=shown.banner_count,
        broadcast_count=shown.broadcast_count,
        household_count=shown.household_count,
        cost_vnd=shown.cost_vnd,
        is_on_behalf=shown.is_on_behalf,
        recorded_by_label=shown.recorded_by_label,
        recorded_at=shown.recorded_at,
        withdrawn_at=shown.withdrawn_at,
        withdrawn_reason=shown.withdrawn_reason,
        version=shown.version,
        standing=units.STANDING_NAMES.get(shown.standing_kind or "", ""),
    )


_CHANNEL_LABELS: dict[str, str] = {channel.value: str(channel.label) for channel in Channel}


def _ground(officer: Officer, model: Activity) -> access.Ground | None:
    """Where the officer may change it; None for who may not."""
    try:
        return access.place_to_write(officer, model.unit_id)
    except (MayNot, UnitElsewhere, RecordsItself):
        return None


def _repeat_path(officer: Officer, activity_id: int, ground: access.Ground | None) -> str:
    if ground is None:
        return ""
    form = reverse("activity_record_for", args=[ground.owner.id]) if ground.is_on_behalf else reverse("activity_record")
    return f"{form}?nhu={activity_id}#viec"


_OF_GROUPS = frozenset({"risk_counts", "first_timer_counts"})


def _story(activity_id: int, *, hides_groups: bool) -> tuple[Event, ...]:
    hidden = _OF_GROUPS if hides_groups else frozenset()  # that they changed tells that some were counted
    lines = audit.lines_about(SUBJECT, activity_id, limit=50)
    return tuple(
        Event(
            at=line.at,
            who=line.actor_label,
            verb=VERBS.get(line.action.rsplit(".", 1)[-1], line.action),
            fields=", ".join(FIELD_NAMES.get(name, name) for name in line.changed_fields if name not in hidden),
            note=line.note,
        )
        for line in lines
    )


__all__ = [
    "ActivityDetail",
    "ActivityFilter",
    "ActivityRow",
    "MonthCount",
    "OrganisationFilter",
    "RecentChoice",
    "Totals",
    "activities",
    "activities_and_totals",
    "activities_behind",
    "activity",
    "activity_counts_by_month",
    "channels",
    "hidden_group_ids",
    "organisations",
    "organisations_by_name",
    "propagandists",
    "recent_choices",
    "totals",
]
