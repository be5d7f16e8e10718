"""Rule by rule, as Decree 30/2020, Appendix I has them, on a province's report as Word reads it."""

from datetime import date

import pytest

from tests.documents import contents
from tests.documents.word import W, Word
from vandong.documents import profile as profiles
from vandong.documents.frame import MARK
from vandong.documents.letter_width import line_width
from vandong.documents.rendering_docx import Issue, render

DAY = date(2026, 2, 5)
PROFILES = [("standing_board", date(2024, 11, 5)), ("standing_board", DAY), ("committee_138", DAY)]


def made(content, day=DAY, kind="standing_board") -> Word:
    return Word(render(Issue(content, "05/BC-MTTQ-BTT", day, "1-2026-BC-5"), profiles.choose(kind, day)))


@pytest.fixture(scope="module", params=PROFILES, ids=["Front 2024", "Front 2026", "state"])
def word(request) -> Word:
    return made(contents.province(), DAY, request.param[0]) if request.param[1] == DAY else made(contents.province())


def mm(dxa: str | int | None) -> float:
    return round(int(dxa or 0) * 25.4 / 1440, 1)


def body_lines(word: Word) -> list:
    """Paragraphs of the text: between the title and the recipients, outside tables."""
    return [
        line
        for line in word.with_text()
        if line.element.getparent() is word.body and (line.paragraph("pStyle") or "") == "BodyText"
    ]


# ---- page ------------------------------------------------------------------------------------------------------


def test_the_page_is_a4_upright_with_the_margins_of_the_decree(word):
    section = word.sections[0]
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    assert (mm(size.get(f"{W}w")), mm(size.get(f"{W}h"))) == (210.0, 297.0)
    assert size.get(f"{W}orient") is None
    assert (mm(margins.get(f"{W}top")), mm(margins.get(f"{W}bottom")), mm(margins.get(f"{W}left"))) == (
        20.0,
        20.0,
        30.0,
    )
    assert 15 <= mm(margins.get(f"{W}right")) <= 20


def test_all_text_is_times_new_roman_in_black(word):
    for line in word.with_text():
        assert line.font == "Times New Roman", line.text
        assert line.run("rFonts", "eastAsia") == line.run("rFonts", "cs") == "Times New Roman"
        assert line.run("color") in ("000000", None), line.text


def test_the_page_number_stands_centred_in_the_top_margin_but_not_on_page_one(word):
    for section in word.sections:
        assert section.find(f"{W}titlePg") is not None
        number = next(line for line in word.header(section, "default") if b"PAGE" in _xml(line))
        assert number.align == "center"
        assert 13 <= number.points <= 14 or 26 <= int(number.element.find(f".//{W}sz").get(f"{W}val")) <= 28
        assert not any(b"PAGE" in _xml(line) for line in word.header(section, "first"))
        assert 0 < mm(section.find(f"{W}pgMar").get(f"{W}header")) < 20


def test_an_appendix_is_a_section_of_its_own_and_counts_its_own_pages(word):
    assert len(word.sections) == 2
    for section in word.sections:
        assert section.find(f"{W}pgNumType").get(f"{W}start") == "1"


def test_only_an_appendix_of_more_than_seven_columns_lies_on_its_side(word):
    size = word.sections[1].find(f"{W}pgSz")
    assert (mm(size.get(f"{W}w")), mm(size.get(f"{W}h")), size.get(f"{W}orient")) == (297.0, 210.0, "landscape")
    narrow = made(_with_narrow_appendix())
    assert narrow.sections[1].find(f"{W}pgSz").get(f"{W}orient") is None


# ---- header ----------------------------------------------------------------------------------------------------


def test_the_header_is_an_invisible_table_of_two_by_two_with_the_right_column_wider(word):
    header = word.tables[0]
    widths = [int(each.get(f"{W}w")) for each in header.findall(f"{W}tblGrid/{W}gridCol")]
    assert widths == [3555, 5800]
    assert [len(row.findall(f"{W}tc")) for row in header.findall(f"{W}tr")] == [2, 2]
    assert header.find(f"{W}tblPr/{W}tblBorders") is None
    assert header.find(f"{W}tblPr/{W}tblStyle") is None


