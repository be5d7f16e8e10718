"""What the set-up needs to know: is the map here, which units may be chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vandong.kernel import vietnamese
from vandong.kernel.numbers import parse_id
from vandong.ops.errors import UnknownUnit
from vandong.units import queries as units
from vandong.units.queries import UnitRow

LEVELS = ("province", "district", "commune")


@dataclass(frozen=True)
class Choice:
    """A unit one may set the system up for, with what stands above it."""

    unit: UnitRow
    above: str


def has_reference(on: date) -> bool:
    """Whether the nation's units are loaded."""
    return bool(provinces(on))


def provinces(on: date) -> list[UnitRow]:
    """Provinces standing on that day, in Vietnamese order; empty before the reference data is loaded."""
    return units.of_level("province", on)


def choices_in(province_id: int, on: date, words: Sequence[str] = ()) -> list[Choice]:
    """The province itself, then its districts (where there are any) and communes whose names hold all the (folded)
    words, in Vietnamese order."""
    province = units.unit(province_id)
    found = [Choice(province, "")]
    for level in ("district", "commune"):
        found += [Choice(unit, province.name) for unit in units.descendants(province_id, on, level)]
    return [choice for choice in found if all(word in vietnamese.search_key(choice.unit.name) for word in words)]


def unit_to_set_up(asked: str, on: date) -> UnitRow:
    """The unit of an id as asked in an address, if the system may be set up for it: an administrative one that stands
    that day. Raises UnknownUnit."""
    unit_id = parse_id(asked) or 0
    unit = units.units_by_id([unit_id]).get(unit_id)
    stands = unit and unit.valid_from <= on and (unit.valid_until is None or unit.valid_until > on)
    if unit is None or not stands or unit.level not in LEVELS:
        raise UnknownUnit
    return unit


def unit_with_code(code: str, on: date) -> UnitRow:
    """The unit of an official code standing on that day, the highest level first. Raises UnknownUnit."""
    for level in LEVELS:
        for unit in units.of_level(level, on, code=code.strip()):
            return unit
    raise UnknownUnit
