"""What a browser sends, and entries as an action takes them."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid5

from tests import make
from tests.world import World
from vandong.outreach import actions
from vandong.outreach.actions import ActivityEntry
from vandong.outreach.models import Organisation
from vandong.programme.models import PlanTerm

_NAMES = UUID("8a3c2f5e-0a4c-4a39-9c57-0d3f5f1a2b3c")


def token(name: str = "one") -> UUID:
    """A client token by name: the same name is the same filling of the form."""
    return uuid5(_NAMES, name)


def typed(world: World, **changes: Any) -> dict[str, Any]:
    """A talk in Bồng Lai today: 46 came, 20 of them women, 30 leaflets. None leaves a field out."""
    fields = {
        "token": str(token()),
        "day": "today",
        "other_day": "",
        "unit": str(world.bong_lai),
        "programme": str(world.programme),
        "channel": "meeting",
        "title": "",
        "lead_body": str(world.hanh.body_id),
        "partners": [str(world.women_hong_phong)],
        "task": str(world.task),
        "attendance_count": "46",
        "female_count": "20",
        "leaflet_count": "30",
        "household_count": "",
        "broadcast_count": "",
        "banner_count": "",
        f"risk_{world.risk_groups['away_workers']}": "7",
        f"risk_{world.risk_groups['released_prisoners']}": "3",
        "place": "Nhà văn hóa thôn",
        "note": "Bà con hỏi nhiều về việc đón người đi cai trở về.",
        **changes,
    }
    return {name: value for name, value in fields.items() if value is not None}


def entry(world: World, **changes: Any) -> ActivityEntry:
    """The same talk as an entry."""
    values = {
        "programme_id": world.programme,
        "unit_id": world.bong_lai,
        "held_on": make.TODAY,
        "channel": "meeting",
        "lead_body_id": world.hanh.body_id,
        "task_id": world.task,
        "place": "Nhà văn hóa thôn",
        "partner_ids": frozenset({world.women_hong_phong}),
        "attendance_count": 46,
        "female_count": 20,
        "risk_counts": tuple(
            sorted({world.risk_groups["away_workers"]: 7, world.risk_groups["released_prisoners"]: 3}.items())
        ),
        "leaflet_count": 30,
        **changes,
    }
    return ActivityEntry(**values)


def recorded(world: World, name: str = "one", *, by: Any = None, **changes: Any) -> int:
    """Record an activity through its verb; returns its id. By Hạnh in Bồng Lai unless told."""
    return actions.record_activity(
        by=by or world.hanh, entry=entry(world, **changes), client_token=token(name), now=make.NOW
    ).activity_id


def term(world: World, kind: str, name: str, **said: Any) -> int:
    """A movement or a legal text that the programme names; its id."""
    position = PlanTerm.objects.filter(programme_id=world.programme, kind=kind).count() + 1
    with make.while_drafted(world.programme):
        row = PlanTerm.objects.create(programme_id=world.programme, kind=kind, position=position, name=name, **said)
    return row.id


def organisation(world: World, name: str, **said: Any) -> int:
    """One in the register of Hồng Phong unless told; its id."""
    row = Organisation(**{"unit_id": world.hong_phong, "kind": "school", "name": name, "created_at": make.NOW, **said})
    row.save()
    return row.id


def days_ago(days: int) -> date:
    return make.TODAY - timedelta(days=days)
