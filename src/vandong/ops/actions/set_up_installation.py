"""Make an empty system some unit's own: the Front's bodies below it, its first administrator, its name."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from vandong.accounts.actions import Grant, NewPerson, Slip
from vandong.accounts.actions.open_first_administrator import open_first_administrator
from vandong.kernel import audit, installation
from vandong.ops.errors import AlreadySetUp
from vandong.units import actions as unit_actions
from vandong.units import queries as units

TITLE = "Quản trị hệ thống"
FIRST_ADMINISTRATOR_MAY = frozenset({"administer", "coordinate"})


@dataclass(frozen=True)
class FirstAdministrator:
    """Who will open the other accounts. Without a `password` a one-time one is made and printed once."""

    username: str
    full_name: str
    title: str = TITLE
    password: str | None = None


def set_up_installation(*, unit_id: int, administrator: FirstAdministrator, now: datetime) -> Slip:
    """Everything or nothing; refuses a second time. The unit must stand today; the reference data must be loaded.

    Bodies of every administrative unit below begin with the year, so that this year's records have somewhere to belong
    (or with the youngest of the units, where the map changed during the year).
    """
    today = now.date()
    own = units.unit(unit_id)
    with transaction.atomic():
        installation.wait_to_set_up()
        if installation.current().is_set_up:
            raise AlreadySetUp
        below = units.units_by_id(units.subtree_ids(unit_id, today))
        begins = max(date(today.year, 1, 1), *(unit.valid_from for unit in below.values()))
        unit_actions.open_front_bodies(
            by=audit.SYSTEM, unit_ids=sorted(below), valid_from=begins, now=now, under_id=unit_id
        )
        board = units.standing_board(unit_id, today) or units.bodies(unit_id, today)[0]
        slip = open_first_administrator(
            by=audit.SYSTEM,
            person=NewPerson(username=administrator.username, full_name=administrator.full_name),
            grant=Grant(
                body_id=board.id,
                title=administrator.title,
                capabilities=FIRST_ADMINISTRATOR_MAY,
                valid_from=today,
            ),
            now=now,
            password=administrator.password,
        )
        installation.establish(name=own.name, now=now)
        audit.record(
            by=audit.SYSTEM,
            at=now,
            action="ops.installation.set_up",
            subject_type="units.unit",
            subject_id=unit_id,
            subject_label=own.name,
            unit_id=unit_id,
        )
    return slip
