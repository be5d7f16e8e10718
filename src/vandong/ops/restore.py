"""Restore a backup into an empty installation: all of it, verified, or nothing.

The backup is read twice: once to judge it (`contents.examine`), once to load it. SQLite: everything is built in a
folder beside the data and moved into place once it is verified; the database file comes last, so that an interrupted
restore leaves an empty installation and a few harmless files. PostgreSQL: tables are made, rows loaded and verified in
one transaction, files are moved before it commits.
"""

import contextlib
import io
import itertools
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.db import DatabaseError, OperationalError, connections, transaction
from django.db.migrations.executor import MigrationExecutor

from vandong.kernel import files, installation
from vandong.ops import archive, contents, database, rows
from vandong.ops.backup import key_fingerprint
from vandong.ops.contents import Contents, Members
from vandong.ops.errors import DamagedBackup, NewerBackup, NotEmpty
from vandong.ops.lock import DataLock

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class RestoreSummary:
    """What came back."""

    made_at: datetime
    software: str
    row_count: int
    file_count: int
    missing_files: tuple[str, ...]
    secret_restored: bool  # false: the secret comes from VANDONG_SECRET_KEY, or the backup has none
    same_secret: bool  # whether what was encrypted under the secret can be read here


@dataclass
class _Load:
    """One pass over the members of a backup that was judged whole, in their order."""

    said: Contents
    folder: Path
    tables: dict[str, rows.Table] = field(default_factory=dict)
    file_count: int = 0


def restore(
    source: Path,
    *,
    identity: str | None = None,
    progress: Progress = lambda done, total, text: None,
) -> RestoreSummary:
    """Restore the backup `source`. Raises NotEmpty, AlreadyServing, NotABackup, DamagedBackup, NewerBackup,
    NeedsIdentity, WrongIdentity; after any of them nothing has changed."""
    data = Path(settings.DATA)
    with DataLock(data, "restore"):
        if not database.is_empty():
            raise NotEmpty
        folder = data / f"restoring-{secrets.token_hex(4)}"
        folder.mkdir(mode=0o700)
        try:
            with archive.read(source, identity=identity) as members:
                load = _Load(contents.examine(members), folder)
            with archive.read(source, identity=identity) as members:
                if connections["default"].vendor == "sqlite":
                    _into_new_file(load, members, progress)
                else:
                    _into_transaction(load, members, progress)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        database.migrate()  # from the backup's tables to today's; also lays the promises
        database.know_the_tables()
    return _summary(load)


def _into_new_file(load: _Load, members: Members, progress: Progress) -> None:
    built = load.folder / "vandong.sqlite3"
    with _default_database_at(built) as target:
        connections["default"].disable_constraint_checking()
        _make_tables(load)
        _carry_out(load, members, progress)
        with _odd_is_damage():
            connections["default"].check_constraints()
            connections["default"].enable_constraint_checking()
            database.migrate()
        with connections["default"].cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute("PRAGMA journal_mode=DELETE")  # one file to move; the first connection turns WAL on again
    _sync(built)
    _move_files(load.folder)
    for suffix in ("-wal", "-shm"):
        target.with_name(target.name + suffix).unlink(missing_ok=True)
    os.replace(built, target)
    files.sync_folder(target.parent)


@contextlib.contextmanager
def _default_database_at(path: Path) -> Iterator[Path]:
    """The default connection writes to `path` inside; yields where it wrote before. (A connection of its own would not
    do: migrations of libraries reach for the default one.)"""
    said = connections["default"].settings_dict
    before = said["NAME"]
    connections["default"].close()
    said["NAME"] = path
    try:
        yield Path(before)
    finally:
        connections["default"].close()
        said["NAME"] = before


def _into_transaction(load: _Load, members: Members, progress: Progress) -> None:
    connection = connections["default"]
    with transaction.atomic():
        installation.wait_to_set_up()
        if not database.is_empty():
            raise NotEmpty
        _drop_empty_tables()
        _make_tables(load)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")  # a migration that adds a column left some immediate
        _carry_out(load, members, progress)
        with connection.cursor() as cursor, _odd_is_damage():
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for statement in connection.ops.sequence_reset_sql(
                no_style(), [table.model for table in load.tables.values()]
            ):
                cursor.execute(statement)
            database.migrate()
        _move_files(load.folder)


def _drop_empty_tables() -> None:
    """Tables `vandong migrate` made before anything was entered go, in the same transaction, so that those of an older
    backup can be made: migrations are only ever walked forwards."""
    connection = connections["default"]
    ours = {model._meta.db_table for model in apps.get_models(include_auto_created=True)} | {"django_migrations"}
    with connection.cursor() as cursor:
        for name in sorted(ours & set(connection.introspection.table_names(cursor))):
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(name)} CASCADE")


