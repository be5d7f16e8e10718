"""Hand an appointment over: one person ends and the other begins on the same day, in the same body."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from vandong.accounts import access, rules
from vandong.accounts.actions.change_appointment import appointment_as_seen, close_on, label_of
from vandong.accounts.actions.give_appointment import Grant, write_appointment
from vandong.accounts.actions.open_account import NewPerson, Slip, write_account, write_slip
from vandong.accounts.models import Account
from vandong.kernel import audit
from vandong.kernel.errors import Invalid
from vandong.units import queries as units


@dataclass(frozen=True)
class Successor:
    """Who takes over: an account there is (by user name), or a new person."""

    username: str
    new: NewPerson | None = None


def hand_over(
    *, by: access.Officer, appointment_id: int, to: Successor, on: date, version: int | None, now: datetime
) -> Slip | None:
    """End the appointment on `on` and open the same one for the successor from that day, with the same title and
    capabilities. Records and drafts belong to the unit and its body: nothing is moved. Returns a slip when the
    successor is new. `version` is the `appointment_version` the page showed. Raises NotHere, OwnAccount,
    AppointmentEnded, EndsBeforeItBegins, UsernameTaken, AlreadyHeld, ChangedMeanwhile."""
    access.ensure(by, "administer")
    password = rules.one_time_password()
    hashed = make_password(password) if to.new else ""
    with transaction.atomic():
        row = appointment_as_seen(by, appointment_id, version)
        body = units.body(row.body_id)
        if to.new is not None:
            successor = write_account(by=by, person=to.new, hashed=hashed, unit_id=body.unit_id, now=now)
        else:
            successor = _known(by, to.username)
        if successor.id == row.account_id:
            raise Invalid("Người nhận phải khác người bàn giao. Xin chọn người khác.", field="username")
        close_on(row, on, today=by.on)
        grant = Grant(
            body_id=body.id,
            title=row.title,
            capabilities=row.capabilities - {"view"},
            valid_from=on,
            is_acting=False,
            signs_for_chair=row.signs_for_chair,
        )
        write_appointment(by=by, account=successor, body=body, grant=grant, now=now)
        audit.record(
            by=by,
            at=now,
            action="accounts.appointment.handed_over",
            subject_type="accounts.account",
            subject_id=row.account_id,
            subject_label=label_of(row),
            unit_id=body.unit_id,
            changed_fields=["valid_until"],
            note=f"Bàn giao cho {successor.full_name} từ {on:%d/%m/%Y}.",
        )
        if to.new is None:
            return None
        expires_on = write_slip(by=by, account=successor, witness="", now=now)
    place = f"{row.title}, {body.short_name}"
    return Slip(successor.id, successor.full_name, successor.username, password, place, expires_on)


def _known(by: access.Officer, username: str) -> Account:
    """The account of that name, in the officer's scope: outside it, the name is not known."""
    row = access.accounts_visible_to(by).filter(username=rules.tidy_username(username), is_active=True).first()
    if row is None:
        raise Invalid(
            "Không có tài khoản đang dùng với tên đăng nhập này trong phạm vi của anh/chị. "
            "Xin xem lại, hoặc chọn “Người mới”.",
            field="username",
        )
    if row.id == by.account_id:
        raise Invalid("Anh/chị không tự nhận chức danh. Xin nhờ người quản trị của cấp trên.", field="username")
    return row
