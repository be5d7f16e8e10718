from collections.abc import Sequence

from vandong.kernel.errors import Invalid, NotHere, Refused


class UnitNotHere(NotHere):
    code = "units.unit_not_here"


class Locked(Refused):
    """Records up to a day are closed by an approved report; `message` is the lock's own reason."""

    code = "units.locked"


class SourceMissing(Invalid):
    code = "units.source_missing"
    message = "Chưa có nguồn của địa giới. Xin ghi rõ tệp này do đâu mà có, ví dụ: Sở Tài nguyên và Môi trường, 2024."


class BoundariesOfNobody(Refused):
    code = "units.boundaries_of_nobody"

    def __init__(self, code_property: str, codes: Sequence[str]) -> None:
        super().__init__(
            f"Không mã nào ở thuộc tính {code_property} là mã của đơn vị cùng cấp đang có (ví dụ: {', '.join(codes)}). "
            "Xin xem lại cấp (--level) và thuộc tính mang mã (--code). Chưa nạp gì."
        )


class NameMissing(Invalid):
    code = "units.name_missing"
    message = "Chưa có tên đơn vị. Xin ghi tên, không kèm loại, ví dụ: Bồng Lai."

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message, field="name")


class CodeTaken(Refused):
    """Another unit of the level bears the code on some day of the new unit's span."""

    code = "units.code_taken"

    def __init__(self, code: str) -> None:
        super().__init__(
            f"Mã {code} đã có đơn vị khác cùng cấp dùng trong thời gian này. Xin kiểm tra lại mã.", field="code"
        )


class ParentNotStanding(Refused):
    code = "units.parent_not_standing"
    message = (
        "Đơn vị cấp trên không tồn tại vào ngày này. Xin chọn ngày khác, hoặc chọn đơn vị đang tiếp nhận địa bàn đó."
    )


class UnitNotStanding(Refused):
    code = "units.unit_not_standing"
    message = "Đơn vị này không tồn tại vào ngày đã chọn. Xin kiểm tra lại ngày hiệu lực."


class ChildrenStand(Refused):
    """A unit with children can't simply end; they must be placed first, by a merger or one by one."""

    code = "units.children_stand"

    def __init__(self, count: int) -> None:
        super().__init__(
            f"Đơn vị này còn {count} đơn vị trực thuộc. Xin sáp nhập, hoặc chuyển các đơn vị đó đi trước khi kết thúc."
        )


class EndAlreadyDecided(Refused):
    code = "units.end_already_decided"
    message = (
        "Đơn vị này đã có ngày kết thúc và đơn vị kế thừa theo danh mục. Xin dùng quyết định đã có, không ghi thêm."
    )


class MergerUnsound(Refused):
    """What was asked can't be a merger; the sentence says why."""

    code = "units.merger_unsound"


class BodyTaken(Refused):
    code = "units.body_taken"

    def __init__(self, name: str) -> None:
        super().__init__(f"Đơn vị đã có “{name}”. Không cần lập thêm.", field="name")


class AreaKindUnknown(Invalid):
    code = "units.area_kind_unknown"
    message = "Chưa chọn loại khu dân cư. Xin chọn thôn, khu dân cư, tổ dân phố hoặc loại khác trong danh sách."

    def __init__(self) -> None:
        super().__init__(field="kind")


class AreaNameTaken(Refused):
    code = "units.area_name_taken"

    def __init__(self, name: str) -> None:
        super().__init__(f"Trong xã, phường, thị trấn đã có {name}. Xin kiểm tra lại tên.", field="name")


class StandingNotHere(NotHere):
    code = "units.standing_not_here"


class StandingUnsound(Invalid):
    code = "units.standing_unsound"


class StandingOutOfOrder(Refused):
    """Standings of a commune are recorded one after another; the sentence names the day of the last."""

    code = "units.standing_out_of_order"
