"""What the cells of the rarer columns name: movements, legal texts, materials, organisations that took part. Pure.

Several stand in one cell as our own export writes them, parted by semicolons; commas part them too where what stands
between is known, for names have commas of their own ("Luật Phòng, chống ma túy").
"""

import re
from collections.abc import Iterator, Mapping

from vandong.kernel import vietnamese
from vandong.kernel.sheet_intake.values import Fault
from vandong.outreach.rules import MOST_OF_A_MATERIAL

key = vietnamese.search_key
_COUNTED = re.compile(r"(.+?)\s*(?::|=|\()\s*(\d{1,3}(?:[. ]\d{3})+|\d+)\s*(?:tờ|cuốn|quyển|bản|cái|bộ|đĩa)?\s*\)?")
Materials = tuple[tuple[str, int | None], ...]


def named(text: str, known: Mapping[str, int]) -> frozenset[int] | str:
    """The ids of everything a cell names, or the words that name nothing known. `known` is by search form."""
    if (whole := known.get(key(text))) is not None:
        return frozenset({whole})
    found: set[int] = set()
    for part in filter(None, map(str.strip, re.split(r"[;\n]", text))):
        for name in _parted(part, known):
            if (one := known.get(key(name))) is None:
                return name
            found.add(one)
    return frozenset(found)


def _parted(text: str, known: Mapping[str, int]) -> Iterator[str]:
    """ "Luật Phòng, chống ma túy, Luật Trẻ em" → two, the longest known names first."""
    pieces = text.split(",")
    at = 0
    while at < len(pieces):
        for until in range(len(pieces), at, -1):
            name = ",".join(pieces[at:until]).strip()
            if key(name) in known:
                break
        else:
            name, until = text if not at else ",".join(pieces[at:]).strip(), len(pieces)
        if name:
            yield name
        at = until


def materials(text: str) -> Materials | Fault:
    """ "Tờ gấp Luật: 200; Phim ngắn" → (("Tờ gấp Luật", 200), ("Phim ngắn", None))."""
    found: list[tuple[str, int | None]] = []
    for part in filter(None, map(str.strip, text.split(";"))):
        counted = _COUNTED.fullmatch(part)
        count = int(re.sub(r"\D", "", counted[2])) if counted else None
        if count is not None and count > MOST_OF_A_MATERIAL:
            return Fault(f"“{part}” lớn quá mức có thể tin được. Xin xem lại.")
        found.append((counted[1].strip() if counted else part, count))
    return tuple(found)
