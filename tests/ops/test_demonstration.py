"""The demonstration: believable, marked, made of what the verbs would have made, and taken away without a trace."""

import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection

from tests.make import NOW
from vandong.analytics import queries as analytics
from vandong.kernel import promises
from vandong.kernel.audit import SYSTEM
from vandong.kernel.models import AuditLine, Installation, StoredFile
from vandong.messaging.models import Notice
from vandong.ops import demonstration
from vandong.ops.errors import AlreadySetUp, NotADemonstration
from vandong.outreach.models import Activity, Channel, Organisation
from vandong.outreach.recording import entry_of
from vandong.outreach.rules import Ground, faults
from vandong.programme.models import Programme
from vandong.reporting.models import Report, ReportLine
from vandong.units import queries as units
from vandong.units.actions import load_reference
from vandong.units.models import Ancestry, Body, Lineage, ParentEdge, Succession, Unit, UnitLock

REFERENCE = (Unit, ParentEdge, Ancestry, Succession, Lineage)


@pytest.mark.ci
def test_the_demonstration_is_whole_while_it_is_there_and_leaves_nothing_when_it_goes(db, client, settings):
    """One building serves every look at it: it takes half a minute."""
    load_reference(by=SYSTEM, now=NOW - timedelta(days=1))
    before = [table.objects.count() for table in REFERENCE]
    begun = time.monotonic()
    summary = demonstration.create()
    print(f"demonstration made in {time.monotonic() - begun:.1f} s")
    it_is_marked_and_lives_on_its_own_day()
    it_is_hai_duong_as_it_stood_with_a_year_of_work(summary)
    every_activity_is_one_that_an_officer_could_have_recorded()
    nothing_was_recorded_behind_a_lock()
    approved_figures_are_the_sum_of_the_records()
    districts_were_consolidated_from_all_their_communes()
    the_home_commune_has_a_draft_that_is_late_and_something_new_to_read()
    settings.VANDONG_TODAY = None  # the demonstration pins its own day
    everyone_named_can_sign_in_and_has_something_to_see(client)
    with pytest.raises(AlreadySetUp):
        demonstration.create()
    demonstration.remove()
    nothing_is_left_but_reference_data_and_one_line(before)


def it_is_marked_and_lives_on_its_own_day():
    here = Installation.objects.get()
    assert here.is_demonstration
    assert f"{here.pinned_on:%d/%m/%Y}" == "12/11/2024"
    assert AuditLine.objects.filter(action="ops.demonstration.created").count() == 1


def it_is_hai_duong_as_it_stood_with_a_year_of_work(summary):
    assert (summary.district_count, summary.commune_count) == (12, 235)
    assert 235 * 3 <= summary.area_count <= 235 * 5
    assert 5_000 <= summary.activity_count == Activity.objects.count() <= 6_500
    assert summary.report_counts["approved"] > 235 / 2
    assert all(summary.report_counts[state] > 0 for state in ("submitted", "returned", "draft", "none"))
    assert Report.objects.filter(unit__level="district", state="approved").count() == 3


def every_activity_is_one_that_an_officer_could_have_recorded():
    programme = Programme.objects.get()
    groups = {group.id: group.short_name for group in programme.risk_groups.all()}
    tasks = frozenset(programme.tasks.values_list("id", flat=True))

    def terms(kind: str) -> frozenset[int]:
        return frozenset(programme.terms.filter(kind=kind).values_list("id", flat=True))

    rows = Activity.objects.order_by("id").select_related("unit")
    for activity in rows[::40]:
        above = [unit.id for unit in units.ancestors(activity.unit_id, activity.held_on)]
        ground = Ground(
            today=Installation.objects.get().pinned_on,
            unit_in_sentence=activity.unit.name_in_sentence,
            unit_from=activity.unit.valid_from,
            unit_until=activity.unit.valid_until,
            programme_title=programme.short_title,
            starts_on=programme.starts_on,
            ends_on=programme.ends_on,
            task_ids=tasks,
            risk_group_names=groups,
            body_ids=frozenset(body.id for body in units.bodies_of_units(above, activity.held_on)),
            channels=frozenset(Channel.values),
            movement_ids=terms("movement"),
            instrument_ids=terms("instrument"),
            organisation_ids=frozenset(Organisation.objects.filter(unit_id__in=above).values_list("id", flat=True)),
        )
        assert faults(entry_of(activity), ground) == [], activity.id
        assert activity.held_on <= activity.recorded_at.date() <= ground.today


def nothing_was_recorded_behind_a_lock():
    for lock in UnitLock.objects.select_related("unit").order_by("id")[:40]:
        below = units.subtree_ids(lock.unit_id, lock.until_on)
        if lock.unit.level == "commune":
            locked = Activity.objects.filter(unit_id__in=below, held_on__range=(lock.from_on, lock.until_on))
            latest = locked.order_by("-recorded_at").first()
            assert latest is None or latest.recorded_at < lock.laid_at


def approved_figures_are_the_sum_of_the_records():
    for report in Report.objects.filter(state="approved", unit__level="commune").order_by("id")[:5]:
        period = report.period
        areas = [report.unit_id, *(area.id for area in units.children(report.unit_id, period.cutoff_on, "area"))]
        records = Activity.objects.filter(unit_id__in=areas, held_on__lte=period.cutoff_on)
        line = ReportLine.objects.get(report=report, indicator="attendance_count", risk_group="")
        assert line.value > 0
        told = analytics.figures_of_unit(
            analytics.Scope(period.programme_id, period.starts_on, period.cutoff_on, report.unit_id)
        )
        assert line.value == told["attendance_count", ""]
        assert line.value <= sum(records.values_list("attendance_count", flat=True))


def districts_were_consolidated_from_all_their_communes():
    for report in Report.objects.filter(unit__level="district", state="approved"):
        children = units.reporting_children(report.unit_id, report.period.cutoff_on)
        assert report.sources.count() == len(children)
        assert not report.is_provisional
        assert report.document is not None
        assert report.document.is_demonstration


def the_home_commune_has_a_draft_that_is_late_and_something_new_to_read():
    home = Unit.objects.get(level="commune", code="11224", valid_from__lt=NOW.date(), name="Hồng Phong")
    report = Report.objects.get(unit=home)
    assert report.state == "draft"
    assert Notice.objects.filter(body__unit=home).count() == 3  # of the programme itself, and two since
    assert Activity.objects.filter(unit_id__in=units.subtree_ids(home.id, NOW.date())).count() >= 20


def everyone_named_can_sign_in_and_has_something_to_see(client):
    for account in demonstration.accounts():
        answer = client.post("/tai-khoan/dang-nhap/", {"login": account.username, "password": account.password})
        assert answer.status_code == 302, account.username
        home = client.get("/")
        assert home.status_code == 200
        assert "12/11/2024" in home.content.decode()
        client.logout()


def test_a_real_installation_is_never_emptied(world):
    before = Unit.objects.count()
    with pytest.raises(NotADemonstration):
        demonstration.remove()
    assert Unit.objects.count() == before


def nothing_is_left_but_reference_data_and_one_line(before):
    assert [table.objects.count() for table in REFERENCE] == before
    assert load_reference(by=SYSTEM, now=NOW).changed_nothing
    for emptied in (Installation, Body, Activity, Programme, Report, StoredFile, UnitLock):
        assert not emptied.objects.exists()
    assert [line.action for line in AuditLine.objects.all()] == ["ops.demonstration.removed"]
    assert promises.missing(connection) == []
    assert not [path for path in Path(django_settings.FILES).rglob("*") if path.is_file()]
