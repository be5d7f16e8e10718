"""Which tables an officer may send."""

from dataclasses import dataclass
from functools import cache
from importlib import import_module

from django.conf import settings
from django.urls import reverse

from vandong.accounts.access import MayNot, Officer
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


@dataclass(frozen=True)
class Paths:
    """The addresses of one table's pages."""

    send: str
    template: str
    preview: str
    accept: str
    discard: str


def paths_of(intake: OfficersIntake) -> Paths:
    return Paths(*(reverse(f"sheet_{intake.name}_{step}") for step in Paths.__dataclass_fields__))


def _is_for(intake: OfficersIntake, officer: Officer) -> bool:
    return officer.level in intake.levels and intake.is_for(officer)


def offered_to(officer: Officer) -> list[OfficersIntake]:
    """The tables this officer may send, in the order they are declared."""
    return [one for one in all_intakes().values() if officer.capabilities & set(one.may) and _is_for(one, officer)]


def intake_to_send(officer: Officer, code: str) -> OfficersIntake:
    """That table. Raises MayNot where it is not for this officer."""
    intake = all_intakes()[code]
    if not _is_for(intake, officer):
        raise MayNot
    return intake
