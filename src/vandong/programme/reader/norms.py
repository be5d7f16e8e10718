"""What a thing must be like, not what is to be reached: widths and loads, how many one of them holds, money per head."""

import re

# Units of measuring alone: nothing is brought about by having so many of them.
_OF_MATERIAL = re.compile(
    r"(?:cm|cm2|mm|mm2|ntu|megapixel|pixel|bar|mpa|kpa|atm|cfu|mpn|tcu|mp|mbps|kbps|n|v|w|kw|mw|kva|db|dba|dbi|lux|mg|gam|g|ml|gb|mb|tb|inch|độ c|độ|ppm|chỗ ngồi|chỗ|°c|giờ|phút|giây|màu|trang)(?!\w)"
)
# Of which a plan may well make so many, where it says what it does.
_OF_LENGTH = re.compile(r"(?:m|m2|m3|km|ha|hecta|tấn|kg|lít|mét|mét vuông|kwh)(?!\w)")
_DIMENSION = re.compile(
    r"\b(?:rộng|cao|dài|sâu|dày|cách(?: [^\W\d_]+){0,4}|bề (?:rộng|mặt)(?: [^\W\d_]+){0,3}|(?<!tổng )chiều (?:rộng|cao|dài|sâu|dày)(?: [^\W\d_]+){0,3}|mặt (?:đường|cắt|sân)(?: [^\W\d_]+)?|nền(?: đường)?|lề(?: đường)?|"
    r"đường kính|khoảng (?:lùi|cách)(?: [^\W\d_]+){0,4}|hành lang(?: [^\W\d_]+){0,3}|lộ giới|chỉ giới|khuôn viên|diện tích(?: (?:sàn|đất|khuôn viên|xây dựng|sử dụng|tối đa))?|tĩnh không|bán kính|"
    r"mỗi (?:phòng|sân|ô|lô|hố|bể|cây|hàng|luống)(?: [^\W\d_]+){0,2})(?: (?:phải|được|đạt|có|là|từ|rộng|trung bình|khoảng|mỗi bên|không nhỏ hơn|không thấp hơn|không dưới|không quá))* $"
)
_HOLDS = re.compile(
    r"\b(?:sức chứa|đủ chỗ(?: ngồi)?(?: cho)?|chứa(?: được)?|chở(?: được)?|dung (?:tích|lượng)|công suất|tải trọng|trọng tải|lực nổi|tốc độ|vận tốc|băng thông|mật độ|hàm lượng|nồng độ(?! cồn)|lưu lượng|áp suất|"
    r"nhiệt độ|kích thước|khổ|mác|độ (?:phân giải|dốc|ẩm|mặn|rộng|cao|sâu|dày|tuổi|ồn)|sĩ số|quy mô|định biên|biên chế|thời lượng|tuổi thọ|chứa tối đa)(?: [^\W\d_:]+){0,4}:?(?: (?:phải|được|đạt|có|là|từ|cho|trên|không quá|tối đa))* $"
)
_GROWS = re.compile(r"\b(?:nâng|tăng|mở rộng|phấn đấu|phát triển|giảm|đưa|tổng|thu hút)\b[^,;.]*$")
_BUILDS = re.compile(
    r"\b(?:xây|làm|kè|đào|nạo vét|trồng|hiến|mở|cứng hóa|bê tông|lắp|sửa|nâng cấp|thu gom|tiết kiệm|rải|đổ|lát|khơi thông|nối|kéo|căng|xử lý|cải tạo|duy tu|tu sửa|phát quang|dọn|giảm|phủ xanh|chăm sóc|"
    r"khoanh nuôi|bảo vệ|vệ sinh|thắp sáng|chiếu sáng|bàn giao|giải phóng|quyên góp|hỗ trợ|vận động|tặng|cấp|trao|phấn đấu|hoàn thành|thả|gieo|tưới|khai hoang|tái chế|thu|phục hồi|san|gia cố|đắp|tổng chiều dài|tổng diện tích|sản lượng|diện tích)\b[^,;.]*$"
)
_THING = re.compile(r"\s(?!trở|mỗi|hoặc|và|đến|theo|đối|so|kể|tính|trong|tại|cho|là|trên|để|nếu|thì)[^\W\d_]+")
_EACH_HEAD = re.compile(r"\s?/\s?(?:người|học sinh|em|khẩu|đại biểu|hộ|con|m2|km2|ha)\b")
_STANDARD = re.compile(
    r"[^,;.]{0,80}\btheo (?:thông tư|nghị định|luật|quy chuẩn|tiêu chuẩn|tiêu chí|thiết kế|định mức|quy định của (?:pháp luật|luật|bộ))\b"
)
_MUST_HAVE = re.compile(r"\b(?:phải|cần) (?:có|đặt|bố trí|trang bị|được)\b[^,;.]*$")
_RULE_FIRST = re.compile(
    r"(?:^|[;.] )[-+ ]*(?:yêu cầu kỹ thuật|quy cách|thông số|tiêu chuẩn kỹ thuật|theo (?:tiêu chí|quy chuẩn|tiêu chuẩn|thiết kế)|thiết kế|tiêu chuẩn)\b[^;.]*$"
)

