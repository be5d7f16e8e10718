"""A first visit over a slow line: everything an officer's home page needs weighs at most 150 kB on the wire."""

import gzip
from pathlib import Path
from urllib.parse import urlsplit

import pytest

MOST_BYTES = 150_000


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_first_visit_of_home_weighs_at_most_150_kb(world, at_desk_as):
    page = at_desk_as("hanh")
    page.context.clear_cookies(name="nothing")
    weights: dict[str, int] = {}

    def weigh(response) -> None:
        body = response.body() if response.status == 200 else b""
        name = urlsplit(response.url).path
        weights[name] = len(body) if Path(name).suffix == ".woff2" else len(gzip.compress(body))

    fresh = page.context.new_page()
    fresh.on("response", weigh)
    fresh.goto("/")
    fresh.wait_for_load_state("networkidle")
    assert any(name.endswith(".woff2") for name in weights), "the typeface was not asked for: nothing was measured"
    assert any(name.endswith("app.css") for name in weights)
    assert sum(weights.values()) <= MOST_BYTES, weights
