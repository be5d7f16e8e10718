"""Open the accounts of a workbook: all of them or none."""

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import F

from vandong.accounts import access, queries, rules
from vandong.accounts.actions.give_appointment import Grant, write_appointment
from vandong.accounts.actions.open_account import NewPerson, Slip, write_account, write_slip
from vandong.accounts.errors import UsernameTaken
from vandong.accounts.models import Account
from vandong.kernel import audit
from vandong.kernel.sheet_intake.errors import SheetHasProblems, SheetOvertaken
from vandong.units import actions as unit_actions
from vandong.units import queries as units

HASHERS = min(os.cpu_count() or 1, 8)  # argon2 leaves Python's lock while it works, and takes 46 MiB each


def import_accounts(*, by: access.Officer, rows: Sequence[rules.SheetRow], reissue: bool, now: datetime) -> list[Slip]:
    """Create what `queries.plan_import` says the rows would: one account, one appointment in the Standing Board of its
    unit (opened where there is none) and one slip for each new row; nothing for a row whose account is there.

    `reissue` also prints new slips for accounts of the sheet whose holder has never chosen a password. The rows are
    judged again inside the transaction; one problem refuses them all (SheetHasProblems). Doing the same again makes
    no second account; at the same moment, one of the two is refused (SheetOvertaken). About 50 ms of a core a slip for
    hashing, on all cores, before the transaction begins.
    """
    access.ensure(by, "administer")
    wanted = [plan for plan in queries.plan_import(by, rows) if _gets_a_slip(plan, reissue)]
    passwords = {plan.row.username: rules.one_time_password() for plan in wanted}
    with ThreadPoolExecutor(HASHERS) as pool:
        hashes = dict(zip(passwords, pool.map(make_password, passwords.values()), strict=True))
    try:
        return _open_all(by, rows, reissue, passwords, hashes, now)
    except UsernameTaken:  # free when it was judged
        raise SheetOvertaken from None


@transaction.atomic
def _open_all(
    by: access.Officer,
    rows: Sequence[rules.SheetRow],
    reissue: bool,
    passwords: Mapping[str, str],
    hashes: Mapping[str, str],
    now: datetime,
) -> list[Slip]:
    plans = queries.plan_import(by, rows)
    wanted = [plan for plan in plans if _gets_a_slip(plan, reissue)]
    if any(plan.outcome == "problem" for plan in plans) or {plan.row.username for plan in wanted} - set(hashes):
        raise SheetHasProblems
    slips = [_open(by, plan, passwords[plan.row.username], hashes[plan.row.username], now) for plan in wanted]
    if slips:
        audit.record(
            by=by,
            at=now,
            action="accounts.sheet.imported",
            subject_type="units.unit",
            subject_id=by.unit_id,
            subject_label=by.unit_name,
            unit_id=by.unit_id,
            note=f"{len(slips)} phiếu một lần từ một bảng {len(plans)} dòng.",
        )
    return slips


def _gets_a_slip(plan: rules.RowPlan, reissue: bool) -> bool:
    return plan.outcome == "new" or (reissue and plan.outcome == "waiting")


def _open(by: access.Officer, plan: rules.RowPlan, password: str, hashed: str, now: datetime) -> Slip:
    assert plan.unit is not None
    body = _standing_board(by, plan.unit.id, now)
    row = plan.row
    if plan.account_id is None:
        person = NewPerson(row.username, row.full_name, row.phone)
        account = write_account(by=by, person=person, hashed=hashed, unit_id=plan.unit.id, now=now)
        grant = Grant(body.id, row.title, frozenset(row.capabilities), valid_from=by.on)
        write_appointment(by=by, account=account, body=body, grant=grant, now=now)
    else:
        account = Account.objects.get(id=plan.account_id)
        account.password = hashed
        account.session_epoch = F("session_epoch") + 1
        account.save(update_fields=["password", "session_epoch"])
        audit.record(
            by=by,
            at=now,
            action="accounts.account.slip_reissued",
            subject_type="accounts.account",
            subject_id=account.id,
            subject_label=account.full_name,
            unit_id=plan.unit.id,
            changed_fields=["password"],
        )
    expires_on: date = write_slip(by=by, account=account, witness="", now=now)
    title = row.title or "Tài khoản"
    return Slip(account.id, account.full_name, account.username, password, f"{title}, {body.short_name}", expires_on)


def _standing_board(by: access.Officer, unit_id: int, now: datetime) -> units.BodyRow:
    found = units.standing_board(unit_id, by.on)
    if found is not None:
        return found
    unit = units.unit(unit_id)
    body_id = unit_actions.open_body(
        by=by,
        unit_id=unit_id,
        kind="standing_board",
        name=f"Ban Thường trực Ủy ban MTTQ Việt Nam {unit.in_sentence}",
        short_name=f"Mặt trận {unit.in_sentence}"[:80],
        valid_from=by.on,
        now=now,
    )
    return units.body(body_id)
