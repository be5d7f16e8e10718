"""R20: whoever alters the sealed audit with the database's own password is found out.

Every trial changes one thing in the sealed range — a column of a line, of a seal or of a line's place; a line or a seal
taken away, put in, or swapped — straight in SQL with the promises lifted. Zero unseen in N trials shows a rate below
about 3/N (95 %): 120 here, 1,000 with --all.
"""

import random
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, transaction

from tests import make
from tests.ops.altering import unprotected
from vandong.kernel import audit, audit_seal

pytestmark = pytest.mark.django_db

LINES, SEAL_SIZE = 60, 7
NEXT_DAY = make.NOW + timedelta(days=1)
Alteration = Callable[[random.Random], str]

TEXT_COLUMNS = ("actor_label", "action", "subject_type", "subject_id", "subject_label", "note")
HASHES = ("previous_hash", "hash")


def execute(sql: str, *values: object) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.rowcount


def one(sql: str, *values: object) -> tuple:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()


def a_line(chance: random.Random) -> int:
    first, last = one("SELECT min(line_id), max(line_id) FROM kernel_sealedline")
    return chance.randint(first, last)


def a_seal(chance: random.Random) -> int:
    return chance.randint(1, one("SELECT max(id) FROM kernel_auditseal")[0])


def text_of_a_line(chance: random.Random) -> str:
    column = chance.choice(TEXT_COLUMNS)
    execute(f"UPDATE kernel_auditline SET {column} = {column} || 'x' WHERE id = %s", a_line(chance))
    return column


def number_of_a_line(chance: random.Random) -> str:
    column = chance.choice(("actor_id", "unit_id"))
    execute(f"UPDATE kernel_auditline SET {column} = coalesce({column}, 0) + 1 WHERE id = %s", a_line(chance))
    return column


def emptied_number_of_a_line(chance: random.Random) -> str:
    execute("UPDATE kernel_auditline SET unit_id = NULL WHERE id = %s", a_line(chance))
    return "unit_id emptied"


def instant_of_a_line(chance: random.Random) -> str:
    other = make.NOW + timedelta(seconds=chance.randint(100_000, 900_000), microseconds=chance.randint(1, 999_999))
    execute("UPDATE kernel_auditline SET at = %s WHERE id = %s", other, a_line(chance))
    return "at"


def changed_fields_of_a_line(chance: random.Random) -> str:
    execute("UPDATE kernel_auditline SET changed_fields = %s WHERE id = %s", '["other"]', a_line(chance))
    return "changed_fields"


def id_of_a_line(chance: random.Random) -> str:
    execute("UPDATE kernel_auditline SET id = %s WHERE id = %s", 10_000 + chance.randint(1, 99), a_line(chance))
    return "id"


def two_lines_swapped(chance: random.Random) -> str:
    one_id, other_id = a_line(chance), a_line(chance)
    while other_id == one_id:
        other_id = a_line(chance)
    for old, new in ((one_id, -1), (other_id, one_id), (-1, other_id)):
        execute("UPDATE kernel_auditline SET id = %s WHERE id = %s", new, old)
    return "two lines swapped"


def a_line_taken_away(chance: random.Random) -> str:
    execute("DELETE FROM kernel_auditline WHERE id = %s", a_line(chance))
    return "line deleted"


def a_line_and_its_place_taken_away(chance: random.Random) -> str:
    line = a_line(chance)
    execute("DELETE FROM kernel_sealedline WHERE line_id = %s", line)
    execute("DELETE FROM kernel_auditline WHERE id = %s", line)
    return "line and place deleted"


def a_line_put_before_all(chance: random.Random) -> str:
    execute(
        "INSERT INTO kernel_auditline (id, at, actor_label, action, subject_type, subject_id, subject_label,"
        " changed_fields, note) SELECT %s, at, actor_label, action, subject_type, subject_id, subject_label,"
        " changed_fields, note FROM kernel_auditline WHERE id = %s",
        -chance.randint(1, 99),
        a_line(chance),
    )
    return "line inserted"


def a_place_taken_away(chance: random.Random) -> str:
    execute("DELETE FROM kernel_sealedline WHERE line_id = %s", a_line(chance))
    return "place deleted"


def a_place_put_in(chance: random.Random) -> str:
    seal = a_seal(chance)
    execute("INSERT INTO kernel_sealedline (line_id, seal_id, position) VALUES (%s, %s, %s)", 5_000, seal, 900)
    return "place inserted"


def two_places_swapped(chance: random.Random) -> str:
    seal = a_seal(chance)
    execute("UPDATE kernel_sealedline SET position = 901 WHERE seal_id = %s AND position = 1", seal)
    execute("UPDATE kernel_sealedline SET position = 1 WHERE seal_id = %s AND position = 2", seal)
    execute("UPDATE kernel_sealedline SET position = 2 WHERE seal_id = %s AND position = 901", seal)
    return "places swapped"


