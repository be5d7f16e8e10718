"""The addresses of activities, for the access matrix."""

from typing import Any

from tests import make
from tests.access.sample import Sample
from tests.outreach import forms
from tests.world import World
from vandong.kernel import files
from vandong.kernel.audit import SYSTEM
from vandong.outreach.actions import ActivityEntry, LoadedActivity, load_activities
from vandong.outreach.models import Activity, ActivityPhoto, Organisation, Propagandist
from vandong.units.queries import standing_board

RECORD = frozenset({"record"})


def activity(world: World, unit: int) -> dict[str, Any]:
    """A meeting held in that unit and recorded there, whatever the unit."""
    found = Activity.objects.filter(unit_id=unit, withdrawn_at__isnull=True).first()
    if found is None:
        board = standing_board(unit, make.TODAY)
        lead = board.id if board else world.ha.body_id  # a commune that ended: whoever took it in
        entry = ActivityEntry(
            programme_id=world.programme,
            unit_id=unit,
            held_on=make.TODAY,
            channel="meeting",
            lead_body_id=lead,
            attendance_count=46,
        )
        load_activities(by=SYSTEM, activities=[LoadedActivity(entry, None, "Người ghi", unit, make.NOW)], now=make.NOW)
        found = Activity.objects.get(unit_id=unit, withdrawn_at__isnull=True)
    return {"activity_id": found.id}


def withdrawn(world: World, unit: int) -> dict[str, Any]:
    kwargs = activity(world, unit)
    Activity.objects.filter(id=kwargs["activity_id"]).update(withdrawn_at=make.NOW, withdrawn_reason="Ghi trùng")
    return kwargs


def photo(world: World, unit: int) -> dict[str, Any]:
    activity_id = activity(world, unit)["activity_id"]
    file = files.store(b"\xff\xd8 anh", name="anh.jpg", media_type="image/jpeg", now=make.NOW)
    row = ActivityPhoto.objects.create(activity_id=activity_id, file=file, width=1, height=1, added_at=make.NOW)
    return {"photo_id": row.id}


def typed(world: World, unit: int) -> dict[str, Any]:
    board = standing_board(unit, make.TODAY)
    return forms.typed(world, unit=str(unit), lead_body=str(board.id if board else ""), partners=[])


def corrected(world: World, unit: int) -> dict[str, Any]:
    return typed(world, unit) | {"version": "1", "opened": ""}


def organisation(world: World, unit: int) -> dict[str, Any]:
    found = Organisation.objects.filter(unit_id=unit).first()
    if found is None:
        found = Organisation(unit_id=unit, kind="school", name=f"Trường QZ{unit}ZQ", created_at=make.NOW)
        found.save()
    return {"organisation_id": found.id}


def organisation_typed(world: World, unit: int) -> dict[str, Any]:
    return {"name": "Trường Mới", "kind": "school", "unit": str(unit), "address": "", "code": "", "valid_from": ""}


def propagandist(world: World, unit: int) -> dict[str, Any]:
    found = Propagandist.objects.filter(unit_id=unit, withdrawn_at__isnull=True).first()
    if found is None:
        found = Propagandist(
            unit_id=unit, name=f"Người QZ{unit}ZQ", kind="elder", consent_version=1, consent_form="signed",
            consented_on=make.TODAY, created_at=make.NOW,
        )  # fmt: skip
        found.fill_keys()
        found.save()
    return {"propagandist_id": found.id}


def propagandist_typed(world: World, unit: int) -> dict[str, Any]:
    return {
        "has_agreed": "on", "consent_form": "signed", "consented_on": "01/11/2024", "name": "Người Mới",
        "kind": "elder", "areas": [], "trained_on": "", "phone": "", "version": "2",
    }  # fmt: skip


def group(world: World, unit: int) -> dict[str, Any]:
    return {"group_id": world.risk_groups["away_workers"], "year": make.TODAY.year}


SAMPLES = {
    "propagandist_list": Sample("none"),
    "propagandist_gaps": Sample("none"),
    "propagandist_register": Sample(
        "none",
        post=propagandist_typed,
        capabilities=RECORD,
        levels=frozenset({"commune"}),
        also=frozenset({"has_agreed_to_phone", "has_agreed_to_lists"}),
    ),
    "propagandist_correct": Sample(
        "heir",
        propagandist,
        post=lambda world, unit: {
            "name": "Người Sửa",
            "kind": "elder",
            "areas": [],
            "trained_on": "",
            "phone": "",
            "version": "1",
        },
        capabilities=RECORD,
        also=frozenset({"has_agreed_to_phone", "has_agreed_to_lists"}),
    ),
    "propagandist_withdraw": Sample("heir", propagandist, post=lambda world, unit: {}, capabilities=RECORD),
    "group_size_list": Sample("none"),
    "group_size_state": Sample(
        "none",
        group,
        post=lambda world, unit: {"count": "12", "source": "Công an xã", "as_of_on": "01/11/2024", "version": "0"},
        capabilities=RECORD,
        levels=frozenset({"commune"}),
    ),
    "group_size_choose_unit": Sample("none", capabilities=RECORD),
    "group_size_list_for": Sample("write", lambda world, unit: {"unit_id": unit}, capabilities=RECORD),
    "group_size_state_for": Sample(
        "write",
        lambda world, unit: {"unit_id": unit, **group(world, unit)},
        post=lambda world, unit: {"count": "12", "source": "Công an xã", "as_of_on": "01/11/2024"},
        capabilities=RECORD,
    ),
    "organisation_list": Sample("none"),
    "organisation_register": Sample("none", post=organisation_typed, capabilities=RECORD),
    "organisation_show": Sample("read", organisation),
    "organisation_correct": Sample(
        "read",
        organisation,
        post=lambda world, unit: organisation_typed(world, unit) | {"version": "1"},
        capabilities=RECORD,
    ),
    "organisation_end": Sample(
        "read", organisation, post=lambda world, unit: {"ended_on": "01/11/2024"}, capabilities=RECORD
    ),
    "activity_list": Sample("none"),
    "activity_density": Sample("none"),
    "activity_record": Sample("none", post=typed, capabilities=RECORD),
    "activity_choose_unit": Sample("none", capabilities=RECORD),
    "activity_record_for": Sample("write", lambda world, unit: {"unit_id": unit}, post=typed, capabilities=RECORD),
    "activity_show": Sample("read", activity),
    "activity_photo": Sample("read", photo),
    "activity_photo_small": Sample("read", photo),
    "activity_correct": Sample("write", activity, post=corrected, capabilities=RECORD),
    "activity_withdraw": Sample(
        "write", activity, post=lambda world, unit: {"reason": "Ghi trùng"}, capabilities=RECORD
    ),
    "activity_leaders": Sample("write", activity, post=lambda world, unit: {"leaders": []}, capabilities=RECORD),
    "activity_restore": Sample("write", withdrawn, post=lambda world, unit: {}, capabilities=RECORD),
    "activity_add_photos": Sample("write", activity, post=lambda world, unit: {}, capabilities=RECORD),
    "activity_remove_photo": Sample("write", photo, post=lambda world, unit: {}, capabilities=RECORD),
}
