"""The first account of an installation: there is nobody yet who could give it."""

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from vandong.accounts import rules
from vandong.accounts.actions.give_appointment import Grant, write_appointment
from vandong.accounts.actions.open_account import NewPerson, Slip, write_account, write_slip
from vandong.accounts.errors import AlreadyDone
from vandong.accounts.models import Account, OneTimeSlip
from vandong.kernel import audit
from vandong.units import queries as units


def open_first_administrator(
    *, by: audit.Actor, person: NewPerson, grant: Grant, now: datetime, password: str | None = None
) -> Slip:
    """Create the account and its appointment where no account is yet. With a `password` (already judged by the
    validators) the person chose their own; without one, the slip carries a one-time password."""
    given = password or rules.one_time_password()
    hashed = make_password(given)
    body = units.body(grant.body_id)
    with transaction.atomic():
        if Account.objects.exists():
            raise AlreadyDone("Hệ thống đã có tài khoản. Xin nhờ người quản trị mở tài khoản mới.")
        account = write_account(by=by, person=person, hashed=hashed, unit_id=body.unit_id, now=now)
        write_appointment(by=by, account=account, body=body, grant=grant, now=now)
        expires_on = write_slip(by=by, account=account, witness="", now=now)
        if password is not None:
            account.must_change_password = False
            account.save(update_fields=["must_change_password"])
            OneTimeSlip.objects.filter(account=account).update(used_at=now)  # nothing to print, nothing left open
    return Slip(
        account.id,
        account.full_name,
        account.username,
        "" if password else given,
        f"{grant.title}, {body.short_name}",
        expires_on,
    )
