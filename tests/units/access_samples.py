"""The addresses of units, for the access matrix."""

from tests.access.sample import Sample

SAMPLES = {
    "unit_list": Sample(scope="none"),
    "unit_show": Sample(scope="read", kwargs=lambda world, unit: {"unit_id": unit}),
    "area_open": Sample(
        scope="none",
        post=lambda world, unit: {"kind": "thôn", "name": "Mới", "valid_from": "01/01/2024"},
        capabilities=frozenset({"record", "administer"}),
        levels=frozenset({"commune"}),
    ),
}
