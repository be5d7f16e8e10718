"""What a backup says of itself, judged before anything is written anywhere.

`examine` reads a backup through once without a database and compares every byte with what the manifest promised: a
damaged file is refused within a second, and only a whole one is loaded. That is a guard against damage, not against a
forger, who can write a manifest too; what a forger can't write anew is told by an audit anchor kept elsewhere.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vandong.ops import rows
from vandong.ops.backup import FORMAT, FORMAT_VERSION
from vandong.ops.errors import DamagedBackup, NewerBackup, NotABackup

Members = Iterator[tuple[str, bytes]]
# What reading a value of the wrong shape may raise; each is damage, none a fault of ours.
ODD = (ValueError, TypeError, LookupError, ArithmeticError, AttributeError, RecursionError)
_PART = re.compile(r"tables/([a-z0-9_]+)/(\d{6})\.jsonl")
_FILE = re.compile(r"files/([0-9a-f]{64})")


@dataclass(frozen=True)
class Head:
    """The first member: what made the backup, and the shape of its tables."""

    software: str
    made_at: datetime
    migrations: Mapping[str, tuple[str, ...]]  # app → names
    columns: Mapping[str, tuple[str, ...]]  # table → columns, in the order of the rows
    key_fingerprint: str


@dataclass(frozen=True)
class Manifest:
    """The last member: what must have come before it. The two hashes are None in a backup older than they are."""

    tables: Mapping[str, rows.Digest]
    file_count: int
    missing_files: tuple[str, ...]
    head_sha256: str | None
    secret_sha256: str | None


@dataclass(frozen=True)
class Contents:
    head: Head
    manifest: Manifest


def examine(members: Members) -> Contents:
    """Read every member and compare it with the manifest. Raises NotABackup, NewerBackup, DamagedBackup."""
    name, content = next(members, ("", b""))
    if name != "backup.json":
        raise NotABackup
    head, head_sha256 = head_of(content), hashlib.sha256(content).hexdigest()
    tables = {table: _Running() for table in head.columns}
    seen: set[str] = set()
    secret_sha256, manifest, file_count = None, None, 0
    for name, content in members:
        if name in seen or manifest is not None:
            raise DamagedBackup
        seen.add(name)
        if part := _PART.fullmatch(name):
            if part[1] not in tables:
                raise DamagedBackup
            tables[part[1]].add(int(part[2]), content)
        elif file := _FILE.fullmatch(name):
            if hashlib.sha256(content).hexdigest() != file[1]:
                raise DamagedBackup
            file_count += 1
        elif name == "keys/secret":
            secret_sha256 = _secret_sha256(content)
        elif name == "manifest.json":
            manifest = _manifest_of(content)
        else:
            raise DamagedBackup
    found = {table: running.digest() for table, running in tables.items()}
    if manifest is None or (manifest.tables, manifest.file_count) != (found, file_count):
        raise DamagedBackup
    if manifest.head_sha256 not in (None, head_sha256) or manifest.secret_sha256 not in (None, secret_sha256):
        raise DamagedBackup
    return Contents(head, manifest)


def head_of(content: bytes) -> Head:
    """The head of a backup. Raises NotABackup, NewerBackup, DamagedBackup."""
    said = _object(content)
    if said.get("format") != FORMAT:
        raise NotABackup
    try:
        if int(said["format_version"]) > FORMAT_VERSION:
            raise NewerBackup
        return Head(
            software=_text(said["software"]),
            made_at=_instant(said["made_at"]),
            migrations={app: _texts(names) for app, names in said["migrations"].items()},
            columns={table: _texts(columns) for table, columns in said["tables"].items()},
            key_fingerprint=_text(said["key_fingerprint"]),
        )
    except ODD as error:
        raise DamagedBackup from error


def _manifest_of(content: bytes) -> Manifest:
    said = _object(content)
    try:
        return Manifest(
            tables={
                name: rows.Digest(_count(table["rows"]), _text(table["sha256"]))
                for name, table in said["tables"].items()
            },
            file_count=_count(said["file_count"]),
            missing_files=_texts(said["missing_files"]),
            head_sha256=said.get("head_sha256"),
            secret_sha256=said.get("secret_sha256"),
        )
    except ODD as error:
        raise DamagedBackup from error


class _Running:
    """The digest of one table, part after part."""

    def __init__(self) -> None:
        self._sha256, self._rows, self._part = hashlib.sha256(), 0, 0

    def add(self, part: int, content: bytes) -> None:
        if part != self._part + 1 or not content.endswith(b"\n"):
            raise DamagedBackup
        self._part = part
        self._sha256.update(content)
        self._rows += content.count(b"\n")

    def digest(self) -> rows.Digest:
        return rows.Digest(self._rows, self._sha256.hexdigest())


def _secret_sha256(content: bytes) -> str:
    if not content.strip() or not content.isascii() or len(content) > 4096:  # the next start would stumble over it
        raise DamagedBackup
    return hashlib.sha256(content).hexdigest()


def _object(content: bytes) -> dict[str, Any]:
    try:
        said = json.loads(content)
    except ODD as error:
        raise DamagedBackup from error
    if not isinstance(said, dict):
        raise DamagedBackup
    return said


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(type(value).__name__)
    return value


def _texts(values: object) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise TypeError(type(values).__name__)
    return tuple(_text(value) for value in values)


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(type(value).__name__)
    return value


def _instant(value: object) -> datetime:
    at = datetime.fromisoformat(_text(value))
    if at.tzinfo is None:
        raise ValueError("an instant without a zone")
    return at
