"""The addresses of accounts, for the access matrix."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from tests import make
from tests.access.sample import Sample
from tests.world import World
from vandong.accounts import actions
from vandong.accounts.models import Account, Appointment
from vandong.units import queries as units
from vandong.units.models import Body, Unit

ADMINISTER = frozenset({"administer"})


def person(world: World, unit: int) -> dict[str, Any]:
    """Somebody who holds one appointment, in the unit."""
    return {"account_id": _appointment(unit).account_id}


def shut(world: World, unit: int) -> dict[str, Any]:
    row = _appointment(unit)
    Account.objects.filter(id=row.account_id).update(is_active=False)
    return {"account_id": row.account_id}


def with_second_step(world: World, unit: int) -> dict[str, Any]:
    row = _appointment(unit)
    if not Authenticator.objects.filter(user_id=row.account_id).exists():
        TOTP.activate(row.account, generate_totp_secret())
    return {"account_id": row.account_id}


def appointment(world: World, unit: int) -> dict[str, Any]:
    return {"appointment_id": _appointment(unit).id}


def everyone_with_second_step(world: World, unit: int) -> dict[str, Any]:
    """These pages are about whoever looks."""
    for account in Account.objects.all():
        if not Authenticator.objects.filter(user=account).exists():
            TOTP.activate(account, generate_totp_secret())
            RecoveryCodes.activate(account)
    return {}


def _appointment(unit: int) -> Appointment:
    row = Appointment.objects.filter(account__username=f"nguoi.{unit}").select_related("account").first()
    if row is not None:
        return row
    stood = Unit.objects.get(id=unit)
    body = Body.objects.filter(unit_id=unit, kind="standing_board").first()
    body_id = (
        body.id if body else make.body(unit, "standing_board", f"Ban {unit}", f"Mặt trận {unit}", stood.valid_from)
    )
    account = Account(username=f"nguoi.{unit}", full_name="Người Khác", must_change_password=False, created_at=make.NOW)
    account.set_password(make.PASSWORD)
    account.save()
    return Appointment.objects.create(
        account=account,
        body_id=body_id,
        title="Ủy viên",
        may_record=True,
        valid_from=max(stood.valid_from, make.LONG_AGO) if stood.valid_until is None else stood.valid_from,
        valid_until=stood.valid_until,
        created_at=make.NOW,
    )


def new_appointment(world: World, unit: int) -> dict[str, Any]:
    """Given in the asker's own unit: the form's first choice."""
    body = units.standing_board(world.hong_phong, make.TODAY)
    assert body is not None
    return {"body": body.id, "title": "Ủy viên", "capabilities": ["record"], "valid_from": "05/11/2024"}


def new_person(world: World, unit: int) -> dict[str, Any]:
    return {
        **new_appointment(world, unit),
        "body": units.bodies(unit, make.TODAY)[0].id,
        "full_name": "Người Mới",
        "username": "nguoi.moi",
        "phone": "",
        "address": "",
    }


def nothing(world: World, unit: int) -> dict[str, Any]:
    return {}


PASSWORDS = {"oldpassword": make.PASSWORD, "password1": "bon-tu-de-nho-2024", "password2": "bon-tu-de-nho-2024"}
WITNESS = {"witness": "Trần Văn Chứng"}
TITLE = {"title": "Phó Chủ tịch", "capabilities": ["record", "liaise"]}

SAMPLES = {
    # the door
    "account_login": Sample("none", post=lambda world, unit: {"login": "khong-ai", "password": "sai"}),
    "account_logout": Sample("none", post=nothing),
    "account_reauthenticate": Sample("none", post=lambda world, unit: {"password": make.PASSWORD}),
    "account_change_password": Sample("none", post=lambda world, unit: PASSWORDS),
    "account_inactive": Sample("gone"),
    "account_set_password": Sample("gone"),
    "mfa_authenticate": Sample("none", post=lambda world, unit: {"code": "000000"}),
    "mfa_reauthenticate": Sample("none", everyone_with_second_step, lambda world, unit: {"code": "000000"}),
    "mfa_index": Sample("none", everyone_with_second_step),
    "mfa_activate_totp": Sample("none", post=lambda world, unit: {"code": "000000"}),
    "mfa_deactivate_totp": Sample("none", everyone_with_second_step, nothing),
    "mfa_view_recovery_codes": Sample("none", everyone_with_second_step),
    "mfa_generate_recovery_codes": Sample("none", everyone_with_second_step, nothing),
    "mfa_download_recovery_codes": Sample("none", everyone_with_second_step),
    # one's own
    "account_me": Sample("none", post=lambda world, unit: {"address": "anh", "phone": "0912345678"}),
    "appointment_switch": Sample("none"),
    # administration
    "account_list": Sample("none", capabilities=ADMINISTER),
    "account_new": Sample("none", post=new_person, capabilities=ADMINISTER),
    "account_show": Sample("read", person, capabilities=ADMINISTER),
    "account_edit": Sample(
        "read",
        person,
        lambda world, unit: {
            "full_name": "Tên Sửa",
            "phone": "0912345678",
            "version": actions.account_version(_appointment(unit).account),
        },
        ADMINISTER,
    ),
    "account_deactivate": Sample("read", person, lambda world, unit: {"reason": "Nghỉ hưu"}, ADMINISTER),
    "account_reactivate": Sample("read", shut, nothing, ADMINISTER),
    "account_new_password": Sample("read", person, lambda world, unit: WITNESS, ADMINISTER),
    "account_reset_two_step": Sample("read", with_second_step, lambda world, unit: WITNESS, ADMINISTER),
    "appointment_new": Sample("read", person, new_appointment, ADMINISTER),
    "appointment_edit": Sample(
        "write",
        appointment,
        lambda world, unit: TITLE | {"version": actions.appointment_version(_appointment(unit))},
        ADMINISTER,
    ),
    "appointment_end": Sample(
        "write",
        appointment,
        lambda world, unit: {"on": "06/11/2024", "version": actions.appointment_version(_appointment(unit))},
        ADMINISTER,
    ),
    "appointment_hand_over": Sample(
        "write",
        appointment,
        lambda world, unit: {
            "on": "06/11/2024",
            "who": "new",
            "username": "ke.nhiem",
            "full_name": "Kế Nhiệm",
            "version": actions.appointment_version(_appointment(unit)),
        },  # fmt: skip
        ADMINISTER,
    ),
}
