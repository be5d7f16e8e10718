"""The forms allauth's pages show: its own, with our words and our counting of tries."""

from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from django import forms

from vandong.accounts import queries, rules
from vandong.accounts.actions.record_sign_in import forget_wrong_codes, may_try_code, use_code_step
from vandong.kernel import clock

_PLAIN = {"placeholder": "", "autocapitalize": "none", "spellcheck": "false"}
TOO_MANY_CODES = "Đã nhập sai mã nhiều lần. Xin đợi 15 phút rồi thử lại, hoặc nhờ người quản trị cấp trên đặt lại."
USED_CODE = "Mã này vừa dùng rồi. Xin đợi mã mới hiện ra, chừng nửa phút."
SLIP_EXPIRED = "Phiếu một lần của tài khoản này đã quá hạn. Xin nhờ người quản trị cấp trên cấp phiếu mới."


class SignInForm(account.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["login"], "Tên đăng nhập", "Xin ghi tên đăng nhập.")
        _word(self.fields["password"], "Mật khẩu", "Xin ghi mật khẩu.")
        self.fields["login"].widget.attrs |= {"autofocus": True}
        self.fields["password"].help_text = ""

    def clean_login(self) -> str:
        """One spelling for one account: "HANH " and "hanh" are counted together when passwords are guessed."""
        return rules.tidy_username(super().clean_login())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        user = self.user
        holds_slip = user is not None and user.must_change_password and queries.has_slip(user.pk)
        if holds_slip and queries.open_slip(user.pk, self.request.now) is None:
            raise forms.ValidationError(SLIP_EXPIRED, code="slip_expired")
        return cleaned


class OwnPasswordForm(account.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_first = bool(self.user and self.user.must_change_password)
        old = "Mật khẩu một lần, ghi trên phiếu" if is_first else "Mật khẩu đang dùng"
        _word(self.fields["oldpassword"], old, "Xin ghi mật khẩu đang dùng.")
        _word(self.fields["password1"], "Mật khẩu mới", "Xin ghi mật khẩu mới.")
        _word(self.fields["password2"], "Nhập lại mật khẩu mới", "Xin nhập lại mật khẩu mới.")
        self.fields["oldpassword"].help_text = ""
        self.fields[
            "password1"
        ].help_text = "Ít nhất 10 ký tự, không chỉ toàn số. Ba, bốn từ dễ nhớ với riêng mình là tốt nhất."

    def clean_oldpassword(self) -> str:
        """Counted like signing in: a session left open is no place to guess a password."""
        typed = self.cleaned_data["oldpassword"]
        if not get_adapter().reauthenticate(self.user, typed):
            raise get_adapter().validation_error("enter_current_password")
        return typed

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "password2" in self.errors and cleaned.get("password1") and self.data.get("password2"):
            self.errors["password2"] = self.error_class(["Hai lần nhập mật khẩu mới chưa giống nhau. Xin nhập lại."])
        if cleaned.get("password1") and cleaned.get("password1") == cleaned.get("oldpassword"):
            self.add_error("password1", "Mật khẩu mới phải khác mật khẩu đang dùng. Xin chọn mật khẩu khác.")
        return cleaned


class ReauthenticateForm(account.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["password"], "Mật khẩu đang dùng", "Xin ghi mật khẩu đang dùng.")
        self.fields["password"].help_text = ""


class _CountedCode:
    """Tries at the second step are counted for the account, before the code is looked at."""

    def clean_code(self) -> str:
        user = self.user  # type: ignore[attr-defined]
        if not may_try_code(account_id=user.pk, real_now=clock.zone_now()):
            raise forms.ValidationError(TOO_MANY_CODES, code="too_many_codes")
        code = super().clean_code()  # type: ignore[misc]
        secret = decrypt(self.authenticator.data["secret"]) if self.authenticator.type == "totp" else ""  # type: ignore[attr-defined]
        step = _step_of(secret, code) if secret else None
        if step is not None and not use_code_step(account_id=user.pk, step=step):
            raise forms.ValidationError(USED_CODE, code="used_code")
        forget_wrong_codes(account_id=user.pk)
        return code


class SecondStepForm(_CountedCode, mfa.AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self.fields["code"], "Mã xác minh", "6 chữ số trong ứng dụng, hoặc một mã dự phòng 8 chữ số.")
        self.fields["code"].widget.attrs |= {"autofocus": True}


class SecondStepAgainForm(_CountedCode, mfa.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self.fields["code"], "Mã xác minh", "6 chữ số trong ứng dụng, hoặc một mã dự phòng 8 chữ số.")


class TurnOnForm(ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self.fields["code"], "Mã đang hiện trong ứng dụng", "6 chữ số, đổi mỗi 30 giây.")

    def clean_code(self) -> str:
        """The code that turns the second step on is spent by it: whoever saw it typed can't sign in with it."""
        code = str(super().clean_code())
        step = _step_of(self.secret, code)
        if step is not None:
            use_code_step(account_id=self.user.pk, step=step)
        return code


def _step_of(secret: str, code: str) -> int | None:
    """The half minute whose code this is, of those let in now; None if it is none of theirs."""
    for step in totp.yield_hotp_counters_from_time():
        if totp.format_hotp_value(totp.hotp_value(secret, step)) == totp.normalize_user_code(code):
            return int(step)
    return None


def _word(field: forms.Field, label: str, required: str) -> None:
    field.label = label
    field.error_messages["required"] = required
    field.widget.attrs |= _PLAIN


def _code(field: forms.Field, label: str, hint: str) -> None:
    _word(field, label, "Xin ghi mã.")
    field.help_text = hint
    field.widget.attrs |= {"inputmode": "numeric"}
