"""Above the unit that recorded it, a person-count of 1-4 is not to be had by subtracting what other pages tell."""

from dataclasses import replace
from datetime import date

import pytest

from tests import make
from tests.analytics.field_work import held
from tests.reporting import loop
from vandong.kernel.disclosure import LESS, NOT_TOLD
from vandong.reporting import actions, figures, shown
from vandong.reporting.models import Report, ReportSection
from vandong.reporting.queries import behind

RISK = "risk_attendance_count"
GROUPS = {"released_prisoners": 3, "away_workers": 7, "street_youth": 50}


def told(report_id: int, *, is_own_unit: bool = False) -> dict[str, str]:
    rows = figures.rows(Report.objects.get(id=report_id), is_own_unit=is_own_unit)
    return {row.key.partition(".")[2]: row.value_text for row in rows if row.key.startswith(RISK)}


def words(report_id: int) -> str:
    section = ReportSection.objects.get(report_id=report_id, code=shown.SECTION_OF_PEOPLE_AT_RISK)
    return section.suggested_text if section.text is None else section.text


def test_a_unit_with_a_small_group_tells_its_groups_together_only(world):
    period = loop.period(world)
    held(world, world.bong_lai, attendance_count=90, groups=GROUPS)
    commune = loop.approved(world.hanh, world.lan, period)
    seen = told(commune)
    assert (seen[""], seen["released_prisoners"], seen["away_workers"]) == ("60", LESS, NOT_TOLD)
    assert seen["street_youth"] == NOT_TOLD
    assert told(commune, is_own_unit=True)["released_prisoners"] == "3"


def test_five_and_one_are_no_company_for_each_other(world):
    """Of 6 in two groups, one "dưới 5" and the other more: 1 and 5, and nothing else."""
    period = loop.period(world)
    held(world, world.bong_lai, attendance_count=90, groups={"released_prisoners": 1, "away_workers": 5})
    assert told(loop.approved(world.hanh, world.lan, period))[""] == NOT_TOLD


@pytest.mark.parametrize(("count", "whole"), [(1, LESS), (4, NOT_TOLD)])
def test_one_and_one_or_four_and_four_are_not_told_as_a_whole(world, count, whole):
    period = loop.period(world)
    groups = {"released_prisoners": count, "away_workers": count}
    held(world, world.bong_lai, attendance_count=90, groups=groups)
    assert told(loop.approved(world.hanh, world.lan, period))[""] == whole


def test_the_sum_of_a_district_does_not_give_its_one_small_commune_away(world):
    period = loop.period(world)
    held(world, world.bong_lai, attendance_count=90, groups=GROUPS)
    loop.approved(world.hanh, world.lan, period)
    held(world, world.ninh_giang, attendance_count=90, groups={"released_prisoners": 20, "away_workers": 30})
    district = loop.approved(world.khai, world.thai, period)
    seen = told(district)
    assert (seen["released_prisoners"], seen["away_workers"], seen[""]) == (NOT_TOLD, NOT_TOLD, "110")
    own = told(district, is_own_unit=True)
    assert own == seen, "the district knows its own twenty, and would subtract them"
    page = behind.line_page(world.khai, district, f"{RISK}.away_workers")
    assert [source.value_text for source in page.sources] == [NOT_TOLD]
    assert [row.adds_text for row in page.records] == ["30 lượt người"], "its own it sees"


def test_a_sum_of_others_is_told_when_it_is_submitted_and_above_when_it_is_approved(world):
    period = loop.period(world)
    held(world, world.bong_lai, attendance_count=90, groups={"street_youth": 50})
    loop.approved(world.hanh, world.lan, period)
    district = loop.opened(world.khai, period)
    assert told(district, is_own_unit=True)["street_youth"] == shown.WHEN_SUBMITTED
    actions.submit_report(by=world.khai, report_id=district, row_version=None, now=make.NOW)
    assert told(district, is_own_unit=True)["street_youth"] == "50"
    assert told(district)["street_youth"] == shown.NOT_YET
    actions.approve_report(by=world.thai, report_id=district, row_version=None, now=make.NOW)
    assert told(district)["street_youth"] == "50"


