"""Deadlines in sentences: reports, reviews, meetings, tasks with a day; once or recurring."""

import re
from datetime import date

from vandong.programme.reader import bodies, citations, claims, context, dates, deadline_kinds, doubts
from vandong.programme.reader.context import PAST, Clause, Passage, Setting
from vandong.programme.reader.dates import When
from vandong.programme.reader.deadline_kinds import MEETING, REPORT, since_before
from vandong.programme.reader.deadline_marks import Mark, dates_in, rhythms_in
from vandong.programme.reader.plan import Deadline, Span, Target

# "định kỳ hằng năm sơ kết", "cuối năm, Ban Thường trực tổ chức tổng kết"
_REVIEWED = re.compile(r"(?:[^.;]{0,70}?\b(?:định kỳ|tổ chức|tiến hành)\b[^.;,]{0,25})?,?\s?\b(?:sơ kết|tổng kết)\b")
# "sơ kết 6 tháng đầu năm trước ngày 20/6" names the review; "hằng năm tổng kết trước ngày 15/12" is one of every year.
_EVERY = re.compile(r"\b(?:hằng|hàng|mỗi) (?:năm|quý|tháng)\b|\bđịnh kỳ\b|\bmột lần\b|/lần\b|lần/")
_REVIEW_BEFORE = re.compile(
    r"\b(?:định kỳ|tổ chức|tiến hành)\b[^.;]{0,40}\b(?:sơ kết|tổng kết)(?: kết quả)?,? (?:định kỳ )?$"
)
_VIA = re.compile(
    r"\(\s?(?:qua|thông qua) (?P<inside>(?:ban|văn phòng|bộ phận|phòng|cơ quan|đồng chí|tổ|công an|sở|hội|đoàn)\b[^();:]*?)\s?\)|"
    r"\b(?:qua|thông qua) (?P<via>(?:ban|văn phòng|bộ phận|phòng|cơ quan|đồng chí|tổ)\b[^();:.]*?)(?=\)|,| trước| chậm| để| vào| theo|;|\.|:| trong|$)"
)
_TO = re.compile(
    r"\b(?:về|cho|lên|với|tới|báo cáo) (?P<to>(?:ban|ủy ban|ub|mttq|mặt trận|thường trực|hội|đoàn|liên đoàn|công đoàn|văn phòng|huyện ủy|tỉnh ủy|thành ủy|đảng ủy|cơ quan|tỉnh đoàn|tỉnh hội|huyện hội|phòng|sở|công an|tổ|trung ương|bộ phận|cấp trên|hđnd)\b"
    r"[^();:.,]*?(?:, (?:thành phố|thị xã|phường)[^();:.,]*?)?)(?=\s\((?:qua|thông)|,|\s(?:trước|chậm|vào|để|qua|thông qua|định kỳ|theo|trong|hằng|hàng|khi|tổng hợp|kết quả|bằng|đúng|từ|muộn|và)\b|\s\d{1,2} lần|[();:.]|$)"
)
# "trước ngày 10/6 (báo cáo 6 tháng)": the report is named behind its day.
_NAMED_BEHIND = re.compile(
    r"(?: (?:hằng|hàng|mỗi) năm)?\s?\((?P<name>[^()]{0,30}\b(?:báo cáo|sơ kết|tổng kết)\b[^()]{0,30})\)"
)
# "Báo cáo sơ kết trước ngày 15/6, tổng kết trước ngày 15/12": the second is a report too.
_ALSO = re.compile(
    r"\s?(?:\([^()]*\))?,? (?:và )?(?:tổng kết|sơ kết)(?: năm| giai đoạn \d| đợt \d)?(?: trước| vào| chậm nhất)?(?: ngày)? ?"
)
_JOINS = re.compile(
    r"\s?(?:,|và|, và|;)?\s?(?:(?:trước|vào|đến)\s)?(?:ngày )?(?:mùng |mồng )?"
)  # "ngày 10/6 và ngày 10/12"
# "… tổng hợp, báo cáo Ủy ban nhân dân huyện hằng quý."
_AT_ITS_END = re.compile(r"\s?(?:$|[.,;])")
_TELLS = re.compile(r"\b(?:báo cáo|(?:báo|phản ánh|thông tin|gửi) (?:tình hình|kết quả))\b[^,;.]*$")
_FIRM = re.compile(
    r"\b(?:trước (?:ngày )?\d|chậm nhất|muộn nhất|(?:hoàn thành|xong) (?:trước|trong)|định kỳ|báo cáo đột xuất)"
)


