"""The facts every domain hands over, by name. Settings name the modules (`ANALYTICS_FACTS`); each holds `FACTS`."""

from functools import cache
from importlib import import_module

from django.conf import settings

from vandong.kernel.facts import Fact


@cache
def registered() -> dict[str, Fact]:
    """Every domain's facts by name."""
    found: dict[str, Fact] = {}
    for path in settings.ANALYTICS_FACTS:
        for fact in import_module(path).FACTS:
            if fact.name in found:
                raise ValueError(f"two facts are called {fact.name!r}")
            found[fact.name] = fact
    return found
