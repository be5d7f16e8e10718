"""Who acts: bodies named at the head of a sentence, their level, and those they work with."""

import re
from dataclasses import dataclass
from datetime import date

from vandong.programme.reader.context import Clause
from vandong.programme.reader.text import fold

NATION, PROVINCE, DISTRICT, COMMUNE, AREA = "nation", "province", "district", "commune", "area"
LEVELS = (NATION, PROVINCE, DISTRICT, COMMUNE, AREA)
TWO_TIERS_FROM = date(2025, 7, 1)  # since that day there is no district level

_OPENERS = (
    r"(?:đề nghị |giao (?!ban (?:vào|hằng|hàng|định|tháng|quý|tuần|đột|trực|với))|yêu cầu |phân công )?"
    r"(?:ban thường trực|ban tt|ban thường vụ|ban chấp hành|thường trực|ủy ban|ub |ubmttq|ubnd|mttq|mặt trận|ban công tác mặt trận|ban ctmt|ban phong trào|ban dân vận|"
    r"ban tuyên giáo|ban chỉ đạo|ban tổ chức|ban giám khảo|ban chủ nhiệm|các ban|ban (?!hành|đầu|ngày|đêm|bố)|văn phòng|các tổ chức|các cấp|các cơ sở|các đơn vị|các địa phương|các chi|các đoàn|các hội|các xã|các phường|"
    r"các huyện|các phòng|các thôn|các tổ|các khu|các ấp|các bản|các sở|các ngành|các thành phố|các trường|các cụm|hai ngành|hai bên|lực lượng|các lực lượng|cơ sở|cấp ủy|các cơ quan|các thành viên|cấp (?:tỉnh|huyện|xã|cơ sở)|hội |đoàn |đoàn giám sát|tỉnh hội|huyện hội|tỉnh đoàn|huyện đoàn|thành đoàn|liên đoàn|công đoàn|"
    r"công an|sở |phòng |chi hội|chi đoàn|chi bộ|trưởng |tổ (?!chức)|trung tâm|đài |báo (?!cáo|động|chí\b)|đảng ủy|hđnd|trạm |trường |cán bộ|bộ phận|thành viên|"
    r"bhxh|bảo hiểm xã hội|đồng chí|đ/c|kho bạc|ngân hàng|điện lực|bưu điện|thanh tra|đồn |tòa án|viện |hạt kiểm lâm|bộ đội|nhân viên|bí thư|chủ tịch|phó |ủy viên|"
    r"thủ trưởng|người đứng đầu|bà con|các hộ |già làng|chức sắc|liên minh|liên hiệp|tổng liên đoàn|hợp tác xã|các doanh nghiệp|doanh nghiệp|nhà trường|bệnh viện|các nhà|câu lạc bộ|cụm |chi cục|cục |bộ chỉ huy|ban quản lý|"
    r"thư viện |nhà văn hóa|người (?:có )?uy tín|các chức sắc|các ban, ngành|giáo viên|thầy |cô |ban giám hiệu|hiệu trưởng|phụ huynh|đội |các đội|chính quyền|các khu|khu dân cư|khu phố|thôn |mỗi (?:xã|phường|thôn|chi hội|chi đoàn|đơn vị|khu|tổ|cơ sở|cán bộ|hội viên|đoàn viên))"
)
VERBS = (
    r"(?:phối hợp|chủ trì|xây dựng|tổ chức|tuyên tr?uyền|vận động|triển khai|chỉ đạo|hướng dẫn|đôn đốc|kiểm tra|giám sát|tham mưu|báo cáo|thực hiện|căn cứ|chủ động|"
    r"đẩy mạnh|tăng cường|rà soát|bố trí|lựa chọn|đăng ký|ban hành|tiếp tục|có trách nhiệm|chịu trách nhiệm|tiếp nhận|quán triệt|phát huy|nâng cao|duy trì|định kỳ|lồng ghép|tham gia|"
    r"thành lập|phát động|theo dõi|tổng hợp|cử |mở |in |cung cấp|đề xuất|kiện toàn|ra mắt|nhân rộng|hỗ trợ|gửi|hằng năm|hàng năm|mỗi năm|hằng quý|hằng tháng|đưa |phổ biến|treo|"
    r"phát (?!thanh|triển|sinh|ngôn)|viết|cụ thể hóa|quan tâm|chuẩn bị|lập |tư vấn|giúp |huy động|tranh thủ|kịp thời|thường xuyên|nắm |biểu dương|khen thưởng|đánh giá|sơ kết|tổng kết|họp|tập huấn|"
    r"bồi dưỡng|phản ánh|kiến nghị|giới thiệu|đăng tải|đăng |tập trung|chú trọng|gắn |kết hợp|củng cố|mở rộng|quản lý|sử dụng|đề nghị|phân công|khảo sát|bình chọn|bình xét|trao |"
    r"tặng |thăm |ký |trồng |sửa |xây |dọn |thu |chấm |công bố|tiến hành|thẩm định|xem xét|đảm bảo|bảo đảm|khuyến khích|lắng nghe|xử lý|vận dụng|tích cực|làm tốt|nghiên cứu|"
    r"tạo điều kiện|hoàn thành|tuyển chọn|đảm nhận|nhận |giải quyết|niêm yết|thông báo|mời |bám sát|đổi mới|phê duyệt|quyết định|tham dự|dự |ghi |lấy |góp |đặt |đi (?!đầu)|vẽ |quay |dán |căng |kẻ |đón |bổ sung|kết nạp|soạn |liên hệ|tri ân|nuôi |trích |mua |nhắn |chụp |nộp |điều phối|sắp xếp|ra quân|chốt |chia |phân loại|điều tra|giáo dục|cảm hóa|quản trị|phân bổ|kết nối|chuyển |thiết lập|công khai|biên soạn|bàn giao|trang bị|lắp đặt|tổng rà soát|phân tích|xác minh|"
    r"cập nhật|áp dụng|vinh danh|tuyên dương|nhắc nhở|thiết kế|xác nhận|kiểm điểm|trình |chọn |cảm hóa|"
    r"giao (?!ban|thông|lưu|dịch)|dựng |đồng hành|cân đối|kiểm đếm|tự giác|khuyến cáo|cảnh báo|răn đe|kêu gọi|ủng hộ|tài trợ|đỡ đầu|bảo lãnh|kèm cặp|báo (?!cáo|chí|và|động)|nạo vét|khơi thông|chỉnh trang|tôn tạo|luân phiên|"
    r"thống nhất|cam kết|dạy |đào tạo|tạo (?!điều|nguồn)|nhập |xét |bầu |trưng bày|chiếu |biểu diễn|gặp gỡ|gặp |động viên|đến từng|biên tập|phát sóng|tuần tra|truy quét|(?<!thường )trực (?!tiếp|thuộc|quan|tuyến)|(?<!việc )làm |quét |dành |ưu tiên|khơi dậy|nêu gương|gương mẫu|"
    r"đóng góp|quyên góp|chăm lo|chăm sóc|giữ gìn|ngăn chặn|nhận diện|kê khai|lưu giữ|thống kê|lập danh sách|diễn tập|tập hợp|thu hút|thu thập|thu gom|"
    r"cấp phát|cấp (?:kinh phí|giấy|thẻ|thuốc|tài liệu|cho )|chi trả|thẩm tra|tham vấn|trả lời|đối thoại|tiếp công dân|tiếp xúc|khai thác|ứng dụng|số hóa|bàn |thảo luận|ủy quyền|tháo gỡ)"
)
# At the head of a sentence these are done too; behind a body's name they may be a part of it ("Tổ bảo vệ", "Ban Thanh tra").
FIRST_VERBS = rf"(?:{VERBS}|đấu tranh|bảo vệ|phòng ngừa|kiểm soát|thanh tra|hòa giải|quy định|tấn công|trấn áp|giảm |nắm|khắc phục|đầu tư|xóa |triệt |chấm dứt|hưởng ứng|phấn đấu|giải tỏa|tháo dỡ|dẹp |thay |thay thế|vá |sơn |rào |cắm |phát quang|san |đắp |gia cố|phục hồi|kéo |tách |ghép |đổ |rửa |tưới |thả |bắt |đóng |mang |tắt |tiết kiệm|hạn chế|không )"
_ACTOR = re.compile(
    rf"(?P<who>{_OPENERS}[^;:.]{{0,200}}?)[,:]?\s(?=(?:cần |phải |sẽ |cùng |khẩn trương |nghiêm túc |trực tiếp |có nhiệm vụ |chịu trách nhiệm )?{VERBS})"
)
# A school, a hospital is of no level by the letterhead above it.
_OF_NO_LEVEL = re.compile(
    r"(?:trường|học viện|bệnh viện|trung tâm|công ty|doanh nghiệp|hợp tác xã|nhà máy|xí nghiệp|ban quản lý|viện|chi nhánh)\b"
)
_ASKED = re.compile(
    rf"(?:đề nghị|giao(?! ban (?:vào|hằng|hàng|định|tháng|quý|tuần|đột|trực|với))|yêu cầu|phân công) (?P<who>{_OPENERS}[^;:.]{{0,200}}?),?\s(?=(?:cần |phải |khẩn trương )?{VERBS})"
)
_PARTNERS = re.compile(
    r"\bphối hợp (?:chặt chẽ )?(?:với|cùng(?: với)?) (?P<who>[^;:.]+?)(?=,? (?:tiến hành|để|nhằm|trong|về|tại|kịp thời|thường xuyên|"
    + VERBS[3:-1].replace(
        "tổ chức|",
        r"tổ chức (?=\d|ít nhất|tối thiểu|các (?:buổi|cuộc|đợt|hoạt động|hội nghị|lớp)|hội nghị|lớp |buổi |lễ |ra quân)|",
    )
    + r")|[;:.]|$)(?<!ban)(?<!tổ)"
)
_LEVELS = (
    (NATION, re.compile(r"trung ương|toàn quốc|đoàn chủ tịch")),
    (AREA, re.compile(r"ban công tác mặt trận|ban ctmt|\bkhu dân cư|\bkdc\b|(?<!nông )\bthôn\b|tổ dân phố|\bấp\b|\bbản\b|khu phố|chi hội|chi đoàn|tổ liên gia|tổ bảo vệ an ninh|tổ công nghệ số|tổ hòa giải|già làng|khối phố|\bbuôn\b|\bsóc\b")),
    (COMMUNE, re.compile(r"cấp xã|\bxã\b(?! hội)|\bphường\b|thị trấn|đặc khu|cấp cơ sở|\bcơ sở hội\b|\bđoàn cơ sở\b")),
    (DISTRICT, re.compile(r"cấp huyện|\bhuyện\b|\bquận\b|thị xã")),
    (PROVINCE, re.compile(r"cấp tỉnh|\bcác sở\b|\btỉnh\b|tỉnh đoàn|tỉnh hội|thành đoàn")),
)  # fmt: skip


