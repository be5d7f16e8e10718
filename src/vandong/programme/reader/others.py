"""What others have set or reached, told here: a superior's aim, a norm of the law, a place that is not one's own."""

import re

from vandong.programme.reader.bodies import AREA, COMMUNE, DISTRICT, PROVINCE

_SUPERIOR = (
    r"(?:chính phủ|thủ tướng|quốc hội|trung ương|bộ chính trị|ban bí thư|tỉnh ủy|thành ủy|huyện ủy|đảng ủy cấp trên|"
    r"(?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân)(?! (?:các|cấp) (?:xã|phường|huyện|thị|quận))|(?<!cán )(?<!toàn )(?<!đồng )(?<!nội )(?<!tiến )(?<!đi )(?<!chi )(?<!đảng )(?<!thuộc )bộ (?!phận|đội|máy|tài liệu|ngành|sưu|chỉ|tiêu|quy|luật|hồ|câu)[a-zà-ỹ]+|cả nước|toàn quốc|cấp trên|đại hội|"
    r"liên hợp quốc|lhq|tổ chức y tế thế giới|who|unicef|unesco|asean|ngân hàng thế giới|nhà nước(?: ta)?|nước ta|ngành dọc)"
)
_LAW = r"(?:nghị định|luật|bộ luật|thông tư|quy chuẩn|tiêu chuẩn|quy chế|điều lệ)"
_CITED = r"(?:kế hoạch|nghị quyết|quyết định|chỉ thị|đề án|chương trình|chiến lược|kết luận|hướng dẫn|công ước|nghị định thư)"
_SETS = (
    r"(?:đặt ra|đề ra|xác định|nêu rõ|nêu|đặt mục tiêu|đặt chỉ tiêu|đặt yêu cầu|yêu cầu|phấn đấu|đưa ra|giao|đặt|quy định|hướng (?:tới|đến)|kêu gọi|khuyến (?:cáo|nghị)|cam kết|kỳ vọng|"
    r"khẳng định|nhấn mạnh|(?:với|có|lấy) (?:mục tiêu|chỉ tiêu)|quyết tâm|đòi hỏi|dự kiến)"
)
_QUOTED = re.compile(
    rf"\b{_CITED} (?:số|của|đại hội|phát triển|quốc gia|hành động|mục tiêu|\d|toàn khóa|dân số|tổng thể|về)[^.;]{{0,220}}?\b{_SETS}\b"
    rf"|\bchiến lược [^.;]{{0,220}}?\b(?:{_SETS}|năm \d{{4}},? (?:có|đạt|giảm|còn|ít nhất|trên|tối thiểu))\b"
    rf"|\btheo (?:định hướng|mục tiêu|kịch bản|phương hướng) (?:chung )?của (?:{_SUPERIOR}|tỉnh|thành phố|ngành)\b[^.;]*?,"
    rf"|\b{_SUPERIOR}[^.;:]{{0,120}}?\b(?:đặt (?:ra |mục tiêu|chỉ tiêu|yêu cầu)|đề ra|giao chỉ tiêu|phấn đấu|đặt ra|hướng (?:tới|đến)|kêu gọi|khuyến (?:cáo|nghị)|cam kết|kỳ vọng|quyết tâm|xác định|yêu cầu|phát động|ước mong|ấn định|đã chốt)\b"
    rf"|(?:^|[,;:.] )(?:việt nam|quốc gia|cả nước|toàn quốc|toàn cầu|thế giới|đất nước)(?: [^\W\d_]+){{0,3}} (?:{_SETS}|đạt|có|giảm|tăng|cắt giảm)\b"
    # What others have set, and this plan only helps along.
    rf"|\b(?:góp phần|phục vụ)(?: (?!mục tiêu|chỉ tiêu)[^\W\d_]+){{0,6}} (?:mục tiêu|chỉ tiêu)\b"
    rf"|\b(?:mục tiêu|chỉ tiêu) (?:chung )?(?:của|do|mà) {_SUPERIOR}[^.;]{{0,120}}?(?:là|:|đặt|đề|đến|có|đạt|phấn đấu|kêu gọi)\b"
    rf"|\bmục tiêu (?:chung )?(?:của|do) (?!kế hoạch này|mttq (?:xã|phường)|đợt|cuộc|chiến dịch|hội thi)[^.;]{{0,120}}?(?:là|:|đặt|đề)"
    rf"|(?<!chương trình )\b(?:mục tiêu|chỉ tiêu) (?:chung )?(?:của )?(?:quốc gia|toàn quốc|cả nước|toàn cầu|thiên niên kỷ|phát triển bền vững)\b[^.;]{{0,120}}?\b(?:là|đến|kêu gọi|có|đạt|đặt|phấn đấu)\b"
    rf"|\bchỉ tiêu (?:do )?{_SUPERIOR}[^.;:]{{0,40}} giao cho [^.;]{{0,40}}(?:là|:)"
    rf"|\b(?:ở|trên) (?:tầm|cấp|phạm vi|bình diện|quy mô) (?:quốc gia|cả nước|toàn quốc|quốc tế|toàn cầu)\b"
    rf"|\b(?:theo|tại|trong) {_CITED} (?:số|của|đại hội|quốc gia|mục tiêu|\d)[^.;]{{0,200}}?(?:,|:|thì|phải|là)"
    rf"|\b(?:theo|tại)(?: quy định (?:của|tại))? {_LAW}\b[^.;]{{0,160}}?(?:,|:|thì|phải|là)"
    rf"|\b(?:pháp luật|{_LAW}|hương ước|quy ước)\b[^.;]{{0,80}}?(?<!các )(?<!những )(?<!và )\b(?:quy định|cho phép)(?= (?:mỗi|tỷ lệ|mức|số|người|cơ sở|tối|ít|phải|không|rằng|hộ|các cơ sở|:))"
    # What others did: "Kinh nghiệm của xã bạn: 100 % hộ …".
    rf"|\b(?:kinh nghiệm (?:của|từ|ở)|điển hình (?:là|như)|bài học từ|học tập (?:mô hình|kinh nghiệm|cách làm) (?:của|ở|tại))\b"
)
# In a commune's plan the province is a superior; in its own it speaks for itself.
_HIGHER = {
    COMMUNE: r"(?:tỉnh|thành phố|huyện)",
    AREA: r"(?:tỉnh|thành phố|huyện)",
    DISTRICT: r"(?:tỉnh|thành phố)",
}
_HIGHER_SETS = {
    level: re.compile(
        rf"(?:^|[,;:.] )(?:hiện nay,? |trong khi(?: đó)?,? )?(?:toàn )?{bodies}(?: (?:ta|nhà|đoàn|hội|[A-ZĐ]\w+))?(?: đã| đang| cũng)? (?:đặt (?:ra|mục tiêu|chỉ tiêu|yêu cầu)|đề ra|phấn đấu|hướng (?:tới|đến)|xác định|yêu cầu|kỳ vọng)\b|"
        rf"\b(?:chỉ tiêu|mục tiêu) (?:chung )?(?:của )?toàn {bodies}\b|\b(?:chỉ tiêu|mục tiêu) (?:chung )?(?:của|do) {bodies}(?: giao| đề ra| đặt ra)?\s?(?::|là\b)|\b{_CITED} của {bodies}\b[^.;]{{0,160}}?\b(?:{_SETS}|(?:được )?(?:thực hiện|triển khai) (?:đến|trong|từ)|kéo dài|kết thúc)\b"
    )
    for level, bodies in _HIGHER.items()
}
# "Tỉnh giao xã 200 người; xã phấn đấu 250": what was handed down is told beside one's own.
_HANDED_DOWN = re.compile(rf"\s?(?:{_SUPERIOR}|[^,;.:]{{0,60}}\b(?:tỉnh|huyện|thành phố|trung ương|cấp trên)) giao\b")
_OWN_BESIDE = re.compile(r"[^.]*?[;,] [^;,.]{0,60}\b(?:phấn đấu|đăng ký|đặt ra|đặt chỉ tiêu|quyết tâm)\b")
_OWN = re.compile(
    r"\b(?:thực hiện|căn cứ|triển khai|xây dựng|ban hành|trên cơ sở|hoàn thành|cụ thể hóa|hưởng ứng|cùng)(?: các| nội dung| nhiệm vụ| mục tiêu| chỉ tiêu| với| tốt| hiệu quả)* $"
)
_OWN_VOICE = re.compile(
    r", (?:(?:toàn|mỗi|các) )?(?:ban thường trực|ban thường vụ|mttq|mặt trận|ủy ban mttq|hội|đoàn|công đoàn|các cấp|toàn (?:xã|phường|huyện|tỉnh)|chi hội|chi đoàn|(?:xã|phường|thôn|đặc khu|khu phố)(?! bạn| khác| bên))\b"
)
_OWN_AIM = re.compile(
    r"[,;] (?:(?:toàn|mỗi|các) )?(?:mttq|mặt trận|hội|đoàn|công đoàn|chi hội|chi đoàn|xã|phường|thôn|đặc khu|khu phố|đơn vị|địa phương)(?! bạn| khác| bên)(?: [^\W\d_]+){0,4} (?:phấn đấu|đăng ký|đặt|quyết tâm|bảo đảm)\b"
)
_THIS_PLAN = re.compile(r"\b(?:kế hoạch này|chương trình này|đợt cao điểm này)\b")

