"""Targets in sentences: shares, counts, "không để phát sinh", "ngăn chặn đà gia tăng"."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from vandong.programme.reader import claims, context, dates, doubts, dues, measures, nouns, others, shares
from vandong.programme.reader.context import GOAL, LOGISTICS, Clause, Passage, Setting
from vandong.programme.reader.plan import Baseline, Span, Target
from vandong.programme.reader.text import fold

_TRIGGER = re.compile(
    r"\b(?:phấn đấu|bảo đảm|đảm bảo|chỉ tiêu|mục tiêu|ít nhất|tối thiểu|trở lên|phải đạt|cần đạt|không quá|không dưới)\b"
)
_NONE = re.compile(
    r"\b(?:không (?:để|cho) (?:\w+ ){0,3}?(?:phát sinh|xảy ra|tái diễn|tái phát|hình thành|tồn tại|có|lây lan|tái trồng|tái nghiện)|"
    r"không (?:còn |có )?phát sinh|(?:phấn đấu|cơ bản) không còn|không (?:còn|có) (?:\w+,? ){0,8}?(?:vi phạm|tệ nạn|ma túy|tội phạm|tảo hôn|nghiện|phức tạp|mới)|không xảy ra|"
    r"(?:duy trì|giữ vững)[^;.]{0,60}? không (?:có|để))\b"
)
_OPENS = r"(?:(?:phấn đấu|cơ bản|tiếp tục|quyết tâm|kiên quyết|bảo đảm|đảm bảo|duy trì|giữ vững|đồng thời|và|hằng năm|trong năm|đến (?:hết |cuối )?năm \d{4}|hết năm \d{4}),? )*"
_NONE_FIRST = re.compile(
    rf"{_OPENS}(?:không (?:để|còn|có|để có|phát sinh|xảy ra)|không [^\W\d_]+(?: [^\W\d_]+){{0,2}} nào|chấm dứt) (?!bị động|ai bị|áp dụng|phù hợp|ngừng|lãng phí|sơ hở|trống|lọt|chồng chéo)[^\W\d]"
)
_PHRASE = re.compile(
    rf"(?:^|[,;:] | và |·)(?={_OPENS}(?:không (?:để|còn|có|phát sinh|xảy ra) |ngăn chặn |kiềm chế |chặn đứng ))"
)
# "giữ vững danh hiệu xã không có ma túy": what a place is called, not what is promised.
_A_NAME = re.compile(
    r"\b(?:danh hiệu|mô hình|tiêu chí|tiêu chuẩn|phong trào|câu lạc bộ|đăng ký|công nhận|xây dựng|đạt chuẩn|cuộc vận động|chủ đề|khẩu hiệu)\b[^,;.]{0,50}$|\bxây dựng (?:xã|phường|thôn|khu|địa bàn|cơ quan|trường|gia đình)\b[^;.\d]{0,50}$|^(?:đối với|tại|ở|với) [^:;.]{0,80}$"
)
_MEASURED = re.compile(
    r", (?:không quá|không vượt quá|dưới|tối đa|ở mức|còn|đạt|giảm|phấn đấu (?:giảm|còn|dưới|không quá))\b"
)
_OF_PRICES = re.compile(r"[-+ ]*(?:giá|phí|mức (?:giá|thu|phí)|học phí|chi phí)\b")
_ORDERED = re.compile(
    r"(?:kiên quyết |tuyệt đối )?không (?:để|cho) (?:phát sinh|xảy ra|hình thành|tái diễn|tái phát|tồn tại|lây lan|bùng phát)\b"
)
_NONE_OF = re.compile(
    r"(?:chấm dứt|phát sinh|xảy ra|tái diễn|tái phát|hình thành|tồn tại|lây lan|tái trồng|tái nghiện|không (?:để |cho )?(?:còn|có)|không để|không)(?: mới)?(?= |$)"
)
_HALT = re.compile(
    r"\b(?:(?:ngăn chặn|kiềm chế|chặn đứng|kìm hãm|ngăn|hạn chế)(?:[^;.]{0,40}?) (?:đà |sự |mức |tốc độ |xu hướng )?(?:gia tăng|tăng)|"
    r"không (?:để|làm) (?:\w+ ){0,6}?(?:gia )?tăng|không (?:gia )?tăng)\b(?P<what>[^;.,]*)"
)
_NAMED = re.compile(r"\"[^\"]*\"|(?<!\w)'[^']{3,90}'(?!\w)")
_GENERAL = re.compile(r"mục tiêu (?:chung|tổng quát)|^(?:các |những )?(?:mục đích|yêu cầu|quan điểm)|mục đích, yêu cầu")
_SCOPE = re.compile(r"(?:^|\. )(?:đối với|với|tại|riêng) (?P<scope>[^:]{3,140}):")


@dataclass(frozen=True)
class Doubt:
    """A figure left out, and why: it becomes a flag."""

    reason: str  # past, quoted, dropped
    span: Span


def find(setting: Setting) -> tuple[list[Target], list[Doubt]]:
    targets: list[Target] = []
    doubts_found: list[Doubt] = []
    following = [*setting.passages[1:], None]
    for passage, after in zip(setting.passages, following, strict=False):
        if passage.paragraph.is_row or passage.in_kind(LOGISTICS) and not passage.is_aimed:
            continue
        if after is not None and after.paragraph.is_row and context.CAPTION.match(passage.clause.shadow):
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
    aims = _is_aim(passage, clause)
    told = shares.find(shadow, aims=aims)
    rest = _without_phrases(shadow, told)
    counted = measures.find(rest, in_goal=passage.is_aimed, aims=aims)
    figures = [*(share.start for share in told), *(count.at for count in counted)]
    place = _Place(setting, passage, sentence, clause, figures)
    targets: list[Target] = []
    left_out: list[Doubt] = []
    found: list[shares.Share | measures.Measure] = [*told, *counted]
    silent = False
    for figure in found:
        at, end = _place_of(figure)
        reason = _why_not(setting, passage, sentence, clause.start + at, clause.start + end)
        is_told = _sets_nothing(passage, clause, figure)
        silent = silent or is_told
        if not passage.is_aimed and (doubts.is_condition(sentence, clause.start + at) or _is_a_limit(figure, shadow)):
            continue
        if reason:
            left_out.append(Doubt(reason, clause.span))
        elif not is_told:
            targets.append(_share(place, figure) if isinstance(figure, shares.Share) else _count(place, figure))
    if not left_out and not silent and (passage.is_aimed or _is_an_order(setting, clause)) and not _is_general(passage):
        spoken = _told(place, rest)
        if spoken and not _why_not(setting, passage, sentence, clause.end, clause.end):
            targets.extend(spoken)
    return targets, left_out


def _is_an_order(setting: Setting, clause: Clause) -> bool:
    """A directive has no part of aims: "c) Không để hình thành băng nhóm …" among what it orders is one."""
    ordered = fold(setting.header.type or "") in ("chỉ thị", "công điện")
    return ordered and bool(_ORDERED.match(clause.shadow.lstrip(" -+")))


def _is_a_limit(figure: shares.Share | measures.Measure, shadow: str) -> bool:
    """ "Khen thưởng không quá 20 % số tập thể": a rule of the work, not what is to be reached by it."""
    if not isinstance(figure, shares.Share):
        return False
    lead = shadow[: figure.start]
    limits = figure.kind == "at_most" and not measures.LIMIT_MEANT.search(lead) and "tỷ lệ" not in lead
    return limits or bool(measures.REWARDED.search(lead))


def _without_phrases(shadow: str, told: list[shares.Share]) -> str:
    """The clause with the phrases that hold a share blanked: "…, 80 % hội viên tham gia" counts nothing else; "100 % xã,
    phường tổ chức 01 diễn đàn" is one phrase."""
    if not told:
        return shadow
    pieces, start = [], 0
    commas = [m for m in re.finditer(r",\s", shadow) if not any(s.start < m.start() < s.subject[1] for s in told)]
    for comma in [*(m.end() for m in commas), len(shadow)]:
        piece = shadow[start:comma]
        pieces.append("·" * len(piece) if any(start <= share.start < comma for share in told) else piece)
        start = comma
    return "".join(pieces)


