"""Where a sentence ends: not every full stop does."""

import pytest

from vandong.programme.reader import stops
from vandong.programme.reading import proposals


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (
            "Tuyên truyền ở TP. Hải Dương và TX. Kinh Môn. Sơ kết hằng quý.",
            "Tuyên truyền ở TP. Hải Dương và TX. Kinh Môn",
        ),
        ("Giao đ/c. Phó Chủ tịch phụ trách; các Ban phối hợp", "Giao đ/c. Phó Chủ tịch phụ trách"),
        ("Mời Ông. Trưởng ban dự. Họp xong báo cáo.", "Mời Ông. Trưởng ban dự"),
        ("Thăm hỏi ông bà. Tặng quà.", "Thăm hỏi ông bà"),
        ('Nêu "Gương người tốt; việc tốt." ở thôn; phê phán vi phạm', 'Nêu "Gương người tốt; việc tốt." ở thôn'),
        ('Nêu "Gương người tốt; việc tốt', 'Nêu "Gương người tốt'),
        ("Đạt 1.234 buổi năm 2024", "Đạt 1.234 buổi năm 2024"),
    ],
)
def test_a_short_form_a_quote_and_a_figure_end_no_sentence(text, first):
    assert stops.first_clause(text) == first


def test_a_task_is_not_named_by_half_a_place():
    assert proposals.short_task("- Tuyên truyền ở các phường của TP. Hải Dương; báo cáo.") == (
        "Tuyên truyền ở các phường của TP. Hải Dương"
    )
