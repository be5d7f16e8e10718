"""Write the activities of a workbook: all of them or none, each once however often the file is sent."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from operator import attrgetter
from typing import Any

from django.db import transaction

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
from vandong.units import actions as unit_actions

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
    if bulk.present(Activity, "client_token", [one.token for one in ready]):
        raise SheetOvertaken
    _insert(by, ready, now)
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
    label = by.label[:300]
    told: dict[str, Any] = {
        "recorded_by_id": by.account_id,
        "recorded_by_label": label,
        "recorded_in_id": by.unit_id,
        "recorded_at": now,
    }
    names = [field.attname for field in Activity._meta.concrete_fields if not field.primary_key]
    blank = [told[name] if name in told else _default(name) for name in names]
    places = [names.index(name) for name in PLAIN]
    on_behalf, token, key = (names.index(name) for name in ("is_on_behalf", "client_token", "search_key"))
    values = attrgetter(*PLAIN)
    fold = lru_cache(maxsize=20_000)(vietnamese.search_key)
    labels = dict(Channel.choices)

    def rows() -> Iterator[list[Any]]:
        for one in ready:
            entry, row = one.entry, blank.copy()
            for place, value in zip(places, values(entry), strict=True):
                row[place] = value
            row[on_behalf], row[token] = one.is_on_behalf, one.token
            row[key] = search_words(labels[entry.channel], entry.title, entry.place, entry.note, label, fold=fold)
            yield row

    with bulk.not_collecting():
        bulk.insert(Activity, names, rows())
    _insert_parts([one for one in ready if parts.has_parts(one.entry)])


def _insert_parts(ready: Sequence[ReadyActivity]) -> None:
    """Partners, group counts and whatever else stands in tables of its own, of those that have any."""
    ids: dict[str, int] = {}
    for start in range(0, len(ready), _AT_ONCE):
        tokens = [one.token for one in ready[start : start + _AT_ONCE]]
        found = Activity.objects.filter(client_token__in=tokens).values_list("client_token", "id")
        ids |= {token.hex: activity_id for token, activity_id in found}
    parts.write((ids[one.token], one.entry) for one in ready)


def _default(name: str) -> Any:
    field = next(field for field in Activity._meta.concrete_fields if field.attname == name)
    return field.get_default()
