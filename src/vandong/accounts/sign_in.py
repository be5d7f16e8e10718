"""How allauth and axes are bent to our needs: no sign-up, encrypted TOTP secrets, a kind lockout page."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are given by the level above, never taken."""
        return False

    def clean_username(self, username: str, shallow: bool = False) -> str:
        return username.strip().lower()


class MFAAdapter(DefaultMFAAdapter):
    """TOTP secrets and recovery codes' seed are kept encrypted under a key derived from the installation's secret."""

    def encrypt(self, text: str) -> str:
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _fernet().decrypt(encrypted_text.encode()).decode()


def _fernet() -> Fernet:
    digest = hashlib.sha256(b"vandong.accounts.totp:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))


def locked_out(request: HttpRequest, credentials: Any = None, *args: Any, **kwargs: Any) -> HttpResponse:
    """Too many wrong passwords for this user from this address."""
    return render(request, "accounts/locked_out.html", status=429)
