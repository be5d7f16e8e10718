"""Files in the data folder that no row names: left by a verb that was rolled back or cut off, or by an erased photo."""

import re
import time
from collections.abc import Collection
from pathlib import Path

from django.conf import settings

from vandong.kernel import files
from vandong.kernel.models import StoredFile

_SHA256 = re.compile(r"[0-9a-f]{64}")
HOUR, DAY = 3600, 24 * 3600  # seconds


def on_disk() -> list[Path]:
    root = Path(settings.FILES)
    return [path for path in root.glob("*/*") if path.is_file()] if root.exists() else []


def orphans(known: Collection[str], *, older_than: int) -> list[Path]:
    """Those not in `known` that were written more than `older_than` seconds ago: a younger one may belong to a verb
    that is still at work."""
    return [path for path in on_disk() if path.name not in known and time.time() - path.stat().st_mtime > older_than]


def erase() -> int:
    """Erase those older than a day; how many. Where no named file at all lies in the folder, the folder or the
    database is another's, and nothing is touched."""
    known = set(StoredFile.objects.values_list("sha256", flat=True))
    if not any(path.name in known for path in on_disk()):
        return 0
    old = [path.name for path in orphans(known, older_than=DAY) if _SHA256.fullmatch(path.name)]
    return sum(files.erase_bytes(sha256) for sha256 in old)
