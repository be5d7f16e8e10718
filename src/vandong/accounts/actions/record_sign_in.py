"""What happened at the door: signing in, being shut out, the second step. No address, no device: only who and when."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from vandong.accounts import access, rules
from vandong.accounts.models import Account
from vandong.kernel import audit

WRONG_CODES = 10
SHUT_FOR = timedelta(minutes=15)

_TWO_STEP = {
    "on": "accounts.account.two_step_on",
    "off": "accounts.account.two_step_off",
    "codes": "accounts.account.recovery_codes_made",
    "recovery_code": "accounts.account.recovery_code_used",
}


@transaction.atomic
def record_sign_in(*, account: Account, now: datetime) -> None:
    """One line each time somebody signs in."""
    _tell(account, "accounts.account.signed_in", now)


@transaction.atomic
def record_locked_out(*, username: str, now: datetime) -> None:
    """One line for each time an account is shut out (not for each knock while it is); none for a name nobody has,
    since what people type there by mistake is often a password."""
    account = Account.objects.filter(username=rules.tidy_username(username)).first()
    if account is not None and not audit.has_line_since(
        "accounts.account.locked_out", "accounts.account", account.id, now - SHUT_FOR
    ):
        _tell(account, "accounts.account.locked_out", now, by=audit.SYSTEM)


@transaction.atomic
def record_two_step(*, account: Account, what: str, now: datetime) -> None:
    """`what`: on, off, codes (made anew), recovery_code (one was used)."""
    _tell(account, _TWO_STEP[what], now)


def may_try_code(*, account_id: int, real_now: datetime) -> bool:
    """Count one try at the second step; false once there were too many within a quarter of an hour, whoever tries and
    from wherever: by then somebody already knows the password. Counted before the code is looked at, so that
    simultaneous tries count too."""
    mine = Account.objects.filter(id=account_id)
    is_over = Q(wrong_code_at__isnull=True) | Q(wrong_code_at__lte=real_now - SHUT_FOR)
    if mine.filter(is_over).update(wrong_code_count=1, wrong_code_at=real_now):  # one of several at once begins anew
        return True
    return bool(mine.filter(wrong_code_count__lt=WRONG_CODES).update(wrong_code_count=F("wrong_code_count") + 1))


def forget_wrong_codes(*, account_id: int) -> None:
    """A right code: the count starts anew."""
    Account.objects.filter(id=account_id).update(wrong_code_count=0, wrong_code_at=None)


def use_code_step(*, account_id: int, step: int) -> bool:
    """Let the code of one half minute in once: false for that half minute's and every earlier code afterwards."""
    return bool(Account.objects.filter(id=account_id, used_code_step__lt=step).update(used_code_step=step))


def _tell(account: Account, action: str, now: datetime, by: audit.Actor | None = None) -> None:
    audit.record(
        by=by or access.Person(account.id, account.full_name),
        at=now,
        action=action,
        subject_type="accounts.account",
        subject_id=account.id,
        subject_label=account.full_name,
    )
