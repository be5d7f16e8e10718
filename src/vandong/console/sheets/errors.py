"""What these pages refuse."""

from vandong.kernel.errors import Refused


class DraftGone(Refused):
    code = "console.draft_gone"
    message = "Bản xem trước này không còn: đã được nhận, đã bỏ, hoặc đã quá một ngày. Xin gửi lại tệp."
