"""The addresses of the console, for the access matrix."""

from typing import Any

from tests import make
from tests.access.sample import Sample
from tests.world import World
from vandong.accounts.models import Account, Appointment, SavedFilter
from vandong.console.sheets.offered import OfficersIntake, all_intakes
from vandong.kernel.models import SheetDraft
from vandong.kernel.sheet_intake.found import Found, dumps
from vandong.units import queries as units


def filter_of_nobody_here() -> int:
    """A filter is its account's alone: to every officer of the stage another's does not exist."""
    absent, _ = Account.objects.get_or_create(
        username="nguoi.vang", defaults={"full_name": "Người Vắng", "created_at": make.NOW}
    )
    row, _ = SavedFilter.objects.get_or_create(
        account=absent,
        list_name="activity_list",
        name_key="rieng",
        defaults={"name": "Riêng", "query": "?td=on", "saved_at": make.NOW},
    )
    return row.id


SAMPLES = {
    "home": Sample("none"),
    "more": Sample("none"),
    "search": Sample("none"),
    "unit_map": Sample("none"),
    "help": Sample("none"),
    "filter_list": Sample("none"),
    "filter_save": Sample("none", post=lambda world, unit: {"ds": "activity_list", "loc": "?td=on", "ten": "Của tôi"}),
    "filter_rename": Sample("gone", kwargs=lambda world, unit: {"filter_id": filter_of_nobody_here()}),
    "filter_delete": Sample("gone", kwargs=lambda world, unit: {"filter_id": filter_of_nobody_here()}),
    "sheet_list": Sample("none", capabilities=frozenset({"record", "administer"})),
    "guide": Sample("none", kwargs=lambda world, unit: {"slug": "can-bo-xa"}),
}

# A row of each table that every officer of the stage has sent, with the code of the officer's own unit.
ROWS: dict[str, dict[str, Any]] = {
    "activity": {"day": make.TODAY, "channel": "Họp", "attendance_count": 46, "unit_code": ""},
    "organisation": {"name": "Trường Trong Bảng", "kind": "Trường học", "unit_code": ""},
    "group_size": {"group": "Người đang làm ăn xa", "count": 46, "source": "Công an xã", "as_of_on": make.TODAY},
    "area": {"name": "Thôn Trong Bảng", "commune": ""},
    "account": {
        "unit_code": "",
        "username": "bang.1",
        "full_name": "Người Trong Bảng",
        "title": "Ủy viên",
        "record": "x",
    },
}


def draft_of_everyone(intake: OfficersIntake) -> Any:
    def build(world: World, unit: int) -> dict[str, Any]:
        for row in Appointment.objects.select_related("body__unit"):
            code = row.body.unit.code
            if intake.name == "account":
                code = {"commune": "11203-01"}.get(units.unit(row.body.unit_id).level, "11203")
            said = {key: value or code for key, value in ROWS[intake.name].items()}
            found = Found("Bảng", {key: key for key in said}, [2], {key: [value] for key, value in said.items()})
            SheetDraft.objects.update_or_create(
                account_id=row.account_id,
                intake=intake.code,
                defaults={
                    "unit_id": row.body.unit_id,
                    "file_name": "bang.xlsx",
                    "found": dumps(found).decode(),
                    "created_at": make.NOW,
                },
            )
        return {}

    return build


for intake in all_intakes().values():
    may, draft = frozenset(intake.may), draft_of_everyone(intake)
    for step in ("send", "template", "preview", "accept", "discard"):
        post = (lambda world, unit: {}) if step in ("send", "accept", "discard") else None
        kwargs = draft if step in ("preview", "accept", "discard") else lambda world, unit: {}
        SAMPLES[f"sheet_{intake.name}_{step}"] = Sample("none", kwargs, post, may, levels=intake.levels)
