"""What people type about programmes, cleaned."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from vandong.kernel.fields import AmountField, CountField, DayField, LineField, ParagraphField, VersionField
from vandong.programme import rules
from vandong.programme.models import Deadline, Target
from vandong.programme.queries import TargetRow
from vandong.programme.wording import LEVEL_LABELS

LEVELS = tuple((level, LEVEL_LABELS[level]) for level in rules.LEVELS)
SOME_LEVEL = (("", "Cả chương trình"), *LEVELS)


class BasicsForm(forms.Form):
    title = ParagraphField(
        label="Tên đầy đủ của kế hoạch",
        max_length=400,
        help_text="Chép như trang đầu của kế hoạch.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    short_title = LineField(
        label="Tên gọi ngắn", max_length=120, help_text="Hiện trên điện thoại, như “Phòng, chống ma túy”."
    )
    plan_number = LineField(
        label="Số kế hoạch",
        max_length=60,
        required=False,
        help_text="Như 16/KH-MTTQ-BTT. Chưa cấp số thì để trống, ghi trước khi ban hành.",
    )
    plan_dated_on = DayField(label="Ngày ký kế hoạch", required=False, help_text="Cần có trước khi ban hành.")
    plan_number.is_needed = plan_dated_on.is_needed = True
    starts_on = DayField(label="Bắt đầu từ ngày")
    ends_on = DayField(label="Đến hết ngày")
    version = VersionField(required=False)


class NewProgrammeForm(BasicsForm):
    with_suggestions = forms.BooleanField(
        label="Đưa sẵn sáu nhóm nguy cơ cao thường dùng và hạn báo cáo 20/11",
        required=False,
        initial=True,
        help_text="Sau đó vẫn sửa, thêm, bớt được.",
    )


class TargetForm(forms.Form):
    subject = LineField(label="Mục tiêu về việc gì", max_length=300, help_text="Như “buổi tuyên truyền mỗi xã”.")
    kind = forms.ChoiceField(label="Loại mục tiêu", choices=Target.Kind.choices)
    value = AmountField(label="Mức phải đạt", required=False, help_text="Tỷ lệ ghi theo phần trăm: 5 nghĩa là 5 %.")
    value_unit = LineField(label="Đơn vị tính", max_length=40, required=False)
    indicator = forms.ChoiceField(label="Đo bằng chỉ tiêu", required=False, choices=())
    holder_level = forms.ChoiceField(label="Ai phải đạt", required=False, choices=SOME_LEVEL)
    baseline_text = LineField(label="So với", max_length=200, required=False)
    due_on = DayField(label="Hạn", required=False)
    recurs = forms.ChoiceField(
        label="Phải đạt mấy lần", required=False, choices=Target.Recurs.choices,
        help_text="“Mỗi năm một mô hình” là mỗi năm: kế hoạch hai năm thì phải có hai.",
    )  # fmt: skip
    quote = ParagraphField(
        label="Câu trong kế hoạch", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, indicators: tuple[tuple[str, str], ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["indicator"].choices = [("", "Chưa đo được bằng số ghi chép"), *indicators]  # type: ignore[attr-defined]


class TaskForm(forms.Form):
    short_text = LineField(label="Tên gọi ngắn", max_length=120, help_text="Hiện khi chọn nhiệm vụ trên điện thoại.")
    text = ParagraphField(label="Nội dung nhiệm vụ", max_length=3000, widget=forms.Textarea(attrs={"rows": 4}))
    section = LineField(label="Ở mục nào của kế hoạch", max_length=60, required=False, help_text="Như III.2.")
    levels = forms.MultipleChoiceField(
        label="Cấp nào làm",
        choices=LEVELS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Xin chọn ít nhất một cấp."},
    )
    due_on = DayField(label="Hạn", required=False)


class DeadlineForm(forms.Form):
    text = LineField(label="Thời hạn về việc gì", max_length=300)
    kind = forms.ChoiceField(label="Loại", choices=Deadline.Kind.choices)
    recurs = forms.ChoiceField(label="Lặp lại", choices=Deadline.Recurs.choices, required=False)
    day = CountField(label="Ngày", top=31, empty=None)
    month = CountField(label="Tháng", top=12, empty=None)
    on = DayField(label="Hoặc đúng ngày", required=False)
    day.is_needed = month.is_needed = on.is_needed = True  # one way or the other
    from_level = forms.ChoiceField(label="Cấp gửi", choices=SOME_LEVEL, required=False)
    to_level = forms.ChoiceField(label="Cấp nhận", choices=SOME_LEVEL, required=False)
    via = LineField(label="Qua", max_length=120, required=False, help_text="Như “Ban Phong trào”.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        day, month = cleaned.get("day"), cleaned.get("month")
        if day is not None and month is not None and not rules.is_day_of_year(month, day):
            self.add_error("day", f"Tháng {month} không có ngày {day}.")
        if (day is None) != (month is None) and cleaned.get("recurs") == "yearly":
            self.add_error("day", "Hạn hằng năm cần cả ngày và tháng.")
        if day is None and month is None and cleaned.get("on") is None and cleaned.get("recurs") in ("", "yearly"):
            self.add_error("on", "Xin ghi ngày và tháng, hoặc đúng một ngày.")
        return cleaned


class RiskGroupForm(forms.Form):
    name = LineField(label="Tên nhóm", max_length=160, help_text="Chỉ là tên nhóm. Không bao giờ ghi tên người.")
    short_name = LineField(label="Tên gọi ngắn", max_length=60)


class PlanFileForm(forms.Form):
    file = forms.FileField(label="Tệp kế hoạch", help_text="PDF hoặc Word, không quá 12 MB.")


class AdoptionForm(forms.Form):
    """The unit's own plan; one field `target_<id>` for each target it may take a part of."""

    plan_number = LineField(label="Số kế hoạch của đơn vị", max_length=60, help_text="Như 05/KH-MTTQ-BTT.")
    plan_dated_on = DayField(label="Ngày ký")
    file = forms.FileField(
        label="Tệp kế hoạch", required=False, help_text="PDF, Word hoặc ảnh chụp, không quá 12 MB. Có thể gửi sau."
    )
    version = VersionField(required=False)

    def __init__(self, *args: Any, targets: tuple[TargetRow, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.targets = targets
        for target in targets:
            self.fields[f"target_{target.id}"] = AmountField(
                label=target.headline, required=False, help_text=_asked(target)
            )

    def allotted(self) -> dict[int, Decimal]:
        """Target id → value, only those filled in."""
        given = {target.id: self.cleaned_data.get(f"target_{target.id}") for target in self.targets}
        return {target_id: value for target_id, value in given.items() if value is not None}

    def target_fields(self) -> list[forms.BoundField]:
        return [self[f"target_{target.id}"] for target in self.targets]


def _asked(target: TargetRow) -> str:
    """What the plan above asks, beside the field."""
    if target.value is None:
        return "Kế hoạch cấp trên không nêu số."
    shown = AmountField().prepare_value(target.value)
    due = f", đến {target.due_on:%d/%m/%Y}" if isinstance(target.due_on, date) else ""
    return f"Kế hoạch cấp trên: {shown} {target.value_unit}{due}."
