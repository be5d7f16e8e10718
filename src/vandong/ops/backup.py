"""A backup of everything an installation is: rows, files, keys; taken while people work.

One logical format for both databases (docs/decisions/0060): rows as JSON lines, read in one snapshot, so a backup from
SQLite restores on PostgreSQL and back. Writers are never kept out: SQLite reads its snapshot beside them (WAL),
PostgreSQL in a REPEATABLE READ transaction.
"""

import copy
import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connections, transaction
from django.db.migrations.recorder import MigrationRecorder

from vandong import __version__
from vandong.kernel import files
from vandong.kernel.models import StoredFile
from vandong.ops import archive, database, rows
from vandong.ops.errors import FileExists, NothingToBackUp

FORMAT = "vandong-backup"
FORMAT_VERSION = 1
PART_BYTES = 4 * 1024 * 1024
SNAPSHOT = "snapshot"  # alias of the connection that reads

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class BackupSummary:
    """What went into the file."""

    path: str
    made_at: datetime
    table_count: int
    row_count: int
    file_count: int
    missing_files: tuple[str, ...]  # SHA-256 of files the data folder has lost
    is_encrypted: bool
    size: int  # bytes


def back_up(
    target: Path,
    *,
    now: datetime,
    recipient: str | None = None,
    replace: bool = False,
    progress: Progress = lambda done, total, text: None,
) -> BackupSummary:
    """Write the backup to `target`, whole or not at all. Raises NothingToBackUp (a nightly line that names the wrong
    folder must not pass for a backup), FileExists, WrongKey."""
    if database.is_empty():
        raise NothingToBackUp(
            f"Ở {settings.DATA} chưa có hệ thống nào để sao lưu. Xin xem lại VANDONG_DATA hoặc DATABASE_URL."
        )
    if target.exists() and not replace:
        raise FileExists(f"Tệp {target} đã có. Xin chọn tên khác, hoặc thêm --force để ghi đè.")
    tables = rows.tables(apps)
    with (
        files.kept_for_backup(),
        snapshot() as alias,
        archive.written(target, at=int(now.timestamp()), recipient=recipient) as out,
    ):
        head = _json(_head(alias, tables, now))
        out.add("backup.json", head)
        digests = {}
        for number, table in enumerate(tables):
            progress(number, len(tables), table.name)
            digests[table.name] = _add_table(out, table, alias)
        progress(len(tables), len(tables), "tệp đính kèm")
        kept, missing = _add_files(out, alias)
        path = Path(settings.DATA) / "keys" / "secret"
        secret = path.read_bytes() if path.exists() else None
        if secret is not None:
            out.add("keys/secret", secret)
        manifest = {
            "head_sha256": hashlib.sha256(head).hexdigest(),
            "secret_sha256": hashlib.sha256(secret).hexdigest() if secret is not None else None,
            "tables": {name: asdict(digest) for name, digest in digests.items()},
            "file_count": kept,
            "missing_files": missing,
        }
        out.add("manifest.json", _json(manifest))
    summary = BackupSummary(
        path=str(target),
        made_at=now,
        table_count=len(tables),
        row_count=sum(digest.rows for digest in digests.values()),
        file_count=kept,
        missing_files=tuple(missing),
        is_encrypted=recipient is not None,
        size=target.stat().st_size,
    )
    _remember(summary)
    return summary


@contextmanager
def snapshot() -> Iterator[str]:
    """The alias of a second connection on which everything is read as of one instant, without keeping writers out."""
    said = copy.deepcopy(connections["default"].settings_dict)
    if connections["default"].vendor == "sqlite":
        said["OPTIONS"]["transaction_mode"] = "DEFERRED"  # IMMEDIATE would take the write lock
    connections.databases[SNAPSHOT] = said
    try:
        with transaction.atomic(using=SNAPSHOT):
            with connections[SNAPSHOT].cursor() as cursor:
                if connections[SNAPSHOT].vendor == "postgresql":
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                cursor.execute("SELECT count(*) FROM django_migrations")  # SQLite's snapshot begins with the first read
                cursor.fetchone()
            yield SNAPSHOT
    finally:
        connections[SNAPSHOT].close()
        del connections[SNAPSHOT]
        del connections.databases[SNAPSHOT]


def digests_of(alias: str = "default") -> dict[str, rows.Digest]:
    """The digest of every table a backup keeps, as the database is now."""
    return {table.name: rows.digest(table, alias) for table in rows.tables(apps)}


def last_backup() -> tuple[datetime, str] | None:
    """When and where this installation was last backed up by us; None if never."""
    try:
        said = json.loads(_memory().read_text(encoding="utf-8"))
        return datetime.fromisoformat(said["at"]), said["path"]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def key_fingerprint() -> str:
    """Says whether two installations share their secret, without saying the secret."""
    return hashlib.sha256(b"vandong.ops.backup:" + settings.SECRET_KEY.encode()).hexdigest()[:16]


def _head(alias: str, tables: list[rows.Table], now: datetime) -> dict[str, object]:
    applied: dict[str, list[str]] = {}
    for app, name in MigrationRecorder(connections[alias]).applied_migrations():
        applied.setdefault(app, []).append(name)
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "software": __version__,
        "made_at": now.isoformat(),
        "database": connections[alias].vendor,
        "migrations": {app: sorted(names) for app, names in sorted(applied.items())},
        "tables": {table.name: table.columns for table in tables},
        "key_fingerprint": key_fingerprint(),
    }


def _add_table(out: archive.Writer, table: rows.Table, alias: str) -> rows.Digest:
    part, size, number = [], 0, 0

    def tell_and_keep() -> Iterator[bytes]:
        nonlocal part, size, number
        for line in rows.lines(table, alias):
            yield line
            part.append(line)
            size += len(line)
            if size >= PART_BYTES:
                number += 1
                out.add(f"tables/{table.name}/{number:06d}.jsonl", b"".join(part))
                part, size = [], 0

    digest = rows.digest_of(tell_and_keep())
    if part:
        out.add(f"tables/{table.name}/{number + 1:06d}.jsonl", b"".join(part))
    return digest


def _add_files(out: archive.Writer, alias: str) -> tuple[int, list[str]]:
    kept, missing = 0, []
    wanted = StoredFile.objects.using(alias).order_by("sha256").values_list("sha256", flat=True).distinct()
    for sha256 in wanted.iterator(chunk_size=rows.CHUNK):
        path = files.path_of(sha256)
        try:
            with open(path, "rb") as stream:
                out.add_stream(f"files/{sha256}", stream, path.stat().st_size)
        except FileNotFoundError:
            missing.append(sha256)
        else:
            kept += 1
    return kept, missing


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def _memory() -> Path:
    return Path(settings.DATA) / "last-backup.json"


def _remember(summary: BackupSummary) -> None:
    said = {"at": summary.made_at.isoformat(), "path": str(Path(summary.path).resolve())}
    _memory().write_text(json.dumps(said), encoding="utf-8")
