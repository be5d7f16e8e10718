"""How far the loading of the reference data is: a small file in the data folder, since the loading is one transaction
that nobody can look into."""

import json
import os
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

STALE_AFTER = 60.0  # seconds without a word: whoever was loading is gone


@dataclass(frozen=True)
class Loading:
    """`share` in whole percent; `is_alive` is false when nothing was heard for a while."""

    share: int
    text: str
    is_alive: bool


def tell(done: int, total: int, text: str) -> None:
    """Keep the latest word."""
    path = _path()
    temporary = path.with_suffix(".new")
    temporary.write_text(json.dumps({"share": done * 100 // max(total, 1), "text": text}), encoding="utf-8")
    os.replace(temporary, path)


def current() -> Loading | None:
    """The latest word; None when no loading was begun."""
    try:
        said = json.loads(_path().read_text(encoding="utf-8"))
        age = time.time() - _path().stat().st_mtime
    except (OSError, ValueError):
        return None
    return Loading(int(said["share"]), str(said["text"]), age < STALE_AFTER)


def forget() -> None:
    _path().unlink(missing_ok=True)


def _path() -> Path:
    return Path(settings.DATA) / "reference-progress.json"
