"""What an amending document orders: "Sửa đổi khoản 2 Mục II như sau: …", "Bãi bỏ …", "Thay thế cụm từ … bằng …".

An order is found by the words it begins with, never by guessing from its content. Addresses become paths as sections
have them ("điểm a khoản 2 Mục II" → "II.2.a)").
"""

import re
from dataclasses import dataclass

from vandong.programme.reader.plan import Span
from vandong.programme.reader.sections import marker
from vandong.programme.reader.text import Paragraph, Text

AMEND, ADD, REPEAL, WORDS, ADJUST = "amend", "add", "repeal", "words", "adjust"

_VERB = re.compile(
    r"(?:nay )?(?:(?P<amend>sửa đổi, bổ sung|sửa đổi và bổ sung|sửa đổi|sửa lại|sửa)|(?P<add>bổ sung|thêm)"
    r"|(?P<repeal>bãi bỏ|hủy bỏ|không thực hiện|bỏ)|(?P<words>thay thế|thay|đính chính)"
    r"|(?P<adjust>điều chỉnh|gia hạn|kéo dài|lùi|dời|chuyển|tăng|giảm|nâng|hạ|rút ngắn))\b"
)
_PASSIVE = re.compile(
    r"được (?:(?P<amend>sửa đổi, bổ sung|sửa đổi|sửa)|(?P<add>bổ sung)|(?P<repeal>bãi bỏ|hủy bỏ)|(?P<words>thay thế|thay)"
    r"|(?P<adjust>điều chỉnh|gia hạn|kéo dài|lùi))\b"
)
_PLACE = (
    re.compile(r"\b(?:điểm|tiết|ý) (?P<letter>[a-zđ])\)?(?![\w])"),
    re.compile(r"\b(?:khoản|tiểu mục|mục|điểm|tiết|ý|số) (?P<number>\d{1,2}(?:\.\d{1,2})?[a-z]?)(?![\w/%])"),
    re.compile(r"\b(?:mục|phần|chương|khoản) (?P<roman>[ivx]{1,6})(?:\.(?P<below>\d{1,2}(?:\.\d{1,2})?))?(?!\w)"),
    re.compile(r"\b(?P<article>điều \d{1,3})(?!\w)"),
)
_JOINS = re.compile(r"\s*(?:,|của|thuộc|tại|trong)?\s*(?:các )?")
_UMBRELLA = re.compile(r"một số (?:điều|điểm|nội dung|mục|chỉ tiêu|nhiệm vụ|khoản)[^\"]*$")
_FOLLOWS = re.compile(r"(?:như sau|sau đây|cụ thể|là)\s*:?\s*$|:\s*$")
_QUOTE = re.compile(r'"([^"]*)"')
_SWAP = re.compile(
    r'(?:(?:cụm từ|từ|chữ|số|nội dung|câu|ngày|thời hạn)\s*)?"(?P<old>[^"]+)"[^"]{0,60}?\b(?:bằng|thành)\b\s*'
    r'(?:(?:cụm từ|từ|chữ|số|nội dung|câu|ngày|thời hạn)\s*)?"(?P<new>[^"]+)"'
)
_DROPPED = re.compile(r'(?:cụm từ|từ|chữ)\s*"(?P<old>[^"]+)"')
_FROM_TO = re.compile(
    r"\btừ (?P<old>(?:trước )?(?:ngày )?\d[\d.,/]*(?:\s?%|\s[^\W\d]+)?) "
    r"(?:thành|lên thành|lên|xuống còn|xuống|sang|còn|đến) (?P<new>(?:trước )?(?:ngày )?\d[\d.,/]*(?:\s?%)?)"
)


@dataclass(frozen=True)
class Order:
    """One order. `lead` are its own words, without the text it brings; `brings` is that text."""

    verb: str
    paths: tuple[str, ...]  # where in the amended plan; empty: it does not say
    lead: Span
    brings: Span | None  # new wording, inside its quotes
    quoted: tuple[str, ...]  # what stands in quotes in its lead
    swaps: tuple[tuple[str, str], ...]  # (old words, new words)
    span: Span


def find(text: Text) -> list[Order]:
    """Every order of the document, in order."""
    starts: list[tuple[int, str]] = []
    inside = False  # within a quotation that began in an earlier paragraph
    for place, line in enumerate(text.paragraphs):
        if not inside and (verb := _verb(line)) and not _is_umbrella(line, text.paragraphs, place):
            starts.append((place, verb))
        inside ^= line.shadow.count('"') % 2 == 1
    ends = [*(start for start, _ in starts), len(text.paragraphs)][1:]
    return [
        _order(text, verb, text.paragraphs[place : _last(text.paragraphs, place, end)])
        for (place, verb), end in zip(starts, ends, strict=False)
    ]


