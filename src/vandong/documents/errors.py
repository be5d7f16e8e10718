from vandong.kernel.errors import Invalid, Refused


class AlreadyIssued(Refused):
    code = "documents.already_issued"
    message = "Nội dung này đã được cấp số thành văn bản. Xin mở văn bản đã có trong danh sách văn bản."


class NoProfile(Refused):
    code = "documents.no_profile"
    message = (
        "Chưa có mẫu trình bày văn bản nào còn hiệu lực vào ngày này. Xin chọn ngày khác hoặc báo người quản trị bổ "
        "sung mẫu."
    )


class DatedAhead(Invalid):
    code = "documents.dated_ahead"
    message = "Ngày văn bản không thể sau ngày hôm nay. Xin chọn lại ngày."


class RegisterBegun(Invalid):
    """The paper's last number can be told before the first number of ours, not after."""

    code = "documents.register_begun"

    def __init__(self, last: str) -> None:
        super().__init__(
            f"Sổ năm này đã cấp đến số {last} ở đây nên không đặt lại số được. Xin để trống ô này.",
            field="given_on_paper",
        )


class AlreadySigned(Refused):
    code = "documents.already_signed"
    message = "Văn bản này đã có bản ký. Bản ký không thay được; nếu cần sửa, xin lập bản đính chính."


class SignedByItsUnit(Refused):
    """The level above keeps the paper of a unit only where that unit has nobody who could."""

    code = "documents.signed_by_its_unit"

    def __init__(self, unit_in_sentence: str) -> None:
        super().__init__(f"Bản ký của {unit_in_sentence} do đơn vị ấy lưu. Xin nhắn đơn vị gửi bản ký lên.")


class SignedTooEarly(Invalid):
    code = "documents.signed_too_early"
    message = "Ngày ký không thể trước ngày văn bản hoặc sau ngày hôm nay. Xin xem lại ngày."


class NoPdf(Refused):
    code = "documents.no_pdf"
    status = 503
    message = (
        "Máy chủ này không có LibreOffice nên chưa làm được bản PDF. Xin tải bản Word rồi lưu thành PDF, "
        "hoặc báo người quản trị cài LibreOffice."
    )


class PdfFailed(Refused):
    code = "documents.pdf_failed"
    status = 503
    message = "Lần này chưa làm được bản PDF. Xin thử lại sau ít phút, hoặc tải bản Word rồi lưu thành PDF."