def _is_aim(passage: Passage, clause: Clause) -> bool:
    intro = passage.intro.paragraph.shadow if passage.intro else ""
    return passage.is_aimed or bool(_TRIGGER.search(clause.shadow) or _TRIGGER.search(intro))


def _is_general(passage: Passage) -> bool:
    return passage.node is not None and bool(_GENERAL.search(fold(passage.node.title)))


def _place_of(figure: shares.Share | measures.Measure) -> tuple[int, int]:
    return (figure.start, figure.end) if isinstance(figure, shares.Share) else (figure.at, figure.unit[1])


def _sets_nothing(passage: Passage, clause: Clause, figure: shares.Share | measures.Measure) -> bool:
    at, end = _place_of(figure)
    said = _without_asides(clause.shadow)
    counted = None if isinstance(figure, shares.Share) else said[figure.unit[0] : figure.unit[1]]
    told = claims.sets_nothing(said[:at], said[end:], is_all=figure.value == 100, counted=counted)
    return told or claims.is_example(passage.clause.shadow) or _only_shows(passage)


def _only_shows(passage: Passage) -> bool:
    return passage.intro is not None and claims.leads_to_nothing(passage.intro.clause.shadow)


def _why_not(setting: Setting, passage: Passage, sentence: Clause, at: int, end: int) -> str | None:
    intro = passage.intro
    if doubts.is_past(setting, passage, sentence, at) or (
        intro and doubts.is_past(setting, intro, intro.clause, intro.clause.end)
    ):
        return "past"
    if doubts.is_quoted(setting, sentence, at) or (intro and doubts.is_quoted(setting, intro.clause, intro.clause.end)):
        return "quoted"
    if reason := _by_its_heading(setting, passage):
        return reason
    said = _without_asides(sentence.shadow)
    cut = max(at - sentence.start, 0)
    return "dropped" if claims.is_dropped(said[:cut], said[max(end - sentence.start, 0) :]) else None


