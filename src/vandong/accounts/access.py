"""Who acts, over which units, and through which doors.

Every verb is handed an `Officer`; every read is scoped by one. Every address declares who may open it with one of
the decorators below; an address that declares nothing is answered as not found (and a test fails).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import wraps
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django_htmx.middleware import HtmxDetails

from vandong.accounts.errors import AppointmentEnded, HoldsMoreElsewhere, OwnAccount, PeerAdministrator
from vandong.accounts.models import Account, Appointment, Capability
from vandong.kernel.errors import NotHere, Refused
from vandong.kernel.installation import Current
from vandong.units import queries as units

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Officer:
    """A person acting under one of their appointments, on one day. What `by=` takes everywhere."""

    account_id: int
    appointment_id: int
    label: str  # "Nguyễn Thị Hạnh, Phó Chủ tịch, Mặt trận xã Hồng Phong": what the audit keeps
    full_name: str
    spoken_name: str  # "chị Hạnh"
    title: str
    body_id: int
    body_name: str  # short: "Mặt trận xã Hồng Phong"
    unit_id: int
    unit_name: str  # "Xã Hồng Phong"
    level: str  # units.Level of that unit
    capabilities: frozenset[str]
    is_acting: bool
    signs_for_chair: bool
    on: date  # the day their scope is taken on
    holds_several: bool = False  # appointments to switch between

    def may(self, capability: str) -> bool:
        return capability in self.capabilities


@dataclass(frozen=True)
class Person:
    """A signed-in person acting on their own account, whatever appointment they hold: an audit actor."""

    account_id: int
    label: str


class OfficerRequest(HttpRequest):
    """What a view behind `requires` is handed: the middlewares have set who asks, and when. (A type, never made.)"""

    officer: Officer
    user: Account
    now: datetime  # aware, Asia/Ho_Chi_Minh, on the pinned day if there is one
    today: date
    installation: Current
    htmx: HtmxDetails


class PersonRequest(OfficerRequest):
    """What a view behind `signed_in` or `open_to_all` is handed: perhaps nobody acts under an appointment."""

    officer: Officer | None  # type: ignore[assignment]


class MayNot(Refused):
    """Within scope, but this appointment does not hold the capability."""

    code = "accounts.may_not"
    status = 403
    message = "Chức danh của anh/chị không làm việc này. Xin hỏi người quản trị của đơn vị."


def officer_of(appointment: Appointment, on: date) -> Officer:
    """The officer an appointment makes on a day. Expects `account`, `body`, `body__unit` selected."""
    account, body = appointment.account, appointment.body
    title = f"Quyền {appointment.title}" if appointment.is_acting else appointment.title
    return Officer(
        account_id=account.id,
        appointment_id=appointment.id,
        label=f"{account.full_name}, {title}, {body.short_name}",
        full_name=account.full_name,
        spoken_name=account.spoken_name,
        title=title,
        body_id=body.id,
        body_name=body.short_name,
        unit_id=body.unit_id,
        unit_name=body.unit.full_name,
        level=body.unit.level,
        capabilities=appointment.capabilities,
        is_acting=appointment.is_acting,
        signs_for_chair=appointment.signs_for_chair,
        on=on,
    )


def appointments_of(account_id: int, on: date) -> list[Appointment]:
    """A person's appointments standing on a day, in an active account, the oldest first."""
    rows = (
        Appointment.objects.filter(units.valid_on(on), account_id=account_id, account__is_active=True)
        .filter(units.valid_on(on, "body__"))
        .select_related("account", "body", "body__unit")
        .order_by("valid_from", "id")
    )
    return list(rows)


def officer_for(account_id: int, appointment_id: int | None, on: date) -> Officer | None:
    """The officer a signed-in person is today: the chosen appointment, else the first; None without any."""
    rows = appointments_of(account_id, on)
    chosen = next((row for row in rows if row.id == appointment_id), rows[0] if rows else None)
    return replace(officer_of(chosen, on), holds_several=len(rows) > 1) if chosen else None


def readable_unit_ids(officer: Officer) -> QuerySet[Any, int]:
    """Ids of the units whose records the officer may read: those below, and the predecessors of those."""
    return units.visible_ids(officer.unit_id, officer.on)


def writable_unit_ids(officer: Officer) -> QuerySet[Any, int]:
    """Ids of the units that may be written to: those below today, without predecessors."""
    return units.subtree_ids(officer.unit_id, officer.on)


def ensure(officer: Officer, capability: str) -> None:
    """Raise MayNot unless the officer holds the capability."""
    if not officer.may(capability):
        raise MayNot


# ---- administration: whose account, which appointment, which body ---------------------------------------------


def accounts_visible_to(officer: Officer) -> QuerySet[Account]:
    """Accounts that hold or held an appointment below the officer's unit, or in a predecessor of a unit there."""
    held = Appointment.objects.filter(body__unit_id__in=readable_unit_ids(officer))
    return Account.objects.filter(id__in=held.values("account_id"))


