"""The loop through its verbs: records become a commune's report, communes a district's, districts the province's."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests import make
from tests import world as small_world
from tests.analytics.field_work import held
from tests.reporting import loop
from vandong.kernel.models import AuditLine
from vandong.messaging.models import Notice
from vandong.reporting import actions, errors, queries
from vandong.reporting.models import Report, ReportLine, ReportSection, ReportSource
from vandong.units import queries as units

pytestmark = [pytest.mark.once, pytest.mark.django_db]
NOW = make.NOW


@pytest.fixture
def world():
    return small_world.build()


@pytest.fixture
def period(world):
    return loop.period(world)


def test_a_report_fills_itself_from_the_communes_records(world, period):
    held(world, world.bong_lai, attendance_count=46, groups={"away_workers": 9})
    held(world, world.hong_phong, attendance_count=20)
    held(world, world.tan_huong, attendance_count=500)
    report_id = loop.opened(world.hanh, period)
    found = loop.values(report_id)
    assert found["activity_count"] == 2
    assert found["attendance_count"] == 66
    assert found["risk_attendance_count"] == found["risk_attendance_count.away_workers"] == 9
    assert found["risk_attendance_count.released_prisoners"] == 0
    assert loop.opened(world.hanh, period) == report_id


def test_a_line_is_own_records_plus_approved_lines_below_never_both_ways(world, period):
    held(world, world.bong_lai, attendance_count=1)
    held(world, world.tan_huong, attendance_count=2)
    held(world, world.ninh_giang, attendance_count=4)
    held(world, world.ngu_hung, attendance_count=8)
    held(world, world.hai_duong, attendance_count=16)
    loop.approved(world.hanh, world.lan, period)
    loop.approved(world.ha, world.hue, period)
    loop.approved(world.nam, world.nam, period)
    district = loop.approved(world.khai, world.thai, period)
    loop.approved(world.tuyet, world.tuyet, period)
    province = loop.approved(world.binh, world.co, period)
    line = ReportLine.objects.get(report_id=district, indicator="attendance_count")
    assert (line.own_value, line.below_value) == (4, 3)
    line = ReportLine.objects.get(report_id=province, indicator="attendance_count")
    assert (line.own_value, line.below_value) == (16, 15)
    assert loop.values(province)["activity_count"] == 5
    assert not Report.objects.get(id=province).is_provisional


def test_who_has_not_reported_is_named_and_the_report_is_provisional(world, period):
    held(world, world.bong_lai, attendance_count=7)
    held(world, world.tan_huong, attendance_count=90)
    loop.approved(world.hanh, world.lan, period)
    loop.submitted(world.ha, period)
    report = Report.objects.get(id=loop.opened(world.khai, period))
    assert report.is_provisional
    assert report.late_unit_names == ["xã Tân Hương"]
    assert loop.values(report.id)["attendance_count"] == 7
    text = ReportSection.objects.get(report=report, code="I").suggested_text
    assert "còn 01 đơn vị chưa có báo cáo được duyệt: xã Tân Hương" in text


def test_what_a_district_lacks_is_lacking_in_the_province_and_said_so(world, period):
    """All districts have sent, one of them without a commune: the province's report may not look whole."""
    held(world, world.bong_lai, attendance_count=7)
    loop.approved(world.hanh, world.lan, period)
    loop.approved(world.khai, world.thai, period)
    loop.approved(world.nam, world.nam, period)
    loop.approved(world.tuyet, world.tuyet, period)
    report = Report.objects.get(id=loop.opened(world.binh, period))
    assert report.is_provisional
    assert report.late_unit_names == []
    lacks = "Báo cáo của huyện Ninh Giang chưa gồm 01 đơn vị: xã Tân Hương."
    texts = dict(ReportSection.objects.filter(report=report).values_list("code", "suggested_text"))
    assert f"tất cả đơn vị đã có báo cáo được duyệt. {lacks} Số liệu dưới đây chưa gồm các đơn vị này." in texts["I"]
    assert "Ở các đơn vị đã có báo cáo, 01 khu dân cư có hoạt động trong kỳ." in texts["II.1"]
    assert "chưa có hoạt động" not in texts["III.2"] + texts["IV"], "nobody knows what the missing commune did"
    page = queries.report_page(world.binh, report.id, make.NOW)
    assert page.gaps == (lacks,)
    assert lacks in [note for appendix in page.sheet.appendices for note in appendix.notes]


