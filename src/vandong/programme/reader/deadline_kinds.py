"""What a deadline is for: a report, a review, a meeting, a task; by the words that belong to its date."""

import re

from vandong.programme.reader import bodies, context
from vandong.programme.reader.context import Clause, Passage
from vandong.programme.reader.deadline_marks import Mark

REPORT = re.compile(
    r"(?<!đề cương )(?<!mẫu )(?<!biểu )(?<!thông qua )(?<!góp ý )(?<!nghe )(?<!thảo luận )(?<!thông qua dự thảo )(?<!góp ý dự thảo )(?<!thảo luận dự thảo )\bbáo cáo\b(?! viên)(?! đề dẫn)|\bgửi (?:kết quả|số liệu|biểu|tình hình)|\b(?:phản ánh|báo|thông tin|thông báo|cung cấp) (?:tình hình|kết quả)\b[^.;]{0,40}? (?:về|cho|với|lên|tới)\b|\bthông tin, tổng hợp\b|\btổng hợp (?:kết quả|số liệu)[^.;]{0,60}gửi|(?:^|[.;] )(?:kết quả|số liệu)(?: [^\W\d]+){0,5} gửi (?:về|cho|qua)\b"
)
REVIEW = re.compile(r"\b(?:sơ kết|tổng kết)\b")
_DONE_BY = re.compile(
    r"\b(?:hoàn thành|xong)(?: (?:xong|việc này|đợt \d|trước|trong|vào|chậm nhất|muộn nhất|là|hết|ngày|tháng|quý))*\s?$"
)
MEETING = re.compile(r"\b(?:họp|giao ban|hội ý|tổ chức hội nghị|tổ chức cuộc họp|phiên họp)\b")
_RANGED = re.compile(
    r"\btừ (?:ngày |tháng )?\d[\d/]*(?: tháng \d+)?(?: năm \d+)?\s?(?:-|đến)(?: hết)?(?: ngày| tháng)? ?$"
)


_DOES = re.compile(rf"(?:^|[\s:,])(?!hằng|hàng|mỗi)(?={bodies.VERBS})")


def since_before(mark: Mark, marks: list[Mark], sentence: Clause) -> int:
    """Where the words about this date begin: after the date before it, after a semicolon."""
    after_date = max((m.end for m in marks if m.end <= mark.start), default=0)
    return max(after_date, sentence.shadow.rfind(";", 0, mark.start) + 1)


def near(sentence: Clause, piece: Clause, mark: Mark, marks: list[Mark]) -> str | None:
    """The kind by the words that belong to this date alone; None when they don't say."""
    since = max(since_before(mark, marks, sentence), piece.start - sentence.start)
    until = min((m.start for m in marks if m.start >= mark.end), default=len(sentence.shadow))
    before, after = (
        sentence.shadow[since : mark.start],
        sentence.shadow[mark.end : min(until, piece.end - sentence.start)],
    )
    if until < piece.end - sentence.start:
        after, *of_the_next = re.split(
            r"[,;] ", re.sub(r"\([^()]*\)", "", after)
        )  # what stands behind is of the next date
        if _RANGED.search(before) and any(REPORT.search(said) for said in of_the_next):
            return "task" if not (REPORT.search(before) or REVIEW.search(before) or MEETING.search(before)) else None
    last = before[before.rfind(", ") + 2 :] if ", " in before else ""
    if re.match(r"(?:và )?(?:hoàn thành|làm xong) (?!trước|trong|vào|chậm|muộn)", last) and not any(
        p.search(last) for p in (REPORT, REVIEW, MEETING)
    ):
        return "task"
    if _DONE_BY.search(before) and not REPORT.search(before) and not REVIEW.search(before):
        return "task"
    for place in (before, after):
        if REPORT.search(place):
            return "report" if re.search(r"\bbáo cáo\b(?! viên)", place) or not REVIEW.search(place) else "review"
        if REVIEW.search(place):
            return "review"
        if MEETING.search(place):
            return "meeting"
        if _DOES.search(place) and len(marks) > 1 and "định kỳ" not in place:
            return "task"
    return None


def of_words(passage: Passage, sentence: Clause, piece: Clause) -> str:
    until_here = sentence.shadow[: piece.end - sentence.start]  # what a later clause does is not done here
    for place in (piece.shadow, until_here, passage.intro.clause.shadow if passage.intro else ""):
        if REPORT.search(place):
            early = REVIEW.search(place)
            return "review" if early and not re.search(r"báo cáo (?:sơ|tổng) kết|báo cáo", place) else "report"
        if REVIEW.search(place):
            return "review"
        if MEETING.search(place):
            return "meeting"
        if place is piece.shadow and bodies.VERBS and re.match(rf"[-+]?\s?{bodies.VERBS}", place):
            return "task"
    titles = [context.fold(node.title) for node in passage.node.ancestors()[:1]] if passage.node else []
    return "report" if any(re.search(r"\bbáo cáo\b", t) and "tổ chức" not in t for t in titles) else "task"
