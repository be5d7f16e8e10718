"""The tables outreach takes in from workbooks; `config.settings.SHEET_INTAKES` names this module."""

from datetime import datetime

from vandong.accounts.access import Officer
from vandong.kernel.sheet_intake.declared import Accepted, Intake
from vandong.kernel.sheet_intake.found import Found
from vandong.outreach import actions
from vandong.outreach.activity_sheet import columns, judging, template
from vandong.outreach.organisations import sheet as organisations
from vandong.outreach.risk_groups import sheet as group_sizes

_EVERY_LEVEL = frozenset({"province", "district", "commune", "area"})


def _accept_activities(
    *, by: Officer, found: Found, confirmed: frozenset[str], file_name: str, is_asked: bool, now: datetime
) -> Accepted:
    return actions.import_activities(
        by=by, found=found, columns=columns.columns(by), confirmed=confirmed, file_name=file_name, now=now
    )


def _accept_organisations(
    *, by: Officer, found: Found, confirmed: frozenset[str], file_name: str, is_asked: bool, now: datetime
) -> Accepted:
    return actions.import_organisations(by=by, found=found, confirmed=confirmed, file_name=file_name, now=now)


def _accept_group_sizes(
    *, by: Officer, found: Found, confirmed: frozenset[str], file_name: str, is_asked: bool, now: datetime
) -> Accepted:
    return actions.import_group_sizes(by=by, found=found, confirmed=confirmed, file_name=file_name, now=now)


INTAKES: tuple[Intake[Officer], ...] = (
    Intake(
        code="hoat-dong",
        name="activity",
        title="Hoạt động",
        noun="việc",
        about="Ghi nhiều việc một lần từ sổ theo dõi bằng Excel: mỗi dòng một việc.",
        may=("record",),
        levels=_EVERY_LEVEL,
        list_route="activity_list",
        columns=columns.columns,
        needs=columns.NEEDS,
        judge=judging.judge,
        accept=_accept_activities,
        template=template.template,
        steps=template.STEPS,
    ),
    Intake(
        code="to-chuc",
        name="organisation",
        title="Tổ chức trên địa bàn",
        noun="tổ chức",
        about="Ghi sổ cơ quan, trường học, doanh nghiệp, cơ sở tôn giáo, chi hội từ bảng đang có; mỗi dòng một nơi.",
        may=("record",),
        levels=_EVERY_LEVEL,
        list_route="organisation_list",
        columns=organisations.columns,
        needs=organisations.NEEDS,
        judge=organisations.judge,
        accept=_accept_organisations,
        template=organisations.template,
        steps=organisations.STEPS,
    ),
    Intake(
        code="nhom-nguy-co",
        name="group_size",
        title="Nhóm nguy cơ cao",
        noun="số người trong nhóm",
        about="Ghi sổ số người trong từng nhóm nguy cơ cao của xã từ bảng đang có: chỉ số đếm, không có tên ai.",
        may=("record",),
        levels=frozenset({"commune"}),
        is_for=group_sizes.is_for,
        list_route="group_size_list",
        columns=group_sizes.columns,
        needs=group_sizes.NEEDS,
        judge=group_sizes.judge,
        accept=_accept_group_sizes,
        template=group_sizes.template,
        steps=group_sizes.STEPS,
    ),
)
