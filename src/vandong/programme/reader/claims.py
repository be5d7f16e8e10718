"""What a figure says when it sets nothing: an example, a forecast, an answer given, how things stand, a condition, what
is dropped, an aim that failed. By the words before and behind it in its own clause."""

import re

# Whoever says one of these sets something, whatever stands around it.
_AIMED = re.compile(r"\b(?:phấn đấu|quyết tâm|bảo đảm|đảm bảo|mục tiêu|chỉ tiêu|cần đạt|phải đạt)\b")

_EXAMPLE = re.compile(
    r"[\W\d]*(?:ví dụ|vd|thí dụ|chẳng hạn|giả sử|giả định|giả thiết|minh họa|cách tính|công thức|cách làm tròn|làm tròn|"
    r"(?:mẫu|cách) (?:ghi|chấm|điền|viết)|phương pháp tính|lấy ví dụ|thử tính|bài toán)\b"
)
_EXAMPLE_BEFORE = re.compile(
    r"(?:[,(:] |nếu )(?:ví dụ|chẳng hạn|giả sử|vd)\b|\b(?:theo mẫu|tính theo công thức|được tính bằng|chia cho)\b"
)

_FORECAST = re.compile(
    r"\b(?:dự báo|ước tính|ước đoán|ước (?:khoảng|chừng|có|thực hiện|đạt|tính|trên|gần)|dự đoán|phỏng đoán|dự tính|theo tính toán|"
    r"có nguy cơ(?! cao(?! là| khiến))|nguy cơ (?:tăng|giảm|thiếu|mất|lên|bị)|nhiều khả năng|có thể (?:tăng|giảm|lên|thiếu|mất|chiếm|vượt)|"
    r"(?:^|[,;] )khả năng|nếu[^.;]*\bsẽ|chiều hướng|xu hướng|tăng tự nhiên|kịch bản)\b[^;.]*$"
)
_NATURE = r"(?:dân số|mực nước|nhu cầu|nhiệt độ|lượng mưa|dòng chảy|độ mặn|xâm nhập mặn|số (?:học sinh|trẻ|ca bệnh)|lượng (?:khách|rác|nước)|thời tiết)"
_WILL_BE = re.compile(rf"\bdự kiến\b[^.;,]{{0,30}}\b{_NATURE}\b[^;.]*$|\b{_NATURE}\b[^.;]{{0,60}}\bdự kiến\b[^;.]*$")

_ASKED = re.compile(
    r"\b(?:(?:qua|kết quả|theo) (?:phỏng vấn|thăm dò|lấy phiếu|lấy ý kiến|bỏ phiếu|điều tra|phiếu)|phiếu (?:thăm dò|thu về|hỏi|khảo sát) [^;.]*\b(?:cho biết|cho thấy)|"
    r"\d phiếu(?: [^\W\d_]+){0,3} thu về|phiếu thu về|trong số [^;.,]*\b(?:được hỏi|trả lời|được khảo sát)|"
    r"(?:khảo sát|đánh giá|điều tra|kiểm tra|thống kê|rà soát|nghiên cứu|thực tế|báo cáo|số liệu)[^;.]{0,60}\b(?:cho thấy|ghi nhận|cho biết|chỉ ra|phản ánh))\b[^;.]*$"
)
_ANSWER = re.compile(
    r"[^,;.]*\b(?:được (?:hỏi|phỏng vấn|khảo sát|lấy ý kiến)|trả lời)\b[^,;.]*\b(?:cho (?:rằng|biết|là|hay)|nói|trả lời|không biết|chưa|thừa nhận|"
    r"lo ngại|lo lắng|từng|đánh giá|mong|mong muốn|chọn|muốn|ngại|e ngại|phàn nàn|nhận xét|phản ánh|xác nhận)\b|"
    r"[^,;.]{0,20}\b(?:ý kiến|phiếu|số người trả lời|người trả lời)\b(?! phản ánh)[^,;.]{0,30}\b(?:cho rằng|đánh giá|nhận xét|đồng tình|không biết|chọn|mong muốn)\b"
)