def find(setting: Setting, targets: list[Target]) -> list[Deadline]:
    found: list[Deadline] = []
    aimed = [target.span for target in targets]
    for passage in setting.passages:
        if passage.in_kind(PAST) or passage.paragraph.is_row or _only_shows(passage):
            continue
        cited = [c.span for c in citations.in_paragraph(passage.paragraph) if c.number]
        for sentence in context.sentences(passage.clause):
            if _is_told(setting, passage, sentence):
                continue
            found.extend(_in_sentence(setting, passage, sentence, aimed, cited))
    return _once(found)


def _only_shows(passage: Passage) -> bool:
    led = passage.intro is not None and claims.is_example(passage.intro.clause.shadow)
    return led or claims.is_example(passage.clause.shadow)


def _is_told(setting: Setting, passage: Passage, sentence: Clause) -> bool:
    """Is this history, or another document's day? "trước ngày …" speaks of the future unless it says it is done."""
    firm = _FIRM.search(sentence.shadow)
    if firm is None:
        told = doubts.is_past(setting, passage, sentence, sentence.start) and not _lies_ahead(setting, sentence)
        return told or doubts.is_quoted(setting, sentence, sentence.end)
    at = sentence.start + firm.start()
    return (
        doubts.is_done(sentence, at) and not _lies_ahead(setting, sentence) or doubts.is_quoted(setting, sentence, at)
    )


def _lies_ahead(setting: Setting, sentence: Clause) -> bool:
    days = [when.last_day(None) for when in dates.find(sentence.shadow) if when.year and when.kind != "year"]
    return bool(days) and setting.issued_on is not None and all(day and day >= setting.issued_on for day in days)


def _in_sentence(
    setting: Setting, passage: Passage, sentence: Clause, aimed: list[Span], cited: list[Span]
) -> list[Deadline]:
    marks = dates_in(setting, passage, sentence, cited)
    rhythms = rhythms_in(sentence, marks)
    used: set[int] = set()
    found = []
    kind, rhythm = "task", None
    for before, mark in zip([None, *marks], marks, strict=False):
        piece = _piece_around(sentence, mark)
        pair = before if before and _JOINS.fullmatch(sentence.shadow, before.end, mark.start) else None
        told_before = kind
        kind = (
            kind
            if pair
            else deadline_kinds.near(sentence, piece, mark, marks) or deadline_kinds.of_words(passage, sentence, piece)
        )
        if (
            kind == "review"
            and told_before == "report"
            and before
            and _ALSO.fullmatch(sentence.shadow, before.end, mark.start)
        ):
            kind = "report"
        spot = Span(sentence.start + mark.start, sentence.start + mark.end)
        if kind == "task" and any(a.start <= spot.start and spot.end <= a.end for a in aimed):
            continue
        rhythm = _rhythm_of(mark, marks, rhythms, sentence) or (rhythm if pair else None)
        used |= _spoken_for(mark, marks, rhythms, rhythm, sentence)
        made = _deadline(setting, passage, sentence, piece, kind, mark, rhythm.recurs if rhythm else None)
        if made:
            found.append(made)
    found.extend(_without_a_day(setting, passage, sentence, rhythms, used, bool(marks)))
    found.extend(_meetings_beside(passage, sentence, rhythms, marks))
    return found


def _meetings_beside(passage: Passage, sentence: Clause, rhythms: list[Mark], marks: list[Mark]) -> list[Deadline]:
    """ "mỗi tháng họp một lần, báo cáo … trước ngày 18": the meeting stands in a piece of its own, without a day."""
    found = []
    for rhythm in rhythms if marks else ():
        start = max(sentence.shadow.rfind(sign, 0, rhythm.start) for sign in ",;:") + 1
        ends = [at for sign in ",;." if (at := sentence.shadow.find(sign, rhythm.end)) >= 0]
        end = min(ends, default=len(sentence.shadow))
        piece = sentence.shadow[start:end]
        if any(start <= mark.start < end for mark in marks) or rhythm.recurs in (None, "on_request"):
            continue
        if re.search(r"\b(?:họp|giao ban)\b(?! mặt)", piece) and not REPORT.search(piece):
            span = _piece_around(sentence, rhythm).span
            who = bodies.actor(sentence)
            found.append(
                Deadline("meeting", rhythm.recurs, None, None, None, None, who, None, None, passage.section, span)
            )
    return found


