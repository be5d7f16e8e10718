"""A person keeps what they ask of a list, under a name, for themselves alone."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from vandong.accounts.models import SavedFilter
from vandong.console.saved_filters.queries import LISTS
from vandong.kernel.models import AuditLine

pytestmark = pytest.mark.django_db

ASKED = "?cach=meeting&td=on"


def save(client, name, query=ASKED, route="activity_list"):
    return client.post("/bo-loc/luu/", {"ds": route, "loc": query, "ten": name}, follow=True)


def test_a_filter_is_saved_found_at_its_list_renamed_and_deleted(world, signed_in_as):
    client = signed_in_as(world.hanh)
    offered = client.get(f"/hoat-dong/{ASKED}&page=1").content.decode()
    assert 'value="?cach=meeting&amp;td=on"' in offered  # what would be kept: all of the question, not the page
    answer = save(client, "Họp ở trọng điểm", f"{ASKED}&page=3&xuat=xlsx&rut=")
    assert answer.redirect_chain == [(f"/hoat-dong/{ASKED}", 302)]
    assert 'aria-current="true">Họp ở trọng điểm</a>' in answer.content.decode()
    assert "Họp ở trọng điểm" in client.get("/hoat-dong/").content.decode()
    assert "Họp ở trọng điểm" not in client.get("/to-chuc/").content.decode()  # another list has its own

    row = SavedFilter.objects.get()
    client.post(f"/bo-loc/{row.id}/ten/", {"ten": "Trọng điểm"})
    page = client.get("/bo-loc/").content.decode()
    assert f'<a href="/hoat-dong/{ASKED.replace("&", "&amp;")}"><b>Trọng điểm</b></a>' in page
    client.post(f"/bo-loc/{row.id}/xoa/")
    assert not SavedFilter.objects.exists()
    told = AuditLine.objects.filter(action__startswith="accounts.filter.").order_by("id")
    assert [line.action.rpartition(".")[2] for line in told] == ["saved", "renamed", "deleted"]
    assert {line.subject_label for line in told} == {""}  # the audit's readers learn no name


def test_nobody_else_sees_a_filter_not_even_the_leader(world, signed_in_as):
    save(signed_in_as(world.hanh), "Riêng của tôi")
    row = SavedFilter.objects.get()
    leader = signed_in_as(world.lan)
    assert "Riêng của tôi" not in leader.get("/hoat-dong/").content.decode()
    assert "Riêng của tôi" not in leader.get("/bo-loc/").content.decode()
    assert leader.post(f"/bo-loc/{row.id}/ten/", {"ten": "Khác"}).status_code == 404
    assert leader.post(f"/bo-loc/{row.id}/xoa/").status_code == 404
    row.refresh_from_db()
    assert row.name == "Riêng của tôi"


def test_what_cannot_be_kept_is_refused_kindly_and_nothing_is_lost(world, signed_in_as):
    client = signed_in_as(world.hanh)
    save(client, "Ma túy")
    for name, query, said in (
        ("ma tuý", ASKED, "đã có một bộ lọc mang tên ấy"),
        ("…", ASKED, "một tên có chữ"),
        ("Dài", f"?tim={'a' * 1200}", "không lưu được"),
        ("Trống", "?page=2", "không lưu được"),
    ):
        answer = save(client, name, query)
        assert (answer.status_code, said in answer.content.decode()) == (422, True), name
        assert f'value="{name}"' in answer.content.decode()
    assert save(client, "Lạ", route="khong-co").status_code == 404
    for number in range(19):
        save(client, f"Số {number}")
    assert "20 bộ lọc" in save(client, "Một nữa").content.decode()
    first = SavedFilter.objects.order_by("id").first()
    answer = client.post(f"/bo-loc/{first.id}/ten/", {"ten": "số 3"})
    assert (answer.status_code, "đã có một bộ lọc mang tên ấy" in answer.content.decode()) == (422, True)


def test_every_list_with_filters_keeps_them():
    drawing = [
        path
        for path in Path(settings.PACKAGE).rglob("templates/**/*.html")
        if re.search(r'include "kernel/listing.html"', path.read_text()) and "kernel" not in path.parts
    ]
    assert len(drawing) == len(LISTS), "a new list: name it in console.saved_filters.queries.LISTS"
    assert all(reverse(route) for route in LISTS)
