"""Documents cited: "Kế hoạch số 1044/KH-UBND ngày 04 tháng 4 năm 2019 của … về việc …"."""

import re

from vandong.programme.reader import dates
from vandong.programme.reader.plan import Instrument, Span
from vandong.programme.reader.text import Paragraph

_TYPES = (
    "thông báo kết luận|nghị quyết liên tịch|thông tư liên tịch|kế hoạch liên tịch|chương trình phối hợp|chương trình hành động|chương trình|"
    "hướng dẫn liên ngành|quy chế phối hợp|kế hoạch phối hợp|bộ luật|luật|pháp lệnh|hiến pháp|nghị định|nghị quyết|chỉ thị|"
    "kết luận|quyết định|kế hoạch|hướng dẫn|thông tư|công văn|thông báo|quy định|quy chế|đề án|thông tri|điều lệ|tờ trình|"
    "báo cáo|công điện|văn bản|dự án"
)
NUMBER = r"\d{1,5}(?:\s?/\s?(?:19|20)\d{2})?\s?[-/]\s?[a-zđ][a-zđ0-9]*(?:[-/.][a-zđ0-9]+)*"
_NUMBERED = re.compile(rf"\b(?P<type>{_TYPES}) (?:số\s*:?\s*)?(?P<number>{NUMBER})")
_NAMED = re.compile(
    r"\b(?P<type>bộ luật|luật|pháp lệnh|hiến pháp|điều lệ|nghị định|nghị quyết|chỉ thị|chương trình công tác)(?= )"
)
_WITH_ISSUER = re.compile(rf"\b(?P<type>{_TYPES})(?= [^.;]{{0,80}}?của )")
# "Căn cứ Kế hoạch công tác năm 2026; Nghị quyết Đại hội …": a basis by its place alone, without a number.
_LED = re.compile(
    r"(?:^[-+•*]?\s?(?:căn cứ|thực hiện|triển khai(?: thực hiện)?|thi hành) |;\s(?:và )?(?:căn cứ |thực hiện )?)"
    rf"(?:các |những )?(?P<type>{_TYPES})(?= (?!này|sau))"
)
# "Quyết định số 217-QĐ/TW và 218-QĐ/TW ngày …": one date and issuer for both.
_ALSO = re.compile(rf"(?:,| và|,? và số|, số) (?P<number>{NUMBER})(?=[ ,;.]|$)")
# In the body a document without a number counts when it says whose it is and what about.
_WHOSE_ABOUT = re.compile(
    r"\b(?P<type>hướng dẫn|kế hoạch|đề án|quyết định|kết luận|thông tri|công văn|quy chế|quy định|chương trình|nghị quyết|chỉ thị)"
    r"(?= của (?:ban |ủy ban |ub|bộ |chính phủ|thủ tướng|tỉnh ủy|thành ủy|huyện ủy|đảng ủy|quốc hội|hội đồng|mttq|trung ương|công an)"
    r"[^.;:]{0,110}? (?:về|v/v) )"
)
_DATED = re.compile(r",?\s?\(?(?:ban hành |ký )?ngày ")
_ISSUER = re.compile(r",?\s?(?:do|của) ")
_SUBJECT = re.compile(
    r",?\s?(?:về việc |v/v |về |\(về )|,?\s?(?=(?:ban hành|triển khai|thực hiện|quy định|hướng dẫn|phê duyệt|sửa đổi|phối hợp|tổ chức|phát động)\s)"
)
_ISSUER_STOP = re.compile(
    r"[,;.()\"]|$| về | ban hành | quy định | hướng dẫn | triển khai | thực hiện | phê duyệt | sửa đổi | v/v | tổ chức | phát động |"
    r" trong | giao | năm \d| ngày \d| đã | xác định | đề ra | đặt | phối hợp | và (?:luật|nghị|chỉ thị|kế hoạch|quyết)"
)
_BODY = r"(?:ban|ủy ban|mttq|mặt trận|hội|liên đoàn|đoàn|công an|sở|phòng|tỉnh đoàn|huyện đoàn|thành đoàn|đảng ủy|tổng|bộ|liên hiệp|ubnd|ub)\b"
_SUBJECT_STOP = re.compile(
    rf"[;]|\.(?:\s|$)|$|, (?={_BODY}[^;]{{0,160}}?\b(?:xây dựng|ban hành|triển khai|tổ chức|hướng dẫn|đề nghị|quyết định|thông báo|báo cáo|phát động)\b)"
    rf"|,? và (?=(?:{_TYPES}) (?:số )?\d)|, (?=(?:{_TYPES}) (?:số )?\d)|,? và (?=luật |nghị định |nghị quyết )|, (?=(?:có |đã |với )\b)"
)
# "Luật sửa đổi … của Luật …": behind this "của" stands the document it changes, no body.
_NAME_STOP = re.compile(
    r"[;:(.]|$| số \d| ngày \d| năm \d|,? và (?:luật|nghị|quy định của)|, (?=(?:ban|ủy|mttq|mặt|căn|nghị|luật|các|để|nhằm|được|đã|kế hoạch|quyết|chỉ|nhân dân|góp|gắn|trong)\b)| của (?!(?:bộ luật|luật|pháp lệnh|nghị định)\b)| được | về "
)
_BASIS = re.compile(r"[-+•*]?\s?(?:căn cứ|thực hiện|thi hành|triển khai(?: thực hiện)?|xét|theo|trên cơ sở)\b")


