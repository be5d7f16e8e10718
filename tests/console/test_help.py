"""Help is on every page, in whole sentences; each guide is one sheet of A4."""

import io
import re

import pytest
from django.urls import get_resolver, reverse

from tests.access import matrix
from vandong.console import guides
from vandong.console.page_help_texts import TEXTS
from vandong.console.queries import page_help

NO_PAGE = re.compile(
    r"_(docx|pdf|file|photo|template|scan|sign|xlsx|download|read|read_all|open|submit|return|approve|issue"
    r"|declare|write|recompile|withdraw|restore|discard|accept|reactivate|deactivate|remove|part_delete)$"
)


def test_every_page_for_those_who_are_signed_in_says_what_it_is(world):
    get_resolver()
    silent = [
        route.name
        for route in matrix.routes()
        if route.rule != "open" and not NO_PAGE.search(route.name) and page_help(route.name, world.hanh) is None
    ]
    assert [name for name in silent if name not in ("help", "guide", "account_logout")] == []


def test_help_speaks_in_whole_sentences():
    for route, text in TEXTS.items():
        sentences = [text[0], *text[1], *text[2:]]
        for sentence in sentences:
            assert sentence[0].isupper(), (route, sentence)
            assert sentence.endswith("."), (route, sentence)


def test_each_role_is_handed_its_own_guide(world):
    expected = {
        "hanh": "can-bo-xa",
        "luong": "truong-ban-cong-tac",
        "lan": "lanh-dao-duyet",
        "khai": "dieu-phoi-huyen",
        "binh": "dieu-phoi-tinh",
        "quan": "quan-tri",
        "vien": "nguoi-xem",
    }
    assert {name: guides.guide_for(getattr(world, name)).slug for name in expected} == expected
    assert set(expected.values()) == set(guides.BY_SLUG)


def test_a_guide_that_does_not_exist_is_not_found(world, signed_in_as):
    assert signed_in_as(world.hanh).get(reverse("guide", args=["khong-co"])).status_code == 404


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_each_guide_prints_on_exactly_one_sheet(world, at_desk_as):
    from pypdf import PdfReader

    page = at_desk_as("hanh")
    for guide in guides.GUIDES:
        page.goto(reverse("guide", args=[guide.slug]))
        printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
        assert len(printed.pages) == 1, guide.slug
        words = "".join(printed.pages[0].extract_text().split())
        assert "".join(guide.title.split()) in words
        assert "Ngườihỗtrợ" in words, "the last line is on the sheet too"
