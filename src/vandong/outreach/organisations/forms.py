"""What is typed about one organisation."""

from datetime import date
from typing import Any

from django import forms

from vandong.kernel.fields import DayField, LineField, VersionField
from vandong.kernel.listing import PlainSelect
from vandong.outreach.models import OrganisationKind
from vandong.outreach.organisations.rules import LONGEST_CODE, LONGEST_NAME, OrganisationEntry


class OrganisationForm(forms.Form):
    """A new organisation, or one to be corrected. `places` are the units it may stand in, as (id, name)."""

    name = LineField(
        label="Tên tổ chức", max_length=LONGEST_NAME, help_text="Tên đầy đủ, như “Trường THCS Hồng Phong”."
    )
    kind = forms.ChoiceField(
        label="Loại",
        choices=[("", "Chọn một loại"), *OrganisationKind.choices],
        widget=PlainSelect,
        error_messages={"required": "Xin chọn loại.", "invalid_choice": "Xin chọn một loại trong danh sách."},
    )
    unit = forms.ChoiceField(
        label="Ở đâu",
        widget=PlainSelect,
        error_messages={"required": "Xin chọn nơi.", "invalid_choice": "Xin chọn một nơi trong danh sách."},
    )
    address = LineField(label="Địa chỉ", required=False, max_length=200)
    code = LineField(label="Mã số", required=False, max_length=LONGEST_CODE, help_text="Mã số thuế, mã trường, nếu có.")
    valid_from = DayField(label="Từ ngày", required=False, help_text="Có từ lâu thì để trống.")

    def __init__(
        self,
        data: Any = None,
        *,
        places: list[tuple[int, str]],
        entry: OrganisationEntry | None = None,
        version: int = 0,
    ) -> None:
        super().__init__(data)
        self.fields["unit"].choices = [(str(unit_id), name) for unit_id, name in places]  # type: ignore[attr-defined]
        self.initial["unit"] = str(places[-1][0]) if places else ""
        if entry is not None:
            self.fields["version"] = VersionField()
            self.initial = {
                "name": entry.name, "kind": entry.kind, "unit": str(entry.unit_id), "address": entry.address,
                "code": entry.code, "valid_from": entry.valid_from, "version": version,
            }  # fmt: skip

    def entry(self) -> OrganisationEntry:
        said = self.cleaned_data
        return OrganisationEntry(
            int(said["unit"]), said["kind"], said["name"], said["code"], said["address"], said["valid_from"]
        )


class EndForm(forms.Form):
    ended_on = DayField(
        label="Thôi hoạt động từ ngày",
        help_text="Ngày đầu tiên không còn hoạt động.",
        error_messages={"required": "Xin ghi ngày."},
    )

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data)
        self.initial["ended_on"] = today
