"""Who of a high-risk group came for the first time this year: part of those who came, unknown where nobody asked."""

import pytest
from django.db import IntegrityError, transaction

from tests.outreach import forms
from tests.outreach.test_activity_sheet import LOOK, SEND, sent
from tests.sheets import accept
from vandong.outreach import conflict, recording
from vandong.outreach.models import Activity, RiskAttendance

RECORD = "/hoat-dong/ghi/"


@pytest.mark.django_db
def test_a_form_takes_first_timers_as_part_of_the_group_and_nothing_typed_is_not_nought(world, signed_in_as, typed):
    hanh = signed_in_as(world.hanh)
    away, released = world.risk_groups["away_workers"], world.risk_groups["released_prisoners"]
    page = hanh.get(RECORD).content.decode()
    assert "lần đầu trong năm được tuyên truyền theo chương trình này, đếm bằng giơ tay" in page

    refused = hanh.post(RECORD, typed(**{f"first_{away}": "8"}))  # seven of the group came
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, [f"first_{away}"])
    assert not Activity.objects.exists()

    hanh.post(RECORD, typed(**{f"first_{away}": "5", f"first_{world.risk_groups['street_youth']}": "0"}))
    activity = Activity.objects.get()
    assert {row.risk_group_id: row.first_timer_count for row in activity.risk_attendances.all()} == {
        away: 5,
        released: None,
    }
    assert "lần đầu: 5" in hanh.get(f"/hoat-dong/{activity.id}/").content.decode()
    assert "lần đầu: 5" not in signed_in_as(world.khai).get(f"/hoat-dong/{activity.id}/").content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        RiskAttendance.objects.filter(risk_group_id=away).update(first_timer_count=8)

    standing = recording.entry_of(activity)
    assert conflict.unseal(conflict.seal(standing)) == standing
    assert conflict.without(standing, frozenset([away])).first_timer_counts == ()
    again = recording.entry_to_repeat(world.hanh, activity.id)
    assert (again.risk_counts, again.first_timer_counts) == ((), ())


@pytest.mark.django_db
def test_of_two_who_correct_the_second_chooses_between_both_counts_of_first_timers(world, signed_in_as, typed):
    away = world.risk_groups["away_workers"]
    activity = forms.recorded(world, first_timer_counts=((away, 5),))
    page = f"/hoat-dong/{activity}/sua/"
    hanh = signed_in_as(world.hanh)
    opened = hanh.get(page).context["form"]["opened"].value()
    mine = typed(version="1", opened=opened, **{f"first_{away}": "6"})
    assert hanh.post(page, typed(version="1", opened=opened, **{f"first_{away}": "2"})).status_code == 302
    conflicting = hanh.post(page, mine)
    assert conflicting.status_code == 409
    assert [(one.field, one.mine, one.theirs) for one in conflicting.context["differences"]] == [
        ("first_timer_counts", "Làm ăn xa: 6", "Làm ăn xa: 2")
    ]
    hanh.post(page, mine | {"version": "2", "choose_first_timer_counts": "mine"})
    assert recording.entry_of(Activity.objects.get()).first_timer_counts == ((away, 6),)


@pytest.mark.django_db
def test_a_workbook_holds_first_timers_beside_their_group(world, signed_in_as):
    hanh = signed_in_as(world.hanh)
    book = (
        "Ngày | Thôn | Hình thức | Số người | Làm ăn xa | Làm ăn xa, lần đầu\n5/10/2024 | Bồng Lai | Họp | 46 | 7 | 9"
    )
    sent(hanh, book)
    (mistake,) = hanh.get(LOOK).context["judged"].mistakes
    assert (mistake.column, "nhiều hơn số người của nhóm" in mistake.sentence) == ("Làm ăn xa, lần đầu", True)
    sent(hanh, book.replace("| 9", "| 5"))
    accept(hanh, SEND)
    row = RiskAttendance.objects.get()
    assert (row.count, row.first_timer_count) == (7, 5)
