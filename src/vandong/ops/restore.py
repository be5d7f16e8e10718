"""Restore a backup into an empty installation: all of it, verified, or nothing.

SQLite: everything is built in a folder beside the data and moved into place once it is verified; the database file
comes last, so that an interrupted restore leaves an empty installation and a few harmless files. PostgreSQL: rows are
loaded and verified in one transaction, files are moved before it commits.
"""

import contextlib
import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.color import no_style
from django.db import connections, transaction
from django.db.migrations.executor import MigrationExecutor

from vandong.kernel import files
from vandong.ops import archive, database, rows
from vandong.ops.backup import FORMAT, FORMAT_VERSION, key_fingerprint
from vandong.ops.errors import DamagedBackup, NewerBackup, NotABackup, NotEmpty
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
    """One pass over the members, in their order."""

    alias: str
    folder: Path
    head: dict[str, Any] = field(default_factory=dict)
    tables: dict[str, rows.Table] = field(default_factory=dict)
    manifest: dict[str, Any] = field(default_factory=dict)
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
                if connections["default"].vendor == "sqlite":
                    load = _into_new_file(members, folder, progress)
                else:
                    load = _into_transaction(members, folder, progress)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        database.migrate()  # from the backup's tables to today's; also lays the promises
    return _summary(load)


def _into_new_file(members: "Members", folder: Path, progress: Progress) -> _Load:
    built = folder / "vandong.sqlite3"
    with _default_database_at(built) as target:
        load = _Load("default", folder)
        connections["default"].disable_constraint_checking()
        _carry_out(load, members, progress)
        connections["default"].check_constraints()
        connections["default"].enable_constraint_checking()
        database.migrate()
        with connections["default"].cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute("PRAGMA journal_mode=DELETE")  # one file to move; the first connection turns WAL on again
    _sync(built)
    _move_files(folder)
    for suffix in ("-wal", "-shm"):
        target.with_name(target.name + suffix).unlink(missing_ok=True)
    os.replace(built, target)
    files.sync_folder(target.parent)
    return load


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


def _into_transaction(members: "Members", folder: Path, progress: Progress) -> _Load:
    load = _Load("default", folder)
    first = next(iter(members), None)  # the head names the migrations, which can't run inside the transaction
    _take_head(load, first)
    with transaction.atomic():
        _carry_out(load, members, progress)
        with connections["default"].cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for statement in connections["default"].ops.sequence_reset_sql(
                no_style(), [table.model for table in load.tables.values()]
            ):
                cursor.execute(statement)
        _move_files(folder)
    return load


Members = Iterator[tuple[str, bytes]]


def _carry_out(load: _Load, members: Members, progress: Progress) -> None:
    """Load every member, then compare what the database now holds with what the manifest promised."""
    if not load.head:
        _take_head(load, next(iter(members), None))
    total = len(load.tables)
    begun: set[str] = set()
    with transaction.atomic(using=load.alias):
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
            elif name == "manifest.json":
                load.manifest = _parse(content)
            else:
                raise DamagedBackup
        _verify(load, progress)


def _take_head(load: _Load, first: tuple[str, bytes] | None) -> None:
    if first is None or first[0] != "backup.json":
        raise NotABackup
    head = _parse(first[1])
    if head.get("format") != FORMAT:
        raise NotABackup
    if head["format_version"] > FORMAT_VERSION:
        raise NewerBackup
    executor = MigrationExecutor(connections[load.alias])
    known = executor.loader.graph.nodes
    named = [(app, name) for app, names in head["migrations"].items() for name in names]
    if any(node not in known for node in named):
        raise NewerBackup
    ends = [
        node
        for node in named
        if not any(
            child.key in named for child in executor.loader.graph.node_map[node].children if child.key[0] == node[0]
        )
    ]
    executor.migrate(ends)
    registry = executor.loader.project_state(ends).apps
    load.head = head
    load.tables = {table.name: table for table in rows.tables(registry)}
    if set(load.tables) != set(head["tables"]):
        raise DamagedBackup


def _insert(load: _Load, name: str, content: bytes) -> None:
    table = load.tables.get(name)
    if table is None:
        raise DamagedBackup
    connection = connections[load.alias]
    columns = load.head["tables"][name]
    try:
        decoded = [rows.decode(table, line, columns) for line in content.splitlines()]
    except (ValueError, KeyError) as error:
        raise DamagedBackup from error
    quoted = ", ".join(connection.ops.quote_name(column) for column in table.columns)
    places = ", ".join(["%s"] * len(table.columns))
    prepared = [
        [column.get_db_prep_save(value, connection) for column, value in zip(table.fields, row, strict=True)]
        for row in decoded
    ]
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {connection.ops.quote_name(name)} ({quoted}) VALUES ({places})",  # noqa: S608  names of models
            prepared,
        )


def _keep_file(load: _Load, sha256: str, content: bytes) -> None:
    if hashlib.sha256(content).hexdigest() != sha256:
        raise DamagedBackup
    target = load.folder / "files" / sha256
    target.parent.mkdir(exist_ok=True)
    with open(target, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    load.file_count += 1


def _verify(load: _Load, progress: Progress) -> None:
    if not load.manifest:
        raise NotABackup  # cut off before its end
    promised = load.manifest["tables"]
    if set(promised) != set(load.tables) or load.manifest["file_count"] != load.file_count:
        raise DamagedBackup
    for number, (name, table) in enumerate(load.tables.items()):
        progress(len(load.tables) + number, len(load.tables) * 2, f"kiểm tra {name}")
        found = rows.digest(table, load.alias)
        if (found.rows, found.sha256) != (promised[name]["rows"], promised[name]["sha256"]):
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
    return RestoreSummary(
        made_at=datetime.fromisoformat(load.head["made_at"]),
        software=load.head["software"],
        row_count=sum(table["rows"] for table in load.manifest["tables"].values()),
        file_count=load.file_count,
        missing_files=tuple(load.manifest["missing_files"]),
        secret_restored=not from_environment,
        same_secret=key_fingerprint() == load.head["key_fingerprint"],
    )


def _sync(path: Path) -> None:
    with contextlib.suppress(PermissionError), open(path, "rb") as file:  # Windows: a file open for reading can't
        os.fsync(file.fileno())


def _parse(content: bytes) -> dict[str, Any]:
    try:
        said = json.loads(content)
    except ValueError as error:
        raise DamagedBackup from error
    if not isinstance(said, dict):
        raise DamagedBackup
    return said
