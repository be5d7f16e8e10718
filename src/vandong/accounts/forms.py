"""What people type about accounts and appointments, cleaned."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from vandong.accounts import rules
from vandong.accounts.actions import NewPerson
from vandong.accounts.actions.hand_over import Successor
from vandong.accounts.models import Account, Capability
from vandong.accounts.queries import STATES
from vandong.kernel import listing
from vandong.kernel.fields import DayField, LineField
from vandong.kernel.numbers import LARGEST_ID
from vandong.units.queries import BodyRow

GIVEN = [(code, Capability(code).label) for code in rules.CAPABILITIES]
LEVELS = (
    ("", "Mọi cấp"),
    ("province", "Cấp tỉnh"),
    ("district", "Cấp huyện"),
    ("commune", "Cấp xã"),
    ("area", "Khu dân cư"),
)
_PHONE = {"inputmode": "tel", "autocomplete": "off"}
_USERNAME_HINT = "Chữ thường không dấu, số, dấu chấm; không đổi được về sau."


class AccountFilter(listing.FilterForm):
    don_vi = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_ID, widget=forms.HiddenInput)
    cap = forms.ChoiceField(label="Cấp", required=False, choices=LEVELS)
    tinh_trang = forms.ChoiceField(
        label="Tình trạng", required=False, choices=(("", "Mọi tình trạng"), *STATES.items())
    )


class UnitSearchForm(forms.Form):
    tim = LineField(
        label="Tìm đơn vị", required=False, max_length=100, help_text="Gõ tên xã, huyện; có dấu hay không dấu đều được."
    )


class AboutMeForm(forms.Form):
    address = forms.ChoiceField(
        label="Phần mềm gọi tôi là", choices=Account.Address.choices, required=False, widget=forms.RadioSelect
    )
    phone = LineField(
        label="Điện thoại",
        required=False,
        max_length=30,
        widget=forms.TextInput(_PHONE | {"autocomplete": "tel"}),
    )


class AppointmentForm(forms.Form):
    """Title and capabilities; `body` is there when a new appointment is given."""

    title = LineField(label="Chức danh", max_length=120, help_text="Như “Chủ tịch”, “Cán bộ Mặt trận”.")
    capabilities = forms.MultipleChoiceField(
        label="Được làm",
        choices=GIVEN,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Xem thì ai cũng được, trong đơn vị mình và cấp dưới.",
    )
    is_acting = forms.BooleanField(label="Quyền (tạm giữ chức danh)", required=False)
    signs_for_chair = forms.BooleanField(label="Ký thay Chủ tịch (KT. CHỦ TỊCH)", required=False)

    @property
    def granted(self) -> frozenset[str]:
        return frozenset(self.cleaned_data["capabilities"])


class NewAppointmentForm(AppointmentForm):
    body = forms.TypedChoiceField(
        label="Tổ chức", coerce=int, error_messages={"required": "Xin chọn một tổ chức trong danh sách."}
    )
    valid_from = DayField(label="Từ ngày")
    field_order: tuple[str, ...] = ("body", "title", "capabilities", "is_acting", "signs_for_chair", "valid_from")

    def __init__(self, *args: Any, bodies: Sequence[BodyRow], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [(body.id, body.name) for body in bodies]  # type: ignore[attr-defined]
        self.fields["valid_from"].initial = today


class NewAccountForm(NewAppointmentForm):
    full_name = LineField(label="Họ và tên", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    username = LineField(
        label="Tên đăng nhập",
        max_length=60,
        help_text=_USERNAME_HINT,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    phone = LineField(label="Điện thoại", required=False, max_length=30, widget=forms.TextInput(_PHONE))
    address = forms.ChoiceField(
        label="Gọi là", choices=Account.Address.choices, required=False, widget=forms.RadioSelect
    )
    field_order = (
        "full_name",
        "address",
        "username",
        "phone",
        "body",
        "title",
        "capabilities",
        "is_acting",
        "signs_for_chair",
        "valid_from",
    )

    @property
    def person(self) -> NewPerson:
        said = self.cleaned_data
        return NewPerson(said["username"], said["full_name"], said["phone"], said["address"])


class AccountForm(forms.Form):
    full_name = LineField(label="Họ và tên", max_length=120)
    phone = LineField(label="Điện thoại", required=False, max_length=30, widget=forms.TextInput(_PHONE))


class ReasonForm(forms.Form):
    reason = LineField(label="Lý do khóa", max_length=300, help_text="Ghi vào nhật ký. Như “Nghỉ hưu từ 01/11/2024”.")


class WitnessForm(forms.Form):
    witness = LineField(
        label="Người thứ hai đã nhận ra chủ tài khoản",
        max_length=120,
        help_text="Họ tên một người cùng có mặt (hoặc cùng gọi hình) và biết mặt chủ tài khoản. Tên này vào nhật ký.",
    )


class EndForm(forms.Form):
    on = DayField(
        label="Thôi giữ từ ngày", help_text="Từ ngày này người ấy không còn làm được việc dưới chức danh này."
    )


class HandOverForm(forms.Form):
    of_the_new = ("full_name", "phone")  # asked only where the successor has no account

    on = DayField(label="Ngày bàn giao", help_text="Từ ngày này người nhận làm việc, người giao thôi.")
    who = forms.ChoiceField(
        label="Người nhận",
        choices=(("known", "Đã có tài khoản"), ("new", "Người mới")),
        widget=forms.RadioSelect,
        initial="known",
    )
    username = LineField(
        label="Tên đăng nhập của người nhận",
        max_length=60,
        help_text=_USERNAME_HINT,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    full_name = LineField(
        label="Họ và tên người mới", max_length=120, required=False, help_text="Chỉ ghi khi chọn “Người mới”."
    )
    full_name.is_needed = True
    phone = LineField(label="Điện thoại người mới", required=False, max_length=30, widget=forms.TextInput(_PHONE))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("who") == "new" and not said.get("full_name"):
            self.add_error("full_name", "Xin ghi họ tên người mới.")
        return said

    @property
    def successor(self) -> Successor:
        said = self.cleaned_data
        if said["who"] == "known":
            return Successor(said["username"])
        return Successor(said["username"], NewPerson(said["username"], said["full_name"], said["phone"]))
