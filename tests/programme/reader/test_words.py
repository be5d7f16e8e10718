"""What stands in the answer's words: whole subjects, documents named without a number."""

import pytest

from vandong.programme.reader.plan import Plan
from vandong.programme.reader.reading import read

pytestmark = pytest.mark.once


def plan_of(heading: str, sentence: str) -> Plan:
    head = (
        "ỦY BAN MTTQ VIỆT NAM\nXÃ AN LẠC\nSố: 01/KH-MTTQ\nAn Lạc, ngày 02 tháng 01 năm 2026\nKẾ HOẠCH\nThử năm 2026\n"
    )
    return read(f"{head}I. {heading}\n1. {sentence}")


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("90% cán bộ, đoàn viên, hội viên được tuyên truyền về ma túy.", "cán bộ, đoàn viên, hội viên"),
        ("95% hộ gia đình, cơ quan, trường học đạt tiêu chuẩn.", "hộ gia đình, cơ quan, trường học"),
        ("Trên 80% thanh niên trong độ tuổi, góp phần giữ gìn an ninh.", "thanh niên trong độ tuổi"),
        ("Giảm 5% số vụ, số người vi phạm so với năm 2025.", "số vụ, số người vi phạm"),
        ("Không để phát sinh người nghiện mới, tụ điểm ma túy.", "người nghiện mới, tụ điểm ma túy"),
        ("Ít nhất 03 mô hình về môi trường, an ninh trật tự.", "mô hình về môi trường, an ninh trật tự"),
        ("Ít nhất 02 buổi tuyên truyền, thu hút 200 lượt người dự.", "buổi tuyên truyền"),
        ("Tỷ lệ người dân, nhất là thanh niên, biết số điện thoại tố giác đạt 90%.",
         "Tỷ lệ người dân, nhất là thanh niên, biết số điện thoại tố giác"),
    ],
)  # fmt: skip
def test_a_subject_is_the_whole_list_and_no_further_clause(sentence, subject):
    assert plan_of("MỤC TIÊU", sentence).targets[0].subject == subject


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Thực hiện Hướng dẫn của Ban Thường trực Ủy ban MTTQ tỉnh về tổ chức Ngày hội.",
         [("Hướng dẫn", "Ban Thường trực Ủy ban MTTQ tỉnh", "tổ chức Ngày hội")]),
        ("Triển khai Đề án của Chính phủ về chuyển đổi số.", [("Đề án", "Chính phủ", "chuyển đổi số")]),
        ("Thực hiện Kế hoạch của Ủy ban nhân dân xã và các đoàn thể.", []),
        ("Báo cáo theo Kế hoạch này về Ban Thường trực.", []),
    ],
)  # fmt: skip
def test_a_document_without_a_number_counts_when_it_says_whose_it_is_and_what_about(sentence, found):
    cited = plan_of("NHIỆM VỤ", sentence).instruments
    assert [(one.type, one.issuer, one.subject) for one in cited] == found


@pytest.mark.parametrize(
    ("sentence", "kind", "value"),
    [
        ("Phấn đấu 2/3 số thôn đạt danh hiệu văn hóa.", "reach_share", 66.67),
        ("12/12 thôn có tổ hòa giải.", "reach_share", 100),
        ("Giảm ít nhất 05 người nghiện.", "other", 5),
    ],
)
def test_fractions_are_shares_and_a_count_that_falls_is_not_a_minimum(sentence, kind, value):
    (target,) = plan_of("MỤC TIÊU", sentence).targets
    assert (target.kind, target.value) == (kind, value)


def test_how_many_there_are_today_is_no_target():
    assert plan_of("MỤC TIÊU", "Hiện có 3/14 thôn còn người nghiện.").targets == ()


def test_a_monthly_meeting_stands_beside_the_report_of_the_same_sentence():
    found = plan_of(
        "TỔ CHỨC THỰC HIỆN", "Tổ giúp việc mỗi tháng họp một lần, báo cáo Đảng ủy xã trước ngày 18."
    ).deadlines
    assert {(one.kind, one.recurs, one.day) for one in found} == {
        ("meeting", "monthly", None),
        ("report", "monthly", 18),
    }


def test_a_law_that_changes_a_law_is_named_whole_and_is_not_issued_by_it():
    sentence = (
        "Tuyên truyền Luật phòng, chống ma tuý và Luật sửa đổi bổ sung một số điều của Luật phòng, chống ma tuý; Nghị "
        "định hướng dẫn thi hành luật phòng, chống ma tuý và quy định của địa phương về công tác phòng, chống ma tuý."
    )
    assert [(one.type, one.issuer, one.subject) for one in plan_of("NHIỆM VỤ", sentence).instruments] == [
        ("Luật", None, "phòng, chống ma tuý"),
        ("Luật", None, "sửa đổi bổ sung một số điều của Luật phòng, chống ma tuý"),
        ("Nghị định", None, "hướng dẫn thi hành luật phòng, chống ma tuý"),
    ]


def test_a_department_whose_name_has_commas_is_named_whole_inside_its_brackets():
    sentence = (
        "Các thôn báo cáo kết quả trước ngày 15/6/2026 về Ban Thường trực Ủy ban MTTQ xã "
        "(qua Ban Dân chủ, Giám sát và Phản biện xã hội)."
    )
    assert [one.via for one in plan_of("NHIỆM VỤ", sentence).deadlines] == ["Ban Dân chủ, Giám sát và Phản biện xã hội"]


@pytest.mark.parametrize(
    ("sentence", "partners"),
    [
        ("Ủy ban MTTQ xã phối hợp với Công an xã tổ chức 04 buổi tuyên truyền.", ("Công an xã",)),
        ("Ủy ban MTTQ xã phối hợp với các tổ chức thành viên tổ chức hội nghị.", ("các tổ chức thành viên",)),
    ],
)
def test_what_is_organised_together_is_no_part_of_the_partners_name(sentence, partners):
    assert plan_of("NHIỆM VỤ", sentence).tasks[0].partners == partners


def test_a_wrong_tone_does_not_turn_a_fall_into_a_share_to_reach():
    plan = plan_of("MỤC TIÊU", "Giãm 15% số vụ phạm pháp về ma túy so với năm 2025.")
    assert [(target.kind, target.value) for target in plan.targets] == [("reduce_share", 15)]
    assert "typo" in [flag.code for flag in plan.flags]


def test_a_report_of_every_week_needs_no_word_for_regularly():
    deadlines = plan_of("TỔ CHỨC THỰC HIỆN", "Các thôn báo cáo hàng tuần vào chiều thứ 6 về Ban Chỉ đạo.").deadlines
    assert [(one.kind, one.recurs) for one in deadlines] == [("report", "weekly")]
