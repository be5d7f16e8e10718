"""The same name, or the same appointment, given by many at the same instant: once, and the others are told."""

from functools import partial

import pytest

from tests import make
from tests import world as small_world
from tests.reporting.test_races import at_once
from vandong.accounts.actions import Grant, NewPerson, give_appointment, open_account
from vandong.accounts.models import Account, Appointment
from vandong.units import queries as units
from vandong.units.actions import open_body


@pytest.mark.django_db(transaction=True)
def test_a_name_an_appointment_and_a_body_are_given_once():
    """A second appointment in the same body would go on opening doors after the first was ended."""
    world = small_world.build()
    by, board = world.khai, units.standing_board(world.hong_phong, world.khai.on)
    grant = Grant(board.id, "Cán bộ Mặt trận", frozenset({"record"}), valid_from=by.on)
    person = NewPerson("nguoi.moi", "Người Mới")
    met = at_once(4, partial(open_account, by=by, person=person, grant=grant, now=make.NOW))
    assert met == {"won": 1, "accounts.username_taken": 3}
    account = Account.objects.get(username="nguoi.moi")

    elsewhere = Grant(
        units.standing_board(world.tan_huong, by.on).id, "Cán bộ Mặt trận", frozenset({"record"}), valid_from=by.on
    )
    met = at_once(4, partial(give_appointment, by=by, account_id=account.id, grant=elsewhere, now=make.NOW))
    assert met == {"won": 1, "accounts.already_held": 3}
    assert Appointment.objects.filter(account=account, body_id=elsewhere.body_id).count() == 1

    opened = partial(open_body, unit_id=world.hong_phong, kind="other", name="Hội Mới", short_name="Hội Mới")
    met = at_once(4, partial(opened, by=by, valid_from=by.on, now=make.NOW))
    assert met == {"won": 1, "units.body_taken": 3}
