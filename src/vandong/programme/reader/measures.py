"""Counted targets: "ít nhất 02 buổi", "một mô hình điểm", "trên 5 tỷ đồng"."""

import re
from dataclasses import dataclass, replace
from itertools import islice

from vandong.programme.reader import norms, nouns, numbers
from vandong.programme.reader.plan import Number

UNITS = (
    "nguồn tin|tin báo|đảng viên|tiêu chí|lao động|việc làm|học viên|báo cáo viên|cộng tác viên|nạn nhân|doanh nghiệp|hợp tác xã|tổ hợp tác|buổi|cuộc|hội nghị|hội thi|hội thảo|lớp|mô hình điểm|mô hình|câu lạc bộ|clb|tổ|đội|nhóm|tin,? bài|tin|bài viết|bài|lượt người|lượt|người|"
    "hộ gia đình|hộ|nhà|căn nhà|căn|ngôi nhà|công trình|phần việc|tuyến đường|tuyến|km|m2|ha|triệu đồng|tỷ đồng|tỉ đồng|triệu|tỷ|nghìn|đồng|suất quà|suất|phần quà|tờ rơi|tờ|"
    "băng rôn|băng zôn|pa nô|pano|áp phích|khẩu hiệu|cụm|điểm|khu dân cư|xã|phường|thôn|ấp|bản|khu phố|tổ dân phố|đặc khu|vụ việc|vụ|ý kiến|kiến nghị|văn bản|"
    "dự án|chương trình|sản phẩm|hội viên|đoàn viên|thành viên|tuyên truyền viên|cán bộ|đại biểu|thí sinh|cây xanh|cây|đơn vị|cơ sở|"
    "trường học|trường|lần|chuyên đề|chuyên mục|phóng sự|video clip|video|clip|tác phẩm|học sinh|cuốn|quyển|tài liệu|bộ|gương|điển hình|hòm thư|"
    "đợt|ngày thứ bảy|ngày chủ nhật|ngày hội|hoạt động|đoàn giám sát|đoàn|thẻ|đơn vị máu|ngày công|thùng rác|camera|mắt camera|trang|kênh|nội dung|đối tượng|trường hợp|em|phụ nữ|thanh niên|"
    "nhà đại đoàn kết|nhà ở|gia đình|tụ điểm|hồ sơ|đồng chí|chiến sĩ|khách|biển báo|bảng tin|tổ chức|tấm gương|sân chơi|phong trào|đoạn đường|ngõ|hẻm|góc|cổng|lá cờ|sáng kiến|chi hội|chi đoàn|tập thể|cá nhân|bể|hố|chậu|bình|vòi|tủ sách|tấn|kg|lít"
)
_COUNT = re.compile(
    rf"(?P<bound>(?:\b(?:ít nhất|tối thiểu|không dưới|từ|trên|hơn|không quá|không vượt(?: quá)?|dưới|tối đa|nhiều nhất|cao nhất)\s|[≥>≤<])\s*(?:là |có |được |còn )?)?"
    rf"(?P<n>{numbers.FIGURE}|\b{numbers.WORD_NUMBER}|(?:(?<=ít nhất )|(?<=tối thiểu )|(?<=thêm ))năm(?= (?:{UNITS})\b))(?:\s?(?:-|đến)\s?(?:\d+|{numbers.WORD_NUMBER}))?\s(?=(?P<unit>(?:{UNITS})\b|[^\W\d_]+(?: [^\W\d_]+)?|\"[^\"]{{3,90}}\"))"
)
_KNOWN = re.compile(rf"(?:{UNITS})(?!\w)")
# Nouns that follow a number and count nothing that a plan brings about.
_NO_UNIT = re.compile(
    r"(?:giờ|phút|giây|ngày(?! (?:thứ bảy|chủ nhật|hội))|tuần|tháng|quý|năm|tuổi|phần|lần|giai đoạn|khóa|nhiệm kỳ|kỳ|số|bước|mặt|bên|cấp|loại|hình thức|cách|trong|và|đến|tới|hoặc|là|của|lên|xuống|còn|thành|không|%|"
    r"điều|khoản|mục|cái|chiều|vòng|tỷ lệ|mức|trở|người trở|tiếng|trở lên|tiết|dòng|chữ|từ|đồng|usd|nghìn|triệu|tỷ|được|có|về|cho|tại|với|theo|khi|nếu|thì|để|so|bằng|vị trí)(?!\w)"
)
_EACH = re.compile(
    r"\bmỗi (?P<who>(?!km\b|mét\b|m2\b|ha\b|sào\b|tấn\b|năm\b|quý\b|tháng\b|tuần\b|ngày\b|lần\b|khi\b|buổi\b|giờ\b|đợt\b|suất\b|bên\b|ca\b|bài\b|câu(?! lạc)\b|tiết mục\b|phiếu\b|giải\b|kỳ\b|học kỳ\b|vụ\b|người một\b)[^\W\d_]+\b[^;:]*?)"
    r"(?=,? (?:có|xây dựng|tổ chức|thành lập|ít nhất|tối thiểu|phấn đấu|duy trì|được|vận động|ra mắt|đăng ký|phải|lựa chọn|chọn|thực hiện|giúp|nhận|trồng|hỗ trợ|"
    r"mỗi năm|hằng năm|hàng năm|hằng quý|hằng tháng|phát triển|treo|đạt|giữ|cử|viết|gửi|sửa|xây|đảm nhận|hoàn thành|triển khai|trong|bảo đảm|đảm bảo|phối hợp|cảm hóa|giáo dục|kết nạp|giới thiệu|từ|trên|không|"
    r"lắp đặt|bố trí|mở|thu hút|tuyên truyền|chỉ đạo|củng cố|tham gia|làm|biên soạn|đăng|chăm sóc|phân công|lập|kết nối|cài đặt|sinh hoạt|ký|tặng|đỡ đầu|quyên góp|ủng hộ|tiết kiệm|thăm|giám sát|nhân rộng|mời|phụ trách|theo dõi|quản lý|đóng|trích|dành|đọc|học|dự|đi|trao|khám|cấp|phát|in|quay|sưu tầm|giữ gìn)\b|\s\d|:\s\d|\s(?:một|hai|ba)\b)"
)
MOST_FIGURES = 40  # in one clause; more is noise
_NOT_BEFORE = re.compile(
    r"(?:điều|khoản|số|ngày|tháng|năm|quý|khóa|lần thứ|thứ|tuổi|giai đoạn|phiên|mẫu|phụ lục|mục|loại|đợt|vòng|kỳ|hạng|giải|vượt|đúng|cấp độ|:|gồm|cùng|do|trong số|tương đương|tương ứng|tức(?: là)?|\d (?:trong|trên)|cần|trung bình|bình quân một|cứ)\s$"
)
# A number right behind a verb of doing counts what is done, whatever its noun: "triệt xóa 03 ổ nhóm", "kết nạp 05 quần chúng".
_ACTS = re.compile(
    r"\b(?:xóa|triệt phá|triệt xóa|thành lập|kết nạp|cử|bồi dưỡng|đào tạo|tập huấn|xây dựng|xây mới|sửa chữa|trao|tặng|trồng|lắp đặt|lắp|giúp|giúp đỡ|hỗ trợ|cấp|ra mắt|nhân rộng|củng cố|kiện toàn|"
    r"tổ chức|phối hợp|duy trì|giới thiệu|thu gom|tiếp nhận|thăm|khám|tư vấn|đỡ đầu|nhận|giải quyết|hòa giải|giám sát|phản biện|phát|in|treo|biên soạn|dàn dựng|sáng tác|biểu diễn|thiết kế|sản xuất|hoàn thành|đăng|viết|mở|kè|nạo vét|cứng hóa|bê tông hóa|làm|làm mới|đào|xây|dựng|mở rộng|cải tạo|nâng cấp|hiến|tiết kiệm|phát quang|khơi thông|lát|rải|có|đạt|thêm|mới|được|chuyển hóa)(?: thành công| hiệu quả| tốt)?\s$|^\s*$"
)
# Sums that a plan raises are targets; prices, loans, fines and prizes are not.
_RAISED = re.compile(
    r"\b(?:vận động|huy động|quyên góp|ủng hộ|kêu gọi|xã hội hóa|thu|gây quỹ|tiết kiệm|đóng góp|phấn đấu|kết nối|xây dựng quỹ|quỹ|tranh thủ|tiếp nhận|thu nhập|doanh thu|giảm)\b"
)
_PRICE = re.compile(
    r"\b(?:mức|giá|trị giá|giá trị|kinh phí|đơn giá|định mức|cho vay|được vay|vốn vay|phạt|thưởng|kèm|thù lao|phụ cấp|công tác phí|tiền công|dự toán|chi phí|mỗi suất|giải)\b[^,;.]{0,50}$"
)
# What a rule asks anyway is no aim of this plan.
_RULED = re.compile(r"\b(?:định mức|theo quy định|biên chế|tiêu chuẩn|quy định (?:mỗi|là|tối|có|từ))\b[^,;.]{0,60}$")
# "không quá 45 học sinh/lớp", "thời lượng tối đa 7 phút": what a thing is like, not what is to be reached.
_DESCRIBED = re.compile(
    r"\b(?:thời lượng|thời hạn|thời gian|sĩ số|quy mô|công suất|diện tích|dung lượng|độ dài|khổ|khoảng cách|cỡ|kích thước|độ tuổi|số trang|sức chứa|cự ly|bán kính|dung tích)\b[^,;.]{0,40}$"
)
# "mỗi buổi không dưới 50 người", "60 người/lớp": how big one of them is.
_SIZE = re.compile(
    r"\bmỗi (?:buổi|lớp (?:tập huấn|bồi dưỡng|học nghề|nghề|truyền thông|xóa mù)|cuộc|ca|hội nghị|đội|lần|câu(?! lạc)|bài|phiên|tổ công tác|đoàn(?! thể| viên))\b[^,;.]{0,40}$|\blớp\b[^;.]*\bmỗi lớp\b[^,;.]{0,40}$"
)
_SIZE_BEHIND = re.compile(r"[^,;./()]{0,25}/(?:buổi|lớp|cuộc|đội|phiên|hội nghị)\b")
_NORM = re.compile(r"\s?/\s?(?:người|học sinh|em|suất|khẩu|đại biểu)\b")  # "2 lít/người/ngày"
REWARDED = re.compile(r"\b(?:khen thưởng|tặng (?:giấy khen|bằng khen)|biểu dương)\b[^;.]*$")
_SPOTS = re.compile(
    r"\b(?:điểm (?:đen|nóng|phức tạp|trung chuyển|tập kết|bán|bán lẻ|ngập|sạt lở|vui chơi|sinh hoạt)|tụ điểm)\b"
)
_RELATIVE = re.compile(r"\b(?:có|gồm|đủ|với|quản lý|sử dụng)\s$")
LIMIT_MEANT = re.compile(r"\b(?:phấn đấu|chỉ tiêu|mục tiêu|giảm|kiềm chế|kéo giảm|khống chế)\b")
_OFTEN = re.compile(r"\s?/\s?(?:ngày|tuần|tháng|quý|học kỳ|giờ|lần)\b|\s(?:mỗi|một) (?:ngày|tuần|tháng|quý)\b")
_ONWARD = re.compile(
    r"(?:\s[^\W\d_]+){0,3}?(?:\s?\([^()]*\)|\s(?:của |trong )?năm \d{4})?\s(?<!trở )(?:xuống|lên|tăng lên|giảm còn|giảm xuống|còn|thành)\b"
)
# "01 xã 01 mô hình", "mỗi thôn một tổ": the first counts the holders, one at a time.
_ONE_EACH = re.compile(
    r"(?:^|[,;:] |\b(?:phấn đấu|thực hiện|xây dựng|theo phương châm|bảo đảm|đảm bảo),? )\"?(?:0?1|một) (?P<who>xã|phường|thôn|ấp|bản|khu phố|tổ dân phố|khu dân cư|đơn vị|chi hội|chi đoàn|trường|cơ sở|"
    r"tổ|đoàn viên|hội viên|cán bộ|đặc khu|huyện|khối phố|xóm|làng|buôn|gia đình|hộ)(?:,| có| xây dựng| -)? (?=(?:ít nhất )?(?:\d+|một|hai|ba)\b)"
)
_PER_UNIT = re.compile(
    r"[^,;.()]{0,60}?(?:/|\s(?:mỗi|từng)\s)(?P<who>xã|phường|thôn|ấp|bản|khu phố|tổ dân phố|khu dân cư|đơn vị|chi hội|chi đoàn|câu lạc bộ|trường|cơ sở|tổ|đoàn viên|hội viên|cán bộ|đặc khu|huyện|địa bàn|cụm dân cư|cụm|khối|khối phố|làng|buôn|xóm|cơ quan|trạm|bãi tắm|bến|chợ|hẻm|ngõ|tuyến|bể bơi|trường học|nhà máy|công ty)\b"
)
_NAMED_COUNT = re.compile(
    r"(?:^|[-;.] )(?!trong đó|gồm|thành phần|thời gian|cụ thể|bao gồm|địa điểm)[^:;.,]{3,80}:\s$"
)  # "Số người sau cai có việc làm: 40 người"
_FEWER = re.compile(r"\b(?:giảm|bớt|(?<!gia )tăng) (?:thêm |được |tối thiểu |ít nhất )?$")
_YEARLY = re.compile(r"\b(?:mỗi năm|hằng năm|hàng năm|/năm|mỗi quý|hằng quý|/quý|mỗi tháng|hằng tháng|/tháng)\b")
_EVERY = re.compile(r"\s?(?:/|trong (?:một |mỗi |01 )?|mỗi |một |trên )\s?(?:ngày|tuần|tháng|quý|năm|ca|giờ)\b")
_A_RHYTHM = re.compile(r"\d (?:nghìn |triệu |tỷ )?đồng(?: [^\W\d_]+){0,4}\s$")
# "mỗi công trình phải được lấy mẫu …" asks it of everybody, always.
_ALWAYS = re.compile(
    r"\bmỗi (?:công trình|phòng|cơ sở|xe|phương tiện|tàu|thuyền|bè|lồng|hộ kinh doanh|bếp|thùng|điểm bán|giếng|bể|cửa hàng|biển|sản phẩm|lô|quầy|sạp|nhà hàng|chuồng|mẫu|hồ sơ|bản|tuyến|chốt|ca|máy)\b[^,;.]*\bphải (?:được|có|bảo đảm|đạt|đặt|trang bị|lắp)\b[^,;.]*$"
)
_NOWHERE = re.compile(r"\bkhông (?:để|còn|có) (?:[^\W\d_]+ ){1,4}?nào (?:[^\W\d_]+ ){0,5}$")
_STOP = re.compile(
    r"[;.()/]|,(?! (?:phường|thị trấn|chống|thị xã|thành phố|đặc khu|thôn|ấp|văn minh|bài|an toàn|phản|sửa))|$|"
    r"(?<!hiện)\s(?=(?:trở lên|trong năm|vào|trước|đến|hằng|hàng|mỗi|/|được|so với|nhằm|để|có|cho)\b)|\b(?:và|cùng)\s(?=\d|ít nhất|tối thiểu|một\b)"
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
    each = next((m for m in _EACH.finditer(shadow) if not shadow[m.end() :].startswith(" là ")), None)
    each = each or _ONE_EACH.search(shadow)
    found: list[Measure] = []
    for count in islice(_COUNT.finditer(shadow), MOST_FIGURES):
        lead = shadow[max(0, count.start() - 120) : count.start()]
        if each is not None and each.start() <= count.start() < each.end() and each.re is _ONE_EACH:
            continue
        is_each = each is not None and each.start() < count.start()
        bound = (count["bound"] or "").strip()
        value = numbers.parse(count["n"])
        if value is None or not _counts(
            shadow, count, lead, bound, in_goal=in_goal, is_each=is_each, is_next=bool(found) and lead.endswith(", ")
        ):
            continue
        if not in_goal and not is_each and not (aims and _is_bounded(count, lead)):
            continue
        kind: str = "at_least"
        holder: tuple[int, int] | None = None
        if (
            re.match(r"(?:không quá|không vượt(?: quá)?|dưới|tối đa|nhiều nhất|cao nhất|[≤<])", bound)
            or re.search(r"(?<!vẫn )(?<!hiện )\bcòn (?:khoảng )?$", lead)
            and not bound
        ):
            kind = "at_most"
        elif value == 0:
            kind = "at_most"  # "số vụ bạo lực: 0 vụ"
        elif is_each and each is not None:
            kind, holder = "count_per_unit", each.span("who")
        elif (per := _PER_UNIT.match(shadow, count.end("unit"))) and (not _is_money(count) or _RAISED.search(lead)):
            kind, holder = "count_per_unit", per.span("who")
        stop = _STOP.search(shadow, count.end("unit"))
        end = stop.start() if stop else len(shadow)
        if stop and stop.group().startswith(","):
            end = nouns.end(shadow, end, len(shadow))
        if found and found[-1].subject[1] > count.start():
            found[-1] = replace(found[-1], subject=(found[-1].subject[0], count.start()))
        unit, begin = _whole_unit(shadow, count), count.start("unit")
        if fewer := _FEWER.search(lead):  # "giảm ít nhất 05 người nghiện" is not "at least five"
            kind, begin = "other", count.start() - len(lead) + fewer.start()
        found.append(Measure(count.start(), kind, value, unit, (begin, max(end, count.end("unit"))), holder))
    return found or (_multiplied(shadow) if in_goal else [])


def _counts(
    shadow: str, count: "re.Match[str]", lead: str, bound: str, *, in_goal: bool, is_each: bool, is_next: bool
) -> bool:
    """Does this number count something to be brought about? Not a price, a rhythm, a limit, the size of a thing."""
    if not _KNOWN.match(count["unit"]):
        written = count["n"][0].isdigit()
        done = in_goal and written and (is_next or _ACTS.search(lead))
        if _NO_UNIT.match(count["unit"]) or not (bound or done or (is_each and written)):
            return False
    if (
        count["unit"] == "điểm"
        and not re.match(r"\s(?!trở|trên|theo|và|là|hoặc|được|thì|xếp|cho|trừ)[^\W\d]", shadow[count.end("unit") :])
        and not _SPOTS.search(lead)
    ):
        return False  # marks
    if _NOT_BEFORE.search(lead) and not bound and not (in_goal and _NAMED_COUNT.search(lead)):
        return False
    if norms.describes(lead, count["unit"], shadow[count.end("unit") :], is_bounded=bool(bound)):
        return False
    if _A_RHYTHM.search(lead) and count["n"] == "một":
        return False  # "2.000 đồng một buổi"
    if bound and _NOWHERE.search(lead):
        return False
    if _RULED.search(lead) or _SIZE.search(lead) or _SIZE_BEHIND.match(shadow, count.end("unit")):
        return False
    if count["unit"].startswith("lần") and re.search(r"\bgấp (?:khoảng )?$", lead):
        return False
    told = in_goal and re.search(r"\b(?:số|chỉ tiêu|mục tiêu)\b[^,;.]* là $", lead)
    if (not told and re.search(r"\b(?:một|các|những|là) $", lead)) or (
        count["unit"] in ("xã", "phường", "thôn") and re.search(r"\btrên địa bàn $", lead)
    ):
        return False
    if _is_money(count):
        capped = bound and re.match(r"(?:không quá|không vượt quá|dưới|tối đa|nhiều nhất|cao nhất|[≤<])", bound)
        priced = capped and re.match(r"(?: đồng)?\s?/\s?\w", shadow[count.end("unit") :])  # "không quá 150.000 đồng/hộ"
        if norms.is_per_head(lead, shadow[count.end("unit") :]):
            return False
        if capped and not re.search(r"\b(?:nợ|giảm|còn|thiệt hại|thất thoát)\b", lead):
            return False  # "số dư không quá 20 triệu đồng"
        if priced or re.search(r"\bmỗi (?!năm|quý|tháng|tuần)\w+(?: \w+)?\s$", lead) or _PRICE.search(lead):
            return False  # "mỗi căn 60 triệu đồng" is a price
        if not in_goal and not _RAISED.search(lead):
            return False
    elif re.search(r"\b(?:trị giá|giá trị|mức|kinh phí|mỗi suất|đơn giá)\s(?:là )?$", lead):
        return False
    if re.search(r"\btừ\s$", lead + (bound + " " if bound == "từ" else "")) and _ONWARD.match(
        shadow, count.end("unit")
    ):
        return False  # "từ 45 người xuống còn 35 người"
    if count["unit"].startswith("lần") and _ALWAYS.search(lead):
        return False
    if in_goal:
        return True
    if _ALWAYS.search(lead) or (count["unit"].startswith("lần") and _EVERY.match(shadow[count.end("unit") :])):
        return False
    if norms.is_ruled(lead, bound, shadow[count.end("unit") :]):
        return False
    if re.search(r"\bgồm\s(?:có )?$", lead) or REWARDED.search(lead):
        return False
    after = shadow[count.end("unit") : count.end("unit") + 40]
    rhythm = re.search(r"\bmỗi (?:ngày|tuần|tháng|quý)\b[^,;.]{0,25}$", lead)
    often = rhythm or _OFTEN.match(re.sub(r"^[^,;./]{0,25}(?=/)", "", after))
    if often and not (is_each and not re.search(r"ngày|tuần", often.group())):
        return False  # "mỗi tuần ít nhất 03 tin, bài" is a rhythm
    if _NORM.match(shadow, count.end("unit")):
        return False
    if _DESCRIBED.search(lead) or (bound == "từ" and not is_each and _RELATIVE.search(lead)):
        return False
    limits = re.match(r"(?:không quá|không vượt quá|dưới|tối đa|nhiều nhất|cao nhất|[≤<])", bound)
    return not limits or bool(LIMIT_MEANT.search(lead))


def _is_money(count: "re.Match[str]") -> bool:
    return bool(re.match(r"(?:nghìn|triệu|tỷ|tỉ|đồng)\b", count["unit"]))


_TIMES = re.compile(r"\b(?:tăng |cao )?gấp (?P<n>đôi|rưỡi|hai|ba|bốn|năm|\d+(?:,\d+)?)(?: lần)?\b")


def _multiplied(shadow: str) -> list[Measure]:
    """ "tăng gấp đôi so với năm 2025"."""
    said = _TIMES.search(shadow)
    if said is None:
        return []
    value = {"đôi": 2, "rưỡi": 1.5}.get(said["n"]) or numbers.parse(said["n"])
    opening = re.match(r"\s*(?:phấn đấu,? )?", shadow)
    return [Measure(said.start(), "other", value, said.span(), (opening.end() if opening else 0, said.start()), None)]


def _whole_unit(shadow: str, count: "re.Match[str]") -> tuple[int, int]:
    rest = (
        re.match(r" đồng\b", shadow[count.end("unit") :]) if count["unit"] in ("triệu", "tỷ", "tỉ", "nghìn") else None
    )
    return count.start("unit"), count.end("unit") + (rest.end() if rest else 0)


def _is_bounded(count: "re.Match[str]", lead: str) -> bool:
    return bool(count["bound"]) or bool(re.search(r"\b(?:phấn đấu|chỉ tiêu|mục tiêu)\b", lead))
