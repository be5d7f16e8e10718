"""Named things: risk groups, models, movements, channels."""

import re

from vandong.programme.reader import context
from vandong.programme.reader.context import PAST, Clause, Passage, Setting
from vandong.programme.reader.plan import Named, Span
from vandong.programme.reader.text import fold

_PERSON = (
    r"(?:người|thanh thiếu niên|thanh niên|thiếu niên|đối tượng|học sinh|sinh viên|phụ nữ|trẻ em|công nhân|lao động|hộ|gia đình|nhóm|con em|lái xe|ngư dân|quân nhân|người lao động|học viên|con cháu|khách|em gái|em trai|bé gái|bà mẹ|vợ|chồng|di dân|thợ|"
    r"nạn nhân|bệnh nhân|cá nhân|các đối tượng|các em|đồng bào|nông dân|hội viên|đoàn viên|tiểu thương|vị thành niên|nữ (?:thanh niên|công nhân|sinh viên|học sinh|giới|lao động|tiểu thương|tu)|nam (?:thanh niên|giới)|nam giới|chủ|nhân viên|thuyền viên|thuyền trưởng|tài xế|phạm nhân|cán bộ|giáo viên|phụ huynh|cha mẹ|bộ phận|số người|số thanh niên|những trường hợp|trường hợp|bạn (?:tình|thuyền|chài|bè|nghề)|du khách|hành khách|cư dân|dân (?:chài|di cư|lao động)|thủy thủ|trẻ|mẹ|cụ|người thân)"
)
_RISK = re.compile(
    rf"\b(?:nhóm người|nhóm đối tượng|các nhóm|{_PERSON})(?: \w+){{0,2}}? (?:có )?nguy cơ(?: (?!như|gồm|là|bao)\w+){{0,9}}?,?\s?\(?(?:như|gồm|bao gồm|là|cụ thể là|:)(?: các)?(?: nhóm)?\s?:?\s"
)
_ABOVE_ALL = re.compile(
    r"\b(?:chú trọng|đặc biệt là|nhất là|ưu tiên|tập trung vào|quan tâm|hướng tới|hướng vào)(?: đến| tới| vào)?(?: tuyên truyền)?(?: cho| đến)?(?: các)?(?: nhóm| đối tượng)?(?: như| là|:)? "
)
_WHOM = re.compile(r"(?:các )?(?:nhóm )?đối tượng(?: tác động| trọng tâm| hướng đến| cần (?:giúp đỡ|quan tâm))?")
_MEANT = re.compile(
    r"(?:các )?(?:nhóm )?đối tượng (?:trọng tâm|trọng điểm|ưu tiên|có nguy cơ(?: cao)?|nguy cơ(?: cao)?|cần (?:giúp đỡ|quan tâm|tập trung))"
)
# "Đối với nhóm nguy cơ cao" heads a passage about them.
_AT_RISK = re.compile(
    r"(?:đối với |với |quan tâm |giúp đỡ |quản lý |tập trung vào )*(?:các )?(?:nhóm|đối tượng|người|nhóm người|nhóm đối tượng)(?: người| đối tượng)?(?: có)? nguy cơ(?: cao)?\b"
)
_CARED_FOR = re.compile(r"nghiện|ma túy|nguy cơ|tha tù|án phạt|lầm lỗi|vi phạm pháp luật")
_RISK_INTRO = re.compile(r"\bnguy cơ(?: cao)?\b[^.;]{0,80}:$")
_ITEM = re.compile(rf"(?:, |,? và |;\s?|,? hoặc )(?=(?:các |những )?{_PERSON}\b)")
_QUOTE = re.compile(r'"(?P<name>[^"\n]{2,160})"')
_GAP = r"(?:\s(?!và\b|hoặc\b)[^\s\".,;:()]+){0,3}"
_LISTING = r"(?:[^\".;]{0,140}?\b(?:như|gồm|là|mang tên|tên gọi|tên))"
_HEADS = (
    ("models", re.compile(rf"\b(?:mô hình|câu lạc bộ)(?:{_GAP}|{_LISTING})\s?:?\s?$")),
    ("movements", re.compile(rf"\b(?:phong trào|cuộc vận động)(?:{_GAP}|[^\".;]{{0,60}}?\b(?:như|gồm|là))\s?:?\s?$")),
    ("channels", re.compile(rf"\b(?:qua|thông qua)(?: các)?(?:{_GAP}|{_LISTING})\s?:?\s?$")),
)
_CHAIN = re.compile(
    r"^(?:\s?(?:,|;|và|, và|\.\.\.|hoặc|, mô hình|, phong trào|, cuộc vận động|và mô hình|, các mô hình|[,;] (?:nhân rộng|duy trì|xây dựng|củng cố|ra mắt|phát triển)(?: mô hình| thêm)?)\s?)+$"
)
_BARE_MOVEMENT = re.compile(
    r"\b(?:phong trào|cuộc vận động)(?: thi đua)? (?=(?:toàn dân|ngày vì|mỗi |chung tay|cả nước chung|dân vận khéo|5 không|tuổi trẻ))(?P<name>[^\",.;:()]{6,90}?)(?=[,.;:()]| và | gắn| do | trong | trên| tại|$)"
)
_BARE_MODEL = re.compile(
    r"\bmô hình (?P<name>(?:Tổ|Khu|Câu lạc bộ|CLB|Camera|Xóm|Thôn|Dòng họ|Gia đình|Tuyến|Tiếng|Cổng)[^\",.;:()]{3,70}?)(?=[,.;:()]| và | tại | ở | trên | trong |$)"
)
_CHANNELS = re.compile(
    r"đường dây nóng|hòm thư (?:tố giác|góp ý|phản ánh)[^,.;:()\"]{0,60}|(?:hệ thống )?(?:loa )?truyền thanh(?: cơ sở)?|mạng xã hội|zalo|facebook|fanpage|"
    r"cổng thông tin điện tử|trang thông tin điện tử|pa nô|pano|áp phích|băng rôn|băng zôn|tờ rơi|tờ gấp|bản tin|báo chí|phát thanh|truyền hình|"
    r"sinh hoạt câu lạc bộ|sinh hoạt cộng đồng|vneid|tin nhắn|khẩu hiệu trực quan|sân khấu hóa|bảng tin"
)


