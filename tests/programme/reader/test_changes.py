"""Amending documents of our own sentences against a plan that was issued: what each changes, and nothing else."""

import json
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from vandong.programme.reader.changes import Change, Comparison, Standing, compare, standing_in
from vandong.programme.reader.orders import find, path_of
from vandong.programme.reader.plan import Plan
from vandong.programme.reader.reading import read
from vandong.programme.reader.text import fold, of

FOLDER = Path(__file__).parent / "amendments"
NAMES = sorted(file.stem for file in FOLDER.glob("*.json"))
pytestmark = pytest.mark.once


def text(name: str) -> str:
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


@cache
def standing(base: str = "base") -> list[Standing]:
    return standing_in(read(text(base)))


def answer(name: str) -> dict:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def compared(name: str) -> tuple[Plan, Comparison]:
    gold, plan = answer(name), read(text(name))
    return plan, compare(plan, standing(gold.get("base", "base")), gold.get("number", "16/KH-MTTQ-BTT"))


@dataclass
class Scored:
    right: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)


def scored(name: str) -> Scored:
    plan, found = compared(name)
    gold = answer(name)
    parts = standing(gold.get("base", "base"))
    left, score = list(gold["changes"]), Scored()
    for change in found.changes:
        hit = next((row for row in left if _is(change, row, parts)), None)
        if hit is None:
            score.wrong.append(
                f"{name}: {change.what} {change.kind} {change.part_id} {change.differences} {plan.quote(change.span)}"
            )
        else:
            left.remove(hit)
            score.right += 1
    score.missed = [f"{name}: {row}" for row in left]
    if len(found.unplaced) != gold["unplaced"]:
        score.wrong.append(f"{name}: unplaced {[plan.quote(each.span) for each in found.unplaced]}")
    if found.is_whole != gold["whole"] or found.names_programme != gold.get("names", True):
        score.wrong.append(f"{name}: whole {found.is_whole}, names {found.names_programme}")
    return score


def _is(change: Change, row: list, standing: list[Standing]) -> bool:
    what, kind, words, fields = row
    if (change.what, change.kind) != (what, kind) or (words is None) != (change.part_id is None):
        return False
    if words is not None:
        part = next(each for each in standing if (each.kind, each.id) == (kind, change.part_id))
        if fold(words) not in fold(part.quote):
            return False
    return all(_said(getattr(change.item, key)) == value for key, value in fields.items())


def _said(value: object) -> object:
    return value.isoformat() if hasattr(value, "isoformat") else value


@pytest.mark.parametrize("name", NAMES)
def test_each_document_changes_what_its_gold_answer_says_and_nothing_else(name):
    score = scored(name)
    assert score.wrong == []
    assert score.missed == []


@pytest.mark.parametrize("name", NAMES)
def test_every_change_quotes_its_sentence_of_the_new_document(name):
    plan, found = compared(name)
    for change in found.changes:
        assert 0 <= change.span.start < change.span.end <= len(plan.text)
    assert [c.differences for c in found.changes if c.what == "changed"].count(()) == 0


def test_a_plan_compared_with_itself_changes_nothing():
    found = compare(read(text("base")), standing(), "16/KH-MTTQ-BTT")
    assert Counter(change.what for change in found.changes) == {"same": len(standing())}


@pytest.mark.parametrize(
    ("words", "paths"),
    [
        ("điểm a khoản 2 mục iii", ("III.2.a)",)),
        ("khoản 1 và khoản 2 mục iii", ("III.1", "III.2")),
        ("mục 2 phần ii", ("II.2",)),
        ("mục iv.1", ("IV.1",)),
        ("khoản 2, mục iii; khoản 4, mục iv", ("III.2", "IV.4")),
        ("khoản 2 điều 5", ("Điều 5.2",)),
        ("mục tiêu chung", ()),
        ("mục tiêu số 4", ("4",)),
    ],
)
def test_addresses_become_paths(words, paths):
    assert path_of(words) == paths


def test_a_text_that_orders_nothing_has_no_orders():
    assert find(of("Năm 2023, huyện đã sửa đổi 12 kế hoạch.\nCác nội dung khác giữ nguyên.")) == []
