"""One cell of a table of targets: a figure ("≤ 1", "92,5", "150 triệu đồng") or words ("Giảm 5%", "Không phát sinh")."""

import re
from dataclasses import dataclass

from vandong.programme.reader import measures, numbers, shares
from vandong.programme.reader.plan import Number, Span
from vandong.programme.reader.text import Paragraph, fold

_FIGURE = re.compile(
    r"(?P<bound>[≥>≤<+]|từ |trên |hơn |khoảng |đạt |ít nhất |tối thiểu |dưới |không quá |tối đa |còn )?\s?(?P<n>\d[\d.,]*)(?:\s?-\s?\d[\d.,]*)?\s?(?P<unit>%|\w[\w ]{0,20})?"
    r"(?: trở lên)?$"
)
_AT_MOST = ("≤", "<", "dưới ", "không quá ", "tối đa ", "còn ")
_PART = re.compile(r"(?P<part>\d{1,4})/(?P<whole>[1-9]\d{0,3})(?![/\d])(?:\s?\([^()]*\))?$")
_NONE = re.compile(
    r"(?:không|chấm dứt) (?:để )?(?:phát sinh|xảy ra|có|còn|tái diễn|hình thành)(?! (?:quy định|giao|thực hiện))\b|chấm dứt\b"
)
_EMPTY = re.compile(r"[\W_]*|x|không")


@dataclass(frozen=True)
class Cell:
    text: str
    shadow: str
    span: Span

    @property
    def is_figure_or_empty(self) -> bool:
        return bool(_FIGURE.match(self.shadow) or _EMPTY.fullmatch(self.shadow))


@dataclass(frozen=True)
class Figure:
    """What a cell sets. `kind` is None where only the head of its column can say it."""

    kind: str | None
    value: Number | None
    unit: str


def of(row: Paragraph) -> list[Cell]:
    cells, at = [], row.start
    for raw in row.text.split("|"):
        lead = len(raw) - len(raw.lstrip())
        said = raw.strip()
        cells.append(Cell(said, fold(said), Span(at + lead, at + lead + len(said))))
        at += len(raw) + 1
    return cells


def figures(cell: Cell, *, worded: bool) -> list[Figure]:
    """The figures of a cell; what it says in words only where its column is one of aims."""
    read = _FIGURE.match(cell.shadow)
    value = numbers.parse(read["n"]) if read else None
    if read is not None and value is not None:
        return [Figure("at_most" if read["bound"] in _AT_MOST else None, value, (read["unit"] or "").strip())]
    return _told(cell) if worded else []


def _told(cell: Cell) -> list[Figure]:
    if part := _PART.match(cell.shadow):  # "14/15 (93,3%)"
        share = round(100 * int(part["part"]) / int(part["whole"]), 2)
        return [Figure("reach_share", int(share) if share.is_integer() else share, "%")]
    told = shares.find(cell.shadow, aims=True)
    found = [Figure(share.kind, share.value, "%") for share in told]
    if not told:
        counted = measures.find(cell.shadow, in_goal=True, aims=True)
        found = [Figure(count.kind, count.value, cell.text[count.unit[0] : count.unit[1]]) for count in counted]
    if not found and _NONE.match(cell.shadow):
        return [Figure("keep_none", None, "")]
    return found
