"""Write the activities of a workbook: all of them or none, each once however often the file is sent."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain, repeat
from operator import attrgetter
from typing import Any

from django.db import IntegrityError, transaction

from vandong.accounts.access import Officer, ensure
from vandong.kernel import audit, bulk, vietnamese
from vandong.kernel.sheet_intake.declared import Accepted, Taken
from vandong.kernel.sheet_intake.errors import SheetOvertaken
from vandong.kernel.sheet_intake.found import Found
from vandong.outreach.actions import parts
from vandong.outreach.actions.parts import PLAIN
from vandong.outreach.activity_sheet import judging
from vandong.outreach.activity_sheet.judging import ReadyActivity
from vandong.outreach.models import Activity, Channel
from vandong.outreach.models.activity import search_words
from vandong.outreach.rules import ActivityEntry
from vandong.units import actions as unit_actions
from vandong.units import queries as units

_AT_ONCE = 500


@transaction.atomic
def import_activities(
    *, by: Officer, found: Found, columns: Sequence[Taken], confirmed: frozenset[str], file_name: str, now: datetime
) -> Accepted:
    """Judge the rows again, here and now, and write the new ones with one audit line.

    Raises MayNot, SheetHasProblems, SheetUnconfirmed; Locked and SheetOvertaken where a report closed those days, or
    somebody wrote the same rows, after they were judged. Rows that are there already change nothing.
    """
    ensure(by, "record")
    judged = judging.judge(by, found, columns)
    judged.ensure_acceptable(confirmed)
    ready: list[ReadyActivity] = judged.ready
    if not ready:
        return Accepted(f"Mọi việc trong tệp {file_name} đã được ghi từ trước, không ghi thêm việc nào.")
    unit_actions.hold_open_records((one.entry.unit_id, one.entry.held_on) for one in ready)
    try:
        with transaction.atomic():
            _insert(by, ready, now)
    except IntegrityError:  # each token stands once: somebody was quicker
        if bulk.present(Activity, "client_token", [one.token for one in ready]):
            raise SheetOvertaken from None
        raise
    _insert_parts([one for one in ready if parts.has_parts(one.entry)])
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
    """The rows straight from the entries: an `Activity` made of each would take longer than the database does."""
    count, label, entries = len(ready), by.label[:300], [one.entry for one in ready]
    same: dict[str, Any] = {
        "recorded_by_id": by.account_id,
        "recorded_by_label": label,
        "recorded_in_id": by.unit_id,
        "recorded_at": now,
    }
    fields = [field for field in Activity._meta.concrete_fields if not field.primary_key]
    columns: dict[str, Iterable[Any]] = {
        field.attname: repeat(same.get(field.attname, field.get_default()), count) for field in fields
    }
    with bulk.not_collecting():
        columns |= dict(zip(PLAIN, zip(*map(attrgetter(*PLAIN), entries), strict=True), strict=True))
        columns["is_on_behalf"] = [one.is_on_behalf for one in ready]
        columns["client_token"] = [one.token for one in ready]
        columns["search_key"] = _search_keys(entries, label)
        bulk.insert(Activity, columns)


def _search_keys(entries: Sequence[ActivityEntry], label: str) -> list[str]:
    """The search key of each; equal words are folded once."""
    labels = dict(Channel.choices)
    places = units.units_by_id({one.unit_id for one in entries})
    said = [(labels[one.channel], one.title, one.place, one.note, label, places[one.unit_id].name) for one in entries]
    folded = {text: vietnamese.search_key(text) for text in set(chain.from_iterable(said))}
    return [search_words(*texts, fold=folded.__getitem__) for texts in said]


def _insert_parts(ready: Sequence[ReadyActivity]) -> None:
    """Partners, group counts and whatever else stands in tables of its own, of those that have any."""
    ids: dict[str, int] = {}
    for start in range(0, len(ready), _AT_ONCE):
        tokens = [one.token for one in ready[start : start + _AT_ONCE]]
        found = Activity.objects.filter(client_token__in=tokens).values_list("client_token", "id")
        ids |= {token.hex: activity_id for token, activity_id in found}
    parts.write((ids[one.token], one.entry) for one in ready)
