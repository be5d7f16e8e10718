"""What looks like a target or a deadline and is none: past results, other people's targets, history."""

import re
from datetime import date

from vandong.programme.reader import claims, dates, dues, others
from vandong.programme.reader.context import PAST, Clause, Passage, Setting
from vandong.programme.reader.text import fold

_DONE = re.compile(
    r"\bđã (?:được )?(?:đạt|tổ chức|vận động|xây dựng|hỗ trợ|có|triển khai|phối hợp|tuyên truyền|hoàn thành|thực hiện|giảm|tăng|duy trì|"
    r"phát hiện|tiếp nhận|giúp|thành lập|huy động|giám sát|ra mắt|nhân rộng|trao|tặng|ký|đăng ký|góp phần|chỉ đạo|kiện toàn|tham gia|ban hành|phát động|mở|cấp|"
    r"in|phát|chuyển|kiềm chế|ngăn|làm)\b"
)
_BEHIND_US = re.compile(
    r"\b(?:tính đến|theo thống kê|theo số liệu|theo báo cáo|qua rà soát|hiện nay|(?<!phát )(?<!thực )(?<!thể )(?<!xuất )(?<!biểu )hiện (?:\w+ ){0,4}?(?:có|còn|đạt|là)(?= (?:\w+ ){0,3}?\d)|(?:qua|sau|trong) (?:gần |hơn )?\d+ (?:năm|tháng) (?:qua|triển khai|thực hiện|thí điểm|phát động|hoạt động)|thời gian qua|vừa qua|cho thấy|(?:kết quả|(?:(?<=, )|(?<=: )|(?<=- )|^)qua|số liệu) (?:điều tra|rà soát|khảo sát|thống kê|kiểm tra|giám sát|tổng hợp)(?= (?:\w+ ){0,6}?\d)|mới (?:có|đạt|chỉ)(?= (?:\w+ ){0,3}?\d)|trung bình mỗi (?:ngày|tháng)|gần đây|những năm qua|năm ngoái|lũy kế|(?<!từ )đến nay|"
    r"(?:còn|có) \d[\d/.,]*%? (?:[^\W\d]+ ){1,5}chưa|cứ \d+ (?:[^\W\d]+ ){1,4}thì|năm qua|"
    r"nhiệm kỳ qua|trước đây|những năm gần đây|những năm trước|(?<!so với )(?<!hơn )năm trước(?! ngày)|kết quả là|kết quả đạt|kết quả năm|kết quả khảo sát|mới đạt|chỉ đạt|"
    r"đạt được kết quả|giai đoạn trước|giai đoạn vừa qua|nhiệm kỳ trước|bằng \d+(?:,\d+)?% (?:so với )?(?:kế hoạch|chỉ tiêu)|"
    r"đạt \d+(?:,\d+)?% (?:so với )?(?:kế hoạch|chỉ tiêu))\b"
)
# How big a place is: "Xã có 15 thôn, 2.300 hộ", "Dân số của xã là 9.800 người".
_STATE = re.compile(
    r"(?:mật độ|tỷ suất) [^.;]{0,60}?\d|"
    r"(?:trên địa bàn )?(?:toàn |cả )?(?:xã|phường|đặc khu|huyện|tỉnh|thành phố|thị trấn|thôn|địa bàn|đơn vị|hội|đảng bộ)(?: ta| [^\W\d]+){0,3} có \d[\d.,]* "
    r"(?:hộ|nhân khẩu|khẩu|thôn|ấp|bản|khu|tổ dân phố|chi bộ|chi hội|đảng viên|hội viên|đoàn viên|trường|trạm|người|dân|cơ sở|doanh nghiệp)\b(?![^,;.]*\b(?:tham gia|đăng ký|được|đạt|ký|thoát|sử dụng|cài|tự nguyện|nhận|trở lên)\b)|"
    r"(?:dân số|tổng dân số|tổng diện tích|diện tích|quy mô|tổng số (?:hộ|dân|khẩu|nhân khẩu|thôn|hội viên|đoàn viên)) [^.;]{0,60}?\blà \d"
)
# What happened, told with its count: "xảy ra 31 vụ, làm chết 17 người".
_HAPPENED = re.compile(
    r"(?<!để )(?<!không )\b(?:xảy ra|phát hiện|bắt giữ|bắt|khởi tố|xét xử|ghi nhận|phát sinh|thải(?: ra)?|xả(?: ra)?|tiêu thụ|làm chết|làm bị thương|thiệt hại|thu giữ|xử phạt|làm)(?: được| thêm| mới| khoảng| hơn| trên)? \d[\d.,]*(?! ?%)"
)
_CAUSED = re.compile(
    r"\b(?:liên quan đến|có nguyên nhân|xuất phát từ|nguyên nhân do|gây ra|do (?:người|nam|nữ|thanh niên|học sinh|lái xe))\b"
)
_KEEPS = re.compile(r"(?:tiếp tục|duy trì|giữ vững|giữ|phát huy|củng cố|nâng|phấn đấu)\b")
_AHEAD = re.compile(r"\b(?:phấn đấu|(?<!% )(?<!%)(?:mục tiêu|chỉ tiêu)|đặt ra|sẽ|cần đạt|phải đạt)\b")
# "Năm qua, Hội kết nạp 118 hội viên …": what such a sentence tells is over, to its end.
_LOOKS_BACK = re.compile(
    r"[-+ ]*(?:trong )?(?:(?:một |những |\d+ )?năm (?:vừa )?qua|thời gian (?:vừa )?qua|nhiệm kỳ (?:vừa )?qua|giai đoạn (?:vừa )?qua|vừa qua|năm ngoái|nhìn lại|tính đến|đến nay|hiện nay|hiện tại|thực tế)\b"
    r"(?![^.]*\b(?:phấn đấu|năm nay|năm tới|thời gian tới|tiếp tục|cần|phải)\b)"
)
_AGAINST = re.compile(
    r"\b(?:giảm|phấn đấu|kiềm chế|ngăn|không để|không có|xử lý|giải quyết|bảo đảm|đảm bảo|tuyên truyền|mỗi|ít nhất|tối thiểu)\b|100 ?%"
)
_WISHED = re.compile(
    r"\b(?:giảm|không quá|dưới|tối đa|ít nhất|tối thiểu|phấn đấu|tăng|100%|mỗi(?! (?:ngày|năm|tháng|tuần)\b)|bảo đảm|đảm bảo)\b|100%"
)
_PAST_YEAR = re.compile(
    r"(?<!so với )\b(?:năm|tháng \d{1,2}/|giai đoạn (?:\d{4}\s?(?:-|đến)\s?)?|quý \w+/|năm học (?:\d{4}\s?-\s?)?)\s?((?:19|20)\d{2})"
)
# Where one starts, and what one compares with, is told beside the aim: "từ 88% năm 2025 lên …", "như kết quả đã đạt năm 2025".
_BESIDE = re.compile(
    r"\([^()]*\)|\btừ (?:mức |tỷ lệ |khoảng )?\d[^,;.]*?(?:,\d+[^,;.]*?)?\b(?=(?<!trở )(?:lên|xuống|còn|thành)\b)|"
    r"\b(?:như|bằng|tương đương|cao hơn|thấp hơn|trên cơ sở|từ) (?:mức |các )?(?:kết quả|năm trước|cùng kỳ|mức đã|chỉ tiêu đã|bình quân|thành tích)[^,;.]*|\bso với (?!kế hoạch|chỉ tiêu)[^,;.]*"
)
# "Có ít nhất 2/3 số hộ dự thì cuộc họp được tiến hành" sets a condition.
_CONDITION = re.compile(r"\b(?:khi|nếu|trường hợp|trong trường hợp)\b[^,;.]*$")
_THEN = re.compile(
    r"\bthì\b|\bmới (?:được|có|đủ|hợp lệ)\b|\b(?:có giá trị|hợp lệ|được coi là|được (?:đề nghị|xét|xem xét|cộng|vào|\d+)|không (?:được )?xét|"
    r"bị trừ|phải (?:giải trình|kiểm điểm|tổ chức bổ sung|báo cáo giải trình)|xếp loại)\b"
)
# "Đơn vị đạt dưới 70 % …": of whom the rest of the sentence is said.
_OF_WHOM = re.compile(
    r"(?:^|[;:] )(?:các )?(?:đơn vị|tập thể|cá nhân|thôn|xã|phường|bài thi|thí sinh|đội|hộ|địa phương|chi hội|trường) (?:nào )?"
    r"(?:có (?:tỷ lệ|số|kết quả) [^,;.]{0,40}|đạt |có )(?:đạt )?(?:từ |dưới |trên |không đạt )?$"
)
_BY_THEN = re.compile(r"\b(?:đến|hết|cuối|trước)(?: hết| cuối)? (?:tháng|quý|năm|ngày)\b")
_OF_THE_PLAN = re.compile(r"(?:bằng|đạt) \d+(?:,\d+)?% (?:so với )?(?:kế hoạch|chỉ tiêu)")
_UNTIL = re.compile(r"(?:^|[,.;] )(?:tính )?đến (?:hết |cuối )?(?:ngày )?$")


