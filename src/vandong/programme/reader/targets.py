"""Targets in sentences: shares, counts, "không để phát sinh", "ngăn chặn đà gia tăng"."""

import re
from dataclasses import dataclass
from datetime import date
from itertools import islice

from vandong.programme.reader import context, dates, doubts, measures, nouns, numbers
from vandong.programme.reader.context import GOAL, LOGISTICS, Clause, Passage, Setting
from vandong.programme.reader.plan import Baseline, Span, Target
from vandong.programme.reader.text import fold

MOST_FIGURES = 40  # in one clause; more is noise
_PERCENT = re.compile(rf"(?P<n>{numbers.FIGURE})\s?%?(?:\s?(?:-|đến)\s?(?P<n2>\d+(?:,\d+)?))?\s?(?:%|phần trăm)")
_FRACTION = re.compile(
    rf"(?<![\d/.,])(?<!ngày )(?P<part>\d{{1,3}})/(?P<whole>\d{{1,3}})(?![\d/]) (?:tổng )?(?:số )?(?P<what>(?:{measures.UNITS}|huyện|tỉnh)\b)"
)
_STANDS_AT = re.compile(r"\b(?:còn|hiện có|đã có|mới có|có)\s$")
_TRIGGER = re.compile(
    r"\b(?:phấn đấu|bảo đảm|đảm bảo|chỉ tiêu|mục tiêu|ít nhất|tối thiểu|trở lên|phải đạt|cần đạt|không quá|không dưới)\b"
)
_PAREN = re.compile(r"\([^()]*\)")
_BASELINE = re.compile(r"so (?:với|cùng) (?P<what>[^,;.()]*(?:\([^()]*\))?)")
_DUE = re.compile(
    r"\b(?:đến (?:hết |cuối )?|(?:trước|vào|tới|chậm nhất) (?:hết |cuối )?|hết |cuối |trong |hoàn thành (?:trước|trong) |xong trước )"
    r"(?:ngày |thời điểm )?$"
)
_NO_TARGET_SHARE = re.compile(
    r"(?:chiếm|hỗ trợ|mức|lãi suất|đối ứng|trích|giảm giá|tỷ trọng|sai số|điểm thưởng)\s(?:\w+\s){0,2}$"
)
_NO_TARGET_AFTER = re.compile(
    r"\s?(?:kinh phí|ngân sách|vốn|lãi|số phiếu|tổng số điểm|mức lương|giá trị|lương|thuế|học phí)\b"
)
_NONE = re.compile(
    r"\b(?:không (?:để|cho) (?:\w+ ){0,3}?(?:phát sinh|xảy ra|tái diễn|tái phát|hình thành|tồn tại|có|lây lan|tái trồng|tái nghiện)|"
    r"không (?:còn |có )?phát sinh|(?:phấn đấu|cơ bản) không còn|không (?:còn|có) (?:\w+,? ){0,8}?(?:vi phạm|tệ nạn|ma túy|tội phạm|tảo hôn|nghiện|phức tạp|mới)|không xảy ra|"
    r"(?:duy trì|giữ vững)[^;.]{0,60}? không (?:có|để))\b"
)
_NONE_OF = re.compile(
    r"(?:phát sinh|xảy ra|tái diễn|tái phát|hình thành|tồn tại|lây lan|tái trồng|tái nghiện|không (?:để |cho )?(?:còn|có)|không để|không)(?: mới)?(?= |$)"
)
_HALT = re.compile(
    r"\b(?:(?:ngăn chặn|kiềm chế|chặn đứng|kìm hãm|ngăn|hạn chế)(?:[^;.]{0,40}?) (?:đà |sự |mức |tốc độ |xu hướng )?(?:gia tăng|tăng)|"
    r"không (?:để|làm) (?:\w+ ){0,6}?(?:gia )?tăng)\b(?P<what>[^;.,]*)"
)
_NAMED = re.compile(r'"[^"]*"')
_GENERAL = re.compile(r"mục tiêu (?:chung|tổng quát)|mục đích|yêu cầu|quan điểm")
_SCOPE = re.compile(r"(?:^|\. )(?:đối với|với|tại|riêng) (?P<scope>[^:]{3,140}):")
_VERB = re.compile(
    r"\s(?=(?:được|đạt|có|đăng ký|tham gia|ký|cam kết|thực hiện|tổ chức|xây dựng|biết|nắm|không|so với|vào|trở lên|hoàn thành(?! cai)|"
    r"triển khai|duy trì|tiếp|là|còn|phải|giữ|hưởng ứng|ban hành|đều|mỗi|ít nhất|tối thiểu|từ|trên địa bàn|bảo đảm|đảm bảo|thành lập|cài|treo|phân loại|sử dụng|chấp hành(?! xong)|thuộc diện được)\b)"
)


