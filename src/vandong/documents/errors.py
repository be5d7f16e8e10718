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
