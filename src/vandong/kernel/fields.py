"""Form fields that take numbers and days as people type them here, and say kindly what is wrong."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms

from vandong.kernel import numbers, vietnamese

DAY_FORMATS = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y")


class DayField(forms.Field):
    """A day typed as 05/11/2024 (or sent by the browser's own picker as 2024-11-05). Cleans to a date or None."""

    is_needed = False  # may be empty for now, or another field may stand for it: not called "không bắt buộc"

    widget = forms.TextInput
    default_error_messages = {
        "required": "Xin ghi ngày.",
        "invalid": "Ngày viết như 05/11/2024. Xin xem lại.",
    }

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value
        text = str(value).strip()
        for shape in DAY_FORMATS:
            try:
                day = datetime.strptime(text, shape).date()  # noqa: DTZ007  a day has no zone
            except ValueError:
                continue
            if 1900 <= day.year <= 2200:
                return day
        raise forms.ValidationError(self.error_messages["invalid"], code="invalid")

    def prepare_value(self, value: Any) -> Any:
        return numbers.format_day(value) if isinstance(value, date) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return {"inputmode": "numeric", "placeholder": "dd/mm/yyyy", "autocomplete": "off"}


class CountField(forms.Field):
    """A whole number typed as 1.234 or 1234; empty cleans to `empty` (0 unless told). `top` bounds it."""

    is_needed = False

    widget = forms.TextInput
    default_error_messages = {
        "required": "Xin ghi số.",
        "invalid": "Chỗ này ghi một số nguyên, như 46 hoặc 1.234.",
        "top": "Số này lớn quá mức có thể tin được. Xin xem lại.",
    }

    def __init__(self, *, top: int = 1_000_000, empty: int | None = 0, **kwargs: Any) -> None:
        self.top, self.empty = top, empty
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values or (isinstance(value, str) and not value.strip()):
            return self.empty
        if isinstance(value, int):
            count = value
        else:
            try:
                count = numbers.parse_count(str(value))
            except ValueError:
                raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None
        if count > self.top:
            raise forms.ValidationError(self.error_messages["top"], code="top")
        return count

    def prepare_value(self, value: Any) -> Any:
        return numbers.format_number(value) if isinstance(value, int) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return {"inputmode": "numeric", "autocomplete": "off"}


class MoneyField(CountField):
    """Whole đồng, typed as 1.200.000, with or without "đ" or "đồng"; empty cleans to None: nobody said."""

    default_error_messages = {"invalid": "Kinh phí ghi bằng số đồng, như 1.200.000."}

    def __init__(self, *, top: int, **kwargs: Any) -> None:
        super().__init__(top=top, empty=None, **kwargs)

    def to_python(self, value: Any) -> int | None:
        if isinstance(value, str):
            value = re.sub(r"\s*(?:đồng|vnđ|vnd|đ)\.?\s*$", "", value.strip(), flags=re.IGNORECASE)
        return super().to_python(value)


class AmountField(forms.Field):
    """A number that may have decimals, typed as 1.234,5. Cleans to Decimal or None."""

    widget = forms.TextInput
    default_error_messages = {"required": "Xin ghi số.", "invalid": "Chỗ này ghi một số, như 12 hoặc 87,5."}

    def to_python(self, value: Any) -> Decimal | None:
        if value in self.empty_values:
            return None
        if isinstance(value, Decimal):
            return value
        try:
            amount = numbers.parse_decimal(str(value))
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None
        if not 0 <= amount < numbers.AMOUNT_LIMIT or amount != amount.quantize(Decimal("0.0001")):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return amount

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Decimal):
            plain = value.normalize()
            return numbers.format_number(plain if plain.as_tuple().exponent < 0 else int(plain))  # type: ignore[operator]
        return value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return {"inputmode": "decimal", "autocomplete": "off"}


def say_what_is_missing() -> None:
    """Put our sentences in the place of Django's "Trường này là bắt buộc.", for fields of other packages too. Called
    once, when the software starts."""
    for kind, said in _MISSING.items():
        kind.default_error_messages = {**kind.default_error_messages, "required": said}


_MISSING: dict[type[forms.Field], str] = {
    forms.Field: "Chỗ này còn trống. Xin ghi vào.",
    forms.ChoiceField: "Chưa chọn mục nào. Xin chọn một mục trong danh sách.",
    forms.MultipleChoiceField: "Chưa chọn mục nào. Xin chọn ít nhất một mục.",
    forms.BooleanField: "Ô này chưa được đánh dấu. Xin đọc rồi đánh dấu.",
    forms.FileField: "Chưa có tệp nào. Xin chọn tệp.",
}


def _named(verb: str, kwargs: dict[str, Any]) -> dict[str, Any]:
    """What is missing, by its label: "Xin ghi họ và tên.". A field with a sentence of its own keeps it."""
    label = vietnamese.uncapitalised(str(kwargs.get("label") or "")).rstrip("?:. ")
    own = {"required": f"{verb} {label}."} if label else {}
    return {**kwargs, "error_messages": own | (kwargs.get("error_messages") or {})}


class LineField(forms.CharField):
    """One line of text, tidied: NFC, single spaces, no control characters."""

    is_needed = False

    default_error_messages = {"required": "Xin ghi chỗ này."}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**_named("Xin ghi", kwargs))

    def to_python(self, value: Any) -> str:
        return vietnamese.tidy(super().to_python(value) or "")


class ParagraphField(forms.CharField):
    """Several lines of text, tidied line by line."""

    default_error_messages = {"required": "Xin ghi chỗ này."}
    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**_named("Xin ghi", kwargs))

    def to_python(self, value: Any) -> str:
        return vietnamese.tidy_lines(super().to_python(value) or "")


class VersionField(forms.IntegerField):
    """Hidden: which state of a row the page showed. What is no number at all is told like a page that says nothing."""

    unseen = "Trang gửi lên không cho biết đã mở bản nào nên chưa lưu. Xin tải lại trang rồi làm lại."

    def __init__(self, *, required: bool = True) -> None:
        told = dict.fromkeys(("required", "invalid", "min_value", "max_value"), self.unseen)
        super().__init__(
            required=required, widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1, error_messages=told
        )