def risk_groups(setting: Setting) -> tuple[Named, ...]:
    found: list[Named] = []
    for passage in setting.passages:
        if passage.in_kind(PAST):
            continue
        intro = passage.intro
        if intro is not None and _RISK_INTRO.search(intro.paragraph.shadow):
            found.append(_named(passage.clause, 0, len(passage.clause.text.split(":")[0])))
            continue
        if _is_of_whom(passage) and (listed := _listed(passage.clause)):
            found.extend(listed)
            continue
        if (whom := _of_those_meant(passage)) and (listed := _listed(whom)):
            found.extend(listed)
            continue
        if _is_of_those_at_risk(passage) and (colon := passage.clause.shadow.find(": ")) > 0:
            rest = context.after(passage.clause, colon + 2)
            found.extend(_listed(rest) or _all_people(rest))
            continue
        for sentence in context.sentences(passage.clause):
            found.extend(_above_all(sentence))
            lead = _RISK.search(sentence.shadow)
            if lead and re.match(rf"(?:các |những )?{_PERSON}", sentence.shadow[lead.end() :]):
                found.extend(_items(sentence, lead.end()))
    return _once(found)


def _is_of_whom(passage: Passage) -> bool:
    """Does the passage stand right under "ĐỐI TƯỢNG", and speak of those the plan cares for?"""
    node = passage.node
    return (
        node is not None
        and not passage.is_heading
        and bool(_WHOM.fullmatch(fold(node.title)))
        and bool(_CARED_FOR.search(passage.clause.shadow))
    )


