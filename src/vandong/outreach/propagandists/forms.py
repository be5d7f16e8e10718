"""What is typed about someone who agreed. Nothing about consent is ever filled in beforehand."""

from datetime import date
from typing import Any

from django import forms

from vandong.kernel.fields import DayField, LineField, VersionField
from vandong.kernel.listing import PlainSelect
from vandong.outreach.models import ConsentForm, Propagandist, PropagandistKind
from vandong.outreach.propagandists.rules import CONSENT_VERSION, LONGEST_NAME, LONGEST_PHONE, PropagandistEntry


class PropagandistForm(forms.Form):
    """`places` are the commune's areas, as (id, name)."""

    has_agreed = forms.BooleanField(label="Người này đã nghe hoặc đọc lời trên và đồng ý", required=False)
    consent_form = forms.ChoiceField(
        label="Đồng ý bằng cách nào",
        choices=[("", "Chọn một cách"), *ConsentForm.choices],
        widget=PlainSelect,
        error_messages={"required": "Xin chọn cách.", "invalid_choice": "Xin chọn một cách trong danh sách."},
    )
    consented_on = DayField(label="Đồng ý ngày nào")
    name = LineField(label="Họ tên", max_length=LONGEST_NAME)
    kind = forms.ChoiceField(
        label="Vai trò",
        choices=[("", "Chọn một vai trò"), *PropagandistKind.choices],
        widget=PlainSelect,
        error_messages={"required": "Xin chọn vai trò.", "invalid_choice": "Xin chọn một vai trò trong danh sách."},
    )
    areas = forms.MultipleChoiceField(
        label="Giúp ở đâu",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Để trống nếu giúp chung cả xã.",
        error_messages={"invalid_choice": "Xin chọn nơi trong danh sách."},
    )
    trained_on = DayField(label="Tập huấn gần nhất", required=False)
    has_agreed_to_phone = forms.BooleanField(label="Người này đồng ý để ghi cả số điện thoại", required=False)
    phone = LineField(label="Số điện thoại", required=False, max_length=LONGEST_PHONE)
    has_agreed_to_lists = forms.BooleanField(
        label="Người này đồng ý có tên trong danh sách lấy ra khỏi sổ (bảng Excel)", required=False
    )
    version = VersionField()  # which text of consent the page showed

    def __init__(self, data: Any = None, *, places: list[tuple[int, str]]) -> None:
        super().__init__(data)
        self.fields["areas"].choices = [(str(unit_id), name) for unit_id, name in places]  # type: ignore[attr-defined]
        self.initial["version"] = CONSENT_VERSION

    def entry(self) -> PropagandistEntry:
        said = self.cleaned_data
        return PropagandistEntry(
            name=said["name"],
            kind=said["kind"],
            area_ids=frozenset(map(int, said["areas"])),
            has_agreed=said["has_agreed"],
            consent_version=said["version"],
            consent_form=said["consent_form"],
            consented_on=said["consented_on"],
            phone=said["phone"],
            has_agreed_to_phone=said["has_agreed_to_phone"],
            has_agreed_to_lists=said["has_agreed_to_lists"],
            trained_on=said["trained_on"],
        )


class LeadersForm(forms.Form):
    """Who led an activity: `people` as (id, name)."""

    leaders = forms.MultipleChoiceField(
        label="Ai dẫn",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Có người không còn trong sổ của xã. Xin tải lại trang rồi chọn."},
    )

    def __init__(self, data: Any = None, *, people: list[tuple[int, str]], chosen: list[int]) -> None:
        super().__init__(data)
        self.fields["leaders"].choices = [(str(one), name) for one, name in people]  # type: ignore[attr-defined]
        self.initial["leaders"] = [str(one) for one in chosen]


class CorrectForm(PropagandistForm):
    """What the book says of somebody, to be corrected. How they agreed has no field and stays; `version` is of
    the row."""

    def __init__(self, data: Any = None, *, places: list[tuple[int, str]], standing: Propagandist) -> None:
        super().__init__(data, places=places)
        for name in ("has_agreed", "consent_form", "consented_on"):
            del self.fields[name]
        self.fields["trained_on"].label = "Thêm một lần tập huấn"
        plain = ("name", "kind", "phone", "has_agreed_to_phone", "has_agreed_to_lists", "version")
        self.initial = {name: getattr(standing, name) for name in plain}
        self.initial["areas"] = [str(area.unit_id) for area in standing.areas.all()]

    def entry(self) -> PropagandistEntry:
        said = self.cleaned_data
        return PropagandistEntry(
            name=said["name"],
            kind=said["kind"],
            area_ids=frozenset(map(int, said["areas"])),
            has_agreed=False,  # asked when they were put in; the verb takes their answer from there
            consent_version=0,
            consent_form="",
            consented_on=date.min,
            phone=said["phone"],
            has_agreed_to_phone=said["has_agreed_to_phone"],
            has_agreed_to_lists=said["has_agreed_to_lists"],
            trained_on=said["trained_on"],
        )
