"""The text of a plan's parts read back into the document's sections. Pure."""

import re
from collections.abc import Mapping, Sequence

from vandong.documents.actions import Section

# Part → its heading; the first and last are lists of lines around the text, one line each.
PARTS: Mapping[str, str] = {
    "bases": "Căn cứ",
    "I": "Mục đích, yêu cầu",
    "II": "Mục tiêu",
    "III": "Nội dung, nhiệm vụ",
    "IV": "Tổ chức thực hiện",
    "recipients": "Nơi nhận",
}
NUMBERED = ("I", "II", "III", "IV")
_LONGEST_HEADING = 150


def sections(texts: Mapping[str, str]) -> tuple[Section, ...]:
    """The numbered parts that say something, as the document's sections; their numbers run on without gaps."""
    written = [part for part in NUMBERED if texts.get(part)]
    return tuple(
        _section(label, PARTS[part], texts[part].split("\n")) for label, part in zip(NUMBERED, written, strict=False)
    )


_POINT = re.compile(r"^(\d{1,2}\.)\s+(\S.*)$")
_LETTER = re.compile(r"^([a-zđ]\))\s+(\S.*)$")


def _section(label: str, heading: str, lines: Sequence[str]) -> Section:
    own, points = _split(lines, _POINT)
    return Section(f"{label}.", heading, 1, tuple(own), tuple(_point(*point) for point in points))


def _point(label: str, first: str, lines: Sequence[str]) -> Section:
    own, letters = _split(lines, _LETTER)
    heading, paragraphs = _headed(first, own)
    return Section(label, heading, 2, paragraphs, tuple(_lettered(*letter) for letter in letters))


def _lettered(label: str, first: str, lines: Sequence[str]) -> Section:
    heading, paragraphs = _headed(first, lines)
    return Section(label, heading, 3, paragraphs)


def _headed(first: str, rest: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """A short line without a mark at its end is a heading; any other begins the text."""
    if len(first) <= _LONGEST_HEADING and first[-1] not in ".;,":
        return first, tuple(rest)
    return "", (first, *rest)


def _split(lines: Sequence[str], opens: re.Pattern[str]) -> tuple[list[str], list[tuple[str, str, list[str]]]]:
    """Lines before the first opening, then (label, what stands behind it, the lines below it) for each."""
    before: list[str] = []
    found: list[tuple[str, str, list[str]]] = []
    for line in lines:
        if not line.strip():
            continue
        if opened := opens.match(line):
            found.append((opened[1], opened[2], []))
        elif found:
            found[-1][2].append(line)
        else:
            before.append(line)
    return before, found
