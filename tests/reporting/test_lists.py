"""The list of the units below: found in any spelling, in Vietnamese order, exported as it is shown."""

import pytest
from django.urls import reverse

from tests.reporting import loop
from tests.reporting.test_pages import as_, sheets_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(world) -> str:
    return reverse("report_list", args=[loop.period(world)])


def names(world, address: str, asked: str) -> list[str]:
    return [
        row[0] for row in sheets_of(as_(world.khai).get(f"{address}?{asked}&xuat=xlsx"))["Các đơn vị"][2:] if row[0]
    ]


def test_a_unit_is_found_in_any_spelling(world, address):
    page = as_(world.khai).get(f"{address}?tim=hong+phong").content.decode()
    assert "Xã Hồng Phong" in page
    assert "Xã Tân Hương" not in page
    assert "Xã Hồng Phong" not in names(world, address, "tim=tan+huong")


def test_units_go_by_name_when_asked(world, address):
    told = names(world, address, "sap=ten")
    assert "Xã Hồng Phong" in told
    assert told.index("Xã Hồng Phong") < told.index("Xã Tân Hương")


def test_what_cannot_be_understood_shows_everything(world, address):
    assert as_(world.khai).get(f"{address}?sap=%00&tim={'a' * 300}").status_code == 200
