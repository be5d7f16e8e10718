"""The addresses of units, for the access matrix."""

from datetime import date
from typing import Any

from tests import make
from tests.access.sample import Sample
from tests.world import World
from vandong.units.models import UnitStanding

STANDING = {
    "kind": "hot_2", "valid_from": "01/11/2024", "decision_number": "12/QĐ-UBND", "decision_on": "30/10/2024",
    "issuer": "Ủy ban nhân dân tỉnh",
}  # fmt: skip


def ranked(world: World, unit: int) -> dict[str, Any]:
    """A commune's only standing; of a commune that ended, one from its own days."""
    found = UnitStanding.objects.filter(unit_id=unit).first()
    if found is None:
        found = UnitStanding.objects.create(
            unit_id=unit, kind="hot_1", valid_from=date(2019, 12, 1), decision_number="1/QĐ-UBND",
            decision_on=date(2019, 12, 1), issuer="Ủy ban nhân dân tỉnh", recorded_at=make.NOW,
        )  # fmt: skip
    return {"unit_id": unit, "standing_id": found.id}


SAMPLES = {
    "unit_list": Sample(scope="none"),
    "unit_show": Sample(scope="read", kwargs=lambda world, unit: {"unit_id": unit}),
    "standing_list": Sample(scope="none"),
    "standing_show": Sample(scope="read", kwargs=lambda world, unit: {"unit_id": unit}),
    "standing_record": Sample(
        "above",
        lambda world, unit: {"unit_id": unit},
        post=lambda world, unit: STANDING,
        capabilities=frozenset({"coordinate"}),
    ),
    "standing_take_back": Sample("above", ranked, post=lambda world, unit: {}, capabilities=frozenset({"coordinate"})),
    "area_open": Sample(
        scope="none",
        post=lambda world, unit: {"kind": "thôn", "name": "Mới", "valid_from": "01/01/2024"},
        capabilities=frozenset({"record", "administer"}),
        levels=frozenset({"commune"}),
    ),
}
