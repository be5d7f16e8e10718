"""Vietnamese text: one stored form, one search form, one sorting order."""

import re
import unicodedata

import vn_collate
import vn_text

_SPACES = re.compile(r"\s+")
_VOWELS, _TONES = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY", ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")


class _Beyond(Exception):
    """A character that is no plain Vietnamese letter, digit or sign of the keyboard."""


class _Letters(dict[int, str]):
    """What each such character is in the search form; any other is beyond it."""

    def __missing__(self, key: int) -> str:
        raise _Beyond


_LETTERS = _Letters(
    (ord(c), vn_text.fold(c) or " ")
    for c in (
        *map(chr, range(32, 127)), "đ", "Đ",
        *(unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES),
    )
)  # fmt: skip


def tidy(text: str) -> str:
    """The form to store: NFC, no control or replacement characters, single spaces, nothing at the ends."""
    if _is_tidy(text):
        return text
    readable = unicodedata.normalize("NFC", text).replace("\ufffd", "")
    kept = "".join(c for c in readable if c in "\n\t" or unicodedata.category(c)[0] != "C")
    return _SPACES.sub(" ", kept).strip()


def _is_tidy(text: str) -> bool:
    """Whether there is nothing to do, as for nearly every text: printable characters are no control characters and no
    spaces but the plain one."""
    if not text.isprintable() or "  " in text or "\ufffd" in text or text[:1] == " " or text[-1:] == " ":
        return False
    return unicodedata.is_normalized("NFC", text)


def tidy_lines(text: str) -> str:
    """Like `tidy`, keeping line breaks (LF) between paragraphs: for notes and narratives."""
    lines = [tidy(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return "\n".join(lines).strip()


def search_key(text: str) -> str:
    """The form to search by: "Ma tuý", "ma túy", "ma tuy" and a decomposed form are one."""
    try:  # nearly every text is of letters that are folded one by one, which is several times faster
        return " ".join(text.translate(_LETTERS).split())
    except _Beyond:
        return vn_text.fold(text)


def capitalised(text: str) -> str:
    """With a capital at its beginning, the rest as it is: "xã Hồng Phong" → "Xã Hồng Phong"."""
    return f"{text[:1].upper()}{text[1:]}"


def uncapitalised(text: str) -> str:
    """As it stands inside a sentence: "Xã Hồng Phong" → "xã Hồng Phong"."""
    return f"{text[:1].lower()}{text[1:]}"


def sort_key(text: str) -> str:
    """A hex key that sorts in Vietnamese order (đ after d; hỏi, ngã, sắc, nặng) by plain code points."""
    return vn_collate.collate_key(text)
