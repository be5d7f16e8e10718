"""Promises the database keeps itself, on both databases, where Django has no constraint for them.

A domain lists its promises on its AppConfig (`promises = [...]`); they are laid after every `migrate`, idempotently,
because SQLite loses a table's triggers whenever Django rebuilds the table. `vandong doctor` asks `missing()`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper


class Promise(Protocol):
    @property
    def name(self) -> str: ...
    def statements(self, vendor: str) -> Sequence[str]: ...


@dataclass(frozen=True)
class AppendOnly:
    """Rows of `table` are only ever inserted: UPDATE and DELETE (and TRUNCATE on PostgreSQL) are refused."""

    table: str

    @property
    def name(self) -> str:
        return f"{self.table}_append_only"

    def statements(self, vendor: str) -> Sequence[str]:
        if vendor == "sqlite":
            return [
                statement
                for verb in ("UPDATE", "DELETE")
                for statement in (
                    f"DROP TRIGGER IF EXISTS {self.name}_{verb.lower()}",
                    f"CREATE TRIGGER {self.name}_{verb.lower()} BEFORE {verb} ON {self.table} "
                    f"BEGIN SELECT RAISE(ABORT, '{self.name}'); END",
                )
            ]
        return [
            f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{self.name}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
            f"DROP TRIGGER IF EXISTS {self.name} ON {self.table}",
            f"CREATE TRIGGER {self.name} BEFORE UPDATE OR DELETE OR TRUNCATE ON {self.table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {self.name}()",
        ]


@dataclass(frozen=True)
class NeverChanged:
    """Rows of `table` stay as they were inserted until they are deleted; foreign keys say which may be. (It keeps the
    name of the stricter promise it took over from, so that an older installation loses that one's trigger.)"""

    table: str

    @property
    def name(self) -> str:
        return f"{self.table}_append_only"

    def statements(self, vendor: str) -> Sequence[str]:
        if vendor == "sqlite":
            return [
                f"DROP TRIGGER IF EXISTS {self.name}_update",
                f"DROP TRIGGER IF EXISTS {self.name}_delete",
                f"CREATE TRIGGER {self.name}_update BEFORE UPDATE ON {self.table} "
                f"BEGIN SELECT RAISE(ABORT, '{self.name}'); END",
            ]
        return [
            f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{self.name}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
            f"DROP TRIGGER IF EXISTS {self.name} ON {self.table}",
            f"CREATE TRIGGER {self.name} BEFORE UPDATE OR TRUNCATE ON {self.table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {self.name}()",
        ]


@dataclass(frozen=True)
class NoOverlap:
    """Within equal `keys`, the spans [valid_from, valid_until) of `table` never overlap (open end = null)."""

    table: str
    keys: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{self.table}_no_overlap"

    def statements(self, vendor: str) -> Sequence[str]:
        if vendor == "sqlite":
            same = " AND ".join(f"other.{key} = NEW.{key}" for key in self.keys)
            return [
                statement
                for verb in ("INSERT", "UPDATE")
                for statement in (
                    f"DROP TRIGGER IF EXISTS {self.name}_{verb.lower()}",
                    f"CREATE TRIGGER {self.name}_{verb.lower()} BEFORE {verb} ON {self.table} BEGIN "
                    f"SELECT RAISE(ABORT, '{self.name}') WHERE EXISTS (SELECT 1 FROM {self.table} AS other "
                    f"WHERE {same} AND other.id IS NOT NEW.id "
                    f"AND (NEW.valid_until IS NULL OR other.valid_from < NEW.valid_until) "
                    f"AND (other.valid_until IS NULL OR NEW.valid_from < other.valid_until)); END",
                )
            ]
        equal = ", ".join(f"{key} WITH =" for key in self.keys)
        return [
            "CREATE EXTENSION IF NOT EXISTS btree_gist",
            f"DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = '{self.name}') THEN "
            f"ALTER TABLE {self.table} ADD CONSTRAINT {self.name} EXCLUDE USING gist "
            f"({equal}, daterange(valid_from, valid_until) WITH &&); END IF; END $$",
        ]


@dataclass(frozen=True)
class Frozen:
    """Rows of `table` can't change or vanish while `condition` (SQL over OLD) holds. `label` sets it apart from other
    promises of the same table.

    Example: the lines of an approved report. `condition` may hold a sub-select on `OLD`; it must suit both databases.
    """

    table: str
    condition: str
    label: str = "frozen"

    @property
    def name(self) -> str:
        return f"{self.table}_{self.label}"

    def statements(self, vendor: str) -> Sequence[str]:
        if vendor == "sqlite":
            return [
                statement
                for verb in ("UPDATE", "DELETE")
                for statement in (
                    f"DROP TRIGGER IF EXISTS {self.name}_{verb.lower()}",
                    f"CREATE TRIGGER {self.name}_{verb.lower()} BEFORE {verb} ON {self.table} "
                    f"WHEN {self.condition} BEGIN SELECT RAISE(ABORT, '{self.name}'); END",
                )
            ]
        return [
            f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN IF {self.condition} THEN RAISE EXCEPTION '{self.name}' "
            f"USING ERRCODE = 'integrity_constraint_violation'; END IF; "
            f"IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$",
            f"DROP TRIGGER IF EXISTS {self.name} ON {self.table}",
            f"CREATE TRIGGER {self.name} BEFORE UPDATE OR DELETE ON {self.table} "
            f"FOR EACH ROW EXECUTE FUNCTION {self.name}()",
        ]


@dataclass(frozen=True)
class FrozenColumns:
    """While `condition` (SQL over OLD) holds, rows of `table` can't vanish nor these columns change; the others may.

    Example: what a part of an issued programme says, while the day it was withdrawn is still to be written.
    """

    table: str
    columns: tuple[str, ...]
    condition: str
    label: str = "frozen_columns"

    @property
    def name(self) -> str:
        return f"{self.table}_{self.label}"

    def statements(self, vendor: str) -> Sequence[str]:
        differs = "IS NOT" if vendor == "sqlite" else "IS DISTINCT FROM"
        changed = " OR ".join(f'NEW."{column}" {differs} OLD."{column}"' for column in self.columns)
        if vendor == "sqlite":
            return [
                statement
                for verb, when in (("UPDATE", f"({changed}) AND {self.condition}"), ("DELETE", self.condition))
                for statement in (
                    f"DROP TRIGGER IF EXISTS {self.name}_{verb.lower()}",
                    f"CREATE TRIGGER {self.name}_{verb.lower()} BEFORE {verb} ON {self.table} "
                    f"WHEN {when} BEGIN SELECT RAISE(ABORT, '{self.name}'); END",
                )
            ]
        refuse = f"RAISE EXCEPTION '{self.name}' USING ERRCODE = 'integrity_constraint_violation'"
        return [
            f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF TG_OP = 'DELETE' THEN IF {self.condition} THEN {refuse}; END IF; RETURN OLD; END IF; "
            f"IF ({changed}) AND {self.condition} THEN {refuse}; END IF; RETURN NEW; END $$",
            f"DROP TRIGGER IF EXISTS {self.name} ON {self.table}",
            f"CREATE TRIGGER {self.name} BEFORE UPDATE OR DELETE ON {self.table} "
            f"FOR EACH ROW EXECUTE FUNCTION {self.name}()",
        ]


@dataclass(frozen=True)
class NeverBecomes:
    """No row of `table` changes into what `condition` (SQL over OLD and NEW) describes.

    Example: an issued programme is never a draft again. `condition` may hold a sub-select; it must suit both databases.
    """

    table: str
    condition: str
    label: str

    @property
    def name(self) -> str:
        return f"{self.table}_{self.label}"

    def statements(self, vendor: str) -> Sequence[str]:
        if vendor == "sqlite":
            return [
                f"DROP TRIGGER IF EXISTS {self.name}_update",
                f"CREATE TRIGGER {self.name}_update BEFORE UPDATE ON {self.table} "
                f"WHEN {self.condition} BEGIN SELECT RAISE(ABORT, '{self.name}'); END",
            ]
        return [
            f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN IF {self.condition} THEN RAISE EXCEPTION '{self.name}' "
            f"USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",
            f"DROP TRIGGER IF EXISTS {self.name} ON {self.table}",
            f"CREATE TRIGGER {self.name} BEFORE UPDATE ON {self.table} FOR EACH ROW EXECUTE FUNCTION {self.name}()",
        ]


@dataclass(frozen=True)
class NothingAdded:
    """No row is inserted into `table` while `condition` (SQL over NEW) holds.

    Example: a line of an approved report. `condition` may hold a sub-select on `NEW`; it must suit both databases.
    """

    table: str
    condition: str
    label: str = "nothing_added"

    @property
    def name(self) -> str:
        return f"{self.table}_{self.label}"

    def statements(self, vendor: str) -> Sequence[str]:
        if vendor == "sqlite":
            return [
                f"DROP TRIGGER IF EXISTS {self.name}_insert",
                f"CREATE TRIGGER {self.name}_insert BEFORE INSERT ON {self.table} "
                f"WHEN {self.condition} BEGIN SELECT RAISE(ABORT, '{self.name}'); END",
            ]
        return [
            f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN IF {self.condition} THEN RAISE EXCEPTION '{self.name}' "
            f"USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",
            f"DROP TRIGGER IF EXISTS {self.name} ON {self.table}",
            f"CREATE TRIGGER {self.name} BEFORE INSERT ON {self.table} FOR EACH ROW EXECUTE FUNCTION {self.name}()",
        ]


def declared() -> Iterator[Promise]:
    """Every promise of every installed domain."""
    for config in apps.get_app_configs():
        yield from getattr(config, "promises", ())


def lay(connection: BaseDatabaseWrapper) -> None:
    """Install every declared promise; doing so again changes nothing."""
    with connection.cursor() as cursor:
        for promise in declared():
            for statement in promise.statements(connection.vendor):
                cursor.execute(statement)


def lift(connection: BaseDatabaseWrapper) -> list[str]:
    """Take every trigger of a declared promise away while tables change; `lay` puts them back. Returns the statements
    that made what was there.

    SQLite needs it: Django changes a table there by making a new one and renaming it, and SQLite refuses the renaming
    while a trigger of another table speaks of the old name. PostgreSQL does not, but a migration that fills a new
    column of rows which stand for ever must do the same on both: what one database lets through, an office on the
    other would be refused. Its exclusion constraints stay; like any constraint they hold through a migration.
    """
    if connection.vendor != "sqlite":
        return _lift_on_postgresql(connection)
    ours = {
        statement.split()[4]
        for promise in declared()
        for statement in promise.statements("sqlite")
        if statement.startswith("DROP TRIGGER IF EXISTS")
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        standing = [(name, sql) for name, sql in cursor.fetchall() if name in ours]
        for name, _sql in standing:
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")
    return [sql for _name, sql in standing]


def _lift_on_postgresql(connection: BaseDatabaseWrapper) -> list[str]:
    names = [name for promise in declared() for name in _names_on_postgresql(promise)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT one.tgname, rel.relname, pg_get_triggerdef(one.oid) FROM pg_trigger AS one "
            "JOIN pg_class AS rel ON rel.oid = one.tgrelid "
            "WHERE one.tgname = ANY(%s) AND NOT one.tgisinternal AND rel.relnamespace = current_schema()::regnamespace",
            [names],
        )
        standing = cursor.fetchall()
        for name, table, _made_by in standing:
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)} ON {connection.ops.quote_name(table)}")
    return [made_by for _name, _table, made_by in standing]


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of declared promises that this database does not keep, or keeps only in part.

    On SQLite a trigger must also read as we would write it; on PostgreSQL it must be there and enabled.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute(
                "SELECT conname FROM pg_constraint UNION SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A')"
            )
        present = {row[0] for row in cursor.fetchall()}
    if connection.vendor == "sqlite":
        return [
            promise.name
            for promise in declared()
            if not {s for s in promise.statements("sqlite") if s.startswith("CREATE TRIGGER")} <= present
        ]
    return [promise.name for promise in declared() if not _names_on_postgresql(promise) <= present]


def _names_on_postgresql(promise: Promise) -> set[str]:
    found = set()
    for statement in promise.statements("postgresql"):
        found |= set(re.findall(r"(?:CREATE (?:CONSTRAINT )?TRIGGER|ADD CONSTRAINT) (\w+)", statement))
    return found
