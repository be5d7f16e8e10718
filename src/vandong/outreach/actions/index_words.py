"""Bring what was recorded and changed into the index of words. Derived, nobody's deed: no audit line."""

from vandong.outreach import word_index

_AT_ONCE = 2_000  # a transaction of a second or less: somebody may be waiting to record


def index_words(*, most: int = 50_000) -> int:
    """Read at most so many waiting activities into the index, some thousands a transaction; returns how many."""
    count = 0
    while count < most and (done := word_index.read_in(min(_AT_ONCE, most - count))):
        count += done
    return count
