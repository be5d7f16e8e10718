"""The guides of one page, one for each role, and the questions of the help centre. Each prints on one A4 sheet."""

from dataclasses import dataclass

from vandong.accounts.access import Officer


@dataclass(frozen=True)
class Part:
    """A heading and the steps under it."""

    heading: str
    steps: tuple[str, ...]


@dataclass(frozen=True)
class Guide:
    slug: str
    title: str
    for_whom: str
    purpose: str
    parts: tuple[Part, ...]
    remember: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """One question of the help centre and its answer; `route` leads to the page it is about."""

    ask: str
    answer: str
    route: str = ""


_SAFE = "Mật khẩu là của riêng mình. Dùng máy chung thì bấm Đăng xuất khi xong."
_COUNT = "Với nhóm nguy cơ cao chỉ ghi số lượt người, không bao giờ ghi tên."

GUIDES: tuple[Guide, ...] = (
    Guide(
        "can-bo-xa",
        "Cán bộ Mặt trận xã, phường, thị trấn",
        "Người ghi việc và lập báo cáo của xã.",
        "Ghi mỗi việc một lần, ngay sau khi làm. Đến kỳ, báo cáo tự có số; anh/chị xem lại rồi trình.",
        (
            Part(
                "Ghi một hoạt động (chưa đến một phút)",
                (
                    "Bấm Ghi việc ở giữa thanh dưới màn hình.",
                    "Nếu giống lần trước, chọn dòng ấy; các ô được điền sẵn, sửa chỗ nào khác.",
                    "Chọn ngày, nơi, cách làm; bấm dấu cộng, dấu trừ để ghi số người dự.",
                    "Thêm ảnh nếu có, rồi bấm Lưu hoạt động. Ghi sai thì mở việc ấy, bấm Sửa hoặc Rút lại.",
                ),
            ),
            Part(
                "Lập và trình báo cáo",
                (
                    "Mở Báo cáo, chọn kỳ, bấm Lập báo cáo. Số liệu được cộng từ việc đã ghi.",
                    "Bấm vào từng số để xem gồm những việc nào. Số thực tế khác thì ghi số ấy kèm lý do.",
                    "Đọc lại phần lời văn, sửa cho đúng với xã mình, rồi bấm Trình duyệt.",
                    "Bị trả lại thì đọc lý do ở đầu trang, sửa xong trình lại.",
                ),
            ),
        ),
        (
            _COUNT,
            "Mất mạng hay hết phiên, những gì đang gõ vẫn còn trên máy; đăng nhập lại là thấy.",
            "Việc của thôn, khu dân cư do Ban công tác Mặt trận ghi cũng nằm trong báo cáo của xã.",
            _SAFE,
        ),
    ),
    Guide(
        "truong-ban-cong-tac",
        "Trưởng Ban công tác Mặt trận khu dân cư",
        "Người ghi việc của thôn, khu dân cư, tổ dân phố.",
        "Làm xong việc gì thì ghi việc ấy. Xã thấy ngay, không phải gửi giấy.",
        (
            Part(
                "Ghi một việc",
                (
                    "Mở trang đầu, bấm Ghi một hoạt động.",
                    "Chọn hôm nay, hôm qua, hay ngày khác.",
                    "Chọn cách làm: họp thôn, loa truyền thanh, thăm hộ, văn nghệ.",
                    "Ghi số người đến dự. Bấm dấu cộng để thêm, dấu trừ để bớt, hoặc gõ số.",
                    "Chụp một tấm ảnh nếu tiện, rồi bấm Lưu hoạt động.",
                ),
            ),
            Part(
                "Xem và sửa",
                (
                    "Việc vừa ghi hiện ở trang đầu. Bấm vào để xem.",
                    "Ghi nhầm số thì bấm Sửa. Ghi nhầm cả việc thì bấm Rút lại; đổi ý thì khôi phục được.",
                ),
            ),
        ),
        (
            _COUNT,
            "Không nhớ chính xác thì ghi số gần đúng nhất, đừng bỏ trống.",
            "Quên mật khẩu thì gọi Mặt trận xã hoặc người quản trị của huyện để nhận phiếu mới.",
            _SAFE,
        ),
    ),
    Guide(
        "lanh-dao-duyet",
        "Lãnh đạo duyệt, ký (Ban Thường trực)",
        "Chủ tịch, Phó Chủ tịch duyệt báo cáo của đơn vị mình.",
        "Xem nhanh những gì khác thường, duyệt hoặc trả lại với một câu nói rõ cần sửa gì.",
        (
            Part(
                "Duyệt báo cáo",
                (
                    "Trang đầu có nút đỏ khi có báo cáo chờ duyệt. Bấm Xem và duyệt.",
                    "Đọc khung đầu: chỗ nào số khai khác số tính, đơn vị nào còn thiếu, lý do là gì.",
                    "Bấm vào một con số để xem nó gồm những việc nào.",
                    "Đúng thì bấm Duyệt và ký: số liệu chốt lại. Chưa đúng thì bấm Trả lại và ghi lý do.",
                ),
            ),
            Part(
                "Ban hành và ký",
                (
                    "Sau khi duyệt, bấm Cấp số, làm văn bản; lần đầu trong năm ghi số sổ giấy đã cấp. Tải bản Word.",
                    "In, ký, đóng dấu theo lối thường. Văn thư tải bản quét lên, ghi số và ngày.",
                    "Muốn sửa báo cáo đã duyệt thì làm đề nghị đính chính; cấp trên đồng ý mới mở bản mới.",
                ),
            ),
        ),
        (
            "Người trình và người duyệt đều được ghi trong nhật ký.",
            "Báo cáo đã duyệt không đổi nữa, kể cả khi việc bên dưới được sửa; trang sẽ báo có khác.",
            "Nhóm có từ 1 đến 4 người thì cấp trên thấy “dưới 5” hoặc “không nêu”, để không ai đoán ra người.",
            _SAFE,
        ),
    ),
    Guide(
        "dieu-phoi-huyen",
        "Cán bộ điều phối cấp huyện",
        "Người theo dõi các xã và tổng hợp báo cáo của huyện.",
        "Biết xã nào trễ trước khi đến hạn, tổng hợp đúng, không cộng tay.",
        (
            Part(
                "Theo dõi các xã",
                (
                    "Trang đầu cho biết còn bao nhiêu ngày, bao nhiêu xã đã xong, xã nào trễ.",
                    "Bấm tên xã để mở báo cáo của xã ấy. Cần hỏi thì gọi trước khi tổng hợp.",
                    "Xã không có mạng hoặc chưa có người: mở Ghi việc, bấm Ghi thay cấp dưới; việc ấy được đánh dấu.",
                ),
            ),
            Part(
                "Tổng hợp báo cáo của huyện",
                (
                    "Ghi các hoạt động do chính huyện tổ chức như một xã ghi việc.",
                    "Mở Báo cáo, chọn kỳ, bấm Lập báo cáo. Huyện bằng việc của huyện cộng báo cáo đã duyệt của xã.",
                    "Còn xã chưa xong thì báo cáo là tạm tính, có nêu tên xã. Xã duyệt thêm thì bấm Tính lại số liệu.",
                    "Xem lời văn, trình lãnh đạo duyệt. Xã đề nghị đính chính thì trả lời đồng ý hay không.",
                ),
            ),
            Part(
                "Kế hoạch",
                ("Huyện ký kế hoạch xong thì mở Mục tiêu, ghi số, ngày và phần việc của huyện.",),
            ),
        ),
        ("Bảng nào cũng xuất được ra Excel và in được.", _COUNT, _SAFE),
    ),
    Guide(
        "dieu-phoi-tinh",
        "Ban Phong trào, điều phối cấp tỉnh",
        "Người ra chương trình, mở kỳ báo cáo, tổng hợp toàn tỉnh.",
        "Một chương trình, một kỳ, một báo cáo có chữ ký; con số nào cũng lần được đến việc đã làm.",
        (
            Part(
                "Chương trình và kế hoạch",
                (
                    "Mở Mục tiêu, bấm Đọc từ văn bản, chọn tệp kế hoạch. Không có tệp thì bấm Ghi bằng tay.",
                    "Xem lại từng mục, giao cho các cấp, rồi bấm Ban hành. Từ đó các cấp ghi việc theo nhiệm vụ.",
                    "Xem đơn vị nào đã có kế hoạch cụ thể hóa ở cuối trang chương trình.",
                ),
            ),
            Part(
                "Kỳ báo cáo",
                (
                    "Mở Báo cáo, bấm Mở kỳ báo cáo. Hệ thống gợi ý ngày chốt số liệu và hạn của từng cấp.",
                    "Trang đầu đếm ngược đến hạn, nêu huyện và xã còn trễ.",
                    "Lập báo cáo của tỉnh: cộng báo cáo đã duyệt của các huyện và việc của tỉnh.",
                    "Trình lãnh đạo duyệt, ban hành, tải tệp Word, gửi bản ký lên hệ thống.",
                ),
            ),
        ),
        (
            "Đơn vị chưa nộp được nêu tên trong báo cáo; số liệu khi ấy ghi là tạm tính.",
            "Đề nghị đính chính của huyện chờ ở trang đầu; trả lời sớm để huyện làm tiếp.",
            "Số nhỏ hiện là “dưới 5”, số giữ lại cùng nó là “không nêu”: trong bảng, Excel và văn bản.",
            _SAFE,
        ),
    ),
    Guide(
        "quan-tri",
        "Người quản trị tài khoản",
        "Người cấp tài khoản, giao và bàn giao chức danh.",
        "Đúng người, đúng việc, đúng thời gian; mật khẩu chỉ đến tay người dùng.",
        (
            Part(
                "Cấp tài khoản",
                (
                    "Một người: mở Tài khoản, bấm Thêm một người, chọn tổ chức, chức danh và việc được làm.",
                    "Cả địa bàn: mở Tài khoản, bấm Từ một bảng, tải mẫu, điền, gửi lên, xem trước rồi bấm Nhận.",
                    "In phiếu, cắt rời, đưa tận tay. Mật khẩu trên phiếu chỉ dùng một lần.",
                ),
            ),
            Part(
                "Khi có thay đổi",
                (
                    "Nghỉ việc, chuyển công tác: mở tài khoản, bấm Thôi hoặc Bàn giao ở chức danh ấy.",
                    "Quên mật khẩu, mất điện thoại: gặp mặt hoặc gọi lại số đã biết để chắc đúng người, rồi đặt lại.",
                    "Đặt lại mật khẩu hay hai bước phải ghi tên người thứ hai cùng biết việc này.",
                ),
            ),
            Part(
                "Kiểm tra",
                ("Mở Nhật ký để xem ai đã làm gì, lúc nào. Nhật ký không sửa, không xóa được.",),
            ),
        ),
        (
            "Quyền theo chức danh và địa bàn: người của xã chỉ thấy xã mình, huyện thấy các xã của huyện.",
            "Không dùng chung một tài khoản cho nhiều người.",
            "Người giữ nhiều chức danh đổi chức danh ở nút hình người trên cùng.",
            _SAFE,
        ),
    ),
    Guide(
        "nguoi-xem",
        "Người xem",
        "Ủy viên, lãnh đạo, thành viên Ban Chỉ đạo cần nắm tình hình.",
        "Xem tiến độ và số liệu, không phải hỏi, không sửa được gì.",
        (
            Part(
                "Xem tình hình",
                (
                    "Trang đầu: mục tiêu đạt đến đâu, còn mấy ngày đến hạn, đơn vị nào trễ.",
                    "Bấm vào một con số để xem nó gồm những gì, xuống đến từng việc.",
                    "Mở Mục tiêu để đọc chương trình và xem đơn vị nào đã có kế hoạch.",
                ),
            ),
            Part(
                "Xem báo cáo và văn bản",
                (
                    "Mở Báo cáo, chọn kỳ, chọn đơn vị. Trang nào cũng in được.",
                    "Mở Văn bản để tải báo cáo đã cấp số, tệp Word hoặc bản đã ký.",
                    "Danh sách nào cũng tìm, lọc và xuất ra Excel được.",
                ),
            ),
        ),
        (
            "Con số “dưới 5” là cố ý: nhóm quá ít người thì không hiện, để không ai đoán ra người.",
            "Số tạm tính là số còn thiếu đơn vị; tên đơn vị thiếu được nêu ngay dưới.",
            _SAFE,
        ),
    ),
)
BY_SLUG = {guide.slug: guide for guide in GUIDES}


