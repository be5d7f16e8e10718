"""The normalised text of a document, its paragraphs, and the shadow that rules are matched on.

`normalise` gives NFC text with LF between paragraphs, single spaces, hard line wraps undone. Table rows are one
paragraph with cells joined by " | ". Nothing else is changed: spelling, quotes and dashes stay as written.

The *shadow* has the same length, code point for code point: lower case, one tone placement (tuý → túy, hoà → hòa,
uỷ → ủy), one dash, one quote, a few same-length typos put right. Rules match on the shadow and quote the text.
"""

import re
import unicodedata
from dataclasses import dataclass

from vandong.programme.reader import wrapping

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-")
_QUOTES = dict.fromkeys(map(ord, "“”„‟″«»＂"), '"') | dict.fromkeys(map(ord, "‘’‚‛′"), "'")
_SIGNS = {ord("％"): "%", ord("\u2026"): "…"}
_FLAT = _DASHES | _QUOTES | _SIGNS

_NEW_PLACE = {
    old: new
    for vowels, toned_first in (("uy", "úùủũụ"), ("oa", "óòỏõọ"), ("oe", "óòỏõọ"))
    for old, new in zip(
        (vowels[0] + c for c in {"uy": "ýỳỷỹỵ", "oa": "áàảãạ", "oe": "éèẻẽẹ"}[vowels]),
        (c + vowels[1] for c in toned_first),
        strict=True,
    )
}
_OLD_PLACE = re.compile(r"(?<!q)(?:u[ýỳỷỹỵ]|o[áàảãạéèẻẽẹ])(?!\w)")
_SAME_LENGTH_TYPOS = (
    ("chủ chương", "chủ trương"),
    ("tiêu trí", "tiêu chí"),
    ("phố biến", "phổ biến"),
    ("giãm ", "giảm "),
)


@dataclass(frozen=True)
class Paragraph:
    index: int
    start: int
    end: int
    text: str
    shadow: str

    @property
    def is_row(self) -> bool:
        return " | " in self.text or self.text.startswith("| ") or self.text.endswith(" |")

    @property
    def cells(self) -> list[str]:
        return [cell.strip() for cell in self.text.split("|")]


@dataclass(frozen=True)
class Text:
    text: str
    shadow: str
    paragraphs: tuple[Paragraph, ...]


def normalise(source: str) -> str:
    """The normalised text of any string. Never fails; "" for nothing but blanks."""
    composed = unicodedata.normalize("NFC", re.sub(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]", "\n", source))
    kept = "".join(c for c in composed if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    raw = unicodedata.normalize("NFC", kept).split("\n")
    framed = _framed(raw)
    lines = [_tidy_line(line, is_framed=at in framed) for at, line in enumerate(raw)]
    return "\n".join(piece for paragraph in wrapping.unwrap(lines) for piece in _bearable(paragraph))


LONGEST_PARAGRAPH = 8_000  # three pages without a break: only a broken file has that


def _bearable(paragraph: str) -> list[str]:
    """A paragraph no longer than rules can bear, cut at a sentence or at a space."""
    pieces = []
    while len(paragraph) > LONGEST_PARAGRAPH:
        cut = max(paragraph.rfind(". ", 1, LONGEST_PARAGRAPH) + 1, 0) or paragraph.rfind(" ", 1, LONGEST_PARAGRAPH)
        cut = cut if cut > 0 else LONGEST_PARAGRAPH
        pieces.append(paragraph[:cut].strip())
        paragraph = paragraph[cut:].strip()
    return [piece for piece in [*pieces, paragraph] if piece]


def of(source: str) -> Text:
    text = normalise(source)
    shadow = fold(text)
    paragraphs, at = [], 0
    for index, line in enumerate(text.split("\n") if text else []):
        end = at + len(line)
        paragraphs.append(Paragraph(index, at, end, line, shadow[at:end]))
        at = end + 1
    return Text(text, shadow, tuple(paragraphs))


def fold(text: str) -> str:
    """The shadow of `text`: always as long as `text`."""
    small = text.lower()
    if len(small) != len(text):  # "İ" has a small form of two code points
        small = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    lower = small.translate(_FLAT)
    shadow = _OLD_PLACE.sub(lambda found: _NEW_PLACE[found.group()], lower)
    for wrong, right in _SAME_LENGTH_TYPOS:
        shadow = shadow.replace(wrong, right)
    return shadow


_BLANK_TO_FILL = re.compile(r"(?:số|ngày|tháng|năm)\s*:?\s*$", re.IGNORECASE)
_COLUMN_GAP = re.compile(r"[ \u00a0]{5,}")
_LINE = re.compile(r"[-=_|:+\s]*\|[-=_|:+\s]*")


def _framed(lines: list[str]) -> set[int]:
    """The rows of tables whose every row is drawn with an outer bar: "| a | b |". A row of another table that begins and
    ends with a bar has an empty cell at either end."""
    framed: set[int] = set()
    rows: list[int] = []
    for at, line in enumerate([*lines, "."]):
        said = line.strip()
        if "|" in said:
            rows.append(at)
        elif said:
            if all(_is_framed(lines[row].strip()) for row in rows):
                framed.update(rows)
            rows = []
    return framed


def _is_framed(line: str) -> bool:
    return len(line) > 1 and line.startswith("|") and line.endswith("|")


def _tidy_line(line: str, *, is_framed: bool) -> str:
    line = line.strip()
    if is_framed:
        line = "" if _LINE.fullmatch(line) else line[1:-1]
    line = re.sub(r"\t+", " | ", line)
    line = _COLUMN_GAP.sub(lambda gap: " " if _is_blank_to_fill(line, gap) else " | ", line)
    line = " ".join(line.split())
    return "" if _LINE.fullmatch(line) else line


def _is_blank_to_fill(line: str, gap: "re.Match[str]") -> bool:
    """ "Số:        /KH" and "ngày      tháng" leave room for a pen; they are not columns."""
    return bool(_BLANK_TO_FILL.search(line[: gap.start()])) or line[gap.end() : gap.end() + 1] == "/"
