"""What is asked of the list of units, and what is typed for a new residential area."""

from datetime import date
from typing import Any

from django import forms

from vandong.kernel.fields import DayField, LineField
from vandong.kernel.listing import FilterForm, PlainSelect
from vandong.units import queries as units


class UnitFilterForm(FilterForm):
    cap = forms.ChoiceField(label="Cấp", required=False)

    def __init__(self, *args: Any, levels: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tim"].label = "Tìm theo tên hoặc mã, có dấu hay không dấu đều được"
        self.fields["tim"].widget.attrs["placeholder"] = "Tên đơn vị, hoặc mã"
        choices = [("", "Mọi cấp"), *((level, units.LEVEL_NAMES[level]) for level in levels)]
        self.fields["cap"].choices = choices  # type: ignore[attr-defined]


class StandingFilterForm(FilterForm):
    loai = forms.ChoiceField(label="Xếp loại", required=False, widget=PlainSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tim"].label = "Tìm xã, phường, thị trấn"
        self.fields["tim"].widget.attrs["placeholder"] = "Tên, có dấu hay không dấu"
        choices = [
            ("", "Mọi xếp loại"), ("hot", "Trọng điểm, cả ba loại"), *units.STANDING_NAMES.items(),
            ("nobody", "Chưa có xếp loại"),
        ]  # fmt: skip
        self.fields["loai"].choices = choices  # type: ignore[attr-defined]


class StandingForm(forms.Form):
    kind = forms.ChoiceField(
        label="Xếp loại",
        choices=list(units.STANDING_NAMES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Xin chọn một xếp loại.", "invalid_choice": "Xin chọn trong danh sách."},
    )
    valid_from = DayField(label="Kể từ ngày", help_text="Ngày xếp loại bắt đầu có giá trị.")
    decision_number = LineField(label="Số quyết định", max_length=60, help_text="Như 1234/QĐ-UBND.")
    decision_on = DayField(label="Ngày quyết định")
    issuer = LineField(label="Nơi ban hành", max_length=200, help_text="Như Ủy ban nhân dân tỉnh.")


class AreaForm(forms.Form):
    kind = forms.ChoiceField(label="Loại", choices=[(kind, kind.capitalize()) for kind in units.area_kinds])
    name = LineField(label="Tên", max_length=120, help_text="Không kèm loại, ví dụ: Bồng Lai, Số 5.")
    valid_from = DayField(
        label="Tính từ ngày", help_text="Khu dân cư đã có từ lâu thì giữ ngày đầu năm, để ghi được việc từ đầu năm."
    )
    with_work_board = forms.BooleanField(
        label="Lập luôn Ban công tác Mặt trận của khu dân cư này",
        required=False,
        initial=True,
        help_text="Để cấp tài khoản cho Ban và ghi Ban là nơi chủ trì hoạt động.",
    )

    def __init__(self, *args: Any, today: date, since: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.since, self.today = since, today
        self.fields["valid_from"].initial = max(date(today.year, 1, 1), since)

    def clean_valid_from(self) -> date:
        day: date = self.cleaned_data["valid_from"]
        if day > self.today:
            raise forms.ValidationError("Ngày này chưa đến. Xin ghi ngày đã qua hoặc hôm nay.")
        if day < self.since:
            raise forms.ValidationError("Ngày này trước khi có đơn vị của anh/chị. Xin ghi ngày muộn hơn.")
        return day
