from typing import Any

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "vandong.accounts"
    label = "accounts"
    verbose_name = "Tài khoản"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Signals of libraries: what happens inside their views is told to our audit here.
        from allauth.mfa.signals import (
            authenticator_added,
            authenticator_removed,
            authenticator_reset,
            authenticator_used,
        )
        from axes.signals import user_locked_out

        authenticator_added.connect(_second_step_added, dispatch_uid="accounts.second_step_added")
        authenticator_removed.connect(_second_step_removed, dispatch_uid="accounts.second_step_removed")
        authenticator_reset.connect(_codes_made, dispatch_uid="accounts.codes_made")
        authenticator_used.connect(_second_step_used, dispatch_uid="accounts.second_step_used")
        user_locked_out.connect(_locked_out, dispatch_uid="accounts.locked_out")


def _second_step_added(request: Any, user: Any, authenticator: Any, **_kwargs: Any) -> None:
    _two_step(request, user, authenticator, {"totp": "on"})


def _second_step_removed(request: Any, user: Any, authenticator: Any, **_kwargs: Any) -> None:
    _two_step(request, user, authenticator, {"totp": "off"})


def _codes_made(request: Any, user: Any, authenticator: Any, **_kwargs: Any) -> None:
    _two_step(request, user, authenticator, {"recovery_codes": "codes"})


def _second_step_used(request: Any, user: Any, authenticator: Any, **_kwargs: Any) -> None:
    _two_step(request, user, authenticator, {"recovery_codes": "recovery_code"})


def _two_step(request: Any, user: Any, authenticator: Any, told: dict[str, str]) -> None:
    from vandong.accounts.actions import record_two_step

    what = told.get(str(authenticator.type))
    if what is not None:
        record_two_step(account=user, what=what, now=request.now)


def _locked_out(request: Any, username: str, **_kwargs: Any) -> None:
    from vandong.accounts.actions import record_locked_out

    record_locked_out(username=username, now=request.now)
