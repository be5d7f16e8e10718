"""Which column a title means: any spelling, a note in brackets, a word more, two rows of header read together. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from vandong.kernel import vietnamese

# What a child title adds nothing with: its parent says what is counted.
_GENERIC = frozenset({"tong so", "tong", "so luong", "sl", "chung", "cong", "tong cong", "ts", "toan bo"})
# Titles that are never a column of ours, however much of its name they hold.
_OTHERS = frozenset({"don vi tinh", "dvt", "stt", "so tt", "tt", "so thu tu"})
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_MOST_WORDS_MORE = 3  # a title may say this much more than the name it holds
EXACT, HELD = 3, 1


@dataclass(frozen=True)
class Wanted:
    """A column that is looked for, by all its names."""

    key: str
    names: tuple[str, ...]
    fills_down: bool = False


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """The form titles are compared in."""
    return vietnamese.search_key(text)


class Names:
    """The names of all wanted columns, to be asked title by title."""

    def __init__(self, wanted: Iterable[Wanted]) -> None:
        self._exact: dict[str, str] = {}
        for one in wanted:
            for name in one.names:
                self._exact.setdefault(folded(name), one.key)
        phrases = [(tuple(name.split()), key) for name, key in self._exact.items() if " " in name]
        self._phrases = sorted(phrases, key=lambda pair: -len(pair[0]))

    def exactly(self, title: str) -> str | None:
        """The column so called; a note in brackets, a star or a colon says nothing."""
        return self._exact.get(folded(title)) or self._exact.get(folded(_BRACKETS.sub(" ", title)))

    def held_in(self, title: str) -> str | None:
        """The column whose name stands inside the title, the longest name first."""
        words = folded(_BRACKETS.sub(" ", title)).split()
        if " ".join(words) in _OTHERS:
            return None
        for phrase, key in self._phrases:
            length = len(phrase)
            if length <= len(words) <= length + _MOST_WORDS_MORE and any(
                tuple(words[at : at + length]) == phrase for at in range(len(words) - length + 1)
            ):
                return key
        return None

    def meant(self, title: str, parent: str = "") -> tuple[str, int] | None:
        """The column a title means and how surely, `parent` being the title above it in a header of two rows."""
        if parent and title:
            key = self.exactly(f"{parent} {title}") or self.exactly(f"{title} {parent}")
            if key:
                return key, EXACT
            if folded(_BRACKETS.sub(" ", title)) in _GENERIC:
                title, parent = parent, ""
        title = title or parent
        if not title or folded(title) in _OTHERS:
            return None
        if key := self.exactly(title):
            return key, EXACT
        if key := self.held_in(title):
            return key, HELD
        return None


@dataclass(frozen=True)
class Header:
    """Where a header stands among the rows of a sheet, and what its columns mean."""

    row: int  # index of its first row
    height: int  # 1 or 2
    columns: dict[str, int]  # key → index of the column
    titles: dict[int, str]  # index of a column → its title as written
    twice: tuple[tuple[str, int, int], ...]  # (key, column, column): two titles that mean the same just as surely

    def meets(self, needs: Sequence[Sequence[str]]) -> int:
        """Of how many needed groups a column stands in it."""
        return sum(any(key in self.columns for key in group) for group in needs)


def header_at(rows: Sequence[Sequence[object]], row: int, height: int, names: Names, merged: object) -> Header:
    """What the row (or it and the next, read together) would mean as a header."""
    top = _texts(rows[row])
    titles: dict[int, tuple[str, str]] = {}  # column → (title, parent)
    if height == 1:
        titles = {column: (text, "") for column, text in enumerate(top) if text}
    else:
        below = _texts(rows[row + 1])
        parents = _spread(top, below, row, merged)
        for column in range(max(len(parents), len(below))):
            parent = parents[column] if column < len(parents) else ""
            title = below[column] if column < len(below) else ""
            if parent or title:
                titles[column] = (title, parent)
    found: dict[str, tuple[int, int]] = {}  # key → (sureness, column)
    twice: dict[str, int] = {}
    for column, (title, parent) in titles.items():
        meant = names.meant(title, parent)
        if meant is None:
            continue
        key, sureness = meant
        if key not in found or sureness > found[key][0]:
            found[key] = (sureness, column)
            twice.pop(key, None)
        elif sureness == found[key][0] == EXACT:
            twice.setdefault(key, column)
    written = {
        column: " / ".join(dict.fromkeys(part for part in (parent, title) if part))
        for column, (title, parent) in titles.items()
    }
    return Header(
        row,
        height,
        {key: column for key, (_, column) in found.items()},
        written,
        tuple((key, found[key][1], column) for key, column in twice.items()),
    )


def _texts(row: Sequence[object]) -> list[str]:
    """Titles are text; a row with numbers is no header, so they count as empty here."""
    return [vietnamese.tidy(cell) if isinstance(cell, str) else "" for cell in row]


def _spread(top: list[str], below: list[str], row: int, merged: object) -> list[str]:
    """The upper titles over the columns they stand for: as far as they are merged, or, where nothing is merged, to the
    right over every column that has a lower title and no upper one."""
    spread = list(top) + [""] * (len(below) - len(top))
    across = [
        (left, right)
        for (first, left), (last, right) in merged  # type: ignore[attr-defined]
        if first <= row <= last and right > left
    ]
    if across:
        for left, right in across:
            for column in range(left, min(right + 1, len(spread))):
                spread[column] = spread[column] or spread[left]
        return spread
    for column in range(1, len(spread)):
        has_no_upper = column >= len(top) or not top[column]
        if has_no_upper and column < len(below) and below[column] and below[column - 1]:
            spread[column] = spread[column - 1]
    return spread