def _rhythm_of(mark: Mark, marks: list[Mark], rhythms: list[Mark], sentence: Clause) -> Mark | None:
    """The rhythm a date belongs to: the one said since the date before it, else the one right behind it."""
    if mark.when is not None and mark.when.year is not None:
        return None
    if aside := _NAMED_BEHIND.match(sentence.shadow, mark.end):
        within = [r for r in rhythms if aside.start("name") <= r.start < aside.end() and r.recurs != "on_request"]
        if within:
            return within[0]
    since = since_before(mark, marks, sentence)
    before = [r for r in rhythms if since <= r.start < mark.start and r.recurs != "on_request"]
    end = mark.end
    for other in marks:  # "trước 15/6 và 15/12 hằng năm"
        end = other.end if end < other.start <= end + 5 else end
    behind = [
        r
        for r in rhythms
        if mark.end <= r.start <= end + 8
        and not re.search(r"[),;]", sentence.shadow[end : r.start])
        and r.recurs != "on_request"
    ]
    if behind and (not before or before[-1].recurs == "yearly" or behind[0].recurs != "yearly"):
        return behind[0] if not (before and before[-1].recurs == "half_yearly") else before[-1]
    if before:
        return before[-1]
    opener = [r for r in rhythms if r.start <= 1 and r.recurs == "yearly"]
    return opener[0] if opener else None


def _spoken_for(mark: Mark, marks: list[Mark], rhythms: list[Mark], taken: Mark | None, sentence: Clause) -> set[int]:
    """Rhythms that only name the report whose day is told: they are no deadlines of their own."""
    since = since_before(mark, marks, sentence)
    before = [r for r in rhythms if since <= r.start < mark.start and r.recurs != "on_request"]
    named = [
        taken,
        *before[-1:],
        *(r for r in rhythms if taken and r.recurs == taken.recurs and abs(r.start - mark.end) < 40),
        *(r for r in rhythms if taken and 0 <= r.start - mark.end <= 2),  # "trước ngày 10/6 hằng năm" of a half-year
    ]
    return {r.start for r in named if r is not None}


def _piece_around(sentence: Clause, mark: Mark) -> Clause:
    for clause in context.clauses(sentence):
        if clause.start <= sentence.start + mark.start < clause.end:
            return clause
    return sentence


def _deadline(
    setting: Setting, passage: Passage, sentence: Clause, piece: Clause, kind: str, mark: Mark, recurs: str | None
) -> Deadline | None:
    month = day = None
    on = starts_on = None
    if mark.day is not None:
        day = mark.day
        of_quarter = re.match(r"[^,;.)]{0,25}\bquý", sentence.shadow[mark.end :])
        recurs = "quarterly" if of_quarter else recurs or "monthly"
    elif mark.when is not None:
        if mark.when.is_impossible:
            return None
        if recurs and mark.when.year is None:
            month, day = mark.when.month, mark.when.day
            if day is None and month is not None:
                last = mark.when.last_day(2023)
                day = last.day if last else None
        else:
            recurs = None
            on = _resolve(setting, mark.when)
            opening = dates.begins(sentence.shadow, mark.when, on.year if on else setting.year)
            starts_on = opening[1] if opening else None
            if on is None:
                month, day = mark.when.month, mark.when.day
    if kind == "review" and recurs in ("half_yearly", "yearly") and not _EVERY.search(piece.shadow):
        on, month, day, recurs = _resolve(setting, mark.when) if mark.when else on, None, None, None
    sender, to, via = _route(passage, sentence) if kind == "report" else (None, None, None)
    lead = sender or (bodies.actor(sentence) if kind != "report" else None)
    return Deadline(kind, recurs, month, day, on, starts_on, lead, to, via, passage.section, piece.span)


def _resolve(setting: Setting, when: When) -> date | None:
    """A day without a year falls into the plan's year, or the next when that day had passed at issuing."""
    on = when.last_day(setting.year)
    if (
        on
        and when.year is None
        and setting.issued_on
        and on < setting.issued_on
        and setting.year == setting.issued_on.year
    ):
        return when.last_day(setting.year + 1)
    return on