@dataclass(frozen=True)
class World:
    """Which levels there are below and at the document's own, and whether districts still exist."""

    own: str | None
    issued_on: date | None

    @property
    def all_levels(self) -> tuple[str, ...]:
        tiers = (PROVINCE, COMMUNE) if self.has_two_tiers else (PROVINCE, DISTRICT, COMMUNE)
        return tuple(t for t in tiers if self.own is None or LEVELS.index(t) >= LEVELS.index(self.own))

    @property
    def has_two_tiers(self) -> bool:
        return self.issued_on is not None and self.issued_on >= TWO_TIERS_FROM


def world(issuer: str | None, issued_on: date | None) -> World:
    low = fold(issuer or "")
    own = None
    if re.match(
        r"(?:ban công tác mặt trận|ban ctmt|chi hội|chi đoàn|chi bộ|tổ dân phố|thôn|ấp|bản|buôn|khu phố|khu dân cư)\b",
        low,
    ):
        own = AREA
    elif re.search(r"(?<!thị )\bxã\b(?! hội)|\b(?:phường|thị trấn|đặc khu)\b", low):
        own = COMMUNE
    elif re.search(r"\b(?:huyện|quận|thị xã)\b", low):
        own = DISTRICT
    elif re.search(r"\b(?:tỉnh|thành phố)\b", low):
        own = PROVINCE
    elif re.search(r"trung ương", low):
        own = NATION
    return World(own, issued_on)


