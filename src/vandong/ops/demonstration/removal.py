"""Take the demonstration away: everything but the reference data, in one transaction, on both databases."""

from collections.abc import Sequence

from django.apps import apps
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from vandong.kernel import audit, clock, files, promises
from vandong.kernel.models import StoredFile

# Apps whose tables hold what people did; what is left of `units` is what the fact files say.
_EMPTIED_APPS = (
    "kernel", "accounts", "analytics", "documents", "messaging", "programme", "outreach", "reporting", "console", "ops",
    "account", "mfa", "axes", "sessions", "django_tasks_database",
)  # fmt: skip
_AREAS = "SELECT id FROM units_unit WHERE level = 'area'"
# In an order that no constraint minds; foreign keys are only checked when the transaction ends.
_OF_UNITS = (
    "DELETE FROM units_unitlock",
    "DELETE FROM units_body",
    f"DELETE FROM units_ancestry WHERE descendant_id IN ({_AREAS}) OR ancestor_id IN ({_AREAS})",  # noqa: S608
    f"DELETE FROM units_parentedge WHERE child_id IN ({_AREAS})",  # noqa: S608
    "DELETE FROM units_unit WHERE level = 'area'",
)


def remove_everything_but_reference_data() -> None:
    """Empty every table of every domain except the units of the fact files; the files of the data folder go too.

    Append-only tables and frozen rows refuse this, so their promises are lifted first and laid again at the end, in
    the same transaction: after a failure everything stands as before. Ends with one audit line.
    """
    tables = [
        model._meta.db_table
        for config in apps.get_app_configs()
        if config.label in _EMPTIED_APPS
        for model in config.get_models(include_auto_created=True)
    ]
    with transaction.atomic():
        kept = set(StoredFile.objects.values_list("sha256", flat=True))
        lifted = _lift([*tables, "units_unitlock", "units_body", "units_ancestry", "units_parentedge", "units_unit"])
        with connection.cursor() as cursor:
            for table in tables:
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608  our own tables
            for statement in _OF_UNITS:
                cursor.execute(statement)
        _lay_again(lifted)
        audit.record(
            by=audit.SYSTEM,
            at=clock.zone_now(),
            action="ops.demonstration.removed",
            subject_type="kernel.installation",
            subject_id=1,
            subject_label="Dữ liệu minh họa",
        )
    for sha256 in kept:
        files.path_of(sha256).unlink(missing_ok=True)


def _lift(tables: Sequence[str]) -> Sequence[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")
        else:
            _settle_checks(cursor)
            for table in tables:
                cursor.execute(f"ALTER TABLE {connection.ops.quote_name(table)} DISABLE TRIGGER USER")
    return tables


def _lay_again(tables: Sequence[str]) -> None:
    if connection.vendor == "sqlite":
        promises.lay(connection)
        return
    with connection.cursor() as cursor:
        _settle_checks(cursor)
        for table in tables:
            cursor.execute(f"ALTER TABLE {connection.ops.quote_name(table)} ENABLE TRIGGER USER")


def _settle_checks(cursor: CursorWrapper) -> None:
    """Let PostgreSQL check every foreign key now: it alters no table that has checks pending."""
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")
