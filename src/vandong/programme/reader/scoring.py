"""How well the reader reads: its answers against gold answers, precision and recall per kind of item.

A gold answer is JSON beside its document (docs/plan-reader.md): sections as [level, label, title]; targets as
[kind, value, due, quote]; deadlines as [kind, recurs, month, day, date, quote]; tasks as [levels, quote], of which only
recall is measured; names as strings; distractors as quotes no target or deadline may rest on. A quote is a piece of
the normalised text: the item's span must touch it.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from vandong.programme.reader.answer import to_data
from vandong.programme.reader.plan import Plan
from vandong.programme.reader.reading import read
from vandong.programme.reader.text import fold, normalise

KINDS = ("header", "sections", "targets", "deadlines", "tasks", "risk_groups", "models", "movements")
Gold = dict[str, Any]  # JSON as written in the gold file


@dataclass
class Score:
    """Right, wrong (said, but not gold) and missed (gold, but not said)."""

    right: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        said = self.right + len(self.wrong)
        return self.right / said if said else 1.0

    @property
    def recall(self) -> float:
        asked = self.right + len(self.missed)
        return self.right / asked if asked else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def add(self, other: "Score") -> None:
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed


@dataclass
class Board:
    """Scores per kind over a set of documents, and the distractors that were taken for real."""

    scores: dict[str, Score] = field(default_factory=lambda: {kind: Score() for kind in KINDS})
    accepted: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        rows = [
            f"{kind:12} precision {s.precision:.3f}  recall {s.recall:.3f}  F1 {s.f1:.3f}  ({s.right} right)"
            for kind, s in self.scores.items()
        ]
        return [*rows, f"distractors accepted: {len(self.accepted)}"]


def score_folder(folder: Path) -> Board:
    """Score every NAME.txt of a folder that has its NAME.json."""
    board = Board()
    for gold_file in sorted(folder.glob("*.json")):
        source = gold_file.with_suffix(".txt").read_text(encoding="utf-8")
        gold: Gold = json.loads(gold_file.read_text(encoding="utf-8"))
        score_document(board, gold_file.stem, read(source), gold)
    return board


def score_document(board: Board, name: str, plan: Plan, gold: Gold) -> None:
    answer = to_data(plan)
    board.scores["header"].add(_header(name, answer["document"], gold["document"]))
    board.scores["sections"].add(_multiset(name, _outline(answer["sections"]), map(_section_key, gold["sections"])))
    said_targets = [((t["kind"], t["value"], t["due"]), t["span"]) for t in answer["targets"]]
    board.scores["targets"].add(_placed(name, plan, said_targets, gold.get("targets", []), 3))
    said = [((d["kind"], d["recurs"], d["month"], d["day"], d["date"]), d["span"]) for d in answer["deadlines"]]
    board.scores["deadlines"].add(_placed(name, plan, said, gold.get("deadlines", []), 5))
    for kind in ("risk_groups", "models", "movements"):
        if kind in gold or kind != "movements":
            words = (fold(item["text"]) for item in answer[kind])
            board.scores[kind].add(_multiset(name, words, map(fold, gold.get(kind, []))))
    tasks = [((tuple(t["levels"]),), t["span"]) for t in answer["tasks"]]
    asked = [[tuple(levels), quote] for levels, quote in gold.get("tasks", [])]
    found = _placed(name, plan, tasks, asked, 1)
    board.scores["tasks"].add(Score(found.right, [], found.missed))
    missing = set(gold.get("flags", [])) - {flag["code"] for flag in answer["flags"]}
    board.accepted += [f"{name}: flag {code} is missing" for code in missing]
    rest = {line.split(" @ ")[-1] for kind in ("targets", "deadlines") for line in board.scores[kind].wrong}
    for quote in gold.get("distractors", []):
        if any(fold(quote) in fold(words) for words in rest):
            board.accepted.append(f"{name}: {quote}")


def _header(name: str, said: dict[str, Any], gold: dict[str, Any]) -> Score:
    score = Score()
    pairs = [(key, said[key], gold[key]) for key in ("type", "number", "issued_on", "issuer", "subject")]
    pairs += [(f"signer.{key}", said["signer"][key], value) for key, value in gold["signer"].items()]
    pairs += [(key, said[key], gold[key]) for key in ("addressees", "recipients")]
    bases = [basis["number"] or basis["type"] for basis in said["legal_bases"]]
    pairs.append(("legal_bases", bases, gold["legal_bases"]))
    for key, value, wanted in pairs:
        if _same(value) == _same(wanted):
            score.right += 1
        else:
            score.wrong.append(f"{name}: {key} = {value!r}")
            score.missed.append(f"{name}: {key} = {wanted!r}")
    return score


def _same(value: object) -> object:
    return (
        fold(value) if isinstance(value, str) else [_same(item) for item in value] if isinstance(value, list) else value
    )


def _section_key(row: list[Any]) -> str:
    return f"{row[0]} {row[1]} {fold(row[2])}"


def _outline(sections: list[dict[str, Any]]) -> Iterable[str]:
    for section in sections:
        yield _section_key([section["level"], section["label"], section["title"]])
        yield from _outline(section["children"])


def _multiset(name: str, said: Iterable[str], gold: Iterable[str]) -> Score:
    score, left = Score(), list(gold)
    for item in said:
        if item in left:
            left.remove(item)
            score.right += 1
        else:
            score.wrong.append(f"{name}: {item}")
    score.missed = [f"{name}: {item}" for item in left]
    return score


def _placed(name: str, plan: Plan, said: list[tuple[Any, list[int]]], gold: list[list[Any]], width: int) -> Score:
    """Match items by value and by place."""
    score, left = Score(), list(gold)
    shadow = fold(plan.text)
    for key, (start, end) in said:
        hit = next(
            (row for row in left if tuple(row[:width]) == key and _touches(shadow, row[width], start, end)), None
        )
        if hit is None:
            score.wrong.append(f"{name}: {key} @ {plan.text[start:end]}")
        else:
            left.remove(hit)
            score.right += 1
    score.missed = [f"{name}: {row}" for row in left]
    return score


def _touches(shadow: str, quote: str | None, start: int, end: int) -> bool:
    if quote is None:
        return True
    wanted = fold(normalise(quote))
    at = shadow.find(wanted)
    while at >= 0:
        if at < end and start < at + len(wanted):
            return True
        at = shadow.find(wanted, at + 1)
    return False
