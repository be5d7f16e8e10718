"""Why a table that was looked at is not accepted."""

from vandong.kernel.errors import Invalid, Refused


class SheetHasProblems(Refused):
    code = "sheet.has_problems"
    message = "Bảng còn dòng chưa đúng nên chưa ghi dòng nào. Xin sửa các dòng được nêu trong tệp rồi gửi lại."


class SheetUnconfirmed(Invalid):
    code = "sheet.unconfirmed"
    message = "Có chỗ phần mềm hiểu gần đúng mà chưa được xác nhận, nên chưa ghi dòng nào. Xin đánh dấu từng chỗ."


class SheetOvertaken(Refused):
    """While the rows were being written, somebody else (or the same button pressed twice) wrote some of them."""

    code = "sheet.overtaken"
    message = (
        "Đúng lúc này vừa có người ghi những dòng giống trong bảng, nên lần bấm này chưa ghi gì thêm. "
        "Xin xem lại bên dưới: dòng đã có được nêu rõ, dòng còn mới thì nhận lại."
    )
