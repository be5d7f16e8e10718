"""Counted targets: "ít nhất 02 buổi", "một mô hình điểm", "trên 5 tỷ đồng"."""

import re
from dataclasses import dataclass
from itertools import islice

from vandong.programme.reader import nouns, numbers
from vandong.programme.reader.plan import Number

UNITS = (
    "nguồn tin|tin báo|đảng viên|tiêu chí|lao động|việc làm|học viên|báo cáo viên|cộng tác viên|nạn nhân|doanh nghiệp|hợp tác xã|tổ hợp tác|buổi|cuộc|hội nghị|hội thi|hội thảo|lớp|mô hình điểm|mô hình|câu lạc bộ|clb|tổ|đội|nhóm|tin,? bài|tin|bài viết|bài|lượt người|lượt|người|"
    "hộ gia đình|hộ|nhà|căn nhà|căn|ngôi nhà|công trình|phần việc|tuyến đường|tuyến|km|m2|ha|triệu đồng|tỷ đồng|tỉ đồng|triệu|tỷ|nghìn|đồng|suất quà|suất|phần quà|tờ rơi|tờ|"
    "băng rôn|băng zôn|pa nô|pano|áp phích|khẩu hiệu|cụm|điểm|khu dân cư|xã|phường|thôn|ấp|bản|khu phố|tổ dân phố|đặc khu|vụ việc|vụ|ý kiến|kiến nghị|văn bản|"
    "dự án|chương trình|sản phẩm|hội viên|đoàn viên|thành viên|tuyên truyền viên|cán bộ|đại biểu|thí sinh|cây xanh|cây|đơn vị|cơ sở|"
    "trường học|trường|lần|chuyên đề|chuyên mục|phóng sự|video clip|video|clip|tác phẩm|học sinh|cuốn|quyển|tài liệu|bộ|gương|điển hình|hòm thư|"
    "đợt|hoạt động|đoàn giám sát|đoàn|thẻ|đơn vị máu|ngày công|thùng rác|camera|mắt camera|trang|kênh|nội dung|đối tượng|trường hợp|em|phụ nữ|thanh niên|"
    "nhà đại đoàn kết|nhà ở|gia đình|sáng kiến|chi hội|chi đoàn|tập thể|cá nhân|bể|hố|chậu|bình|vòi|tủ sách|tấn|kg|lít"
)
_COUNT = re.compile(
    rf"(?P<bound>\b(?:ít nhất|tối thiểu|không dưới|từ|trên|hơn|không quá|không vượt quá|dưới|tối đa|nhiều nhất)\s+(?:là |có |được |còn )?)?"
    rf"(?P<n>{numbers.FIGURE}|\b{numbers.WORD_NUMBER})(?:\s?(?:-|đến)\s?\d+)?\s(?P<unit>(?:{UNITS}))\b"
)
_EACH = re.compile(
    r"\bmỗi (?P<who>(?:xã|phường|huyện|thị|khu|thôn|ấp|bản|tổ|đơn vị|chi hội|chi đoàn|cơ sở|cơ quan|hội|đoàn|ban|tổ chức|trường|địa phương|đặc khu|quận|"
    r"thành phố|mttq|công đoàn|chi bộ|cụm|câu lạc bộ|đồng chí|cán bộ|hội viên|đoàn viên|thành viên|ủy viên|hộ|gia đình|doanh nghiệp|tổ dân phố|khu dân cư|nhà)\b[^;:]*?)"
    r"(?=,? (?:có|xây dựng|tổ chức|thành lập|ít nhất|tối thiểu|phấn đấu|duy trì|được|vận động|ra mắt|đăng ký|phải|lựa chọn|chọn|thực hiện|giúp|nhận|trồng|hỗ trợ|"
    r"mỗi năm|hằng năm|hàng năm|hằng quý|hằng tháng|phát triển|treo|đạt|giữ|cử|viết|gửi|sửa|xây|cử|đảm nhận|hoàn thành|triển khai|trong|bảo đảm|đảm bảo|phối hợp|cảm hóa|giáo dục|kết nạp|giới thiệu|từ|trên|không)\b|\s\d|\s(?:một|hai|ba)\b)"
)
MOST_FIGURES = 40  # in one clause; more is noise
_NOT_BEFORE = re.compile(
    r"(?:điều|khoản|số|ngày|tháng|năm|quý|khóa|lần thứ|thứ|tuổi|giai đoạn|phiên|mẫu|phụ lục|mục|loại|đợt|vòng|kỳ|hạng|giải|vượt|đúng|cấp độ|:|gồm|cùng|trong số)\s$"
)
_FEWER = re.compile(r"\bgiảm (?:thêm |được |tối thiểu |ít nhất )?$")
_YEARLY = re.compile(r"\b(?:mỗi năm|hằng năm|hàng năm|/năm|mỗi quý|hằng quý|/quý|mỗi tháng|hằng tháng|/tháng)\b")
_STOP = re.compile(
    r"[;.()/]|,(?! (?:phường|thị trấn|chống|thị xã|thành phố|đặc khu|thôn|ấp|văn minh|bài|an toàn|phản|sửa))|$|"
    r"\s(?=(?:trở lên|trong năm|vào|trước|đến|hằng|hàng|mỗi|/|được|so với|nhằm|để|có|cho)\b)|\b(?:và|cùng)\s(?=\d|ít nhất|tối thiểu|một\b)"
)