@dataclass(frozen=True)
class Doubt:
    """A figure left out, and why: it becomes a flag."""

    reason: str  # past, quoted
    span: Span


def find(setting: Setting) -> tuple[list[Target], list[Doubt]]:
    targets: list[Target] = []
    doubts_found: list[Doubt] = []
    for passage in setting.passages:
        if passage.paragraph.is_row or passage.in_kind(LOGISTICS) and not passage.is_aimed:
            continue
        for sentence in context.sentences(passage.clause):
            for clause in context.clauses(sentence):
                found, left_out = _in_clause(setting, passage, sentence, clause)
                targets.extend(found)
                doubts_found.extend(left_out)
    return targets, doubts_found


def _in_clause(
    setting: Setting, passage: Passage, sentence: Clause, clause: Clause
) -> tuple[list[Target], list[Doubt]]:
    shadow = _without_asides(clause.shadow)
    anchors = [m for m in islice(_PERCENT.finditer(shadow), MOST_FIGURES) if not _is_starting_point(shadow, m)]
    targets: list[Target] = []
    left_out: list[Doubt] = []
    aims = _is_aim(passage, clause)
    for place, anchor in enumerate(anchors):
        nxt = anchors[place + 1].start() if place + 1 < len(anchors) else len(shadow)
        previous = anchors[place - 1].end() if place else 0
        if _NO_TARGET_SHARE.search(shadow[max(0, anchor.start() - 80) : anchor.start()]) or _NO_TARGET_AFTER.match(
            shadow[anchor.end() :]
        ):
            continue
        reason = _why_not(setting, passage, sentence, clause.start + anchor.start())
        opens = anchor.start() <= 3 or place > 0
        if reason:
            left_out.append(Doubt(reason, clause.span))
        elif aims or opens or anchor["n"] == "100":
            targets.append(_share(setting, passage, sentence, clause, shadow, anchor, previous, nxt))
    if anchors:
        return targets, left_out
    for part in islice(_FRACTION.finditer(shadow), MOST_FIGURES) if aims else ():
        reason = _why_not(setting, passage, sentence, clause.start + part.start())
        if reason:
            left_out.append(Doubt(reason, clause.span))
        elif (made := _fraction(setting, passage, sentence, clause, part)) is not None:
            targets.append(made)
    if targets or left_out:
        return targets, left_out
    for found in measures.find(shadow, in_goal=passage.is_aimed, aims=aims):
        reason = _why_not(setting, passage, sentence, clause.start + found.at)
        if reason:
            left_out.append(Doubt(reason, clause.span))
        else:
            targets.append(_count(setting, passage, sentence, clause, found))
    if not targets and not left_out and passage.is_aimed and not _is_general(passage):
        told = _told(setting, passage, sentence, clause, shadow)
        if told and not _why_not(setting, passage, sentence, clause.end):
            targets.extend(told)
    return targets, left_out


def _is_aim(passage: Passage, clause: Clause) -> bool:
    intro = passage.intro.paragraph.shadow if passage.intro else ""
    return passage.is_aimed or bool(_TRIGGER.search(clause.shadow) or _TRIGGER.search(intro))


def _is_general(passage: Passage) -> bool:
    return passage.node is not None and bool(_GENERAL.search(fold(passage.node.title)))


