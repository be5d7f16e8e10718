"""What looks like a target or a deadline and is none: past results, other people's targets, history."""

import re
from datetime import date

from vandong.programme.reader import dates
from vandong.programme.reader.context import PAST, Clause, Passage, Setting

_DONE = re.compile(
    r"\bđã (?:được )?(?:đạt|tổ chức|vận động|xây dựng|hỗ trợ|có|triển khai|phối hợp|tuyên truyền|hoàn thành|thực hiện|giảm|tăng|duy trì|"
    r"phát hiện|tiếp nhận|giúp|thành lập|huy động|giám sát|ra mắt|nhân rộng|trao|tặng|ký|đăng ký|góp phần|chỉ đạo|kiện toàn|tham gia|ban hành|phát động|mở|cấp|"
    r"in|phát|chuyển|kiềm chế|ngăn|làm)\b"
)
_BEHIND_US = re.compile(
    r"\b(?:tính đến|theo thống kê|theo số liệu|theo báo cáo|qua rà soát|hiện nay|hiện (?:có|còn|đạt)(?= (?:\w+ ){0,3}?\d)|thời gian qua|vừa qua|năm qua|"
    r"nhiệm kỳ qua|trước đây|những năm gần đây|những năm trước|(?<!so với )năm trước(?! ngày)|kết quả là|kết quả đạt|kết quả năm|kết quả khảo sát|mới đạt|chỉ đạt|"
    r"đạt được kết quả|giai đoạn trước|giai đoạn vừa qua|nhiệm kỳ trước|bằng \d+(?:,\d+)?% (?:so với )?(?:kế hoạch|chỉ tiêu)|"
    r"đạt \d+(?:,\d+)?% (?:so với )?(?:kế hoạch|chỉ tiêu))\b"
)
_AHEAD = re.compile(r"\b(?:phấn đấu|mục tiêu|chỉ tiêu|đặt ra|sẽ|cần đạt|phải đạt)\b")
_PAST_YEAR = re.compile(
    r"(?<!so với )\b(?:năm|tháng \d{1,2}/|giai đoạn (?:\d{4}\s?(?:-|đến)\s?)?|quý \w+/)\s?((?:19|20)\d{2})"
)
_SUPERIOR = (
    r"(?:chính phủ|thủ tướng|quốc hội|trung ương|bộ chính trị|ban bí thư|tỉnh ủy|thành ủy|huyện ủy|đảng ủy cấp trên|"
    r"(?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân)(?! (?:các|cấp) (?:xã|phường|huyện|thị|quận))|bộ [a-zà-ỹ]+|cả nước|toàn quốc|cấp trên|đại hội)"
)
_CITED = r"(?:kế hoạch|nghị quyết|quyết định|chỉ thị|đề án|chương trình|chiến lược|kết luận|hướng dẫn)"
_QUOTED = re.compile(
    rf"\b{_CITED} (?:số|của|đại hội|phát triển|quốc gia|hành động|mục tiêu|\d|toàn khóa)[^.;]{{0,220}}?\b(?:đặt ra|đề ra|xác định|nêu rõ|nêu|đặt mục tiêu|đặt chỉ tiêu|"
    rf"yêu cầu|phấn đấu|đưa ra|giao|đặt|quy định)\b"
    rf"|\b{_SUPERIOR}[^.;:]{{0,120}}?\b(?:đặt mục tiêu|đề ra|giao chỉ tiêu|phấn đấu|đặt ra|đặt chỉ tiêu)\b"
    rf"|\bmục tiêu (?:chung )?(?:của|do) (?!kế hoạch này|mttq (?:xã|phường)|đợt|cuộc|chiến dịch|hội thi)[^.;]{{0,120}}?(?:là|:|đặt|đề)"
    rf"|\b(?:theo|tại) {_CITED} (?:số|của|đại hội|\d)[^.;]{{0,200}}?(?:,|:|thì|phải|là)"
    rf"|\b(?:cả nước|toàn quốc)\b[^.;]{{0,40}}\b(?:phấn đấu|có|đạt)"
)
_OWN = re.compile(
    r"\b(?:thực hiện|căn cứ|triển khai|xây dựng|ban hành|trên cơ sở|hoàn thành|cụ thể hóa)(?: các| nội dung| nhiệm vụ| mục tiêu| chỉ tiêu)* $"
)
_OWN_VOICE = re.compile(
    r", (?:ban thường trực|ban thường vụ|mttq|mặt trận|ủy ban mttq|hội|đoàn|công đoàn|các cấp|toàn (?:xã|phường|huyện|tỉnh))\b"
)
# "Có ít nhất 2/3 số hộ dự thì cuộc họp được tiến hành" sets a condition.
_CONDITION = re.compile(r"\b(?:khi|nếu|trường hợp|trong trường hợp)\b[^,;.]*$")
_UNTIL = re.compile(r"(?:^|[,.;] )(?:tính )?đến (?:hết |cuối )?(?:ngày )?$")
_THIS_PLAN = re.compile(r"\b(?:kế hoạch này|chương trình này|đợt cao điểm này)\b")


def is_past(setting: Setting, passage: Passage, sentence: Clause, at: int) -> bool:
    """Is the figure at `at` (in the whole text) a result rather than an aim?"""
    before = sentence.shadow[: max(at - sentence.start, 0)]
    if passage.in_kind(PAST):
        return True
    if _AHEAD.search(before) and not _DONE.search(before):
        return False
    if not passage.is_aimed and "cùng kỳ" in sentence.shadow:
        return True
    plain = re.sub(r"\([^()]*\)", "", sentence.shadow)  # "(hiện nay 1,8%)" is where one starts
    if _DONE.search(plain) or _BEHIND_US.search(plain):
        return True
    if setting.issued_on and any(had_come(setting.issued_on, before, when) for when in dates.find(before)):
        return True
    said = re.sub(r"\([^()]*\)", "", before)  # "từ 45 % (năm 2024) lên 80 %": the year of where one starts
    years = [int(year) for year in _PAST_YEAR.findall(said)]
    return bool(years and setting.year and max(years) < setting.year)


def had_come(issued_on: date, before: str, when: dates.When) -> bool:
    """ "Đến tháng 9/2025, …" in a plan of October 2025 tells where one stands."""
    last = when.last_day(None) if when.kind != "year" else None
    return last is not None and last < issued_on and bool(_UNTIL.search(before[: when.start]))


def is_condition(sentence: Clause, at: int) -> bool:
    """Does the figure at `at` say when something holds, rather than what is to be reached?"""
    cut = max(at - sentence.start, 0)
    after = re.split(r"[,;.]", sentence.shadow[cut:])[0]
    return bool(_CONDITION.search(sentence.shadow[:cut])) or bool(re.search(r"\bthì\b", after))


def is_done(sentence: Clause, at: int) -> bool:
    """Does the sentence say, before `at`, that it has been done?"""
    return bool(_DONE.search(sentence.shadow[: max(at - sentence.start, 0)]))


def is_quoted(sentence: Clause, at: int) -> bool:
    """Is the figure at `at` a target someone else has set, told here?"""
    before = sentence.shadow[: max(at - sentence.start, 0)]
    found = _QUOTED.search(before)
    if found is None or _THIS_PLAN.search(before):
        return False
    # "Thực hiện Kế hoạch số … của tỉnh, Mặt trận xã phấn đấu 90 %" is one's own.
    return not (_OWN.search(before[: found.start()]) or _OWN_VOICE.search(found.group()))
