"""Why verbs of reporting are not carried out: one class for each reason, one full sentence for the person."""

from datetime import date

from vandong.kernel.errors import ChangedMeanwhile, Invalid, NotHere, Refused
from vandong.kernel.numbers import format_day


class PeriodNotHere(NotHere):
    code = "reporting.period_not_here"


class ReportNotHere(NotHere):
    code = "reporting.report_not_here"


class LineNotHere(NotHere):
    code = "reporting.line_not_here"


class WrongStep(Refused):
    """The report does not stand on a step where this can be done; `rules.why_not` says the sentence."""

    code = "reporting.wrong_step"


class ReportChanged(ChangedMeanwhile):
    code = "reporting.changed"
    message = "Báo cáo vừa được người khác sửa trong lúc anh/chị đang xem. Xin xem bản mới nhất rồi làm lại việc này."
    unseen = (
        "Trang gửi lên không cho biết anh/chị đã xem bản nào của báo cáo, nên chưa làm gì. "
        "Xin xem bản mới nhất dưới đây rồi làm lại việc này."
    )


class ReasonNeeded(Invalid):
    code = "reporting.reason_needed"
    message = "Xin viết ít nhất một câu để người nhận hiểu cần làm gì."

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message, field="reason")


class NoteNeeded(Invalid):
    code = "reporting.note_needed"
    message = "Số khai khác số tự tính thì cần một câu giải thích. Xin ghi lý do."

    def __init__(self) -> None:
        super().__init__(field="note")


class WholeIsSum(Refused):
    code = "reporting.whole_is_sum"
    message = "Số chung này là tổng của các nhóm. Xin khai ở từng nhóm, số chung tự cộng lại."


class StatedInBook(Refused):
    code = "reporting.stated_in_book"
    message = "Số này lấy từ sổ số người trong nhóm. Xin ghi số mới vào sổ, rồi bấm Tính lại ở báo cáo."


class NoBoard(Refused):
    code = "reporting.no_board"
    message = (
        "Đơn vị chưa có Ban Thường trực trong hệ thống nên chưa lập được báo cáo. "
        "Xin nhờ người quản trị cấp trên khai báo Ban Thường trực của đơn vị."
    )


class NotReportingUnit(Refused):
    code = "reporting.not_reporting_unit"
    message = "Khu dân cư không lập báo cáo riêng: việc đã ghi được tính vào báo cáo của xã."


class NotUnderProgramme(Refused):
    code = "reporting.not_under_programme"
    message = "Kỳ báo cáo này thuộc chương trình của nơi khác, đơn vị của anh/chị không phải lập báo cáo."


class NotProgrammeUnit(Refused):
    code = "reporting.not_programme_unit"
    status = 403
    message = "Chỉ nơi ban hành chương trình mới mở được kỳ báo cáo của chương trình."


class ProgrammeNotRunning(Refused):
    code = "reporting.programme_not_running"
    message = "Chương trình chưa ban hành nên chưa mở kỳ báo cáo được. Xin ban hành chương trình trước."


class PeriodTaken(Invalid):
    code = "reporting.period_taken"
    message = "Chương trình này đã có kỳ báo cáo cùng tên. Xin đặt tên khác, hoặc dùng kỳ đã mở."

    def __init__(self) -> None:
        super().__init__(field="label")


class BadSpan(Invalid):
    """Days of a period that do not fit each other or the programme."""

    code = "reporting.bad_span"


class SourcesOutdated(Refused):
    code = "reporting.sources_outdated"


class CorrectionWaiting(Refused):
    code = "reporting.correction_waiting"
    message = "Báo cáo này đã có một đề nghị đính chính đang chờ cấp trên trả lời. Xin chờ trả lời đó."


class NoCorrectionWaiting(Refused):
    code = "reporting.no_correction_waiting"
    message = "Không có đề nghị đính chính nào đang chờ ở báo cáo này. Có thể đã có người trả lời trước."


class CorrectionOpen(Refused):
    code = "reporting.correction_open"
    message = "Bản đính chính của báo cáo này đã mở và đang được lập. Xin chờ bản đó được duyệt."


class DatedBeforeFigures(Invalid):
    """A document that bears a day on which its own figures were not known yet."""

    code = "reporting.dated_before_figures"

    def __init__(self, as_of_on: date) -> None:
        day = format_day(as_of_on)
        super().__init__(
            f"Báo cáo có số liệu tính đến ngày {day}, nên văn bản không ghi ngày trước đó được. Xin ghi từ ngày {day} "
            "đến hôm nay.",
            field="dated_on",
        )


class DocumentIssued(Refused):
    code = "reporting.document_issued"
    message = "Báo cáo này đã có văn bản. Xin mở văn bản đã ban hành, không ban hành lần nữa."