def path_of(words: str) -> tuple[str, ...]:
    """The addresses in a stretch of (folded) words, as section paths."""
    pieces = sorted(
        (found.start(), found.end(), rank, found)
        for rank, pattern in enumerate(_PLACE)
        for found in pattern.finditer(words)
    )
    groups: list[list[tuple[int, re.Match[str]]]] = []
    ended = -1
    for start, end, rank, found in pieces:
        if start < ended:
            continue
        joined = groups and _JOINS.fullmatch(words[ended:start]) is not None and rank > groups[-1][-1][0]
        if joined:
            groups[-1].append((rank, found))
        else:
            groups.append([(rank, found)])
        ended = end
    paths: list[str] = []
    above = ""
    for group in reversed(groups):  # "khoản 2 và khoản 4 Mục III": the first takes its Mục from the second
        named = {name: said for _, found in group for name, said in found.groupdict().items() if said}
        if "roman" in named or "article" in named:
            above = named.get("roman", "").upper() or named["article"].capitalize()
        below = named.get("number") or named.get("below")
        letter = f"{named['letter']})" if "letter" in named else None
        path = ".".join(piece for piece in (above, below, letter) if piece)
        if path and path not in paths:
            paths.append(path)
    return tuple(reversed(paths))


def _verb(line: Paragraph) -> str | None:
    if line.is_row:
        return None
    found = marker(line.text)
    words = line.shadow[found.end if found else 0 :].lstrip("-+* ")
    active = _VERB.match(words)
    if active is None and (path_of(words[:60]) or '"' in words):
        active = _PASSIVE.search(words.split('"')[0] if not words.startswith('"') else words)
    return next(name for name, said in active.groupdict().items() if said) if active else None


def _is_umbrella(line: Paragraph, lines: tuple[Paragraph, ...], place: int) -> bool:
    """ "Sửa đổi, bổ sung một số nội dung của Kế hoạch số … như sau:" only announces the orders below it, and a subject
    under the title orders nothing."""
    if _UMBRELLA.search(line.shadow.split("như sau")[0]):
        return True
    return place > 0 and lines[place - 1].shadow.strip(" :") in ("kế hoạch", "quyết định", "công văn", "thông báo")


def _last(lines: tuple[Paragraph, ...], place: int, end: int) -> int:
    """Where an order ends: before the next, and before whatever follows its quotation or its one paragraph."""
    first = lines[place].shadow
    quotes = first.count('"')
    if quotes == 0 and not _FOLLOWS.search(first):
        return place + 1
    at = place + 1
    if quotes == 0 and at < end and lines[at].shadow.lstrip("- ").startswith('"'):
        quotes, at = lines[at].shadow.count('"'), at + 1
    if quotes and quotes % 2 == 0:
        return at
    while at < end and quotes % 2:
        quotes += lines[at].shadow.count('"')
        at += 1
    if quotes:
        return at
    top = marker(lines[place].text)
    while at < end and not ((here := marker(lines[at].text)) and top and here.style == top.style):
        if lines[at].shadow.startswith(("nơi nhận", "trên đây")):
            break
        at += 1
    return at


def _order(text: Text, verb: str, lines: tuple[Paragraph, ...]) -> Order:
    start, end = lines[0].start, lines[-1].end
    found = marker(lines[0].text)
    start += found.end if found else 0
    whole = text.shadow[start:end]
    brings = _brought(whole, verb)
    lead_end = (
        brings[0] - 1 if brings and whole[brings[0] - 1 : brings[0]] == '"' else brings[0] if brings else len(whole)
    )
    lead = whole[:lead_end].split("\n")[0] if brings is None else whole[:lead_end]
    swaps = _swaps(text.text[start:end], whole, verb)
    return Order(
        WORDS if swaps and verb in (AMEND, REPEAL, WORDS) else verb,
        path_of(_QUOTE.sub(lambda m: " " * len(m.group()), lead if not swaps else whole)),
        Span(start, start + len(lead)),
        Span(start + brings[0], start + brings[1]) if brings and not swaps else None,
        tuple(text.text[start + m.start(1) : start + m.end(1)] for m in _QUOTE.finditer(lead)),
        swaps,
        Span(start, end),
    )


def _brought(whole: str, verb: str) -> tuple[int, int] | None:
    """The new wording: what is quoted behind "như sau", or, unquoted, all that follows it."""
    if verb == REPEAL:
        return None
    says = re.search(
        r"(?:như sau|sau đây|cụ thể|là|thành|bằng(?: nội dung)?(?: sau)?)\s*:?\s*(?=\"|\n)|:\s*(?=\"|\n)", whole
    )
    if says is None:
        inline = re.search(r"như sau\s*:\s*(?=\S)", whole)
        return (inline.end(), len(whole.rstrip(" ."))) if inline else None
    if whole[says.end() : says.end() + 1] == '"':
        last = whole.rfind('"')
        return (says.end() + 1, last) if last > says.end() + 1 else (says.end() + 1, len(whole))
    rest = whole[says.end() :]
    opening = re.match(r'\s*"', rest)
    if opening:
        last = whole.rfind('"')
        return says.end() + opening.end(), last if last > says.end() + opening.end() else len(whole)
    begin = says.end() + len(rest) - len(rest.lstrip())
    return (begin, len(whole)) if begin < len(whole) else None


def _swaps(said: str, shadow: str, verb: str) -> tuple[tuple[str, str], ...]:
    if verb == ADJUST:
        found = list(_FROM_TO.finditer(shadow))
        return tuple((said[slice(*m.span("old"))].strip(), said[slice(*m.span("new"))].strip(" .,")) for m in found)
    if verb not in (AMEND, WORDS, REPEAL):
        return ()
    pairs = tuple((said[slice(*m.span("old"))], said[slice(*m.span("new"))]) for m in _SWAP.finditer(shadow))
    if not pairs and verb == REPEAL:
        return tuple((said[slice(*m.span("old"))], "") for m in _DROPPED.finditer(shadow))
    return pairs
