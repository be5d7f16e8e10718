"""Automatic numbering of a .docx: the "I.", "1.1" and "-" that Word counts and does not write."""

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


@dataclass(frozen=True)
class _Level:
    style: str  # decimal, upperRoman, lowerLetter, bullet…
    pattern: str  # "%1.%2."
    start: int


@dataclass
class Numbering:
    """Counts as Word does: lists of one abstract numbering go on counting; a deeper level starts anew."""

    numbering: Element | None
    styles: Element | None
    _levels: dict[str, dict[int, _Level]] = field(default_factory=dict)  # abstract id → level
    _abstract: dict[str, str] = field(default_factory=dict)  # num id → abstract id
    _restarts: dict[str, dict[int, int]] = field(default_factory=dict)  # num id → level → start
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _by_style: dict[str, tuple[str | None, int | None, str | None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.numbering is not None:
            for abstract in self.numbering.findall(f"{W}abstractNum"):
                levels = {_int(lvl.get(f"{W}ilvl")): _level(lvl) for lvl in abstract.findall(f"{W}lvl")}
                self._levels[abstract.get(f"{W}abstractNumId", "")] = levels
            for num in self.numbering.findall(f"{W}num"):
                self._number(num)
        for style in self.styles.findall(f"{W}style") if self.styles is not None else ():
            num_id, level = _number_of(style.find(f"{W}pPr/{W}numPr"))
            based = style.find(f"{W}basedOn")
            self._by_style[style.get(f"{W}styleId", "")] = (
                num_id,
                level,
                based.get(f"{W}val") if based is not None else None,
            )

    def _number(self, num: Element) -> None:
        num_id = num.get(f"{W}numId", "")
        abstract = num.find(f"{W}abstractNumId")
        self._abstract[num_id] = abstract.get(f"{W}val", "") if abstract is not None else ""
        for override in num.findall(f"{W}lvlOverride"):
            start = override.find(f"{W}startOverride")
            if start is not None:
                self._restarts.setdefault(num_id, {})[_int(override.get(f"{W}ilvl"))] = _int(start.get(f"{W}val"))

    def label(self, paragraph: Element) -> str:
        """The number Word would show before this paragraph, counting it; "" for none."""
        num_id, level = self._of(paragraph)
        levels = self._levels.get(self._abstract.get(num_id or "", ""), {})
        if num_id in (None, "0") or level not in levels:
            return ""
        counts = self._counts.setdefault(self._abstract[num_id or ""], {})
        restart = self._restarts.get(num_id or "", {}).pop(level, None)
        counts[level] = restart if restart is not None else counts.get(level, levels[level].start - 1) + 1
        for deeper in [key for key in counts if key > level]:
            del counts[deeper]
        return _shown(levels, counts, level)

    def _of(self, paragraph: Element) -> tuple[str | None, int]:
        num_id, level = _number_of(paragraph.find(f"{W}pPr/{W}numPr"))
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = style.get(f"{W}val") if style is not None else None
        for _ in range(12):
            if num_id is not None or name not in self._by_style:
                break
            styled_id, styled_level, name = self._by_style[name or ""]
            num_id = styled_id
            level = level if level is not None else styled_level
        return num_id, level or 0


def _level(lvl: Element) -> _Level:
    style, pattern, start = (lvl.find(f"{W}{name}") for name in ("numFmt", "lvlText", "start"))
    return _Level(
        style.get(f"{W}val", "decimal") if style is not None else "decimal",
        pattern.get(f"{W}val", "") if pattern is not None else "",
        _int(start.get(f"{W}val")) if start is not None else 1,
    )


def _number_of(properties: Element | None) -> tuple[str | None, int | None]:
    if properties is None:
        return None, None
    num_id, level = properties.find(f"{W}numId"), properties.find(f"{W}ilvl")
    return (
        num_id.get(f"{W}val") if num_id is not None else None,
        _int(level.get(f"{W}val")) if level is not None else None,
    )


def _shown(levels: dict[int, _Level], counts: dict[int, int], level: int) -> str:
    own = levels[level]
    if own.style == "none":
        return ""
    if own.style == "bullet":
        return own.pattern if own.pattern in ("-", "+", "*", "–", "•") else "-"
    said = own.pattern
    for place in range(level + 1):
        below = levels.get(place, own)
        said = said.replace(f"%{place + 1}", _figure(below.style, counts.get(place, below.start)))
    return said.strip()


def _figure(style: str, number: int) -> str:
    if style in ("upperRoman", "lowerRoman"):
        roman, left = "", max(min(number, 3999), 0)
        for value, letters in _ROMAN:
            roman += letters * (left // value)
            left %= value
        return roman if style == "upperRoman" else roman.lower()
    if style in ("upperLetter", "lowerLetter"):
        letter = chr(ord("a") + (max(number, 1) - 1) % 26) * min((max(number, 1) - 1) // 26 + 1, 9)
        return letter.upper() if style == "upperLetter" else letter
    return f"{number:02d}" if style == "decimalZero" else str(number)


def _int(said: str | None) -> int:
    return int(said) if said and said.lstrip("-").isdigit() and len(said) < 9 else 0
