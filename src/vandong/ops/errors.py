"""What running an installation refuses."""

from vandong.kernel.errors import Invalid, NotHere, Refused


class AlreadyServing(Refused):
    code = "ops.already_serving"
    message = "Dữ liệu này đang được một tiến trình khác phục vụ. Xin dừng tiến trình đó trước."


class PortTaken(Refused):
    code = "ops.port_taken"
    message = "Cổng này đang có chương trình khác dùng. Xin chọn cổng khác bằng --port."


class AlreadySetUp(Refused):
    code = "ops.already_set_up"
    message = "Hệ thống đã được đặt cho một đơn vị rồi. Muốn làm lại, xin dùng một thư mục dữ liệu mới."


class NotEmpty(Refused):
    code = "ops.not_empty"
    message = (
        "Nơi khôi phục đã có dữ liệu nên chưa khôi phục được. Xin chọn thư mục dữ liệu trống (VANDONG_DATA) "
        "hoặc cơ sở dữ liệu trống (DATABASE_URL)."
    )


class NothingToBackUp(Refused):
    code = "ops.nothing_to_back_up"
    message = "Ở đây chưa có hệ thống nào để sao lưu. Xin xem lại VANDONG_DATA hoặc DATABASE_URL rồi gọi lại lệnh."


class NotABackup(Refused):
    code = "ops.not_a_backup"
    message = "Tệp này không phải bản sao lưu của Vận Động. Chưa thay đổi gì; xin chọn đúng tệp sao lưu."


class DamagedBackup(Refused):
    code = "ops.damaged_backup"
    message = (
        "Bản sao lưu này đã hỏng hoặc bị cắt ngắn: nội dung không khớp với dấu của nó. "
        "Chưa thay đổi gì; xin thử bản khác."
    )


class NewerBackup(Refused):
    code = "ops.newer_backup"
    message = "Bản sao lưu này do phần mềm mới hơn làm ra. Xin nâng cấp phần mềm rồi khôi phục."


class NeedsIdentity(Refused):
    code = "ops.needs_identity"
    message = "Bản sao lưu này đã được mã hóa. Xin đưa tệp khóa riêng bằng --identity."


class WrongIdentity(Refused):
    code = "ops.wrong_identity"
    message = (
        "Khóa riêng này không mở được bản sao lưu. Xin tìm đúng khóa của lần sao lưu ấy; "
        "nếu chắc đã đúng khóa thì tệp hỏng ở phần đầu, xin thử bản khác."
    )


class WrongKey(Invalid):
    code = "ops.wrong_key"
    message = "Khóa công khai age chưa đúng; khóa có dạng age1…, do lệnh age-keygen in ra."


class UnknownUnit(Invalid):
    code = "ops.unknown_unit"
    message = "Không tìm thấy đơn vị có mã này trong danh mục hiện hành. Xin xem lại mã."


class WrongSetupCode(Invalid):
    code = "ops.wrong_setup_code"
    message = "Mã khởi tạo chưa đúng. Mã nằm ở màn hình nơi chạy lệnh vandong serve."


class SetupClosed(NotHere):
    code = "ops.setup_closed"


class FileExists(Refused):
    code = "ops.file_exists"
    message = "Tệp này đã có. Xin chọn tên khác, hoặc thêm --force để ghi đè."


class NotADemonstration(Refused):
    code = "ops.not_a_demonstration"
    message = "Hệ thống này không phải bản minh họa nên không gỡ gì cả. Dữ liệu thật không thể xóa bằng lệnh này."
