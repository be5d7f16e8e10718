"""The zones of an administrative document: head, title, preamble, body, closing; and again for an attached plan."""

import re
from dataclasses import dataclass

from vandong.programme.reader.text import Paragraph, Text

TYPES = (
    "kế hoạch liên tịch", "kế hoạch phối hợp", "kế hoạch", "quyết định", "hướng dẫn liên tịch", "hướng dẫn",
    "chương trình hành động", "chương trình phối hợp", "chương trình", "báo cáo", "thông báo", "thông tri", "chỉ thị",
    "nghị quyết liên tịch", "nghị quyết", "tờ trình", "đề án", "phương án", "quy chế", "quy định", "dự án", "kết luận",
    "thể lệ", "đề cương", "công văn", "lời kêu gọi", "kịch bản", "thông tư", "nghị định", "công điện",
)  # fmt: skip
MARKER = re.compile(
    r"^(?!\W+$)(?:(?:Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC) (?:thứ |THỨ )?\w+[.:]?|(?:Điều|ĐIỀU) \d+\s?[.:]?|[IVXLC]{1,6}\s?[./)-]-?|[A-ZĐ]\s?[.)/-]-?|(?:[IVX]{1,5}|[A-ZĐ])(?:\.\d{1,2})+\.?|"
    r"\(?\d{1,2}(?:\.\d{1,2})*\s?[.)/]-?(?!\d)|\d{1,2}(?:\.\d{1,2})+ |[a-zđ]\s?[.)/]-?|[-+•*·–—●▪○✓])(?:\s|$)"
)
PREAMBLE = re.compile(
    r"(?:căn cứ|thực hiện|thi hành|xét|theo|nhằm|để|kính gửi|trên cơ sở|tiếp tục|nhân dịp|hưởng ứng)\b"
)
_SIGNING = re.compile(r"(?:tm|t/m|kt|k/t|tl|t/l|tuq|tuq|q)\s?\.?\s(?=[^\W\d_])|(?:tm|kt|tl|tuq)\.")
_RANKS = re.compile(r"(?:chủ tịch|phó chủ tịch|trưởng ban|phó trưởng ban|bí thư|phó bí thư|giám đốc|phó giám đốc|trưởng phòng|"
                    r"phó trưởng phòng|chánh văn phòng|phó chánh văn phòng|tổng thư ký|ủy viên|trưởng công an|phó trưởng công an|"
                    r"hiệu trưởng|phó hiệu trưởng|(?:phó )?(?:chỉ huy|đồn|trạm|đội|tổ|hội|chi hội|hạt|chi cục|cụm) trưởng|(?:phó )?trưởng (?:thôn|khu|ấp|bản|tiểu ban|trạm|khối|phân)|chính trị viên|"
                    r"tổng giám đốc|chánh án|phó viện trưởng|trưởng đoàn|viện trưởng|cục trưởng|thường trực)")  # fmt: skip
_SIGNED = re.compile(r"[\[(]?\s*(?:đã ký|ký tên|ký, đóng dấu|ký tên, đóng dấu|đã ký và đóng dấu)[^)\]]*[\])]?$")
_ATTACHED = re.compile(r"\(?\s*(?:ban hành )?kèm theo ")
_NAME_WORD = r"[A-ZĐÀ-Ỹ](?:[^\W\d_]|['’ʼ](?=[^\W\d_]))*\.?"  # "H'Bia" is one word
_NAME = re.compile(rf"(?:{_NAME_WORD}\s){{1,5}}{_NAME_WORD}$")
_NATION = re.compile(r"cộng hòa xã hội|độc lập\s*-\s*tự do|đảng cộng sản việt nam|^đoàn tncs hồ chí minh$")
DECORATION = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Part:
    """One document of the file (a decision, then the plan attached to it), as ranges of paragraphs."""

    head: range
    title: range
    preamble: range
    body: range
    closing: range
    type_index: int | None