def a_place_moved_to_another_seal(chance: random.Random) -> str:
    execute(
        "UPDATE kernel_sealedline SET seal_id = seal_id %% 3 + 5, position = 902 WHERE line_id = %s", a_line(chance)
    )
    return "place moved"


def hash_of_a_seal(chance: random.Random) -> str:
    column = chance.choice(HASHES)
    execute(
        f"UPDATE kernel_auditseal SET {column} = %s WHERE id = %s", f"{chance.getrandbits(256):064x}", a_seal(chance)
    )
    return column


def count_of_a_seal(chance: random.Random) -> str:
    execute("UPDATE kernel_auditseal SET line_count = line_count + 1 WHERE id = %s", a_seal(chance))
    return "line_count"


def instant_of_a_seal(chance: random.Random) -> str:
    other = make.NOW + timedelta(seconds=chance.randint(1, 3000))
    execute("UPDATE kernel_auditseal SET sealed_at = %s WHERE id = %s", other, a_seal(chance))
    return "sealed_at"


def id_of_a_seal(chance: random.Random) -> str:
    seal = a_seal(chance)
    execute("UPDATE kernel_auditseal SET id = 999 WHERE id = %s", seal)
    execute("UPDATE kernel_sealedline SET seal_id = 999 WHERE seal_id = %s", seal)
    return "seal renumbered"


def a_seal_taken_away(chance: random.Random) -> str:
    execute("DELETE FROM kernel_auditseal WHERE id = %s", a_seal(chance))
    return "seal deleted"


def a_seal_in_the_middle_taken_away_with_its_places(chance: random.Random) -> str:
    seal = chance.randint(1, one("SELECT max(id) FROM kernel_auditseal")[0] - 1)
    execute("DELETE FROM kernel_sealedline WHERE seal_id = %s", seal)
    execute("DELETE FROM kernel_auditseal WHERE id = %s", seal)
    return "seal and places deleted"


ALTERATIONS: tuple[Alteration, ...] = (
    text_of_a_line,
    number_of_a_line,
    emptied_number_of_a_line,
    instant_of_a_line,
    changed_fields_of_a_line,
    id_of_a_line,
    two_lines_swapped,
    a_line_taken_away,
    a_line_and_its_place_taken_away,
    a_line_put_before_all,
    a_place_taken_away,
    a_place_put_in,
    two_places_swapped,
    a_place_moved_to_another_seal,
    hash_of_a_seal,
    count_of_a_seal,
    instant_of_a_seal,
    id_of_a_seal,
    a_seal_taken_away,
    a_seal_in_the_middle_taken_away_with_its_places,
)


class UndoTrial(Exception):
    pass


def unseen_alterations(trials: int) -> list[str]:
    """Alter, verify, undo, `trials` times; returns what verifying did not see."""
    chance = random.Random(20)  # noqa: S311
    unseen = []
    for number in range(trials):
        alter = ALTERATIONS[number % len(ALTERATIONS)]
        try:
            with transaction.atomic():
                with unprotected():
                    said = alter(chance)
                if audit_seal.verify(NEXT_DAY).is_whole:
                    unseen.append(f"trial {number}: {said}")
                raise UndoTrial
        except UndoTrial:
            continue
    return unseen


@pytest.fixture
def sealed_audit(monkeypatch, db) -> None:
    monkeypatch.setattr(audit_seal, "LINES_A_SEAL", SEAL_SIZE)
    with transaction.atomic():
        for number in range(LINES):
            audit.record(
                by=audit.SYSTEM,
                at=make.NOW + timedelta(seconds=number),
                action="outreach.activity.recorded",
                subject_type="outreach.activity",
                subject_id=number,
                subject_label=f"Buổi họp số {number}",
                unit_id=100 + number,
                changed_fields=["held_on", "attendance_count"],
                note="ghi chú",
            )
    assert audit_seal.seal(make.NOW + timedelta(minutes=5)) == LINES
    assert audit_seal.verify(NEXT_DAY).is_whole


def test_every_alteration_of_the_sealed_audit_is_found(sealed_audit):
    assert unseen_alterations(120) == []
    assert audit_seal.verify(NEXT_DAY).is_whole, "every trial must have been undone"


@pytest.mark.ci
def test_a_thousand_alterations_are_found(sealed_audit):
    assert unseen_alterations(1000) == []


def test_the_trial_itself_can_fail(sealed_audit, monkeypatch):
    """With a verifier that looks at seals alone, alterations do pass: the trial tells verifiers apart."""
    monkeypatch.setattr(audit_seal._Walk, "one_seal", lambda walk, row: None)
    assert len(unseen_alterations(40)) > 10
