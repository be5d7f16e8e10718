"""The chain over the audit: what is sealed, what is late, what an alteration does, what an anchor adds."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from tests import make
from tests.ops.altering import unprotected
from vandong.kernel import audit, audit_seal
from vandong.kernel.models import AuditLine, AuditSeal, SealedLine

pytestmark = pytest.mark.django_db

LATER = make.NOW + timedelta(minutes=1)
NEXT_DAY = make.NOW + timedelta(days=1)


def write_lines(count: int) -> None:
    with transaction.atomic():
        for number in range(count):
            audit.record(
                by=audit.SYSTEM,
                at=make.NOW + timedelta(seconds=number),
                action="units.unit.opened",
                subject_type="units.unit",
                subject_id=number,
                subject_label=f"Xã số {number}",
                changed_fields=["name", "kind"],
            )


def test_an_empty_audit_is_whole_and_says_so():
    found = audit_seal.verify(make.NOW)
    assert (found.is_whole, found.seal_count, found.line_count, found.unsealed_count) == (True, 0, 0, 0)


def test_sealing_closes_every_line_once_and_states_the_tail():
    write_lines(7)
    assert audit_seal.seal(LATER) == 7
    assert audit_seal.seal(LATER) == 0
    write_lines(3)
    found = audit_seal.verify(LATER)
    assert (found.is_whole, found.seal_count, found.line_count, found.unsealed_count) == (True, 1, 7, 3)


def test_many_lines_become_seals_of_a_thousand(monkeypatch):
    monkeypatch.setattr(audit_seal, "LINES_A_SEAL", 4)
    write_lines(10)
    assert audit_seal.seal(LATER) == 10
    assert list(AuditSeal.objects.order_by("id").values_list("line_count", flat=True)) == [4, 4, 2]
    assert audit_seal.verify(LATER).is_whole


def test_a_line_that_commits_late_goes_into_the_next_seal():
    write_lines(3)
    gap = AuditLine.objects.order_by("id")[1].id
    late = AuditLine.objects.get(id=gap)
    with unprotected():
        AuditLine.objects.filter(id=gap).delete()
    audit_seal.seal(LATER)
    late.save(force_insert=True)
    assert audit_seal.seal(LATER + timedelta(minutes=1)) == 1
    assert audit_seal.verify(LATER + timedelta(minutes=2)).is_whole
    assert SealedLine.objects.get(line_id=gap).seal_id == 2


def test_a_line_slipped_into_a_gap_of_the_sealed_range_is_found():
    write_lines(3)
    gap = AuditLine.objects.order_by("id")[1].id
    slipped = AuditLine.objects.get(id=gap)
    with unprotected():
        AuditLine.objects.filter(id=gap).delete()
    audit_seal.seal(LATER)
    slipped.save(force_insert=True)
    assert audit_seal.seal(NEXT_DAY) == 0, "a forged line must not be taken into the chain"
    found = audit_seal.verify(NEXT_DAY)
    assert [fault.line_id for fault in found.faults] == [gap]


def test_the_database_itself_refuses_to_change_a_line_or_a_seal():
    write_lines(1)
    audit_seal.seal(LATER)
    for table, key in (("kernel_auditline", "id"), ("kernel_auditseal", "id"), ("kernel_sealedline", "line_id")):
        for change in (f"DELETE FROM {table}", f"UPDATE {table} SET {key} = 77"):
            with pytest.raises(DatabaseError, match="append_only"), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(change)


def test_an_anchor_notices_that_the_end_was_cut_off():
    write_lines(2)
    audit_seal.seal(LATER)
    write_lines(2)
    audit_seal.seal(LATER)
    anchor = audit_seal.head()
    assert anchor is not None
    with unprotected():
        SealedLine.objects.filter(seal_id=2).delete()
        AuditSeal.objects.filter(id=2).delete()
        AuditLine.objects.order_by("-id").first().delete()
    assert audit_seal.verify(LATER).is_whole, "a chain alone can't show that its end is missing"
    found = audit_seal.verify(LATER, anchor)
    assert "đã bị cắt" in found.faults[0].sentence


def test_an_anchor_notices_a_chain_made_anew():
    write_lines(2)
    audit_seal.seal(LATER)
    anchor = audit_seal.head()
    assert anchor is not None
    with unprotected():
        SealedLine.objects.all().delete()
        AuditSeal.objects.all().delete()
        AuditLine.objects.update(note="viết lại")
    audit_seal.seal(LATER)
    assert audit_seal.verify(LATER).is_whole
    assert "làm lại" in audit_seal.verify(LATER, anchor).faults[0].sentence


def test_an_anchor_that_still_holds_says_nothing():
    write_lines(2)
    audit_seal.seal(LATER)
    anchor = audit_seal.head()
    write_lines(2)
    audit_seal.seal(LATER)
    assert anchor is not None
    assert audit_seal.verify(LATER, anchor).is_whole
    assert not audit_seal.verify(LATER, replace(anchor, line_count=1)).is_whole


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_sealers_take_turns():
    """Both see the same unsealed lines; the second waits for the first and finds nothing left to do."""
    import threading

    write_lines(50)
    counts: list[int] = []

    def seal_once() -> None:
        counts.append(audit_seal.seal(LATER))
        connection.close()

    sealers = [threading.Thread(target=seal_once) for _ in range(4)]
    for sealer in sealers:
        sealer.start()
    for sealer in sealers:
        sealer.join()
    assert sorted(counts) == [0, 0, 0, 50]
    assert audit_seal.verify(LATER).is_whole