def test_a_report_claims_no_mean_and_no_share_its_figures_do_not_give(world, period):
    """A visit's people are no session's, and a record that counted no women says nothing about women."""
    held(world, world.bong_lai, attendance_count=40, female_count=10)
    held(world, world.bong_lai, attendance_count=60, channel="house_visit")
    text = ReportSection.objects.get(report_id=loop.opened(world.hanh, period), code="II.1").suggested_text
    assert (
        "Đã tổ chức 01 buổi tuyên truyền; các việc đã làm có 100 lượt người dự, trong đó đếm được 10 lượt nữ." in text
    )
    assert "bình quân" not in text
    assert "10 %" not in text


def test_a_declared_value_goes_up_with_its_reason_kept(world, period):
    held(world, world.bong_lai, attendance_count=46)
    report_id = loop.opened(world.hanh, period)
    declare = {"by": world.hanh, "report_id": report_id, "indicator": "activity_count", "risk_group": "", "now": NOW}
    with pytest.raises(errors.NoteNeeded):
        actions.declare_value(**declare, value=3, note=" ", row_version=None)
    actions.declare_value(**declare, value=3, note="Hai buổi chưa kịp ghi.", row_version=None)
    loop.approved(world.hanh, world.lan, period)
    assert loop.values(report_id)["activity_count"] == 3
    assert loop.values(loop.opened(world.khai, period))["activity_count"] == 3
    section = ReportSection.objects.get(report_id=report_id, code="II.1")
    assert "Đã tổ chức 03 buổi" in section.suggested_text


def test_declaring_a_group_moves_the_whole_and_the_whole_alone_is_refused(world, period):
    held(world, world.bong_lai, attendance_count=46, groups={"away_workers": 9, "released_prisoners": 6})
    report_id = loop.opened(world.hanh, period)
    values = {
        "by": world.hanh,
        "report_id": report_id,
        "indicator": "risk_attendance_count",
        "row_version": None,
        "now": NOW,
    }
    with pytest.raises(errors.WholeIsSum):
        actions.declare_value(**values, risk_group="", value=20, note="Đếm lại.")
    actions.declare_value(**values, risk_group="away_workers", value=14, note="Đếm lại theo sổ.")
    assert loop.values(report_id)["risk_attendance_count"] == 20
    actions.declare_value(**values, risk_group="away_workers", value=None, note="")
    assert loop.values(report_id)["risk_attendance_count"] == 15
    assert not ReportLine.objects.filter(report_id=report_id, declared_value__isnull=False).exists()


def test_recompiling_keeps_declared_values_and_peoples_own_words(world, period):
    held(world, world.bong_lai)
    report_id = loop.opened(world.hanh, period)
    actions.declare_value(
        by=world.hanh, report_id=report_id, indicator="leaflet_count", risk_group="", value=200,
        note="Tờ rơi huyện cấp.", row_version=None, now=NOW,
    )  # fmt: skip
    actions.write_sections(
        by=world.hanh, report_id=report_id, texts={"III.3": "Do cán bộ kiêm nhiệm."}, row_version=None, now=NOW
    )
    held(world, world.bong_lai)
    actions.recompile_report(by=world.hanh, report_id=report_id, row_version=None, now=NOW)
    assert loop.values(report_id)["activity_count"] == 2
    assert loop.values(report_id)["leaflet_count"] == 200
    assert ReportSection.objects.get(report_id=report_id, code="III.3").text == "Do cán bộ kiêm nhiệm."


def test_taking_the_suggestion_back_follows_the_figures_again(world, period):
    report_id = loop.opened(world.hanh, period)
    write = {"by": world.hanh, "report_id": report_id, "row_version": None, "now": NOW}
    actions.write_sections(**write, texts={"II.1": "Của tôi viết."})
    assert ReportSection.objects.get(report_id=report_id, code="II.1").text == "Của tôi viết."
    actions.write_sections(**write, texts={"II.1": None})
    assert ReportSection.objects.get(report_id=report_id, code="II.1").text is None