def _by_its_heading(setting: Setting, passage: Passage) -> str | None:
    """ "1. Giai đoạn 2021 - 2025", "1. Chỉ tiêu của tỉnh": what stands below is over, or others' aim."""
    for node in passage.node.ancestors() if passage.node else []:
        if node.paragraph == passage.paragraph.index:
            continue
        if reason := _said_by(node.title, setting.begins_in, setting.own):
            return reason
    return None


@lru_cache(maxsize=1024)
def _said_by(title: str, year: int | None, own: str | None) -> str | None:
    if claims.heads_the_past(fold(title), year):
        return "past"
    return "quoted" if others.has_set(f"{fold(title)}:", "", own) else None


def _without_asides(shadow: str) -> str:
    """Figures in parentheses tell the state of today, or repeat; those of a name promise nothing."""
    masked = dues.ASIDE.sub(lambda m: "(" + "·" * (len(m.group()) - 2) + ")", shadow)
    return _NAMED.sub(lambda m: '"' + "·" * (len(m.group()) - 2) + '"', masked)


@dataclass(frozen=True)
class _Place:
    """Where figures stand: the clause, and all the figures of it."""

    setting: Setting
    passage: Passage
    sentence: Clause
    clause: Clause
    figures: list[int]

    def words(self, span: tuple[int, int]) -> str:
        said = self.clause.text[span[0] : span[1]].strip(" ,.;:")
        return re.sub(r"\s(?:tại|ở|cho|của|trong|trên)$", "", said)

    def due(self, at: int) -> date | None:
        others = [figure for figure in self.figures if figure != at]
        decided, on = dues.of_figure(self.clause.shadow, self.setting.year, at, others)
        return on if decided else _due(self.setting, self.passage, self.sentence, self.clause)


def _share(place: _Place, share: shares.Share) -> Target:
    clause = place.clause
    holder = None if share.is_fraction else _holder(clause, share.start)
    return Target(
        share.kind, share.value, "%", place.words(share.subject) or None, _baseline(clause), place.due(share.start),
        _scope(place.passage, clause), holder, clause.span, dues.recurs(clause.shadow),
    )  # fmt: skip


