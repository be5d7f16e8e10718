"""What is too large to be taken ends in one page that says so, whatever the browser is still sending."""

import socket

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.ops.conftest import cluster, new_site, site
from tests.ops.site import serving
from vandong.kernel.models import AuditLine
from vandong.kernel.pages import TOO_LARGE

__all__ = ["cluster", "new_site", "site"]
RECORD = "/hoat-dong/ghi/"
MEGABYTE = 1024 * 1024


@pytest.fixture
def hanh(world, signed_in_as):
    return signed_in_as(world.hanh)


def _is_the_page(answer) -> None:
    text = answer.content.decode()
    assert answer.status_code == 413
    assert TOO_LARGE in text
    assert 'name="viewport"' in text
    assert "Về trang đầu" in text


def test_too_much_typed_is_answered_with_the_page_and_nothing_is_saved(hanh):
    lines = AuditLine.objects.count()
    body = "title=" + "a" * (2 * MEGABYTE)
    _is_the_page(hanh.post(RECORD, body, content_type="application/x-www-form-urlencoded"))
    _is_the_page(hanh.post(RECORD, {"title": "a" * (2 * MEGABYTE + 1)}))  # the same in a form with files
    assert AuditLine.objects.count() == lines


def test_too_many_fields_or_files_are_answered_with_the_page(hanh):
    _is_the_page(
        hanh.post(RECORD, "&".join(f"f{n}=1" for n in range(2001)), content_type="application/x-www-form-urlencoded")
    )
    _is_the_page(hanh.post(RECORD, {f"f{n}": "1" for n in range(2001)}))
    _is_the_page(hanh.post(RECORD, {"photos": [SimpleUploadedFile(f"{n}.jpg", b"x") for n in range(101)]}))


def test_more_files_than_any_form_sends_are_answered_with_the_page(hanh, settings):
    settings.MAX_BODY_BYTES = MEGABYTE
    _is_the_page(hanh.post(RECORD, {"photos": SimpleUploadedFile("a.jpg", b"x" * MEGABYTE)}))


def test_who_is_not_signed_in_gets_the_same_page(world, client):
    _is_the_page(client.post("/tai-khoan/dang-nhap/", {"login": "a" * (3 * MEGABYTE), "password": "x"}))


def test_a_host_that_is_not_ours_and_a_form_in_a_strange_script_get_a_page_too(world, client):
    answer = client.get("/tai-khoan/dang-nhap/", HTTP_HOST="la.example")
    assert answer.status_code == 400
    assert "chưa lưu gì" in answer.content.decode()
    odd = "application/x-www-form-urlencoded; charset=utf-16"
    answer = client.post("/tai-khoan/dang-nhap/", "login=a", content_type=odd)
    assert answer.status_code == 400
    assert "tải lại trang" in answer.content.decode()


@pytest.mark.once
@pytest.mark.parametrize(
    ("kind", "size"),
    [("application/x-www-form-urlencoded", 20 * MEGABYTE), ("multipart/form-data; boundary=x", 81 * MEGABYTE)],
)
def test_a_browser_that_sends_everything_first_hears_the_answer_from_the_real_server(site, kind, size):
    """Answering early and hanging up would reset the connection under the sender: no page at all."""
    site.build_world()
    with serving(site) as (port, _):
        with socket.create_connection(("127.0.0.1", port), timeout=60) as link:
            head = ["POST /tai-khoan/dang-nhap/ HTTP/1.1", "Host: 127.0.0.1", f"Content-Type: {kind}"]
            link.sendall("\r\n".join([*head, f"Content-Length: {size}", "", ""]).encode())
            block = b"a" * MEGABYTE
            for _ in range(size // MEGABYTE):
                link.sendall(block)
            answer = link.makefile("rb")
            status = answer.readline()
            headers = dict(line.split(b": ", 1) for line in iter(answer.readline, b"\r\n"))
            text = answer.read(
                int({name.lower(): value for name, value in headers.items()}[b"content-length"])
            ).decode()
        assert b" 413 " in status
        assert TOO_LARGE in text