def test_submitting_shuts_the_records_and_returning_opens_them(world, period):
    held(world, world.bong_lai)
    report_id = loop.submitted(world.hanh, period)
    assert "đã khóa" in units.lock_on(world.bong_lai, date(2024, 5, 20))
    assert units.lock_on(world.bong_lai, date(2024, 11, 1)) is None
    assert units.lock_on(world.tan_huong, date(2024, 5, 20)) is None
    with pytest.raises(errors.ReasonNeeded):
        actions.return_report(by=world.lan, report_id=report_id, reason="Sửa", row_version=None, now=NOW)
    actions.return_report(
        by=world.lan, report_id=report_id, reason="Bổ sung buổi ở thôn Tiêu Sơn.", row_version=None, now=NOW
    )
    assert units.lock_on(world.bong_lai, date(2024, 5, 20)) is None
    held(world, world.tieu_son)
    loop.approved(world.hanh, world.lan, period)
    assert loop.values(report_id)["activity_count"] == 2
    assert "đã được duyệt" in units.lock_on(world.bong_lai, date(2024, 5, 20))


def test_what_is_approved_is_frozen_in_the_database(world, period):
    held(world, world.bong_lai)
    loop.approved(world.hanh, world.lan, period)
    report_id = loop.approved(world.khai, world.thai, period)
    attempts = (
        lambda: ReportLine.objects.filter(report_id=report_id).update(own_value=9),
        lambda: ReportLine.objects.filter(report_id=report_id).delete(),
        lambda: ReportSection.objects.filter(report_id=report_id).update(text="khác"),
        lambda: ReportSource.objects.filter(report_id=report_id).delete(),
        lambda: ReportLine.objects.create(report_id=report_id, indicator="khac", own_value=1, below_value=0),
        lambda: ReportSection.objects.create(report_id=report_id, code="VI"),
    )
    for attempt in attempts:
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()


def test_a_correction_is_asked_granted_made_and_replaces_the_approved_one(world, period):
    held(world, world.bong_lai, attendance_count=10)
    first = loop.approved(world.hanh, world.lan, period)
    actions.ask_correction(by=world.hanh, report_id=first, reason="Ghi sót một buổi ở thôn.", row_version=None, now=NOW)
    with pytest.raises(errors.CorrectionWaiting):
        actions.ask_correction(by=world.lan, report_id=first, reason="Ghi sót một buổi.", row_version=None, now=NOW)
    second = actions.grant_correction(by=world.khai, report_id=first, row_version=None, now=NOW)
    assert units.lock_on(world.bong_lai, date(2024, 5, 20)) is None
    assert Report.objects.get(id=first).state == "approved"
    held(world, world.bong_lai, attendance_count=5)
    district = loop.opened(world.khai, period)
    assert loop.values(district)["attendance_count"] == 10
    assert loop.approved(world.hanh, world.lan, period) == second
    assert Report.objects.get(id=first).state == "superseded"
    assert loop.values(second)["attendance_count"] == 15
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(id=first).update(signer_name="Người khác")


def test_a_refused_correction_says_why_and_another_may_be_asked(world, period):
    report_id = loop.approved(world.hanh, world.lan, period)
    ask = {"by": world.hanh, "report_id": report_id, "reason": "Ghi sót một buổi.", "row_version": None, "now": NOW}
    actions.ask_correction(**ask)
    with pytest.raises(errors.ReasonNeeded):
        actions.refuse_correction(by=world.thai, report_id=report_id, reason="", row_version=None, now=NOW)
    actions.refuse_correction(
        by=world.thai, report_id=report_id, reason="Số liệu đã khớp với sổ.", row_version=None, now=NOW
    )
    with pytest.raises(errors.NoCorrectionWaiting):
        actions.grant_correction(by=world.khai, report_id=report_id, row_version=None, now=NOW)
    actions.ask_correction(**ask)


