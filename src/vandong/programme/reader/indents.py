"""Paragraphs of a page by their first-line indents, as official documents are set: a line that begins further in opens a
paragraph, a line that begins at the margin goes on with it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from vandong.programme.reader.wrapping import begins_anew, is_hyphenated

_NEAR = 2.5  # points: two lines that begin this close begin at one place
_LEAST, _MOST = 8, 70  # points a first line is set in by: from 3 mm to 25 mm
_HANG = 16  # points a list's further lines are set in behind its dash
_FEWEST = 4  # lines of each kind before it is a way of setting
_ROOM = (
    0.7  # a line shorter than this share of the longest ended its paragraph, unless the next goes on in small letters
)


@dataclass(frozen=True)
class Line:
    text: str
    x: float | None  # where it begins, in points from the left edge


def paragraphs(lines: Sequence[Line]) -> list[str] | None:
    """The paragraphs, or None for a document that is not set with first-line indents."""
    setting = _setting(lines)
    if setting is None:
        return None
    margin, indent = setting
    longest = max(len(line.text) for line in lines if _at(line, margin) or _at(line, indent))
    found: list[str] = []
    before: Line | None = None
    bullet: Line | None = None  # the item of a list that lines set in below it still belong to
    for line in lines:
        hangs = bullet is not None and _hangs(line, bullet) and not begins_anew("", line.text)
        goes_on = hangs or (
            before is not None
            and _at(line, margin)
            and (_at(before, margin) or _at(before, indent))
            and not begins_anew(before.text, line.text)
            and (len(before.text) >= longest * _ROOM or line.text[0].islower())
        )
        if goes_on:
            found[-1] += line.text if is_hyphenated(found[-1]) else f" {line.text}"
        else:
            found.append(line.text)
        before = line
        bullet = bullet if hangs else line if line.text.startswith(("- ", "+ ", "• ")) else None
    return found


def _hangs(line: Line, bullet: Line) -> bool:
    """ "- Ban Thường trực … Việt Nam / tỉnh Hải Dương (để báo cáo);": set in a little below its dash."""
    return line.x is not None and bullet.x is not None and 0.5 < line.x - bullet.x <= _HANG


def _at(line: Line, x: float) -> bool:
    return line.x is not None and abs(line.x - x) <= _NEAR


def _setting(lines: Sequence[Line]) -> tuple[float, float] | None:
    """(where lines go on, where they open), when the numbered lines themselves open further in."""
    places = Counter(round(line.x) for line in lines if line.x is not None)
    common = sorted(x for x, count in places.items() if count >= _FEWEST)
    for margin in common:
        for indent in common:
            if not _LEAST <= indent - margin <= _MOST:
                continue
            opening = [line for line in lines if line.x is not None and begins_anew("", line.text)]
            within = sum(_at(line, indent) for line in opening)
            if len(opening) >= _FEWEST and within >= 0.6 * len(opening):
                return float(margin), float(indent)
    return None
