"""The addresses of the console, for the access matrix."""

from tests.access.sample import Sample
from vandong.console.sheets.offered import all_intakes

SAMPLES = {
    "home": Sample("none"),
    "more": Sample("none"),
    "help": Sample("none"),
    "sheet_list": Sample("none", capabilities=frozenset({"record", "administer"})),
    "guide": Sample("none", kwargs=lambda world, unit: {"slug": "can-bo-xa"}),
}

for intake in all_intakes().values():
    may = frozenset(intake.may)
    for step in ("send", "template", "preview", "accept", "discard"):
        post = (lambda world, unit: {}) if step in ("send", "accept", "discard") else None
        SAMPLES[f"sheet_{intake.name}_{step}"] = Sample("none", post=post, capabilities=may, levels=intake.levels)
