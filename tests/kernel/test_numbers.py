"""Numbers as people, addresses and forms write them."""

import pytest

from vandong.kernel.numbers import parse_id


@pytest.mark.parametrize(
    ("said", "meant"), [("7", 7), ("", None), (None, None), ("²", None), ("٣", None), ("-1", None), ("9" * 5000, None)]
)
def test_an_id_in_an_address_is_plain_digits_or_nothing(said, meant):
    assert parse_id(said) == meant
