"""Numbers as plans write them: 1.127, 1,5, 02, một, 5 tỷ."""

import re

ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_WORDS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
WORD_NUMBER = (
    r"(?:một(?! (?:số|phần|cách|trong|bước|bộ phận|lần nữa|mặt|vài|chiều|cửa))|hai|ba|bốn|sáu|bảy|tám|chín|mười)"
)
FIGURE = r"(?<![\w.,/-])\d{1,3}(?:\.\d{3})+(?:,\d+)?|(?<![\w.,/-])\d+(?:,\d+|\.\d{1,2}(?!\d))?"
NUMBER = rf"(?:{FIGURE})(?![\d/])"
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def parse(said: str) -> int | float | None:
    """The value of one written number; None for anything else."""
    said = said.strip().lower()
    if said in _WORDS:
        return _WORDS.index(said) + 1
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", said):
        said = said.replace(".", "")
    said = said.replace(",", ".")
    if not re.fullmatch(r"\d{1,15}(?:\.\d{1,6})?", said, re.ASCII):
        return None
    value = float(said)
    return int(value) if value.is_integer() else value


def roman(said: str) -> int:
    """I → 1, XIV → 14; 0 for what is no roman number."""
    values = [_ROMAN_VALUES.get(c, 0) for c in said.lower()]
    if not values or 0 in values:
        return 0
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