def cells(table) -> list:
    return list(table.iter(f"{W}tc"))


def test_the_superior_body_is_in_regular_capitals_and_the_issuing_body_in_bold(word):
    lines = word.with_text(cells(word.tables[0])[0])
    *superior, issuing = lines
    assert " ".join(line.text for line in superior) == "ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM TỈNH HẢI DƯƠNG"
    assert issuing.text == "BAN THƯỜNG TRỰC"
    for line in lines:
        assert line.text == line.text.upper()
        assert 12 <= line.points <= 13
        assert line.align == "center"
        assert line_width(line.text, line.points, bold=line.is_bold) <= 3555, "must not wrap"
    assert [line.is_bold for line in lines] == [False] * len(superior) + [True]


def test_the_national_title_and_the_motto_are_bold(word):
    title, motto = word.with_text(cells(word.tables[0])[1])
    assert title.text == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert motto.text == "Độc lập - Tự do - Hạnh phúc"
    assert 12 <= title.points <= 13 <= motto.points <= 14
    for line in (title, motto):
        assert line.is_bold
        assert line.align == "center"
        assert line_width(line.text, line.points, bold=True) <= 5800, "must not wrap"


def rule_length(word: Word, holder, width: int) -> int:
    (line,) = [line for line in word.lines(holder) if line.has_rule]
    return width - line.number("ind", "left") - line.number("ind", "right")


def test_rules_are_as_long_as_the_decree_wants_them(word):
    left, right = cells(word.tables[0])[:2]
    issuing = line_width("BAN THƯỜNG TRỰC", 12, bold=True)
    assert issuing / 3 <= rule_length(word, left, 3555) <= issuing / 2
    motto = word.with_text(right)[1]
    own = line_width(motto.text, motto.points, bold=True)
    assert rule_length(word, right, 5800) == pytest.approx(own, abs=3)


def test_the_number_and_the_date_share_the_second_row(word):
    number, place = (word.with_text(cell)[0] for cell in cells(word.tables[0])[2:])
    assert number.text == "Số: 05/BC-MTTQ-BTT"
    assert (number.points, number.is_bold, number.is_italic, number.align) == (13, False, False, "center")
    assert place.text == "Hải Dương, ngày 05 tháng 02 năm 2026"
    assert 13 <= place.points <= 14
    assert (place.is_italic, place.is_bold, place.align) == (True, False, "center")


# ---- title -----------------------------------------------------------------------------------------------------


def test_the_type_and_the_subject_are_bold_and_centred_over_a_rule(word):
    kind = word.line("BÁO CÁO")
    subject = [line for line in word.with_text() if line.paragraph("pStyle") == "Subtitle"]
    assert " ".join(line.text for line in subject) == " ".join(contents.province().subject)
    for line in (kind, *subject):
        assert 13 <= line.points <= 14
        assert line.is_bold
        assert line.align == "center"
    (rule,) = [line for line in word.lines() if line.has_rule and line.element.getprevious() is subject[-1].element]
    width = profiles.profiles()[0].text_width_dxa
    longest = max(line_width(line.text, line.points, bold=True) for line in subject)
    assert longest / 3 <= width - rule.number("ind", "left") - rule.number("ind", "right") <= longest / 2


def test_legal_bases_are_italic_and_end_in_semicolons_and_a_full_stop(word):
    bases = [line for line in word.with_text() if line.paragraph("pStyle") == "LegalBasis"]
    assert [line.text[-1] for line in bases] == [";", "."]
    assert all(line.is_italic and 13 <= line.points <= 14 for line in bases)


def test_several_addressees_stand_under_each_other_with_dashes(word):
    first, second = word.line("- Ban Thường trực Ủy ban Trung ương"), word.line("- Thường trực Tỉnh ủy")
    assert word.line("Kính gửi:").text == "Kính gửi:"
    assert (first.text[-1], second.text[-1]) == (";", ".")
    assert first.number("ind", "left") == second.number("ind", "left") > 0


def test_one_addressee_shares_the_line():
    line = made(contents.commune()).line("Kính gửi:")
    assert line.text == "Kính gửi: Ban Thường trực Ủy ban MTTQ Việt Nam huyện Ninh Giang."
    assert line.align == "center"


