"""Change what an appointment allows, or end it on a day."""

from datetime import date, datetime

from django.db import transaction

from vandong.accounts import access, rules
from vandong.accounts.errors import EndsBeforeItBegins, EndsInThePast
from vandong.accounts.models import Appointment
from vandong.kernel import audit, vietnamese
from vandong.kernel.errors import Invalid
from vandong.kernel.two_savers import ensure_unchanged, state_number


@transaction.atomic
def change_appointment(
    *,
    by: access.Officer,
    appointment_id: int,
    title: str,
    capabilities: frozenset[str],
    is_acting: bool,
    signs_for_chair: bool,
    version: int | None,
    now: datetime,
) -> None:
    """Write what differs; it acts on the person's next request. The row keeps its id and its span (who could do what
    on an earlier day is in the audit). Nothing different writes nothing. `version` is the `appointment_version` the
    page showed; raises ChangedMeanwhile where somebody else was quicker."""
    row = appointment_as_seen(by, appointment_id, version)
    title = vietnamese.tidy(title)
    if not title:
        raise Invalid("Thiếu chức danh. Xin điền chức danh, ví dụ “Cán bộ Mặt trận”.", field="title")
    wanted: dict[str, str | bool] = {"title": title, "is_acting": is_acting, "signs_for_chair": signs_for_chair}
    wanted |= {f"may_{capability}": capability in capabilities for capability in rules.CAPABILITIES}
    changed = [name for name, value in wanted.items() if getattr(row, name) != value]
    if not changed:
        return
    for name in changed:
        setattr(row, name, wanted[name])
    row.save(update_fields=changed)
    audit.record(
        by=by,
        at=now,
        action="accounts.appointment.changed",
        subject_type="accounts.account",
        subject_id=row.account_id,
        subject_label=label_of(row),
        unit_id=row.body.unit_id,
        changed_fields=changed,
        note=f"Được làm: {', '.join(sorted(row.capabilities))}.",
    )


@transaction.atomic
def end_appointment(*, by: access.Officer, appointment_id: int, on: date, version: int | None, now: datetime) -> None:
    """The person no longer holds it from `on` (that day not included). `version` is the `appointment_version` the page
    showed. Raises EndsBeforeItBegins, EndsInThePast, ChangedMeanwhile."""
    row = appointment_as_seen(by, appointment_id, version)
    close_on(row, on, today=by.on)
    audit.record(
        by=by,
        at=now,
        action="accounts.appointment.ended",
        subject_type="accounts.account",
        subject_id=row.account_id,
        subject_label=label_of(row),
        unit_id=row.body.unit_id,
        changed_fields=["valid_until"],
        note=f"Thôi giữ từ {on:%d/%m/%Y}.",
    )


def close_on(row: Appointment, on: date, *, today: date) -> None:
    """Set the end of the span, inside the caller's transaction."""
    if on < today:
        raise EndsInThePast(field="on")
    if on <= row.valid_from:
        raise EndsBeforeItBegins(field="on")
    row.valid_until = on
    row.save(update_fields=["valid_until"])


def appointment_as_seen(by: access.Officer, appointment_id: int, version: int | None) -> Appointment:
    """The row, locked, inside the caller's transaction. Raises what `access.appointment_to_manage` does, and
    ChangedMeanwhile where it is not in the state the page showed."""
    access.appointment_to_manage(by, appointment_id)
    row = Appointment.objects.select_for_update(of=("self",)).select_related("account", "body").get(id=appointment_id)
    ensure_unchanged(appointment_version(row), version)
    return row


def appointment_version(row: Appointment) -> int:
    """The state of what the pages of an appointment change: what it allows, and until when."""
    said = (row.title, sorted(row.capabilities), row.is_acting, row.signs_for_chair, row.valid_until)
    return state_number(row.id, *said)


def label_of(row: Appointment) -> str:
    return f"{row.account.full_name}, {row.title}, {row.body.short_name}"
