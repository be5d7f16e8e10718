"""Write the organisations of a workbook into the register: all of them or none."""

from datetime import datetime

from django.db import IntegrityError, transaction

from vandong.accounts.access import Officer, ensure
from vandong.kernel.sheet_intake.declared import Accepted
from vandong.kernel.sheet_intake.errors import SheetOvertaken
from vandong.kernel.sheet_intake.found import Found
from vandong.kernel.vietnamese import search_key
from vandong.outreach.actions.keep_organisation import load_organisations
from vandong.outreach.organisations import queries, sheet


@transaction.atomic
def import_organisations(
    *, by: Officer, found: Found, confirmed: frozenset[str], file_name: str, now: datetime
) -> Accepted:
    """Judge the rows again, here and now, and write the new ones with one audit line.

    Raises MayNot, SheetHasProblems, SheetUnconfirmed, SheetOvertaken (a name was taken after it was judged).
    Rows that are there already change nothing.
    """
    ensure(by, "record")
    judged = sheet.judge(by, found, sheet.COLUMNS)
    judged.ensure_acceptable(confirmed)
    if not judged.ready:
        return Accepted(f"Mọi tổ chức trong tệp {file_name} đã có trong sổ, không ghi thêm nơi nào.")
    try:
        with transaction.atomic():
            load_organisations(
                by=by,
                entries=judged.ready,
                under_id=by.unit_id,
                action="outreach.organisations.imported",
                label=f"tổ chức từ tệp {file_name}",
                now=now,
            )
    except IntegrityError:
        names = {(entry.unit_id, search_key(entry.name)) for entry in judged.ready}
        if names & queries.open_names({unit_id for unit_id, _ in names}).keys():
            raise SheetOvertaken from None
        raise
    return Accepted(f"Đã ghi {len(judged.ready)} tổ chức từ tệp {file_name}.")