def is_past(setting: Setting, passage: Passage, sentence: Clause, at: int) -> bool:
    """Is the figure at `at` (in the whole text) a result rather than an aim?"""
    before = sentence.shadow[: max(at - sentence.start, 0)]
    if passage.in_kind(PAST):
        return True
    masked = dues.ASIDE.sub(lambda aside: "·" * len(aside.group()), sentence.shadow)
    if claims.is_of_the_past(masked[: len(before)], masked[len(before) :], setting.begins_in):
        return True
    if _LOOKS_BACK.match(sentence.shadow):
        return True
    if _AHEAD.search(before) and not _DONE.search(before):
        return False
    if not passage.is_aimed and "cùng kỳ" in sentence.shadow:
        return True
    plain = _BESIDE.sub("", _around(setting, sentence.shadow, len(before)))  # "(hiện nay 1,8%)" is where one starts
    if passage.is_aimed and _KEEPS.match(plain.lstrip(" -+")):
        plain = _DONE.sub("", plain)  # what has been reached is kept: "giữ vững 10 thôn đã đạt chuẩn"
    if _STATE.match(plain.lstrip(" -+")):
        return True
    if passage.is_aimed and _BY_THEN.search(before):
        plain = _OF_THE_PLAN.sub("", plain)  # "đến tháng 6 đạt 50 % kế hoạch"
    if _DONE.search(plain) or _BEHIND_US.search(plain) or (_HAPPENED.search(plain) and not _WISHED.search(plain)):
        return True
    if _CAUSED.search(plain) and not _AGAINST.search(plain):
        return True
    if setting.issued_on and any(had_come(setting.issued_on, before, when) for when in dates.find(before)):
        return True
    said = _BESIDE.sub("", before)  # "từ 45 % (năm 2024) lên 80 %": the year of where one starts
    years = [int(year) for year in _PAST_YEAR.findall(said)]
    return bool(years and setting.begins_in and max(years) < setting.begins_in)


