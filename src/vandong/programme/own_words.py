"""What a target's own sentence says of it, so that its name means something where the sentence is not beside it. Pure.

The reader tells *who or what* a figure is of ("người trong nhóm nguy cơ cao"); what they are to have reached stands
behind it ("được tuyên truyền, giáo dục kỹ năng phòng, chống ma tuý"), what each of many is to do before it ("nhận đỡ
đầu 01 trẻ em"), and how the figure is meant around it ("từ 10 % trở lên").
"""

import re
from decimal import Decimal

from vandong.kernel import vietnamese

_NUMBER = r"(?:\d+(?:[.,]\d+)*|\b(?:một|hai|ba|bốn|(?<!mỗi )(?<!hằng )(?<!hàng )năm|sáu|bảy|tám|chín|mười))"
_FIGURE = re.compile(
    rf"(?:(?P<share>\d+(?:,\d+)?)\s?(?:%|phần trăm)(?:\s?(?:trở lên|trở xuống|/năm))?|{_NUMBER})\s+(?:là )?$",
    re.IGNORECASE,
)
# Where what is reached ends: a new sentence, an aside, what it is compared with, its day, its purpose, another figure.
_ENDS = re.compile(
    r"[;(:]|\.(?=\s|$)|\.{2,}|,? so (?:với|cùng) |"
    r",? (?:đến|vào|trước|trong|từ|ngay trong|chậm nhất|hoàn thành|hết|cuối)"
    r"(?: (?:hết|cuối|đầu|trước|ngày|là|trong|cả))* "
    r"(?:(?:ngày|tháng|quý|năm|kỳ|nhiệm kỳ|giai đoạn)\b|\d{1,2}/\d)|"
    r",? (?:hằng|hàng|mỗi) năm(?=[,;.]|\s*$)|"
    r", (?:trong đó|phấn đấu|góp phần|nhằm|qua đó|từ đó|đồng thời|bảo đảm|đảm bảo|riêng|nâng|đưa|giảm|tăng|"
    r"không (?:để|quá)|ngăn chặn|mỗi) |"
    r"(?:,| và) (?:(?:ít nhất|tối thiểu|trên|từ) )?\d+(?:,\d+)?\s?%",
    re.IGNORECASE,
)
_DEED = rf"(?!\w)(?P<deed>[^;.:()\d]{{1,60}}?)\s?(?P<number>{_NUMBER})\s"


def whole(subject: str, value: Decimal | None, quote: str) -> str:
    """The subject with what its sentence says behind it; as it is where its figure does not stand right before it."""
    for found in re.finditer(rf"{re.escape(subject)}(?!\w)", quote) if subject else ():
        figure = _FIGURE.search(quote[: found.start()])
        if figure is None or (figure["share"] and Decimal(figure["share"].replace(",", ".")) != value):
            continue
        behind = quote[found.end() :]
        stop = _ENDS.search(behind)
        said = behind[: stop.start() if stop else len(behind)].strip(" .-")
        return vietnamese.tidy(f"{subject}{'' if said.startswith(',') else ' '}{said}").strip(" ,")
    return subject


def bound(value: Decimal, quote: str) -> tuple[str, str]:
    """What stands around a share in its sentence: ("từ ", " trở lên"), ("ít nhất ", ""); empty where nothing does, and
    for a value that is no longer the sentence's."""
    figure = f"{value.normalize():f}".replace(".", ",")
    found = re.search(
        rf"(?P<before>\b(?:từ|trên|ít nhất|tối thiểu|không dưới)\s)?(?<![\d,.])0?{figure}\s?%(?P<after>\s?trở lên)?",
        quote,
        re.IGNORECASE,
    )
    if found is None:
        return "", ""
    before, after = (found["before"] or "").lower(), found["after"]
    if before.strip() == "từ" and not after:
        return "", ""  # "từ 85 % lên 90 %": where one starts
    return before, " trở lên" if after else ""


def deed(holder: str, value: Decimal | None, quote: str) -> str:
    """What each holder is to do with what is counted: "nhận đỡ đầu", "mỗi năm xây dựng được"; "" where the sentence has
    not this number behind its holder."""
    if not holder:
        return ""
    each = rf"{re.escape(holder)}{_DEED}"
    found = re.search(rf"\bmỗi {each}", quote, re.IGNORECASE) or re.search(each, quote, re.IGNORECASE)
    if found is None or found["deed"].startswith(","):
        return ""
    number = found["number"].replace(".", "").replace(",", ".")
    if number[0].isdigit() and Decimal(number) != value:
        return ""
    return vietnamese.tidy(found["deed"]).strip(" ,")