def _why_not(setting: Setting, passage: Passage, sentence: Clause, at: int) -> str | None:
    intro = passage.intro
    if doubts.is_past(setting, passage, sentence, at) or (
        intro and doubts.is_past(setting, intro, intro.clause, intro.clause.end)
    ):
        return "past"
    if doubts.is_quoted(sentence, at) or (intro and doubts.is_quoted(intro.clause, intro.clause.end)):
        return "quoted"
    return None


def _without_asides(shadow: str) -> str:
    """Figures in parentheses tell the state of today, or repeat; they are never the target."""
    return _PAREN.sub(lambda m: "(" + "·" * (len(m.group()) - 2) + ")", shadow)


def _is_starting_point(shadow: str, anchor: "re.Match[str]") -> bool:
    """ "từ 85% lên 90%": 85 is where one starts. "so với 80% năm trước": neither."""
    before, after = shadow[max(0, anchor.start() - 80) : anchor.start()], shadow[anchor.end() : anchor.end() + 80]
    if re.search(r"\btừ (?:mức )?$", before) and re.match(
        r"\s?(?:\([^)]*\)\s?)?(?!trở )(?:\w+ ){0,4}?(?<!trở )(?:lên|xuống|năm \d{4} lên)\b", after
    ):
        return True
    return bool(re.search(r"so với (?:\w+ ){0,6}$|đang (?:ở mức |đạt )$", before))


def _share(
    setting: Setting, passage: Passage, sentence: Clause, clause: Clause, shadow: str,
    anchor: "re.Match[str]", previous: int, nxt: int,
) -> Target:  # fmt: skip
    lead = shadow[previous : anchor.start()]
    tail = shadow[anchor.end() : nxt]
    value = numbers.parse(anchor["n"])
    if re.search(r"\bgiảm\b(?!.*\bcòn\b)", lead) and not re.search(r"\bxuống\b", lead):
        kind = "reduce_share"
    elif (
        re.search(r"\b(?:dưới|không quá|không vượt quá|tối đa|nhiều nhất|còn|thấp hơn|xuống)\s*(?:mức )?$", lead)
        and "không dưới" not in lead
    ):
        kind = "at_most"
        value = numbers.parse(anchor["n2"]) if anchor["n2"] else value
    elif re.search(r"\btăng (?:thêm |ít nhất |tối thiểu |bình quân |trên |từ )*$", lead):
        kind = "other"
    else:
        kind = "reach_share"
    baseline = _baseline(clause, shadow)
    return Target(
        kind, value, "%", _share_subject(clause, lead, tail, previous, anchor), baseline,
        _due(setting, passage, sentence, clause), _scope(passage, clause), _holder(clause, anchor.start()), clause.span,
    )  # fmt: skip


def _fraction(
    setting: Setting, passage: Passage, sentence: Clause, clause: Clause, part: "re.Match[str]"
) -> Target | None:
    """ "2/3 số thôn" is a share of 66.67 %; "12/12 thôn" is all of them."""
    share, whole = int(part["part"]), int(part["whole"])
    if not 0 < share <= whole or _STANDS_AT.search(clause.shadow[: part.start()]):
        return None
    after = clause.shadow[part.start("what") :]
    stop = re.search(r"[,;.]", after)
    verb = _VERB.search(after)
    end = min(stop.start() if stop else len(after), verb.start() if verb else len(after))
    value = round(100 * share / whole, 2)
    return Target(
        "reach_share", int(value) if value.is_integer() else value, "%",
        clause.text[part.start("what") : part.start("what") + end].strip(" ,.;") or None, _baseline(clause, clause.shadow),
        _due(setting, passage, sentence, clause), _scope(passage, clause), None, clause.span,
    )  # fmt: skip