def test_the_level_above_may_send_back_unasked_with_a_reason(world, period):
    report_id = loop.approved(world.hanh, world.lan, period)
    with pytest.raises(errors.ReasonNeeded):
        actions.send_back_report(by=world.khai, report_id=report_id, reason=" ", row_version=None, now=NOW)
    reason = "Số buổi thấp bất thường, xin kiểm tra lại sổ."
    new = actions.send_back_report(by=world.khai, report_id=report_id, reason=reason, row_version=None, now=NOW)
    assert Report.objects.get(id=new).correction_reason == reason
    with pytest.raises(errors.CorrectionOpen):
        actions.send_back_report(by=world.khai, report_id=report_id, reason=reason, row_version=None, now=NOW)
    with pytest.raises(errors.CorrectionOpen):
        actions.ask_correction(by=world.hanh, report_id=report_id, reason=reason, row_version=None, now=NOW)


def test_the_topmost_unit_grants_its_own_corrections(world, period):
    report_id = loop.approved(world.binh, world.co, period)
    actions.ask_correction(
        by=world.binh, report_id=report_id, reason="Bổ sung số của một huyện.", row_version=None, now=NOW
    )
    new = actions.grant_correction(by=world.co, report_id=report_id, row_version=None, now=NOW)
    assert Report.objects.get(id=new).version == 2


def test_a_report_whose_source_was_corrected_since_cannot_be_approved(world, period):
    held(world, world.bong_lai, attendance_count=10)
    first = loop.approved(world.hanh, world.lan, period)
    district = loop.submitted(world.khai, period)
    actions.send_back_report(
        by=world.khai, report_id=first, reason="Xin đếm lại số người dự.", row_version=None, now=NOW
    )
    loop.approved(world.hanh, world.lan, period)
    with pytest.raises(errors.SourcesOutdated) as refusal:
        actions.approve_report(by=world.thai, report_id=district, row_version=None, now=NOW)
    assert refusal.value.message.startswith("Xã Hồng Phong đã đính chính sau khi tổng hợp")
    actions.return_report(
        by=world.thai, report_id=district, reason="Xin tổng hợp lại xã Hồng Phong.", row_version=None, now=NOW
    )
    loop.approved(world.khai, world.thai, period)


def test_an_old_page_cannot_act_on_a_report_that_moved_on(world, period):
    report_id = loop.opened(world.hanh, period)
    seen = Report.objects.get(id=report_id).row_version
    actions.write_sections(by=world.lan, report_id=report_id, texts={"V": "Đề nghị."}, row_version=seen, now=NOW)
    with pytest.raises(errors.ReportChanged):
        actions.submit_report(by=world.hanh, report_id=report_id, row_version=seen, now=NOW)


def test_each_verb_leaves_one_audit_line_and_tells_the_right_bodies(world, period):
    report_id = loop.submitted(world.hanh, period)
    actions.return_report(by=world.lan, report_id=report_id, reason="Xin xem lại phần hai.", row_version=None, now=NOW)
    loop.approved(world.hanh, world.lan, period)
    verbs = list(
        AuditLine.objects.filter(subject_type="reporting.report").order_by("id").values_list("action", flat=True)
    )
    assert [verb.rsplit(".", 1)[1] for verb in verbs] == ["opened", "submitted", "returned", "submitted", "approved"]
    told = Notice.objects.filter(key__startswith=f"report:{report_id}:")
    assert {notice.body_id for notice in told} == {world.hanh.body_id, world.khai.body_id}
    assert told.filter(body_id=world.khai.body_id).get().text == "Báo cáo năm 2024 của xã Hồng Phong đã gửi lên."


def test_last_period_is_compared_with(world):
    held(world, world.bong_lai, on=date(2024, 2, 1), attendance_count=10)
    held(world, world.bong_lai, on=date(2024, 8, 1), attendance_count=30)
    half = loop.PeriodEntry("6 tháng đầu năm 2024", date(2024, 1, 1), date(2024, 6, 30), {"commune": date(2024, 7, 10)})
    first = loop.period(world, half)
    loop.approved(world.hanh, world.lan, first, now=NOW - timedelta(days=100))
    rest = loop.PeriodEntry(
        "6 tháng cuối năm 2024", date(2024, 7, 1), date(2024, 10, 31), {"commune": date(2024, 11, 10)}
    )
    report_id = loop.opened(world.hanh, loop.period(world, rest))
    text = ReportSection.objects.get(report_id=report_id, code="II.1").suggested_text
    assert "So với 6 tháng đầu năm 2024, số buổi bằng kỳ trước (1 buổi), số lượt người dự tăng 20 lượt." in text
