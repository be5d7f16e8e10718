"""A person replaces their password, the one-time one or their own."""

from datetime import datetime

from django.db import transaction

from vandong.accounts import access
from vandong.accounts.models import Account, OneTimeSlip
from vandong.kernel import audit


def choose_password(*, account: Account, password: str, now: datetime) -> None:
    """Set it (already judged by the validators), close the slip it replaces, and end every other session: the hash a
    session must match has changed."""
    account.set_password(password)  # slow on purpose: before the transaction
    account.must_change_password = False
    with transaction.atomic():
        account.save(update_fields=["password", "must_change_password"])
        OneTimeSlip.objects.filter(account=account, used_at__isnull=True, expires_at__gt=now).update(used_at=now)
        audit.record(
            by=access.Person(account.id, account.full_name),
            at=now,
            action="accounts.account.password_changed",
            subject_type="accounts.account",
            subject_id=account.id,
            subject_label=account.full_name,
            changed_fields=["password"],
        )
