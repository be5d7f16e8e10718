"""Shared by the tests of activities: a form as a browser would send it."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.outreach import forms
from tests.world import World


@pytest.fixture
def typed(world: World) -> Callable[..., dict[str, Any]]:
    """A talk in Bồng Lai as Hạnh would type it; anything else by name (None leaves a field out)."""
    return lambda **changes: forms.typed(world, **changes)
