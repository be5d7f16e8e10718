"""Open an account for a person, with their first appointment and a one-time password on a slip."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.utils import timezone

from vandong.accounts import access, rules
from vandong.accounts.actions.give_appointment import Grant, open_appointment
from vandong.accounts.errors import UsernameTaken
from vandong.accounts.models import Account, OneTimeSlip
from vandong.kernel import audit, vietnamese
from vandong.kernel.errors import Invalid
from vandong.units import queries as units


@dataclass(frozen=True)
class NewPerson:
    """Who gets the account."""

    username: str
    full_name: str
    phone: str = ""
    address: str = ""  # Account.Address


@dataclass(frozen=True)
class Slip:
    """What is printed once and kept nowhere: only the password's hash is stored."""

    account_id: int
    full_name: str
    username: str
    password: str
    place: str  # "Cán bộ Mặt trận, Mặt trận xã Hồng Phong"
    expires_on: date


def open_account(*, by: access.Officer, person: NewPerson, grant: Grant, now: datetime) -> Slip:
    """Create the account and its appointment; returns the slip to print. Raises UsernameTaken, Invalid, NotHere."""
    access.ensure(by, "administer")
    password = rules.one_time_password()
    hashed = make_password(password)  # slow on purpose: never while the database is locked
    with transaction.atomic():
        account = write_account(by=by, person=person, hashed=hashed, unit_id=None, now=now)
        open_appointment(by=by, account=account, grant=grant, now=now)
        expires_on = write_slip(by=by, account=account, witness="", now=now)
    return Slip(
        account.id,
        account.full_name,
        account.username,
        password,
        f"{grant.title}, {units.body(grant.body_id).short_name}",
        expires_on,
    )


def write_account(*, by: audit.Actor, person: NewPerson, hashed: str, unit_id: int | None, now: datetime) -> Account:
    """The account's row and audit line, inside the caller's transaction."""
    username = rules.tidy_username(person.username)
    if not rules.is_username(username):
        raise Invalid(
            "Tên đăng nhập chưa đúng. Xin dùng 3 đến 60 ký tự: chữ thường không dấu, số, dấu chấm.", field="username"
        )
    full_name = vietnamese.tidy(person.full_name)
    if not full_name:
        raise Invalid("Thiếu họ và tên. Xin điền họ tên đầy đủ, có dấu.", field="full_name")
    if Account.objects.filter(username=username).exists():
        raise UsernameTaken(field="username")
    account = Account(
        username=username,
        full_name=full_name,
        phone=tidy_phone(person.phone),
        address=person.address,
        must_change_password=True,
        created_at=now,
        password=hashed,
    )
    try:
        with transaction.atomic():
            account.save()
    except IntegrityError:  # of two at once, both found the name free
        if Account.objects.filter(username=username).exists():
            raise UsernameTaken(field="username") from None
        raise
    audit.record(
        by=by,
        at=now,
        action="accounts.account.opened",
        subject_type="accounts.account",
        subject_id=account.id,
        subject_label=account.full_name,
        unit_id=unit_id if unit_id is not None else getattr(by, "unit_id", None),
    )
    return account


def tidy_phone(text: str) -> str:
    try:
        return rules.tidy_phone(text)
    except ValueError:
        raise Invalid("Số điện thoại chưa đúng. Xin xem lại hoặc để trống.", field="phone") from None


def write_slip(*, by: audit.Actor, account: Account, witness: str, now: datetime) -> date:
    """The story of a slip, inside the caller's transaction; returns the last day it opens the door. Older slips of
    the account that nobody used stop opening it at once."""
    expires_on = rules.slip_expires_on(timezone.localtime(now).date())
    end = datetime.combine(expires_on + timedelta(days=1), time(0), tzinfo=timezone.get_default_timezone())
    OneTimeSlip.objects.filter(account=account, used_at__isnull=True, expires_at__gt=now).update(expires_at=now)
    OneTimeSlip.objects.create(
        account=account, issued_by_label=by.label[:300], issued_at=now, expires_at=end, witness=witness
    )
    return expires_on