_BAND = r"(?:tổ(?! (?:dân phố|chức))|đội|nhóm|đoàn(?! thể| viên)|ban(?! ngày)|lớp|hội đồng|tiểu ban|cụm loa|đội hình|kíp|phân đội|trung đội)"
_MEMBER = re.compile(
    r"(?:thành viên|người|đồng chí|hộ gia đình|hộ|học viên|học sinh|em|thí sinh|vận động viên|chiến sĩ|tuyên truyền viên|cán bộ|nữ|nam|hội viên|đoàn viên)(?!\w)"
)
_BAND_HAS = re.compile(
    rf"(?:^|[,;:.(] )(?:-\s)?(?:(?:mỗi|một|các|từng) )?{_BAND}(?: [^\W\d_]+){{0,4}}?,?:?(?: (?:có|gồm|từ|phải|được|bố trí|không quá|tối đa|tối thiểu|ít nhất|không dưới|trên|khoảng|thành lập|là|biên chế|cơ cấu))+ $|"
    rf"(?:^|[,;:.(] )(?:mỗi|một|các|từng) {_BAND}(?: [^\W\d_]+){{0,3}}:? $"
)
_BAND_ALONE = re.compile(rf"(?:^|[,;:.(] )(?:-\s)?{_BAND}(?: [^\W\d_]+){{0,2}} $")
_BAND_FIRST = re.compile(
    rf"(?:^|[;.] )(?:-\s)?(?:(?:mỗi|một|các|từng) )?{_BAND}[^;.]*\b(?:có|gồm|không quá|tối đa)\b[^;.]*, [^;.]*$"
)
_ALONE = re.compile(
    r"(?: (?:trở lên|nòng cốt|chính thức|dự bị|tham gia))?(?:\s?$|[,;.()/]| (?:do|trong đó|và|là|gồm|trở|theo|mới)\b)"
)

# Money: what one person, one household, one thing gives, gets or costs.
_PER_ONE = re.compile(
    r"(?: đồng)?\s?/\s?(?:người|hộ|khẩu|em|suất|hội viên|đoàn viên|đội|buổi|căn|nhà|lần|học sinh|sinh viên|đại biểu|ngày|giờ|kg|m2|m3|thẻ|mô hình|giải|lượt|gia đình|cháu|cán bộ|lao động|công|km|phần|xe|vụ|ca|cây|con)\b"
)
_FOR_ONE = re.compile(
    r"(?: đồng)? (?:mỗi|một|đối với(?: mỗi)?|cho (?:mỗi|một)) (?:người|hộ|khẩu|em|suất|hội viên|đoàn viên|gia đình|cán bộ|học sinh|lần|buổi|nhà|căn)\b"
)
_ONE_GIVES = re.compile(
    r"\bmỗi (?:hội viên|đoàn viên|hộ|gia đình|người|cán bộ|khẩu|học sinh|em|đảng viên|công chức|thành viên|chủ hộ|lao động|phụ huynh|suất|căn|nhà|phần|giải|thẻ|lần|buổi)\b[^;.]*$"
)
_DUES = re.compile(
    r"\b(?:hội phí|đoàn phí|đảng phí|lệ phí|học phí|viện phí|phí|nộp|đóng(?! góp)|đóng góp bình quân|(?<!nhân dân )(?<!người dân )(?<!xã hội )(?<!doanh nghiệp )(?<!đóng )(?<!quyên )góp|suất|bồi thường|tiền (?:ăn|công|điện|nước|phạt|thưởng|vé|thuê)|lương|hưởng|trợ cấp|phụ cấp|học bổng)\b[^,;.]{0,40}$"
)
_INCOME = re.compile(r"\b(?:thu nhập|doanh thu|lợi nhuận|giá trị sản xuất|năng suất|tổng thu|tổng số tiền)\b")


def describes(lead: str, unit: str, after: str, *, is_bounded: bool) -> bool:
    """Does a count tell what a thing is like? `lead` is what stands before the figure and its "at least"."""
    if _HOLDS.search(lead) and not _GROWS.search(lead):
        return True
    if (
        (_BAND_HAS.search(lead) or (is_bounded and _BAND_ALONE.search(lead)))
        and _MEMBER.match(unit)
        and _ALONE.match(after)
    ):
        return True
    if _BAND_FIRST.search(lead) and _MEMBER.match(unit):
        return True
    if _MUST_HAVE.search(lead) and _STANDARD.match(after):
        return True
    if _OF_MATERIAL.match(unit):
        return True
    if not _OF_LENGTH.match(unit):
        return False
    if unit == "m" and re.search(r"\b(?:lên|xuống|còn)(?: \w+){0,2} $", lead):
        return True  # "mở rộng 12 ngõ lên 3 m"
    if re.search(r"\bcho (?:mỗi )?$", lead):
        return True  # "01 nhân viên cho 200 m2 mặt nước"
    if _DIMENSION.search(lead) or _EACH_HEAD.match(after) or _RULE_FIRST.search(lead):
        return not _GROWS.search(lead)
    built = _BUILDS.search(lead) or (not lead.strip(" -+") and _THING.match(after))
    return not built and (is_bounded or unit.startswith(("m ", "m3")) or unit in ("m", "mét"))


_OF_WHOM = re.compile(
    r"(?:^|[;,:.] )[-+ ]*(?:(?:các|mỗi|những) )?(?:trường|xã|phường|thôn|hộ|cơ sở|đơn vị|xe|nhà|chi hội|chi đoàn|doanh nghiệp|khu|tổ|lớp|điểm|tuyến)(?: [^\W\d_]+){0,3} có $"
)


def is_ruled(lead: str, bound: str, after: str) -> bool:
    """Outside the aims: "trường có trên 1.000 học sinh …" says which, "… 02 bảo vệ theo quy định của Bộ" what a norm asks."""
    return bool(bound in ("từ", "trên", "hơn", "dưới") and _OF_WHOM.search(lead)) or bool(_STANDARD.match(after))


def is_per_head(lead: str, after: str) -> bool:
    """Is this sum one person's, one household's or one thing's? `after` begins right behind its first word."""
    if _INCOME.search(lead):
        return False
    return bool(_PER_ONE.match(after) or _FOR_ONE.match(after) or _ONE_GIVES.search(lead) or _DUES.search(lead))
