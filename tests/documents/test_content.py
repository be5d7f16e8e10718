"""A content is stored and read back without loss, and one content has one spelling."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents import contents
from vandong.documents import rules
from vandong.documents.content import Section, canonical, content_hash, from_json, to_json

words = st.text(st.characters(blacklist_categories=("Cs",)), max_size=30)


def test_a_stored_content_reads_back_equal():
    content = contents.province(is_demonstration=True)
    assert from_json(to_json(content)) == content


@given(words, st.lists(words, max_size=3), st.lists(words, max_size=3))
def test_whatever_was_written_in_a_section_comes_back(heading, paragraphs, below):
    child = Section("1.", heading, 2, tuple(below))
    content = dataclasses.replace(
        contents.commune(), sections=(Section("I.", heading, 1, tuple(paragraphs), (child,)),)
    )
    again = from_json(to_json(content))
    assert again == content
    assert content_hash(again) == content_hash(content)


def test_every_word_counts_in_the_hash():
    content = contents.commune()
    changed = dataclasses.replace(content, place="Hồng  Phong")
    assert content_hash(content) != content_hash(changed)
    assert canonical(content) == canonical(from_json(to_json(content)))


def test_the_file_copy_comes_last_among_the_recipients():
    with pytest.raises(ValueError, match="Lưu"):
        dataclasses.replace(contents.commune(), recipients=("Như trên",))


def test_a_table_whose_rows_do_not_fit_its_columns_is_refused():
    table = contents.province().appendices[0]
    with pytest.raises(ValueError, match="8 cells"):
        dataclasses.replace(contents.province(), appendices=(dataclasses.replace(table, rows=(("1", "2"),)),))


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "01/BC-MTTQ-BTT"), (9, "09/BC-MTTQ-BTT"), (10, "10/BC-MTTQ-BTT"), (267, "267/BC-MTTQ-BTT")],
)
def test_a_symbol_takes_a_leading_zero_below_ten(number, written):
    assert rules.symbol(number, "BC", "MTTQ-BTT") == written


@pytest.mark.parametrize(
    ("day", "written"),
    [
        ("2026-02-05", "ngày 05 tháng 02 năm 2026"),
        ("2026-01-31", "ngày 31 tháng 01 năm 2026"),
        ("2026-03-09", "ngày 09 tháng 3 năm 2026"),
        ("2024-11-05", "ngày 05 tháng 11 năm 2024"),
    ],
)
def test_days_below_ten_and_the_first_two_months_take_a_leading_zero(day, written):
    from datetime import date

    assert rules.day_in_words(date.fromisoformat(day)) == written


def test_appendices_are_numbered_in_roman_numerals():
    assert [rules.roman(n) for n in (1, 4, 9, 14, 39)] == ["I", "IV", "IX", "XIV", "XXXIX"]


def test_a_reference_is_read_back_and_anything_else_is_not():
    assert rules.parse_reference(rules.reference(12, 2024, "BC", 5)) == (12, 2024, "BC", 5)
    for wrong in ("", "12-2024-BC", "x-2024-BC-5", "12-2024-BC-5-6", "١-2024-BC-5"):
        assert rules.parse_reference(wrong) is None