def _of_those_meant(passage: Passage) -> Clause | None:
    """ "a) Đối tượng trọng tâm: thanh niên …; lái xe …": the list behind a heading that says they are the ones meant."""
    node = passage.node
    if node is None or not passage.is_heading or node.content >= passage.paragraph.end:
        return None
    if not _MEANT.fullmatch(fold(node.title)):
        return None
    return context.after(passage.clause, node.content - passage.clause.start)


def _is_of_those_at_risk(passage: Passage) -> bool:
    node = passage.node
    return node is not None and not passage.is_heading and bool(_AT_RISK.fullmatch(fold(node.title)))


def _above_all(sentence: Clause) -> list[Named]:
    """ "chú trọng người sau cai, thanh thiếu niên bỏ học": a list of people of whom one is cared for by this work."""
    if _RISK.search(sentence.shadow):
        return []
    for lead in _ABOVE_ALL.finditer(sentence.shadow):
        items = _all_people(context.after(sentence, lead.end()))
        if any(_CARED_FOR.search(fold(item.text)) for item in items):
            return items
    return []


def _all_people(clause: Clause) -> list[Named]:
    items = _items(clause, 0)
    people = re.compile(rf"(?:các |những )?{_PERSON}\b")
    return items if len(items) > 1 and all(people.match(fold(item.text)) for item in items) else []


def _listed(clause: Clause) -> list[Named]:
    """Groups parted by semicolons; nothing unless each piece names people."""
    pieces = context.clauses(clause)
    if len(pieces) < 2 or not all(re.match(rf"[-+]?\s?(?:các |những )?{_PERSON}\b", piece.shadow) for piece in pieces):
        return []
    return [_named(piece, 0, len(piece.text)) for piece in pieces]


def _items(sentence: Clause, at: int) -> list[Named]:
    stop = re.search(rf"[.)]|$| nhằm | để |;(?!\s(?:các |những |và )?{_PERSON})", sentence.shadow[at:])
    end = at + (stop.start() if stop else 0)
    cuts = [m.span() for m in _ITEM.finditer(sentence.shadow, at, end)]
    starts = [at, *(b for _, b in cuts)]
    ends = [*(a for a, _ in cuts), end]
    return [_named(sentence, a, b) for a, b in zip(starts, ends, strict=True) if b - a > 3]


def quoted(setting: Setting) -> dict[str, tuple[Named, ...]]:
    """Models, movements and channels: quoted names by the noun that governs them, and a few bare ones."""
    found: dict[str, list[Named]] = {"models": [], "movements": [], "channels": []}
    for passage in setting.passages:
        for sentence in context.sentences(passage.clause):
            _quoted_in(sentence, found)
            for kind, pattern, words in (
                ("movements", _BARE_MOVEMENT, sentence.shadow),
                ("models", _BARE_MODEL, sentence.text),
            ):
                found[kind].extend(_named(sentence, *m.span("name")) for m in pattern.finditer(words))
            found["channels"].extend(_named(sentence, *m.span()) for m in _CHANNELS.finditer(sentence.shadow))
    return {kind: _once(sorted(names, key=lambda n: n.span)) for kind, names in found.items()}


def _quoted_in(sentence: Clause, found: dict[str, list[Named]]) -> None:
    kind, ended = None, 0
    for quote in _QUOTE.finditer(sentence.shadow):
        lead = sentence.shadow[ended : quote.start()]
        named = next((name for name, pattern in _HEADS if pattern.search(lead)), None)
        if named or not (kind and _CHAIN.match(lead)):
            kind = named
        ended = quote.end()
        if kind:
            found[kind].append(_named(sentence, *quote.span("name")))


def _named(clause: Clause, start: int, end: int) -> Named:
    said = clause.text[start:end]
    start += len(said) - len(said.lstrip(' "“(-'))
    said = clause.text[start:end].rstrip(' ,.;:"”)')
    return Named(said, Span(clause.start + start, clause.start + start + len(said)))


def _once(names: list[Named]) -> tuple[Named, ...]:
    kept: dict[str, Named] = {}
    for name in names:
        if name.text:
            kept.setdefault(fold(name.text), name)
    return tuple(kept.values())
