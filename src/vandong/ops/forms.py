"""What the first-run pages ask."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model, password_validation

from vandong.kernel.fields import LineField
from vandong.ops import setup_code
from vandong.ops.actions import FirstAdministrator
from vandong.ops.actions.set_up_installation import TITLE
from vandong.ops.errors import WrongSetupCode


class SetupCodeForm(forms.Form):
    code = LineField(
        label="Mã khởi tạo",
        max_length=40,
        help_text="12 ký tự, in ở màn hình nơi chạy lệnh vandong serve.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": "Xin gõ mã khởi tạo."},
    )

    def clean_code(self) -> str:
        if not setup_code.is_right(self.cleaned_data["code"]):
            raise forms.ValidationError(WrongSetupCode.message)
        return str(self.cleaned_data["code"])


class UnitSearchForm(forms.Form):
    tim = LineField(label="Tìm xã, phường", required=False, max_length=100, help_text="Có dấu hay không dấu đều được.")


class AdministratorForm(forms.Form):
    full_name = LineField(label="Họ và tên", max_length=120, error_messages={"required": "Xin ghi họ và tên."})
    title = LineField(
        label="Chức danh", max_length=120, initial=TITLE, error_messages={"required": "Xin ghi chức danh."}
    )
    username = LineField(
        label="Tên đăng nhập",
        max_length=60,
        help_text="Chữ thường không dấu, số, dấu chấm; không đổi được về sau.",
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
        error_messages={"required": "Xin đặt tên đăng nhập."},
    )
    password = forms.CharField(
        label="Mật khẩu",
        strip=False,
        help_text="Ít nhất 10 ký tự; một câu ngắn dễ nhớ là tốt.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}, render_value=True),
        error_messages={"required": "Xin đặt mật khẩu."},
    )
    again = forms.CharField(
        label="Gõ lại mật khẩu",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}, render_value=True),
        error_messages={"required": "Xin gõ lại mật khẩu."},
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        password, again = said.get("password"), said.get("again")
        if password and again and password != again:
            self.add_error("again", "Hai lần gõ chưa giống nhau. Xin gõ lại.")
        if password:
            who = get_user_model()(username=said.get("username", ""), full_name=said.get("full_name", ""))
            try:
                password_validation.validate_password(password, who)
            except forms.ValidationError as weak:
                self.add_error("password", weak)
        return said

    def administrator(self) -> FirstAdministrator:
        said = self.cleaned_data
        return FirstAdministrator(said["username"], said["full_name"], said["title"], said["password"])
