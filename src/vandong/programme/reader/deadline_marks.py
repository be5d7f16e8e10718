"""Days and rhythms of a sentence that set a deadline: "trước ngày 20/11", "hằng quý", "ngày 25 hằng tháng"."""

import re
from dataclasses import dataclass
from datetime import date

from vandong.programme.reader import claims, dates, doubts
from vandong.programme.reader.context import Clause, Passage, Setting
from vandong.programme.reader.dates import When
from vandong.programme.reader.plan import Span

_PERIODS = (
    ("on_request", re.compile(r"\bđột xuất\b|\b(?:khi có|theo) yêu cầu\b")),
    (
        "weekly",
        re.compile(
            r"\b(?:hằng|hàng|mỗi) tuần\b|\bbáo cáo tuần\b|(?<=[:,(] )tuần\b(?= \(|, tháng)|\bđịnh kỳ (?:01 |1 |một )?tuần\b|\b(?:01|1|một) lần/tuần\b|\btuần (?:01|1|một) lần\b|\bthứ (?:hai|ba|tư|năm|sáu|bảy|[2-7]) (?:hằng|hàng) tuần"
        ),
    ),
    (
        "half_yearly",
        re.compile(
            r"\b(?:hằng |hàng |mỗi )?(?:0?6|sáu) tháng(?: đầu năm| cuối năm| một lần|/lần)?(?! \d)\b|\bnửa năm\b|\b(?:0?2|hai) lần/năm\b|\b(?:một|mỗi) năm (?:0?2|hai) lần\b"
        ),
    ),
    (
        "monthly",
        re.compile(
            r"\b(?:hằng|hàng|mỗi) tháng\b|(?<!số liệu )\bbáo cáo tháng\b(?! \d)|\bđịnh kỳ tháng\b(?! \d)|\btháng(?=, quý\b)|(?<=kỳ )(?:01 |1 |một )tháng\b|"
            r"(?<=[:,(] )tháng\b(?= \((?:trước|vào|ngày|chậm)|, quý)|\b(?:tuần|ngày làm việc) (?:đầu|cuối|thứ \w+)(?: cùng| tiên)? (?:của )?(?:mỗi |hằng )?tháng\b(?! \d|,? (?:đầu|cuối) quý| của quý)|\b(?:01|1|một) lần/tháng\b|(?<!\d )(?<!sáu )(?<!ba )\btháng (?:01|1|một) lần\b"
        ),
    ),
    (
        "quarterly",
        re.compile(
            r"\b(?:hằng|hàng|mỗi|từng) quý\b|\bbáo cáo quý\b(?! [ivx\d])|\bđịnh kỳ quý\b(?! [ivx\d])|(?<=[,(] )quý\b(?=,| và|\s?\()|\b(?:0?3|ba) tháng(?:/| | 0?1 )?(?:một )?lần\b|\b(?:0?4|bốn) lần/năm\b|\b(?:01|1|một) lần/quý\b|\bquý (?:01|1|một) lần\b|\b(?:tuần|tháng) (?:đầu|cuối) (?:của )?quý\b(?! [ivx\d])|(?<= )(?:đầu|cuối) quý\b(?! [ivx\d])|(?<=tháng, )quý\b(?! [ivx\d])"
        ),
    ),
    (
        "yearly",
        re.compile(
            r"\b(?:hằng|hàng|mỗi) năm\b|\bbáo cáo (?:tổng kết )?năm\b(?! 20)|\bđịnh kỳ năm\b(?! 20)|\bcả năm\b|\bcuối năm\b(?! 20)|(?:(?<=[,;:] )|(?:và|tháng) )(?:01 |1 |một )?năm\b(?! 20| học| nay)|\btổng kết năm\b(?! 20| học)|\b(?:01|1|một) năm (?:một|01|1) lần\b"
        ),
    ),
)
# "ngày 15 và ngày 30 hằng tháng"
_DAYS_OF_MONTH = re.compile(
    r"ngày (?:mùng |mồng )?(?P<first>\d{1,2})(?P<more>(?:,? (?:và )?(?:ngày )?(?:mùng |mồng )?\d{1,2}){1,4})(?= (?:của )?(?:hằng|hàng|mỗi) tháng| (?:của|trong) tháng\b(?! \d))"
)
_DAY_OF_PERIOD = re.compile(
    r"(?:ngày (?:mùng |mồng )?)(?P<d>\d{1,2})(?= (?:của )?(?:hằng|hàng|mỗi|từng) tháng| (?:của )?tháng (?:cuối|đầu|thứ|sau|kế tiếp|kế|tiếp theo|liền kề)| (?:của )?tháng (?:cuối )?(?:mỗi |hằng |của )?quý| của tháng| tháng cuối)"
)
_EVERY_MONTH = re.compile(r" (?:của )?(?:hằng|hàng|mỗi|từng) tháng\b")
_LEADS = re.compile(
    r"(?:\b(?:trước|chậm nhất|muộn nhất|vào|đến|tới|xong|không (?:muộn|chậm|trễ) hơn|không (?:để )?quá|hạn cuối|hạn chót|thời hạn|thời gian|hạn|trong|cuối|hết|là|hoàn thành|dự kiến|diễn ra|từ|bắt đầu|kết thúc)\b"
    r"(?: (?:là|đến|hết|trước|vào|ngày|cuối|gửi|nộp|hồ sơ|báo cáo|thực hiện|hoàn thành|trong|tổ chức|nhận bài|thời điểm|khoảng|giám sát|cao điểm|tiến hành|dự thi|khoảng thời gian|triển khai|từ|đầu|dịp|lúc|giữa|khoảng thời gian|sáng|chiều|tối|trưa|hai ngày|các ngày|các|cả|nửa đầu|nửa cuối|tuần (?:thứ )?(?:\d|một|nhất|hai|ba|tư|bốn|đầu|cuối),?|của|thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật|mùng|\d+ ?(?:giờ|h)(?: ?\d+)?(?: phút)?,?))*"
    r"|\b(?:sáng|chiều|tối|trưa|cả ngày)(?: (?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật),?)?(?: ngày)?"
    r"|\b\d{1,2}\s?(?:giờ|h|g)(?:\s?\d{2})?(?:\s?phút)?,?|(?:thời gian|thời hạn|hoàn thành|hạn|tiến độ)[^.;:]{0,40}:(?: (?:trước|từ|đến|trong|xong|vào|hết|ngày|chậm nhất|dự kiến|đầu|giữa|cuối|khoảng|sáng|chiều|tối|cả|tuần (?:thứ )?(?:\d|một|nhất|hai|ba|tư|bốn|đầu|cuối),?|của))*)[\s:]*$"
)
_HISTORY = re.compile(
    r"\b(?:kỷ niệm|truyền thống|(?:ngày|năm|dịp) (?:\w+ ){0,4}?thành lập|ngày sinh|chào mừng|hưởng ứng|nhân dịp|nhân ngày|chiến thắng|quốc khánh|hiệu lực|kể từ|tính từ|tính đến|mốc thời gian|(?:lấy|chốt|kỳ|thời điểm) số liệu|số liệu (?:được )?(?:lấy|chốt|thống kê|tổng hợp)|thời kỳ giám sát|phạm vi giám sát|ký ngày|ban hành ngày|sinh ngày|"
    r"phạm vi(?=(?: thời gian)?\s?:)|nhân kỷ niệm|ra đời|nghỉ hưu|bổ nhiệm|mốc số liệu|số liệu(?: [^\W\d_]+){1,5} (?:được )?(?:lấy|chốt|cập nhật)|số liệu(?: báo cáo)?(?: [^\W\d]+)? (?:tính|lấy|chốt|từ|đến))\b[^,;.]{0,70}$"
)
# A law, a card, a contract holds from or until a day; that is nobody's work.
_THINGS_IN_FORCE = r"(?:luật|bộ luật|nghị định|thông tư|quy định|chính sách|mức (?:lương|đóng|phạt|hưởng|phí|thu)|thẻ|giấy phép|hợp đồng|nghị quyết|bảng giá|giá|biểu phí|văn bản|chứng chỉ|giấy chứng nhận)"
_IN_FORCE = re.compile(
    r"\b(?:thời hạn|hạn|giá trị)(?: sử dụng)?(?: của)? (?:thẻ|giấy phép|hợp đồng|giấy chứng nhận|chứng chỉ|bảo hành)\b[^;.]{0,30}$|"
    rf"\b{_THINGS_IN_FORCE}\b[^;.]{{0,60}}\b(?:áp dụng|hiệu lực|giá trị|hết hạn|thi hành|thay đổi)\b[^;.]{{0,20}}$"
)
_IN_FORCE_BEHIND = re.compile(
    rf",? [^;.]{{0,20}}\b{_THINGS_IN_FORCE}\b[^;.]{{0,60}}\b(?:hết (?:hạn|giá trị|hiệu lực)|(?:được |bắt đầu |chính thức )+áp dụng|có (?:hiệu lực|giá trị))\b"
)
# "Mùa khô từ tháng 11 đến tháng 4 năm sau, …", "năm học kết thúc ngày 31/5": when it happens by itself.
_BY_ITSELF = re.compile(
    r"(?:^|[(,;:] |\b(?:trong|vào|nhất là|suốt) )[-+ ]*(?:mùa [^\W\d_]+(?: (?:bão|lũ|nổi|hội))?|dịch(?: bệnh)?|năm học|học kỳ [^\W_]+|kỳ thi|triều cường|con nước|thời tiết)\b(?![^;.]*\b(?:trước|chậm nhất|muộn nhất|hoàn thành|tổ chức|xong|ra quân)\b)[^;.,:]{0,40}$|\bđược nghỉ\b[^;.,:]{0,20}$|\b(?:rơi vào|bùng phát|trùng (?:với|vào|dịp))\b[^;.,:]{0,30}$"
)
_IS_A_DAY = re.compile(
    r"(?: (?:hằng|hàng|mỗi) năm)? là (?:ngày|dịp|mốc|thời điểm|ngày hội)\b(?! (?:cuối cùng|hết hạn|chót))"
)
# "mít tinh hưởng ứng … tổ chức vào ngày 26/6": what is held on the day is no history.
_HELD = re.compile(
    r"\b(?:tổ chức|diễn ra|khai mạc|ra quân|phát động|thực hiện|hoàn thành|xong|tiến hành|trao giải|tổng kết|ra mắt)\b"
    r"(?: xong)? (?:vào|trong|trước|từ|sáng|chiều|tối|chậm nhất|muộn nhất|lúc|đúng)(?: (?:ngày|sáng|chiều|tối|dịp|là|lúc))*\s*$"
)
# "không gây xáo trộn, nhất là thời điểm thi tốt nghiệp (ngày 11 và 12/6/2026)"
_AVOIDED = re.compile(
    r"\b(?:không (?:gây|làm|trùng|ảnh hưởng)|tránh|nhất là (?:dịp|thời điểm|thời gian|trong dịp|kỳ)|trừ)\b[^;.:]*\((?:từ |trong )?(?:các )?(?:ngày )?[\d, và/]*$"
)
# "Tổ chức giải chạy hưởng ứng vào ngày 26/6/2026"
_AT_A_DAY = re.compile(
    r"(?<!ngày )(?<!lễ )\b(?:vào|chậm nhất|muộn nhất|xong trước|xong trong)(?: (?:ngày|sáng|chiều|tối|là))*\s*$"
)
# "xong trước ngày khai giảng 05/9/2026"
_BEFORE_THE = re.compile(r"\b(?:trước|chậm nhất|muộn nhất|đến)(?: là)? (?:ngày|dịp|lễ|kỳ|đợt)(?: [^\W\d]+){1,5}\s$")
# "(đợt 1: tháng 4; đợt 2: tháng 10)"
_ROUND = re.compile(
    r"\b(?:đợt|lần|vòng|bước) (?:thứ )?(?:\d|i{1,3}|iv|một|hai|ba|nhất)(?:: |,? )(?:vào |trong |ngày )?$"
)
# "tổ chức lễ ra mắt ngày 26/6/2026"
_HELD_ON = re.compile(
    r"\b(?:tổ chức|khai mạc|phát động|diễn ra|ra quân|ra mắt|công bố|trao giải|bế mạc|họp|tập huấn|mít tinh|gặp mặt|tổng duyệt)\b(?: [^\W\d]+){0,8}\s$"
)
# "trước ngày 20/11 hằng năm (báo cáo năm) và 20/5 hằng năm"
_GOES_ON = re.compile(
    r".{0,5}|(?: (?:hằng|hàng|mỗi) năm)?(?:\s?\([^()]{0,60}\))?\s?(?:,|;|và|, và)\s(?:trước |vào )?(?:ngày )?"
)
_FIRM_LEAD = re.compile(r"\b(?:trước|chậm nhất|muộn nhất|xong|hoàn thành|hạn)\b")
_LONE_DAY = re.compile(r"ngày (?:mùng |mồng )?(?P<d>\d{1,2})(?!\d|\s?[/.-]\s?\d|\s?tháng)")
_PERIOD_WIDE = re.compile(r"\b(?:giai đoạn|nhiệm kỳ)(?: từ)?(?: năm)? ?$")
MOST_DATES = 40  # in one sentence; more is noise


