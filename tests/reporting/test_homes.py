"""What home pages are told: what is due and how late, what waits for this person, how far each target is."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from tests import make
from tests.analytics.field_work import held, withdraw
from tests.documents.issuing import SIGNED_PDF
from tests.reporting import loop
from vandong.accounts.models import Appointment
from vandong.console.due import due_rows
from vandong.documents.actions import record_signed_scan
from vandong.programme import actions as programme_actions
from vandong.programme import queries as programmes
from vandong.programme.models import Programme, Target
from vandong.reporting import actions, queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def period(world):
    return loop.period(world)


def due(officer, on=make.TODAY):
    return [(item.text, item.detail, item.days_left, item.needs_person) for item in items(officer, on)]


def items(officer, on=make.TODAY):
    return queries.due_items(officer, queries.rounds(officer, on), on)


def test_a_report_not_yet_begun_is_due_and_then_late(world, period):
    assert due(world.hanh) == [("Báo cáo năm 2024", "Chưa lập", 5, False)]
    assert due(world.hanh, date(2024, 11, 12)) == [("Báo cáo năm 2024", "Chưa lập", -2, False)]
    assert due(world.luong) == []
    assert due(world.vien) == []


def test_what_waits_moves_from_who_writes_to_who_approves(world, period):
    report = loop.submitted(world.hanh, period)
    assert due(world.lan)[0] == ("Duyệt báo cáo năm 2024", "Chờ duyệt", 5, True)
    actions.return_report(
        by=world.lan, report_id=report, reason="Xin xem lại phần hai.", row_version=None, now=make.NOW
    )
    assert due(world.hanh)[0] == ("Báo cáo năm 2024", "Trả lại", 5, True)
    loop.approved(world.hanh, world.lan, period)
    assert due(world.hanh) == [("Đánh số và in báo cáo năm 2024", "Đã duyệt, chưa có số", None, True)]
    assert due(world.vien) == []
    Appointment.objects.filter(id=world.lan.appointment_id).update(may_record=False)
    approves = replace(world.lan, capabilities=world.lan.capabilities - {"record"})
    assert due(approves) == [("Đánh số và in báo cáo năm 2024", "Đã duyệt, chưa có số", None, False)]
    Appointment.objects.filter(id=world.hanh.appointment_id).update(may_record=False)
    assert due(approves)[0][3], "nobody writes for this unit: it waits for who approves"


def test_a_number_is_asked_for_this_round_and_the_last_and_earlier_ones_are_told_in_one_line(world, signed_in_as):
    for label, first, last in (("quý I", 1, 3), ("quý II", 4, 6), ("quý III", 7, 9), ("quý IV", 10, 10)):
        span = {"starts_on": date(2024, first, 1), "cutoff_on": date(2024, last, 30)}
        entry = replace(loop.YEAR, label=label, dues=dict.fromkeys(loop.YEAR.dues, date(2024, 11, 20)), **span)
        loop.approved(world.hanh, world.lan, loop.period(world, entry))
    found = items(world.hanh)
    assert {item.text for item in found if item.kind == "number"} == {
        "Đánh số và in báo cáo quý IV",
        "Đánh số và in báo cáo quý III",
    }
    begun = queries.rounds(world.hanh, make.TODAY)
    [earlier] = [row for row in due_rows(world.hanh, [], {}, begun, make.NOW) if not row.is_work]
    assert earlier.text == "2 báo cáo kỳ trước nữa chưa có số hoặc chưa có bản ký"
    page = signed_in_as(world.hanh).get(earlier.path)
    assert [row.paper for row in page.context["periods"]] == ["Chưa có số"] * 4


def test_after_approval_the_number_then_the_signed_paper_are_asked_for_and_no_day_is_counted(world, period):
    report = loop.approved(world.hanh, world.lan, period)
    document = actions.issue_report_document(
        by=world.hanh, report_id=report, dated_on=make.TODAY, row_version=None, now=make.NOW
    )
    begun = queries.rounds(world.hanh, make.TODAY)
    [row] = due_rows(world.hanh, [], {}, begun, make.NOW)
    assert (row.text, row.act, row.when) == ("Gửi bản có chữ ký của báo cáo năm 2024", "Gửi bản có chữ ký", "")
    assert row.path == reverse("document_show", args=[document])
    assert queries.latest_round(begun).own_done == "Đã có số"
    record_signed_scan(
        by=world.hanh, document_id=document, scan=SIGNED_PDF, media_type="application/pdf", clerk_number="01/BC",
        signed_on=make.TODAY, now=make.NOW,
    )  # fmt: skip
    assert due(world.hanh) == []


def test_a_correction_waits_for_the_level_above_alone(world, period):
    report = loop.approved(world.hanh, world.lan, period)
    reason = "Ghi sót một buổi ở thôn."
    actions.ask_correction(by=world.hanh, report_id=report, reason=reason, row_version=None, now=make.NOW)
    waiting = [item for item in items(world.khai) if item.kind == "correction"]
    assert [item.text for item in waiting] == ["Xã Hồng Phong đề nghị đính chính báo cáo năm 2024"]
    assert not [item for item in items(world.co) if item.kind == "correction"]
    assert not [item for item in items(world.tuyet) if item.kind == "correction"]


def progress_seen_by(officer, world):
    programme = programmes.programme(officer, world.programme)
    own_plan = programmes.own_adoption(officer, programme.id)
    return queries.progress(officer, programme, programmes.targets(programme.id), own_plan, make.TODAY)


def test_what_is_asked_every_year_is_counted_anew_each_year_and_what_is_asked_once_from_the_first_day(world):
    with make.while_drafted(world.programme):
        Programme.objects.filter(id=world.programme).update(starts_on=date(2023, 1, 1))
    for on in (date(2023, 12, 5), make.TODAY):
        held(world, world.hong_phong, on=on)
    found = []
    for recurs, due_on in (("", date(2024, 12, 31)), ("yearly", None)):
        with make.while_drafted(world.programme):
            Target.objects.filter(programme_id=world.programme).update(recurs=recurs, due_on=due_on)
        [row] = progress_seen_by(world.hanh, world)
        found.append((row.value, row.starts_on, row.ends_on))
    assert found == [
        (2, date(2023, 1, 1), date(2024, 12, 31)),
        (1, date(2024, 1, 1), date(2024, 12, 31)),
    ]


def test_a_target_of_each_commune_counts_communes_above_and_sessions_in_the_commune(world):
    for _ in range(12):
        held(world, world.bong_lai)
    withdraw(held(world, world.tan_huong))
    held(world, world.tan_huong)
    (own,) = progress_seen_by(world.hanh, world)
    assert (own.value, own.goal, own.unit, own.is_reached) == (12, Decimal(12), "buổi", True)
    (district,) = progress_seen_by(world.khai, world)
    assert (district.value, district.goal, district.unit) == (1, Decimal(2), "xã")
    (province,) = progress_seen_by(world.binh, world)
    assert (province.value, province.goal, province.share) == (1, Decimal(3), 33)


def test_a_district_that_asks_more_of_each_commune_is_measured_by_its_own_figure(world):
    for _ in range(12):
        held(world, world.bong_lai)
    [target] = programmes.targets(world.programme)
    plan = programme_actions.OwnPlan("15/KH-MTTQ-BTT", date(2024, 2, 2), {target.id: Decimal(13)})
    programme_actions.adopt_programme(
        by=world.khai, programme_id=world.programme, plan=plan, version=None, path="/", now=make.NOW
    )
    (district,) = progress_seen_by(world.khai, world)
    assert (district.value, district.goal, district.unit, district.each) == (0, Decimal(2), "xã", Decimal(13))
    (commune,) = progress_seen_by(world.hanh, world)
    assert (commune.value, commune.goal) == (12, Decimal(12))


def test_a_target_without_an_indicator_is_left_to_people(world):
    Target.objects.filter(programme_id=world.programme).update(indicator="")
    assert progress_seen_by(world.hanh, world) == []


def test_timeliness_counts_who_below_is_done_and_who_is_late(world, period):
    from datetime import datetime

    loop.approved(world.hanh, world.lan, period)
    late = datetime(2024, 11, 12, 8, tzinfo=make.ZONE)
    summary = queries.timeliness(world.khai, period, late)
    assert (summary.total, summary.done, summary.late, summary.open) == (2, 1, 1, 0)
