"""The pages of documents, walked as people walk them."""

import io
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import make
from tests.documents import contents
from tests.documents.issuing import SIGNED_PDF, issue
from vandong.accounts.models import Appointment
from vandong.documents import queries
from vandong.documents.models import OfficialDocument
from vandong.documents.preview import FigureLink
from vandong.kernel import files
from vandong.kernel.models import AuditLine


def _without_token(page: bytes) -> bytes:
    """CSRF tokens are masked anew each time."""
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", page)


@pytest.fixture
def document_id(world) -> int:
    return issue(world.lan, 1)


def _scan(payload: bytes = SIGNED_PDF, **changes):
    form = {"clerk_number": "07/BC-MTTQ-BTT", "signed_on": "05/11/2024"}
    return {"scan": SimpleUploadedFile("quét.pdf", payload), **form, **changes}


def test_the_list_shows_own_documents_and_those_below_and_nobody_elses(world, signed_in_as, document_id):
    for officer, sees in (
        (world.hanh, True),
        (world.khai, True),
        (world.vien, True),
        (world.ha, False),
        (world.stranger, False),
    ):
        page = signed_in_as(officer).get("/van-ban/").content.decode()
        assert ("01/BC-MTTQ-BTT" in page) is sees, officer.label


def test_a_document_is_found_without_marks(world, signed_in_as, document_id):
    client = signed_in_as(world.hanh)
    assert "01/BC-MTTQ-BTT" in client.get("/van-ban/", {"tim": "ma tuy hong phong"}).content.decode()
    assert "01/BC-MTTQ-BTT" not in client.get("/van-ban/", {"tim": "cong an"}).content.decode()
    assert "01/BC-MTTQ-BTT" not in client.get("/van-ban/", {"trang_thai": "signed"}).content.decode()


def test_the_page_of_a_document_shows_it_as_a_sheet_and_gives_the_file(world, signed_in_as, document_id):
    client = signed_in_as(world.khai)
    page = client.get(f"/van-ban/{document_id}/").content.decode()
    for words in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 01/BC-MTTQ-BTT", "812 lượt người dự", "Trần Thị Lan"):
        assert words in page
    answer = client.get(f"/van-ban/{document_id}/word/")
    stored = OfficialDocument.objects.get(id=document_id).docx_file
    assert b"".join(answer.streaming_content) == files.read(stored)
    assert "01-BC-MTTQ-BTT.docx" in answer["Content-Disposition"]
    assert "sandbox" in answer["Content-Security-Policy"]


def test_the_clerk_keeps_the_signed_scan_and_the_document_is_signed(world, signed_in_as, document_id):
    client = signed_in_as(world.hanh)
    assert "Lưu bản ký" in client.get(f"/van-ban/{document_id}/").content.decode()
    client.post(f"/van-ban/{document_id}/luu-ban-ky/", _scan())
    page = client.get(f"/van-ban/{document_id}/").content.decode()
    assert "Đã ký" in page
    assert "07/BC-MTTQ-BTT" in page
    assert "khác số hệ thống đã cấp" in page
    scan = client.get(f"/van-ban/{document_id}/ban-ky/")
    assert scan["Content-Disposition"].startswith("attachment")
    assert b"".join(scan.streaming_content) == SIGNED_PDF
    assert AuditLine.objects.get(action="documents.document.signed").actor_label == world.hanh.label


def test_a_signed_scan_is_not_replaced(world, signed_in_as, document_id):
    client = signed_in_as(world.hanh)
    client.post(f"/van-ban/{document_id}/luu-ban-ky/", _scan())
    answer = client.post(f"/van-ban/{document_id}/luu-ban-ky/", _scan(SIGNED_PDF + b"\n", clerk_number="08"))
    assert answer.status_code == 409
    assert "Bản ký không thay được" in answer.content.decode()
    assert OfficialDocument.objects.get(id=document_id).clerk_number == "07/BC-MTTQ-BTT"


@pytest.mark.parametrize(
    ("payload", "sentence"),
    [
        (b"MZ\x90\x00 a program", "Chỉ nhận"),
        (b"%PDF-1.4 << /S /JavaScript /JS (app.alert(1)) >>", "lệnh tự chạy"),
        (b"%PDF-1.4 << /S /Launch /F (x.exe) >>", "lệnh tự chạy"),
        (b"%PDF-1.4 << /S /J#61vaScript >>", "lệnh tự chạy"),
        (b"PK\x03\x04 word/", "Chỉ nhận"),
    ],
)
def test_what_is_no_honest_scan_is_refused_beside_its_field(world, signed_in_as, document_id, payload, sentence):
    answer = signed_in_as(world.hanh).post(f"/van-ban/{document_id}/luu-ban-ky/", _scan(payload))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "07/BC-MTTQ-BTT" in page, "what was typed is still there"
    assert OfficialDocument.objects.get(id=document_id).state == "issued"


