"""Shares of a whole: "giảm 5 %", "từ 90 % trở lên", "2/3 số thôn", "một nửa số hộ"."""

import re
from dataclasses import dataclass, replace
from itertools import islice

from vandong.programme.reader import measures, nouns, numbers
from vandong.programme.reader.plan import Number

MOST_FIGURES = 40  # in one clause; more is noise
_PERCENT = re.compile(
    rf"(?P<n>{numbers.FIGURE}|\b{numbers.WORD_NUMBER}(?= phần trăm))\s?%?(?:\s?(?:-|đến)\s?(?P<n2>\d+(?:,\d+)?))?\s?(?:%|(?:điểm )?phần trăm|điểm %)"
)
_PLACES = r"chỉ tiêu|nhiệm vụ|huyện|tỉnh|địa bàn|bến|chợ|cơ quan|chi bộ|đảng bộ|tụ điểm|bệnh viện|trạm|di tích|làng|buôn|sóc|xóm|khối|tổ hòa giải"
_FRACTION = re.compile(
    rf"(?<![\d/.,])(?<!ngày )(?<!trước )(?P<part>\d{{1,3}})(?:/| trên | trong (?:số |tổng số )?)(?P<whole>\d{{1,3}})(?![\d/]) "
    rf"(?:(?:tổng )?số (?P<any>[^\W\d_]+)|(?:tổng )?(?:số )?(?P<what>(?:{measures.UNITS}|{_PLACES})\b))"
)
_SPOKEN = {"một phần hai": 50, "hai phần ba": 66.67, "một phần ba": 33.33, "ba phần tư": 75, "một phần tư": 25}
_SPOKEN_PART = re.compile(rf"\b(?P<part>{'|'.join(_SPOKEN)}) (?:tổng )?(?:số )?(?P<what>[^\W\d_]+)")
_HALF = re.compile(r"\b(?:một|1) nửa (?:tổng )?số (?P<what>[^\W\d_]+)")
_STANDS_AT = re.compile(r"\b(?:còn|vẫn có|đã có|mới có|hiện có|hiện nay có|hiện (?:\w+ ){1,3}có)\s$")
_NO_TARGET = re.compile(
    r"(?:(?<!không )vượt(?! quá)|chiếm(?! (?:tối thiểu|ít nhất|trên|từ))|(?<!ở )(?<!đạt )(?<!giữ )mức|lãi suất|đối ứng|trích|giảm giá|tỷ trọng|sai số|điểm thưởng|giảm trừ|chiết khấu|hưởng|quyền lợi|thanh toán|chi trả|tạm ứng|nộp (?:về|lên)|giữ lại|để lại)\s(?:\w+\s){0,2}$|\bđóng (?:mức |khoảng |tối thiểu )*$|\bđược (?:miễn, )?giảm (?:tối đa |đến )?$|(?<!không )(?<!vượt )(?<!không để )\bquá $|"
    r"\b(?:độ (?:dốc|ẩm|mặn)|hàm lượng|nồng độ|phối trộn|pha loãng|pha chế|công suất)\b[^,;.]{0,40}$"
)
_PRICED = re.compile(
    r"\b(?:giá|giá vé|(?<!căn )cước|phí|lệ phí|thuế|thuế suất|lãi|tiền)\b(?![^,;.]{0,30}\bđạt $)[^,;.]{0,30}$"
)
_NO_TARGET_AFTER = re.compile(
    r"\s?(?:chi phí|mức đóng|chi tiêu|kinh phí|ngân sách|vốn|lãi|số phiếu(?! (?:phát|thu|khảo sát|hỏi))|tổng số điểm|mức lương|mức đóng|giá trị|lương|thuế|học phí|chi phí|tiền|(?:số )?(?:hội phí|đoàn phí)|mức thu nhập|số (?:thu|tiền)|(?:số )?điểm (?:chuẩn|tối đa|số|của))\b"
)
# "hỗ trợ 70 % mức đóng" is money; "hỗ trợ 100 % hộ nghèo làm nhà" is a share of people.
_SUPPORTED = re.compile(r"\bhỗ trợ\s(?:\w+\s){0,2}$")
_PEOPLE_AFTER = re.compile(
    r"\s(?:số |tổng số |các )?(?:hộ|người|học sinh|trẻ|gia đình|thôn|xã|phụ nữ|thanh niên|hội viên|đoàn viên|lao động|cơ sở|trường|chi hội|phường|đối tượng|nạn nhân|em|khu dân cư|bệnh nhân|cựu)\b"
)
# "Không để xã nào dưới 50 %": it is to happen nowhere.
NOWHERE = re.compile(
    r"\bkhông (?:để|còn) (?:(?!tỷ lệ|số|mức|quá|vượt)[^\W\d_]+ ){1,6}?(?:có |đạt |ở mức )*(?:dưới|thấp hơn) $|"
    r"\bkhông (?:để|còn|có) (?:[^\W\d_]+ ){1,4}?nào (?:[^\W\d_]+ ){0,5}$"
)
_SAME = re.compile(r"(?:bằng|đạt tỷ lệ|tỷ lệ|tương ứng|tức)\s$")
_FELL = re.compile(r"\bgiảm (?:ít nhất |khoảng |được )?$")
_BARE = re.compile(r"[^,]*(?:,|\bvà)\s(?:khoảng |trên |từ |ít nhất |tối thiểu )?$")
VERB = re.compile(
    r"\s(?=(?:được|đạt|(?<!hiện )có|đăng ký|tham gia|ký|cam kết|thực hiện|tổ chức|xây dựng|biết|nắm|không|so với|vào|trở lên|hoàn thành(?! cai)|"
    r"triển khai|duy trì|tiếp|là|còn|phải|giữ|hưởng ứng|ban hành|đều|mỗi|ít nhất|tối thiểu|từ|trên địa bàn|bảo đảm|đảm bảo|thành lập|cài|treo|phân loại|sử dụng|chấp hành(?! xong)|thuộc diện được|"
    r"nhận|ra mắt|lắp đặt|chấm dứt|trước|trong năm|đến hết|đến năm|đến cuối|mắc)\b)"
)
# "tăng ít nhất 5 %", "tăng tỷ lệ … thêm 15 %", "năm sau cao hơn năm trước 5 %"
_RISES = re.compile(
    r"\btăng (?:thêm |ít nhất |tối thiểu |bình quân |trên |từ |khoảng |hằng năm |mỗi năm )*$|"
    r"\btăng\b[^,;]*\bthêm (?:ít nhất |khoảng |từ )*$|\b(?:cao|nhiều) hơn (?:năm|kỳ|nhiệm kỳ|giai đoạn)\b"
)
_BEFORE_FIGURE = re.compile(
    r"(?:\s+(?:đạt|còn|giảm|(?<!gia )tăng|từ|trên|dưới|hơn|ít nhất|tối thiểu|lên|xuống|bình quân|không quá|không dưới|(?<!nhất )là|hằng năm|hàng năm|mỗi năm|được|mức|"
    r"thêm|khoảng|xấp xỉ|gần|tỷ lệ|đến|tới|chiếm|luôn|phải|thấp nhất|đảm bảo|bảo đảm|nâng|năm \d{4}|(?:vào|trong|đến|hết|cuối)(?: hết| cuối)? năm \d{4}|ở mức|so với [^,]*|[≥≤<>:=-]))+\s*$"
)
_OPENERS = re.compile(
    r"[\s,:]*(?:(?:phấn đấu|mục tiêu|chỉ tiêu|(?:đến|hết|trong|vào|trước|cuối|đến hết|đến cuối|trước hết|trong cả)? ?(?:ngày [\d/]+|tháng \d+(?:/\d+)?|quý \w+(?:/\d{4})?|năm \d{4})|"
    r"hằng năm|hàng năm|mỗi năm|bảo đảm|đảm bảo|trong đó|riêng|giữ|duy trì|nâng|tăng(?= tỷ lệ)|đưa|kéo giảm|giảm(?= tỷ lệ| số)|có|đạt|hoàn thành|và|trên|dưới|từ|tỷ lệ(?=:))(?:[,:\s]+|$))*"
)


