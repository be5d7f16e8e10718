"""The code that opens the first-run pages: printed where the server runs, so that a stranger on the network can't take
the installation. Kept in the data folder, readable by its owner alone; gone once the system is set up."""

import hmac
import os
import secrets
from pathlib import Path

from django.conf import settings

_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # no 0/O, 1/I/L


def current() -> str:
    """The code of this installation, made on first call: "K7M4-PQ2X-9HDT", about 59 bits."""
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(12))
    with os.fdopen(handle, "w") as file:
        file.write(f"{letters[:4]}-{letters[4:8]}-{letters[8:]}")
    return path.read_text().strip()


def is_right(typed: str) -> bool:
    """Whether this is the code, typed with or without dashes and capitals."""
    try:
        code = _path().read_text().strip()
    except FileNotFoundError:
        return False
    return hmac.compare_digest(_plain(typed).encode(), _plain(code).encode())


def forget() -> None:
    """The system is set up: the code opens nothing any more."""
    _path().unlink(missing_ok=True)


def _plain(text: str) -> str:
    return "".join(letter for letter in text.upper() if letter.isalnum())


def _path() -> Path:
    return Path(settings.DATA) / "keys" / "setup-code"
