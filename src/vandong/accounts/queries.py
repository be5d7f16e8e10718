"""Reads of people and appointments, as frozen rows. Scope is the caller's officer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from vandong.accounts import access, rules
from vandong.accounts.models import Account, Appointment, Capability, OneTimeSlip
from vandong.accounts.saved_filters import SavedFilterRow as SavedFilterRow
from vandong.accounts.saved_filters import saved_filters as saved_filters
from vandong.kernel import audit, vietnamese
from vandong.kernel.listing import Lazy
from vandong.units import queries as units

STATES = {
    "active": "Đang dùng",
    "waiting": "Chưa dùng phiếu",
    "idle": "Không còn chức danh",
    "closed": "Đã khóa",
}
_TELLING = {
    "accounts.account.opened": "Mở tài khoản",
    "accounts.account.edited": "Sửa thông tin",
    "accounts.account.signed_in": "Đăng nhập",
    "accounts.account.locked_out": "Bị tạm khóa vì nhập sai mật khẩu nhiều lần",
    "accounts.account.password_changed": "Tự đổi mật khẩu",
    "accounts.account.password_reset": "Được đặt lại mật khẩu",
    "accounts.account.slip_reissued": "Được cấp lại phiếu một lần",
    "accounts.account.two_step_on": "Bật xác minh hai bước",
    "accounts.account.two_step_off": "Tắt xác minh hai bước",
    "accounts.account.two_step_reset": "Được đặt lại xác minh hai bước",
    "accounts.account.recovery_codes_made": "Tạo mã dự phòng mới",
    "accounts.account.recovery_code_used": "Dùng một mã dự phòng",
    "accounts.account.deactivated": "Khóa tài khoản",
    "accounts.account.reactivated": "Mở khóa tài khoản",
    "accounts.appointment.given": "Nhận chức danh",
    "accounts.appointment.changed": "Chức danh được sửa",
    "accounts.appointment.ended": "Thôi chức danh",
    "accounts.appointment.handed_over": "Bàn giao chức danh",
}


@dataclass(frozen=True)
class AppointmentRow:
    id: int
    title: str  # with "Quyền" where acting
    body_id: int
    body_name: str
    unit_id: int
    unit_name: str
    unit_code: str
    level: str
    capabilities: frozenset[str]
    capability_labels: tuple[str, ...]
    is_acting: bool
    signs_for_chair: bool
    valid_from: date
    valid_until: date | None
    is_standing: bool

    @property
    def place(self) -> str:
        """ "Cán bộ Mặt trận, Mặt trận xã Hồng Phong"."""
        return f"{self.title}, {self.body_name}"


@dataclass(frozen=True)
class AccountRow:
    """One line of the list: the person and what they hold within the reader's scope."""

    id: int
    full_name: str
    username: str
    state: str  # a key of STATES
    state_label: str
    appointments: tuple[AppointmentRow, ...]
    last_sign_in: datetime | None

    @property
    def standing(self) -> tuple[AppointmentRow, ...]:
        return tuple(row for row in self.appointments if row.is_standing)


@dataclass(frozen=True)
class Story:
    """One thing that happened to an account, in words."""

    at: datetime
    what: str
    by: str
    note: str


@dataclass(frozen=True)
class Card:
    """Everything an administrator sees of one account."""

    account: AccountRow
    phone: str
    has_two_step: bool
    holds_more_elsewhere: bool
    is_peer: bool  # administers the reader's own unit too: theirs is the level above to manage
    may_manage: bool
    slip_expires_at: datetime | None  # of a slip nobody has used
    stories: tuple[Story, ...]


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed by (empty narrows nothing) and how it is sorted."""

    words: tuple[str, ...] = ()  # in the form to search by
    unit_id: int | None = None
    level: str = ""
    state: str = ""
    sort: str = "ten"
    downwards: bool = False


# ---- one's own --------------------------------------------------------------------------------------------------


def my_appointments(account_id: int, on: date) -> list[AppointmentRow]:
    """What one may act as on that day."""
    return [appointment_row(row, on) for row in access.appointments_of(account_id, on)]


def has_two_step(account_id: int) -> bool:
    return Authenticator.objects.filter(user_id=account_id, type=Authenticator.Type.TOTP).exists()


def last_sign_ins(account_id: int, limit: int = 5) -> list[datetime]:
    """When this account signed in last, newest first."""
    lines = audit.lines_about("accounts.account", account_id, actions=["accounts.account.signed_in"], limit=limit)
    return [line.at for line in lines]


def open_slip(account_id: int, now: datetime) -> OneTimeSlip | None:
    """The slip that still opens the door: not used, not expired."""
    return OneTimeSlip.objects.filter(account_id=account_id, used_at__isnull=True, expires_at__gt=now).first()


def has_slip(account_id: int) -> bool:
    """Whether a slip was ever printed for the account; the demonstration's have none."""
    return OneTimeSlip.objects.filter(account_id=account_id).exists()


