"""What stands around the body: type, number, date, issuer, subject, signer, addressees, recipients, bases."""

import re
from datetime import date

from vandong.programme.reader import citations, dates
from vandong.programme.reader.layout import (
    DECORATION,
    Part,
    is_caps,
    is_rank,
    is_signed_mark,
    is_signing,
    name_in,
    type_of,
)  # fmt: skip
from vandong.programme.reader.plan import Header, Instrument, Signer
from vandong.programme.reader.text import Paragraph, Text

_NUMBER = re.compile(rf"(?:^|[\s|])số\s*:?\s*({citations.NUMBER}|\d{{1,5}}\s?[-/ ]\s?[a-zđ][\w-]*(?:/[\w-]+)*)")
_NATION = re.compile(
    r"cộng hòa xã hội|độc lập\s*-\s*tự do|đảng cộng sản việt nam|^đoàn tncs hồ chí minh$|^số\b|v/v|về việc|^\*|^\(?(?:dự thảo|hỏa tốc|thượng khẩn|khẩn|mật|tối mật)\b"
)
_BOARD = re.compile(r"(?:ban thường trực|ban thường vụ|ban chấp hành|đoàn chủ tịch)\b")
# Bodies whose name is only whole with the one they belong to: "HỘI ĐỒNG NHÂN DÂN XÃ … / ĐOÀN GIÁM SÁT".
_GENERIC = re.compile(
    r"(?:đoàn (?:giám sát|kiểm tra|công tác|khảo sát)|tổ (?:công tác|giúp việc)|ban (?:tổ chức|giám khảo|kiểm tra))$"
)
_ORGAN = re.compile(
    r"(?:ủy ban|ub |ubnd|ubmttq|mặt trận|mttq|sở |hội |liên đoàn|liên minh|đoàn |tỉnh đoàn|huyện đoàn|thành đoàn|công an|đảng|"
    r"tỉnh ủy|huyện ủy|thành ủy|ban |phòng |trường |bộ |cục |chi cục|tổng |văn phòng|trung tâm|đảng ủy|bch |btv |công đoàn|tòa án|viện )"
)
_UNIT = re.compile(
    r"(?!\w+ (?:ủy|đoàn)\b)(?:tỉnh|thành phố|tp\b|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu|khu phố|thôn|việt nam)\b"
)
_ACTS = r"(?:xây dựng|ban hành|triển khai|tổ chức|hướng dẫn|đề nghị|quyết định|thông báo|phát động|yêu cầu|chủ trì|trân trọng|kêu gọi|giao)"
_ACTING_BODY = re.compile(
    rf"(?:^|, |; |\) ?)(?P<body>(?:ban thường trực|ban thường vụ|ban chấp hành|ủy ban|mặt trận|mttq|hội|liên đoàn|đoàn|công an|tỉnh đoàn)"
    rf"[^,;:.]{{3,110}}?) (?={_ACTS})"
)
_ABOUT = re.compile(r"(?:về việc|v/v)\s*:?\s*")


def read(text: Text, parts: list[Part]) -> Header:
    first = parts[0]
    lines = text.paragraphs
    head = [lines[i] for i in first.head]
    preamble = [lines[i] for i in first.preamble]
    closing = [lines[i] for i in first.closing] or ([lines[i] for i in parts[-1].closing])
    kind = type_of(lines[first.type_index]) if first.type_index is not None else None
    subject = _subject(lines, first, kind)
    letter = kind is None and (any("kính gửi" in p.shadow for p in head + preamble))
    signer = _signer(closing)
    return Header(
        type=kind.upper() if kind else "CÔNG VĂN" if letter else None,
        number=_number(head),
        issued_on=_issued_on(head, closing),
        issuer=_issuer(head, preamble, [lines[i] for i in first.body][:4], signer),
        subject=subject or (_letter_subject(head + preamble) if kind is None else None),
        signer=signer,
        addressees=_addressees(lines, first),
        recipients=_recipients(closing),
        legal_bases=_bases(preamble),
    )


def _cells(lines: list[Paragraph]) -> list[tuple[str, str]]:
    """(text, shadow) of each cell; the left column of a letterhead reads before the right one."""
    found = []
    for line in lines:
        start = 0
        for cell in line.text.split("|"):
            end = start + len(cell)
            found.append((cell.strip(), line.shadow[start:end].strip()))
            start = end + 1
    return found


def _number(head: list[Paragraph]) -> str | None:
    for cell, shadow in _cells(head):
        found = _NUMBER.search(shadow)
        if found:
            return re.sub(r"\s*([-/])\s*", r"\1", cell[found.start(1) : found.end(1)])
    return None


def _issued_on(head: list[Paragraph], closing: list[Paragraph]) -> date | None:
    for lines, anchored in ((head, False), (closing, True)):
        for _, shadow in _cells(lines):
            if anchored and not re.match(r"[^\d]{0,40}ngày \d", shadow):
                continue
            for when in dates.find(shadow):
                if when.kind == "day" and when.year and not re.search(r"\b(?:số|sửa|kèm)\b", shadow[: when.start]):
                    return when.last_day(None)
    return None


