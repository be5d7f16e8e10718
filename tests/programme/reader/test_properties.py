"""What holds for any text: spans quote it, its forms agree, nothing crashes."""

import textwrap
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.programme.reader import real_plan, word
from vandong.programme.reader import intake_docx, read, text, to_data

GOLD = sorted((Path(__file__).parent / "gold").glob("*.txt"))
PIECES = (
    "KẾ HOẠCH",
    "I. MỤC TIÊU",
    "1. ",
    "- ",
    "a) ",
    "Điều 1. ",
    "Phấn đấu 95% hộ gia đình",
    "trước ngày 20/11 hằng năm",
    "Căn cứ Luật số 75/2015/QH13",
    "Căn cứ Kế hoạch công tác",
    "; Nghị quyết Đại hội",
    "ngày 15 và ngày 30 hằng tháng",
    "một nửa số thôn",
    "Nơi nhận:",
    "TM. BAN THƯỜNG TRỰC",
    "báo cáo về Ban Thường trực",
    "a | b | 3",
    "“",
    '"',
    "(",
    ")",
    ";",
    ":",
    ".",
    "\n",
    "\n\n",
    " ",
    "mỗi xã 02 buổi",
    "giai đoạn 2011 - 2015",
    "ngày 31/6/2025",
    "quý II/2026",
    "ma tuý",
    "Uỷ ban",
    "\u0301",
    "\t",
    "İ",
    "%",
    "100",
    "năm 2024 đạt 87%",
    "người nghiện, học sinh",
    "nhóm nguy cơ cao như: ",
    'mô hình "Tổ tự quản"',
    "Kính gửi:",
    "Số: /KH",
    "từ ngày 01/6 đến ngày 30/6/2025",
)
pytestmark = pytest.mark.once


def spans(answer: Any) -> Iterator[list[int]]:
    if isinstance(answer, dict):
        if answer.get("span"):
            yield answer["span"]
        for value in answer.values():
            yield from spans(value)
    elif isinstance(answer, list):
        for item in answer:
            yield from spans(item)


def without_text(source: str) -> Any:
    return to_data(read(source))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=40).map("".join))
def test_no_text_crashes_it_and_every_span_lies_in_the_text(source: str) -> None:
    plan = read(source)
    for start, end in spans(to_data(plan)):
        assert 0 <= start < end <= len(plan.text)
    for name in (*plan.models, *plan.movements, *plan.channels, *plan.risk_groups):
        assert plan.quote(name.span) == name.text


@pytest.mark.parametrize(
    "basis",
    [
        "Căn cứ Kế hoạch công tác năm 2026",
        "Căn cứ Đề án",
        "Thực hiện Chương trình phối hợp; Quy chế",
        "Căn cứ các Chỉ thị: số 36",
    ],
)
def test_a_basis_without_number_or_issuer_does_not_break_the_reading(basis: str) -> None:
    plan = read(f"KẾ HOẠCH\nThử năm 2026\n{basis}, Ban Thường trực xây dựng kế hoạch:\nI. MỤC TIÊU\n1. Giảm 5% số vụ.")
    assert [target.value for target in plan.targets] == [5]


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_the_shadow_is_as_long_as_the_text(source: str) -> None:
    tidy = text.normalise(source)
    assert len(text.fold(tidy)) == len(tidy)
    assert unicodedata.is_normalized("NFC", tidy)


@pytest.mark.parametrize("file", GOLD, ids=lambda file: file.stem)
def test_decomposed_and_word_forms_give_the_same_answer(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    answer = without_text(source)
    assert without_text(unicodedata.normalize("NFD", source)) == answer
    paragraphs = text.normalise(source)  # Word wraps no lines by hand
    assert without_text(intake_docx.text_of(word.of_text(paragraphs))) == answer


@pytest.mark.parametrize("width", [66, 72, 76, 90, 100])
def test_a_wrapped_plan_gives_the_same_answer(width: int) -> None:
    source = real_plan.source()
    wrapped = "\n".join(textwrap.fill(line, width) for line in source.split("\n"))
    assert without_text(wrapped) == without_text(source)


def test_doubled_spaces_and_windows_line_ends_change_nothing() -> None:
    source = real_plan.source()
    assert without_text(source.replace(" ", "  ").replace("\n", "\r\n")) == without_text(source)


def test_old_and_new_tone_placement_are_one_and_the_quote_stays() -> None:
    old = read("I. MỤC TIÊU\n- 100% xã phòng, chống ma tuý.")
    new = read("I. MỤC TIÊU\n- 100% xã phòng, chống ma túy.")
    assert old.targets[0].kind == new.targets[0].kind
    assert "tuý" in old.quote(old.targets[0].span)


def test_two_hundred_pages_take_seconds() -> None:
    source = real_plan.source() * 60  # about 490,000 characters
    began = time.process_time()
    read(source)
    assert time.process_time() - began <= 5


@pytest.mark.parametrize(
    "piece", ["I. ", "TM. ", "; ", ".", "…", "1. ", "(", '"', "Căn cứ ", "từ ngày 1/1 đến ", "mỗi tổ có 5 ", "5% a, "]
)
def test_three_pages_of_one_piece_take_no_longer_than_three_pages_do(piece: str) -> None:
    source = f"KẾ HOẠCH\n\nI. MỤC TIÊU\n\n- {(piece * 8_000)[:7_900]}\n\n- Giảm 5% số xã."
    began = time.process_time()
    read(source)
    assert time.process_time() - began <= 3