def _share_subject(clause: Clause, lead: str, tail: str, previous: int, anchor: "re.Match[str]") -> str | None:
    after = re.sub(r"^\s*(?:trở lên|trở xuống|/năm)?\s*", "", tail)
    skipped = len(tail) - len(after)
    of_whole = "tỷ lệ" in lead and re.match(r"(?:dân số|tổng số|số )", after)
    if (
        len(after.strip(" .,;")) >= 3
        and not of_whole
        and not re.match(r"(?:so với|vào|trở|đến|trong năm|,|và(?: |$)|năm|mỗi năm|hằng năm)", after)
    ):
        stop = _VERB.search(after)
        comma = re.search(r",(?! (?:phường|thị trấn|chống|thị xã|thành phố|đặc khu|thôn|ấp|bản|tổ))|[.;]", after)
        end = min(stop.start() if stop else len(after), comma.start() if comma else len(after))
        begin = anchor.end() + skipped
        if comma and comma.group() == "," and end == comma.start():
            end = nouns.end(after, end, stop.start() if stop else len(after))
        said = clause.text[begin : begin + end].strip(" ,.;")
        return re.sub(r"^là ", "", said, flags=re.IGNORECASE) or None
    head = re.sub(
        r"(?:^|\b)(?:phấn đấu|đến (?:hết |cuối )?năm \d{4},?|hằng năm,?|hàng năm,?|bảo đảm|đảm bảo|trong đó|riêng|giữ|duy trì)\s*",
        lambda m: " " * len(m.group()),
        lead,
    )
    head = re.sub(
        r"\s*(?:đạt|còn|giảm|(?<!gia )tăng|từ|trên|dưới|ít nhất|tối thiểu|lên|xuống|bình quân|không quá|(?<!nhất )là|hằng năm|mỗi năm)(?:\s.*)?$",
        "",
        head,
    )
    cut = head.rfind(", ") + 2 if previous and ", " in head else len(head) - len(head.lstrip(" ,"))
    begin = previous + cut
    return clause.text[begin : previous + len(head)].strip(" ,.;:") or None


def _count(setting: Setting, passage: Passage, sentence: Clause, clause: Clause, found: measures.Measure) -> Target:
    holder = clause.text[found.holder[0] : found.holder[1]].strip(" ,") if found.holder else _holder(clause, found.at)
    kind = found.kind
    if (
        kind == "at_least"
        and holder
        and re.search(r"\b(?:mỗi|các|từng)\b", holder.lower())
        and re.search(r"\bmỗi\b", clause.shadow)
    ):
        kind = "count_per_unit"
    of_which = _OF_WHICH.search(clause.shadow[: found.at])
    due = date(int(of_which["y"]), 12, 31) if of_which else _due(setting, passage, sentence, clause)
    return Target(
        kind, found.value, clause.text[found.unit[0] : found.unit[1]], clause.text[found.subject[0] : found.subject[1]].strip(" ,.;"),
        _baseline(clause, clause.shadow), due, _scope(passage, clause), holder, clause.span,
    )  # fmt: skip


def _told(setting: Setting, passage: Passage, sentence: Clause, clause: Clause, shadow: str) -> list[Target]:
    """Targets without a figure."""
    lead = _SCOPE.search(shadow)
    told_from = lead.end() if lead else 0
    own = _NAMED.sub(lambda m: "·" * len(m.group()), shadow)  # the name of a title promises nothing by itself
    halt, none = _HALT.search(own, told_from), _NONE.search(own, told_from)
    if halt:
        kind, at = "halt_growth", halt.start("what")
    elif none:
        kind, at = "keep_none", none.start()
        for verb in _NONE_OF.finditer(shadow, none.start(), none.end()):
            at = verb.end()
    else:
        return []
    stop = re.search(r"[,;.]", shadow[at:])
    end = at + stop.start() if stop else len(shadow)
    if stop and stop.group() == ",":
        end = nouns.end(shadow, end, len(shadow))
    subject = clause.text[at:end].strip(" ,.;")
    subject = re.sub(r"^(?:để |cho )?(?:phát sinh|xảy ra|tái diễn|tái phát|hình thành|có)(?: mới)? ", "", subject)
    due = _due(setting, passage, sentence, clause)
    return [
        Target(
            kind,
            None,
            None,
            subject or None,
            _baseline(clause, shadow),
            due,
            _scope(passage, clause),
            None,
            clause.span,
        )
    ]