def in_paragraph(paragraph: Paragraph, *, as_basis: bool = False) -> list[Instrument]:
    """Every document this paragraph cites, in order. As a basis, a document without a number counts too."""
    shadow = _masked(paragraph.shadow)
    found: list[Instrument] = []
    patterns = (_NUMBERED, _NAMED, _WITH_ISSUER, _LED) if as_basis else (_NUMBERED, _NAMED, _WHOSE_ABOUT)
    starts = sorted({m.start("type"): m for pattern in reversed(patterns) for m in pattern.finditer(shadow)}.items())
    led = {m.start("type") for m in _LED.finditer(shadow)} if as_basis else set()
    at = 0
    for start, match in starts:
        if start < at:
            continue
        instruments = _read(paragraph, shadow, match, is_led=start in led)
        if instruments:
            found.extend(instruments)
            at = instruments[0].span.end - paragraph.start
    return found


def is_basis(paragraph: Paragraph) -> bool:
    return bool(_BASIS.match(paragraph.shadow))


def _masked(shadow: str) -> str:
    """What stands in quotes can't end a subject: its signs are blanked, its length kept."""
    return re.sub(r'"[^"]*"', lambda m: '"' + re.sub(r"[,;.()]", "¤", m.group()[1:-1]) + '"', shadow)


def _read(paragraph: Paragraph, shadow: str, match: "re.Match[str]", *, is_led: bool) -> list[Instrument]:
    numbered = "number" in match.re.groupindex
    written = paragraph.text[match.start("type") : match.end("type")]
    if not numbered and not written[0].isupper():
        return []
    at = match.end()
    number = _tight(paragraph.text[match.start("number") : at]) if numbered else None
    also = []
    while numbered and (further := _ALSO.match(shadow, at)):
        also.append(_tight(paragraph.text[further.start("number") : further.end("number")]))
        at = further.end()
    name = None
    if not numbered:
        stop = _NAME_STOP.search(shadow, at)
        name_end = stop.start() if stop else len(shadow)
        name = paragraph.text[at:name_end].strip(" ,") or None
        at = name_end
        late = re.match(rf",? số\s*:?\s*({NUMBER})", shadow[at:])
        if late:
            number = _tight(paragraph.text[at + late.start(1) : at + late.end(1)])
            at += late.end()
    issued_on, at = _date(shadow, at)
    issuer, at = _piece(paragraph, shadow, at, _ISSUER, _ISSUER_STOP)
    if issued_on is None:
        issued_on, at = _date(shadow, at)
    if aside := re.match(r"\s?\((?:khóa|sau|gọi|nay|đã|sửa)[^()]*\)", shadow[at:]):
        at += aside.end()
    subject, at = _piece(paragraph, shadow, at, _SUBJECT, _SUBJECT_STOP)
    kind = written.lower()
    is_law = kind in ("luật", "bộ luật", "pháp lệnh", "hiến pháp", "điều lệ") or (name and kind == "nghị định")
    if not numbered and not is_law and not is_led and issuer is None:
        return []
    subject = subject or name
    if subject and subject.count("(") < subject.count(")"):
        subject = subject.rstrip(")")
    span = Span(paragraph.start + match.start("type"), paragraph.start + at)
    return [
        Instrument(written[0].upper() + kind[1:], each, issued_on, issuer, subject, span) for each in (number, *also)
    ]


def _date(shadow: str, at: int) -> tuple["dates.date | None", int]:
    lead = _DATED.match(shadow, at)
    year = re.match(r",? năm (\d{4})(?!\d)", shadow[at:])
    if not lead:
        return None, at + (year.end() if year else 0)
    first = next(iter(dates.find(shadow[lead.end() - 5 : lead.end() + 32])), None)
    if first is None or first.start > 1:
        return None, at
    end = lead.end() - 5 + first.end
    if shadow[end : end + 1] == ")":
        end += 1
    return (first.last_day(None) if first.kind == "day" else None), end


def _piece(
    paragraph: Paragraph, shadow: str, at: int, lead: "re.Pattern[str]", stop: "re.Pattern[str]"
) -> tuple[str | None, int]:
    begin = lead.match(shadow, at)
    if not begin:
        return None, at
    found = stop.search(shadow, begin.end())
    end = found.start() if found else len(shadow)
    said = paragraph.text[begin.end() : end].strip(" ,")
    return (said, end) if said else (None, at)


def _tight(number: str) -> str:
    return re.sub(r"\s+", "", number)
