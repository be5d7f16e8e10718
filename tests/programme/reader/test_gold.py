"""The reader against documents of many kinds with their gold answers: the goal is the issue's."""

from pathlib import Path

import pytest

from vandong.programme.reader.scoring import Board, score_folder

GOLD = Path(__file__).parent / "gold"
pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def board() -> Board:
    return score_folder(GOLD)


def test_there_are_documents_of_many_kinds() -> None:
    assert len(list(GOLD.glob("*.json"))) >= 15
    assert {file.stem for file in GOLD.glob("*.json")} == {file.stem for file in GOLD.glob("*.txt")}


@pytest.mark.parametrize(
    ("kind", "goal"), [("header", 0.98), ("sections", 0.95), ("targets", 0.95), ("deadlines", 0.95)]
)
def test_the_goal_is_reached(board: Board, kind: str, goal: float) -> None:
    score = board.scores[kind]
    assert score.f1 >= goal, "\n".join([*score.wrong, *score.missed])


def test_no_distractor_is_accepted(board: Board) -> None:
    assert board.accepted == []