@dataclass(frozen=True)
class Share:
    """A share at [start, end) of a clause, in percent; what it is a share of is a range of the clause."""

    start: int
    end: int
    kind: str
    value: Number | None
    subject: tuple[int, int]
    is_fraction: bool = False

    @property
    def is_all(self) -> bool:
        return self.value == 100


def find(shadow: str, *, aims: bool) -> list[Share]:
    """The shares this clause tells, in order; where one starts, and what is no share of people or places, left out."""
    anchors = [m for m in islice(_PERCENT.finditer(shadow), MOST_FIGURES) if not _is_starting_point(shadow, m)]
    found = [*_parts(shadow)] if aims else []
    for place, anchor in enumerate(anchors):
        following = anchors[place + 1].start() if place + 1 < len(anchors) else len(shadow)
        previous = anchors[place - 1].end() if place else 0
        before = shadow[max(0, anchor.start() - 80) : anchor.start()]
        if _NO_TARGET.search(before) or _PRICED.search(before) or _NO_TARGET_AFTER.match(shadow, anchor.end()):
            continue
        if NOWHERE.search(before):
            continue
        if _SUPPORTED.search(before) and not _PEOPLE_AFTER.match(shadow, anchor.end()):
            continue
        same = [share for share in found if share.is_fraction and share.start < anchor.start()]
        if same and (_SAME.search(before) or same[-1].value == numbers.parse(anchor["n"])):
            continue  # "7/7 thôn, bằng 100 %", "15/15 thôn đạt 100 %": told once
        if aims or anchor.start() <= 3 or found or anchor["n"] == "100":
            told = [share for share in found if not share.is_fraction]
            found.append(_read(shadow, anchor, previous, following, told[-1] if told else None))
    return _of_the_same(sorted(found, key=lambda share: share.start))


