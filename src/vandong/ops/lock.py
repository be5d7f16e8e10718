"""Locks on files of the data folder, let go by the system when their holder dies: one server an installation, and one
migration at a time."""

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from vandong.ops.errors import AlreadyServing

SECONDS_BETWEEN_TRIES = 0.1


class DataLock:
    """Held while serving or restoring. Entering raises AlreadyServing if another process holds it."""

    def __init__(self, data: Path, purpose: str = "serve") -> None:
        self.path = data / "serve.lock"
        self.purpose = purpose
        self._handle: int | None = None

    def __enter__(self) -> "DataLock":
        self.path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _take(handle)
        except OSError:
            said = _read(handle)
            os.close(handle)
            holder = f" (tiến trình {said})" if said else ""
            raise AlreadyServing(
                f"Dữ liệu ở {self.path.parent} đang được một tiến trình khác dùng{holder}. "
                "Xin dừng tiến trình đó trước, hoặc dùng thư mục dữ liệu khác."
            ) from None
        os.ftruncate(handle, 0)
        os.lseek(handle, 1, os.SEEK_SET)  # the first byte is what Windows locks
        os.write(handle, f"{os.getpid()} {self.purpose}".encode())
        os.set_inheritable(handle, False)
        self._handle = handle
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


@contextlib.contextmanager
def waited_for(path: Path) -> Iterator[None]:
    """Hold the lock of the file `path` (made if it is not there), waiting for as long as another process holds it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    os.set_inheritable(handle, False)
    try:
        while True:
            try:
                _take(handle)
                break
            except OSError:
                time.sleep(SECONDS_BETWEEN_TRIES)
        yield
    finally:
        os.close(handle)


def _take(handle: int) -> None:
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _read(handle: int) -> str:
    try:
        os.lseek(handle, 1, os.SEEK_SET)
        return os.read(handle, 80).decode(errors="replace").strip("\x00 ")
    except OSError:
        return ""
