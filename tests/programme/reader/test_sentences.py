"""What single sentences of the genre set: the many ways of telling a target, a deadline, and what is neither."""

from pathlib import Path

import pytest

from vandong.programme.reader.plan import Deadline, Plan, Target
from vandong.programme.reader.reading import read

HERE = Path(__file__).parent
HEAD = (
    "ỦY BAN MTTQ VIỆT NAM\nXÃ AN LẠC\nSố: 01/KH-MTTQ\nAn Lạc, ngày 02 tháng 01 năm 2026\nKẾ HOẠCH\n"
    "Phòng, chống ma túy năm 2026\nI. "
)
SECTIONS = {
    "G": "MỤC TIÊU, CHỈ TIÊU", "T": "NHIỆM VỤ, GIẢI PHÁP", "O": "TỔ CHỨC THỰC HIỆN", "P": "MỤC ĐÍCH, YÊU CẦU",
    "K": "KINH PHÍ", "B": "THỜI GIAN, ĐỊA ĐIỂM", "R": "CHẾ ĐỘ THÔNG TIN, BÁO CÁO", "S": "ĐẶC ĐIỂM TÌNH HÌNH",
}  # fmt: skip
pytestmark = pytest.mark.once


def target(said: Target) -> str:
    value = f"{said.value:g}" if isinstance(said.value, float) else said.value
    return " ".join(str(part) for part in ("T", said.kind, value, said.due) if part is not None)


def deadline(said: Deadline) -> str:
    day = f"{said.month or '-'}/{said.day or '-'}" if said.month or said.day else None
    first = f"from {said.starts_on}" if said.starts_on else None
    return " ".join(str(part) for part in ("D", said.kind, said.recurs, day, said.date, first) if part is not None)


def answer(plan: Plan) -> list[str]:
    return sorted([*map(target, plan.targets), *map(deadline, plan.deadlines)])


@pytest.mark.parametrize("file", ["sentences.txt", "traps.txt"])
def test_each_sentence_sets_what_it_says_and_nothing_else(file: str) -> None:
    wrong = []
    for line in (HERE / file).read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        sections, _, rest = line.partition("| ")
        sentence, _, wanted = rest.partition(" =>")
        for section in [sections] if sections.startswith("[") else sections:  # "[NHÌN LẠI]": a heading of its own
            found = answer(read(f"{HEAD}{SECTIONS.get(section) or section[1:-1]}\n{sentence}"))
            if found != sorted(part.strip() for part in wanted.split(";") if part.strip()):
                wrong.append(f"{section}| {rest}\n    {'; '.join(found)}")
    assert not wrong, "\n".join(wrong)


def test_headings_lists_and_tables_say_what_stands_below_them() -> None:
    """Little documents, parted by "====": "@" names who issues it, "=>" what it sets."""
    wrong = []
    for block in (HERE / "passages.txt").read_text(encoding="utf-8").split("\n====\n"):
        body, _, wanted = block.strip().rpartition("=>")
        issuer, _, body = body.removeprefix("@").partition("\n") if body.startswith("@") else ("XÃ AN LẠC", "", body)
        found = answer(read(HEAD.removesuffix("I. ").replace("XÃ AN LẠC", issuer) + body))
        if found != sorted(part.strip() for part in wanted.split(";") if part.strip()):
            wrong.append(f"{body}    {'; '.join(found)}")
    assert not wrong, "\n".join(wrong)
