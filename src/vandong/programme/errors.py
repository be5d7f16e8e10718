"""Why programme verbs are not carried out."""

from vandong.kernel.errors import ChangedMeanwhile, Invalid, NotHere, Refused


class ProgrammeNotHere(NotHere):
    code = "programme.not_here"


class AlreadyIssued(Refused):
    code = "programme.already_issued"
    message = (
        "Chương trình đã ban hành nên không sửa thẳng được nữa. "
        "Muốn thay đổi, xin mở trang chương trình, bấm Văn bản sửa đổi rồi đưa văn bản vào."
    )


class NotReady(Refused):
    """A draft lacks what it needs before it can be issued; the message names it."""

    code = "programme.not_ready"
    status = 422


class DraftChanged(ChangedMeanwhile):
    code = "programme.draft_changed"
    message = "Có người vừa sửa bản thảo này nên chưa ban hành. Xin đọc lại chương trình bên dưới rồi ban hành."


class NotIssued(Refused):
    code = "programme.not_issued"
    message = "Chương trình này chưa ban hành nên chưa nhận kế hoạch của cấp dưới."


class OwnProgramme(Refused):
    code = "programme.own_programme"
    message = "Đơn vị này chính là nơi ban hành chương trình, không cần kế hoạch cụ thể hóa."


class NotPlanLevel(Refused):
    code = "programme.not_plan_level"
    message = "Khu dân cư làm theo kế hoạch của xã, không ban hành kế hoạch riêng."


class BadValue(Invalid):
    code = "programme.bad_value"


class NumberedHere(Invalid):
    """A plan written here is the document it became: its number and day are not written a second time."""

    code = "programme.numbered_here"

    def __init__(self, number: str, *, field: str) -> None:
        super().__init__(
            f"Kế hoạch này đã được cấp số {number} trong phần mềm; số và ngày lấy từ văn bản ấy. Xin giữ như cũ, "
            "hoặc lập văn bản sửa đổi.",
            field=field,
        )


class NoStandingBoard(Refused):
    code = "programme.no_standing_board"
    message = "Đơn vị chưa có Ban Thường trực trong danh sách tổ chức. Xin báo người quản trị của cấp trên bổ sung."


class AlreadyAdopted(Refused):
    code = "programme.already_adopted"
    message = (
        "Đơn vị đã có kế hoạch cụ thể hóa chương trình này. Xin mở trang chương trình để xem số, ngày và tệp kế hoạch."
    )


class UnitPlanChanged(ChangedMeanwhile):
    code = "programme.unit_plan_changed"
    message = (
        "Người khác của đơn vị vừa lưu bản kế hoạch này. Xin xem cả hai bản ở từng phần, sửa cho đúng rồi lưu lại."
    )


class UnitPlanEmpty(Invalid):
    """A part the document can't do without is empty; the message names it."""

    code = "programme.unit_plan_empty"


class CameFromText(Refused):
    code = "programme.came_from_text"
    message = "Phần này lấy từ một câu của kế hoạch. Muốn bỏ, xin mở trang xem lại, tìm mục ấy rồi bấm Đổi ý."


class NeedsChange(Refused):
    """An item can't be accepted as it is read; the message names what a person must fill in."""

    code = "programme.needs_change"
    status = 422


class AlreadyDecided(Refused):
    code = "programme.already_decided"
    message = "Mục này đã được quyết rồi. Muốn quyết lại, xin bấm Đổi ý trước."


class NotASentence(Invalid):
    code = "programme.not_a_sentence"
    message = "Không tìm thấy đoạn chữ này trong kế hoạch. Xin chọn lại, hoặc chép đúng từng chữ của đoạn."


class NoInputAsked(Refused):
    code = "programme.no_input_asked"
    message = "Mục tiêu này không cần số gốc hay tổng số, nên không có gì để ghi."


class AmendmentOpen(Refused):
    code = "programme.amendment_open"
    message = "Còn một văn bản sửa đổi chưa xử lý xong. Xin áp dụng hoặc bỏ văn bản ấy trước."


class PlanTooLong(Refused):
    code = "programme.plan_too_long"
    status = 422
    message = "Văn bản có hơn 5.000 mục, nhiều hơn một người xem hết được. Xin kiểm tra tệp, hoặc gửi từng phần."


class AmendmentTooLong(Refused):
    code = "programme.amendment_too_long"
    status = 422
    message = "Văn bản này dài hơn trăm trang nên chưa so được. Xin gửi riêng phần sửa đổi."