@dataclass(frozen=True)
class Measure:
    """A count at `at` of a stretch; unit, subject and holder are ranges of it."""

    at: int
    kind: str
    value: Number | None
    unit: tuple[int, int]
    subject: tuple[int, int]
    holder: tuple[int, int] | None


def find(shadow: str, *, in_goal: bool, aims: bool) -> list[Measure]:
    """The counts that are targets. Outside the sections of targets a count needs "mỗi …" or "ít nhất", "phấn đấu"."""
    each = _EACH.search(shadow)
    found: list[Measure] = []
    for count in islice(_COUNT.finditer(shadow), MOST_FIGURES):
        lead = shadow[max(0, count.start() - 120) : count.start()]
        if _NOT_BEFORE.search(lead) and not count["bound"]:
            continue
        if re.search(r"\b(?:trị giá|giá trị|mức|kinh phí|mỗi suất|đơn giá)\s(?:là )?$", lead):
            continue
        if "đồng" in shadow[count.start("unit") : count.end("unit") + 5] and re.search(
            r"\bmỗi (?!năm|quý|tháng|tuần)\w+(?: \w+)?\s$", lead
        ):
            continue  # "mỗi căn 60 triệu đồng" is a price
        value = numbers.parse(count["n"])
        if value is None or (
            not in_goal and not (each and each.start() < count.start()) and not (aims and _is_bounded(count, lead))
        ):
            continue
        is_each = each is not None and each.start() < count.start()
        if (
            count["unit"] == "lần"
            and not in_goal
            and not is_each
            and re.search(r"\bmỗi (?:ngày|tuần|tháng|quý) $", lead)
        ):
            continue  # "mỗi tháng ít nhất một lần" is a rhythm
        if re.search(r"\b(?:một|các|những) $", lead) or (
            count["unit"] in ("xã", "phường", "thôn") and re.search(r"\btrên địa bàn $", lead)
        ):
            continue
        kind, holder = "at_least", None
        if re.match(r"(?:không quá|không vượt quá|dưới|tối đa|nhiều nhất)", count["bound"] or ""):
            kind = "at_most"
        elif each and each.start() < count.start():
            kind, holder = "count_per_unit", each.span("who")
        stop = _STOP.search(shadow, count.end("unit"))
        end = stop.start() if stop else len(shadow)
        if stop and stop.group().startswith(","):
            end = nouns.end(shadow, end, len(shadow))
        if found and found[-1].subject[1] > count.start():
            found[-1] = Measure(
                found[-1].at,
                found[-1].kind,
                found[-1].value,
                found[-1].unit,
                (found[-1].subject[0], count.start()),
                found[-1].holder,
            )
        unit, begin = _whole_unit(shadow, count), count.start("unit")
        if fewer := _FEWER.search(lead):  # "giảm ít nhất 05 người nghiện" is not "at least five"
            kind, begin = "other", count.start() - len(lead) + fewer.start()
        found.append(Measure(count.start(), kind, value, unit, (begin, max(end, count.end("unit"))), holder))
    return found


def _whole_unit(shadow: str, count: "re.Match[str]") -> tuple[int, int]:
    rest = (
        re.match(r" đồng\b", shadow[count.end("unit") :]) if count["unit"] in ("triệu", "tỷ", "tỉ", "nghìn") else None
    )
    return count.start("unit"), count.end("unit") + (rest.end() if rest else 0)


def _is_bounded(count: "re.Match[str]", lead: str) -> bool:
    return bool(count["bound"]) or bool(re.search(r"\b(?:phấn đấu|chỉ tiêu|mục tiêu)\b", lead))
