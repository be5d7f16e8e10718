"""Files of every kind, opened in the child process: read, or refused by a sentence of their own."""

import io
import zipfile

import pytest

from tests.programme.reader import word
from vandong.kernel import child
from vandong.programme.reader import read

PARSER = "vandong.programme.reader.intake:read_file"
SIMPLE = "KẾ HOẠCH\nTuyên truyền năm 2025\nI. MỤC TIÊU\n- Phấn đấu 90% hộ gia đình được tuyên truyền."
pytestmark = pytest.mark.once


def text_of(payload: bytes) -> str:
    _, body = child.parse(PARSER, payload)
    return body.decode()


def refusal(payload: bytes) -> str:
    with pytest.raises(child.Unreadable) as refused:
        child.parse(PARSER, payload)
    return str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_plain_text_in_every_unicode_form(encoding: str) -> None:
    assert read(text_of(SIMPLE.encode(encoding))).targets[0].value == 90


def test_automatic_numbers_are_written_out() -> None:
    body = "".join(
        [
            word.paragraph("MỤC TIÊU", numbered=(1, 0)),
            word.paragraph("Mục tiêu chung", numbered=(1, 1)),
            word.paragraph("Mục tiêu cụ thể", numbered=(1, 1)),
            word.paragraph("Phấn đấu 80% hộ tham gia.", numbered=(1, 2)),
            word.paragraph("NHIỆM VỤ", numbered=(1, 0)),
            word.paragraph("Tuyên truyền", numbered=(1, 1)),
        ]
    )
    said = text_of(word.docx(body, {"word/numbering.xml": word.LISTS}))
    assert said.split("\n\n") == [
        "I. MỤC TIÊU",
        "1. Mục tiêu chung",
        "2. Mục tiêu cụ thể",
        "- Phấn đấu 80% hộ tham gia.",
        "II. NHIỆM VỤ",
        "1. Tuyên truyền",
    ]


def test_a_table_of_figures_is_rows_and_a_table_of_layout_is_not() -> None:
    body = word.table(["ỦY BAN MTTQ XÃ A", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"])
    body += word.table(["TT", "Đơn vị", "Năm 2026"], ["1", "Xã A", "3"])
    assert text_of(word.docx(body)).split("\n\n") == [
        "ỦY BAN MTTQ XÃ A",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "TT | Đơn vị | Năm 2026",
        "1 | Xã A | 3",
    ]


def test_an_empty_cell_at_either_end_of_a_row_keeps_the_columns_where_they_are() -> None:
    rows = (["Thôn", "Năm 2026", "Năm 2027", "Ghi chú"], ["Đông", "3", "2", ""], ["", "4", "5", ""])
    said = read(text_of(word.docx(word.paragraph("I. CHỈ TIÊU") + word.table(*rows)))).text
    assert said.split("\n")[1:] == ["Thôn | Năm 2026 | Năm 2027 | Ghi chú", "Đông | 3 | 2 |", "| 4 | 5 |"]
    drawn = read("I. CHỈ TIÊU\n| Thôn | Năm 2026 |\n|---|---|\n| Đông | 3 |").text
    assert drawn.split("\n")[1:] == ["Thôn | Năm 2026", "Đông | 3"]  # bars around every row are its frame


def test_a_table_within_a_cell_is_read_once() -> None:
    inner = word.table(["Số TK", "ngày"], ["5", "mùng 3"])
    cells = f"<w:tc>{word.paragraph('Kèm theo:')}{inner}</w:tc><w:tc>{word.paragraph('Xã A')}</w:tc>"
    assert text_of(word.docx(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")) == "Kèm theo: Số TK / ngày 5 / mùng 3 | Xã A"


def test_tables_within_tables_do_not_double_the_work_with_every_level() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 60 + word.paragraph("Phấn đấu 90% hộ.") + "</w:tc></w:tr></w:tbl>" * 60
    assert text_of(word.docx(deep)) == "Phấn đấu 90% hộ."


def test_a_footnote_stands_where_its_number_stood() -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = word.paragraph("Giảm 10% số xã trọng điểm", extra=mark)
    said = text_of(word.docx(body, {"word/footnotes.xml": word.FOOTNOTES}))
    assert said == "Giảm 10% số xã trọng điểm (chú thích: Năm 2024 có 35 xã [theo Công an tỉnh].)"


def test_tracked_deletions_are_gone_and_insertions_stay() -> None:
    body = f"<w:p><w:del>{word.run('cũ ')}</w:del><w:ins>{word.run('mới')}</w:ins></w:p>"
    assert text_of(word.docx(body)) == "mới"


def test_old_word_and_locked_files() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    assert "(.doc)" in refusal(ole)
    assert "mật khẩu" in refusal(ole + "EncryptedPackage".encode("utf-16-le"))


def test_entities_are_refused() -> None:
    entity = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    hostile = f'<?xml version="1.0"?>{entity}<w:document {word.NS}>&a;</w:document>'
    assert "không được phép" in refusal(word.docx("", {"word/document.xml": hostile}))


def test_a_web_page_is_not_read_with_its_tags() -> None:
    page = f"<!DOCTYPE html>\n<html><body><p>{SIMPLE}</p></body></html>"
    assert "trang web" in refusal(page.encode())


def test_a_zip_bomb_is_refused_before_it_unpacks() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (64 * 1024 * 1024))
    assert "lớn bất thường" in refusal(out.getvalue())


def test_other_archives_have_their_sentences() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<w/>")
    assert "Excel" in refusal(out.getvalue())
    assert "đã hỏng" in refusal(b"PK\x03\x04 not an archive")


def test_legacy_encodings_are_named() -> None:
    tcvn3 = "KÕ ho¹ch tuyªn truyÒn, vËn ®éng nh©n d©n tham gia phßng, chèng ma tuý t¹i x·, ph­êng, thÞ trÊn n¨m 2004"
    vni = "KEÁ HOAÏCH tuyeân truyeàn, vaän ñoäng nhaân daân phoøng, choáng ma tuùy taïi xaõ, phöôøng, thò traán"
    assert "TCVN3" in refusal(tcvn3.encode())
    assert "TCVN3" in refusal(tcvn3.encode("cp1252"))
    assert "VNI" in refusal(vni.encode())


def test_unicode_with_a_broken_byte_is_called_damaged_and_not_a_legacy_encoding() -> None:
    assert refusal(SIMPLE.encode() + "- Giữ vững 100% xã".encode()[:-1]).startswith("Trong tệp này có chỗ bị hỏng")


def test_junk_blanks_and_broken_pdfs() -> None:
    assert "trống" in refusal(b"  \n\0\0")
    assert "Không nhận ra" in refusal(bytes(range(1, 32)) * 40)
    assert "PDF này đã hỏng" in refusal(b"%PDF-1.7 broken")
    assert "ảnh" in refusal(b"\x89PNG\r\n\x1a\n123")


def test_a_pdf_without_words_is_called_scanned_and_one_with_a_password_locked() -> None:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    out = io.BytesIO()
    writer.write(out)
    assert "bản quét" in refusal(out.getvalue())
    writer.encrypt("mat-khau", algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    assert "mật khẩu" in refusal(locked.getvalue())
