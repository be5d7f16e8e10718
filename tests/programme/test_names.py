"""What is reached stays in a target's name, in its sentence's own words."""

from datetime import date

import pytest

from vandong.programme import wording
from vandong.programme.queries.rows import term_label
from vandong.programme.reader.answer import to_data
from vandong.programme.reader.reading import read
from vandong.programme.reading import proposals

PLAN = "Hải Dương, ngày 5 tháng 4 năm 2026\nKẾ HOẠCH\nPhòng, chống ma túy năm 2026 - 2027\nI. CHỈ TIÊU\n"


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        (
            "Đến hết quý III/2026, 95% số hộ gia đình ký cam kết không có người vi phạm pháp luật về ma túy.",
            "Đạt 95 % số hộ gia đình ký cam kết không có người vi phạm pháp luật về ma túy",
        ),
        (
            "Giảm từ 10% trở lên số người sử dụng trái phép chất ma túy so với năm 2025 (40 người).",
            "Giảm từ 10 % trở lên số người sử dụng trái phép chất ma túy so với năm 2025 (40 người)",
        ),
        (
            "100% hộ dân được phổ biến Luật Phòng, chống ma túy, 95% hộ ký cam kết.",
            "Đạt 100 % hộ dân được phổ biến Luật Phòng, chống ma túy|Đạt 95 % hộ ký cam kết",
        ),
        (
            "Mỗi chi hội nhận đỡ đầu ít nhất 01 trẻ em có hoàn cảnh đặc biệt khó khăn.",
            "Mỗi chi hội nhận đỡ đầu ít nhất 1 trẻ em có hoàn cảnh đặc biệt khó khăn",
        ),
        ("Hằng năm, 100% khu dân cư ký cam kết.", "Đạt 100 % khu dân cư ký cam kết, mỗi năm"),
        ("85% hộ dân phân loại rác tại nguồn trước ngày 30/9/2026.", "Đạt 85 % hộ dân phân loại rác tại nguồn"),
    ],
)
def test_a_name_says_what_is_reached(sentence, name):
    plan = read(PLAN + f"1. {sentence}\n")
    found = [
        proposals.values_of("target", target, plan.quote(said.span))
        for target, said in zip(to_data(plan)["targets"], plan.targets, strict=True)
    ]
    assert "|".join(wording.headline("target", values) for values in found) == name


def test_what_a_person_writes_goes_before_the_sentence():
    understood = {"kind": "reach_share", "value": 90, "unit": "%", "subject": "hộ", "due": None}
    values = dict(proposals.values_of("target", understood, "từ 90% hộ trở lên ký cam kết"))
    values |= {"subject": "hộ có cam kết", "value": proposals.Decimal(80), "due_on": date(2026, 1, 1)}
    assert wording.headline("target", values) == "Đạt 80 % hộ có cam kết"


@pytest.mark.parametrize(
    ("name", "doc_type", "number", "label"),
    [
        ("phòng, chống ma tuý", "Luật", "", "Luật phòng, chống ma tuý"),
        ("hướng dẫn thi hành luật", "Nghị định", "", "Nghị định hướng dẫn thi hành luật"),
        ("tăng cường lãnh đạo", "Chỉ thị", "48-CT/TW", "Chỉ thị 48-CT/TW"),
        ("Toàn dân đoàn kết", "", "", "Toàn dân đoàn kết"),
    ],
)
def test_a_document_without_a_number_is_told_with_what_it_is(name, doc_type, number, label):
    assert term_label(name, doc_type, number) == label