_FOREIGN = r"(?:hàn quốc|nhật bản|singapore|thái lan|trung quốc|thụy điển|na uy|phần lan|nước (?:pháp|đức|úc|lào|mỹ)|hoa kỳ|campuchia|châu âu|đài loan)"
_ELSEWHERE = re.compile(
    r"(?:^|[,:.] )(?:(?!với |cùng |giữa |đến |cho |giúp |phối hợp |sang |ra |theo |đối )[^\W\d_]+ ){0,5}?"
    r"(?:nhiều (?:tỉnh|địa phương|nơi|nước|thành phố|quốc gia)|một số (?:tỉnh|địa phương|nơi|nước|thành phố|quốc gia)|"
    r"(?:xã|phường|tỉnh|huyện|đơn vị|hội|địa phương|thành phố|quận) (?:bạn|bên|khác|lân cận|láng giềng|giáp ranh|kế bên|liền kề|kế cận)|các nước|nước (?:ngoài|bạn)|trên thế giới|"
    rf"{_FOREIGN}|tham quan|mô hình tương tự|cách làm (?:của|ở|tại))\b(?![^;.]*, [^;.]*\b(?:phấn đấu|bảo đảm|đảm bảo)\b)[^;.]*$"
)
_MANY = re.compile(
    r"(?:^|[,:.] )(?:tại |ở )?(?:nhiều|một số|hầu hết các) (?:xã|phường)\b(?![^;.]*\b(?:phấn đấu|bảo đảm)\b)[^;.]*$"
)
_PLACES = {
    COMMUNE: "xã|phường|thị trấn|huyện|quận|tỉnh|thành phố|đặc khu",
    AREA: "xã|phường|thị trấn|huyện|quận|tỉnh|thành phố|đặc khu",
    DISTRICT: "huyện|quận|tỉnh|thành phố|thị xã",
    PROVINCE: "tỉnh|thành phố",
}
_NAMED_PLACE = {
    level: re.compile(
        rf"(?:^|[,:.-] )(?:[Tt]ại |[Ởở] |[Nn]hư |[Mm]ô hình (?:tương tự )?(?:ở|tại|của) )?(?P<kind>{kinds}|{'|'.join(k.capitalize() for k in kinds.split('|'))}) (?P<name>(?!Hội|Đoàn|Ủy|Uỷ|Đội|Đảng)[A-ZĐÀ-Ỹ]\w+(?: [A-ZĐÀ-Ỹ]\w+)*)"
    )
    for level, kinds in _PLACES.items()
}
_AIM_OF_OTHERS = re.compile(r"\b(?:phấn đấu|giao|tổ chức|xây dựng|thành lập|triển khai|ra mắt|đăng ký)\b")


