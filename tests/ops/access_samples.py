"""The addresses of running an installation. The matrix's world is set up, so its first-run pages are gone."""

from tests.access.sample import Sample

SAMPLES = {
    "audit_list": Sample("none", capabilities=frozenset({"administer", "coordinate", "approve"})),
    "setup": Sample("gone"),
    "setup_load": Sample("gone"),
    "setup_unit": Sample("gone"),
    "setup_administrator": Sample("gone"),
}
