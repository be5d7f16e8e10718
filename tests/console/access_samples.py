"""The addresses of the console, for the access matrix."""

from tests.access.sample import Sample

SAMPLES = {
    "home": Sample("none"),
    "more": Sample("none"),
    "help": Sample("none"),
    "guide": Sample("none", kwargs=lambda world, unit: {"slug": "can-bo-xa"}),
}