# Right before the figure: "mới được 35 %", "vẫn ở mức 12 %", "có tới 65 %".
_STANDS = re.compile(
    r"\b(?:mới chỉ|chỉ mới|mới (?:được|có|đạt|khoảng|ở)|(?:mới )?dừng(?: lại)? ở|chỉ (?:có|được|chiếm|ở|khoảng|đạt)|(?:còn )?thiếu|hụt|vẫn(?: còn| ở| là| chiếm| có)?|"
    r"còn (?:tới|đến|ở|những|đang)|có (?:tới|đến|những)|(?<!nâng )(?<!tăng )lên (?:tới|đến)|hiện (?:là|ở|có|còn|đạt|chiếm)|đang (?:ở|có|là|đạt)|luôn ở)"
    r"(?: (?:mức|khoảng|trên|gần|hơn|dưới|xấp xỉ|thấp|cao|từ))* $"
)
# "80 % hộ chưa có …", "70 % rác là rác hữu cơ", "40 % số vụ xảy ra vào buổi tối"
_TELLS = re.compile(
    r"(?P<who>[^,;.]{0,90}?)\b(?:chưa (?!thành niên|qua đào tạo)[^\W\d_]+|không (?:có việc làm|biết|có đất|quan tâm|dám|muốn)|sống (?:bằng|cùng|nhờ|phụ thuộc|ở|dựa|trong|ven)|"
    r"làm (?:nghề|nông|thuê|việc (?:xa|ngoài))|đi làm (?:ăn|xa|thuê)|làm ăn xa|từng (?:bị|là|có|đi|tham gia|sử dụng|hút|dùng|nghe|thấy|chứng kiến)|ngại|e ngại|thừa nhận|"
    r"đã (?!đăng ký|ký|cam kết|được giao)[^\W\d_]+|vẫn (?:còn|chưa|đốt|phải|dùng|sử dụng|giữ)|còn (?:thiếu|sử dụng|đốt|nuôi|dùng|ở|chưa|nặng|phải)|"
    r"là (?:rác|người(?! tốt| có uy tín| nòng cốt| tiên phong)|đồng bào|nông dân|ngư dân|hộ (?:nghèo|làm|thuần)|lao động|trẻ em|do|đất|rừng|chất thải|nước|nhà)|"
    r"xảy ra (?:vào|tại|ở|do|trong|trên|lúc|khi)|bắt nguồn|xuất phát từ|có nguyên nhân|do [^,;.]{0,30} gây|thuộc (?:khu vực|vùng)|nằm (?:ở|trong|ven)|rơi vào|tập trung (?:ở|tại|vào))\b(?P<rest>[^,;.]*)"
)
_DONE_FOR = re.compile(r"\b(?:không để|được|đạt|ký|đăng ký|tham gia|cam kết|có)\b")
_WORKED_ON = re.compile(
    r"\b(?:giảm|sửa|sửa chữa|thay|thay thế|cải tạo|nâng cấp|khôi phục|lắp|trồng|di dời|tháo dỡ|thu|thu hồi|hỗ trợ|giúp|giúp đỡ|vận động|xử lý|giải quyết|xóa|tuyên truyền|tiếp cận|tư vấn|quản lý|đưa|hướng dẫn|ngăn chặn|phát hiện|kết nạp|cấp|tổ chức|mở|dạy|đào tạo|thu hút|không để)\b[^,;.]*$"
)
_OF_NATURE = re.compile(r"\b(?:chiếm|che phủ|phủ) (?:(?:trên|hơn|khoảng|gần|tới|đến|xấp xỉ) )*$")
_NATURAL = re.compile(
    r" (?:dân số|tổng (?:dân số|số dân|lượng|diện tích|số hộ|số vụ)|số dân|diện tích|lượng|khối lượng|số vụ|tổng số (?:dân|hộ|vụ))\b"
)
_COMPARED = re.compile(
    r"[^;.]{0,90}?(?:cao|thấp|nhiều|ít|kém) hơn (?:so với )?(?:mức )?(?:bình quân|trung bình|mức|mặt bằng|cả nước|toàn tỉnh|toàn quốc|các xã|các địa phương|các thôn|chung)\b"
)
_REACHES = re.compile(r"\b(?:đạt|phấn đấu|giảm|nâng|tăng|duy trì|giữ|đưa|bảo đảm|đảm bảo|ít nhất|tối thiểu|dưới|còn)\b")
_BY_AGE = re.compile(r" (?:dưới|trên|từ|ở|trong)(?: độ tuổi)?(?: từ| dưới| trên)? \d+[^,;.]* tuổi\s*(?:$|[,;.])")
# "Cứ 200 m bố trí 01 điểm", "đã cứng hóa 71,8 %", "thải bình quân 0,82 kg"
_AS_IT_IS = re.compile(
    r"\bnơi (?:có |mà )?(?:trên |hơn |gần |khoảng )?$|\bmỗi \d[\d.,]* [^;,.]*$|\bcứ (?:mỗi )?(?:\d[\d.]*|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|trăm|giảm|tăng|thiếu|hụt|vượt|thêm|chênh) [^;,.]*$|\bmỗi (?:lần )?(?:giảm|tăng|thiếu|hụt|vượt|chênh)\b[^;,.]*$|\bđã (?!đăng ký|ký|đề ra|giao|cam kết|được giao|đặt ra|hết|qua|cai|từng|đạt chuẩn)[^\W\d_]+(?: [^\W\d_]+){0,3} (?:(?:được|khoảng|trên|gần|hơn) )*$|"
    r"(?<!giảm )(?<!lượng )\b(?:thải|xả|phát thải|tiêu thụ|thải ra|xả ra)(?: [^\W\d_]+){0,3} $|\b(?:thu nhập|dân số|mức sống)[^,;.]{0,40} khoảng $|"
    r"\b(?:trong|trên|của) (?:cả nước|toàn quốc|phạm vi cả nước|thế giới)\b[^,;.]*$|\b(?:trung bình|bình quân)(?: mỗi| một)? [^,;.]{0,40}\b(?:theo dõi|đảm nhiệm|kiêm|trông coi) $"
)
# "Mỗi năm có 12 trẻ em tử vong", "70 % ở nông thôn", "hộ nghèo là hộ có thu nhập từ …"
_SUFFERED = re.compile(r"[^,;.]{0,20}\b(?:tử vong|chết|mắc|nhập viện|bị thương|thiệt mạng|nhiễm)\b")
_HAS = re.compile(r"(?<!không )\bcó (?:khoảng |gần |hơn |trên )?$")
_WHERE = re.compile(r" (?:ở|tại) (?:nông thôn|thành thị|đô thị|khu vực|vùng)\b[^,;.]*(?:$|[,;.])")
_DEFINED = re.compile(
    r"\b(?:là|được (?:hiểu|coi|tính) là) (?:hộ|người|xã|thôn|đơn vị|trường|cơ sở|phụ nữ|trẻ em|trường hợp) (?:nghèo )?(?:có|đạt|từ|thuộc|bị)\b[^;.]*$"
)
_RANKED = re.compile(r"\b(?:thứ|hạng|vị trí(?: thứ)?|tốp|top|xếp|đứng) $")
_OF_SO_MANY = re.compile(
    r"\btrong (?:tổng )?(?:số (?:\d[\d.]*|các|những)|\d[\d.]* (?:phiếu|ý kiến|hồ sơ|mẫu))[^,;.]{1,60},? (?:thì )?(?:có |chỉ có )?(?:hơn |trên |gần |khoảng )?$"
)
_AVERAGE = re.compile(
    r"\b(?:trung bình|bình quân)\b[^,;.]*\b(?:có|khoảng|phụ trách|quản lý|phục vụ|là|gồm|phải)(?: [^\W\d_]+)? $"
)
_PEOPLE = re.compile(r"(?:hộ|người|nhân khẩu|khẩu|dân|con|thành viên|hộ gia đình|học sinh|em)\b")