def is_of_no_level(issuer: str | None) -> bool:
    return bool(_OF_NO_LEVEL.match(fold(issuer or "")))


def levels_in(said: str, world: World) -> tuple[str, ...]:
    """The levels a body's name speaks of, from the top down. "các cấp" is every level the document reaches."""
    low = fold(said)
    found = {level for level, pattern in _LEVELS if pattern.search(low.replace("thị xã", "huyện"))}
    if re.search(r"thị xã", low):
        found.add(DISTRICT)
        if not re.search(r"(?<!thị )\bxã\b(?! hội)|\bphường\b|thị trấn|đặc khu", low):
            found.discard(COMMUNE)
    if "thành phố" in low and DISTRICT not in found:
        found.add(PROVINCE if world.has_two_tiers or not re.search(r"các (?:\w+, )*thành phố", low) else DISTRICT)
    if (
        AREA in found
        and re.search(r"khu dân cư|thôn|tổ dân phố", low)
        and re.match(r"ban thường trực|mttq (?:các )?(?:xã|phường)", low)
    ):
        found.discard(AREA)
    if "các cấp" in low or "từ tỉnh đến cơ sở" in low:
        found |= set(world.all_levels)
    if world.has_two_tiers and found != {DISTRICT}:  # named alone it is what the document says, and is flagged
        found.discard(DISTRICT)
    return tuple(level for level in LEVELS if level in found)


