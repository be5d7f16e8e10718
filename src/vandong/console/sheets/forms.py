"""What is sent: a workbook."""

from typing import Any

from django import forms

from vandong.kernel.sheet_intake.drafts import MOST_ROWS

LARGEST_MB = 10


class SheetForm(forms.Form):
    file = forms.FileField(
        label="Tệp bảng tính",
        help_text=f"Tệp .xlsx, .xls hoặc .ods, nhiều nhất {LARGEST_MB} MB và {MOST_ROWS // 1000}.000 dòng.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods"}),
        error_messages={"required": "Xin chọn tệp.", "empty": "Tệp này rỗng. Xin chọn tệp khác."},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_MB * 1024 * 1024:
            raise forms.ValidationError(f"Tệp lớn quá {LARGEST_MB} MB. Xin xóa các trang không dùng rồi gửi lại.")
        return file
