"""Which tables an officer may send."""

from functools import cache
from importlib import import_module

from django.conf import settings

from vandong.accounts.access import MayNot, Officer
from vandong.kernel.errors import NotHere
from vandong.kernel.sheet_intake.declared import Intake

OfficersIntake = Intake[Officer]


@cache
def all_intakes() -> dict[str, OfficersIntake]:
    """Every table the domains declare, by code, in the order of the settings."""
    found: dict[str, OfficersIntake] = {}
    for path in settings.SHEET_INTAKES:
        for intake in import_module(path).INTAKES:
            if intake.code in found:
                raise ValueError(f"two tables called {intake.code!r}")
            found[intake.code] = intake
    return found


def offered_to(officer: Officer) -> list[OfficersIntake]:
    """The tables this officer may send, in the order they are declared."""
    return [one for one in all_intakes().values() if officer.may(one.may) and officer.level in one.levels]


def intake_to_send(officer: Officer, code: str) -> OfficersIntake:
    """That table. Raises NotHere where there is none of this name, MayNot where it is not this officer's to send."""
    intake = all_intakes().get(code)
    if intake is None:
        raise NotHere
    if intake not in offered_to(officer):
        raise MayNot
    return intake