def guide_for(officer: Officer | None) -> Guide | None:
    """The guide of the role an officer acts in; None without an appointment."""
    if officer is None:
        return None
    if officer.level == "area":
        return BY_SLUG["truong-ban-cong-tac"]
    if officer.may("coordinate"):
        return BY_SLUG["dieu-phoi-huyen" if officer.level == "district" else "dieu-phoi-tinh"]
    if officer.may("approve"):
        return BY_SLUG["lanh-dao-duyet"]
    if officer.may("record"):
        return BY_SLUG["can-bo-xa"]
    return BY_SLUG["quan-tri" if officer.may("administer") else "nguoi-xem"]


QUESTIONS: tuple[Question, ...] = (
    Question(
        "Tôi ghi một hoạt động như thế nào?",
        "Bấm Ghi việc, chọn ngày, nơi và cách làm, ghi số người dự rồi bấm Lưu. Nếu giống lần trước, chọn dòng gợi ý ở "
        "đầu trang.",
        "activity_record",
    ),
    Question(
        "Tôi ghi nhầm thì làm sao?",
        "Mở hoạt động ấy trong danh sách, bấm Sửa; hoặc bấm Rút lại nếu việc ấy không có. Rút lại rồi vẫn khôi phục "
        "được. Khi kỳ báo cáo đã duyệt thì số liệu khóa; muốn sửa phải đề nghị đính chính.",
        "activity_list",
    ),
    Question(
        "Con số trong báo cáo lấy từ đâu?",
        "Từ các hoạt động đã ghi và từ báo cáo đã duyệt của đơn vị dưới. Bấm vào con số để xem từng phần.",
        "period_list",
    ),
    Question(
        "Vì sao có chỗ ghi “dưới 5” hoặc “không nêu”?",
        "Khi một nhóm chỉ có từ 1 đến 4 người, con số ấy chỉ đơn vị đã ghi mới thấy; cấp trên, bảng xuất ra và văn bản "
        "ghi “dưới 5”. Ô “không nêu” giữ lại để không ai lấy tổng trừ đi mà suy ra số nhỏ. Khi riêng chữ “dưới 5” hay "
        "số 0 cũng đủ để suy ra, báo cáo không nêu gì trong cả bảng. Số của từng việc thì chỉ đơn vị đã ghi xem được.",
    ),
    Question(
        "Tôi đang gõ dở thì mất mạng, có mất không?",
        "Không. Những gì đã gõ được giữ trên máy này. Mở lại trang, phần mềm đưa lại bản gõ dở.",
    ),
    Question(
        "Tôi quên mật khẩu.",
        "Xin gọi người quản trị của cấp trên. Người ấy xác minh đúng anh/chị rồi in phiếu mật khẩu mới, dùng một lần.",
    ),
    Question(
        "Tôi giữ hai chức danh, đổi thế nào?",
        "Bấm nút hình người ở trên cùng, chọn Đổi chức danh. Việc làm sau đó được ghi theo chức danh đã chọn.",
        "appointment_switch",
    ),
    Question(
        "Chữ nhỏ hoặc chói, khó đọc ngoài nắng.",
        "Bấm nút hình người ở trên cùng: chọn Sáng, Tối, hoặc Đậm nét cho máy này. Chữ to lên bằng phóng to của trình "
        "duyệt, trang vẫn vừa màn hình.",
    ),
)
