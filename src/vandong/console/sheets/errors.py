"""What these pages refuse."""

from vandong.kernel.errors import Invalid, Refused


class DraftGone(Refused):
    code = "console.draft_gone"
    message = "Bản xem trước này không còn: đã được nhận, đã bỏ, hoặc đã quá một ngày. Xin gửi lại tệp."


class SheetHasProblems(Refused):
    code = "console.sheet_has_problems"
    message = "Bảng còn dòng chưa đúng nên chưa ghi dòng nào. Xin sửa các dòng được nêu trong tệp rồi gửi lại."


class SheetUnconfirmed(Invalid):
    code = "console.sheet_unconfirmed"
    message = "Có chỗ phần mềm hiểu gần đúng mà chưa được xác nhận, nên chưa ghi dòng nào. Xin đánh dấu từng chỗ."