def _of_the_same(found: list[Share]) -> list[Share]:
    """ "70 % năm 2026 và 80 % năm 2027 số hộ": a figure without a noun of its own is of the one before it, or behind."""
    told: list[Share] = []
    for place, share in enumerate(found):
        if share.subject[1] - share.subject[0] < 2:
            others = [*reversed(told), *found[place + 1 :]]
            subject = next((o.subject for o in others if o.subject[1] - o.subject[0] >= 2), share.subject)
            share = replace(share, subject=subject)
        told.append(share)
    return told


def _is_starting_point(shadow: str, anchor: "re.Match[str]") -> bool:
    """ "từ 85% lên 90%": 85 is where one starts. "so với 80% năm trước": neither."""
    before, after = shadow[max(0, anchor.start() - 80) : anchor.start()], shadow[anchor.end() : anchor.end() + 80]
    if re.search(r"\btừ (?:mức )?$", before) and re.match(
        r"\s?(?:\([^)]*\)\s?)?(?!trở )(?:\w+ ){0,4}?(?<!trở )(?:lên|xuống|năm \d{4} lên)\b", after
    ):
        return True
    return bool(
        re.search(
            r"so với (?:(?!tăng|giảm|đạt|từ|ít|tối|trên|thêm|phấn)\w+ ){0,6}$|\b(?:cao|thấp|nhiều|ít) hơn (?!mức |khoảng )(?:(?!từ|ít|tối|trên)\w+ ){1,8}$|đang (?:ở mức |đạt )$",
            before,
        )
    )


