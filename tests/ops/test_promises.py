"""Promises of the database: laid by migrate, missed when even a part of one is gone."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from vandong.kernel import promises
from vandong.programme.models import Target, Task

pytestmark = pytest.mark.django_db


def test_every_declared_promise_is_kept_after_migrating():
    assert promises.missing(connection) == []


def test_laying_them_again_changes_nothing():
    promises.lay(connection)
    assert promises.missing(connection) == []


@pytest.mark.sqlite_only
@pytest.mark.parametrize("name", ["kernel_auditline_append_only_update", "kernel_auditline_append_only_delete"])
def test_half_a_promise_is_none(name):
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}")
    assert promises.missing(connection) == ["kernel_auditline_append_only"]


@pytest.mark.sqlite_only
def test_a_trigger_that_was_hollowed_out_is_missed():
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER kernel_auditline_append_only_update")
        cursor.execute(
            "CREATE TRIGGER kernel_auditline_append_only_update BEFORE UPDATE ON kernel_auditline BEGIN SELECT 1; END"
        )
    assert promises.missing(connection) == ["kernel_auditline_append_only"]


@pytest.mark.postgres
def test_a_trigger_that_was_switched_off_is_missed():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE kernel_auditline DISABLE TRIGGER kernel_auditline_append_only")
    assert promises.missing(connection) == ["kernel_auditline_append_only"]


@pytest.mark.django_db(transaction=True)
def test_a_table_that_another_s_promise_speaks_of_can_still_be_rebuilt_with_its_rows(world):
    call_command("migrate", "programme", "0003", verbosity=0)
    call_command("migrate", verbosity=0)  # what stands on programme's tables went with them, and is back too
    assert Target.objects.filter(programme_id=world.programme).count() == 1
    assert promises.missing(connection) == []


def test_a_migration_may_fill_what_stands_for_ever_on_either_database_and_after_one_that_fails_all_is_guarded(world):
    issued = Task.objects.filter(programme_id=world.programme)
    standing = promises.lift(connection)
    assert issued.update(section="III.9") == 1
    with connection.cursor() as cursor:
        for statement in standing:
            cursor.execute(statement)
    assert promises.missing(connection) == []
    with pytest.raises(DatabaseError), transaction.atomic():
        issued.update(section="III.2")


@pytest.mark.once
@pytest.mark.ci
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_of_two_that_bring_the_tables_up_to_date_at_once_the_second_waits_and_finds_nothing_to_do(new_site, database):
    site = new_site(database, "office")
    site.data.mkdir()
    both = [site.start("migrate") for _ in range(2)]
    said = [process.communicate(timeout=120)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert "Traceback" not in "".join(said)
    assert site.run("migrate", "--check").code == 0
    missing = (
        "from django.db import connection; from vandong.kernel import promises; print(promises.missing(connection))"
    )
    assert site.python(missing).strip() == "[]"
