import pytest

from tests.programme import access_samples
from vandong.programme.models import (
    PlanReading,
)


@pytest.fixture
def reading(world):
    """The sample plan, read for the province, every item waiting."""
    kwargs = access_samples.draft_being_read(world, world.hai_duong)
    return PlanReading.objects.get(programme_id=kwargs["programme_id"])
