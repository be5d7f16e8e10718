"""What this domain refuses, each in one sentence."""

from vandong.kernel.errors import Invalid, NotHere, Refused


class UsernameTaken(Invalid):
    code = "accounts.username_taken"
    message = "Tên đăng nhập này đã có người dùng. Xin chọn tên khác."


class OwnAccount(Refused):
    code = "accounts.own_account"
    status = 403
    message = "Anh/chị không tự làm việc này cho tài khoản của mình. Xin nhờ người quản trị của cấp trên."


class HoldsMoreElsewhere(Refused):
    code = "accounts.holds_more_elsewhere"
    status = 403
    message = (
        "Người này còn giữ chức danh ở đơn vị ngoài phạm vi của anh/chị, "
        "nên việc này thuộc người quản trị của cấp trên. Xin báo cấp trên làm."
    )


class PeerAdministrator(Refused):
    code = "accounts.peer_administrator"
    status = 403
    message = (
        "Người này cũng quản trị đơn vị của anh/chị. Việc này thuộc người quản trị của cấp trên; xin báo cấp trên làm."
    )


class WitnessMissing(Invalid):
    code = "accounts.witness_missing"
    message = "Xin ghi họ tên người thứ hai đã nhận ra chủ tài khoản, khác với chủ tài khoản và khác với anh/chị."


class AppointmentEnded(Refused):
    code = "accounts.appointment_ended"
    message = "Chức danh này đã kết thúc nên không sửa được nữa. Xin mở một chức danh mới."


class EndsBeforeItBegins(Invalid):
    code = "accounts.ends_before_it_begins"
    message = "Ngày kết thúc phải sau ngày bắt đầu. Nếu cần chặn ngay hôm nay, xin khóa tài khoản."


class EndsInThePast(Invalid):
    code = "accounts.ends_in_the_past"
    message = "Ngày thôi giữ chức danh không được trước hôm nay: việc đã làm dưới chức danh này vẫn còn trong nhật ký."


class AlreadyHeld(Invalid):
    code = "accounts.already_held"
    message = "Người này đang giữ chức danh ở đúng tổ chức này. Xin sửa chức danh đang có."


class AlreadyDone(Refused):
    code = "accounts.already_done"
    message = "Việc này đã làm rồi. Xin tải lại trang để thấy trạng thái mới."


class UnknownUsername(Invalid):
    code = "accounts.unknown_username"
    message = "Không có tài khoản nào với tên đăng nhập này. Xin xem lại tên đăng nhập rồi gọi lệnh lần nữa."


class TwoStepOff(Refused):
    code = "accounts.two_step_off"
    message = "Tài khoản này chưa bật xác minh hai bước, nên không có gì để đặt lại."


class FilterNotHere(NotHere):
    code = "accounts.filter_not_here"
    message = "Không tìm thấy bộ lọc này. Có thể anh/chị đã xóa, hoặc đường dẫn đã cũ."


class FilterNamed(Invalid):
    code = "accounts.filter_named"
    message = "Danh sách này đã có một bộ lọc mang tên ấy. Xin đặt tên khác."


class FiltersFull(Refused):
    code = "accounts.filters_full"
    message = "Danh sách này đã có 20 bộ lọc, là nhiều nhất. Xin xóa bớt một bộ lọc cũ rồi lưu."


class NothingToImport(Invalid):
    code = "accounts.nothing_to_import"
    message = "Không tìm thấy dòng nào đã điền họ tên. Xin điền ít nhất một dòng rồi gửi lại."
