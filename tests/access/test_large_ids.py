"""An address may name a number that no table holds: there is nothing there, and it is no fault of ours."""

import re

import pytest
from django.urls import reverse

from tests.access import matrix
from vandong.kernel.numbers import LARGEST_ID

pytestmark = pytest.mark.django_db


def _address(pattern: str, number: int) -> str:
    return "/" + re.sub(r"<(slug|str):\w+>", "x", re.sub(r"<int:\w+>", str(number), pattern))


def test_a_number_beyond_every_id_is_nothing_here(world, signed_in_as):
    addresses = [_address(route.pattern, LARGEST_ID + 1) for route in matrix.routes() if "<int:" in route.pattern]
    assert addresses
    for officer in (world.hanh, world.quan):
        client = signed_in_as(officer)
        answers = {address: client.get(address).status_code for address in addresses}
        assert {address: code for address, code in answers.items() if code != 404} == {}


@pytest.mark.parametrize("number", [LARGEST_ID + 1, -LARGEST_ID - 2])
def test_a_list_asked_about_such_a_unit_still_opens(world, signed_in_as, number):
    answer = signed_in_as(world.quan).get(reverse("account_list"), {"don_vi": number})
    assert answer.status_code == 200