@dataclass(frozen=True)
class Mark:
    """A date or a rhythm, at [start, end) of a sentence."""

    start: int
    end: int
    recurs: str | None = None
    when: When | None = None
    day: int | None = None


def dates_in(setting: Setting, passage: Passage, sentence: Clause, cited: list[Span]) -> list[Mark]:
    marks: list[Mark] = []
    for found in _DAYS_OF_MONTH.finditer(sentence.shadow):
        if _leads_here(sentence.shadow[: found.start()]):
            days = [found.span("first")]
            days += [
                (found.start("more") + m.start(), found.start("more") + m.end())
                for m in re.finditer(r"\d{1,2}", found["more"])
            ]
            marks += [
                Mark(a, b, day=int(sentence.shadow[a:b])) for a, b in days if 1 <= int(sentence.shadow[a:b]) <= 31
            ]
    for found in _DAY_OF_PERIOD.finditer(sentence.shadow):
        inside = any(found.start() <= m.start < found.end() for m in marks)
        said_before = sentence.shadow[: found.start()]
        opens = not said_before[said_before.rfind(";") + 1 :].strip(" -+") or _EVERY_MONTH.match(
            sentence.shadow, found.end()
        )
        told = bool(_HISTORY.search(said_before))  # "số liệu từ ngày 15 tháng trước đến ngày 14 của tháng báo cáo"
        told = (
            told
            or claims.is_dropped(said_before, sentence.shadow[found.end() :])
            or claims.was_once(said_before)
            or bool(_BY_ITSELF.search(said_before))
        )
        if not inside and not told and 1 <= int(found["d"]) <= 31 and (opens or _leads_here(said_before)):
            marks.append(Mark(found.start(), found.end(), day=int(found["d"])))
    for found in _LONE_DAY.finditer(sentence.shadow):
        before = sentence.shadow[: found.start()]
        inside = any(m.start < found.end() and found.start() < m.end for m in marks)
        monthly = re.search(
            r"\b(?:hằng|hàng|mỗi) (?:tháng|quý)\b|báo cáo (?:tháng|quý)\b|[:,(] tháng \([^()]*$",
            before,
        )
        if (
            not inside
            and monthly
            and not _HISTORY.search(before)
            and not claims.is_dropped(before, sentence.shadow[found.end() :])
            and not claims.was_once(before)
            and 1 <= int(found["d"]) <= 31
            and _leads_here(before)
        ):
            marks.append(Mark(found.start(), found.end(), day=int(found["d"])))
    for when in dates.find(sentence.shadow)[: 3 * MOST_DATES]:
        before = sentence.shadow[max(0, when.start - 160) : when.start]
        if any(c.start <= sentence.start + when.start < c.end for c in cited) or any(
            m.start <= when.start < m.end for m in marks
        ):
            continue
        if setting.issued_on and doubts.had_come(setting.issued_on, sentence.shadow[: when.start], when):
            continue
        opening = dates.begins(sentence.shadow, when, setting.year)
        lead = sentence.shadow[max(0, opening[0] - 160) : opening[0]] if opening else before
        first = when.kind in ("quarter", "month") and re.match(r" (?:phải )?hoàn thành\b", sentence.shadow[when.end :])
        joined = bool(
            marks and marks[-1].when and marks[-1].end <= when.start
            and _GOES_ON.fullmatch(sentence.shadow, marks[-1].end, when.start)
        )  # fmt: skip
        if _AVOIDED.search(before) or _is_long_over(when, setting) or _is_no_work(sentence, when, lead):
            continue
        if not (
            _LEADS.search(before)
            or _closes_with_year(when, before)
            or joined
            or first
            or opening
            or _stands_first(when, before, sentence.shadow)
            or _stands_alone(when, before, sentence.shadow)
            or _stands_in_brackets(when, before, sentence.shadow, setting)
            or _BEFORE_THE.search(before)
            or (_is_ahead(when, setting) and _HELD_ON.search(lead if opening else before))
            or _ROUND.search(before)
        ) or (
            _HISTORY.search(lead)
            and not (_HELD.search(lead) and "chào mừng" not in lead[-90:])
            and not (when.year and _is_ahead(when, setting) and _AT_A_DAY.search(lead))
        ):
            continue
        if opening and setting.issued_on and _is_over(when, setting.issued_on) and not _FIRM_LEAD.search(lead[-40:]):
            continue  # "số liệu từ ngày 01/9/2024 đến hết ngày 31/8/2025"
        closes = re.search(r"(?:cuối|hết) $", before) and re.match(
            r"[^,;.]{0,40}\b(?:sơ|tổng) kết\b", sentence.shadow[when.end :]
        )
        if (
            when.kind == "year"
            and not closes
            and not re.search(r"\b(?:hoàn thành|xong|tổng kết|sơ kết)\b[^,;.]{0,40}$", before)
        ):
            continue
        if when.kind in ("month", "half", "quarter") and re.search(r"\btháng hành động|\bđỉnh điểm", before[-20:]):
            continue
        if closes_later(sentence.shadow, when) or _PERIOD_WIDE.search(before[-25:]):
            continue
        marks.append(Mark(when.start, when.end, when=when))
    return sorted(_without_names(sentence, marks), key=lambda mark: mark.start)[:MOST_DATES]


