"""The plan's text with its marks: cut wherever an item begins or ends, and found again from what a person selected."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vandong.programme import rules
from vandong.programme.errors import NotASentence
from vandong.programme.reader.text import fold as shadow
from vandong.programme.reading.reviewing import ItemRow, Review


@dataclass(frozen=True)
class Segment:
    """A run of the text that the same items cover. `first` are items beginning here, `last` those ending here."""

    text: str
    start: int
    end: int
    items: tuple[int, ...]
    first: tuple[int, ...]
    last: tuple[tuple[int, int], ...]  # (item, its number)
    is_flagged: bool


@dataclass(frozen=True)
class Paragraph:
    start: int
    segments: tuple[Segment, ...]
    is_heading: bool
    is_row: bool = False  # of a table: its cells, a bar between them


def quote(seen: Review, start: int, end: int) -> str:
    """The server's own words at a place somebody selected. Raises NotASentence where there are none."""
    start, end = rules.trimmed(seen.text, start, end)
    if start >= end:
        raise NotASentence
    return seen.text[start:end]


def find_words(seen: Review, words: str) -> tuple[int, int]:
    """Where copied words stand in the text, whatever the white space and tone marks they were copied with.
    Raises NotASentence."""
    pattern = r"\s+".join(re.escape(word) for word in shadow(words).split())
    found = re.search(pattern, shadow(seen.text)) if pattern else None
    if found is None:
        raise NotASentence
    return found.start(), found.end()


def paragraphs(seen: Review) -> list[Paragraph]:
    """The text in its paragraphs, cut wherever an item begins or ends."""
    marked = [item for item in seen.items if item.start is not None and item.end is not None]
    marked.sort(key=lambda item: item.place)
    titles = {start for start, _, _ in seen.headings}
    answer, offset, waiting = [], 0, 0
    active: list[ItemRow] = []
    for line in seen.text.split("\n"):
        end = offset + len(line)
        while waiting < len(marked) and (marked[waiting].start or 0) <= end:
            active.append(marked[waiting])
            waiting += 1
        active = [item for item in active if (item.end or 0) > offset]
        answer.append(Paragraph(offset, _segments(line, offset, active), offset in titles, " | " in line))
        offset = end + 1
    return answer


def paragraph_of(seen: Review, item: ItemRow) -> Paragraph | None:
    """The paragraph an item's sentence begins in, with that sentence alone marked: what a phone shows."""
    if item.start is None or item.end is None:
        return None
    begin = seen.text.rfind("\n", 0, item.start) + 1
    end = seen.text.find("\n", item.start)
    line = seen.text[begin : end if end >= 0 else len(seen.text)]
    return Paragraph(begin, _segments(line, begin, [item]), False)


def _segments(line: str, offset: int, items: Sequence[ItemRow]) -> tuple[Segment, ...]:
    end = offset + len(line)
    cuts = {offset, end}
    for item in items:
        cuts |= {min(max(item.start or 0, offset), end), min(max(item.end or 0, offset), end)}
    places = sorted(cuts)
    found = []
    for begin, until in zip(places, places[1:], strict=False):
        over = [item for item in items if (item.start or 0) < until and begin < (item.end or 0)]
        found.append(
            Segment(
                line[begin - offset : until - offset],
                begin,
                until,
                tuple(item.id for item in over),
                tuple(item.id for item in over if item.start == begin),
                tuple((item.id, item.position) for item in over if (item.end or 0) == until and item.kind != "flag"),
                any(item.needs_person for item in over),
            )
        )
    return tuple(found)
