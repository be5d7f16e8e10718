"""Correct what an account says about its person: by an administrator, or by the person."""

from datetime import datetime

from django.db import transaction

from vandong.accounts import access
from vandong.accounts.actions.open_account import tidy_phone
from vandong.accounts.models import Account
from vandong.kernel import audit, vietnamese
from vandong.kernel.errors import Invalid
from vandong.kernel.two_savers import ensure_unchanged, state_number


@transaction.atomic
def edit_account(
    *, by: access.Officer, account_id: int, full_name: str, phone: str, version: int | None, now: datetime
) -> None:
    """An administrator corrects the name or the phone. The user name never changes: it stands on paper. `version` is
    the `account_version` their page showed. Raises NotHere, PeerAdministrator, Invalid, ChangedMeanwhile."""
    access.account_to_manage(by, account_id)
    account = Account.objects.select_for_update().get(id=account_id)
    ensure_unchanged(account_version(account), version)
    full_name = vietnamese.tidy(full_name)
    if not full_name:
        raise Invalid("Thiếu họ và tên. Xin điền họ tên đầy đủ, có dấu.", field="full_name")
    _write(by, account, {"full_name": full_name, "phone": tidy_phone(phone)}, by.unit_id, now)


@transaction.atomic
def edit_me(*, account_id: int, address: str, phone: str, now: datetime) -> None:
    """A person says how to be spoken to, and their phone."""
    account = Account.objects.get(id=account_id)
    if address not in Account.Address.values:
        raise Invalid("Xin chọn một cách xưng hô trong danh sách.", field="address")
    person = access.Person(account.id, account.full_name)
    _write(person, account, {"address": address, "phone": tidy_phone(phone)}, None, now)


def account_version(account: Account) -> int:
    """The state of what an administrator may correct."""
    return state_number(account.id, account.full_name, account.phone)


def _write(by: audit.Actor, account: Account, wanted: dict[str, str], unit_id: int | None, now: datetime) -> None:
    changed = [name for name, value in wanted.items() if getattr(account, name) != value]
    if not changed:
        return
    for name in changed:
        setattr(account, name, wanted[name])
    account.save()
    audit.record(
        by=by,
        at=now,
        action="accounts.account.edited",
        subject_type="accounts.account",
        subject_id=account.id,
        subject_label=account.full_name,
        unit_id=unit_id,
        changed_fields=changed,
    )
