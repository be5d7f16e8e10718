"""Where a passage stands (which section, what that section is for) and what it is cut into."""

import re
from dataclasses import dataclass
from datetime import date

from vandong.programme.reader import dates, stops
from vandong.programme.reader.layout import Part
from vandong.programme.reader.plan import Header, Span
from vandong.programme.reader.sections import Node, marker
from vandong.programme.reader.text import Paragraph, Text, fold

GOAL, PAST, PURPOSE, TASK, LOGISTICS, OTHER = "goal", "past", "purpose", "task", "logistics", "other"
WORK = "work"  # a heading that can only be work: it ends the aims of a part called "Mục tiêu, nhiệm vụ"
_KINDS = (
    (
        GOAL,
        re.compile(
            r"(?:^|[^\w])(?:mục tiêu|chỉ tiêu|kết quả (?:cần đạt|dự kiến|phấn đấu|phải đạt|mong đợi|mong muốn|hướng tới|đầu ra)|(?:việc|nội dung|điều) phấn đấu|phấn đấu(?: đạt)?$|đích (?:đến|tới|đạt)|(?:phải|cần|sẽ|muốn|quyết) (?:đạt|tới|làm được)(?: được)?|(?:con số|mức|mốc) phấn đấu|đầu ra|kỳ vọng|hướng tới|quyết tâm(?: của| đạt)?)\b(?! của ai)|"
            r"^cam kết (?:thực hiện|phấn đấu|đạt)\b|^(?:các |bộ |những )?tiêu chí\b(?! (?:chấm|cho|tính|đánh giá) ?điểm)"
        ),
    ),
    (
        WORK,
        re.compile(
            r"^(?:các |một số |những )?(?:nội dung|nhiệm vụ|giải pháp|biện pháp|tổ chức thực hiện|phân công|trách nhiệm)\b"
        ),
    ),
    (
        PAST,
        re.compile(
            r"^(?:một số |những |các |vài )?(?:nhìn lại|điểm lại|mặt (?:được|chưa|còn)|xuất phát|số liệu (?:ban đầu|hiện|thực)|hiện trạng|căn cứ thực tiễn|(?:việc|điều|kết quả|gì) (?:đã|còn)|(?:điều |việc )?(?:cần )?rút kinh nghiệm|điều cần rút|vì sao|lý do|thành tích|bức tranh|đánh giá (?:tình hình|kết quả|thực trạng|chung|công tác)|kết quả|tình hình|thực trạng|"
            r"đặc điểm|bối cảnh|sự cần thiết|khái quát|tồn tại|hạn chế|ưu điểm|khuyết điểm|nguyên nhân|bài học|cơ sở (?:pháp lý|thực tiễn)|"
            r"khó khăn|thuận lợi|phần thứ nhất: (?:đánh giá|kết quả))"
        ),
    ),
    (PURPOSE, re.compile(r"^(?:mục đích|yêu cầu|quan điểm|nguyên tắc|ý nghĩa|phạm vi)")),
    (
        TASK,
        re.compile(
            r"nội dung|nhiệm vụ|giải pháp|biện pháp|tổ chức thực hiện|phân công|trách nhiệm|tiến độ|hoạt động|các bước|tổ chức"
        ),
    ),
    (
        LOGISTICS,
        re.compile(
            r"kinh phí|đối tượng|phạm vi|thời gian|địa điểm|thành phần|khen thưởng|(?:tiêu chuẩn|yêu cầu|thông số|quy cách) kỹ thuật|quy chuẩn|chấm điểm|thang điểm|tính điểm|cách chấm|xếp loại|điều kiện (?:xét|công nhận|tham gia|dự)|cơ cấu giải|giải thưởng"
        ),
    ),
)


# "Biểu 1. Tỷ lệ khu dân cư đạt tiêu chuẩn (%)": the name of a table promises nothing by itself.
CAPTION = re.compile(
    r"(?:biểu|bảng|phụ biểu)(?: số)?\s?(?:\d+|[ivx]+)?\s?[.:-]?\s(?:tổng hợp )?(?:chỉ tiêu )?(?P<what>[^:.(]*)"
)


@dataclass(frozen=True)
class Clause:
    """A stretch of one paragraph, [start, end) in the whole text."""

    start: int
    end: int
    text: str
    shadow: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True)
class Passage:
    """A paragraph of the body with its place. `content` is where its words begin, behind its numbering."""

    paragraph: Paragraph
    node: Node | None
    kinds: tuple[str, ...]  # of the headings above, nearest first
    content: int
    is_heading: bool
    intro: "Passage | None"  # the "… như sau:" above a list

    @property
    def kind(self) -> str:
        return next((kind for kind in self.kinds if kind != OTHER), OTHER)

    @property
    def section(self) -> str | None:
        return self.node.path or None if self.node else None

    @property
    def clause(self) -> Clause:
        cut = self.content - self.paragraph.start
        return Clause(self.content, self.paragraph.end, self.paragraph.text[cut:], self.paragraph.shadow[cut:])

    def in_kind(self, kind: str) -> bool:
        return kind in self.kinds

    @property
    def is_aimed(self) -> bool:
        """Does it stand where aims are told? The nearest heading that says decides."""
        return next((kind == GOAL for kind in self.kinds if kind in (GOAL, WORK, PAST)), False)