def _baseline(clause: Clause, shadow: str) -> Baseline | None:
    found = _BASELINE.search(shadow)
    if not found:
        return None
    text = clause.text[found.start() : found.end()].strip()
    period = dates.PERIOD.search(found.group())
    if period:
        return Baseline(date(int(period["from"]), 1, 1), date(int(period["to"]), 12, 31), text)
    when = next(iter(dates.find(found.group())), None)
    if when is None or when.year is None:
        return Baseline(None, None, text)
    last = when.last_day(None)
    first = date(when.year, when.month or 1, when.day or 1) if last else None
    return Baseline(first, last, text)


def _due(setting: Setting, passage: Passage, sentence: Clause, clause: Clause) -> date | None:
    # What a yearly rate reaches is told of that rate alone, or before it: "giảm 0,4 %/năm; đến năm 2030 còn …".
    before = clause.start - sentence.start
    said_before = Clause(sentence.start, clause.start, sentence.text[:before], sentence.shadow[:before])
    places = [clause, said_before if _YEARLY_RATE.search(clause.shadow) else sentence]
    if passage.intro:
        places.append(passage.intro.clause)
    for place in places:
        due = due_in(place.shadow, setting.year)
        if due:
            return due
    for node in passage.node.ancestors() if passage.node else []:
        low = node.title.lower()
        when = next((w for w in dates.find(low) if w.year and not dates.PERIOD.search(low)), None)
        if when and context.kind_of(node.title) == GOAL:
            return when.last_day(None)
    return None


_YEARLY_RATE = re.compile(r"%\s?/\s?năm|\b(?:bình quân|hằng năm|hàng năm|mỗi năm)\b")
_OF_WHICH = re.compile(r"\b(?:trong đó|riêng),? (?:riêng )?(?:trong |đến )?(?:hết )?năm (?P<y>20\d{2})\b[^;,]*$")
_RECURS = re.compile(r"\s?(?:của |,)?\s?(?:hằng|hàng|mỗi) (?:tuần|tháng|quý|năm)")


def due_in(shadow: str, year: int | None) -> date | None:
    """The day by which something is due, as this stretch says it."""
    blocked = [m.span() for m in _BASELINE.finditer(shadow)] + [m.span() for m in _PAREN.finditer(shadow)]
    for when in dates.find(shadow):
        if any(a <= when.start < b for a, b in blocked) or _RECURS.match(shadow, when.end):
            continue
        if _DUE.search(shadow[: when.start]) or (when.kind == "year" and when.start <= 1):
            return when.last_day(year)
    return None


def _scope(passage: Passage, clause: Clause) -> str | None:
    for place in (clause, passage.clause, *([passage.intro.clause] if passage.intro else [])):
        found = _SCOPE.search(place.shadow)
        if found:
            return place.text[found.start("scope") : found.end("scope")]
    return None


_HOLDER = re.compile(
    r"^(?:phấn đấu,? )?(?P<who>(?:mỗi|từng|mttq|mặt trận|ban thường trực|các|ủy ban mttq|ban công tác mặt trận|hội|đoàn|công đoàn|liên đoàn)\b[^;:]*?)"
    r",?\s(?=(?:mỗi năm|hằng năm|hàng năm|phấn đấu|xây dựng|tổ chức|vận động|thành lập|duy trì|có|ra mắt|hoàn thành|phối hợp|thực hiện|đăng ký|chủ trì|giúp|nhận|hỗ trợ|trồng|sửa|xây)\b)"
)


def _holder(clause: Clause, at: int) -> str | None:
    found = _HOLDER.match(clause.shadow[:at])
    if not found:
        return None
    said = clause.text[found.start("who") : found.end("who")].strip(" ,")
    return re.sub(r"^(?:mỗi|từng) ", "", said, flags=re.IGNORECASE) if len(said) < 160 else None
