"""Each indicator counts what its definition says, in the unit that reports it, and nothing else."""

from datetime import date

import pytest

from tests import make
from tests import world as small_world
from tests.analytics.field_work import held, withdraw
from tests.outreach.forms import organisation, term
from vandong.analytics import queries, records
from vandong.analytics.indicators import INDICATORS
from vandong.analytics.indicators.sessions import SESSION_CHANNELS
from vandong.analytics.queries import Scope
from vandong.outreach.models import ActivityOrganisation, ActivityTerm, Channel
from vandong.units import queries as units
from vandong.units.models import Ancestry

pytestmark = pytest.mark.django_db
YEAR = (date(2024, 1, 1), date(2024, 10, 31))


@pytest.fixture
def world():
    return small_world.build()


def figures(world, unit_id, **values):
    return queries.figures_of_unit(Scope(world.programme, *YEAR, unit_id), **values)


def test_an_area_reports_through_its_commune(world):
    held(world, world.bong_lai, attendance_count=46)
    held(world, world.tieu_son, attendance_count=20)
    held(world, world.hong_phong, attendance_count=100)
    found = figures(world, world.hong_phong)
    assert found["activity_count", ""] == 3
    assert found["attendance_count", ""] == 166
    assert found["area_reached_count", ""] == 2
    assert figures(world, world.bong_lai) == {}
    assert figures(world, world.ninh_giang) == {}


def test_an_area_that_moved_counts_where_it_stood_on_the_day(world):
    held(world, world.bong_lai, on=date(2024, 3, 1), attendance_count=10)
    held(world, world.bong_lai, on=date(2024, 9, 1), attendance_count=5)
    moved = date(2024, 7, 1)
    Ancestry.objects.filter(descendant_id=world.bong_lai, ancestor_id=world.hong_phong).update(valid_until=moved)
    Ancestry.objects.create(ancestor_id=world.tan_huong, descendant_id=world.bong_lai, depth=1, valid_from=moved)
    assert figures(world, world.hong_phong)["attendance_count", ""] == 10
    assert figures(world, world.tan_huong)["attendance_count", ""] == 5


def test_what_is_withdrawn_or_outside_the_span_counts_nowhere(world):
    withdraw(held(world, world.bong_lai, partners=(world.women_hong_phong,), groups={"away_workers": 9}))
    held(world, world.bong_lai, on=date(2023, 12, 31))
    held(world, world.bong_lai, on=date(2024, 11, 1))
    assert figures(world, world.hong_phong) == {}
    held(world, world.bong_lai, on=YEAR[0], attendance_count=1)
    held(world, world.bong_lai, on=YEAR[1], attendance_count=2)
    assert figures(world, world.hong_phong)["attendance_count", ""] == 3


def test_sessions_are_where_people_gather(world):
    for channel in Channel.values:
        held(world, world.bong_lai, channel=channel, attendance_count=0 if channel == "banner" else 1, banner_count=1)
    held(world, world.bong_lai, channel="other", attendance_count=0, leaflet_count=7)
    found = figures(world, world.hong_phong)
    assert found["record_count", ""] == len(Channel.values) + 1
    assert found["activity_count", ""] == len(SESSION_CHANNELS) + 1
    for code in (
        "conference_count", "association_session_count", "club_session_count", "culture_session_count",
        "school_session_count", "contest_count",
    ):  # fmt: skip
        assert found[code, ""] == 1


def test_every_measure_adds_its_own_column(world):
    held(
        world, world.bong_lai, channel="house_visit", attendance_count=9, female_count=4, leaflet_count=120,
        banner_count=3, broadcast_count=5, household_count=17, task_id=world.task, partners=(world.women_hong_phong,),
    )  # fmt: skip
    held(world, world.tieu_son, channel="loudspeaker", attendance_count=0, broadcast_count=2)
    found = figures(world, world.hong_phong)
    assert {code: found[code, ""] for code in (
        "female_attendance_count", "leaflet_count", "banner_count", "broadcast_count", "household_visit_count",
        "task_activity_count", "joint_activity_count",
    )} == {
        "female_attendance_count": 4, "leaflet_count": 120, "banner_count": 3, "broadcast_count": 7,
        "household_visit_count": 17, "task_activity_count": 1, "joint_activity_count": 1,
    }  # fmt: skip