@dataclass(frozen=True)
class Setting:
    """What every rule may ask about the document as a whole."""

    text: Text
    passages: tuple[Passage, ...]
    header: Header
    issued_on: date | None
    year: int | None  # the year the plan is for
    own: str | None = None  # the level of who issued it (bodies.LEVELS)

    @property
    def begins_in(self) -> int | None:
        """The first year that lies ahead: a plan "đến năm 2025" of 2020 is for 2020 too, one "năm 2026" begins in 2026."""
        if self.issued_on is None or self.year is None:
            return self.year
        until = re.search(rf"\bđến (?:hết |cuối )?năm {self.year}\b", fold(self.header.subject or ""))
        return self.issued_on.year if until else min(self.year, self.issued_on.year + 1)


def setting(text: Text, parts: list[Part], under: dict[int, Node], header: Header, own: str | None = None) -> Setting:
    passages: list[Passage] = []
    for part in parts:
        intro: Passage | None = None
        for index in [*part.preamble, *part.body]:
            if index in part.preamble and index not in under:
                continue
            paragraph = text.paragraphs[index]
            node = under.get(index)
            found = marker(paragraph.text)
            is_heading = node is not None and (node.paragraph == index or paragraph.end <= node.span.end)
            content = paragraph.start + (found.end if found else 0)
            kinds = _kinds(node, paragraph) if node else ()
            if is_heading or (found is None and not paragraph.is_row) or (intro and intro.node is not node):
                intro = None
            passage = Passage(paragraph, node, kinds, content, is_heading, intro)
            passages.append(passage)
            if paragraph.text.endswith(":"):
                intro = passage
    return Setting(text, tuple(passages), header, header.issued_on, _plan_year(text, header), own)


def _kinds(node: Node, paragraph: Paragraph) -> tuple[str, ...]:
    """What the headings above are for. A numbered sentence is no heading of a part: "2. Văn phòng bố trí kinh phí." is
    work, not money."""
    above = node.ancestors()
    is_sentence = node.paragraph == paragraph.index and not node.children and paragraph.text.endswith((".", ";"))
    if is_sentence and node.parent is not None and node.content >= paragraph.end and len(paragraph.text) > 40:
        above = above[1:]
    return tuple(kind_of(each.title) for each in above)


def kind_of(title: str) -> str:
    low = fold(title)
    return next((kind for kind, pattern in _KINDS if pattern.search(low)), OTHER)


def _plan_year(text: Text, header: Header) -> int | None:
    subject = fold(header.subject or "")
    years = [int(year) for year in re.findall(r"(?<!-)(?<!- )\bnăm (20\d{2})\b", subject)]
    if years:
        return max(years)
    if header.issued_on:
        return header.issued_on.year
    period = dates.PERIOD.search(subject)
    if period:
        return int(period["from"])
    based = [basis.issued_on.year for basis in header.legal_bases if basis.issued_on]
    return max(based) if based else None


def after(clause: Clause, cut: int) -> Clause:
    """The rest of a clause from its character `cut` on."""
    return Clause(clause.start + cut, clause.end, clause.text[cut:], clause.shadow[cut:])


_ABBREVIATION = re.compile(r"(?:\b(?:tp|tm|kt|tr|ths|ts|gs|pgs|v\.v|stt|đ/c|t\.ư|q|p|số)|\d)$")
_STOP = re.compile(r"(?<![.!?…])[.!?…]+(?=\s+[\"(]?[A-ZĐÀ-Ỹ\d-])")


def sentences(clause: Clause) -> list[Clause]:
    """Cut at full stops outside quotes and parentheses; never inside "TP. Hải Dương"."""
    cuts = [
        stop.end()
        for stop in _STOP.finditer(clause.text)
        if not (stop.group() == "." and _ABBREVIATION.search(_just_before(clause.shadow, stop))
                and not clause.text[stop.end() :].lstrip()[:1].isalpha() or _is_short_form(clause, stop))
        and _is_outside(clause.shadow, stop.start())
    ]  # fmt: skip
    return [piece for sentence in _pieces(clause, cuts) for piece in _bearable(sentence)]


LONGEST_SENTENCE = 4_000  # no officer writes one; a broken file may, and must not cost a minute


def _bearable(sentence: Clause) -> list[Clause]:
    if len(sentence.text) <= LONGEST_SENTENCE:
        return [sentence]
    cuts, at = [], LONGEST_SENTENCE
    while at < len(sentence.text):
        space = sentence.text.rfind(" ", at - LONGEST_SENTENCE + 1, at)
        cuts.append(space if space > 0 else at)
        at = cuts[-1] + LONGEST_SENTENCE
    return _pieces(sentence, cuts)


def _just_before(said: str, stop: "re.Match[str]") -> str:
    """The end of what stands before a stop, longer than any abbreviation: a search through all of it for every stop
    made three pages of "I. I. I." take ten seconds."""
    return said[max(0, stop.start() - 8) : stop.start()]


def _is_short_form(clause: Clause, stop: "re.Match[str]") -> bool:
    return stop.group() == "." and stops.is_short_form(_just_before(clause.text, stop))


def clauses(sentence: Clause) -> list[Clause]:
    """Cut at semicolons outside quotes and parentheses."""
    cuts = [m.end() for m in re.finditer(";", sentence.text) if _is_outside(sentence.shadow, m.start())]
    return _pieces(sentence, cuts)


def _is_outside(shadow: str, at: int) -> bool:
    before = shadow[:at]
    return before.count('"') % 2 == 0 and before.count("(") <= before.count(")")


def _pieces(clause: Clause, cuts: list[int]) -> list[Clause]:
    pieces, at = [], 0
    for cut in [*cuts, len(clause.text)]:
        said = clause.text[at:cut]
        lead = len(said) - len(said.lstrip())
        body = said.strip()
        if body:
            begin = at + lead
            end = begin + len(body)
            pieces.append(Clause(clause.start + begin, clause.start + end, body, clause.shadow[begin:end]))
        at = cut
    return pieces
