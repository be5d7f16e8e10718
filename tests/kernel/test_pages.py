"""Pages that belong to no domain say one sentence and show the way on."""

import re

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import OperationalError

from vandong.kernel import pages

pytestmark = pytest.mark.django_db


def test_the_address_of_a_button_opened_like_a_page_says_so(world, signed_in_as):
    answer = signed_in_as(world.hanh).get("/thong-bao/doc-het/")
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert "không mở thẳng được" in answer.content.decode()


@pytest.mark.parametrize("path", ["/tai-khoan/nguoi/them/", "/bang-tinh/tai-khoan/", "/bao-cao/ky/moi/"])
def test_an_empty_form_is_answered_by_us_and_not_by_the_browser(world, signed_in_as, path):
    who = world.binh if path.startswith("/bao-cao/") else world.khai
    form = signed_in_as(who).get(path).content.decode()
    assert re.search(r'<form class="card stack" method="post"[^>]* novalidate>', form)
    answer = signed_in_as(who).post(path, {"title": ""})
    assert answer.status_code == 422
    told = answer.content.decode()
    assert "Chưa lưu." in told
    assert "bắt buộc." not in told, "that is the framework speaking"


def test_a_session_that_finds_no_room_on_the_disk_is_no_bad_request(rf):
    """Django tells a session it could not write as one somebody deleted, and answers 400."""
    for reason, status in (("database or disk is full", 507), ("no such table", 400)):
        interrupted = SessionInterrupted("The request's session was deleted.")
        interrupted.__context__ = UpdateError()
        interrupted.__context__.__context__ = OperationalError(reason)
        assert pages.bad_request(rf.get("/"), interrupted).status_code == status
