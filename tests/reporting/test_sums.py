"""Sums are exact at every level: whatever is recorded, by whomever, a report tells every record below it just once."""

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import make
from tests.analytics.field_work import held, withdraw
from tests.reporting import loop
from vandong.programme.models import Programme
from vandong.reporting import actions, queries
from vandong.reporting.models import Report

pytestmark = [pytest.mark.once, pytest.mark.django_db]
UNITS = ("bong_lai", "tieu_son", "hong_phong", "tan_huong", "ninh_giang", "ngu_hung", "thanh_mien", "hai_duong")
BELOW = {
    "hong_phong": ("bong_lai", "tieu_son", "hong_phong"),
    "tan_huong": ("tan_huong",),
    "ngu_hung": ("ngu_hung",),
    "ninh_giang": ("bong_lai", "tieu_son", "hong_phong", "tan_huong", "ninh_giang"),
    "thanh_mien": ("ngu_hung", "thanh_mien"),
    "hai_duong": UNITS,
}
RECORD = st.tuples(
    st.sampled_from(UNITS),
    st.integers(0, 500),
    st.dates(date(2023, 12, 20), date(2024, 11, 4)),
    st.integers(0, 30),
    st.booleans(),
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records=st.lists(RECORD, max_size=10), silent=st.sampled_from((None, "tan_huong", "hong_phong", "ngu_hung")))
def test_each_level_reports_the_records_of_those_who_reported(world, records, silent):
    """A unit that stays silent is left out everywhere above, and named."""
    with transaction.atomic():
        period = loop.period(world)
        for unit, attendance, on, risk, is_withdrawn in records:
            groups = {"away_workers": min(risk, attendance)} if min(risk, attendance) else {}
            activity = held(
                world, getattr(world, unit), on=on, attendance_count=attendance, leaflet_count=1, groups=groups
            )
            if is_withdrawn:
                withdraw(activity)
        reports = {}
        for unit, writer, approver in (
            ("hong_phong", world.hanh, world.lan),
            ("tan_huong", world.ha, world.hue),
            ("ngu_hung", world.nam, world.nam),
            ("ninh_giang", world.khai, world.thai),
            ("thanh_mien", world.tuyet, world.tuyet),
            ("hai_duong", world.binh, world.co),
        ):
            if unit != silent:
                reports[unit] = loop.approved(writer, approver, period)
        quiet = set(BELOW.get(silent, ()))
        for unit, report_id in reports.items():
            counted = [
                (attendance, min(risk, attendance))
                for where, attendance, on, risk, is_withdrawn in records
                if where in BELOW[unit] and where not in quiet and not is_withdrawn
                and date(2024, 1, 1) <= on <= date(2024, 10, 31)
            ]  # fmt: skip
            found = loop.values(report_id)
            assert found["record_count"] == len(counted), unit
            assert found["attendance_count"] == sum(attendance for attendance, _ in counted), unit
            assert found["risk_attendance_count"] == sum(risk for _, risk in counted), unit
            assert found["leaflet_count"] == len(counted), unit
        transaction.set_rollback(True)


def test_a_correction_below_reaches_the_top_once_each_level_has_corrected(world):
    held(world, world.bong_lai, attendance_count=10)
    period = loop.period(world)
    commune = loop.approved(world.hanh, world.lan, period)
    district = loop.approved(world.khai, world.thai, period)
    province = loop.approved(world.binh, world.co, period)
    reason = "Ghi sót một buổi, xin sửa lại."
    actions.send_back_report(by=world.khai, report_id=commune, reason=reason, row_version=None, now=make.NOW)
    held(world, world.bong_lai, attendance_count=7)
    loop.approved(world.hanh, world.lan, period)
    assert loop.values(province)["attendance_count"] == 10
    actions.send_back_report(by=world.co, report_id=district, reason=reason, row_version=None, now=make.NOW)
    loop.approved(world.khai, world.thai, period)
    actions.ask_correction(by=world.binh, report_id=province, reason=reason, row_version=None, now=make.NOW)
    actions.grant_correction(by=world.co, report_id=province, row_version=None, now=make.NOW)
    newest = loop.approved(world.binh, world.co, period)
    assert loop.values(newest)["attendance_count"] == 17
    assert Report.objects.get(id=province).state == "superseded"


def test_records_of_a_commune_that_a_merger_ended_are_its_heirs(world):
    """Hưng Thái ended on 1/12/2019; what it did that year stands in the report of Tân Hương, once, down to records."""
    with make.while_drafted(world.programme):
        Programme.objects.filter(id=world.programme).update(starts_on=date(2019, 1, 1))
    before = held(world, world.hung_thai, on=date(2019, 5, 1), attendance_count=10)
    held(world, world.tan_huong, on=date(2019, 12, 10), attendance_count=5)
    year = loop.PeriodEntry("năm 2019", date(2019, 1, 1), date(2019, 12, 31), {"commune": date(2020, 1, 10)})
    period = loop.period(world, year)
    report_id = loop.approved(world.ha, world.hue, period)
    assert loop.values(report_id)["attendance_count"] == 15
    assert loop.values(loop.approved(world.hanh, world.lan, period))["attendance_count"] == 0
    assert loop.values(loop.opened(world.khai, period))["attendance_count"] == 15
    page = queries.line_page(world.ha, report_id, "attendance_count")
    assert before.id in [record.activity_id for record in page.records]
    assert len(page.records) == 2