_IF = re.compile(
    r"\b(?:khi|nếu|trường hợp|với điều kiện|điều kiện(?: [^\W\d_]+){0,4}:?)(?: (?:có|đạt|được|giảm được|để xảy ra|từ|ít nhất|trên|tối thiểu|dưới|tỷ lệ|số|vượt|quá|là|mặt đường rộng))* $|"
    r"\b(?:hợp lệ|có hiệu lực|có giá trị|đủ điều kiện)\b[^,;.]*\b(?:phải|khi|cần)\b[^,;.]*$|"
    r"(?:^|[;.,:(] )(?:nếu|chỉ khi|khi|trường hợp (?:có|tỷ lệ|dưới|trên|không)|(?:nơi|đơn vị|thôn|xã|hộ|địa phương|tập thể|chi hội|cá nhân|trường|tổ) nào)\b[^,;.]*$|"
    r"(?:^|[;.:] )(?:điều kiện|tiêu chuẩn|căn cứ|cách) (?:để )?(?:xét|công nhận|khen|tặng|bình xét|đánh giá|xếp loại|đề nghị|tham gia|dự|chấm)\b[^;.]*$"
)
# "Đạt 90 %: 10 điểm", "Xếp loại tốt: trên 90 %", "để xảy ra 02 vụ: không chấm điểm"
_MARKS_BEHIND = re.compile(
    r"[^;.]*?(?::|\bđược|\bchấm|\bcộng|\btrừ|\btính) ?(?:tối đa |từ )?\d+(?:,\d+)?(?: ?(?:-|đến) ?\d+)? điểm(?=$|[;.,)]| (?:cho|nếu|thưởng|cộng|trừ)\b)|[^;.,]*: (?:không (?:chấm|xét|công nhận)|trừ|xếp|phê bình|cắt|hạ)\b"
)
_GRADED = re.compile(
    r"(?:^|[;.] )[-+ ]*(?:(?:xếp )?(?:loại|hạng)|mức) [^\W\d_]+(?: [^\W\d_]+){0,2}: [^;.]*$|(?:^|[;:.,] )[-+ ]*(?:nếu )?để (?:xảy ra|phát sinh|xẩy ra)\b[^,;.]*$|"
    r"\b(?:chỉ|được (?:thưởng|khen|xét|công nhận|cộng|tính|tặng|vay|hưởng|nhân rộng))\b[^;.]*\b(?:khi|nếu)\b[^,;.]*$"
)
_VOTED = re.compile(r"[^,;.]*\b(?:bỏ phiếu|biểu quyết|tán thành|nhất trí|đồng ý|thông qua|có mặt|dự họp|đồng thuận)\b")
_MUST = re.compile(r"\bphải (?:được|có)\b[^,;.]*$")
# "Thưởng 02 triệu đồng cho thôn có 100 % hộ …": of whom the reward is said.
_REWARDED = re.compile(
    r"\b(?:ưu tiên|chỉ (?:công nhận|xét|triển khai|áp dụng|chọn|hỗ trợ|khen)|thưởng|bằng khen|giấy khen|cờ thi đua|chấm|cộng|trừ|xét|điểm|xếp loại|phê bình|kiểm điểm|nhắc nhở|đối với)\b"
    r"[^;.]*\b(?:thôn|đơn vị|tập thể|cá nhân|hộ|tiêu chí|chi hội|chi đoàn|xã|phường|khu phố|trường|đội|nơi|cơ quan|gia đình|tổ)(?: [^\W\d_]+){0,3} (?:có|đạt|vận động|hoàn thành|để xảy ra)(?: [^\W\d_]+){0,3} $"
)
_WHO = re.compile(
    r"(?:(?:các|mỗi|những|một) )?(?:người|hộ|đơn vị|thôn|xã|phường|tập thể|cá nhân|cơ sở|doanh nghiệp|xe|phương tiện|tiêu chí|chi hội|chi đoàn|mô hình|bài|thí sinh|đội|câu lạc bộ|"
    r"thương tích|cuộc họp|hội nghị|hương ước|tàng trữ|mua bán|vận chuyển|sử dụng|tiếng ồn|nồng độ|nhập cảnh|khu|tổ|trường|gia đình|địa phương|cán bộ|hội viên|học sinh|đoàn viên|sản phẩm)\b[^:]*$"
)
_FOLLOWS = re.compile(
    r"[^,;.]{0,90}?\b(?:thì|mới (?:được|có|đủ)|(?:không |chưa )?được (?:cộng|trừ|tặng|thưởng|xếp loại|xét|tính|chấm|coi|ghi|phép|miễn|vay|ưu tiên|biểu dương|đề nghị|nhân rộng|vào|thành lập|khen|\d+)|"
    r"bị (?:trừ|phạt|truy cứu|khởi tố|xử|lập|phê bình|cắt|loại|nhắc|thu hồi|hạ|đình)|hợp lệ|có hiệu lực|(?:là|thuộc) (?:vi phạm|diện|trường hợp|hộ)|"
    r"phải (?:khai báo|đăng ký|thành lập|giải trình|kiểm điểm|nộp|tổ chức bổ sung|báo cáo|có|lập|xin)|(?<!được )xếp loại)\b"
)

