"""A slow line gets pages packed; files go as they are."""

import gzip

import pytest

pytestmark = pytest.mark.django_db
ANY_BROWSER = {"HTTP_ACCEPT_ENCODING": "gzip, br"}


def test_a_page_goes_packed_to_a_browser_that_can_unpack_it(world, signed_in_as):
    phone = signed_in_as(world.hanh)
    packed, plain = phone.get("/", **ANY_BROWSER), phone.get("/")
    assert packed["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain
    assert "Accept-Encoding" in packed["Vary"]
    assert "Việc đến hạn" in gzip.decompress(packed.content).decode()
    assert len(packed.content) * 2 < len(plain.content)


def test_a_workbook_goes_as_it_is(world, signed_in_as):
    sheet = signed_in_as(world.hanh).get("/hoat-dong/?xuat=xlsx", **ANY_BROWSER)
    assert sheet.status_code == 200
    assert "html" not in sheet["Content-Type"]
    assert "Content-Encoding" not in sheet
