"""A person at a desk."""

import pytest

from tests.journeys.conftest import sign_in


@pytest.fixture
def at_desk_as(desk):
    """`at_desk_as("hanh")`: the desk's window after that person signed in."""

    def at_desk_as(username: str):
        sign_in(desk, username)
        return desk

    return at_desk_as