_MARKED = re.compile(r"[^,;.]{0,60}?\b(?:được (?:cộng|trừ|chấm|tính|\d+)|bị trừ)\b")

_DROPPED = re.compile(
    r"(?:(?:^|[,:.(] |\bvà )(?:[-+] )?(?:kiên quyết |tuyệt đối |chủ trương |quyết định |nay )?(?:bãi bỏ|hủy bỏ|xóa bỏ (?:quy định|chỉ tiêu|yêu cầu|mức)|bỏ (?:quy định|chỉ tiêu|yêu cầu|mức|chế độ|việc)|"
    r"(?:dừng|ngừng|thôi|tạm dừng|tạm hoãn|hoãn) (?:thực hiện|áp dụng|giao|chỉ tiêu|việc)|tránh (?:tình trạng|tư tưởng|việc|để|lối)|(?:khắc phục|chấn chỉnh) (?:tình trạng|việc|tư tưởng|lối|bệnh)|"
    r"chống (?:tư tưởng|bệnh|việc)|không (?:còn |nên |được )?(?:đặt|giao|yêu cầu|bắt buộc|nhất thiết|quy định|lấy|chạy|ép|đòi|khoán|phân bổ|chủ trương|tổ chức|triển khai|áp dụng|đưa|tính|ghi|coi|xem|"
    r"chấp nhận|đề ra|ấn định|hài lòng|thỏa mãn|dừng|bằng lòng|cần|phải|thu))|\bthay (?:vì|cho)|\b(?:cho rằng|tin đồn|đồn rằng|đồn thổi))\b[^,;.]*$"
)
_DROPPED_BEHIND = re.compile(
    r"[^;.]*?\b(?:không còn (?:phù hợp|hiệu lực|áp dụng|thực hiện|giá trị)|hết hiệu lực|không (?:tiếp tục )?áp dụng|thôi áp dụng|là (?:không có căn cứ|không đúng|sai sự thật|không chính xác|bịa đặt)|"
    r"làm thước đo|(?:được|bị) thay (?:thế )?(?:bằng|bởi)|(?:không|chưa) được (?:chấp thuận|tiếp thu|thông qua|chấp nhận|đồng ý|duyệt|phê duyệt|tán thành))\b"
)