# ---- text ------------------------------------------------------------------------------------------------------


def test_paragraphs_are_justified_with_a_first_line_and_room_between_them(word):
    lines = body_lines(word)
    assert len(lines) > 45
    for line in lines:
        assert 13 <= line.points <= 14
        assert line.align == "both"
        assert 10 <= mm(line.paragraph("ind", "firstLine")) <= 12.7
        between = line.number("spacing", "before") + line.number("spacing", "after")
        assert between >= 120  # 6 pt
        assert 240 <= line.number("spacing", "line") <= 360
        assert line.paragraph("spacing", "lineRule") in ("auto", None)


def test_sections_go_by_roman_then_arabic_then_vietnamese_letters(word):
    headings = [(line.paragraph("pStyle"), line.text) for line in word.with_text()]
    assert [text for style, text in headings if style == "Heading1"] == [
        "I. TÌNH HÌNH, CÔNG TÁC CHỈ ĐẠO",
        "II. KẾT QUẢ THỰC HIỆN",
        "III. ĐÁNH GIÁ",
        "IV. PHƯƠNG HƯỚNG NĂM 2025",
        "V. KIẾN NGHỊ, ĐỀ XUẤT",
    ]
    assert ("Heading2", "8. Kinh phí, khen thưởng") in headings
    assert ("Heading3", "a) Về tuyên truyền") in headings
    assert ("BodyText", "b) Một số mô hình hoạt động còn hình thức.") in headings


def test_a_heading_never_stands_at_the_foot_of_a_page(word):
    for line in word.with_text():
        if (line.paragraph("pStyle") or "").startswith("Heading"):
            assert line.paragraph("keepNext") == "true"
            assert line.is_bold or line.paragraph("pStyle") == "Heading3"


def test_a_number_keeps_its_percent_sign_beside_it(word):
    raw = word.archive.read("word/document.xml").decode()
    assert "87,34\u00a0% người" in raw


# ---- foot ------------------------------------------------------------------------------------------------------


def test_the_recipients_begin_with_as_above_and_end_with_the_file_copy(word):
    label, *lines = word.with_text(cells(word.tables[1])[0])
    assert (label.text, label.points, label.is_bold, label.is_italic) == ("Nơi nhận:", 12, True, True)
    assert lines[0].text == "- Như trên;"
    assert lines[-1].text == "- Lưu: VT, BPT."
    for line in lines:
        assert (line.points, line.is_bold, line.is_italic) == (11, False, False)
    assert all(line.text.endswith(";") for line in lines[:-1])


