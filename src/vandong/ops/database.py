"""The database as a whole: its migrations, its size, whether anything is in it."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from vandong.kernel import promises
from vandong.ops import lock

ONE_MIGRATES = 20_250_701  # key of PostgreSQL's advisory lock; any number, the same for every process of ours


def waiting_migrations(alias: str = "default") -> list[str]:
    """Names ("units.0001_first_tables") of migrations not yet applied, in order."""
    executor = MigrationExecutor(connections[alias])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def migrate(alias: str = "default") -> None:
    """Apply every migration, then lay the database's promises (idempotent). Where a migration fails, the promises that
    stood before stand again: the database stays as guarded as it was. A second process that migrates meanwhile waits,
    and then finds what is left to do."""
    connection = connections[alias]
    with _no_one_else_migrates(connection):
        waiting = waiting_migrations(alias)
        standing = promises.lift(connection) if waiting else []
        try:
            call_command("migrate", database=alias, interactive=False, verbosity=0)
        except BaseException:
            promises.lift(connection)
            with connection.cursor() as cursor:
                for statement in standing:
                    cursor.execute(statement)
            raise
        if waiting and connection.vendor == "sqlite":  # it wrote altered tables anew, and has forgotten what they hold
            know_the_tables(alias)


def know_the_tables(alias: str = "default") -> None:
    """Let the planner count what the tables hold now: after many rows came at once, it would plan for empty ones."""
    with connections[alias].cursor() as cursor:
        cursor.execute("ANALYZE")


@contextlib.contextmanager
def _no_one_else_migrates(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """SQLite lives in one data folder, a file there is enough; a PostgreSQL may serve several machines."""
    if connection.vendor == "sqlite":
        with lock.waited_for(Path(settings.DATA) / "migrate.lock"):
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [ONE_MIGRATES])
    try:
        yield
    finally:  # a broken transaction cannot be asked; its session's end lets go as well
        if connection.connection is not None and not connection.needs_rollback:
            with contextlib.suppress(DatabaseError), connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [ONE_MIGRATES])


def is_empty(alias: str = "default") -> bool:
    """Whether nothing of an installation is here: no tables, or no installation row, account, unit or audit line."""
    connection = connections[alias]
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in ("kernel_installation", "accounts_account", "units_unit", "kernel_auditline"):
            if table in tables:
                cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")  # noqa: S608  names of our own
                if cursor.fetchone():
                    return False
    return True


def return_claimed_tasks() -> int:
    """Background tasks a killed worker had claimed go back into the queue; returns how many. Call only under the data
    folder's lock, when no worker is alive. A task may thus run twice: tasks are written to stand that."""
    return DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING).update(
        status=TaskResultStatus.READY, started_at=None
    )
