"""How communes stand as to drugs: one standing a day, by a decision, recorded by who stands above."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tests import make
from tests.outreach import forms
from vandong.kernel.models import AuditLine
from vandong.outreach import queries as outreach
from vandong.outreach.queries import ActivityFilter
from vandong.units import queries as units
from vandong.units.actions import StandingEntry, record_standing
from vandong.units.errors import StandingOutOfOrder, UnitNotStanding
from vandong.units.models import UnitStanding

DECISION = {
    "kind": "hot_2", "valid_from": "01/03/2024", "decision_number": " 12/QĐ-UBND ", "decision_on": "20/02/2024",
    "issuer": "Ủy ban nhân dân tỉnh",
}  # fmt: skip


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_a_coordinator_above_records_decisions_one_after_another_and_takes_the_last_back(world, signed_in_as):
    client = signed_in_as(world.khai)
    address = f"/don-vi/{world.hong_phong}/xep-loai/"
    assert client.post(f"{address}ghi/", DECISION).status_code == 302
    early = client.post(f"{address}ghi/", DECISION | {"kind": "drug_free", "valid_from": "01/03/2024"})
    assert early.status_code == 422
    assert "đã được xếp loại từ ngày 01/03/2024" in text_of(early)
    later = DECISION | {"kind": "drug_free", "valid_from": "01/09/2024"}
    assert client.post(f"{address}ghi/", later).status_code == 302
    day = units.standing_of
    assert day(world.hong_phong, date(2024, 2, 29)) is None
    assert day(world.bong_lai, date(2024, 8, 31)).name == "Trọng điểm loại II", "an area stands as its commune"
    assert day(world.hong_phong, date(2024, 9, 1)).kind == "drug_free"
    last = units.standings_of_unit(world.hong_phong)[0]
    assert last.decision == "12/QĐ-UBND ngày 20/02/2024, Ủy ban nhân dân tỉnh"
    assert client.post(f"{address}{last.id}/bo/").status_code == 302
    assert day(world.hong_phong, date(2024, 12, 1)).kind == "hot_2", "what it ended goes on"
    told = [line.action for line in AuditLine.objects.filter(subject_type="units.standing").order_by("id")]
    assert told == ["units.standing.recorded", "units.standing.recorded", "units.standing.taken_back"]
    assert "Ghi một quyết định mới" not in text_of(signed_in_as(world.hanh).get(address))


def test_no_two_standings_overlap_even_behind_the_verb(world):
    make.standing(world.hong_phong, "hot_1", date(2024, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        UnitStanding.objects.create(
            unit_id=world.hong_phong, kind="none", valid_from=date(2024, 6, 1), decision_number="1", issuer="X",
            decision_on=date(2024, 6, 1), recorded_at=make.NOW,
        )  # fmt: skip
    entry = StandingEntry(world.hong_phong, "none", date(2023, 1, 1), "1/QĐ", date(2023, 1, 1), "Tỉnh")
    with pytest.raises(StandingOutOfOrder):
        record_standing(by=make.SYSTEM, entry=entry, today=make.TODAY, now=make.NOW)
    with pytest.raises(UnitNotStanding):
        make.standing(world.bong_lai, "none", date(2024, 1, 1))


def test_the_list_tells_who_is_a_hot_spot_today_and_who_was_never_ranked(world, signed_in_as):
    make.standing(world.hong_phong, "hot_3", date(2024, 1, 1))
    make.standing(world.ngu_hung, "hot_1", date(2024, 1, 1))
    make.standing(world.ngu_hung, "problem", date(2024, 6, 1))
    client = signed_in_as(world.binh)

    def found(**asked) -> list[str]:
        return [one.row.unit.name for one in client.get("/don-vi/xep-loai/", asked).context["listing"].rows]

    assert found(loai="hot") == ["Xã Hồng Phong"]
    assert found(loai="nobody") == ["Xã Tân Hương"]
    assert found(tim="ngu hung") == ["Xã Ngũ Hùng"]
    assert client.get("/don-vi/xep-loai/?xuat=xlsx").status_code == 200


def test_activities_are_found_by_how_their_place_stood_on_their_day(world, signed_in_as):
    make.standing(world.hong_phong, "hot_2", date(2024, 11, 1))
    before = forms.recorded(world, "before", held_on=date(2024, 10, 31))
    after = forms.recorded(world, "after", held_on=date(2024, 11, 1))
    found = outreach.activities(world.khai, ActivityFilter(only_hot=True))
    assert [(row.id, row.standing) for row in found] == [(after, "Trọng điểm loại II")]
    assert "Trọng điểm loại II" in text_of(signed_in_as(world.khai).get(f"/hoat-dong/{after}/"))
    assert outreach.activity(world.khai, before).standing is None
