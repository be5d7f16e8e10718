"""Files kept for good: each under its own SHA-256, fsynced before the row that names it is committed."""

import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.http import FileResponse
from django.utils.http import content_disposition_header

from vandong.kernel import vietnamese
from vandong.kernel.models import StoredFile


def path_of(sha256: str) -> Path:
    """Where the bytes of a hash lie."""
    return Path(settings.FILES) / sha256[:2] / sha256


def store(content: bytes, *, name: str, media_type: str, now: datetime) -> StoredFile:
    """Keep `content` and return its row. Call inside the verb's transaction; a rolled-back row leaves only an
    orphan file, which `vandong doctor` lists and a backup leaves out."""
    sha256 = hashlib.sha256(content).hexdigest()
    target = path_of(sha256)
    _hold(sha256)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = target.parent / f".{secrets.token_hex(8)}"
        with open(temporary, "xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, target)
        sync_folder(target.parent)
        sync_folder(target.parent.parent)
    return StoredFile.objects.create(
        sha256=sha256, name=safe_name(name), media_type=media_type, size=len(content), created_at=now
    )


def erase(file: StoredFile) -> None:
    """Forget a file: its row with the verb, its bytes once the verb is committed. Call inside the verb's transaction,
    after the row that pointed to it is gone; one that something still points to is refused by its foreign key.

    The bytes stay where another row names the same ones, and while a backup is being made, whose rows may still name
    them. Then, and after a crash in between, the nightly sweep takes them (`ops.jobs.erase_orphan_files`).
    """
    sha256 = file.sha256
    file.delete()
    transaction.on_commit(lambda: erase_bytes(sha256), robust=True)  # robust: what was committed stays done


def erase_bytes(sha256: str) -> bool:
    """Take the bytes no row names off the disk; whether they are gone now."""
    with _no_backup_reading() as is_free:
        if not is_free:
            return False
        with transaction.atomic():
            _hold(sha256)
            if StoredFile.objects.filter(sha256=sha256).exists():
                return False
            target = path_of(sha256)
            target.unlink(missing_ok=True)
            if target.parent.exists():
                sync_folder(target.parent)
    return True


@contextmanager
def kept_for_backup() -> Iterator[None]:
    """While inside, no bytes are erased. Enter before the rows are read."""
    handle = _lock_file()
    try:
        if os.name != "nt":
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_SH)
        yield
    finally:
        os.close(handle)


@contextmanager
def _no_backup_reading() -> Iterator[bool]:
    """Whether no backup is being made; while inside, one that begins waits. Windows has no lock that several share:
    there a backup may name a file it could not take."""
    handle = _lock_file()
    try:
        yield _locked_alone(handle)
    finally:
        os.close(handle)


def _lock_file() -> int:
    path = Path(settings.DATA) / "files.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)


def _locked_alone(handle: int) -> bool:
    if os.name == "nt":
        return True
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _hold(sha256: str) -> None:
    """Until the transaction ends, nobody else stores or erases these bytes. SQLite lets one writer in anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(sha256[:15], 16)])


def read(file: StoredFile) -> bytes:
    """The bytes of a stored file. Raises FileNotFoundError if the data folder lost it."""
    return path_of(file.sha256).read_bytes()


def response(file: StoredFile, *, as_attachment: bool = True) -> FileResponse:
    """Send a stored file. The caller has already asked whether this person may see it."""
    answer = FileResponse(open(path_of(file.sha256), "rb"), content_type=file.media_type)  # noqa: SIM115  closed by Django
    answer["Content-Disposition"] = content_disposition_header(as_attachment, file.name) or "attachment"
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def safe_name(name: str) -> str:
    """A file name anyone can save: no folders, no control characters, at most 120 characters before the suffix."""
    name = vietnamese.tidy(name.replace("\\", "/").rsplit("/", 1)[-1])
    name = re.sub(r'[<>:"|?*]', "-", name).lstrip(".") or "tep"
    stem, dot, suffix = name.rpartition(".")
    return f"{stem[:120]}{dot}{suffix[:10]}" if dot else name[:120]


def sync_folder(folder: Path) -> None:
    """Make a new name in this folder outlast a power cut."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
