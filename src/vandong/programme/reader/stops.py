"""Where a sentence ends: not every full stop does. Pure."""

import re

# Written with a full stop behind them and a name, a place or a number next: "TP. Hải Dương", "đ/c. Bí thư". In these
# letters alone: "ông bà." may well close a sentence, "Ông. Chủ tịch" does not.
SHORT_FORMS = frozenset(
    ("TP", "Tp", "TX", "TT", "TM", "KT", "ThS", "Ths", "TS", "GS", "PGS", "BS", "Q", "P", "đ/c", "Đ/c", "Đ/C", "đc", "Đc",
     "Ông", "ÔNG", "Bà", "BÀ", "Ô")
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_][\w/]*$")
_LONGEST_WORD = 8  # no short form is longer
_STOP = re.compile(r";|\.(?=\s|$)|\n")


def is_short_form(before: str) -> bool:
    """Whether what stands before a full stop ends in a word that is written with one."""
    word = _WORD.search(before[-_LONGEST_WORD:])
    return word is not None and word[0] in SHORT_FORMS


def first_end(text: str) -> int | None:
    """Where the first sentence or clause ends: the place of its full stop or semicolon outside quotes, or of its
    line's end; None without one."""
    for stop in _STOP.finditer(text):
        before = text[: stop.start()]
        if stop[0] == "\n" or not (is_in_quotes(text, stop.start()) or (stop[0] == "." and is_short_form(before))):
            return stop.start()
    return None


def is_in_quotes(text: str, at: int) -> bool:
    """Whether a place stands between quotes. A quote that nobody closes is a slip of the pen, not a quote."""
    before, behind = text[:at], text[at:]
    straight = before.count('"') % 2 == 1 and '"' in behind
    return straight or (before.count("“") > before.count("”") and "”" in behind)


def first_clause(text: str) -> str:
    """The text up to there."""
    end = first_end(text)
    return text if end is None else text[:end]