def test_the_suggested_words_tell_a_sum_of_others_as_soon_as_the_figures_do(world):
    period = loop.period(world)
    held(world, world.bong_lai, attendance_count=90, groups={"street_youth": 50})
    loop.approved(world.hanh, world.lan, period)
    district = loop.opened(world.khai, period)
    assert "khi báo cáo được trình" in words(district)
    actions.submit_report(by=world.khai, report_id=district, row_version=None, now=make.NOW)
    assert words(district).startswith("Có 50 lượt người")
    actions.approve_report(by=world.thai, report_id=district, row_version=None, now=make.NOW)
    assert words(district).startswith("Có 50 lượt người"), "what is frozen and numbered promises nothing for later"


def test_a_correction_that_adds_three_does_not_tell_the_three(world):
    period = loop.period(world)
    held(world, world.bong_lai, attendance_count=90, groups={"away_workers": 30, "street_youth": 50})
    first = loop.approved(world.hanh, world.lan, period)
    actions.send_back_report(by=world.khai, report_id=first, reason="Còn thiếu một buổi.", row_version=None,
                             now=make.NOW)  # fmt: skip
    held(world, world.bong_lai, attendance_count=90, groups={"away_workers": 3})
    second = Report.objects.get(unit_id=world.hong_phong, version=2).id
    loop.approved(world.hanh, world.lan, period)
    seen = told(second)
    assert (seen["away_workers"], seen[""]) == (NOT_TOLD, NOT_TOLD)
    assert told(first)["away_workers"] == "30"


def test_what_another_report_told_between_submission_and_approval_counts(world):
    """28 of half a year, told meanwhile, and 30 of the whole: the two would be told."""
    year = loop.period(world)
    half = loop.period(world, replace(loop.YEAR, label="sáu tháng đầu năm", cutoff_on=date(2024, 6, 30)))
    held(world, world.bong_lai, attendance_count=90, groups={"away_workers": 28}, on=date(2024, 3, 5))
    held(world, world.bong_lai, attendance_count=90, groups={"away_workers": 2}, on=date(2024, 9, 5))
    whole = loop.submitted(world.hanh, year)
    loop.approved(world.hanh, world.lan, half)
    actions.approve_report(by=world.lan, report_id=whole, row_version=None, now=make.NOW)
    assert told(whole)["away_workers"] == NOT_TOLD
    assert "30" not in words(whole)


def test_above_its_unit_a_figure_of_people_at_risk_has_no_records(world):
    period = loop.period(world)
    held(world, world.bong_lai, attendance_count=40, groups={"away_workers": 9})
    held(world, world.bong_lai, attendance_count=40, groups={"away_workers": 3})
    commune = loop.approved(world.hanh, world.lan, period)
    page = behind.line_page(world.khai, commune, f"{RISK}.away_workers")
    assert page.hides_records
    assert page.records == ()
    own = {row.adds_text for row in behind.line_page(world.hanh, commune, f"{RISK}.away_workers").records}
    assert own == {"3 lượt người", "9 lượt người"}


def test_the_period_before_gives_nothing_away_either(world):
    spring = replace(loop.YEAR, label="sáu tháng đầu năm", cutoff_on=date(2024, 6, 30))
    held(world, world.bong_lai, attendance_count=90, groups=GROUPS, on=date(2024, 3, 5))
    loop.approved(world.hanh, world.lan, loop.period(world, spring))
    autumn = replace(loop.YEAR, label="bốn tháng", starts_on=date(2024, 7, 1))
    report = Report.objects.get(id=loop.opened(world.hanh, loop.period(world, autumn)))
    before = {row.key: row.before_text for row in figures.rows(report, is_own_unit=False)}
    assert before[f"{RISK}.released_prisoners"] == LESS
    assert before[f"{RISK}.away_workers"] == NOT_TOLD
    assert before[RISK] == "60"


def test_where_the_words_alone_would_tell_a_report_says_nothing_of_people_at_risk(world):
    """Four groups "dưới 5" and "dưới 5" in all: one each. So neither these nor the groups of which nobody came."""
    period = loop.period(world)
    four = ("released_prisoners", "away_workers", "street_youth", "seasonal_workers")
    held(world, world.bong_lai, attendance_count=90, groups=dict.fromkeys(four, 1))
    commune = loop.approved(world.hanh, world.lan, period)
    assert set(told(commune).values()) == {NOT_TOLD}
    assert told(commune, is_own_unit=True)["released_prisoners"] == "1"
    assert "số lượt không nêu" in words(commune)
