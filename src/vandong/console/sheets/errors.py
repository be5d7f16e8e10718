"""What these pages refuse."""

from vandong.kernel.errors import Refused


class DraftGone(Refused):
    code = "console.draft_gone"
    message = "Bản xem trước này không còn: đã được nhận, đã bỏ, hoặc đã quá một ngày. Xin gửi lại tệp."


class DraftReplaced(Refused):
    code = "console.draft_replaced"
    message = (
        "Trang vừa bấm không cho xem đúng bảng đang chờ nhận: có thể một tệp khác đã được gửi lên sau đó. Chưa ghi gì. "
        "Dưới đây là bảng đang chờ; xin xem rồi hãy nhận."
    )