def has_set(before: str, after: str, own: str | None) -> bool:
    """Is the figure between these stretches an aim or a norm that somebody else has set? `own` is the issuer's level."""
    if _HANDED_DOWN.match(before[before.rfind(";") + 1 :]) and _OWN_BESIDE.match(after):
        return True
    if _THIS_PLAN.search(before):
        return False
    higher = _HIGHER_SETS[own].search(before) if own in _HIGHER_SETS else None
    for found in (_QUOTED.search(before), higher):
        # "Thực hiện Kế hoạch số … của tỉnh, Mặt trận xã phấn đấu 90 %" is one's own.
        if found and not (
            _OWN.search(before[: found.start()].rstrip(",") + " ")
            or _OWN.search(before[: found.start()])
            or _OWN_VOICE.search(found.group())
            or _OWN_AIM.search(before, found.start())
        ):
            return True
    return False


def is_elsewhere(before: str, text: str, own: str | None, issuer: str) -> bool:
    """Does it tell what another place did? `text` is `before` as written, `issuer` the shadow of who issued this."""
    if _ELSEWHERE.search(before):
        return True
    if own not in _NAMED_PLACE:
        return False
    if own != PROVINCE and own != DISTRICT and _MANY.search(before):
        return True
    named = (found for found in _NAMED_PLACE[own].finditer(text) if found["name"][0].isupper())
    place = next(named, None)
    if place is None or _AIM_OF_OTHERS.search(before, place.end()):
        return False
    return f"{place['kind']} {place['name']}".lower() not in issuer
