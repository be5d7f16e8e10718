"""The addresses of programmes, for the access matrix."""

from datetime import date
from typing import Any

from tests import make
from tests.access.sample import Sample, board_of
from tests.world import World
from vandong.kernel import files
from vandong.kernel.models import StoredFile
from vandong.programme.models import Adoption, Programme, Task


def draft(world: World, unit: int) -> dict[str, Any]:
    """A draft of the unit's own Standing Board."""
    programme, _ = Programme.objects.get_or_create(
        body_id=board_of(unit),
        title="Bản thảo",
        short_title="Bản thảo",
        starts_on=date(2024, 1, 1),
        ends_on=date(2024, 12, 31),
        defaults={"created_at": make.NOW},
    )
    return {"programme_id": programme.id}


def draft_part(world: World, unit: int) -> dict[str, Any]:
    return {**draft(world, unit), "part": "nhiem-vu"}


def draft_task(world: World, unit: int) -> dict[str, Any]:
    programme_id = draft(world, unit)["programme_id"]
    task, _ = Task.objects.get_or_create(
        programme_id=programme_id, position=1, defaults={"text": "Việc", "short_text": "Việc", "levels": ["commune"]}
    )
    return {"programme_id": programme_id, "part": "nhiem-vu", "item_id": task.id}


def draft_with_file(world: World, unit: int) -> dict[str, Any]:
    kwargs = draft(world, unit)
    Programme.objects.filter(id=kwargs["programme_id"]).update(plan_file=_paper())
    return kwargs


def adoption_with_file(world: World, unit: int) -> dict[str, Any]:
    kwargs = adoption(world, unit)
    Adoption.objects.filter(id=kwargs["adoption_id"]).update(plan_file=_paper())
    return kwargs


def _paper() -> StoredFile:
    return files.store(b"%PDF-1.7 thu", name="ke-hoach.pdf", media_type="application/pdf", now=make.NOW)


def issued(world: World, unit: int) -> dict[str, Any]:
    return {"programme_id": world.programme}


def adoption(world: World, unit: int) -> dict[str, Any]:
    row, _ = Adoption.objects.get_or_create(
        programme_id=world.programme,
        unit_id=unit,
        defaults={
            "plan_number": "05/KH-MTTQ-BTT",
            "plan_dated_on": date(2024, 2, 1),
            "adopted_at": make.NOW,
            "adopted_by_label": "Người ghi",
        },
    )
    return {"adoption_id": row.id}


BASICS = {
    "title": "Kế hoạch mới",
    "short_title": "Mới",
    "plan_number": "",
    "plan_dated_on": "",
    "starts_on": "01/01/2024",
    "ends_on": "31/12/2024",
    "version": "1",
}
COORDINATE = frozenset({"coordinate"})

SAMPLES = {
    "programme_list": Sample("none"),
    "programme_new": Sample("none", post=lambda world, unit: dict(BASICS), capabilities=COORDINATE),
    "programme_show": Sample("own", draft),
    "programme_edit": Sample("own", draft, lambda world, unit: dict(BASICS), COORDINATE),
    "programme_attach": Sample("own", draft, lambda world, unit: {}, COORDINATE),
    "programme_issue": Sample("own", draft, lambda world, unit: {}, COORDINATE),
    "programme_part_new": Sample(
        "own",
        draft_part,
        lambda world, unit: {"text": "Việc mới", "short_text": "Việc", "levels": ["commune"]},
        COORDINATE,
    ),
    "programme_part_edit": Sample(
        "own",
        draft_task,
        lambda world, unit: {"text": "Việc sửa", "short_text": "Việc", "levels": ["commune"]},
        COORDINATE,
    ),
    "programme_part_remove": Sample("own", draft_task, lambda world, unit: {}, COORDINATE),
    "programme_file": Sample("own", draft_with_file),
    "adoption_adopt": Sample("none", issued, capabilities=frozenset({"record", "coordinate", "approve"})),
    "unit_plan_write": Sample("none", issued, capabilities=frozenset({"record", "coordinate", "approve"})),
    "unit_plan_issue": Sample("none", issued, capabilities=frozenset({"approve"})),
    "adoption_list": Sample("none", issued),
    "adoption_file": Sample("read", adoption_with_file),
}
