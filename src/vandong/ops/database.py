"""The database as a whole: its migrations, its size, whether anything is in it."""

from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from vandong.kernel import promises


def waiting_migrations(alias: str = "default") -> list[str]:
    """Names ("units.0001_first_tables") of migrations not yet applied, in order."""
    executor = MigrationExecutor(connections[alias])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def migrate(alias: str = "default") -> None:
    """Apply every migration, then lay the database's promises (idempotent). Where a migration fails, the promises that
    stood before stand again: the database stays as guarded as it was."""
    connection = connections[alias]
    standing = promises.lift(connection) if waiting_migrations(alias) else []
    try:
        call_command("migrate", database=alias, interactive=False, verbosity=0)
    except BaseException:
        promises.lift(connection)
        with connection.cursor() as cursor:
            for statement in standing:
                cursor.execute(statement)
        raise


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
