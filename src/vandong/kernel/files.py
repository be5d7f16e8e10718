"""Files kept for good: each under its own SHA-256, fsynced before the row that names it is committed."""

import hashlib
import os
import re
import secrets
from datetime import datetime
from pathlib import Path

from django.conf import settings
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
