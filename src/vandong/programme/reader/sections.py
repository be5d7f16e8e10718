"""Headings: numbered in any style, or not numbered at all, as one tree."""

import re
from dataclasses import dataclass, field

from vandong.programme.reader import numbers
from vandong.programme.reader.layout import DECORATION, Part, is_caps
from vandong.programme.reader.plan import Section, Span
from vandong.programme.reader.text import Paragraph, Text, fold

_ORDINALS = ["nhất", "hai", "ba", "tư", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"]
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_STYLES = tuple(
    (style, rank, re.compile(pattern))
    for style, rank, pattern in (
        ("part", 0, r"((?:Phần|PHẦN) (?:(?:thứ|THỨ) )?(?:\w+))\s?(?:[.:-]\s?|$|(?= [A-ZĐÀ-Ỹ]))"),
        ("annex", 0, r"((?:Phụ lục|PHỤ LỤC)(?: (?:số |SỐ )?(?:\d+|[IVX]+))?)\s?(?:[.:-]\s?|$)"),
        ("chapter", 1, r"((?:Chương|CHƯƠNG) (?:\d+|[IVXLC]+))\s?(?:[.:-]\s?|$|(?= [A-ZĐÀ-Ỹ]))"),
        ("mục", 2, r"((?:Mục|MỤC) (?:\d+|[IVXLC]+))\s?(?:[.:-]\s?|$|(?= [A-ZĐÀ-Ỹ]))"),
        ("article", 5, r"((?:Điều|ĐIỀU) \d+[a-zđ]?)\s?(?:(?:[.:-]|\.-)\s?|$)"),
        ("mixed", 5, r"((?:[IVX]{1,5}|[A-ZĐ])(?:\.\d{1,2}){1,3})(?:[.)/]?-?\s)(?=\S)"),  # "A.1.", "II.2.1"
        ("roman", 4, r"([IVX]{1,6})\s?(?:[./)]-?|-(?= )|:)\s?(?=\S)"),
        ("upper", 3, r"([A-ZĐ])\s?(?:[.)/]-?|-(?=\s))(?:\s|(?=[A-ZĐÀ-Ỹ][a-zà-ỹđ]))"),
        (
            "decimal",
            7,
            r"(\d{1,2}(?:\.\d{1,2}){1,3})(?:[.)/]?-?\s|[.)](?=\D))|(\d{1,2}(?:\. \d{1,2})+)[.)]?\s(?=[A-ZĐÀ-Ỹ])",
        ),
        ("paren", 9, r"(\(\d{1,2}\))\s?"),
        ("half", 8, r"(\d{1,2}\))\s"),
        ("arabic", 6, r"(\d{1,2})(?:\s?[./]-?\s|\.(?=[A-ZĐÀ-Ỹ])|\s?-\s(?=[A-ZĐÀ-Ỹ]))"),
        ("letter", 10, r"([a-zđ]\))\s?|([a-zđ])\s?[./]-?\s"),
        ("dash", 12, r"([-•–—●▪·■◆►➢❖]|o(?=\s))\s?"),
        ("star", 11, r"(\*)(?:\)|(?=[\s\w]))\s?"),
        ("plus", 13, r"([+*○✓])\s?"),
    )
)
_RANKS = {style: rank for style, rank, _ in _STYLES} | {"caps": 4, "plain": 11}
_INTRODUCING = re.compile(
    r"(?:sau( đây)?|dưới đây|gồm( có)?|bao gồm|như|là|cụ thể|nội dung|trong đó|quyết định|nghị quyết|kế hoạch|nơi nhận|"
    r"kính gửi|đề nghị|yêu cầu|giao cho|thống nhất|phấn đấu(?: đạt)?|mục tiêu cụ thể là)\s*:$"
)
_TITLES = re.compile(
    r"(?:các |một số )?(?:mục tiêu|chỉ tiêu|nội dung|nhiệm vụ|giải pháp|yêu cầu) (?:và (?:giải pháp|nhiệm vụ|chỉ tiêu) )?cụ thể\s*:$"
)
_RUN_IN = re.compile(r"(.{2,140}?)(?::\s+(?=\S)|\.\s+(?=[A-ZĐÀ-Ỹ\"“]))")
_OPENS_A_SENTENCE = re.compile(
    r"(?:căn cứ|thực hiện|phấn đấu|đến (?:hết|cuối|năm|ngày)|trong |năm \d|hằng năm|hàng năm|đối với[^:]*,|đề nghị|yêu cầu)\b"
)
# "Bước 1: Khảo sát", "Nhiệm vụ 2. …": a number of its own words; the whole is the title, with what it is about.
_STEP = re.compile(
    r"(?:hoạt động|bước|giai đoạn|đợt|nhiệm vụ|nội dung|giải pháp|mục tiêu|chỉ tiêu|nhóm|chuyên đề|vòng|công việc|phần việc|đề án|dự án|tiểu dự án)"
    r" (?:số |thứ )?(?:\d{1,2}|[ivx]{1,4}|một|hai|ba|bốn|nhất)(?P<aside>\s?\([^()]*\))?\s?[:.]\s"
)
_GENERAL_AIM = re.compile(r"(Mục tiêu (?:chung|tổng quát)): (?=\S)")
_WHEN_BEHIND = re.compile(r"(?:từ|trong|vào|đến|trước|thời gian|tháng|quý|ngày|dự kiến|\d)\b")
# A page whose heading and paragraph were run together: "1. Mục đích Nâng cao nhận thức …".
_GLUED = re.compile(
    r"(Mục đích|Mục đích, yêu cầu|Mục tiêu chung|Mục tiêu tổng quát|Mục tiêu cụ thể|Chỉ tiêu cụ thể|Kinh phí thực hiện|Thời gian thực hiện|Tổ chức thực hiện|Công tác [^\W\d_A-ZĐÀ-Ỹ]+(?: [^\W\d_A-ZĐÀ-Ỹ]+){0,3})"
    r"\s(?=[A-ZĐÀ-Ỹ][a-zà-ỹđ]+ [a-zà-ỹđ])"
)
_FINITE = re.compile(r"\b(?:được|đã|phải|sẽ|cần|là|có|do|đang|bị)\b")


@dataclass
class Node:
    """A heading while the tree grows. `content` is where the text behind a run-in title begins."""

    style: str
    label: str | None
    title: str
    span: Span
    paragraph: int
    content: int
    level: int = 0
    path: str = ""
    parent: "Node | None" = None
    children: list["Node"] = field(default_factory=list)

    def frozen(self) -> Section:
        below = tuple(child.frozen() for child in self.children)
        return Section(self.label, self.title, self.level, self.span, below, self.path)

    def ancestors(self) -> list["Node"]:
        """This heading and those above it, nearest first."""
        return [self, *(self.parent.ancestors() if self.parent else [])]


@dataclass(frozen=True)
class Marker:
    style: str
    label: str
    end: int  # where the text behind the marker begins


def marker(line: str) -> Marker | None:
    """The numbering a line begins with, or None."""
    for style, _, pattern in _STYLES:
        found = pattern.match(line)
        if not found:
            continue
        label = next(group for group in found.groups() if group)
        if style == "part" and not _is_part_number(label.split()[-1]):
            continue
        if style == "decimal":
            label = label.replace(" ", "")  # "1. 2. Vận động"
        return Marker(style, label if style != "letter" else label.rstrip(")") + ")", found.end())
    return None


def _is_part_number(word: str) -> bool:
    return (
        word.lower() in _ORDINALS or bool(numbers.roman(word)) or word.isdigit() or (len(word) == 1 and word.isupper())
    )


def grow(text: Text, parts: list[Part]) -> tuple[list[Node], dict[int, Node]]:
    """(top headings, paragraph index → the heading it stands under or is)."""
    tops: list[Node] = []
    under: dict[int, Node] = {}
    for part in parts:
        stack: list[Node] = []
        lines = [text.paragraphs[i] for i in part.body]
        for place, line in enumerate(lines):
            node = _heading(lines, place, stack)
            if node is not None:
                _attach(node, stack, tops)
            if stack:
                under[line.index] = stack[-1]
    return tops, under


def _attach(node: Node, stack: list[Node], tops: list[Node]) -> None:
    styles = [other.style for other in stack]
    rank = _RANKS[node.style]
    if node.style in ("decimal", "mixed"):
        depth = (node.label or "").count(".")
        while stack and (
            _RANKS[stack[-1].style] > rank
            or (stack[-1].style == node.style and (stack[-1].label or "").count(".") >= depth)
        ):
            stack.pop()
    elif node.style in styles:
        while stack[-1].style != node.style:
            stack.pop()
        stack.pop()
    elif node.style in ("plain", "star", "half", "paren", "letter"):
        while stack and stack[-1].style in ("dash", "plus"):
            stack.pop()
    else:
        while stack and _RANKS[stack[-1].style] >= rank:
            stack.pop()
    node.parent = stack[-1] if stack else None
    node.level = node.parent.level + 1 if node.parent else 1
    own = node.label if node.style not in ("dash", "plus", "star") else None
    above = node.parent.path if node.parent else ""
    if (
        node.style in ("decimal", "mixed")
        and node.parent
        and (node.label or "").startswith((node.parent.label or "\0") + ".")
    ):
        above = node.parent.parent.path if node.parent.parent else ""
    node.path = ".".join(piece for piece in (above, own) if piece)
    (node.parent.children if node.parent else tops).append(node)
    stack.append(node)


def _heading(lines: list[Paragraph], place: int, stack: list[Node]) -> Node | None:
    line = lines[place]
    following = lines[place + 1] if place + 1 < len(lines) else None
    if line.is_row or DECORATION.fullmatch(line.text):
        return None
    found = marker(line.text)
    if found is None:
        return _unnumbered(lines, place, following, stack)
    if found.style == "star":
        return _star_heading(line, found, following)
    if found.style in ("dash", "plus"):
        return _bullet_heading(line, found, following)
    if not _is_expected(found, stack, line.text[found.end :]):
        return None
    return _numbered(line, found, following)


def _is_expected(found: Marker, stack: list[Node], rest: str) -> bool:
    if found.style in ("arabic", "half", "paren"):
        number = int(re.sub(r"\D", "", found.label))
        before = next((n for n in reversed(stack) if n.style == found.style), None)
        last = int(re.sub(r"\D", "", before.label or "0")) if before else 0
        return number <= 1 or last - 1 <= number <= last + 3 or (before is None and number <= 3)
    if found.style == "decimal":
        head = found.label.split(".")[0]
        return (
            any(n.label in (head, None) or (n.label or "").startswith(head + ".") for n in stack)
            or rest[:1].isupper()
            or rest[:1].isdigit()
        )
    if found.style == "upper":
        return len(rest) < 200
    return not (found.style == "letter" and found.label[0] not in _LETTERS)


def _numbered(line: Paragraph, found: Marker, following: Paragraph | None) -> Node:
    rest = line.text[found.end :]
    if following and _runs_over(rest, following):
        title = f"{rest.rstrip()} {following.text}"
        return Node(found.style, found.label, _clean(title), Span(line.start, following.end), line.index, following.end)
    titled_below = found.style in ("part", "chapter", "mục", "annex") and not rest.strip()
    if titled_below and following and _may_be_title(following):
        span = Span(line.start, following.end)
        return Node(found.style, found.label, _clean(following.text), span, line.index, following.end)
    title, content = _run_in(rest)
    start = line.start + found.end
    span_end = line.start + found.end + (len(rest[:content].rstrip(" :.")) if content < len(rest) else len(rest))
    return Node(found.style, found.label, _clean(title), Span(line.start, span_end), line.index, start + content)


def _runs_over(rest: str, following: Paragraph) -> bool:
    """A heading in capitals too long for its line goes on in the next one."""
    return (
        len(rest) >= 45 and is_caps(rest) and rest.rstrip()[-1].isalnum() and is_caps(following.text)
        and not following.is_row and marker(following.text) is None and len(following.text) <= len(rest) + 15
    )  # fmt: skip


def _may_be_title(line: Paragraph) -> bool:
    return not line.is_row and marker(line.text) is None and len(line.text) < 300


def _run_in(rest: str) -> tuple[str, int]:
    """(title, where the text behind it begins in `rest`): "Mục tiêu chung: Nâng cao…" is a title and a text."""
    step = _STEP.match(fold(rest))
    if step and not step["aside"] and not _WHEN_BEHIND.match(fold(rest), step.end()):
        stop = re.search(r"[.;]\s+(?=[A-ZĐÀ-Ỹ\"“])|:\s+(?=[A-ZĐÀ-Ỹ])", rest[step.end() :])
        at = step.end() + stop.start() if stop else len(rest)
        return rest[:at], step.end() + stop.end() if stop else len(rest)
    if (glued := _GLUED.match(rest)) and len(rest) > 80 and rest.endswith((".", ";")):
        return glued.group(1), glued.end()
    found = _RUN_IN.match(rest)
    introduces = (
        found
        and found.group().rstrip().endswith(":")
        and fold(found.group(1)) not in ("nội dung", "mục tiêu")  # whole titles, not the end of a phrase
        and _introduces(fold(found.group(1)) + ":")
    )
    if (
        found
        and not introduces
        and found.group(1).count('"') % 2 == 0
        and found.group(1).count("(") == found.group(1).count(")")
    ):
        return found.group(1), found.end()
    return rest, len(rest)


def _introduces(shadow: str) -> bool:
    """Does this line only lead to what follows it? "Mục tiêu cụ thể:" is a title, "…, cụ thể:" is none."""
    return bool(_INTRODUCING.search(shadow)) and not _TITLES.match(shadow)


def _bullet_heading(line: Paragraph, found: Marker, following: Paragraph | None) -> Node | None:
    rest = line.text[found.end :]
    if following is None or not rest.endswith(":") or len(rest) > 150 or "," in rest and _FINITE.search(rest.lower()):
        return None
    below = marker(following.text)
    deeper = below is not None and (
        below.style in ("plus", "half", "paren") or (below.style == "dash" and found.label != below.label)
    )
    if not deeper or found.style != "dash" or _INTRODUCING.search(line.shadow):
        return None
    return Node("dash", "-", _clean(rest), Span(line.start, line.end), line.index, line.end)


def _star_heading(line: Paragraph, found: Marker, following: Paragraph | None) -> Node | None:
    """ "* Mục tiêu chung:" above its own list or text; a star that ends like one of a list is a bullet."""
    rest = line.text[found.end :]
    if following is None or following.is_row or len(rest) > 120 or marker(following.text) == marker(line.text):
        return None
    is_phrase = rest[-1:].isalnum() and not _FINITE.search(fold(rest)) and rest[:1].isupper()
    if not (rest.endswith(":") and not _introduces(fold(rest)) or is_phrase):
        return None
    return Node("star", "*", _clean(rest), Span(line.start, line.end), line.index, line.end)


def _unnumbered(lines: list[Paragraph], place: int, following: Paragraph | None, stack: list[Node]) -> Node | None:
    line = lines[place]
    previous = lines[place - 1] if place else None
    if following is None or line.text.startswith(("(", '"', "“")) or not line.text[0].isupper():
        return None
    if is_caps(line.text) and 6 <= len(line.text) <= 200 and not line.text.rstrip().endswith((":", ".", ";")):
        opens_title = previous is not None and bool(
            (m := marker(previous.text))
            and m.style in ("part", "chapter", "mục", "annex")
            and m.end >= len(previous.text)
        )
        if previous is not None and _runs_over(previous.text, line):
            return None  # told with the line before
        return None if opens_title else _node(line, "caps", following)
    if (
        is_caps(line.text)
        and line.text.endswith(":")
        and line.shadow.rstrip(" :") not in ("quyết định", "quyết nghị", "kế hoạch")
    ):
        return _node(line, "caps")
    if (step := _STEP.match(line.shadow)) and len(line.text) <= 200:
        title, content = _run_in(line.text) if not step["aside"] else (line.text, len(line.text))
        end = line.start + len(title.rstrip(" .:;"))
        return Node("plain", None, _clean(title), Span(line.start, end), line.index, line.start + content)
    below = marker(following.text)
    introduces = _introduces(line.shadow) or _OPENS_A_SENTENCE.match(line.shadow)
    listed = below is not None and below.style in ("dash", "plus", "letter", "half", "paren")
    if line.text.endswith(":") and len(line.text) <= 170 and listed and not introduces:
        return _node(line, "plain")
    if (led := _GENERAL_AIM.match(line.text)) and stack and stack[-1].style == "caps":
        return Node(
            "plain", None, led.group(1), Span(line.start, line.start + led.end(1)), line.index, line.start + led.end()
        )
    ended = (
        previous is None or previous.text.endswith((".", ";", ":", "!")) or marker(previous.text) is not None
        or is_caps(previous.text)
    )  # fmt: skip
    tells = below is None and not following.is_row and not is_caps(following.text) and len(following.text) > 25
    if (
        line.text.endswith(":")
        and len(line.text) <= 90
        and tells
        and ended
        and not introduces
        and not _FINITE.search(line.shadow)
    ):
        return _node(line, "plain")
    is_short = 6 <= len(line.text) <= 90 and len(line.text.split()) >= 2 and line.text[-1].isalnum()
    is_phrase = not _FINITE.search(line.shadow) and not re.search(r"\d", line.text)
    if ended and is_short and is_phrase and len(following.text) > len(line.text) and not following.is_row:
        return _node(line, "plain")
    return None


def _node(line: Paragraph, style: str, following: Paragraph | None = None) -> Node:
    if following and _runs_over(line.text, following):
        title = _clean(f"{line.text} {following.text}")
        return Node(style, None, title, Span(line.start, following.end), line.index, following.end)
    return Node(style, None, _clean(line.text), Span(line.start, line.end), line.index, line.end)


def _clean(title: str) -> str:
    return re.sub(r"\s*\./\.?$", "", title.strip()).rstrip(".:;,").strip()
