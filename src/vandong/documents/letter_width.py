"""How wide a line of Times New Roman is: for rules as long as the line above them, and lines that must not wrap."""

import json
from functools import cache

from vandong.documents.profile import FOLDER

NO_BREAK = "\u00a0"
_TOGETHER = ("ỦY BAN", "MẶT TRẬN", "TỔ QUỐC", "VIỆT NAM", "THÀNH PHỐ", "THỊ TRẤN", "THỊ XÃ", "ĐẶC KHU", "CÔNG TÁC")


@cache
def _widths() -> tuple[int, dict[str, int], dict[str, int]]:
    data = json.loads((FOLDER / "letter_widths.json").read_text(encoding="utf-8"))
    tables = [
        {letter: int(w) for w, letters in data[weight].items() for letter in letters} for weight in ("regular", "bold")
    ]
    return data["unit"], tables[0], tables[1]


def line_width(text: str, points: float, *, bold: bool = False) -> int:
    """Width of one line in dxa. A letter we have no measure of counts as wide as a capital."""
    unit, regular, heavy = _widths()
    table = heavy if bold else regular
    return round(sum(table.get(letter, 1479) for letter in text.replace(NO_BREAK, " ")) * points * 20 / unit)


def fitting_lines(lines: tuple[str, ...], points: float, width: int, *, bold: bool = False) -> tuple[str, ...]:
    """`lines` as given if each fits into `width` dxa; else their words set anew in as few lines as they need, as even
    as possible (words that make one name stay together). A single word wider than `width` keeps a line of its own."""
    if all(line_width(line, points, bold=bold) <= width for line in lines):
        return lines
    text = " ".join(lines)
    for pair in _TOGETHER:
        text = text.replace(pair, pair.replace(" ", NO_BREAK))
    words = text.split(" ")
    # best[k] = (lines needed, widest of them, where the last line begins) for the first k words
    best: list[tuple[int, int, int]] = [(0, 0, 0)]
    for end in range(1, len(words) + 1):
        options = []
        for start in range(end):
            wide = line_width(" ".join(words[start:end]), points, bold=bold)
            if wide <= width or start == end - 1:
                count, widest, _ = best[start]
                options.append((count + 1, max(widest, wide), start))
        best.append(min(options))
    broken: list[str] = []
    end = len(words)
    while end:
        start = best[end][2]
        broken.insert(0, " ".join(words[start:end]).replace(NO_BREAK, " "))
        end = start
    return tuple(broken)
