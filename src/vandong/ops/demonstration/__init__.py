"""The demonstration: Hải Dương on 12 November 2024, made the same way every time; and taking it away again.

`create` works only on an installation that is nobody's yet. Where a verb for each row would take too long (areas,
bodies, accounts, activities) whole batches are written by their domains' own doors; programmes, plans and reports go
through the very verbs that officers use, at instants of that year.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from vandong.kernel import audit, installation
from vandong.ops import database
from vandong.ops.demonstration import cast as cast_of
from vandong.ops.demonstration import (
    days,
    group_sizes,
    organisations,
    places,
    plan,
    propagandists,
    removal,
    reports,
    standings,
    year,
)
from vandong.ops.demonstration.cast import ACCOUNTS, PASSWORD, DemonstrationAccount
from vandong.ops.errors import AlreadySetUp, NotADemonstration
from vandong.outreach.actions import load_activities, load_organisations
from vandong.programme import queries as programmes
from vandong.units.actions import load_reference

__all__ = ["PASSWORD", "DemonstrationAccount", "DemonstrationSummary", "accounts", "create", "remove"]

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class DemonstrationSummary:
    district_count: int
    commune_count: int
    area_count: int
    adoption_count: int
    activity_count: int
    report_counts: dict[str, int]  # communes by the state of their report; "none" has not begun
    accounts: tuple[DemonstrationAccount, ...]


def accounts() -> tuple[DemonstrationAccount, ...]:
    """Who may sign in to the demonstration, and with what."""
    return ACCOUNTS


def create(*, progress: Progress = lambda done, total, text: None) -> DemonstrationSummary:
    """Build it all or nothing. Raises AlreadySetUp. `progress` counts to 100."""
    if installation.current().is_set_up:
        raise AlreadySetUp
    load_reference(
        by=audit.SYSTEM,
        now=days.at(days.PLAN_SIGNED, 6),
        progress=lambda done, total, text: progress(done * 12 // max(total, 1), 100, text),
    )
    with transaction.atomic():
        installation.wait_to_set_up()
        if installation.current().is_set_up:
            raise AlreadySetUp
        installation.establish(name="Tỉnh Hải Dương", is_demonstration=True, pinned_on=days.TODAY, now=days.NOW)
        progress(12, 100, "Mở khu dân cư và các tổ chức")
        there = places.settle()
        standings.decide(there, days.at(days.PLAN_SIGNED, 7))
        load_organisations(
            by=audit.SYSTEM,
            entries=organisations.entries(there),
            under_id=there.province.id,
            action="outreach.organisations.loaded",
            label="tổ chức trên địa bàn",
            now=days.at(days.PLAN_SIGNED, 8),
        )
        progress(24, 100, "Mời mọi người vào việc")
        cast, home = cast_of.appoint(there)
        progress(28, 100, "Ban hành kế hoạch của tỉnh")
        programme_id = plan.issue(cast)
        progress(30, 100, "Cấp dưới ra kế hoạch của mình")
        adoption_count = plan.take_up(there, cast, programme_id)
        group_sizes.state(there, cast, programme_id, programmes.risk_groups(programme_id))
        propagandists.agree(there, cast)
        progress(36, 100, "Một năm hoạt động")
        decided = reports.fates(there, cast, home)
        last_days = {unit_id: fate.last_day for unit_id, fate in decided.items()}
        done = year.activities(there, cast, programme_id, programmes.parts(programme_id), last_days)
        activity_count = load_activities(by=audit.SYSTEM, activities=done, now=days.at(days.TODAY, 7))
        database.know_the_tables()
        propagandists.lead(there, cast)
        period_id = reports.open_period(cast, programme_id)

        def tell(number: int, total: int) -> None:
            progress(48 + number * 48 // total, 100, "Lập, trình, duyệt báo cáo")

        report_counts = reports.write(there, cast, home, period_id, decided, tell)
        audit.record(
            by=audit.SYSTEM,
            at=days.NOW,
            action="ops.demonstration.created",
            subject_type="kernel.installation",
            subject_id=1,
            subject_label="Dữ liệu minh họa",
            unit_id=there.province.id,
        )
    progress(100, 100, "Dữ liệu minh họa đã sẵn sàng")
    return DemonstrationSummary(
        district_count=len(there.districts),
        commune_count=len(there.communes),
        area_count=sum(len(commune.areas) for commune in there.communes),
        adoption_count=adoption_count,
        activity_count=activity_count,
        report_counts=report_counts,
        accounts=ACCOUNTS,
    )


def remove() -> None:
    """Take the demonstration away, with whatever was entered into it. Raises NotADemonstration."""
    if not installation.current().is_demonstration:
        raise NotADemonstration
    removal.remove_everything_but_reference_data()
