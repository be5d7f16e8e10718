"""Makers of single things for tests: sensible defaults, every value that matters given by name."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import connection

from vandong.accounts.access import Officer, officer_for
from vandong.accounts.models import Account, Appointment
from vandong.kernel.audit import SYSTEM
from vandong.programme.models import Programme
from vandong.units.actions import StandingEntry, open_body, open_unit, record_standing

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
TODAY = date(2024, 11, 5)  # a Tuesday; the day the whole test world lives on
NOW = datetime.combine(TODAY, time(8, 15), tzinfo=ZONE)
LONG_AGO = date(2019, 12, 1)
PASSWORD = "mat-khau-cua-toi-2024"
_PROGRAMMES = Programme._meta.db_table


def unit(level: str, code: str, kind: str, name: str, parent: int | None, since: date = LONG_AGO) -> int:
    return open_unit(
        by=SYSTEM, level=level, code=code, kind=kind, name=name, parent_id=parent, valid_from=since, now=NOW
    )


def body(unit_id: int, kind: str, name: str, short_name: str, since: date = LONG_AGO) -> int:
    return open_body(by=SYSTEM, unit_id=unit_id, kind=kind, name=name, short_name=short_name, valid_from=since, now=NOW)


def standing(unit_id: int, kind: str, since: date) -> int:
    """How a commune stands as to drugs from a day on."""
    entry = StandingEntry(unit_id, kind, since, "12/QĐ-UBND", min(since, TODAY), "Ủy ban nhân dân tỉnh")
    return record_standing(by=SYSTEM, entry=entry, today=TODAY, now=NOW)


def person(
    username: str, full_name: str, body_id: int, title: str, *may: str, address: str = "", since: date = LONG_AGO
) -> Officer:
    """An account with its own password (`PASSWORD`) and one appointment with the capabilities `may`."""
    account = Account(
        username=username, full_name=full_name, address=address, must_change_password=False, created_at=NOW
    )
    account.set_password(PASSWORD)
    account.save()
    appointment = Appointment.objects.create(
        account=account,
        body_id=body_id,
        title=title,
        valid_from=since,
        created_at=NOW,
        **{f"may_{capability}": True for capability in may},
    )
    officer = officer_for(account.id, appointment.id, TODAY)
    assert officer is not None
    return officer


@contextmanager
def while_drafted(programme_id: int) -> Iterator[None]:
    """An issued programme as it was before: what is added to it inside, its draft had. (Once it is issued, parts come
    by an amendment alone.)"""
    back_to_draft(programme_id)
    yield
    Programme.objects.filter(id=programme_id).update(state="issued")


def back_to_draft(programme_id: int) -> None:
    """What the database lets nobody do: its promises about the programme's own row look away meanwhile."""
    rows = Programme.objects.filter(id=programme_id)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [_PROGRAMMES]
            )
            standing = cursor.fetchall()
            for name, _sql in standing:
                cursor.execute(f'DROP TRIGGER "{name}"')
            rows.update(state="draft")
            for _name, sql in standing:
                cursor.execute(sql)
        else:
            cursor.execute("SET session_replication_role = replica")
            rows.update(state="draft")
            cursor.execute("SET session_replication_role = DEFAULT")
