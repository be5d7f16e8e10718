"""How alike two sentences are, by their words; and words put in the place of words, whatever their tone placement."""

import re
from functools import cache

from vandong.programme.reader.text import fold

_WORD = re.compile(r"[^\W\d_]+")
_SMALL = frozenset(
    ("và", "của", "các", "cho", "với", "trong", "trên", "tại", "từ", "đến", "về", "là", "có", "được", "để", "theo", "những", "một", "này", "đó", "khi", "do", "bằng", "số", "năm", "ngày", "tháng")
)  # fmt: skip


@cache
def _words(said: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(fold(said)) if word not in _SMALL)


def of(one: str, other: str) -> float:
    """From 0 to 1: twice the words they share over the words they have."""
    a, b = _words(one), _words(other)
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def share(part: str, whole: str) -> float:
    """From 0 to 1: how much of `part` stands in `whole`."""
    a, b = _words(part), _words(whole)
    return len(a & b) / len(a) if a else 0.0


def swapped(said: str, old: str, new: str) -> str:
    """`said` with every `old` become `new`; "Tuý" finds "túy", a word is never cut ("20/11" is not in "120/11")."""
    wanted = fold(old.strip())
    if not wanted:
        return said
    shadow, pieces, at = fold(said), [], 0
    begins, ends = (r"(?<!\w)" if wanted[0].isalnum() else "", r"(?!\w)" if wanted[-1].isalnum() else "")
    for found in re.finditer(f"{begins}{re.escape(wanted)}{ends}", shadow):
        pieces += [said[at : found.start()], new.strip()]
        at = found.end()
    return re.sub(r" {2,}", " ", "".join([*pieces, said[at:]])).strip() if pieces else said
