"""Altering what may never be altered: with the database's promises lifted, as someone with its password could."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from vandong.kernel import promises


@contextmanager
def unprotected() -> Iterator[None]:
    """Inside, append-only tables take UPDATE and DELETE; foreign keys wait. Afterwards all is laid again."""
    tables = ("kernel_auditline", "kernel_auditseal", "kernel_sealedline")
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'")
            for name, table in cursor.fetchall():
                if table in tables:
                    cursor.execute(f'DROP TRIGGER "{name}"')
            cursor.execute("PRAGMA defer_foreign_keys = ON")
        else:
            cursor.execute("SET session_replication_role = replica")
    yield
    if connection.vendor == "sqlite":
        promises.lay(connection)
    else:
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = DEFAULT")