def _issuer(head: list[Paragraph], preamble: list[Paragraph], body: list[Paragraph], signer: Signer) -> str | None:
    groups: list[list[str]] = []
    boards: list[str] = []
    for cell, shadow in _cells(head):
        if not cell or not is_caps(cell) or _NATION.search(shadow) or DECORATION.fullmatch(cell):
            continue
        if dates.find(shadow):
            continue
        name = cell.strip(" *-.:")
        is_whole = re.search(r"\b(?:tỉnh|huyện|xã|phường|việt nam)\b", shadow)
        if groups and (_GENERIC.fullmatch(shadow.strip(" *-.:")) or (_BOARD.match(shadow) and not is_whole)):
            boards.append(name)
        elif groups and (_UNIT.match(shadow) or not _ORGAN.match(shadow + " ")):
            groups[-1].append(name)
        else:
            groups.append([name])
            boards.clear()
    said = _acting_body(preamble + body)
    if not groups:
        return said
    if len(groups) > 1 and re.match(r"(?:việt nam|trung ương)", groups[-1][0].lower()):
        groups[-2:] = [groups[-2] + groups[-1]]
    name = " ".join(boards + groups[-1])
    if said and said.lower() == name.lower():
        return said
    return name


def _acting_body(lines: list[Paragraph]) -> str | None:
    """Who "xây dựng kế hoạch" says it is, for a document without a letterhead."""
    for line in lines:
        found = next(iter(_ACTING_BODY.finditer(line.shadow)), None)
        if found:
            said = line.text[found.start("body") : found.end("body")]
            return said[0].upper() + said[1:]
    return None


def _subject(lines: tuple[Paragraph, ...], part: Part, kind: str | None) -> str | None:
    said = []
    for place, index in enumerate(part.title):
        line = lines[index]
        words = line.text[len(kind or "") :] if place == 0 else line.text
        if DECORATION.fullmatch(words) or re.match(r"\(?\s*(?:ban hành )?kèm theo|\((?:từ|thời gian)", line.shadow):
            continue
        said.append(words.strip(" :"))
    return _tidy_subject(" ".join(filter(None, said)))


def _tidy_subject(said: str) -> str | None:
    lead = _ABOUT.match(said.lower())
    return (said[lead.end() :] if lead else said).strip(" .;:-") or None


def _letter_subject(lines: list[Paragraph]) -> str | None:
    cells = _cells(lines)
    for place, (cell, shadow) in enumerate(cells):
        if not _ABOUT.match(shadow):
            continue
        said = [cell]
        for following, low in cells[place + 1 : place + 4]:
            if not following or not following[0].islower() or "kính gửi" in low or dates.find(low) and "ngày" in low:
                break
            said.append(following)
        return _tidy_subject(" ".join(said))
    return None


def _addressees(lines: tuple[Paragraph, ...], part: Part) -> tuple[str, ...]:
    region = [*part.head, *part.title, *part.preamble, *part.body]
    for place, index in enumerate(region):
        at = lines[index].shadow.find("kính gửi")
        if at < 0 or at > 40:
            continue
        said = [lines[index].text[at + len("kính gửi") :].strip(" :")]
        for following in region[place + 1 : place + 30]:
            if not lines[following].text.startswith(("-", "+", "•", "–", "*")):
                break
            said.append(lines[following].text)
        return _listed(said)
    return ()


def _recipients(closing: list[Paragraph]) -> tuple[str, ...]:
    listed: list[str] = []
    listing = False
    for line in closing:
        for cell in line.text.split("|"):
            low = cell.strip().lower()
            if low.lstrip("* ").startswith("nơi nhận"):
                listing = True
                listed.append(cell.strip().lstrip("* ")[len("nơi nhận") :].strip(" :"))
            elif (
                listing
                and cell.strip().startswith(("-", "+", "•", "–", "*"))
                or listing
                and re.match(r"như trên|như kính gửi|lưu(?:\s?[:.,(]|$| (?:vt|vp|văn thư|văn phòng|hồ sơ|hs)\b)", low)
            ):
                listed.append(cell.strip())
    return _listed(listed)


def _listed(lines: list[str]) -> tuple[str, ...]:
    items = (item.strip().lstrip("-–—+•* ").strip(" .;,") for line in lines for item in re.split(r";(?:\s|$)", line))
    return tuple(item for item in items if item)


def _signer(closing: list[Paragraph]) -> Signer:
    name = title = None
    behalf: list[tuple[str, str]] = []
    for line in closing:
        cell = line.text.split("|")[-1].strip()
        if is_signing(line):
            low = line.shadow.split("|")[-1].strip()
            lead = re.match(r"((?:tm|kt|tl|tuq|q|t/m|k/t|t/l))\s?\.?\s*", low)
            said = cell[lead.end() :] if lead else cell
            behalf.append((lead.group(1).replace("/", "") if lead else "", said.strip(" .,")))
        elif is_signed_mark(line) or line.text.startswith(("-", "+", "•", "–")) and "|" not in line.text:
            continue
        elif is_rank(line) and name is None:
            title = title or cell.strip(" .,*")  # below it, or below the seal, stands the signer's other post
        elif name is None and (found := name_in(line)) and (title or behalf or not is_caps(found)):
            name = found
    return Signer(name, *_title_and_behalf(title, behalf))


def _title_and_behalf(title: str | None, behalf: list[tuple[str, str]]) -> tuple[str | None, str | None]:
    if not behalf:
        return title, None
    for prefix, said in behalf:
        if prefix == "tm":
            if title is None and len(behalf) > 1:
                title = behalf[-1][1]
            return title, said
    return title, behalf[0][1]


def _bases(preamble: list[Paragraph]) -> tuple[Instrument, ...]:
    found: list[Instrument] = []
    carried = False
    for line in preamble:
        listed = carried and line.text.startswith(("-", "+", "•", "–"))
        if citations.is_basis(line) or listed:
            found.extend(citations.in_paragraph(line, as_basis=True))
        carried = (citations.is_basis(line) and line.text.endswith(":")) or listed
    return tuple(found)