def _without_a_day(
    setting: Setting, passage: Passage, sentence: Clause, rhythms: list[Mark], used: set[int], has_marks: bool
) -> list[Deadline]:
    """ "định kỳ hằng quý báo cáo", "giao ban hằng tháng": a rhythm is a deadline by itself, for reports and meetings."""
    found = []
    for rhythm in rhythms:
        if rhythm.start in used or rhythm.recurs is None:
            continue
        said = sentence.shadow[: rhythm.start]
        if claims.is_dropped(said, sentence.shadow[rhythm.end :]) or claims.was_once(said):
            continue
        if any(
            r.end <= rhythm.start and not re.search(r"[,;:(]|\bvà\b", sentence.shadow[r.end : rhythm.start + 2])
            for r in rhythms
        ):
            continue  # "mỗi quý một lần vào tuần đầu của tháng đầu quý": one rhythm
        piece = _piece_around(sentence, rhythm)
        since, until = piece.start - sentence.start, piece.end - sentence.start
        near = sentence.shadow[max(since, rhythm.start - 60) : min(until, rhythm.end + 60)]
        near_before = sentence.shadow[since : rhythm.start]
        periodic = re.search(
            r"\bđịnh kỳ\b|\bchế độ (?:thông tin,? )?báo cáo\b|\bbáo cáo (?:(?:hằng|hàng|mỗi) (?:tuần|tháng|quý)|tháng|quý|tuần|năm|đột|6|nhanh|kết quả|tình hình|định)",
            piece.shadow,
        )
        if REPORT.search(piece.shadow) and (
            periodic
            or (not has_marks and rhythm.start <= 1)
            or (not has_marks and _AT_ITS_END.match(sentence.shadow, rhythm.end) and _TELLS.search(near_before))
            or (not has_marks and re.match(r"[^,;.]{0,40}\bbáo cáo\b", sentence.shadow[rhythm.end :]))
            or (
                not has_marks
                and re.search(
                    r"\bbáo cáo\b[^,;.]*\b(?:vào|theo|mỗi|một|trước|chậm nhất|thứ) [^,;.]*$",
                    sentence.shadow[: rhythm.end],
                )
            )
        ):
            if rhythm.recurs == "yearly" and has_marks and rhythm.start <= 1:
                continue
            sender, to, via = _route(passage, sentence)
            found.append(
                Deadline("report", rhythm.recurs, None, None, None, None, sender, to, via, passage.section, piece.span)
            )
        elif (
            MEETING.search(near)
            and not has_marks
            and rhythm.recurs != "on_request"
            and re.search(r"\b(?:họp|giao ban)\b(?! mặt)", near)
        ):
            found.append(
                Deadline(
                    "meeting",
                    rhythm.recurs,
                    None,
                    None,
                    None,
                    None,
                    bodies.actor(sentence),
                    None,
                    None,
                    passage.section,
                    piece.span,
                )
            )
        elif (
            _is_reviewed(piece, rhythm.start - since, rhythm.end - since)
            and rhythm.recurs != "on_request"
            and not has_marks
        ):
            found.append(
                Deadline(
                    "review",
                    rhythm.recurs,
                    None,
                    None,
                    None,
                    None,
                    bodies.actor(sentence),
                    None,
                    None,
                    passage.section,
                    piece.span,
                )
            )
    return found


def _is_reviewed(piece: Clause, start: int, end: int) -> bool:
    if piece.shadow.startswith("tổng kết năm", start):
        return bool(re.search(r"\b(?:tổ chức|tiến hành)\b", piece.shadow[:start]))
    return bool(_REVIEWED.match(piece.shadow, end) or _REVIEW_BEFORE.search(piece.shadow[:start]))


def _route(passage: Passage, sentence: Clause) -> tuple[str | None, str | None, str | None]:
    """(from, to, via) of a report."""
    at = sentence.shadow.find("báo cáo")
    to = _TO.search(sentence.shadow, max(at, 0)) or _TO.search(sentence.shadow)
    via = _VIA.search(sentence.shadow)
    sender = bodies.actor(sentence) or (
        bodies.actor(passage.clause) if passage.clause.start != sentence.start else None
    )
    if sender is None:
        sender = (
            next(
                (bodies.without_lead(n.title) for n in passage.node.ancestors() if bodies.looks_like_body(n.title)),
                None,
            )
            if passage.node
            else None
        )
    said = [
        sentence.text[m.start(name) : m.end(name)].strip(" ,") if m else None
        for m, name in ((to, "to"), (via, "inside" if via and via["inside"] else "via"))
    ]
    return sender, said[0], said[1]


def _once(deadlines: list[Deadline]) -> list[Deadline]:
    kept: dict[tuple[object, ...], Deadline] = {}
    for item in deadlines:
        kept.setdefault((item.kind, item.recurs, item.month, item.day, item.date, item.span), item)
    return list(kept.values())