_PROVINCIAL = re.compile(
    r"(?:đề nghị |giao )?(?:các )?(?:sở |cục |chi cục |tỉnh đoàn|tỉnh hội|kho bạc nhà nước khu vực|đài phát thanh và truyền hình|báo và phát thanh)"
)
_OF_ALL_LEVELS = re.compile(r"(?:đề nghị |giao )?(?:các |đoàn |hội |công an|liên đoàn|mỗi )")


def home(body: str, world: World) -> tuple[str, ...]:
    """The level of a body whose name tells none: a department is the province's, a board or an office the issuer's own."""
    low = fold(body)
    if _PROVINCIAL.match(low):
        return (PROVINCE,)
    return (world.own,) if world.own and not _OF_ALL_LEVELS.match(low) else ()


def actor(clause: Clause) -> str | None:
    """The body this sentence sets to work: its subject, or whom it asks ("đề nghị … tổ chức")."""
    asked = _ASKED.search(clause.shadow[:400])
    found = asked or _ACTOR.match(clause.shadow[:400])
    if not found and (
        later := re.match(
            r"(?:[^,;:.]{2,50}(?:, [^,;:.]{2,40})?:\s(?=\w)|(?:hằng năm|hàng năm|hằng quý|hằng tháng|(?:trước|vào|chậm nhất) [^,]{0,60}|định kỳ[^,]{0,40}|(?:trên cơ sở|căn cứ|đối với|riêng|sau khi|khi|nhân dịp|trong|tại) [^,]{0,150}|ngoài ra|đồng thời|bên cạnh đó|cùng với đó),\s)",
            clause.shadow,
        )
    ):
        found = _ACTOR.match(clause.shadow[:400], later.end())
    if not found:
        return None
    said = clause.text[found.start("who") : found.end("who")].strip(" ,")
    return re.sub(r"^(?:đề nghị|giao|yêu cầu|phân công) ", "", said, flags=re.IGNORECASE)


def partners(clause: Clause) -> tuple[str, ...]:
    found = _PARTNERS.search(clause.shadow)
    if not found:
        return ()
    said = clause.text[found.start("who") : found.end("who")]
    pieces = re.split(
        r", (?=(?:các|ban|ủy|hội|đoàn|công|sở|phòng|mttq|mặt|ubnd|liên|ngành|chính|cơ|tổ chức|đảng|trường|đài|báo|hđnd|Ban|Ủy|Uỷ|Hội|Đoàn|Công|Sở|Phòng|MTTQ|Mặt|UBND|Liên|Cơ|HĐND)\b)| và ",
        said,
    )
    cleaned = (re.sub(r"\s(?:và|cùng)$", "", piece.strip(" ,")) for piece in pieces)
    return tuple(piece for piece in cleaned if piece)


def without_lead(title: str) -> str:
    """ "Đối với Ban Công tác Mặt trận", "Đề nghị Sở Y tế" name the board, the department."""
    return re.sub(
        r"^(?:(?:Đối với|Ở|Đề nghị|Giao|Phân công|Yêu cầu) |(?:Trách nhiệm|Nhiệm vụ|Phần việc)(?: cụ thể)? của )(?=\w)",
        "",
        title,
    )


def looks_like_body(title: str) -> bool:
    low = fold(without_lead(title))
    return bool(re.match(rf"(?:đối với )?{_OPENERS}", low + " ")) or bool(
        re.match(r"(?:đối với |ở )?cấp (?:tỉnh|huyện|xã)|các cấp", low)
    )
