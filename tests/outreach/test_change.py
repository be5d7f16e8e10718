"""Correcting: two savers see each other, and nothing is lost."""

import re
from datetime import date
from html import unescape

import pytest

from tests import make
from tests.outreach import forms
from tests.pages import fields_of, text_of
from vandong.kernel.models import AuditLine
from vandong.outreach import actions, conflict, queries, recording
from vandong.outreach.actions import audit_line
from vandong.outreach.errors import ChangedByAnother, EntryRefused
from vandong.outreach.models import Activity


def hidden_of(answer) -> dict[str, list[str]]:
    """Hidden inputs of the conflict page."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', answer.content.decode()):
        if name != "csrfmiddlewaretoken":
            found.setdefault(name, []).append(unescape(value))
    return found


def test_a_correction_changes_what_was_said_and_the_audit_names_only_the_fields(world, signed_in_as):
    done = forms.recorded(world)
    client = signed_in_as(world.hanh)
    fields = fields_of(client.get(f"/hoat-dong/{done}/sua/"))
    answer = client.post(
        f"/hoat-dong/{done}/sua/", fields | {"attendance_count": "64", "place": "Sân đình"}, follow=True
    )
    assert "Đã lưu bản sửa:" in text_of(answer)
    assert "64 lượt người dự" in text_of(answer)
    assert "Sửa: địa điểm, số người dự" in text_of(answer).replace("</b>", "").replace("<b>", "")
    activity = Activity.objects.get()
    assert (activity.attendance_count, activity.place, activity.version) == (64, "Sân đình", 2)
    line = AuditLine.objects.get(action="outreach.activity.corrected")
    assert line.changed_fields == ["place", "attendance_count"]
    assert "64" not in line.note


def test_a_correction_that_changes_nothing_writes_nothing(world, signed_in_as):
    done = forms.recorded(world)
    client = signed_in_as(world.hanh)
    answer = client.post(f"/hoat-dong/{done}/sua/", fields_of(client.get(f"/hoat-dong/{done}/sua/")), follow=True)
    assert "Không có gì khác bản đang có" in text_of(answer)
    assert Activity.objects.get().version == 1
    assert not AuditLine.objects.filter(action="outreach.activity.corrected").exists()


def test_partners_groups_and_place_may_all_be_corrected(world):
    done = forms.recorded(world)
    changed = actions.correct_activity(
        by=world.lan,
        activity_id=done,
        entry=forms.entry(
            world,
            unit_id=world.tieu_son,
            partner_ids=frozenset({world.police_hong_phong}),
            risk_counts=((world.risk_groups["away_workers"], 9),),
            female_count=None,
        ),
        version=1,
        now=make.NOW,
    )
    assert changed == ("unit_id", "partner_ids", "female_count", "risk_counts")
    standing = recording.entry_of(Activity.objects.get())
    assert standing.partner_ids == {world.police_hong_phong}
    assert standing.risk_counts == ((world.risk_groups["away_workers"], 9),)
    assert standing.female_count is None


def test_the_second_of_two_savers_sees_both_values_and_chooses(world, signed_in_as):
    done = forms.recorded(world)
    address = f"/hoat-dong/{done}/sua/"
    hanh, lan = signed_in_as(world.hanh), signed_in_as(world.lan)
    mine, theirs = fields_of(hanh.get(address)), fields_of(lan.get(address))
    lan.post(address, theirs | {"attendance_count": "50", "leaflet_count": "35"})
    answer = hanh.post(address, mine | {"attendance_count": "64", "place": "Sân đình"})
    page = text_of(answer)
    assert answer.status_code == 409
    assert "Có người vừa sửa việc này" in page
    assert "Trần Thị Lan, Chủ tịch, Mặt trận xã Hồng Phong đã lưu bản của mình" in page
    differences = {one.field: one for one in answer.context["differences"]}
    assert set(differences) == {"attendance_count", "leaflet_count", "place"}
    assert (differences["attendance_count"].mine, differences["attendance_count"].theirs) == ("64", "50")
    # both changed it: asked; only one of us changed it: that one is offered
    assert differences["attendance_count"].chosen == ""
    assert differences["leaflet_count"].chosen == "theirs"
    assert differences["place"].chosen == "mine"
    assert Activity.objects.get().attendance_count == 50

    sent = hidden_of(answer)
    unfinished = hanh.post(address, sent | {"choose_leaflet_count": "theirs", "choose_place": "mine"})
    assert "còn chỗ chưa chọn" in text_of(unfinished)
    choices = {"choose_attendance_count": "mine", "choose_leaflet_count": "theirs", "choose_place": "mine"}
    saved = hanh.post(address, sent | choices, follow=True)
    assert "Đã lưu bản sửa" in text_of(saved)
    activity = Activity.objects.get()
    assert (activity.attendance_count, activity.leaflet_count, activity.place) == (64, 35, "Sân đình")
    assert activity.version == 3
    lines = AuditLine.objects.filter(action="outreach.activity.corrected").order_by("id")
    assert [line.changed_fields for line in lines] == [
        ["attendance_count", "leaflet_count"],
        ["place", "attendance_count"],
    ]


def test_a_third_saver_in_between_is_seen_too(world, signed_in_as):
    done = forms.recorded(world)
    address = f"/hoat-dong/{done}/sua/"
    hanh, lan = signed_in_as(world.hanh), signed_in_as(world.lan)
    mine = fields_of(hanh.get(address))
    lan.post(address, fields_of(lan.get(address)) | {"attendance_count": "50"})
    asked = hidden_of(hanh.post(address, mine | {"attendance_count": "64"}))
    lan.post(address, fields_of(lan.get(address)) | {"attendance_count": "55"})
    answer = hanh.post(address, asked | {"choose_attendance_count": "mine"})
    assert answer.status_code == 409
    assert "55" in text_of(answer)
    assert Activity.objects.get().attendance_count == 55


def test_two_savers_who_say_the_same_are_not_asked(world, signed_in_as):
    done = forms.recorded(world)
    address = f"/hoat-dong/{done}/sua/"
    hanh, lan = signed_in_as(world.hanh), signed_in_as(world.lan)
    mine = fields_of(hanh.get(address))
    lan.post(address, fields_of(lan.get(address)) | {"attendance_count": "50"})
    assert hanh.post(address, mine | {"attendance_count": "50"}).status_code == 302


def test_keeping_all_of_the_other_version_saves_nothing_new(world, signed_in_as):
    done = forms.recorded(world)
    address = f"/hoat-dong/{done}/sua/"
    hanh, lan = signed_in_as(world.hanh), signed_in_as(world.lan)
    mine = fields_of(hanh.get(address))
    lan.post(address, fields_of(lan.get(address)) | {"attendance_count": "50"})
    asked = hidden_of(hanh.post(address, mine | {"attendance_count": "64"}))
    answer = hanh.post(address, asked | {"choose_attendance_count": "theirs"}, follow=True)
    assert "Không có gì khác bản đang có" in text_of(answer)
    assert Activity.objects.get().version == 2


def test_the_sealed_state_survives_its_journey_and_nothing_else_does(world):
    entry = forms.entry(world)
    assert conflict.unseal(conflict.seal(entry)) == entry
    assert conflict.unseal("") is None
    assert conflict.unseal(conflict.seal(entry)[:-2] + "xx") is None


def test_an_old_version_without_a_seal_still_asks_every_field(world, signed_in_as):
    done = forms.recorded(world)
    address = f"/hoat-dong/{done}/sua/"
    hanh, lan = signed_in_as(world.hanh), signed_in_as(world.lan)
    mine = fields_of(hanh.get(address)) | {"opened": ["không phải dấu"]}
    lan.post(address, fields_of(lan.get(address)) | {"attendance_count": "50"})
    answer = hanh.post(address, mine | {"place": "Sân đình"})
    assert {one.chosen for one in answer.context["differences"]} == {""}


def test_a_stale_version_refuses_the_verb_with_what_stands(world):
    done = forms.recorded(world)
    actions.correct_activity(
        by=world.lan, activity_id=done, entry=forms.entry(world, attendance_count=50), version=1, now=make.NOW
    )
    with pytest.raises(ChangedByAnother) as refused:
        actions.correct_activity(
            by=world.hanh, activity_id=done, entry=forms.entry(world, attendance_count=64), version=1, now=make.NOW
        )
    assert refused.value.theirs.attendance_count == 50


# ---- whose it is ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["ha", "nam", "stranger", "tuyet"])
def test_an_activity_of_others_is_not_here(world, signed_in_as, who):
    done = forms.recorded(world)
    client = signed_in_as(getattr(world, who))
    for address in ("", "sua/", "rut-lai/"):
        assert client.get(f"/hoat-dong/{done}/{address}").status_code == 404
    for address in ("sua/", "rut-lai/", "khoi-phuc/", "anh/"):
        assert client.post(f"/hoat-dong/{done}/{address}", {"reason": "x"}).status_code == 404
    assert client.get("/hoat-dong/999999999999999999999999/").status_code == 404


def test_the_level_above_reads_but_leaves_correcting_to_the_commune(world, signed_in_as):
    done = forms.recorded(world)
    client = signed_in_as(world.khai)
    shown = client.get(f"/hoat-dong/{done}/")
    assert "/sua/" not in shown.content.decode()
    answer = client.get(f"/hoat-dong/{done}/sua/")
    assert answer.status_code == 409
    assert "Đơn vị xã Hồng Phong tự ghi được việc của mình" in text_of(answer)


def test_a_predecessors_activity_is_read_only(world, signed_in_as):
    done = forms.recorded(world)
    Activity.objects.filter(id=done).update(unit_id=world.hung_thai, held_on=date(2019, 5, 1))
    client = signed_in_as(world.ha)
    assert "Xã Hưng Thái (cũ)" in text_of(client.get(f"/hoat-dong/{done}/"))
    assert client.get(f"/hoat-dong/{done}/sua/").status_code == 404
    assert client.post(f"/hoat-dong/{done}/rut-lai/", {"reason": "x"}).status_code == 404


def written_for_them(world) -> int:
    """An activity its commune recorded, then corrected from the district because nobody there can any more."""
    bare = make.unit("commune", "11209", "xã", "Đông Xuyên", world.ninh_giang)
    board = make.body(bare, "standing_board", "Ban Thường trực Ủy ban MTTQ Việt Nam xã Đông Xuyên", "Mặt trận xã")
    done = forms.recorded(world, by=world.hanh, partner_ids=frozenset())
    Activity.objects.filter(id=done).update(unit_id=bare, recorded_in_id=bare, lead_body_id=board)
    return done


def test_a_district_correcting_a_communes_record_neither_sees_nor_loses_its_group_counts(world, signed_in_as):
    done = written_for_them(world)
    address, client = f"/hoat-dong/{done}/sua/", signed_in_as(world.khai)
    page = client.get(address)
    assert not [field for field in page.context["form"].fields if field.startswith("risk_")]
    assert conflict.unseal(page.context["form"]["opened"].value()).risk_counts == ()
    client.post(address, fields_of(page) | {"attendance_count": "64"})
    standing = recording.entry_of(Activity.objects.get())
    assert standing.attendance_count == 64
    assert {count for _, count in standing.risk_counts} == {7, 3}


def test_the_district_is_not_told_that_groups_were_counted_and_can_not_throw_the_counts_away(world, signed_in_as):
    done = written_for_them(world)
    activity = Activity.objects.get()
    audit_line.record(
        by=world.hanh, activity=activity, unit_in_sentence="xã Đông Xuyên", verb="corrected",
        changed_fields=("attendance_count", "risk_counts"), now=make.NOW,
    )  # fmt: skip
    story = queries.activity(world.khai, done).story
    assert {event.fields for event in story if event.verb == "Sửa"} == {"số người dự"}
    standing = recording.entry_of(activity)
    with pytest.raises(EntryRefused) as refused:
        actions.correct_activity(
            by=world.khai, activity_id=done, entry=standing._replace(programme_id=standing.programme_id + 1),
            version=1, now=make.NOW,
        )  # fmt: skip
    assert [fault.field for fault in refused.value.faults] == ["programme"]


def test_nobody_finds_a_hidden_count_by_trying_lower_attendances(world, signed_in_as):
    done = written_for_them(world)
    address, client = f"/hoat-dong/{done}/sua/", signed_in_as(world.khai)
    typed = fields_of(client.get(address))
    answers = [client.post(address, typed | {"attendance_count": str(count)}) for count in (6, 45)]
    assert {answer.status_code for answer in answers} == {422}
    for answer in answers:
        assert "nên không giảm được số người dự" in answer.content.decode()
    assert recording.entry_of(Activity.objects.get()).attendance_count == 46


def test_a_commune_corrects_an_areas_record_with_its_group_counts(world, signed_in_as):
    done = forms.recorded(world, by=world.luong)
    group = f"risk_{world.risk_groups['released_prisoners']}"
    client = signed_in_as(world.hanh)
    page = client.get(f"/hoat-dong/{done}/sua/")
    client.post(f"/hoat-dong/{done}/sua/", fields_of(page) | {group: "2"})
    assert (world.risk_groups["released_prisoners"], 2) in recording.entry_of(Activity.objects.get()).risk_counts
