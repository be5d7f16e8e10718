"""How a domain tells the access matrix about its addresses: `tests/<domain>/access_samples.py` holds `SAMPLES`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from tests import make
from tests.world import World
from vandong.units import queries as units
from vandong.units.models import Body

Build = Callable[[World, int], dict[str, Any]]


@dataclass(frozen=True)
class Sample:
    """One route (by its name). `scope` says how far an officer reaches through it:

    read     units below the officer's, and predecessors of those (GET pages of one object)
    write    units below the officer's only
    own      the officer's own unit only
    heir     the officer's own unit, and what it took in (what somebody is owed after a merger too)
    above    units directly below the officer's, not their own (what the level above decides)
    none     the page carries no object (lists, forms, home): it must show nothing of other units
    gone     answers like an address that does not exist, to everyone
    """

    scope: Literal["read", "write", "own", "heir", "above", "none", "gone"]
    kwargs: Build = lambda world, unit: {}  # makes or finds an object of `unit`; returns the URL's arguments
    post: Build | None = None  # a valid body for POST on that object; None = the route takes no POST
    capabilities: frozenset[str] = field(default_factory=lambda: frozenset({"view"}))  # any one of these opens it
    levels: frozenset[str] = frozenset()  # of the officers it is for ("none" only); empty = every level
    also: frozenset[str] = frozenset()  # fields the route's form takes that neither its page nor `post` names


def board_of(unit: int) -> int:
    """The Standing Board of a unit, whatever the unit's days: one that has ended gets a board that stood with it."""
    found = units.standing_board(unit, make.TODAY)
    if found is not None:
        return found.id
    earlier = Body.objects.filter(unit_id=unit, kind="standing_board").order_by("id").first()
    if earlier is not None:
        return earlier.id
    since = max(units.unit(unit).valid_from, date(2004, 1, 1))
    return make.body(unit, "standing_board", f"Ban Thường trực {unit}", f"Mặt trận {unit}", since)
