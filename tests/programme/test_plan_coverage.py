"""docs/plan-coverage.md tells the truth: what it names is there, and no sentence of the plan is left out."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import get_resolver

from tests.programme.reader import real_plan
from vandong.analytics.indicators import BY_CODE
from vandong.analytics.indicators.ratios import RATIOS
from vandong.outreach.models import Channel

PAGE = Path(__file__).parents[2] / "docs" / "plan-coverage.md"
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.read_text(encoding="utf-8").splitlines()
    if re.match(r"\| \d+[a-z]? \|", line)
]
NUMBER, _PLACE, ASKS, SCREENS, RECORDS, FIGURES, ELSEWHERE = range(7)


def named(cell: str) -> set[str]:
    return set(re.findall(r"`([\w.]+)`", cell))


def routes(patterns) -> set[str]:
    found = {one.name for one in patterns if getattr(one, "name", None)}
    return found.union(*(routes(one.url_patterns) for one in patterns if hasattr(one, "url_patterns")))


def test_every_screen_record_and_figure_it_names_is_there():
    told = {column: set().union(*(named(row[column]) for row in ROWS)) for column in (SCREENS, RECORDS, FIGURES)}
    assert told[SCREENS] <= routes(get_resolver().url_patterns)
    assert told[RECORDS] <= {model._meta.label for model in apps.get_models()}
    assert told[FIGURES] <= {*BY_CODE, *(ratio.code for ratio in RATIOS)}
    channels = set(re.findall(r"“([^”]+)”", " ".join(row[SCREENS] for row in ROWS)))
    assert channels <= {str(channel.label) for channel in Channel}


def test_every_line_leads_somewhere_and_nothing_is_promised_by_no_issue():
    for row in ROWS:
        assert len(row) == 7, row[NUMBER]
        assert row[ASKS], row[NUMBER]
        assert row[SCREENS] or row[ELSEWHERE], row[NUMBER]
        assert not row[ELSEWHERE] or re.match(r"issue \d+: ", row[ELSEWHERE]), row[NUMBER]
        assert bool(row[SCREENS]) == bool(row[RECORDS]), f"{row[NUMBER]}: a screen without its record"


def test_the_sentences_are_counted_without_a_gap():
    numbers = [int(re.sub(r"[a-z]", "", row[NUMBER])) for row in ROWS]
    assert numbers == sorted(numbers)
    assert set(numbers) == set(range(1, max(numbers) + 1))
    letters = {row[NUMBER] for row in ROWS}
    assert len(letters) == len(ROWS)


def test_no_sentence_of_the_plan_is_left_out():
    last = int(re.sub(r"[a-z]", "", ROWS[-1][NUMBER]))
    assert len(sentences(real_plan.source())) == last


def sentences(text: str) -> list[str]:
    """What parts II to IV say, without their headings: a sentence ends at a full stop, a list's clause at its mark."""
    said = text[re.search(r"^II\. ", text, re.M).start() : re.search(r"^\s*Nơi nhận", text, re.M).start()]
    lines = [line.strip() for line in said.splitlines()]
    paragraphs = [line for line in lines if line and not re.match(r"(?:[IVX]+|\d+)\.\s", line)]
    return [one for line in paragraphs for one in re.split(r"(?<=[.;])\s+(?=[A-ZĐÂÊÔƠƯ])", line)]


@pytest.mark.parametrize(("text", "count"), [("II. A\n1. B\nMột. Hai; ba; Bốn.\nNơi nhận:", 3)])
def test_a_sentence_ends_where_the_next_begins(text, count):
    assert len(sentences(text)) == count