def _make_tables(load: _Load) -> None:
    """The tables as they stood in the software that made the backup."""
    head = load.said.head
    executor = MigrationExecutor(connections["default"])
    known = executor.loader.graph.nodes
    named = {(app, name) for app, names in head.migrations.items() for name in names}
    if any(node not in known for node in named):
        raise NewerBackup
    ends = [
        node
        for node in sorted(named)
        if not any(
            child.key in named for child in executor.loader.graph.node_map[node].children if child.key[0] == node[0]
        )
    ]
    executor.migrate(ends)
    load.tables = {table.name: table for table in rows.tables(executor.loader.project_state(ends).apps)}
    if {name: sorted(table.columns) for name, table in load.tables.items()} != {
        name: sorted(columns) for name, columns in head.columns.items()
    }:
        raise DamagedBackup


def _carry_out(load: _Load, members: Members, progress: Progress) -> None:
    """Load every member, then compare what the database now holds with what the manifest promised."""
    total = len(load.tables)
    begun: set[str] = set()
    with transaction.atomic():
        for name, content in members:
            kind, _, rest = name.partition("/")
            if kind == "tables":
                table = rest.partition("/")[0]
                begun.add(table)
                progress(len(begun), total * 2, table)
                _insert(load, table, content)
            elif kind == "files":
                _keep_file(load, rest, content)
            elif name == "keys/secret":
                (load.folder / "secret").write_bytes(content)
        _verify(load, progress)


def _insert(load: _Load, name: str, content: bytes) -> None:
    table, connection = load.tables[name], connections["default"]
    columns = list(load.said.head.columns[name])
    quoted = ", ".join(connection.ops.quote_name(column) for column in table.columns)
    places = ", ".join(["%s"] * len(table.columns))
    statement = f"INSERT INTO {connection.ops.quote_name(name)} ({quoted}) VALUES ({places})"  # noqa: S608  names of models
    with connection.cursor() as cursor, _odd_is_damage():
        stream = io.BytesIO(content)
        while lines := list(itertools.islice(stream, rows.CHUNK)):
            decoded = [rows.decode(table, line, columns) for line in lines]
            prepared = [
                [column.get_db_prep_save(value, connection) for column, value in zip(table.fields, row, strict=True)]
                for row in decoded
            ]
            cursor.executemany(statement, prepared)


@contextlib.contextmanager
def _odd_is_damage() -> Iterator[None]:
    """Rows no installation could have written: of another shape, of another kind, or against a constraint. (Whoever
    changed them also wrote the manifest anew.) A database or disk out of reach stays what it is."""
    try:
        yield
    except OperationalError:
        raise
    except (*contents.ODD, ValidationError, DatabaseError) as error:
        raise DamagedBackup from error


def _keep_file(load: _Load, sha256: str, content: bytes) -> None:
    target = load.folder / "files" / sha256
    target.parent.mkdir(exist_ok=True)
    with open(target, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    load.file_count += 1


def _verify(load: _Load, progress: Progress) -> None:
    for number, (name, table) in enumerate(load.tables.items()):
        progress(len(load.tables) + number, len(load.tables) * 2, f"kiểm tra {name}")
        with _odd_is_damage():
            found = rows.digest(table, "default")
        if found != load.said.manifest.tables[name]:
            raise DamagedBackup
    progress(1, 1, "xong")


def _move_files(folder: Path) -> None:
    """Stored files go under their hashes (one already there is the same file); an older secret is kept aside."""
    for path in sorted((folder / "files").glob("*")) if (folder / "files").exists() else []:
        target = files.path_of(path.name)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(path, target)
            files.sync_folder(target.parent)
    secret = folder / "secret"
    if secret.exists() and "VANDONG_SECRET_KEY" not in os.environ:
        target = Path(settings.DATA) / "keys" / "secret"
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if target.exists() and target.read_bytes() != secret.read_bytes():
            os.replace(target, target.with_name(f"secret-before-{secrets.token_hex(4)}"))
        secret.chmod(0o600)
        _sync(secret)
        os.replace(secret, target)
        files.sync_folder(target.parent)


def _summary(load: _Load) -> RestoreSummary:
    path = Path(settings.DATA) / "keys" / "secret"
    from_environment = "VANDONG_SECRET_KEY" in os.environ
    if not from_environment and path.exists():
        settings.SECRET_KEY = path.read_text().strip()
    head, manifest = load.said.head, load.said.manifest
    return RestoreSummary(
        made_at=head.made_at,
        software=head.software,
        row_count=sum(table.rows for table in manifest.tables.values()),
        file_count=load.file_count,
        missing_files=manifest.missing_files,
        secret_restored=not from_environment,
        same_secret=key_fingerprint() == head.key_fingerprint,
    )


def _sync(path: Path) -> None:
    with contextlib.suppress(PermissionError), open(path, "rb") as file:  # Windows: a file open for reading can't
        os.fsync(file.fileno())
