"""An approved report becomes a numbered document whose figures are the records' sums."""

import io
import zipfile
from datetime import date

import pytest

from tests import make
from tests.analytics.field_work import held
from tests.reporting import loop
from vandong.documents.actions import Content
from vandong.kernel import files
from vandong.kernel.errors import Refused
from vandong.kernel.models import StoredFile
from vandong.reporting import access, actions, errors, official
from vandong.reporting.models import Report

pytestmark = pytest.mark.django_db


@pytest.fixture
def period(world):
    return loop.period(world)


def issue(by, report_id, on=make.TODAY):
    return actions.issue_report_document(by=by, report_id=report_id, dated_on=on, row_version=None, now=make.NOW)


def words_of(report_id) -> str:
    """The text of the issued .docx, without its marks."""
    import re

    document = Report.objects.get(id=report_id).document
    assert document is not None
    file = StoredFile.objects.get(id=document.docx_file_id)
    with zipfile.ZipFile(io.BytesIO(files.read(file))) as archive:
        return re.sub(r"<[^>]+>", " ", archive.read("word/document.xml").decode())


def content(report_id, officer) -> Content:
    return official.content_of(access.report_to_see(officer, report_id), officer)


def test_a_document_bears_no_day_before_its_figures(world, period):
    """Nor takes a number of last year's register that way."""
    report_id = loop.approved(world.hanh, world.lan, period)
    for day in (date(2023, 12, 31), date(2024, 10, 30)):
        with pytest.raises(errors.DatedBeforeFigures, match="tính đến ngày 31/10/2024"):
            issue(world.hanh, report_id, on=day)
    issue(world.hanh, report_id, on=date(2024, 10, 31))
    assert "01/BC-MTTQ-BTT" in words_of(report_id)


def test_the_provinces_document_holds_the_sum_of_the_records(world, period):
    for unit, attendance in ((world.bong_lai, 46), (world.tan_huong, 100), (world.ngu_hung, 1088)):
        held(world, unit, attendance_count=attendance)
    for writer, approver in ((world.hanh, world.lan), (world.ha, world.hue), (world.nam, world.nam)):
        loop.approved(writer, approver, period)
    loop.approved(world.khai, world.thai, period)
    loop.approved(world.tuyet, world.tuyet, period)
    province = loop.approved(world.binh, world.co, period)
    issue(world.binh, province)
    words = " ".join(words_of(province).split())
    assert "03 buổi tuyên truyền; các việc đã làm có 1.234 lượt người dự" in words
    assert "Kính gửi:" in words
    assert "Ban Thường trực Ủy ban Trung ương MTTQ Việt Nam" in words
    assert "01/BC-MTTQ-BTT" in words
    assert "Số liệu tính đến ngày 31 tháng 10 năm 2024" in words
    assert "Huyện Ninh Giang" in words
    assert "Đặng Văn Cơ" in words


def test_a_report_is_issued_once_and_only_after_approval(world, period):
    report_id = loop.submitted(world.hanh, period)
    with pytest.raises(errors.WrongStep, match="Văn bản chỉ ban hành được sau khi báo cáo được duyệt"):
        issue(world.hanh, report_id)
    actions.approve_report(by=world.lan, report_id=report_id, row_version=None, now=make.NOW)
    with pytest.raises(Refused, match="không thể sau ngày hôm nay"):
        issue(world.hanh, report_id, date(2024, 11, 6))
    issue(world.hanh, report_id)
    with pytest.raises(errors.DocumentIssued):
        issue(world.lan, report_id)


def test_the_content_of_an_approved_report_stays_equal(world, period):
    held(world, world.bong_lai, attendance_count=46)
    report_id = loop.approved(world.hanh, world.lan, period)
    before = content(report_id, world.hanh)
    held(world, world.bong_lai, attendance_count=500)
    assert content(report_id, world.hanh) == before
    assert content(report_id, world.khai) == before


def test_the_document_of_a_correction_names_the_one_it_replaces(world, period):
    """Two papers of one subject and different figures: the reader must see which of them holds."""
    first = loop.approved(world.hanh, world.lan, period)
    issue(world.hanh, first)
    assert "thay thế" not in words_of(first)
    actions.ask_correction(
        by=world.hanh, report_id=first, reason="Ghi sót một buổi ở thôn.", row_version=None, now=make.NOW
    )
    actions.grant_correction(by=world.khai, report_id=first, row_version=None, now=make.NOW)
    second = loop.approved(world.hanh, world.lan, period)
    issue(world.hanh, second)
    words = " ".join(words_of(second).split())
    assert "Số: 02/BC-MTTQ-BTT" in words
    assert "Báo cáo này đính chính và thay thế Báo cáo số 01/BC-MTTQ-BTT ngày 05/11/2024." in words


def test_empty_sections_are_left_out_and_the_numbers_run_on(world, period):
    report_id = loop.opened(world.hanh, period)
    result = next(part for part in content(report_id, world.hanh).sections if part.label == "II.")
    assert [section.label for section in result.children] == ["1.", "2.", "3."]
    assert result.children[2].heading == "Cảm hóa, giáo dục; nhóm nguy cơ cao"


def test_each_level_writes_to_the_one_above(world, period):
    commune = content(loop.opened(world.hanh, period), world.hanh)
    assert commune.addressees == ("Ban Thường trực Ủy ban MTTQ Việt Nam huyện Ninh Giang",)
    assert commune.recipients[0] == "Như trên"
    assert commune.recipients[-1] == "Lưu: VT, BTT"
    district = content(loop.opened(world.khai, period), world.khai)
    assert district.addressees == ("Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh Hải Dương",)


def test_a_small_count_leaves_no_document_as_a_number(world, period):
    held(world, world.bong_lai, attendance_count=46, groups={"released_prisoners": 3})
    report_id = loop.approved(world.hanh, world.lan, period)
    issue(world.hanh, report_id)
    words = " ".join(words_of(report_id).split())
    assert "Có dưới 5 lượt người thuộc các nhóm nguy cơ cao" in words
    assert "03 lượt" not in words


def test_a_report_handed_in_before_the_cut_off_says_the_day_it_counts_to(world):
    entry = loop.PeriodEntry("năm 2024", date(2024, 1, 1), date(2024, 11, 10), {"commune": date(2024, 11, 20)})
    early = content(loop.approved(world.hanh, world.lan, loop.period(world, entry)), world.hanh)
    assert early.as_of_note == "Số liệu tính đến ngày 05 tháng 11 năm 2024"
