"""The edge where a signed-in person becomes an officer, and where undeclared addresses are shut."""

import logging
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.urls import reverse

from vandong.accounts import access
from vandong.kernel import pages

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


class OfficerMiddleware:
    """Sets `request.officer` afresh at every request, so that a changed role acts on the next one."""

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
            if request.method != "GET":
                return redirect("account_login")
            return redirect(f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}")
        if request.user.must_change_password and route not in BEFORE_OWN_PASSWORD:  # type: ignore[union-attr]
            return redirect("account_change_password")
        return None
