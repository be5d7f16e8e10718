"""How allauth and axes are bent to our needs: no sign-up, no e-mail, one audit line each time, encrypted secrets."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from vandong.accounts import access, rules
from vandong.accounts.actions import choose_password, record_sign_in
from vandong.accounts.middleware import SIGNED_IN_AT
from vandong.accounts.models import Account
from vandong.kernel import clock


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "Tài khoản này đã khóa. Xin hỏi người quản trị của đơn vị cấp trên.",
        "enter_current_password": "Mật khẩu đang dùng chưa đúng. Xin nhập lại.",
        "incorrect_code": "Mã chưa đúng. Xin xem mã đang hiện trong ứng dụng và nhập lại.",
        "incorrect_password": "Mật khẩu chưa đúng. Xin nhập lại.",
        "invalid_login": "Tên đăng nhập hoặc mật khẩu chưa đúng. Xin nhập lại.",
        "too_many_login_attempts": "Đã nhập sai nhiều lần. Xin đợi 15 phút rồi thử lại.",
        "username_password_mismatch": "Tên đăng nhập hoặc mật khẩu chưa đúng. Xin nhập lại.",
        "rate_limited": "Đã thử quá nhiều lần. Xin đợi ít phút rồi thử lại.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are given by the level above, never taken."""
        return False

    def clean_username(self, username: str, shallow: bool = False) -> str:
        return rules.tidy_username(username)

    def login(self, request: HttpRequest, user: Account) -> None:
        """Django rotates the session's key here; twelve hours are counted from this moment."""
        super().login(request, user)
        request.session[SIGNED_IN_AT] = clock.zone_now().timestamp()

    def post_login(self, request: HttpRequest, user: Account, **kwargs: Any) -> HttpResponse:
        record_sign_in(account=user, now=request.now)  # type: ignore[attr-defined]
        return super().post_login(request, user, **kwargs)

    def set_password(self, user: Account, password: str) -> None:
        choose_password(account=user, password=password, now=self.request.now)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Home; someone with several appointments first says which one they act under."""
        several = len(access.appointments_of(request.user.pk, request.today)) > 1  # type: ignore[attr-defined,arg-type]
        return reverse("appointment_switch" if several else "home")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("home")


class MFAAdapter(DefaultMFAAdapter):
    """TOTP secrets and recovery codes' seed are kept encrypted under a key derived from the installation's secret."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Mã chưa đúng. Xin xem mã đang hiện trong ứng dụng và nhập lại.",
        "cannot_generate_recovery_codes": "Chưa bật xác minh hai bước nên chưa tạo được mã dự phòng.",
        "cannot_delete_authenticator": "Chưa tắt được xác minh hai bước. Xin thử lại sau.",
    }

    def encrypt(self, text: str) -> str:
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _fernet().decrypt(encrypted_text.encode()).decode()


def _fernet() -> Fernet:
    digest = hashlib.sha256(b"vandong.accounts.totp:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))


def client_address(request: HttpRequest) -> str | None:
    """The address a try is counted under: the connection's own, or, behind PROXY_COUNT proxies of ours, the one the
    outermost of them saw. What a client writes into X-Forwarded-For beyond that is not believed."""
    if settings.PROXY_COUNT:
        seen = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
        if len(seen) >= settings.PROXY_COUNT:
            return seen[-settings.PROXY_COUNT]
    return request.META.get("REMOTE_ADDR")


def locked_out(request: HttpRequest, response: HttpResponse | None = None, credentials: Any = None) -> HttpResponse:
    """Too many wrong passwords for this user from this address."""
    return render(request, "accounts/locked_out.html", status=429)
