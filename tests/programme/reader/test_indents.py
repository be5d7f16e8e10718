"""Pages set with first-line indents: which lines of a PDF are one paragraph."""

from vandong.programme.reader.indents import Line, paragraphs

MARGIN, INDENT = 85.2, 121.2
PAGE = [
    Line("I. MỤC TIÊU", INDENT),
    Line("1. Phấn đấu 95% hộ gia đình trở lên được tuyên truyền (năm 2025 đạt", INDENT),
    Line("88%).", MARGIN),
    Line("2. Mỗi khu phố tổ chức ít nhất 02 buổi tuyên truyền; nội dung do phường.", INDENT),
    Line("Ban Thường trực Ủy ban MTTQ phường phối hợp với Công an phường,", INDENT),
    Line("Trạm Y tế biên soạn tài liệu; hoàn thành trước ngày 28/02/2026, gửi về", MARGIN),
    Line("Ban Thường trực.", MARGIN),
    Line("3. Giữ vững 100% khu phố bình yên, không có tệ nạn xã hội ở địa bàn", INDENT),
    Line("dân cư.", MARGIN),
    Line("4. Không để phát sinh người nghiện mới.", INDENT),
    Line("5. Duy trì các mô hình đã có.", INDENT),
    Line("Nơi nhận:", MARGIN),
    Line("- Ban Thường trực Ủy ban MTTQ Việt Nam", MARGIN),
    Line("tỉnh Hà Bắc (để báo cáo);", MARGIN + 8),
    Line("- Lưu: VT.", MARGIN),
]


def test_a_line_at_the_margin_goes_on_and_one_set_in_begins():
    found = paragraphs(PAGE)
    assert found is not None
    assert found[1] == "1. Phấn đấu 95% hộ gia đình trở lên được tuyên truyền (năm 2025 đạt 88%)."
    assert found[3].endswith("hoàn thành trước ngày 28/02/2026, gửi về Ban Thường trực.")
    assert found[4].endswith("ở địa bàn dân cư.")


def test_a_full_last_line_that_ends_a_sentence_does_not_take_in_the_next_paragraph():
    found = paragraphs(PAGE)
    assert found is not None
    assert found[2] == "2. Mỗi khu phố tổ chức ít nhất 02 buổi tuyên truyền; nội dung do phường."


def test_recipients_keep_their_dashes_and_their_further_lines():
    found = paragraphs(PAGE)
    assert found is not None
    assert found[-3:] == ["Nơi nhận:", "- Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh Hà Bắc (để báo cáo);", "- Lưu: VT."]


def test_a_page_without_first_line_indents_is_left_to_its_widths():
    assert paragraphs([Line(line.text, MARGIN) for line in PAGE]) is None
    assert paragraphs([Line(line.text, None) for line in PAGE]) is None
