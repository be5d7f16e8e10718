"""A long plan comes eighty items at a time, and a page tells where to go on."""

import re

import pytest

from tests import make
from tests.programme.confirming import hand_in
from vandong.programme import actions
from vandong.programme.models import ReadItem
from vandong.programme.reading import reviewing

TASKS = 95


def long_plan() -> bytes:
    head = "KẾ HOẠCH\nGiữ gìn vệ sinh môi trường năm 2025\n\nI. NHIỆM VỤ\n"
    tasks = (f"- MTTQ cấp xã tổ chức ngày tổng vệ sinh ở khu dân cư số {number}.\n" for number in range(1, TASKS + 1))
    return (head + "".join(tasks)).encode()


@pytest.fixture
def programme_id(world) -> int:
    document = actions.open_plan_document(long_plan(), "ke-hoach.txt")
    return actions.read_plan_document(by=world.binh, document=document, now=make.NOW)


def shown(html: str) -> list[int]:
    return [int(found) for found in re.findall(r'<li class="item[^>]* data-item="(\d+)"', html)]


def test_a_tab_shows_eighty_items_and_leads_to_the_others(world, signed_in_as, programme_id):
    tasks = reviewing.review(world.binh, programme_id).under("task")
    assert len(tasks) == TASKS
    client, path = signed_in_as(world.binh), f"/chuong-trinh/{programme_id}/xem-lai/"
    first = client.get(f"{path}?muc=task").content.decode()
    assert shown(first) == [task.id for task in tasks[:80]]
    assert f"item={tasks[80].id}" in first
    second = client.get(f"{path}?muc=task&item={tasks[90].id}").content.decode()
    assert shown(second) == [task.id for task in tasks[80:]]
    assert f"91/{TASKS}" in second
    assert f"item={tasks[79].id}" in second


def test_items_are_taken_together_only_from_the_page_they_were_seen_on(world, programme_id, signed_in_as):
    client, path = signed_in_as(world.binh), f"/chuong-trinh/{programme_id}/xem-lai/"
    html = client.get(f"{path}?muc=task").content.decode()
    seen = re.findall(r'name="seen" value="([\d:]+)"', html)
    assert len(seen) == 80
    client.post(f"{path}nhan-ca/", {"seen": seen})
    assert ReadItem.objects.filter(kind="task", state="waiting").count() == TASKS - 80
    after = reviewing.review(world.binh, programme_id)
    way_on = after.way_on(after.shown_with(after.under("task")[0]))
    assert way_on is not None
    assert (way_on.tab.code, way_on.tab.waiting, way_on.item.id) == ("task", TASKS - 80, after.under("task")[80].id)


def test_a_text_of_more_items_than_a_person_could_see_is_refused_and_begins_nothing(world, signed_in_as):
    text = "KẾ HOẠCH\nI. MỤC TIÊU\n" + "".join(f"- Giảm 5% số vụ việc loại {n}.\n" for n in range(2_600))
    answer = hand_in(signed_in_as(world.binh), text.encode())
    assert answer.status_code == 422
    assert "hơn 5.000 mục" in answer.content.decode()
    assert not ReadItem.objects.exists()
