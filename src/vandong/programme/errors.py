"""Why programme verbs are not carried out."""

from vandong.kernel.errors import Invalid, NotHere, Refused


class ProgrammeNotHere(NotHere):
    code = "programme.not_here"


class AlreadyIssued(Refused):
    code = "programme.already_issued"
    message = (
        "Chương trình đã ban hành nên không sửa được nữa. "
        "Muốn thay đổi, xin lập chương trình mới thay cho chương trình này."
    )


class NotReady(Refused):
    """A draft lacks what it needs before it can be issued; the message names it."""

    code = "programme.not_ready"
    status = 422


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