def _count(place: _Place, found: measures.Measure) -> Target:
    clause = place.clause
    holder = place.words(found.holder) if found.holder else _holder(clause, found.at)
    kind = found.kind
    if (
        kind == "at_least"
        and holder
        and re.search(r"\b(?:mỗi|các|từng)\b", holder.lower())
        and re.search(r"\bmỗi\b", clause.shadow)
    ):
        kind = "count_per_unit"
    of_which = _OF_WHICH.search(clause.shadow[: found.at])
    due = date(int(of_which["y"]), 12, 31) if of_which else place.due(found.at)
    return Target(
        kind, found.value, clause.text[found.unit[0] : found.unit[1]], place.words(found.subject),
        _baseline(clause), due, _scope(place.passage, clause), holder, clause.span, dues.recurs(clause.shadow),
    )  # fmt: skip


def _told(place: _Place, shadow: str) -> list[Target]:
    """Targets without a figure; beside figures only where a phrase of its own begins with them."""
    clause = place.clause
    if _OF_PRICES.match(shadow):
        return []
    lead = _SCOPE.search(shadow)
    told_from = lead.end() if lead else 0
    if place.figures:
        phrase = _PHRASE.search(shadow, told_from)
        if phrase is None:
            return []
        told_from = phrase.end()
    begins = told_from + len(shadow[told_from:]) - len(shadow[told_from:].lstrip(" :-+"))
    halt = _HALT.search(shadow, told_from)
    none = _NONE_FIRST.match(shadow, begins) or _NONE.search(shadow, told_from)
    if halt:
        kind, at = "halt_growth", halt.start("what")
    elif none and not _A_NAME.search(shadow[: none.end()]):
        kind, at = "keep_none", none.start()
        for verb in _NONE_OF.finditer(shadow, none.start(), none.end()):
            at = verb.end()
    else:
        return []
    stop = re.search(r"[,;.]", shadow[at:])
    end = at + stop.start() if stop else len(shadow)
    if stop and stop.group() == ",":
        end = nouns.end(shadow, end, len(shadow))
    if place.figures and _MEASURED.match(clause.shadow, end):
        return []  # "kiềm chế …, không quá 3 %": the figure says it
    subject = clause.text[at:end].strip(" ,.;")
    subject = re.sub(r"^(?:để |cho )?(?:phát sinh|xảy ra|tái diễn|tái phát|hình thành|có)(?: mới)? ", "", subject)
    return [
        Target(
            kind, None, None, subject or None, _baseline(clause), place.due(at), _scope(place.passage, clause), None,
            clause.span,
        )
    ]  # fmt: skip


def _baseline(clause: Clause) -> Baseline | None:
    found = dues.BASELINE.search(_without_asides(clause.shadow))
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
    # A day in an earlier clause counts where it opens the sentence; one in a later clause is that clause's own.
    before = clause.start - sentence.start
    said_before = Clause(sentence.start, clause.start, sentence.text[:before], sentence.shadow[:before])
    if due := dues.first_in(clause.shadow, setting.year) or dues.leading_in(said_before.shadow, setting.year):
        return due
    if passage.intro and (due := dues.first_in(passage.intro.clause.shadow, setting.year)):
        return due
    for node in passage.node.ancestors() if passage.node else []:
        low = node.title.lower()
        when = next((w for w in dates.find(low) if w.year and not dates.PERIOD.search(low)), None)
        told = when is not None and (
            context.kind_of(node.title) == GOAL
            or (node.paragraph != passage.paragraph.index and _UNTIL.search(low[: when.start]))
        )
        if when is None or not told or not passage.is_aimed:
            continue
        # "MỤC TIÊU NĂM 2026" names the plan's own year, as its title does; "Chỉ tiêu đến năm 2030" is a day.
        if _UNTIL.search(low[: when.start]) or when.kind != "year" or when.year != setting.year:
            return when.last_day(None)
    return None


_UNTIL = re.compile(r"\b(?:đến|hết|cuối|trước|trong)(?: hết| cuối)? $")
_YEARLY_RATE = re.compile(r"%\s?/\s?năm|\b(?:bình quân|hằng năm|hàng năm|mỗi năm)\b")
_OF_WHICH = re.compile(r"\b(?:trong đó|riêng),? (?:riêng )?(?:trong |đến )?(?:hết )?năm (?P<y>20\d{2})\b[^;,]*$")


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
