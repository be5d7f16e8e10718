"""Notices go to a body, and each person of it reads them for themselves."""

from django.urls import reverse

from tests import make
from vandong.messaging import actions, queries
from vandong.messaging.models import Notice


def tell(officer, text: str, key: str, path: str = "") -> None:
    actions.tell_body(body_id=officer.body_id, key=key, text=text, path=path, now=make.NOW)


def test_a_notice_is_told_once_and_read_once_by_each(world):
    for _ in range(2):
        tell(world.hanh, "Báo cáo được duyệt.", "report:1:approved")
    assert Notice.objects.count() == 1
    notice = queries.notices(world.hanh)[0]
    actions.read_notice(notice.id, by=world.hanh, now=make.NOW)
    actions.read_notice(notice.id, by=world.hanh, now=make.NOW)
    assert queries.unread_count(world.hanh) == 0
    assert queries.unread_count(world.lan) == 1, "a colleague has not read it yet"


def test_what_a_person_did_is_new_to_their_colleagues_and_not_to_them(world):
    actions.tell_body(body_id=world.hanh.body_id, key="a", text="Báo cáo chờ duyệt.", now=make.NOW, by=world.hanh)
    actions.tell_body(body_id=world.khai.body_id, key="a", text="Báo cáo đã gửi lên.", now=make.NOW, by=world.hanh)
    unread = {who: queries.unread_count(getattr(world, who)) for who in ("hanh", "lan", "khai")}
    assert unread == {"hanh": 0, "lan": 1, "khai": 1}


def test_another_bodys_notice_does_not_exist(world, signed_in_as):
    tell(world.ha, "Chỉ cho Tân Hương.", "x")
    notice_id = Notice.objects.get().id
    client = signed_in_as(world.hanh)
    assert client.post(reverse("notice_read", args=[notice_id])).status_code == 404
    assert "Chỉ cho Tân Hương" not in client.get(reverse("notice_list")).content.decode()
    assert queries.unread_count(world.ha) == 1


def test_reading_leads_where_the_notice_says_but_never_outside(world, signed_in_as):
    client = signed_in_as(world.hanh)
    tell(world.hanh, "Có chương trình mới.", "a", path="/chuong-trinh/")
    tell(world.hanh, "Lạ.", "b", path="https://example.org/")
    inside, outside = Notice.objects.order_by("key")
    assert client.post(reverse("notice_read", args=[inside.id])).headers["Location"] == "/chuong-trinh/"
    assert client.post(reverse("notice_read", args=[outside.id])).headers["Location"] == reverse("notice_list")


def test_reading_all_empties_the_bell(world, signed_in_as):
    for number in range(3):
        tell(world.hanh, f"Tin {number}.", str(number))
    client = signed_in_as(world.hanh)
    assert "Thông báo: 3 mục chưa đọc" in client.get("/").content.decode()
    page = client.post(reverse("notice_read_all"), follow=True).content.decode()
    assert "Thông báo: không có mục chưa đọc" in page
    assert "Đã đánh dấu đọc hết." in page
