"""Put someone who agreed into the commune's book, correct what it says, take them out when they withdraw. The audit
never holds the name."""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from vandong.accounts.access import Officer
from vandong.kernel import audit, vietnamese
from vandong.outreach.errors import EntryRefused, PropagandistChanged, PropagandistUnsound
from vandong.outreach.models import ConsentForm, Propagandist, PropagandistKind, PropagandistTraining, ServedArea
from vandong.outreach.propagandists import access, rules
from vandong.outreach.propagandists.rules import PropagandistEntry
from vandong.units import actions as unit_actions
from vandong.units import queries as units

_SUBJECT = "outreach.propagandist"


@transaction.atomic
def register_propagandist(*, by: Officer, entry: PropagandistEntry, now: datetime) -> int:
    """Returns the id. Raises MayNot, PropagandistsElsewhere (not in a commune), EntryRefused: no consent, …, or the
    book says all of it already (a button pressed twice must not leave a second row when this person withdraws)."""
    book = access.book_to_keep(by)
    unit_actions.hold_records(book.id, by.on)  # of the same form sent twice at once, the second sees the first
    found = list(
        rules.faults(
            entry,
            kinds=frozenset(PropagandistKind.values),
            consent_forms=frozenset(ConsentForm.values),
            area_ids=frozenset(area.id for area in units.children(book.id, by.on, "area")),
            today=by.on,
        )
    )
    if not found and _stands_already(book.id, entry):
        found.append(
            PropagandistUnsound(
                "Sổ của xã đã có một người y như vậy: cùng họ tên, vai trò, nơi giúp, số điện thoại, ngày đồng ý, nên "
                "không ghi thêm. Nếu là người khác trùng tên, xin thêm vào họ tên một điều để phân biệt.",
                field="name",
            )
        )
    if found:
        raise EntryRefused(found)
    row = Propagandist(
        unit_id=book.id,
        name=vietnamese.tidy(entry.name),
        kind=entry.kind,
        phone=vietnamese.tidy(entry.phone),
        has_agreed_to_phone=entry.has_agreed_to_phone,
        has_agreed_to_lists=entry.has_agreed_to_lists,
        trained_on=entry.trained_on,
        consent_version=entry.consent_version,
        consent_form=entry.consent_form,
        consented_on=entry.consented_on,
        created_at=now,
    )
    row.fill_keys()
    row.save()
    ServedArea.objects.bulk_create(ServedArea(propagandist=row, unit_id=area) for area in sorted(entry.area_ids))
    _keep_training(row, entry.trained_on)
    _tell(by, row, book.in_sentence, "registered", now)
    return row.id


@transaction.atomic
def correct_propagandist(
    *, by: Officer, propagandist_id: int, entry: PropagandistEntry, version: int, now: datetime
) -> None:
    """Replace what is said of somebody but their consent: when, how and to which text they agreed stays. A new day of
    training is added to those before. Raises MayNot, PropagandistNotHere, PropagandistChanged, EntryRefused."""
    row = access.propagandist_to_change(by, propagandist_id, lock=True)
    if row.version != version:
        raise PropagandistChanged
    entry = replace(
        entry,
        has_agreed=True,
        consent_version=rules.CONSENT_VERSION,
        consent_form=row.consent_form,
        consented_on=row.consented_on,
    )
    book = access.book_to_keep(by)
    area_ids = frozenset(area.id for area in units.children(book.id, by.on, "area"))
    kinds, forms = frozenset(PropagandistKind.values), frozenset(ConsentForm.values)
    if found := list(rules.faults(entry, kinds=kinds, consent_forms=forms, area_ids=area_ids, today=by.on)):
        raise EntryRefused(found)
    row.name, row.kind, row.phone = vietnamese.tidy(entry.name), entry.kind, vietnamese.tidy(entry.phone)
    row.has_agreed_to_phone, row.has_agreed_to_lists = entry.has_agreed_to_phone, entry.has_agreed_to_lists
    row.trained_on = max(filter(None, (row.trained_on, entry.trained_on)), default=None)
    row.version += 1
    row.fill_keys()
    row.save()
    ServedArea.objects.filter(propagandist=row, unit_id__in=area_ids - entry.area_ids).delete()
    kept = set(ServedArea.objects.filter(propagandist=row).values_list("unit_id", flat=True))
    ServedArea.objects.bulk_create(ServedArea(propagandist=row, unit_id=area) for area in sorted(entry.area_ids - kept))
    _keep_training(row, entry.trained_on)
    _tell(by, row, units.unit(row.unit_id).in_sentence, "corrected", now)


@transaction.atomic
def withdraw_propagandist(*, by: Officer, propagandist_id: int, now: datetime) -> None:
    """Erase who it is; that somebody once agreed stays. Raises MayNot, PropagandistNotHere."""
    row = access.propagandist_to_change(by, propagandist_id, lock=True)
    row.name = row.kind = row.phone = ""
    row.has_agreed_to_phone = row.has_agreed_to_lists = False
    row.trained_on, row.withdrawn_at = None, now
    row.version += 1
    row.fill_keys()
    row.save()
    ServedArea.objects.filter(propagandist=row).delete()
    PropagandistTraining.objects.filter(propagandist=row).delete()
    _tell(by, row, units.unit(row.unit_id).in_sentence, "withdrawn", now)


def _keep_training(row: Propagandist, held_on: date | None) -> None:
    if held_on is not None:
        PropagandistTraining.objects.get_or_create(propagandist=row, held_on=held_on)


def _stands_already(unit_id: int, entry: PropagandistEntry) -> bool:
    """Whether somebody stands in the book of whom all the same is said."""
    rows = Propagandist.objects.filter(
        unit_id=unit_id,
        withdrawn_at__isnull=True,
        search_key=vietnamese.search_key(vietnamese.tidy(entry.name)),
        kind=entry.kind,
        phone=vietnamese.tidy(entry.phone),
        consented_on=entry.consented_on,
    )
    return any({area.unit_id for area in row.areas.all()} == entry.area_ids for row in rows.prefetch_related("areas"))


def _tell(by: Officer, row: Propagandist, unit_in_sentence: str, verb: str, now: datetime) -> None:
    audit.record(
        by=by,
        at=now,
        action=f"{_SUBJECT}.{verb}",
        subject_type=_SUBJECT,
        subject_id=row.id,
        subject_label=f"một người, {unit_in_sentence}",
        unit_id=row.unit_id,
    )
