"""Pages that belong to no domain say one sentence and show the way on."""

import pytest

pytestmark = pytest.mark.django_db


def test_the_address_of_a_button_opened_like_a_page_says_so(world, signed_in_as):
    answer = signed_in_as(world.hanh).get("/thong-bao/doc-het/")
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert "không mở thẳng được" in answer.content.decode()