_YEAR = re.compile(r"\b20\d\d\b")


def _around(setting: Setting, shadow: str, at: int) -> str:
    """What is said about the figure at `at`: up to the end of its clause; its clause alone where that names a year to
    come ("năm 2025 đã đạt 87 %; năm 2026 đạt 90 %")."""
    begin, end = shadow.rfind(";", 0, at) + 1, shadow.find(";", at)
    so = max((found.end() for found in claims.SO.finditer(shadow, 0, at)), default=0)
    end = end if end >= 0 else len(shadow)
    years = [int(year) for year in _YEAR.findall(shadow[begin:at])]
    is_ahead = bool(years) and setting.begins_in is not None and min(years) >= setting.begins_in
    return shadow[max(so, begin if is_ahead else 0) : end]


def had_come(issued_on: date, before: str, when: dates.When) -> bool:
    """ "Đến tháng 9/2025, …" in a plan of October 2025 tells where one stands."""
    last = when.last_day(None) if when.kind != "year" else None
    return last is not None and last < issued_on and bool(_UNTIL.search(before[: when.start]))


def is_condition(sentence: Clause, at: int) -> bool:
    """Does the figure at `at` say when something holds, rather than what is to be reached?"""
    cut = max(at - sentence.start, 0)
    after = re.split(r"[,;.]", sentence.shadow[cut:])[0]
    before = sentence.shadow[:cut]
    judged = _OF_WHOM.search(before) and re.search(r"\b(?:được|không|phải|bị)\b", after)
    return bool(_CONDITION.search(before) or _THEN.search(after) or judged)


def is_done(sentence: Clause, at: int) -> bool:
    """Does the sentence say, before `at`, that it has been done?"""
    return bool(_DONE.search(sentence.shadow[: max(at - sentence.start, 0)]))


def is_quoted(setting: Setting, sentence: Clause, at: int) -> bool:
    """Is the figure at `at` a target someone else has set, or what another place did, told here?"""
    cut = max(at - sentence.start, 0)
    before, after = sentence.shadow[:cut], sentence.shadow[cut:]
    *_, before = claims.SO.split(before)
    issuer = fold(setting.header.issuer or "")
    return others.has_set(before, after, setting.own) or others.is_elsewhere(
        before, sentence.text[cut - len(before) : cut], setting.own, issuer
    )
