"""Numbers as plans write them: 1.127, 1,5, 02, một, mười hai, ba mươi lăm, một trăm."""

import re

ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_WORDS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_UNIT_WORDS = {
    "một": 1,
    "mốt": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "lăm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
}
_DIGIT = r"(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín)"
_LAST = r"(?:một|mốt|hai|ba|bốn|tư|năm(?! 20\d)|lăm|sáu|bảy|tám|chín)"
# The longest first: "hai trăm linh năm", "ba mươi lăm", "mười hai", "năm trăm"; a bare "năm" is far oftener a year.
WORD_NUMBER = (
    rf"(?:{_DIGIT} trăm(?: (?:(?:linh|lẻ) {_LAST}|{_DIGIT} mươi(?: {_LAST})?|mười(?: {_LAST})?))?|{_DIGIT} mươi(?: {_LAST})?|mười {_LAST}|"
    r"một(?! (?:số|phần|cách|trong|bước|bộ phận|lần nữa|mặt|vài|chiều|cửa))|hai|ba|bốn|sáu|bảy|tám|chín|mười)(?!\w)"
)
FIGURE = r"(?<![\w.,/-])\d{1,3}(?:\.\d{3})+(?:,\d+)?|(?<![\w.,/-])\d+(?:,\d+|\.\d{1,2}(?!\d))?"
NUMBER = rf"(?:{FIGURE})(?![\d/])"
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def parse(said: str) -> int | float | None:
    """The value of one written number; None for anything else."""
    said = said.strip().lower()
    if said in _WORDS:
        return _WORDS.index(said) + 1
    if re.fullmatch(WORD_NUMBER, said):
        return _spoken(said)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", said):
        said = said.replace(".", "")
    said = said.replace(",", ".")
    if not re.fullmatch(r"\d{1,15}(?:\.\d{1,6})?", said, re.ASCII):
        return None
    value = float(said)
    return int(value) if value.is_integer() else value


def _spoken(said: str) -> int:
    total = last = 0
    for word in said.split():
        if word in ("trăm", "mươi"):
            total += last * (100 if word == "trăm" else 10)
            last = 0
        elif word == "mười":
            total += 10
        else:
            last = _UNIT_WORDS.get(word, last)
    return total + last


def roman(said: str) -> int:
    """I → 1, XIV → 14; 0 for what is no roman number."""
    values = [_ROMAN_VALUES.get(c, 0) for c in said.lower()]
    if not values or 0 in values:
        return 0
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