def _is_no_work(sentence: Clause, when: When, lead: str) -> bool:
    """A day that comes by itself, that a law holds from, or that the document drops."""
    behind = sentence.shadow[when.end :]
    said = sentence.shadow[: when.start]
    return bool(
        behind.lstrip(" (").startswith("âm lịch")
        or _IN_FORCE.search(lead)
        or _IN_FORCE_BEHIND.match(behind)
        or _BY_ITSELF.search(lead)
        or _IS_A_DAY.match(behind)
        or claims.is_dropped(said, behind)
        or claims.was_once(said)
    )


def _without_names(sentence: Clause, marks: list[Mark]) -> list[Mark]:
    """ "Báo cáo tổng kết năm 2026 gửi trước ngày 20/11": the year is the report's name, the day is when."""

    def is_a_name(mark: Mark) -> bool:
        if mark.when is None or mark.when.kind != "year":
            return False
        stop = re.compile(r"[;.]").search(sentence.shadow, mark.end)
        end = stop.start() if stop else len(sentence.shadow)
        return any(m is not mark and mark.end <= m.start < end and (m.day or (m.when and m.when.day)) for m in marks)

    return [mark for mark in marks if not is_a_name(mark)]


def _closes_with_year(when: When, before: str) -> bool:
    """ "Sơ kết giữa kỳ năm 2028", "tổng kết tháng 11/2028": a review and its time, without a word between."""
    if when.kind == "year":
        return bool(re.search(r"\b(?:sơ kết|tổng kết)(?: [^\W\d]+){0,4} $", before))
    reviewed = r"\b(?:sơ kết|tổng kết|nghiệm thu)(?:,? (?:giữa kỳ|cuối kỳ|đề án|kế hoạch|chương trình|cuộc thi|hội thi|đợt cao điểm|trao giải|khen thưởng))* $"
    return when.year is not None and bool(re.search(reviewed, before))


