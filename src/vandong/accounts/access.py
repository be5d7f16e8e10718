"""Who acts, over which units, and through which doors.

Every verb is handed an `Officer`; every read is scoped by one. Every address declares who may open it with one of
the decorators below; an address that declares nothing is answered as not found (and a test fails).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from vandong.accounts.models import Appointment, Capability
from vandong.kernel.errors import NotHere, Refused
from vandong.units import queries as units

View = Callable[..., HttpResponse]


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

    def may(self, capability: str) -> bool:
        return capability in self.capabilities


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
        Appointment.objects.filter(units.standing_on(on), account_id=account_id, account__is_active=True)
        .filter(units.standing_on(on, "body__"))
        .select_related("account", "body", "body__unit")
        .order_by("valid_from", "id")
    )
    return list(rows)


def officer_for(account_id: int, appointment_id: int | None, on: date) -> Officer | None:
    """The officer a signed-in person is today: the chosen appointment, else the first; None without any."""
    rows = appointments_of(account_id, on)
    chosen = next((row for row in rows if row.id == appointment_id), rows[0] if rows else None)
    return officer_of(chosen, on) if chosen else None


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
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            officer: Officer | None = request.officer  # type: ignore[attr-defined]
            if officer is None:
                raise NotHere
            if not officer.capabilities & set(capabilities):
                raise MayNot
            return view(request, *args, **kwargs)

        guarded.access_rule = "requires:" + ",".join(capabilities)  # type: ignore[attr-defined]
        return guarded

    return declare
