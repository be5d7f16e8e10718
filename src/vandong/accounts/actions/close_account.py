"""Shut an account, at once and everywhere, and open it again."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from vandong.accounts import access
from vandong.accounts.errors import AlreadyDone
from vandong.kernel import audit, vietnamese
from vandong.kernel.errors import Invalid


@transaction.atomic
def deactivate_account(*, by: access.Officer, account_id: int, reason: str, now: datetime) -> None:
    """The person is signed out at their next request and can't sign in. Appointments keep their spans."""
    account = access.account_to_manage(by, account_id)
    reason = vietnamese.tidy(reason)
    if not reason:
        raise Invalid("Xin ghi lý do khóa, một câu ngắn.", field="reason")
    if not account.is_active:
        raise AlreadyDone
    account.is_active = False
    account.session_epoch = F("session_epoch") + 1
    account.save(update_fields=["is_active", "session_epoch"])
    audit.record(
        by=by,
        at=now,
        action="accounts.account.deactivated",
        subject_type="accounts.account",
        subject_id=account.id,
        subject_label=account.full_name,
        unit_id=by.unit_id,
        changed_fields=["is_active"],
        note=reason,
    )


@transaction.atomic
def reactivate_account(*, by: access.Officer, account_id: int, now: datetime) -> None:
    """The person may sign in again, with the password they had."""
    account = access.account_to_manage(by, account_id)
    if account.is_active:
        raise AlreadyDone
    account.is_active = True
    account.save(update_fields=["is_active"])
    audit.record(
        by=by,
        at=now,
        action="accounts.account.reactivated",
        subject_type="accounts.account",
        subject_id=account.id,
        subject_label=account.full_name,
        unit_id=by.unit_id,
        changed_fields=["is_active"],
    )
