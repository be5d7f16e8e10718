"""Give a person an appointment in a body: what makes them an officer there, and what they may do."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from vandong.accounts import access, rules
from vandong.accounts.errors import AlreadyHeld
from vandong.accounts.models import Account, Appointment
from vandong.kernel import audit, vietnamese
from vandong.kernel.errors import Invalid
from vandong.units.queries import BodyRow


@dataclass(frozen=True)
class Grant:
    """What is given: a title in a body from a day on, with capabilities (codes of `rules.CAPABILITIES`)."""

    body_id: int
    title: str
    capabilities: frozenset[str]
    valid_from: date
    is_acting: bool = False
    signs_for_chair: bool = False


@transaction.atomic
def give_appointment(*, by: access.Officer, account_id: int, grant: Grant, now: datetime) -> int:
    """Open the appointment for an account the officer manages; returns its id. Raises NotHere, OwnAccount,
    HoldsMoreElsewhere, AlreadyHeld."""
    account = access.account_to_manage(by, account_id)
    return open_appointment(by=by, account=account, grant=grant, now=now)


def open_appointment(*, by: access.Officer, account: Account, grant: Grant, now: datetime) -> int:
    """The row and its audit line, inside the caller's transaction. The body must be below the officer's unit."""
    body = access.body_to_appoint(by, grant.body_id)
    return write_appointment(by=by, account=account, body=body, grant=grant, now=now)


def write_appointment(*, by: audit.Actor, account: Account, body: BodyRow, grant: Grant, now: datetime) -> int:
    """The same where the caller has already asked whether the body is in scope (an import asks once for all)."""
    title = vietnamese.tidy(grant.title)
    if not title:
        raise Invalid("Thiếu chức danh. Xin điền chức danh, ví dụ “Cán bộ Mặt trận”.", field="title")
    unknown = grant.capabilities - set(rules.CAPABILITIES)
    if unknown:
        raise ValueError(f"unknown capabilities: {unknown}")
    # Held, so that of two who give the same at once the second sees it: ended once, the other would still open doors.
    list(Account.objects.select_for_update(no_key=True).filter(id=account.id).values_list("id"))
    standing = Appointment.objects.filter(account=account, body_id=body.id).filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=grant.valid_from)
    )
    if standing.exists():
        raise AlreadyHeld(field="body")
    row = Appointment.objects.create(
        account=account,
        body_id=body.id,
        title=title,
        is_acting=grant.is_acting,
        signs_for_chair=grant.signs_for_chair,
        valid_from=grant.valid_from,
        created_at=now,
        **{f"may_{capability}": capability in grant.capabilities for capability in rules.CAPABILITIES},
    )
    audit.record(
        by=by,
        at=now,
        action="accounts.appointment.given",
        subject_type="accounts.account",
        subject_id=account.id,
        subject_label=f"{account.full_name}, {title}, {body.short_name}",
        unit_id=body.unit_id,
        changed_fields=sorted(grant.capabilities),
        note=f"Từ {grant.valid_from:%d/%m/%Y}.",
    )
    return row.id