_OF_AN_AIM = re.compile(
    r"\b(?:chỉ tiêu|mục tiêu|mức|mốc|đề ra|đặt ra|phấn đấu|hướng tới|kế hoạch|nghị quyết|giai đoạn|nhiệm kỳ|việc|định|dự định|hứa|đăng ký|cam kết|nhắm tới)\b"
)
_FAILED = re.compile(
    r"(?:(?!năm 20\d\d|hiện|cùng kỳ|phấn đấu)[^;.])*?\b(?:(?:không|chưa|khó|chẳng) (?:đạt|hoàn thành|thực hiện được|về đích|làm được|đạt được|kịp|cán đích)(?=$|[,;.)]| (?:do|vì|được|nên|như|bởi|trong|kế hoạch|mục tiêu|yêu cầu|đúng|vào))|"
    r"lỡ hẹn|dang dở|dở dang|(?:phải |bị )lùi|đã (?:cơ bản |sớm |được |không )?(?:hoàn thành|đạt|về đích|vượt|cán đích)|(?:mới|chỉ(?! tiêu| đạo| thị))(?: mới)? (?:[^\W\d_]+ ){0,2}?(?:đạt|được|có|dừng|kết nạp|thực hiện|làm|vận động|hoàn thành|giảm|tăng)|rốt cuộc|còn thiếu|hụt|"
    r"quá (?:cao|thấp|sức)|không khả thi|thất bại|(?:song|nhưng) (?:thực tế|kết quả|chỉ|mới|không|chưa|đến nay))\b"
)
_UNREACHED = re.compile(
    r"\b(?:chỉ tiêu|mục tiêu|nội dung|tiêu chí)(?: [^\W\d_]+){0,3} (?:chưa|không) (?:đạt|hoàn thành)[^;.]*(?:là|gồm|:|như)\b(?![^;.]*\bphấn đấu\b)[^;.]*$"
)
# "mục tiêu … chỉ thực hiện được ở 212 chi hội", "đề ra 15 % nhưng thực tế tăng 2,3 %": what came of it.
_CAME_OF_IT = re.compile(
    r"\b(?:chỉ tiêu|mục tiêu|đề ra|đặt ra|đăng ký|phấn đấu|định|dự định|dự kiến|hứa|cam kết|kế hoạch|giao|hướng tới)\b[^;.]*?\b(?:chỉ(?! tiêu| đạo| thị)|mới|vẫn|rồi|thực tế|kết quả|cuối cùng|rốt cuộc|cuối kỳ|đến hạn|song|nhưng|tuy nhiên|thế mà|mà)\b"
    r"(?![^;.]*\b(?:phấn đấu|cần|phải|sẽ|bảo đảm|đảm bảo|năm nay|tiếp tục|mục tiêu|chỉ tiêu)\b)[^;.]*\b(?:chỉ(?! tiêu| đạo| thị)|mới|được|đạt|có|còn|tăng|giảm|là|ở|tại|dừng|thiếu|hụt)(?: (?:ở|tại|khoảng|trên|gần|hơn|mức|được|có|dưới))* $"
)
_IS_KEPT = re.compile(r"[\W\d]*(?:tiếp tục|duy trì|giữ vững|giữ|phát huy|củng cố)\b")
_BUILT_ON = r"(?:so với|hơn|khắc phục|phát huy|tiếp|kế thừa|bù|duy trì|giữ|từ|trên cơ sở|như|căn cứ|thực hiện|hoàn thành|cùng kỳ|đầu|bằng)"
_OLD = r"(?:nhiệm kỳ (?:trước|cũ|vừa qua)|giai đoạn (?:trước|cũ|vừa qua)|(?<!hằng )(?<!hàng )(?<!mỗi )năm (?:trước(?! ngày| tháng| \d| quý| khi)|ngoái)|(?:chương trình|kế hoạch|đề án|nghị quyết) (?:cũ|trước)|trước (?:khi )?sáp nhập|trước (?:đây|kia)|mọi năm|các năm trước|những năm trước|như mọi khi)"
_OLD_FIRST = re.compile(
    rf"(?:(?!\b{_BUILT_ON}\b)[^,;.]){{0,70}}?\b(?:{_OLD}|từng (?:đặt|đề|phấn đấu|hướng|giao|lấy|đăng ký))\b(?![^;.]*(?:năm nay|, [^;.]*phấn đấu))"
)
_OLD_YEAR = re.compile(
    rf"(?:(?!\b{_BUILT_ON}\b)[^,;.]){{0,70}}?\b(?:năm|giai đoạn (?:\d{{4}}\s?-\s?)?|nhiệm kỳ (?:\d{{4}}\s?-\s?)?|(?:kế hoạch|chương trình|đề án|nghị quyết|khóa) (?:\d{{4}}\s?-\s?)?)\s?(?P<year>20\d\d)\b(?P<rest>[^;.]*)$"
)
_OLD_BEHIND = re.compile(
    rf"[^,;.]{{0,60}}\b(?:của|theo|tại|trong) (?:{_OLD}|[^,;.]{{0,30}}(?:năm|nhiệm kỳ \d{{4}} ?-|giai đoạn \d{{4}} ?-) ?(?P<year>20\d\d))\b"
)
_NAMED = re.compile(
    r"\b(?:đề án|thông điệp|khẩu hiệu|phương châm|chủ đề|tinh thần)\b[^,;.:]{0,40}$|\b(?:khẩu hiệu|thông điệp|chủ đề): ?$"
)


