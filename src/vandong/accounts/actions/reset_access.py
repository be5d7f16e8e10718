"""Give a way back in to someone who lost theirs: by the level above, in the presence of a second person, no e-mail."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import F

from vandong.accounts import access, rules
from vandong.accounts.actions.open_account import Slip, write_slip
from vandong.accounts.errors import TwoStepOff, UnknownUsername, WitnessMissing
from vandong.accounts.models import Account
from vandong.kernel import audit, vietnamese


def reset_password(*, by: access.Officer, account_id: int, witness: str, place: str, now: datetime) -> Slip:
    """A new one-time password; the old one and every session end at once. `witness` names the second person who knew
    the holder by sight. Returns the slip to print. Raises NotHere, OwnAccount, HoldsMoreElsewhere, WitnessMissing."""
    password = rules.one_time_password()
    hashed = make_password(password)
    with transaction.atomic():
        account = access.account_to_manage(by, account_id)
        witness = _second_person(by, account, witness)
        account.password = hashed
        account.must_change_password = True
        account.session_epoch = F("session_epoch") + 1
        account.save(update_fields=["password", "must_change_password", "session_epoch"])
        expires_on = write_slip(by=by, account=account, witness=witness, now=now)
        _tell(by, account, "accounts.account.password_reset", ["password"], witness, now)
    return Slip(account.id, account.full_name, account.username, password, place, expires_on)


@transaction.atomic
def reset_two_step(*, by: access.Officer, account_id: int, witness: str, now: datetime) -> None:
    """Take the second step off an account whose holder lost the phone; every session ends at once."""
    account = access.account_to_manage(by, account_id)
    witness = _second_person(by, account, witness)
    removed, _ = Authenticator.objects.filter(user_id=account.id).delete()
    if not removed:
        raise TwoStepOff
    account.session_epoch = F("session_epoch") + 1
    account.wrong_code_count = 0
    account.save(update_fields=["session_epoch", "wrong_code_count"])
    _tell(by, account, "accounts.account.two_step_reset", ["two_step"], witness, now)


def reset_at_the_machine(*, username: str, with_two_step: bool, now: datetime) -> Slip:
    """A new one-time password for an account nobody above can help any more, given by whoever runs the machine;
    `with_two_step` also takes the second step off. Raises UnknownUsername."""
    password = rules.one_time_password()
    hashed = make_password(password)
    with transaction.atomic():
        account = Account.objects.filter(username=rules.tidy_username(username)).first()
        if account is None:
            raise UnknownUsername
        account.password = hashed
        account.must_change_password = account.is_active = True
        account.session_epoch = F("session_epoch") + 1
        account.save(update_fields=["password", "must_change_password", "is_active", "session_epoch"])
        changed = ["password"]
        if with_two_step and Authenticator.objects.filter(user_id=account.id).delete()[0]:
            changed.append("two_step")
        expires_on = write_slip(by=audit.SYSTEM, account=account, witness="", now=now)
        audit.record(
            by=audit.SYSTEM,
            at=now,
            action="accounts.account.password_reset",
            subject_type="accounts.account",
            subject_id=account.id,
            subject_label=account.full_name,
            changed_fields=changed,
            note="Cấp phiếu tại máy chủ bằng lệnh vandong slip.",
        )
    return Slip(account.id, account.full_name, account.username, password, "", expires_on)


def _second_person(by: access.Officer, account: Account, witness: str) -> str:
    witness = vietnamese.tidy(witness)[:120]
    key = vietnamese.search_key(witness)
    if len(key) < 4 or key in {vietnamese.search_key(account.full_name), vietnamese.search_key(by.full_name)}:
        raise WitnessMissing(field="witness")
    return witness


def _tell(by: access.Officer, account: Account, action: str, changed: list[str], witness: str, now: datetime) -> None:
    audit.record(
        by=by,
        at=now,
        action=action,
        subject_type="accounts.account",
        subject_id=account.id,
        subject_label=account.full_name,
        unit_id=by.unit_id,
        changed_fields=changed,
        note=f"Người thứ hai nhận ra chủ tài khoản: {witness}.",
    )
