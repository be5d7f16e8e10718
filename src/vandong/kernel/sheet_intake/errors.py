"""Why a table that was looked at is not accepted."""

from vandong.kernel.errors import Invalid, Refused


class SheetHasProblems(Refused):
    code = "sheet.has_problems"
    message = "Bảng còn dòng chưa đúng nên chưa ghi dòng nào. Xin sửa các dòng được nêu trong tệp rồi gửi lại."


class SheetUnconfirmed(Invalid):
    code = "sheet.unconfirmed"
    message = "Có chỗ phần mềm hiểu gần đúng mà chưa được xác nhận, nên chưa ghi dòng nào. Xin đánh dấu từng chỗ."
