"""The addresses of programmes, for the access matrix."""

from datetime import date
from functools import cache
from typing import Any

from tests import make
from tests.access.sample import Sample, board_of
from tests.world import World
from vandong.kernel import files
from vandong.kernel.models import StoredFile
from vandong.programme import actions
from vandong.programme.handing_down import readiness
from vandong.programme.models import Adoption, PlanReading, Programme, ReadItem, Target, Task
from vandong.programme.reader import read, to_data
from vandong.programme.reading import example, proposals


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


def task_version(kwargs: dict[str, Any]) -> int:
    return actions.part_version(kwargs["programme_id"], "task", kwargs["item_id"])


def draft_state(kwargs: dict[str, Any]) -> int:
    return readiness.state_of_draft(Programme.objects.get(id=kwargs["programme_id"]))


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


@cache
def _understood() -> tuple[str, dict[str, Any]]:
    """The plan that comes with the software, and what the reader makes of it."""
    plan = read(example.content().decode())
    return plan.text, to_data(plan)


def draft_being_read(world: World, unit: int) -> dict[str, Any]:
    """A draft that began with a plan document, every item still waiting."""
    kwargs = draft(world, unit)
    text, answer = _understood()
    reading, is_new = PlanReading.objects.get_or_create(
        programme_id=kwargs["programme_id"],
        defaults={
            "file": _paper(),
            "text": text,
            "answer": answer,
            "reader_version": proposals.READER_VERSION,
            "created_at": make.NOW,
            "created_by_label": "Người đọc",
        },
    )
    if is_new:
        ReadItem.objects.bulk_create(
            ReadItem(
                reading=reading,
                position=position,
                kind=one.kind,
                span_start=one.start,
                span_end=one.end,
                quote=one.quote,
                understood=one.understood,
            )
            for position, one in enumerate(proposals.items_of(answer, text), start=1)
        )
    return kwargs


def read_task(world: World, unit: int) -> dict[str, Any]:
    kwargs = draft_being_read(world, unit)
    item = ReadItem.objects.filter(reading__programme_id=kwargs["programme_id"], kind="task").earliest("position")
    return {**kwargs, "item_id": item.id}


def read_task_to_dismiss(world: World, unit: int) -> dict[str, Any]:
    return {**read_task(world, unit), "verb": "bo-qua"}


def draft_target(world: World, unit: int) -> dict[str, Any]:
    """A target that asks for a baseline."""
    kwargs = draft(world, unit)
    target, _ = Target.objects.get_or_create(
        programme_id=kwargs["programme_id"],
        position=1,
        defaults={"kind": "reduce_share", "subject": "điểm rác tồn đọng", "value": 20, "value_unit": "%"},
    )
    return {**kwargs, "target_id": target.id}


TASK = {"text": "Việc sửa", "short_text": "Việc", "levels": ["commune"], "item_version": "1"}
INPUT = {"value": "46", "counted_on": "31/12/2023", "source": "Báo cáo của xã"}


def issued_own(world: World, unit: int) -> dict[str, Any]:
    """An issued programme of the unit's own Standing Board."""
    programme_id = draft(world, unit)["programme_id"]
    Programme.objects.filter(id=programme_id).update(state="issued", issued_at=make.NOW)
    return {"programme_id": programme_id}


def amendment(world: World, unit: int) -> dict[str, Any]:
    """A document read against it that waits for a person's word."""
    programme_id = issued_own(world, unit)["programme_id"]
    reading, made = PlanReading.objects.get_or_create(
        amends_id=programme_id,
        defaults={
            "file": _paper(), "text": "Bãi bỏ khoản 1.", "answer": {"document": {"number": None, "issued_on": None}},
            "reader_version": 1, "created_at": make.NOW, "created_by_label": "Người đọc",
        },
    )  # fmt: skip
    if made:
        ReadItem.objects.create(
            reading=reading, position=1, kind="flag", understood={"what": "note", "message": "Xem."}
        )
    return {"programme_id": programme_id, "reading_id": reading.id}


def applied_amendment(world: World, unit: int) -> dict[str, Any]:
    """A document that changed a draft: what only the own unit sees."""
    kwargs = amendment(world, unit)
    make.back_to_draft(kwargs["programme_id"])
    waiting = ReadItem.objects.filter(reading_id=kwargs["reading_id"], state="waiting")
    waiting.update(state="accepted", decided_at=make.NOW)
    return kwargs


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
    "programme_drop": Sample(
        "own", draft, lambda world, unit: {"version": draft_state(draft(world, unit))}, COORDINATE
    ),
    "programme_attach": Sample("own", draft, lambda world, unit: {}, COORDINATE),
    "programme_issue": Sample("own", draft, lambda world, unit: {}, COORDINATE),
    "reading_upload": Sample("none", post=lambda world, unit: {}, capabilities=COORDINATE),
    "reading_try": Sample("gone", capabilities=COORDINATE),
    "reading_review": Sample("own", draft_being_read, capabilities=COORDINATE),
    "reading_accept_many": Sample("own", draft_being_read, lambda world, unit: {"seen": ["1:1"]}, COORDINATE),
    "reading_add": Sample("own", draft_being_read, lambda world, unit: {"kind": "task", "words": "giữ"}, COORDINATE),
    "reading_change": Sample("own", read_task, lambda world, unit: dict(TASK), COORDINATE),
    "reading_decide": Sample("own", read_task_to_dismiss, lambda world, unit: {"version": "1"}, COORDINATE),
    "reading_source": Sample("own", draft_being_read),
    "handing_down": Sample("own", draft, lambda world, unit: {"version": "1"}, COORDINATE),
    "target_input": Sample("own", draft_target, lambda world, unit: dict(INPUT), COORDINATE),
    "target_input_put_off": Sample("own", draft_target, lambda world, unit: {}, COORDINATE),
    "programme_part_new": Sample(
        "own",
        draft_part,
        lambda world, unit: {"text": "Việc mới", "short_text": "Việc", "levels": ["commune"]},
        COORDINATE,
    ),
    "programme_part_edit": Sample(
        "own",
        draft_task,
        lambda world, unit: {
            "text": "Việc sửa",
            "short_text": "Việc",
            "levels": ["commune"],
            "version": task_version(draft_task(world, unit)),
        },
        COORDINATE,
    ),
    "programme_part_remove": Sample(
        "own", draft_task, lambda world, unit: {"version": task_version(draft_task(world, unit))}, COORDINATE
    ),
    "programme_file": Sample("own", draft_with_file),
    "adoption_adopt": Sample("none", issued, capabilities=frozenset({"record", "coordinate", "approve"})),
    "amendment_page": Sample("own", issued_own, lambda world, unit: {}, COORDINATE),
    "amendment_file": Sample("own", applied_amendment),
    "amendment_apply": Sample("own", amendment, lambda world, unit: {"on": "05/11/2024"}, COORDINATE),
    "unit_plan_write": Sample("none", issued, capabilities=frozenset({"record", "coordinate", "approve"})),
    "unit_plan_issue": Sample("none", issued, capabilities=frozenset({"approve"})),
    "adoption_list": Sample("none", issued),
    "adoption_file": Sample("read", adoption_with_file),
}