def test_a_scan_whose_picture_happens_to_hold_the_letters_is_taken(world, signed_in_as, document_id):
    honest = b"%PDF-1.4\n1 0 obj <</Length 9>>\nstream\n\xff/JS \x00/Launch\nendstream endobj\n%%EOF"
    signed_in_as(world.hanh).post(f"/van-ban/{document_id}/luu-ban-ky/", _scan(honest))
    assert OfficialDocument.objects.get(id=document_id).state == "signed"


@pytest.mark.parametrize("day", ["04/11/2024", "06/11/2024", "hôm qua"])
def test_a_day_of_signing_that_cannot_be_is_refused(world, signed_in_as, document_id, day):
    answer = signed_in_as(world.hanh).post(f"/van-ban/{document_id}/luu-ban-ky/", _scan(signed_on=day))
    assert answer.status_code == 422
    assert "gày" in answer.content.decode()
    assert OfficialDocument.objects.get(id=document_id).state == "issued"


def test_the_level_above_keeps_no_signed_paper_of_a_unit_that_has_its_own_people(world, signed_in_as, document_id):
    client = signed_in_as(world.khai)
    assert "luu-ban-ky" not in client.get(f"/van-ban/{document_id}/").content.decode()
    for answer in (
        client.get(f"/van-ban/{document_id}/luu-ban-ky/"),
        client.post(f"/van-ban/{document_id}/luu-ban-ky/", _scan()),
    ):
        assert answer.status_code == 409
        assert "Bản ký của xã Hồng Phong do đơn vị ấy lưu" in answer.content.decode()
    assert not OfficialDocument.objects.get(id=document_id).scan_file_id


def test_the_level_above_keeps_the_signed_paper_where_nobody_is_left(world, signed_in_as, document_id):
    Appointment.objects.filter(body__unit_id=world.hong_phong).update(valid_until=make.TODAY)
    client = signed_in_as(world.khai)
    assert client.post(f"/van-ban/{document_id}/luu-ban-ky/", _scan()).status_code == 302
    assert OfficialDocument.objects.get(id=document_id).scan_file_id


def test_who_only_looks_is_not_offered_to_sign(world, signed_in_as, document_id):
    client = signed_in_as(world.vien)
    assert "luu-ban-ky" not in client.get(f"/van-ban/{document_id}/").content.decode()
    assert client.post(f"/van-ban/{document_id}/luu-ban-ky/", _scan()).status_code == 403


def test_outside_scope_every_address_looks_like_nothing_there(world, signed_in_as, document_id):
    client = signed_in_as(world.stranger)
    for path in ("", "word/", "pdf/", "ban-ky/", "luu-ban-ky/"):
        nothing = _without_token(client.get(f"/van-ban/999999/{path}").content)  # each page's own help stands in it
        answer = client.get(f"/van-ban/{document_id}/{path}")
        assert (answer.status_code, _without_token(answer.content)) == (404, nothing), path


def test_the_register_prints_and_exports_what_was_given(world, signed_in_as, document_id):
    issue(world.lan, 2)
    client = signed_in_as(world.khai)
    page = client.get("/van-ban/so/", {"co_quan": world.lan.body_id, "nam": 2024}).content.decode()
    assert page.index("01/BC-MTTQ-BTT") < page.index("02/BC-MTTQ-BTT")
    book = client.get("/van-ban/so/", {"co_quan": world.lan.body_id, "nam": 2024, "xuat": "xlsx"})
    payload = b"".join(book.streaming_content) if book.streaming else book.content
    cells = [cell.value for row in openpyxl.load_workbook(io.BytesIO(payload)).active.iter_rows() for cell in row]
    assert "01/BC-MTTQ-BTT" in cells
    assert "02/BC-MTTQ-BTT" in cells


def test_another_provinces_register_is_not_among_the_choices(world, signed_in_as, document_id):
    page = signed_in_as(world.stranger).get("/van-ban/so/", {"co_quan": world.lan.body_id}).content.decode()
    assert "01/BC-MTTQ-BTT" not in page
    assert "Mặt trận xã Hồng Phong" not in page


def test_without_libreoffice_the_page_says_so_in_a_sentence(world, signed_in_as, document_id, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    answer = signed_in_as(world.hanh).get(f"/van-ban/{document_id}/pdf/")
    assert answer.status_code == 503
    assert "không có LibreOffice" in answer.content.decode()


def test_figures_of_a_preview_open_their_source_each_in_its_own_section():
    from datetime import date

    sheet = queries.sheet(
        contents.province(),
        body_kind="standing_board",
        on=date(2024, 11, 5),
        links=(FigureLink("1.127", "/a", "II.1"), FigureLink("127", "/wrong"), FigureLink("87,34 %", "/b", "II.2")),
        cell_links={(0, 0, 2): "/o"},
    )
    linked = [(piece.text, piece.href) for block in sheet.blocks for piece in block.pieces if piece.href]
    assert linked == [("1.127", "/a"), ("87,34 %", "/b")]
    assert sheet.appendices[0].rows[0][2].href == "/o"
    assert sheet.number_line == "Số: …/BC-…"
    assert "ngày … tháng … năm …" in sheet.place_and_date
