"""Write the activities of a workbook: all of them or none, each once however often the file is sent."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from vandong.accounts.access import Officer, ensure
from vandong.kernel import audit
from vandong.kernel.sheet_intake.declared import Accepted, Taken
from vandong.kernel.sheet_intake.found import Found
from vandong.outreach.actions.record_activity import PLAIN
from vandong.outreach.activity_sheet import judging
from vandong.outreach.activity_sheet.judging import ReadyActivity
from vandong.outreach.errors import SheetHasProblems, SheetUnconfirmed
from vandong.outreach.models import Activity, ActivityPartner, RiskAttendance
from vandong.units import actions as unit_actions

_AT_ONCE = 2_000


@transaction.atomic
def import_activities(
    *, by: Officer, found: Found, columns: Sequence[Taken], confirmed: frozenset[str], file_name: str, now: datetime
) -> Accepted:
    """Judge the rows again, here and now, and write the new ones with one audit line.

    Raises MayNot, SheetHasProblems (one wrong row refuses them all), SheetUnconfirmed (what was guessed and nobody said
    yes to). Rows that are there already change nothing.
    """
    ensure(by, "record")
    judged = judging.judge(by, found, columns)
    if judged.mistakes:
        raise SheetHasProblems
    if judged.unconfirmed(confirmed):
        raise SheetUnconfirmed
    ready: list[ReadyActivity] = judged.ready
    held: set[tuple[int, int]] = set()
    for one in ready:
        day = one.entry.held_on
        if (one.entry.unit_id, day.year) not in held:
            held.add((one.entry.unit_id, day.year))
            unit_actions.hold_records(one.entry.unit_id, day)
    for start in range(0, len(ready), _AT_ONCE):
        _insert(by, ready[start : start + _AT_ONCE], now)
    if ready:
        audit.record(
            by=by,
            at=now,
            action="outreach.activities.imported",
            subject_type="units.unit",
            subject_id=by.unit_id,
            subject_label=f"{len(ready)} việc từ tệp {file_name}"[:300],
            unit_id=by.unit_id,
        )
    return Accepted(f"Đã ghi {len(ready)} việc từ tệp {file_name}.")


def _insert(by: Officer, ready: Sequence[ReadyActivity], now: datetime) -> None:
    label = by.label[:300]
    rows = [
        Activity(
            is_on_behalf=one.is_on_behalf,
            recorded_by_id=by.account_id,
            recorded_by_label=label,
            recorded_in_id=by.unit_id,
            recorded_at=now,
            client_token=one.token,
            **{name: getattr(one.entry, name) for name in PLAIN},
        )
        for one in ready
    ]
    for row in rows:
        row.fill_keys()
    Activity.objects.bulk_create(rows)
    pairs = list(zip(rows, ready, strict=True))
    ActivityPartner.objects.bulk_create(
        ActivityPartner(activity_id=row.id, body_id=body_id)
        for row, one in pairs
        for body_id in sorted(one.entry.partner_ids)
    )
    RiskAttendance.objects.bulk_create(
        RiskAttendance(activity_id=row.id, risk_group_id=group_id, count=count)
        for row, one in pairs
        for group_id, count in one.entry.risk_counts
    )