def test_what_an_activity_served_spread_and_cost_is_counted_by_activity(world):
    served = held(world, world.bong_lai, cost_vnd=1_200_000)
    held(world, world.tieu_son, cost_vnd=0)
    held(world, world.tieu_son)
    for kind, names in (("movement", ("Một", "Hai")), ("instrument", ("Luật",))):
        for name in names:
            ActivityTerm.objects.create(activity=served, term_id=term(world, kind, name))
    ActivityOrganisation.objects.create(activity=served, organisation_id=organisation(world, "Trường Hồng Phong"))
    found = figures(world, world.hong_phong)
    codes = ("activity_cost_vnd", "movement_activity_count", "instrument_activity_count", "joint_activity_count")
    assert [found[code, ""] for code in codes] == [1_200_000, 1, 1, 1]


def test_a_hot_spot_is_one_on_the_day_of_the_activity_and_no_other(world):
    make.standing(world.hong_phong, "problem", date(2023, 1, 1))
    make.standing(world.hong_phong, "hot_2", date(2024, 3, 1))
    make.standing(world.hong_phong, "hot_1", date(2024, 6, 1))
    make.standing(world.hong_phong, "problem", date(2024, 9, 1))
    for day in (date(2024, 2, 29), date(2024, 3, 1), date(2024, 5, 31), date(2024, 6, 1), date(2024, 8, 31)):
        held(world, world.bong_lai, on=day, attendance_count=10)
    held(world, world.hong_phong, on=date(2024, 9, 1), attendance_count=10)
    held(world, world.tan_huong, on=date(2024, 7, 1))
    found = figures(world, world.hong_phong)
    assert (found["hot_spot_activity_count", ""], found["hot_spot_attendance_count", ""]) == (4, 40)
    district = Scope(world.programme, *YEAR, world.ninh_giang, below_on=YEAR[1])
    held(world, world.ninh_giang, on=date(2024, 7, 1))  # the district's own: in no commune's density
    assert queries.days_of_communes(district) == [
        (date(2024, 2, 29), 1, 0), (date(2024, 3, 1), 1, 1), (date(2024, 5, 31), 1, 1), (date(2024, 6, 1), 1, 1),
        (date(2024, 7, 1), 1, 0), (date(2024, 8, 31), 1, 1), (date(2024, 9, 1), 1, 0),
    ]  # fmt: skip
    assert set(records.HOT_KINDS) == set(units.HOT_STANDINGS)


def test_risk_groups_are_told_each_and_together(world):
    held(world, world.bong_lai, groups={"away_workers": 6, "released_prisoners": 2})
    held(world, world.tieu_son, groups={"away_workers": 5})
    found = figures(world, world.hong_phong)
    assert found["risk_attendance_count", "away_workers"] == 11
    assert found["risk_attendance_count", "released_prisoners"] == 2
    assert found["risk_attendance_count", ""] == 13


def test_a_subtree_gives_each_reporting_unit_its_own_records_once(world):
    held(world, world.bong_lai, attendance_count=1)
    held(world, world.tan_huong, attendance_count=2)
    held(world, world.ninh_giang, attendance_count=4)
    held(world, world.ngu_hung, attendance_count=8)
    held(world, world.dinh_cao, attendance_count=16)
    scope = Scope(world.programme, *YEAR, world.ninh_giang, below_on=YEAR[1])
    found = {unit: figures["attendance_count", ""] for unit, figures in queries.figures_by_unit(scope).items()}
    assert found == {world.hong_phong: 1, world.tan_huong: 2, world.ninh_giang: 4}
    assert queries.figures_together(scope)["attendance_count", ""] == 7
    province = Scope(world.programme, *YEAR, world.hai_duong, below_on=YEAR[1])
    assert queries.figures_together(province)["attendance_count", ""] == 15


def test_every_indicator_says_what_it_is():
    codes = [indicator.code for indicator in INDICATORS]
    assert len(codes) == len(set(codes)) >= 12
    for indicator in INDICATORS:
        assert indicator.definition.endswith(".")
        assert indicator.source.endswith(".")
        assert indicator.per_risk_group == indicator.is_person_count


def test_session_channels_are_channels_of_outreach():
    assert set(SESSION_CHANNELS) < set(Channel.values)
