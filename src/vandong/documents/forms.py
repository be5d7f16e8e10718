from typing import Any

from django import forms
from django.http import QueryDict

from vandong.documents.queries import RegisterBody
from vandong.kernel.fields import DayField, LineField


class SignedScanForm(forms.Form):
    scan = forms.FileField(
        label="Bản ký, đóng dấu đã quét",
        help_text="Tệp PDF, hoặc một ảnh JPEG, PNG chụp rõ; tối đa 12 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
        error_messages={"required": "Xin chọn tệp bản ký.", "empty": "Tệp này rỗng. Xin chọn lại tệp."},
    )
    clerk_number = LineField(
        label="Số trên bản giấy",
        max_length=60,
        help_text="Đúng như văn thư ghi trên văn bản.",
        error_messages={"required": "Xin ghi số văn thư đã ghi trên bản giấy."},
    )
    signed_on = DayField(label="Ngày ký", help_text="Ngày ghi trên bản giấy; đã điền sẵn ngày của văn bản.")


class RegisterForm(forms.Form):
    """Which register to look at. What can't be understood falls back to the own body and this year."""

    co_quan = forms.ChoiceField(label="Cơ quan", required=False)
    nam = forms.TypedChoiceField(label="Năm", required=False, coerce=int, empty_value=None)

    def __init__(self, asked: QueryDict, bodies: list[RegisterBody], this_year: int) -> None:
        self.own, self.this_year = bodies[0].id, this_year
        super().__init__(asked, initial={"co_quan": str(self.own), "nam": this_year})
        choices: dict[str, Any] = {
            "co_quan": [(str(body.id), body.name) for body in bodies],
            "nam": [(year, str(year)) for year in range(this_year, this_year - 10, -1)],
        }
        for name, values in choices.items():
            self.fields[name].choices = values  # type: ignore[attr-defined]
        self.is_valid()

    @property
    def body_id(self) -> int:
        return int(self.cleaned_data.get("co_quan") or self.own)

    @property
    def body_name(self) -> str:
        return next(name for value, name in self.fields["co_quan"].choices if value == str(self.body_id))  # type: ignore[attr-defined]

    @property
    def year(self) -> int:
        return self.cleaned_data.get("nam") or self.this_year