def is_caps(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 1 and not any(c.islower() for c in letters)


def type_of(paragraph: Paragraph) -> str | None:
    """The document type this line announces, as written, or None."""
    line = paragraph.shadow.rstrip(" .:*")
    for kind in TYPES:
        if line == kind and (is_caps(paragraph.text) or paragraph.text[:1].isupper()):
            return paragraph.text[: len(kind)]
        if line.startswith(kind + " ") and is_caps(paragraph.text) and len(line) < 300:
            return paragraph.text[: len(kind)]
    return None


def is_signing(paragraph: Paragraph) -> bool:
    return is_caps(paragraph.text.split("|")[-1]) and bool(_SIGNING.match(paragraph.shadow.split("|")[-1].strip()))


def is_rank(paragraph: Paragraph) -> bool:
    cell = paragraph.text.split("|")[-1].strip()
    shadow = paragraph.shadow.split("|")[-1].strip()
    return is_caps(cell) and bool(_RANKS.match(shadow)) and len(cell) < 80


def is_signed_mark(paragraph: Paragraph) -> bool:
    return bool(_SIGNED.match(paragraph.shadow.split("|")[-1].strip()))


def is_name(text: str) -> bool:
    text = text.strip(" .")
    return bool(_NAME.match(text)) and len(text) < 60 and not any(c in text for c in ",;:")


def parts(text: Text) -> list[Part]:
    """The documents of this file, in order; always at least one."""
    found: list[Part] = []
    at, end = 0, len(text.paragraphs)
    while at < end or not found:
        part = _part(text.paragraphs, at, end, first=not found)
        found.append(part)
        at = max(part.closing.stop, at + 1)
    return found


def _part(paragraphs: tuple[Paragraph, ...], at: int, end: int, *, first: bool) -> Part:
    is_annex = not first and _is_annex(paragraphs[at])  # it may hold a "ĐỀ CƯƠNG": that is its title, no new document
    type_index = None if is_annex else _type_index(paragraphs, at, min(end, at + (45 if first else 12)))
    title = _title(paragraphs, type_index, end) if type_index is not None else range(at, at)
    head = range(at, type_index if type_index is not None else _letter_head(paragraphs, at, end) if first else at)
    start = max(title.stop, head.stop)
    body = start
    while body < end and not is_annex and not _begins_body(paragraphs, body, start):
        body += 1
    closing_at, closing_end = _closing(paragraphs, start, end)
    body = min(body, closing_at)
    return Part(head, title, range(start, body), range(body, closing_at), range(closing_at, closing_end), type_index)


def _type_index(paragraphs: tuple[Paragraph, ...], at: int, end: int) -> int | None:
    for index in range(at, end):
        paragraph = paragraphs[index]
        if type_of(paragraph):
            return index
        if re.match(r"căn cứ |kính gửi|[-+] ", paragraph.shadow) or MARKER.match(paragraph.text):
            return None
    return None


def _letter_head(paragraphs: tuple[Paragraph, ...], at: int, end: int) -> int:
    """The end of the head of a letter without a type line: before "Kính gửi", or the lines of a letterhead."""
    index = at
    for index in range(at, min(end, at + 30)):
        line = paragraphs[index]
        if line.shadow.startswith("kính gửi"):
            return index
        if MARKER.match(line.text) or re.match(r"căn cứ |thực hiện ", line.shadow):
            return index
        if len(line.text) > 160 and not line.is_row:
            return index
    return at


def _title(paragraphs: tuple[Paragraph, ...], type_index: int, end: int) -> range:
    index = type_index + 1
    first = paragraphs[index] if index < end else None
    caps = is_caps(first.text) if first else False
    inline = len(paragraphs[type_index].text) > len(type_of(paragraphs[type_index]) or "") + 3
    if inline:
        caps = True
    while index < end and index < type_index + 8:
        line = paragraphs[index]
        if DECORATION.fullmatch(line.text):
            return range(type_index, index + 1)
        if _ATTACHED.match(line.shadow):
            index += 1
            continue
        begins = index > type_index + 1 or inline
        if MARKER.match(line.text) or re.match(r"căn cứ |kính gửi", line.shadow) or line.text.endswith((".", ";", ":")):
            break
        if begins and (PREAMBLE.match(line.shadow) and line.text[0].isupper() and len(line.text) > 80):
            break
        if (
            begins
            and is_caps(line.text) != caps
            and not line.text.startswith(('"', "“", "("))
            and line.text[0].isupper()
        ):
            break
        if len(line.text) > 420 or (index > type_index + 1 and paragraphs[index - 1].text.endswith((".", ")"))):
            break
        index += 1
    return range(type_index, index)


def _begins_body(paragraphs: tuple[Paragraph, ...], index: int, start: int) -> bool:
    line = paragraphs[index]
    if MARKER.match(line.text):
        upper = line.text[0].isupper() or line.text[0].isdigit()
        # Bases may be listed with dashes; bullets alone don't begin the body while a basis stands in them.
        return (
            upper
            or not re.match(r"[-+•*] ?(?:căn cứ|thực hiện|xét|theo)", line.shadow)
            and not _lists_addressees(paragraphs, index, start)
        )
    return is_caps(line.text) and not type_of(line) and len(line.text) < 150 and index > start and not line.is_row


def _lists_addressees(paragraphs: tuple[Paragraph, ...], index: int, start: int) -> bool:
    for before in range(index - 1, start - 1, -1):
        if paragraphs[before].shadow.startswith("kính gửi"):
            return True
        if not paragraphs[before].text.startswith(("-", "+", "•")):
            return False
    return False


def _closing(paragraphs: tuple[Paragraph, ...], start: int, end: int) -> tuple[int, int]:
    """Where recipients and signature stand: [from, to). `to` is `end` unless an attachment follows."""
    first = next((i for i in range(start, end) if _opens_closing(paragraphs, i, start, end)), None)
    if first is None:
        return end, end
    first = _first_signature(paragraphs, first, start)
    named = listing = False
    for index in range(first, end):
        line = paragraphs[index]
        if line.shadow.lstrip("* ").startswith("nơi nhận"):
            listing = True
            continue
        if (
            index > first + 1
            and (type_of(line) or _NATION.search(line.shadow) or _is_annex(line))
            and not is_rank(line)
        ):
            return first, index
        last_cell = line.text.split("|")[-1].strip()
        if is_signing(line) or is_rank(line) or is_signed_mark(line) or (is_caps(line.text) and not named):
            continue
        if listing and line.text.startswith(("-", "+", "•", "–", "*")):
            continue
        if is_name(_without_rank(last_cell)):
            named = True
            continue
        if named and (len(line.text) > 60 or MARKER.match(line.text)):
            return first, index
    return first, end


def _first_signature(paragraphs: tuple[Paragraph, ...], first: int, start: int) -> int:
    """Bodies that sign together, each with its post and its name, may stand above the recipients."""
    at = first
    while at - 1 > start and _is_of_signature(paragraphs[at - 1]):
        at -= 1
    block = paragraphs[at:first]
    signed = any(is_rank(line) for line in block) and any(is_name(p.text) and not is_caps(p.text) for p in block)
    return at if signed and is_caps(block[0].text) else first


def _is_of_signature(line: Paragraph) -> bool:
    if line.is_row or MARKER.match(line.text) or line.text.endswith((".", ";", ":", ",")) or len(line.text) > 80:
        return False
    return is_caps(line.text) or is_rank(line) or is_signed_mark(line) or is_name(_without_rank(line.text))


def _opens_closing(paragraphs: tuple[Paragraph, ...], index: int, start: int, end: int) -> bool:
    line = paragraphs[index]
    if line.shadow.lstrip("* ").startswith("nơi nhận"):
        return True
    if is_signing(line):
        return True
    if is_rank(line) and index + 3 >= end and index > start:
        return any(is_name(p.text) for p in paragraphs[index + 1 : end])
    return False


def _is_annex(line: Paragraph) -> bool:
    named = re.match(r"(?:phụ lục|biểu|mẫu)\b", line.shadow) or (
        is_caps(line.text)
        and re.match(r"(?:bảng|danh sách|danh mục|lịch|đề cương|nội quy|thể lệ|chương trình chi tiết)\b", line.shadow)
    )
    return named is not None and named is not False and len(line.text) < 100


def _without_rank(name: str) -> str:
    return re.sub(
        r"^(?:Đại tá|Thượng tá|Trung tá|Thiếu tá|Đại úy|Đại uý|Thượng úy|Thượng uý|Thiếu tướng|Trung tướng|"
        r"Đại tướng|Thượng tướng|Chuẩn tướng|Chuẩn Đô đốc|Thượng sĩ|Trung úy|Thiếu úy|"
        r"ThS|TS|PGS|GS|BS|CN|KS|LS|BSCK(?:I{1,2}|1|2)|Bác sĩ|Tiến sĩ|Thạc sĩ|Kỹ sư|Luật sư|Cử nhân|Giáo sư|Phó Giáo sư|"
        r"Hòa thượng|Hoà thượng|Thượng tọa|Thượng toạ|Đại đức|Ni sư|Linh mục|Mục sư|Đồng chí|Đ/c)(?:\.,? ?|,? )",
        "",
        name,
    )


def name_in(paragraph: Paragraph) -> str | None:
    """The signer's name on this line, without rank or degree."""
    cell = paragraph.text.split("|")[-1].strip(" .")
    for _ in range(3):
        cell = _without_rank(cell)
    single = 1 < len(cell.split()) <= 5
    return cell if single and is_name(cell) and not is_rank(paragraph) else None