def _read(shadow: str, anchor: "re.Match[str]", previous: int, following: int, before: Share | None) -> Share:
    lead = shadow[previous : anchor.start()]
    tail = shadow[anchor.end() : following]
    value = numbers.parse(anchor["n"])
    if re.search(r"\bgiảm\b(?!.*\bcòn\b)", lead) and not re.search(r"\bxuống\b", lead):
        kind = "reduce_share"
    elif (
        re.search(
            r"(?:\b(?:dưới|không vượt|không (?:để )?(?:vượt )?quá|không để [^,;.]* quá|tối đa|nhiều nhất|còn|thấp hơn|xuống)|≤|<)\s*(?:mức |khoảng )?$",
            lead,
        )
        and "không dưới" not in lead
    ):
        kind = "at_most"
        value = numbers.parse(anchor["n2"]) if anchor["n2"] else value
    elif _RISES.search(lead):
        kind = "other"
    elif before and before.kind in ("reduce_share", "other") and _goes_on(lead, tail, value):
        kind = before.kind  # "giảm 5 % số vụ, 10 % số người chết"
    else:
        kind = "reach_share" if value else "at_most"  # "0 % học sinh vi phạm"
    return Share(anchor.start(), anchor.end(), kind, value, _subject(shadow, lead, tail, previous, anchor.end()))


def _goes_on(lead: str, tail: str, value: Number | None) -> bool:
    """Does the figure stand right behind a comma, with nothing but a noun after it?"""
    said = re.split(r"[,;.]| so với ", tail)[0]
    return value != 100 and bool(_BARE.fullmatch(lead)) and bool(said.strip()) and not VERB.search(said)


def _parts(shadow: str) -> list[Share]:
    """ "2/3 số thôn" is a share of 66.67 %; "12/12 thôn" is all of them."""
    found = []
    for part in islice(_FRACTION.finditer(shadow), MOST_FIGURES):
        share, whole = int(part["part"]), int(part["whole"])
        if not 0 < share <= whole or _STANDS_AT.search(shadow[: part.start()]):
            continue
        value = round(100 * share / whole, 2)
        begin = part.start("what") if part["what"] else part.start("any")
        found.append(_part(shadow, part, int(value) if value.is_integer() else value, begin))
    found.extend(
        _part(shadow, said, _SPOKEN[said["part"]], said.start("what")) for said in _SPOKEN_PART.finditer(shadow)
    )
    for half in islice(_HALF.finditer(shadow), MOST_FIGURES):
        found.append(_part(shadow, half, 50, half.start("what")))
    return found


def _part(shadow: str, said: "re.Match[str]", value: Number, begin: int) -> Share:
    after = shadow[begin:]
    stop = re.search(r"[,;.]", after)
    verb = VERB.search(after)
    end = min(stop.start() if stop else len(after), verb.start() if verb else len(after))
    kind = "reduce_share" if _FELL.search(shadow[: said.start()]) else "reach_share"
    return Share(said.start(), said.end(), kind, value, (begin, begin + end), is_fraction=True)


def _subject(shadow: str, lead: str, tail: str, previous: int, end_of_figure: int) -> tuple[int, int]:
    after = re.sub(r"^(?:\s*(?:trở lên|trở xuống|/năm|\([^()]*\)))*\s*", "", tail)
    of_whole = "tỷ lệ" in lead and re.match(r"(?:dân số|tổng số|số )", after)
    if (
        len(after.strip(" .,;")) >= 3
        and not of_whole
        and not re.match(
            r"(?:so với|vào|trở|đến|trong năm|,|và(?: |$)|năm|mỗi năm|hằng năm|/|trên (?:cả|địa bàn|tổng)|ở |tại |trong |đối với|cả )",
            after,
        )
    ):
        stop = VERB.search(after)
        comma = re.search(r",(?! (?:phường|thị trấn|chống|thị xã|thành phố|đặc khu|thôn|ấp|bản|tổ))|[.;]", after)
        end = min(stop.start() if stop else len(after), comma.start() if comma else len(after))
        begin = end_of_figure + len(tail) - len(after)
        if comma and comma.group() == "," and end == comma.start():
            end = nouns.end(after, end, stop.start() if stop else len(after))
        skipped = re.match(r"là ", after[:end])
        return begin + (skipped.end() if skipped else 0), begin + end
    head = _BEFORE_FIGURE.sub("", re.sub(r"\stừ (?:mức )?\d.*$", "", lead)).rstrip()
    cut = head.rfind(", ") + 2 if previous and ", " in head else 0
    opening = _OPENERS.match(head, cut)
    return previous + min(opening.end() if opening else cut, len(head)), previous + len(head)
