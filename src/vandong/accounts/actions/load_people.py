"""Load many people with an appointment each: the demonstration's cast. One audit line for the batch."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from vandong.accounts import rules
from vandong.accounts.models import Account, Appointment
from vandong.kernel import audit


@dataclass(frozen=True)
class LoadedPerson:
    """One person and their appointments, as (body id, title, capabilities).

    `password` None: an account nobody can sign in to until the level above resets it.
    """

    username: str
    full_name: str
    address: str
    valid_from: date
    appointments: tuple[tuple[int, str, frozenset[str]], ...]
    password: str | None = None
    signs_for_chair: bool = field(default=False, kw_only=True)


@transaction.atomic
def load_people(*, by: audit.Actor, people: Sequence[LoadedPerson], now: datetime) -> list[int]:
    """Insert them all or none; returns the accounts' ids in order.

    For operations only: it asks nobody's scope. A given password is the person's own from the start.
    """
    hashes = {password: make_password(password) for password in {one.password for one in people}}
    accounts = []
    for one in people:
        if not rules.is_username(one.username):
            raise ValueError(one.username)
        account = Account(
            username=one.username,
            full_name=one.full_name,
            address=one.address,
            password=hashes[one.password],
            must_change_password=one.password is None,
            created_at=now,
        )
        account.fill_keys()
        accounts.append(account)
    Account.objects.bulk_create(accounts)
    Appointment.objects.bulk_create(
        Appointment(
            account=account,
            body_id=body_id,
            title=title,
            signs_for_chair=one.signs_for_chair,
            valid_from=one.valid_from,
            created_at=now,
            **{f"may_{capability}": capability in capabilities for capability in rules.CAPABILITIES},
        )
        for account, one in zip(accounts, people, strict=True)
        for body_id, title, capabilities in one.appointments
    )
    audit.record(
        by=by,
        at=now,
        action="accounts.account.loaded",
        subject_type="accounts.account",
        subject_id="",
        subject_label=f"{len(accounts)} tài khoản",
    )
    return [account.id for account in accounts]