def account_to_see(officer: Officer, account_id: int) -> Account:
    """That account, for an administrator. Raises NotHere outside scope."""
    ensure(officer, Capability.ADMINISTER)
    account = accounts_visible_to(officer).filter(id=account_id).first()
    if account is None:
        raise NotHere
    return account


def account_to_manage(officer: Officer, account_id: int) -> Account:
    """That account, to be changed. Raises NotHere outside scope, OwnAccount for one's own, HoldsMoreElsewhere when the
    person holds (or is about to hold) an appointment outside the units below the officer's, PeerAdministrator."""
    account = account_to_see(officer, account_id)
    if account.id == officer.account_id:
        raise OwnAccount
    still = Appointment.objects.filter(account=account).exclude(valid_until__lte=officer.on)
    if still.exclude(body__unit_id__in=writable_unit_ids(officer)).exists():
        raise HoldsMoreElsewhere
    if not still.exists() and not _last_held_below(officer, account):
        raise HoldsMoreElsewhere
    ensure_no_peer(officer, account.id)
    return account


def peer_administrator_ids(officer: Officer) -> set[int]:
    """Accounts of others who administer the officer's own unit too (or are about to): theirs is the level above to
    manage, so that two who share a unit can't take each other's account over (docs/decisions/0025). Empty where
    nobody administers above, since then nobody else could help them."""
    above = [unit.id for unit in units.ancestors(officer.unit_id, officer.on) if unit.id != officer.unit_id]
    administering = Appointment.objects.filter(may_administer=True)
    standing = administering.filter(units.valid_on(officer.on), body__unit_id__in=above, account__is_active=True)
    if not standing.filter(units.valid_on(officer.on, "body__")).exists():
        return set()
    here = administering.filter(body__unit_id=officer.unit_id).exclude(valid_until__lte=officer.on)
    return set(here.exclude(account_id=officer.account_id).values_list("account_id", flat=True))


def ensure_no_peer(officer: Officer, account_id: int) -> None:
    """Raise PeerAdministrator for the account of someone who administers the officer's own unit too."""
    if account_id in peer_administrator_ids(officer):
        raise PeerAdministrator


def appointment_to_manage(officer: Officer, appointment_id: int) -> Appointment:
    """That appointment, to be changed or ended. Raises NotHere outside scope, OwnAccount, PeerAdministrator,
    AppointmentEnded."""
    ensure(officer, Capability.ADMINISTER)
    row = (
        Appointment.objects.filter(id=appointment_id, body__unit_id__in=writable_unit_ids(officer))
        .select_related("account", "body", "body__unit")
        .first()
    )
    if row is None:
        raise NotHere
    if row.account_id == officer.account_id:
        raise OwnAccount
    ensure_no_peer(officer, row.account_id)
    if row.valid_until is not None and row.valid_until <= officer.on:
        raise AppointmentEnded
    return row


def body_to_appoint(officer: Officer, body_id: int) -> units.BodyRow:
    """A standing body below the officer's unit, in which they may give appointments. Raises NotHere outside scope."""
    ensure(officer, Capability.ADMINISTER)
    try:
        body = units.body(body_id)
    except ObjectDoesNotExist:
        raise NotHere from None
    if not units.is_below(body.unit_id, officer.unit_id, officer.on) or body not in units.bodies(
        body.unit_id, officer.on
    ):
        raise NotHere
    return body


def unit_to_appoint(officer: Officer, unit_id: int) -> units.UnitRow:
    """A unit below the officer's, in whose bodies they may give appointments. Raises NotHere outside scope."""
    ensure(officer, Capability.ADMINISTER)
    if not units.is_below(unit_id, officer.unit_id, officer.on):
        raise NotHere
    return units.unit(unit_id)


def _last_held_below(officer: Officer, account: Account) -> bool:
    """Whether the last appointment of someone who holds none now was below the officer's unit."""
    last = Appointment.objects.filter(account=account).order_by("-valid_until", "-id").first()
    if last is None:
        return False
    return Appointment.objects.filter(id=last.id, body__unit_id__in=readable_unit_ids(officer)).exists()


# ---- doors: who may open an address ---------------------------------------------------------------------------


def open_to_all(view: View) -> View:
    """Anyone, signed in or not."""
    view.access_rule = "open"  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """Anyone signed in, even without an appointment (their own account, choosing an appointment)."""
    view.access_rule = "signed_in"  # type: ignore[attr-defined]
    return view


def requires(*capabilities: str) -> Callable[[View], View]:
    """Someone acting under an appointment that holds at least one of the capabilities. `request.officer` is set."""
    unknown = set(capabilities) - set(Capability.values)
    if unknown or not capabilities:
        raise ValueError(f"unknown capabilities: {unknown}")

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            officer: Officer | None = request.officer  # type: ignore[attr-defined]
            if officer is None:
                raise NotHere
            if not officer.capabilities & set(capabilities):
                raise MayNot
            return view(request, *args, **kwargs)

        guarded.access_rule = "requires:" + ",".join(capabilities)  # type: ignore[attr-defined]
        return guarded

    return declare