_LEADS_TO_RULES = re.compile(
    r"\b(?:điều kiện|tiêu chuẩn(?: xét| công nhận| khen)?|tiêu chí (?:xét|chấm)|thang điểm|cách (?:tính|chấm)|yêu cầu kỹ thuật|quy cách|mức (?:thưởng|khen|phạt|đóng|hỗ trợ|chi)|"
    r"được (?:khen|thưởng|xét)|quy định của (?:luật|pháp luật)|quy chuẩn)\b[^:]*:$"
)
_PERIOD_TITLE = re.compile(r"(?:trong )?(?:giai đoạn|năm|nhiệm kỳ|kết quả|thực hiện|tình hình|chỉ tiêu|mục tiêu)\b")
# "…, vì vậy cần tuyên truyền cho 100 % học sinh": from here on it is one's own again.
SO = re.compile(r"[,;] (?:vì vậy|do đó|do vậy|vì thế|bởi vậy|từ đó|cho nên|nên|theo đó),? ")


def is_example(shadow: str) -> bool:
    """ "Ví dụ: thôn có 100 hộ …", "Cách tính: …": a sentence, or what leads to a list, that only shows how."""
    return bool(_EXAMPLE.match(shadow))


def leads_to_nothing(shadow: str) -> bool:
    """ "Ví dụ về cách tính:", "Đơn vị được khen phải đạt các điều kiện:": nothing in the list below sets anything."""
    return is_example(shadow) or (
        bool(_LEADS_TO_RULES.search(shadow)) and not re.search(r"\b(?:phấn đấu|mục tiêu|chỉ tiêu)\b", shadow)
    )