def _leads_here(before: str) -> bool:
    return bool(_LEADS.search(before)) or before.endswith("(")


def _is_long_over(when: When, setting: Setting) -> bool:
    """ "cư trú tại xã từ tháng 5/2020"."""
    last = when.last_day(None)
    return last is not None and setting.issued_on is not None and (setting.issued_on - last).days > 31


def _stands_first(when: When, before: str, shadow: str) -> bool:
    """ "Ngày 15/6/2026: họp Ban Tổ chức" — a day at the head of a line of a schedule."""
    return (
        not before[max(before.rfind(";"), before.rfind(". ")) + 1 :].strip(" -+")
        and when.kind in ("day", "month", "quarter")
        and bool(re.match(r"\s?[:,]|\s(?:hằng|hàng|mỗi) năm\b", shadow[when.end :]))
    )


def _stands_alone(when: When, before: str, shadow: str) -> bool:
    """ "Tổng kết, khen thưởng: tháng 12/2026." — the day is all that the line says of it."""
    return (
        bool(re.search(r":\s(?:ngày )?$", before))
        and bool(re.match(r"[\s.,)]*(?:;|$)", shadow[when.end :]))
        and before.count("(") <= before.count(")")
        and when.kind != "year"
    )


def _stands_in_brackets(when: When, before: str, shadow: str, setting: Setting) -> bool:
    """ "Bước 1: Khảo sát (tháng 02/2026)": when a step is done; "Ngày toàn dân … (26/6)" and "(18/11/1930)" are names."""
    return (
        bool(re.search(r"\((?:trong |xong |ngày )?$", before))
        and bool(re.match(r"\)\s?(?:$|[.:;,])", shadow[when.end :]))
        and bool(
            re.match(
                r"(?:bước|giai đoạn|đợt|vòng|hoạt động|nội dung|nhiệm vụ|phần|công đoạn)\b|[^\d(]{3,60}\($", before
            )
        )
        and not re.search(
            r"\b(?:ngày|năm|lễ|tết|kỷ niệm|số|theo|tháng|kết thúc|sau|bầu cử|kỳ thi|lễ hội|đại hội) ?[^\d(]*\($", before
        )
        and (when.kind in ("month", "quarter", "half") or _is_ahead(when, setting))
    )


def _is_ahead(when: When, setting: Setting) -> bool:
    on = when.last_day(setting.year) if when.kind == "day" else None
    return on is not None and setting.issued_on is not None and on >= setting.issued_on


def _is_over(when: When, issued_on: date) -> bool:
    last = when.last_day(None)
    return last is not None and last < issued_on


def closes_later(shadow: str, when: When) -> bool:
    """The first day of a range is told with its last."""
    return bool(
        re.match(
            r"(?:\s?(?:đến|tới|-)\s?(?:hết )?|,? (?:và )?kết thúc (?:vào )?)(?:ngày |tháng )?\d", shadow[when.end :]
        )
    )


def rhythms_in(sentence: Clause, marks: list[Mark]) -> list[Mark]:
    found: list[Mark] = []
    for recurs, pattern in _PERIODS:
        for match in pattern.finditer(sentence.shadow):
            inside = any(m.when and m.start <= match.start() < m.end for m in marks)
            if not inside and not any(r.start < match.end() and match.start() < r.end for r in found):
                found.append(Mark(match.start(), match.end(), recurs=recurs))
    return sorted(found, key=lambda mark: mark.start)