# ---- doors for other domains --------------------------------------------------------------------------------------


def unit_has_access(unit_id: int, on: date) -> bool:
    """Whether anyone can record for the unit themselves on that day: a standing appointment that may record, in a
    standing body of the unit, of an active account. Where nobody can, the level above enters on its behalf, marked so.
    """
    return _recorders(on).filter(body__unit_id=unit_id).exists()


def units_without_access(unit_ids: Iterable[int], on: date) -> set[int]:
    """Those of the units for which nobody can record; one query."""
    wanted = set(unit_ids)
    return wanted - set(_recorders(on).filter(body__unit_id__in=wanted).values_list("body__unit_id", flat=True))


def _recorders(on: date) -> QuerySet[Appointment]:
    return Appointment.objects.filter(units.valid_on(on), may_record=True, account__is_active=True).filter(
        units.valid_on(on, "body__")
    )


# ---- administration -----------------------------------------------------------------------------------------------


def accounts_found(officer: access.Officer, filters: Filters) -> Lazy[AccountRow]:
    """The accounts in scope, by given name in Vietnamese order unless asked otherwise; three queries a page."""
    access.ensure(officer, Capability.ADMINISTER)
    return Lazy(_filtered(officer, filters), lambda people: account_rows(officer, people))


def card(officer: access.Officer, account_id: int, now: datetime) -> Card:
    """One account with what it holds in scope. Raises NotHere."""
    account = access.account_to_see(officer, account_id)
    (row,) = account_rows(officer, [account])
    elsewhere = (
        Appointment.objects.filter(account=account)
        .exclude(valid_until__lte=officer.on)
        .exclude(body__unit_id__in=access.writable_unit_ids(officer))
        .exists()
    )
    slip = open_slip(account_id, now)
    is_peer = account.id in access.peer_administrator_ids(officer)
    return Card(
        account=row,
        phone=account.phone,
        has_two_step=has_two_step(account_id),
        holds_more_elsewhere=elsewhere,
        is_peer=is_peer,
        may_manage=not elsewhere and not is_peer and account.id != officer.account_id,
        slip_expires_at=slip.expires_at if slip else None,
        stories=tuple(_stories(account_id, officer)),
    )


def _stories(account_id: int, officer: access.Officer) -> Iterable[Story]:
    """What the audit tells of an account, as far as the reader's scope goes: a line about another unit is not told."""
    here = set(units.visible_ids(officer.unit_id, officer.on))
    for line in audit.lines_about("accounts.account", account_id, actions=tuple(_TELLING), limit=30):
        if line.unit_id is None or line.unit_id in here:
            yield Story(line.at, _TELLING[line.action], line.actor_label, line.note)


def appointment_row(row: Appointment, on: date) -> AppointmentRow:
    """Expects `body__unit` selected."""
    granted = row.capabilities
    return AppointmentRow(
        id=row.id,
        title=f"Quyền {row.title}" if row.is_acting else row.title,
        body_id=row.body_id,
        body_name=row.body.short_name,
        unit_id=row.body.unit_id,
        unit_name=row.body.unit.full_name,
        unit_code=row.body.unit.code,
        level=row.body.unit.level,
        capabilities=granted,
        capability_labels=tuple(str(label) for value, label in Capability.choices if value in granted),
        is_acting=row.is_acting,
        signs_for_chair=row.signs_for_chair,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        is_standing=row.valid_from <= on and (row.valid_until is None or row.valid_until > on),
    )


def account_rows(officer: access.Officer, accounts: Iterable[Account]) -> list[AccountRow]:
    """Rows for these accounts: two queries, however many."""
    people = list(accounts)
    held: dict[int, list[AppointmentRow]] = {}
    rows = (
        Appointment.objects.filter(
            account_id__in=[person.id for person in people], body__unit_id__in=access.readable_unit_ids(officer)
        )
        .select_related("body", "body__unit")
        .order_by(F("valid_until").desc(nulls_first=True), "id")
    )
    for row in rows:
        held.setdefault(row.account_id, []).append(appointment_row(row, officer.on))
    return [_account_row(person, tuple(held.get(person.id, ()))) for person in people]


