"""Forms of reporting: a period, a declared value, a reason."""

from datetime import date
from typing import Any

from django import forms

from vandong.kernel import vietnamese
from vandong.kernel.fields import CountField, DayField, LineField, ParagraphField
from vandong.reporting.actions import PeriodEntry
from vandong.reporting.rules import SuggestedPeriod

_LEVEL_WORDS = {"commune": "cấp xã", "district": "cấp huyện", "province": "cấp tỉnh"}


class PeriodForm(forms.Form):
    """A round of reports. Deadlines are asked for the levels that report, lowest first."""

    label = LineField(
        label="Tên kỳ", max_length=60, help_text="Đọc liền sau chữ “Báo cáo”: năm 2024, 6 tháng đầu năm 2025."
    )
    starts_on = DayField(label="Tính việc từ ngày")
    cutoff_on = DayField(label="Số liệu tính đến hết ngày", help_text="Việc sau ngày này thuộc kỳ sau.")

    def __init__(self, *args: Any, levels: tuple[str, ...], suggested: SuggestedPeriod, **kwargs: Any) -> None:
        initial = {
            "label": suggested.label,
            "starts_on": suggested.starts_on,
            "cutoff_on": suggested.cutoff_on,
            **{f"due_{level}": suggested.dues.get(level) for level in levels},
        }
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        self.levels = levels
        for level in levels:
            self.fields[f"due_{level}"] = DayField(
                label=f"Hạn của {_LEVEL_WORDS.get(level, level)}", help_text="Hết 24 giờ ngày này."
            )

    def entry(self) -> PeriodEntry:
        """What was said, once the form is valid."""
        dues: dict[str, date] = {level: self.cleaned_data[f"due_{level}"] for level in self.levels}
        said = self.cleaned_data
        return PeriodEntry(said["label"], said["starts_on"], said["cutoff_on"], dues)


class DeclareForm(forms.Form):
    """Another figure than the computed one, and why."""

    value = CountField(label="Số khai", top=1_000_000_000, empty=None, help_text="Để trống thì báo cáo số tự tính.")
    note = ParagraphField(
        label="Lý do khác số tự tính",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Một câu để cấp trên hiểu, ví dụ: buổi ngày 30/10 chưa kịp ghi.",
    )


class UnitsForm(forms.Form):
    """Which of the units below to show, and in which order. What can't be understood is left out."""

    tim = LineField(label="Tìm đơn vị", required=False, max_length=100)
    sap = forms.ChoiceField(
        label="Xếp theo",
        required=False,
        choices=[("", "Quá hạn trước"), ("ten", "Tên đơn vị"), ("thuoc", "Đơn vị cấp trên, rồi tên")],
    )

    @property
    def words(self) -> tuple[str, ...]:
        """Folded words, each to be found in a unit's name or in that of the unit above it."""
        return tuple(vietnamese.search_key(self.cleaned_data.get("tim", "")).split()) if self.is_valid() else ()

    @property
    def order(self) -> str:
        return self.cleaned_data["sap"] if self.is_valid() else ""


class ReasonForm(forms.Form):
    """A reason someone else will read."""

    reason = ParagraphField(required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, label: str = "Ý kiến", hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label, self.fields["reason"].help_text = label, hint


class IssueForm(forms.Form):
    """The day the document bears, empty = today; before the year's first number, where the paper register stands."""

    dated_on = DayField(label="Ngày ghi trên văn bản", required=False)
    given_on_paper = CountField(
        label="Sổ giấy năm nay đã cấp báo cáo đến số",
        top=9_999,
        help_text="Chỉ hỏi lần đầu trong năm, để số cấp ở đây nối tiếp sổ giấy. Sổ giấy chưa cấp số nào thì để trống.",
    )
