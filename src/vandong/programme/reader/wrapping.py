"""Undo hard line wraps: which physical lines belong to one paragraph.

A wrapped text is filled greedily: the first word of a continuation would not have fitted on the line before it. So,
once a width is plain from the lines themselves, a line that had room left ended its paragraph.
"""

import re

_ENDERS = ".;:!?…"
_BULLET = re.compile(r"[-+•*·–—●▪○✓]\s")
_NUMBERED = re.compile(
    r"(?:\(?\d{1,2}(?:\.\d{1,2})*[.)/]-?|\d{1,2}(?:\.\d{1,2})+|[a-zđ][.)/]-?|[IVXLC]{1,6}\s?[./)-]-?|[A-ZĐ][.)]-?)\s"
)
_OPENING = re.compile(
    r"(?:Điều \d+\s*[.:]|Phần |PHẦN |Chương |CHƯƠNG |Phụ lục|PHỤ LỤC|Căn cứ |Thực hiện |Xét |Theo đề nghị|Nơi nhận|"
    r"Kính gửi|Số\s*:|(?:TM|KT|TL|TUQ|Q)\. ?[A-ZĐÀ-Ỹ])"
)
_EXPECTS_NUMBER = re.compile(r"(?:Điều|điều|khoản|số|ngày|tháng|năm|mục|phần|quý|đến|từ)$")
_CHUNK = re.compile(r"[^\W\d_]{2,}-(?=[^\W\d_])|\S+")
_DECORATION = re.compile(r"[-=_*~.]{3,}")


def unwrap(lines: list[str], *, slack: float = 0.0) -> list[str]:
    """Paragraphs of tidied lines ("" stands for a blank line).

    `slack` is how much of the width a full line may leave free: 0 for text wrapped by characters, more for a page set
    in a proportional font, justified.
    """
    full = _width(lines)
    width = int(full * (1 - slack)) if full else None
    paragraphs: list[str] = []
    parts: list[str] = []
    before = ""
    for index, line in enumerate(lines):
        if (
            before
            and line
            and _continues(before, line, width)
            and not (_opens_a_list(lines, index, before, width) or (slack and _ended_short(before, line, parts, full)))
        ):
            parts.append(line if is_hyphenated(before) else " " + line)
        elif line:
            paragraphs.append("".join(parts))
            parts = [line]
        before = line
    paragraphs.append("".join(parts))
    return [paragraph for paragraph in paragraphs if paragraph]


def _width(lines: list[str]) -> int | None:
    """The width the text was wrapped at, or None when it was not."""
    plain = [line for line in lines if " | " not in line]
    width = max(map(len, plain), default=0)
    if not 40 <= width <= 130:
        return None
    pairs = [(a, b) for a, b in zip(lines, lines[1:], strict=False) if a and b and " | " not in a + b]
    filled = [(a, b) for a, b in pairs if _is_filled(a, b, width)]
    flowing = sum(_is_open(a) and _is_running_on(b) for a, b in filled)
    return width if flowing >= 2 and flowing * 5 >= len(filled) else None


def _continues(before: str, line: str, width: int | None) -> bool:
    if " | " in before or " | " in line or _DECORATION.fullmatch(before) or _DECORATION.fullmatch(line):
        return False
    if _is_open(before) and _is_running_on(line) and not _is_caps(before):
        return True
    if width is None or not _is_filled(before, line, width) or _OPENING.match(line):
        return False
    if _is_caps(before) != _is_caps(line) and (_is_caps(before) or len(line.split()) > 2):
        return False
    if _BULLET.match(line):
        return _is_open(before) and line[2:3].isdigit()
    if _NUMBERED.match(line):
        return bool(_EXPECTS_NUMBER.search(before))
    return True


def _ended_short(before: str, line: str, parts: list[str], full: int | None) -> bool:
    """On a page of proportional type: a sentence or a heading that ended before the margin ended its paragraph."""
    if full is None or not (line[0].isupper() or line[0].isdigit()):
        return False
    may_end = not _is_open(before) or (len(parts) == 1 and bool(_NUMBERED.match(before)))
    return may_end and not _is_filled(before, line, int(full * 0.97))


def _opens_a_list(lines: list[str], index: int, before: str, width: int | None) -> bool:
    """After a full stop, a passage that ends with ":" above bullets is a heading of its own."""
    if width is None or _is_open(before) or not lines[index][0].isupper():
        return False
    while index + 1 < len(lines) and lines[index + 1] and _is_filled(lines[index], lines[index + 1], width):
        if _BULLET.match(lines[index + 1]) or not _is_open(lines[index]):
            break
        index += 1
    following = next((line for line in lines[index + 1 : index + 3] if line), "")
    return lines[index].endswith(":") and bool(_BULLET.match(following))


def _is_filled(line: str, following: str, width: int) -> bool:
    chunk = _CHUNK.match(following)
    room = len(chunk.group()) if chunk else 0
    return len(line) + (0 if is_hyphenated(line) else 1) + room > width


def _is_open(line: str) -> bool:
    return line[-1] not in _ENDERS


def _is_running_on(line: str) -> bool:
    return (line[0].islower() or line[0] in ",;)%") and not _NUMBERED.match(line)


def is_hyphenated(line: str) -> bool:
    return len(line) > 1 and line[-1] == "-" and line[-2].isalnum()


def begins_anew(before: str, line: str) -> bool:
    """Whether a line opens a paragraph by its own look: a bullet, a number, a heading in capitals, a row."""
    if " | " in line or _BULLET.match(line) or _OPENING.match(line):
        return True
    if _NUMBERED.match(line) and not _EXPECTS_NUMBER.search(before):
        return True
    return bool(before) and _is_caps(line) != _is_caps(before) and (_is_caps(line) or _is_caps(before))


def _is_caps(line: str) -> bool:
    letters = [c for c in line if c.isalpha()]
    return len(letters) > 3 and all(not c.islower() for c in letters)