def test_the_signature_stands_on_the_right_in_bold_capitals_over_the_name(word):
    lines = word.with_text(cells(word.tables[1])[1])
    assert [line.text for line in lines] == ["TM. BAN THƯỜNG TRỰC", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Đặng Văn Cơ"]
    for line in lines:
        assert 13 <= line.points <= 14
        assert line.is_bold
        assert line.align == "center"
    assert lines[-1].number("spacing", "before") >= 60 * 20, "room for the hand and the seal"


def test_a_chair_who_signs_has_no_line_of_standing_in():
    lines = made(contents.commune()).with_text(cells(made(contents.commune()).tables[1])[1])
    assert [line.text for line in lines] == ["TM. BAN THƯỜNG TRỰC", "CHỦ TỊCH", "Trần Thị Lan"]


def test_the_signature_block_stays_whole_and_with_the_last_paragraph(word):
    table = word.tables[1]
    assert [row.find(f"{W}trPr/{W}cantSplit") is not None for row in table.findall(f"{W}tr")] == [True]
    before = next(line for line in word.lines() if line.element is table.getprevious())
    assert before.text.startswith("Trên đây là báo cáo")
    assert before.paragraph("keepNext") == "true"


# ---- appendix --------------------------------------------------------------------------------------------------


def test_the_appendix_says_what_it_belongs_to(word):
    label, title = word.line("PHỤ LỤC"), word.line("SỐ LIỆU THEO ĐƠN VỊ, NĂM 2024")
    for line in (label, title):
        assert line.is_bold
        assert line.align == "center"
    attached = word.line("(Kèm theo Báo cáo số 05/BC-MTTQ-BTT ngày 05 tháng 02 năm 2026")
    assert attached.is_italic
    assert attached.align == "center"


def test_the_table_repeats_its_head_and_splits_no_row(word):
    table = word.tables[2]
    rows = table.findall(f"{W}tr")
    assert len(rows) == 1 + 12 + 1
    assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert [line.is_bold for line in word.with_text(rows[0])] == [True] * 8
    assert [line.is_bold for line in word.with_text(rows[-1])] == [True] * 7
    assert [line.text for line in word.with_text(rows[1])] == [
        "1",
        "Thành phố Hải Dương",
        "61",
        "10.101",
        "11.201",
        "21.301",
        "dưới 5",
        "2,5 %",
    ]


def test_the_columns_fill_the_width_exactly(word):
    table = word.tables[2]
    widths = [int(each.get(f"{W}w")) for each in table.findall(f"{W}tblGrid/{W}gridCol")]
    assert sum(widths) == int(table.find(f"{W}tblPr/{W}tblW").get(f"{W}w"))
    assert mm(sum(widths)) == 252.0  # 297 − 30 − 15


# ---- the file --------------------------------------------------------------------------------------------------


def test_the_file_says_its_title_and_speaks_vietnamese(word):
    core = word.archive.read("docProps/core.xml").decode()
    assert "<dc:title>BÁO CÁO Kết quả tuyên truyền" in core
    assert "<dc:language>vi-VN</dc:language>" in core
    assert word.line("BÁO CÁO").run("lang") == "vi-VN"


def test_equal_content_gives_equal_bytes_in_another_process_too():
    import hashlib
    import subprocess
    import sys

    issue = Issue(contents.province(), "05/BC-MTTQ-BTT", DAY, "r")
    here = hashlib.sha256(render(issue, profiles.choose("standing_board", DAY))).hexdigest()
    code = (
        "import django; django.setup(); import hashlib, datetime\n"
        "from tests.documents import contents; from vandong.documents import profile\n"
        "from vandong.documents.rendering_docx import Issue, render\n"
        "i = Issue(contents.province(), '05/BC-MTTQ-BTT', datetime.date(2026, 2, 5), 'r')\n"
        "print(hashlib.sha256(render(i, profile.choose('standing_board', i.dated_on))).hexdigest())"
    )
    import os

    there = {**os.environ, "PYTHONPATH": "src:.", "PYTHONHASHSEED": "7", "TZ": "America/Lima"}
    done = subprocess.run([sys.executable, "-c", code], env=there, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == here


def test_a_demonstration_says_so_on_every_page():
    word = made(contents.province(is_demonstration=True))
    for section in word.sections:
        for kind in ("default", "first"):
            assert word.header(section, kind)[0].text == MARK
    assert MARK not in {line.text for line in made(contents.province()).header(word.sections[0], "first")}


def test_text_can_hold_anything_without_breaking_the_file():
    import dataclasses

    strange = "<b>&amp; “x” \x00\x0b ﷽ 𠮷 \uffff"
    content = dataclasses.replace(contents.commune(), opening=(strange,), place="<&>")
    assert "<b>&amp; “x”" in " ".join(line.text for line in made(content).with_text())


def test_a_letter_has_its_subject_under_its_number():
    import dataclasses

    letter = dataclasses.replace(contents.commune(), document_type="CV", type_name="", subject=("cấp thêm tờ rơi",))
    word = made(letter)
    assert [line.text for line in word.with_text(cells(word.tables[0])[2])][1] == "V/v cấp thêm tờ rơi"
    assert not any(line.paragraph("pStyle") == "Title" for line in word.with_text())


def _xml(line) -> bytes:
    from lxml import etree

    return etree.tostring(line.element)


def _with_narrow_appendix():
    import dataclasses

    content = contents.province()
    table = content.appendices[0]
    narrow = dataclasses.replace(
        table,
        columns=table.columns[:7],
        rows=tuple(row[:7] for row in table.rows),
        total_row=table.total_row[:7],
    )
    return dataclasses.replace(content, appendices=(narrow,))