def heads_the_past(title: str, year: int | None) -> bool:
    """ "Giai đoạn 2021 - 2025" in a plan for 2026."""
    years = [int(each) for each in re.findall(r"\b20\d\d\b", title)]
    return bool(years and year and max(years) < year and _PERIOD_TITLE.match(title))


def sets_nothing(before: str, after: str, *, is_all: bool, counted: str | None) -> bool:
    """Does the figure between these stretches of one sentence only tell something? `counted` is the noun of a count."""
    *_, before = SO.split(before)
    if is_example(before) or _EXAMPLE_BEFORE.search(before) or _NAMED.search(before):
        return True
    since = max(before.rfind(sign) for sign in ";,") + 1
    is_aimed = bool(_AIMED.search(before))
    if (_FORECAST.search(before) or _WILL_BE.search(before)) and not is_aimed:
        return True
    if not _AIMED.search(before[since:]) and (
        (_ASKED.search(before) and not is_aimed) or (_ANSWER.match(after) and not is_all)
    ):
        return True
    return _is_condition(before, after, since) or (
        not _AIMED.search(before[since:]) and _is_a_fact(before, after, since, is_all=is_all, counted=counted)
    )


def _is_condition(before: str, after: str, since: int) -> bool:
    if _IF.search(before) or _REWARDED.search(before) or _GRADED.search(before) or _MARKS_BEHIND.match(after):
        return True
    if re.match(r"[^,;.]{0,60}\bthì\b", after):
        return True
    if _MUST.search(before) and _VOTED.match(after):
        return True
    if _WHO.match(before[since:].lstrip(" -+")):
        return bool(_FOLLOWS.match(after)) and not re.search(r"\b(?:phấn đấu|bảo đảm|đảm bảo)\b", before[since:])
    whole = before[before.rfind(";") + 1 :].lstrip(" -+")
    return bool(not _AIMED.search(whole) and _WHO.match(whole) and _MARKED.match(after))


