"""Accounts from a workbook: one account, one appointment and one slip for each new row."""

from collections.abc import Sequence
from datetime import datetime

from vandong.accounts import actions, queries, rules, workbook
from vandong.accounts.access import Officer
from vandong.accounts.errors import NothingToImport
from vandong.kernel import sheet
from vandong.kernel.sheet_intake.declared import Accepted, Intake, Judged, Taken
from vandong.kernel.sheet_intake.found import Found
from vandong.kernel.sheet_intake.judging import in_order, read_columns
from vandong.units import queries as units

_SHOWN = 400  # every new account is looked at before its slip is printed
_OUTCOMES = {"known": "đã có và đã vào", "waiting": "đã có, chưa dùng phiếu"}


def judge(officer: Officer, found: Found, wanted: Sequence[Taken]) -> Judged:
    """What accepting would do; `ready` holds the `rules.RowPlan` of every row."""
    reading = read_columns(found, wanted)
    judged = reading.judged
    judged.heads = ("Họ và tên", "Đơn vị", "Tên đăng nhập", "Chức danh")
    names = units.RowPlaces(units.unit_names(officer.unit_id, officer.on), units.unit(officer.unit_id), reading)
    below = [row for level in units.LEVEL_NAMES for row in units.descendants(officer.unit_id, officer.on, level)]
    codes = {row.id: row.code for row in (units.unit(officer.unit_id), *below)}
    rows = workbook.rows_of(reading, names, codes)
    place = {number: n for n, number in enumerate(found.rows)}
    for plan in queries.plan_import(officer, rows):
        if plan.outcome == "problem":
            reading.wrong(place[plan.row.number], "", plan.problem)
            continue
        judged.ready.append(plan)
        if plan.outcome in _OUTCOMES:
            judged.same.append((plan.row.number, _OUTCOMES[plan.outcome]))
            continue
        judged.new_count += 1
        if len(judged.shown) < _SHOWN:
            unit_name = plan.unit.name if plan.unit else ""
            judged.shown.append((plan.row.number, (plan.row.full_name, unit_name, plan.row.username, plan.row.title)))
    if not rows and not judged.mistakes:
        reading.wrong(0, "full_name", NothingToImport.message)
    judged.understandings += names.understood.values()
    in_order(judged)
    return judged


def _accept(
    *, by: Officer, found: Found, confirmed: frozenset[str], file_name: str, is_asked: bool, now: datetime
) -> Accepted:
    judged = judge(by, found, workbook.COLUMNS)
    judged.ensure_acceptable(confirmed)
    slips = actions.import_accounts(by=by, rows=[plan.row for plan in judged.ready], reissue=is_asked, now=now)
    if not slips:
        return Accepted("Mọi người trong bảng đã có tài khoản, không có gì phải tạo thêm.")
    return Accepted(
        f"{len(slips)} phiếu đăng nhập một lần.", ("accounts/slips.html", {"slips": slips, "days": rules.SLIP_DAYS})
    )


def _asks(judged: Judged) -> str:
    count = sum(plan.outcome == "waiting" for plan in judged.ready)
    return f"In lại phiếu cho {count} người đã có tài khoản mà chưa dùng phiếu" if count else ""


def _template(officer: Officer, wanted: Sequence[Taken]) -> list[sheet.Sheet]:
    return workbook.template(officer.unit_name, queries.units_to_import(officer))


INTAKES: tuple[Intake[Officer], ...] = (
    Intake(
        code="tai-khoan",
        name="account",
        title="Tài khoản",
        noun="tài khoản",
        about="Cấp tài khoản cho cả địa bàn một lần; phiếu mật khẩu hiện ra một lần duy nhất, xin chuẩn bị sẵn máy in.",
        may=("administer",),
        levels=frozenset({"nation", "province", "district", "commune", "area"}),
        list_route="account_list",
        columns=lambda officer: workbook.COLUMNS,
        needs=workbook.NEEDS,
        judge=judge,
        accept=_accept,
        template=_template,
        steps=workbook.STEPS,
        asks=_asks,
        is_kept_after=True,
    ),
)
