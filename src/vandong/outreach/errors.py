"""Why an activity is not recorded, corrected or withdrawn. Sentences that depend on numbers are written in `rules`."""

from collections.abc import Sequence

from vandong.kernel.errors import ChangedMeanwhile, Invalid, NotHere, Refused


class ActivityNotHere(NotHere):
    code = "outreach.activity_not_here"


class FutureDay(Invalid):
    code = "outreach.future_day"


class OutsideProgramme(Invalid):
    code = "outreach.outside_programme"


class UnitNotStanding(Invalid):
    code = "outreach.unit_not_standing"


class UnitElsewhere(Invalid):
    code = "outreach.unit_elsewhere"
    message = "Nơi này không thuộc phạm vi anh/chị được ghi. Xin chọn lại nơi."


class UnknownChannel(Invalid):
    code = "outreach.unknown_channel"


class ProgrammeElsewhere(Invalid):
    code = "outreach.programme_elsewhere"
    message = "Chương trình này không áp dụng cho đơn vị của anh/chị hoặc chưa ban hành. Xin chọn lại."


class TaskOfAnotherProgramme(Invalid):
    code = "outreach.task_of_another_programme"


class GroupOfAnotherProgramme(Invalid):
    code = "outreach.group_of_another_programme"


class BodyElsewhere(Invalid):
    code = "outreach.body_elsewhere"


class OrganisationElsewhere(Invalid):
    code = "outreach.organisation_elsewhere"


class TermOfAnotherProgramme(Invalid):
    code = "outreach.term_of_another_programme"


class MaterialUnsound(Invalid):
    code = "outreach.material_unsound"


class Unbelievable(Invalid):
    code = "outreach.unbelievable"


class MoreThanAll(Invalid):
    code = "outreach.more_than_all"


class CountedElsewhere(Invalid):
    code = "outreach.counted_elsewhere"
    message = (
        "Việc này do đơn vị khác ghi, và số người theo nhóm của đơn vị ấy không hiện ở đây, nên không giảm được số "
        "người dự. Xin để số cũ, hoặc rút việc này lại và ghi việc mới."
    )
    programme = (
        "Việc này do đơn vị khác ghi, và số người theo nhóm của đơn vị ấy không hiện ở đây, nên không chuyển được sang "
        "chương trình khác. Xin để chương trình cũ, hoặc rút việc này lại và ghi việc mới."
    )


class NothingCounted(Invalid):
    code = "outreach.nothing_counted"


class TooManyPhotos(Invalid):
    code = "outreach.too_many_photos"
    message = "Mỗi việc giữ nhiều nhất 6 ảnh. Xin chọn lại những ảnh nói được nhiều nhất."


class PhotoTooHeavy(Invalid):
    code = "outreach.photo_too_heavy"


class EntryRefused(Invalid):
    """An entry with one or more faults. Speaks with the first one's words; the form shows each beside its field."""

    code = "outreach.entry_refused"

    def __init__(self, faults: Sequence[Refused]) -> None:
        super().__init__(faults[0].message, field=faults[0].field)
        self.code = faults[0].code
        self._faults = tuple(faults)

    @property
    def faults(self) -> tuple[Refused, ...]:
        return self._faults


class RecordsItself(Refused):
    """The level above may write for a unit only where that unit has nobody who can."""

    code = "outreach.records_itself"

    def __init__(self, unit_in_sentence: str) -> None:
        super().__init__(
            f"Đơn vị {unit_in_sentence} tự ghi được việc của mình. Xin nhắn đơn vị ghi hoặc sửa; "
            "cấp trên chỉ ghi thay nơi chưa có người ghi.",
            field="unit",
        )


class FormOfAnother(Refused):
    """A client token that someone else has already used: two people at one open form."""

    code = "outreach.form_of_another"
    message = "Trang này đã được một người khác gửi. Xin mở lại trang Ghi việc rồi ghi."


class AlreadyWithdrawn(Refused):
    code = "outreach.already_withdrawn"
    message = "Việc này đã được rút lại, nên không sửa được nữa. Muốn sửa, xin khôi phục việc trước."


class NotWithdrawn(Refused):
    code = "outreach.not_withdrawn"
    message = "Việc này đang được tính bình thường, không cần khôi phục."


class ReasonMissing(Invalid):
    code = "outreach.reason_missing"
    message = "Xin ghi vì sao rút lại, để người xem sau hiểu."


class ChangedByAnother(ChangedMeanwhile):
    """Somebody saved the activity since it was opened. `theirs` is the ActivityEntry now standing."""

    code = "outreach.changed_by_another"
    message = "Có người vừa sửa việc này. Xin xem cả hai bản rồi chọn ở từng chỗ khác nhau."


class OrganisationNotHere(NotHere):
    code = "outreach.organisation_not_here"


class OrganisationUnsound(Invalid):
    code = "outreach.organisation_unsound"


class OrganisationNameTaken(Invalid):
    code = "outreach.organisation_name_taken"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Đơn vị này đã có “{name}” trong sổ, có thể viết khác dấu. Xin mở tổ chức ấy để sửa, không ghi thêm.",
            field="name",
        )


class OrganisationChanged(ChangedMeanwhile):
    code = "outreach.organisation_changed"
    message = "Có người vừa sửa tổ chức này. Xin tải lại trang, xem bản mới rồi sửa."


class OrganisationEnded(Refused):
    code = "outreach.organisation_ended"
    message = "Tổ chức này đã có ngày thôi hoạt động. Nếu ghi nhầm, xin ghi lại thành một tổ chức mới."


class OrganisationEndsEarly(Invalid):
    code = "outreach.organisation_ends_early"
    message = "Ngày thôi hoạt động phải sau ngày thành lập và không được sau hôm nay. Xin xem lại ngày."


class GroupNotHere(NotHere):
    code = "outreach.group_not_here"


class GroupSizeElsewhere(Refused):
    """Sizes of groups stand in a commune's own book; areas and higher levels state none."""

    code = "outreach.group_size_elsewhere"
    message = "Số người trong từng nhóm do cấp xã ghi vào sổ của mình. Xin nhắn cán bộ Mặt trận xã ghi giúp."


class GroupSizeUnsound(Invalid):
    code = "outreach.group_size_unsound"


class GroupSizeChanged(ChangedMeanwhile):
    code = "outreach.group_size_changed"
    message = "Có người vừa ghi số của nhóm này. Xin tải lại trang, xem số mới rồi ghi."


class PropagandistNotHere(NotHere):
    code = "outreach.propagandist_not_here"


class PropagandistChanged(ChangedMeanwhile):
    code = "outreach.propagandist_changed"
    message = "Có người vừa sửa người này trong sổ. Xin tải lại trang, xem bản mới rồi sửa."


class PropagandistsElsewhere(NotHere):
    """Names stand in a commune's own book; nobody else has the page that writes them."""

    code = "outreach.propagandists_elsewhere"


class PropagandistUnsound(Invalid):
    code = "outreach.propagandist_unsound"