def _is_a_fact(before: str, after: str, since: int, *, is_all: bool, counted: str | None) -> bool:
    if _AS_IT_IS.search(before) and not _IS_KEPT.match(before):
        return True
    if counted is None and (_BY_AGE.match(after) or _WHERE.match(after)):
        return True
    if _DEFINED.search(before) or (counted is not None and _HAS.search(before) and _SUFFERED.match(after)):
        return True
    if _STANDS.search(before) or _RANKED.search(before) or (_OF_NATURE.search(before) and _NATURAL.match(after)):
        return True
    if counted is not None and _AVERAGE.search(before) and _PEOPLE.match(counted):
        return True
    if _OF_SO_MANY.search(before):
        return True
    if _COMPARED.match(after) and not _REACHES.search(before[since:]):
        return True
    of_which = re.search(r"\btrong đó,?(?: có)? $", before)
    told = _TELLS.match(after) if counted is None and not is_all and not of_which else None
    if told is None or _DONE_FOR.search(told["who"]) or _DONE_FOR.search(told["rest"]):
        return False
    return not _WORKED_ON.search(before)


def is_dropped(before: str, after: str) -> bool:
    """ "Không đặt chỉ tiêu 100 % hộ", "chỉ tiêu 85 % không còn phù hợp": what the document does not want."""
    return bool(_DROPPED.search(before) or _DROPPED_BEHIND.match(after))


def was_once(before: str) -> bool:
    """ "Trước đây báo cáo gửi …", "Mọi năm, hội thi thường …": how it was done until now."""
    return bool(_OLD_FIRST.match(before))


def is_of_the_past(before: str, after: str, year: int | None) -> bool:
    """An aim of a time that is over, whether it was reached or not; `year` is the one the plan is for."""
    if _UNREACHED.search(before) or (_OF_AN_AIM.search(before) and not _IS_KEPT.match(before) and _FAILED.match(after)):
        return True
    if _OLD_FIRST.match(before) or _CAME_OF_IT.search(before[before.rfind(";") + 1 :]):
        return True
    first = _OLD_YEAR.match(before)
    if first and year and int(first["year"]) < year and not _later(first["rest"], year):
        return True
    behind = _OLD_BEHIND.match(after) if _OF_AN_AIM.search(before) else None
    return behind is not None and (behind["year"] is None or bool(year and int(behind["year"]) < year))


def _later(said: str, year: int) -> bool:
    return any(int(other) >= year for other in re.findall(r"\b20\d\d\b", said))
