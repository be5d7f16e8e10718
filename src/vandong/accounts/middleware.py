"""The edge where a signed-in person becomes an officer, and where undeclared addresses are shut."""

import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from vandong.accounts import access
from vandong.kernel import clock, pages
from vandong.kernel.numbers import LARGEST_ID

logger = logging.getLogger("vandong.accounts")

# Addresses of libraries, by route name: they can't carry our decorators, so their rule stands here.
LIBRARY_ROUTES = {
    "account_login": "open",
    "account_logout": "signed_in",
    "account_reauthenticate": "signed_in",
    "account_change_password": "signed_in",
    "mfa_authenticate": "open",
    "mfa_index": "signed_in",
    "mfa_activate_totp": "signed_in",
    "mfa_deactivate_totp": "signed_in",
    "mfa_view_recovery_codes": "signed_in",
    "mfa_generate_recovery_codes": "signed_in",
    "mfa_download_recovery_codes": "signed_in",
    "mfa_reauthenticate": "signed_in",
}
# Where someone who still holds a one-time password may go before choosing their own.
BEFORE_OWN_PASSWORD = {"account_change_password", "account_logout"}
# Open to all who are signed in, but with nothing to show to someone who holds no appointment today.
FOR_OFFICERS = {"home", "more"}

NOT_SENT = (
    "Phiên làm việc đã hết nên điều vừa gửi chưa được lưu. Xin đăng nhập lại: trang đang làm dở sẽ mở lại, "
    "xin xem rồi gửi lần nữa."
)

SIGNED_IN_AT = "signed_in_at"  # session keys; real seconds, pinned clock or not
SEEN_AT = "seen_at"
LONGEST_SESSION = 12 * 3600
LONGEST_PAUSE = 2 * 3600  # of someone who administers accounts
SEEN_EVERY = 5 * 60  # a session is not written at every request


class OfficerMiddleware:
    """Sets `request.officer` afresh at every request, so that a changed role acts on the next one; ends a session
    twelve hours after signing in, and an administrator's after a pause of two."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.officer = None  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            request.officer = access.officer_for(  # type: ignore[attr-defined]
                request.user.pk,
                request.session.get("appointment_id"),
                request.today,  # type: ignore[attr-defined]
            )
            if _is_over(request):
                logout(request)
                request.officer = None  # type: ignore[attr-defined]
                if request.method == "GET":  # whoever was sending something is told more, below
                    messages.warning(request, "Phiên làm việc đã hết giờ. Xin đăng nhập lại.")
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        route = request.resolver_match.url_name or "" if request.resolver_match else ""
        rule = getattr(view, "access_rule", None) or LIBRARY_ROUTES.get(route)
        if rule is None:
            logger.error("undeclared route %s", request.resolver_match)
            return pages.not_found(request)
        if rule == "open":
            return None
        if not request.user.is_authenticated:
            return _to_sign_in(request, route)
        if request.user.must_change_password and route not in BEFORE_OWN_PASSWORD:
            return redirect("account_change_password")
        if request.officer is None and (rule.startswith("requires:") or route in FOR_OFFICERS):  # type: ignore[attr-defined]
            return render(request, "accounts/no_appointment.html", status=403)
        if any(isinstance(value, int) and value > LARGEST_ID for value in kwargs.values()):
            return pages.not_found(request)  # SQLite would fail on such a number instead of finding nothing
        return None


def _to_sign_in(request: HttpRequest, route: str) -> HttpResponse:
    """To the sign-in page and from there back to where one was. Whoever was sending something hears that it is not
    saved, and returns to the page they filled in, where the browser kept their draft."""
    back = request.get_full_path()
    if request.method not in ("GET", "HEAD"):
        if route == "account_logout":
            return redirect("account_login")
        messages.warning(request, NOT_SENT)
        filled_in = urlsplit(request.headers.get("Referer", ""))
        if filled_in.netloc != request.get_host():
            return redirect("account_login")
        back = urlunsplit(("", "", filled_in.path, filled_in.query, ""))
    return redirect(f"{reverse('account_login')}?{urlencode({'next': back})}")


def _is_over(request: HttpRequest) -> bool:
    """Whether this session has lasted or paused too long; notes when it was seen."""
    now = clock.zone_now().timestamp()
    session = request.session
    if now - session.setdefault(SIGNED_IN_AT, now) > LONGEST_SESSION:
        return True
    officer: access.Officer | None = request.officer  # type: ignore[attr-defined]
    if officer is None or not officer.may("administer"):
        return False
    seen = session.setdefault(SEEN_AT, now)
    if now - seen > LONGEST_PAUSE:
        return True
    if now - seen > SEEN_EVERY:
        session[SEEN_AT] = now
    return False
