"""Withdrawing and restoring: what was recorded stays in view, and a closed day stays closed."""

import io
from datetime import date

import pytest
from PIL import Image

from tests import make
from tests.outreach import forms
from tests.pages import fields_of, text_of
from vandong.kernel.models import AuditLine
from vandong.outreach import actions
from vandong.outreach.errors import AlreadyWithdrawn, NotWithdrawn
from vandong.outreach.models import Activity, ActivityPhoto
from vandong.units.actions import lock_until

pytestmark = pytest.mark.django_db


def close(world) -> None:
    lock_until(
        unit_id=world.hong_phong,
        key="report:1",
        from_on=date(2024, 1, 1),
        until_on=make.TODAY,
        reason="Báo cáo năm 2024 của xã Hồng Phong đã được duyệt.",
        now=make.NOW,
    )


def test_a_withdrawn_activity_stays_in_view_counts_nowhere_and_comes_back(world, signed_in_as):
    done = forms.recorded(world)
    forms.recorded(world, "two", attendance_count=100)
    client = signed_in_as(world.hanh)
    assert "Rút lại việc này?" in text_of(client.get(f"/hoat-dong/{done}/rut-lai/"))
    missing = client.post(f"/hoat-dong/{done}/rut-lai/", {"reason": "  "})
    assert missing.status_code == 422
    assert "Xin ghi vì sao rút lại" in text_of(missing)
    answer = client.post(f"/hoat-dong/{done}/rut-lai/", {"reason": "Ghi trùng"}, follow=True)
    assert "Đã rút lại." in text_of(answer)
    assert f'action="/hoat-dong/{done}/khoi-phuc/"' in answer.content.decode()
    assert "Hoàn tác" in text_of(answer)
    assert "<dt>Tính vào</dt><dd>Không tính vào đâu.</dd>" in text_of(answer)
    listed = text_of(client.get("/hoat-dong/"))
    assert 'class="struck"' in listed
    assert "Cộng 1 việc" in listed
    assert "1 việc đã rút lại không tính vào dòng cộng" in listed
    back = client.post(f"/hoat-dong/{done}/khoi-phuc/", follow=True)
    assert "Đã khôi phục." in text_of(back)
    assert "Cộng 2 việc" in text_of(client.get("/hoat-dong/"))
    told = (
        AuditLine.objects.filter(subject_type="outreach.activity", subject_id=str(done))
        .order_by("id")
        .values_list("action", "note")
    )
    assert list(told) == [
        ("outreach.activity.recorded", ""),
        ("outreach.activity.withdrawn", "Ghi trùng"),
        ("outreach.activity.restored", ""),
    ]


def test_withdrawing_twice_is_withdrawing_once(world, signed_in_as):
    done = forms.recorded(world)
    client = signed_in_as(world.hanh)
    client.post(f"/hoat-dong/{done}/rut-lai/", {"reason": "Ghi trùng"})
    again = client.post(f"/hoat-dong/{done}/rut-lai/", {"reason": "Lý do khác"})
    assert again["Location"] == f"/hoat-dong/{done}/"
    assert Activity.objects.get().withdrawn_reason == "Ghi trùng"
    with pytest.raises(AlreadyWithdrawn):
        actions.withdraw_activity(by=world.hanh, activity_id=done, reason="x", now=make.NOW)


def test_a_withdrawn_activity_is_not_corrected(world, signed_in_as):
    done = forms.recorded(world)
    actions.withdraw_activity(by=world.hanh, activity_id=done, reason="Ghi trùng", now=make.NOW)
    answer = signed_in_as(world.hanh).get(f"/hoat-dong/{done}/sua/")
    assert answer.status_code == 409
    assert AlreadyWithdrawn.message in text_of(answer)
    with pytest.raises(AlreadyWithdrawn):
        actions.correct_activity(by=world.hanh, activity_id=done, entry=forms.entry(world), version=2, now=make.NOW)


def test_a_withdrawn_activity_keeps_its_photos_so_that_it_comes_back_whole(world, signed_in_as):
    done = forms.recorded(world)
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8)).save(drawn, "PNG")
    actions.add_photos(by=world.hanh, activity_id=done, photos=[drawn.getvalue()], now=make.NOW)
    photo = ActivityPhoto.objects.get()
    actions.withdraw_activity(by=world.hanh, activity_id=done, reason="Ghi trùng", now=make.NOW)
    answer = signed_in_as(world.hanh).post(f"/hoat-dong/anh/{photo.id}/bo/")
    assert answer.status_code == 409
    assert AlreadyWithdrawn.message in text_of(answer)
    assert ActivityPhoto.objects.count() == 1


def test_what_stands_can_not_be_restored(world, signed_in_as):
    done = forms.recorded(world)
    with pytest.raises(NotWithdrawn):
        actions.restore_activity(by=world.hanh, activity_id=done, now=make.NOW)
    assert signed_in_as(world.hanh).post(f"/hoat-dong/{done}/khoi-phuc/")["Location"] == f"/hoat-dong/{done}/"


def test_a_closed_day_can_be_neither_corrected_nor_withdrawn_nor_restored(world, signed_in_as):
    done, gone = forms.recorded(world), forms.recorded(world, "two")
    actions.withdraw_activity(by=world.hanh, activity_id=gone, reason="Ghi trùng", now=make.NOW)
    client = signed_in_as(world.hanh)
    fields = fields_of(client.get(f"/hoat-dong/{done}/sua/"))
    close(world)
    reason = "Báo cáo năm 2024 của xã Hồng Phong đã được duyệt."
    for answer in (
        client.get(f"/hoat-dong/{done}/sua/"),
        client.post(f"/hoat-dong/{done}/sua/", fields | {"attendance_count": "64"}),
        client.post(f"/hoat-dong/{done}/rut-lai/", {"reason": "Ghi trùng"}),
        client.post(f"/hoat-dong/{gone}/khoi-phuc/"),
    ):
        assert answer.status_code == 409
        assert reason in text_of(answer)
    shown = text_of(client.get(f"/hoat-dong/{done}/"))
    assert reason in shown
    assert "/sua/" not in shown
    assert Activity.objects.get(id=done).attendance_count == 46
    assert Activity.objects.get(id=gone).withdrawn_at is not None


def test_an_activity_is_not_moved_into_a_closed_day(world, signed_in_as):
    done = forms.recorded(world)
    lock_until(
        unit_id=world.tieu_son, key="x", from_on=make.TODAY, until_on=make.TODAY, reason="Đã khóa.", now=make.NOW
    )
    client = signed_in_as(world.hanh)
    fields = fields_of(client.get(f"/hoat-dong/{done}/sua/"))
    answer = client.post(f"/hoat-dong/{done}/sua/", fields | {"unit": str(world.tieu_son)})
    assert answer.status_code == 422
    assert "Đã khóa." in text_of(answer)
