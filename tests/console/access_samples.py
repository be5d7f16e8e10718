"""The addresses of the console, for the access matrix."""

from typing import Any

from tests.access.sample import Sample

SENDS = frozenset({"record", "administer"})


def table(world: Any, unit: int) -> dict[str, Any]:
    return {"code": "hoat-dong"}


SAMPLES = {
    "home": Sample("none"),
    "more": Sample("none"),
    "help": Sample("none"),
    "sheet_list": Sample("none", capabilities=SENDS),
    "sheet_send": Sample("none", table, post=lambda world, unit: {}, capabilities=SENDS),
    "sheet_template": Sample("none", table, capabilities=SENDS),
    "sheet_preview": Sample("none", table, capabilities=SENDS),
    "sheet_accept": Sample("none", table, post=lambda world, unit: {}, capabilities=SENDS),
    "sheet_discard": Sample("none", table, post=lambda world, unit: {}, capabilities=SENDS),
    "guide": Sample("none", kwargs=lambda world, unit: {"slug": "can-bo-xa"}),
}