def _account_row(person: Account, appointments: tuple[AppointmentRow, ...]) -> AccountRow:
    if not person.is_active:
        state = "closed"
    elif not any(row.is_standing for row in appointments):
        state = "idle"
    elif person.must_change_password:
        state = "waiting"
    else:
        state = "active"
    return AccountRow(
        person.id, person.full_name, person.username, state, STATES[state], appointments, person.last_login
    )


def _filtered(officer: access.Officer, filters: Filters) -> QuerySet[Account]:
    rows = access.accounts_visible_to(officer)
    for word in filters.words:
        rows = rows.filter(search_key__contains=word)
    mine = Appointment.objects.filter(account_id=OuterRef("id"), body__unit_id__in=access.readable_unit_ids(officer))
    if filters.unit_id is not None:
        rows = rows.filter(Exists(mine.filter(body__unit_id=filters.unit_id)))
    if filters.level:
        rows = rows.filter(Exists(mine.filter(body__unit__level=filters.level)))
    standing = Exists(mine.filter(units.valid_on(officer.on)))
    conditions: dict[str, Any] = {
        "active": Q(is_active=True, must_change_password=False) & Q(standing),
        "waiting": Q(is_active=True, must_change_password=True) & Q(standing),
        "idle": Q(is_active=True) & ~Q(standing),
        "closed": Q(is_active=False),
    }
    if filters.state in conditions:
        rows = rows.filter(conditions[filters.state])
    order = {"ten": "sort_key", "ten_dang_nhap": "username", "vao_gan_nhat": "last_login"}[filters.sort]
    return rows.order_by(F(order).desc(nulls_last=True) if filters.downwards else F(order).asc(nulls_last=True), "id")


def place_of(officer: access.Officer, account_id: int) -> str:
    """ "Cán bộ Mặt trận, Mặt trận xã Hồng Phong": what stands on a slip; the first standing appointment in scope."""
    standing = card_appointments(officer, account_id)
    return standing[0].place if standing else ""


def card_appointments(officer: access.Officer, account_id: int) -> tuple[AppointmentRow, ...]:
    """What an account holds today within the officer's scope."""
    return account_rows(officer, [access.account_to_see(officer, account_id)])[0].standing


def units_like(officer: access.Officer, text: str, limit: int = 30) -> list[units.UnitRow]:
    """Units below the officer's whose name holds every word, in any spelling; nothing for nothing asked."""
    words = vietnamese.search_key(text).split()
    if not words:
        return []
    found = []
    for level in ("province", "district", "commune", "area"):
        for row in units.descendants(officer.unit_id, officer.on, level):
            key = vietnamese.search_key(row.name)
            if all(word in key for word in words):
                found.append(row)
                if len(found) == limit:
                    return found
    return found


# ---- the workbook of accounts -----------------------------------------------------------------------------------


def import_level(officer: access.Officer) -> str:
    """Whose accounts a workbook of this officer brings: the areas of a commune, else the communes."""
    return "area" if officer.level in ("commune", "area") else "commune"


def units_to_import(officer: access.Officer) -> list[units.UnitRow]:
    """The units a template lists, in Vietnamese order."""
    return units.descendants(officer.unit_id, officer.on, import_level(officer))


def plan_import(officer: access.Officer, rows: Sequence[rules.SheetRow]) -> list[rules.RowPlan]:
    """What the rows would do today, judged against the units in scope and the accounts there are. Five queries."""
    access.ensure(officer, Capability.ADMINISTER)
    listed = units_to_import(officer)
    below = [row for level in units.LEVEL_NAMES for row in units.descendants(officer.unit_id, officer.on, level)]
    known_units = {row.code: rules.KnownUnit(row.id, row.name) for row in (*below, *listed)}
    found = Account.objects.filter(username__in=[row.username for row in rows])
    held: dict[int, set[int]] = {}
    standing = Appointment.objects.filter(account__in=found).filter(units.valid_on(officer.on))
    for account_id, unit_id in standing.values_list("account_id", "body__unit_id"):
        held.setdefault(account_id, set()).add(unit_id)
    elsewhere = access.peer_administrator_ids(officer) | {officer.account_id}
    elsewhere |= set(  # whose slip is not this officer's to print: held (also) by those above
        Appointment.objects.filter(account__in=found)
        .exclude(valid_until__lte=officer.on)
        .exclude(body__unit_id__in=access.writable_unit_ids(officer))
        .values_list("account_id", flat=True)
    )
    known = {
        account.username: rules.KnownAccount(
            account.id,
            account.full_name,
            frozenset(held.get(account.id, ())),
            is_waiting=account.is_active and account.must_change_password and account.id not in elsewhere,
        )
        for account in found
    }
    return rules.plan_rows(rows, known_units, known, may_be_new_in=frozenset(row.id for row in listed))
