"""Register, correct and end an organisation of a unit; load many. Each one transaction and one audit line."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import IntegrityError, transaction

from vandong.accounts.access import Officer, ensure
from vandong.kernel import audit, vietnamese
from vandong.outreach.access import place_to_write
from vandong.outreach.errors import (
    EntryRefused,
    OrganisationChanged,
    OrganisationEnded,
    OrganisationEndsEarly,
    OrganisationNameTaken,
)
from vandong.outreach.models import LONG_STANDING, Organisation, OrganisationKind
from vandong.outreach.organisations import access, rules
from vandong.outreach.organisations.rules import OrganisationEntry

_SUBJECT = "outreach.organisation"
_FIELDS = ("unit_id", "kind", "name", "code", "address", "valid_from")


@transaction.atomic
def register_organisation(*, by: Officer, entry: OrganisationEntry, now: datetime) -> int:
    """Put it in the register; returns its id. Raises MayNot, UnitElsewhere, RecordsItself, EntryRefused,
    OrganisationNameTaken (the unit has an open one of this name, however it is spelled)."""
    ensure(by, "record")
    where = place_to_write(by, entry.unit_id)
    _refuse(entry, by.on)
    row = Organisation(created_at=now)
    _fill(row, entry)
    _save(row)
    _tell(by, row, where.place.in_sentence, "registered", now)
    return row.id


@transaction.atomic
def correct_organisation(
    *, by: Officer, organisation_id: int, entry: OrganisationEntry, version: int, now: datetime
) -> tuple[str, ...]:
    """Replace what is said of it, if it still stands at `version`; returns the names of the fields that changed; when
    none did, nothing is written.

    Raises OrganisationNotHere, MayNot, RecordsItself, OrganisationChanged, EntryRefused, OrganisationNameTaken.
    """
    row, where = access.organisation_to_change(by, organisation_id, lock=True)
    if entry.unit_id != row.unit_id:
        where = place_to_write(by, entry.unit_id)
    _refuse(entry, by.on)
    before, seen = {name: getattr(row, name) for name in _FIELDS}, row.version
    _fill(row, entry)
    changed = tuple(name for name in _FIELDS if before[name] != getattr(row, name))
    if not changed:  # whoever saved first said the same
        return ()
    if seen != version:
        raise OrganisationChanged
    if row.valid_until is not None and row.valid_from >= row.valid_until:
        raise OrganisationEndsEarly(field="valid_from")
    row.version += 1
    _save(row)
    _tell(by, row, where.place.in_sentence, "corrected", now, changed)
    return changed


@transaction.atomic
def end_organisation(*, by: Officer, organisation_id: int, ended_on: date, now: datetime) -> None:
    """It is no more from `ended_on`; its past stays. Raises OrganisationNotHere, MayNot, RecordsItself,
    OrganisationEnded, OrganisationEndsEarly (not after its beginning, or still to come)."""
    row, where = access.organisation_to_change(by, organisation_id, lock=True)
    if row.valid_until is not None:
        raise OrganisationEnded
    if ended_on <= row.valid_from or ended_on > by.on:
        raise OrganisationEndsEarly(field="ended_on")
    row.valid_until = ended_on
    row.version += 1
    row.save()
    _tell(by, row, where.place.in_sentence, "ended", now, ("valid_until",))


@transaction.atomic
def load_organisations(
    *, by: audit.Actor, entries: Iterable[OrganisationEntry], under_id: int, action: str, label: str, now: datetime
) -> int:
    """Insert them all or none, with one audit line on `under_id`; returns how many. It judges nothing:
    whoever calls has, and the database still refuses what can't be."""
    rows = []
    for entry in entries:
        row = Organisation(created_at=now)
        _fill(row, entry)
        row.fill_keys()
        rows.append(row)
    Organisation.objects.bulk_create(rows, batch_size=2_000)
    audit.record(
        by=by,
        at=now,
        action=action,
        subject_type="units.unit",
        subject_id=under_id,
        subject_label=f"{len(rows)} {label}"[:300],
        unit_id=under_id,
    )
    return len(rows)


def _refuse(entry: OrganisationEntry, today: date) -> None:
    kinds = frozenset(OrganisationKind.values)
    if found := list(rules.faults(entry, kinds=kinds, today=today)):
        raise EntryRefused(found)


def _save(row: Organisation) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        open_ones = Organisation.objects.filter(unit_id=row.unit_id, valid_until__isnull=True).exclude(id=row.id)
        if open_ones.filter(name_key=vietnamese.search_key(row.name)).exists():
            raise OrganisationNameTaken(row.name) from None
        raise


def _fill(row: Organisation, entry: OrganisationEntry) -> None:
    row.unit_id, row.kind, row.name = entry.unit_id, entry.kind, vietnamese.tidy(entry.name)
    row.code, row.address = vietnamese.tidy(entry.code), vietnamese.tidy(entry.address)
    row.valid_from = entry.valid_from or LONG_STANDING


def _tell(
    by: Officer, row: Organisation, unit_in_sentence: str, verb: str, now: datetime, changed: tuple[str, ...] = ()
) -> None:
    audit.record(
        by=by,
        at=now,
        action=f"{_SUBJECT}.{verb}",
        subject_type=_SUBJECT,
        subject_id=row.id,
        subject_label=f"{row.name}, {unit_in_sentence}",
        unit_id=row.unit_id,
        changed_fields=changed,
    )
