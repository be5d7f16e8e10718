"""Files from outside are opened in a child process with limits; the parent only ever sees JSON and bytes.

A 1 kB workbook can make a parser ask for 549 GB and abort, which Python can't catch: so the process that parses is
not the one that serves. A child is a fresh interpreter (`python -m vandong.kernel.child module:function`), works on
every platform, inherits no database connection and no secret, and may use at most `MEMORY_BYTES`, `SECONDS` of the
processor, and `PATIENCE` on the clock: on a busy machine an honest file waits for its turn.

A parser is a function `(payload: bytes, options: dict) -> tuple[meta, bytes]`, meta being JSON-able. It refuses what
it can name by raising `CannotRead(sentence)`; whatever else goes wrong becomes the caller's general sentence.
"""

import gc
import importlib
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from vandong.kernel.errors import Refused

MEMORY_BYTES = 512 * 1024 * 1024
SECONDS = 20
PATIENCE = 60
_OUT_OF_TIME = (-9, -24)  # killed by the system: SIGKILL, SIGXCPU
HEADER_BYTES = 16 * 1024 * 1024
_AT_ONCE = threading.BoundedSemaphore(3)  # in one serving process: a burst of uploads waits instead of filling memory


class CannotRead(Exception):
    """Raised inside a parser: the file is understood well enough to say why it is refused."""


class Unreadable(Refused):
    code = "unreadable_file"
    status = 422
    message = (
        "Không đọc được tệp này. Tệp có thể đã hỏng hoặc không đúng loại; xin mở lại bằng phần mềm gốc, lưu và gửi lại."
    )


def parse(parser: str, payload: bytes, options: Mapping[str, Any] | None = None) -> tuple[Any, bytes]:
    """Run `parser` ("vandong.kernel.image:reencode") on `payload` in a limited child process.

    Returns what the parser returned. Raises Unreadable with the parser's own sentence, or the general one after a
    crash, a time-out or too much memory. Never raises anything else for a bad file.
    """
    with _AT_ONCE, tempfile.TemporaryFile() as out:
        process = subprocess.Popen(  # noqa: S603  our own interpreter, our own module
            # -P: whatever lies in the working directory is never imported.
            [sys.executable, "-P", "-m", "vandong.kernel.child", parser, json.dumps(dict(options or {}))],
            stdin=subprocess.PIPE,
            stdout=out,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )
        is_late = threading.Event()

        def stop() -> None:
            is_late.set()
            process.kill()

        clock = threading.Timer(PATIENCE, stop)  # so that waiting ends the moment the child does
        clock.start()
        try:
            process.communicate(payload)
        finally:
            clock.cancel()
            process.kill()  # nothing, once it has ended
        if is_late.is_set():
            raise Unreadable("Máy chủ đang bận nên chưa đọc xong tệp này. Xin gửi lại sau ít phút, hoặc chia nhỏ tệp.")
        if process.returncode in _OUT_OF_TIME:
            raise Unreadable("Tệp này quá nặng để đọc. Xin chia nhỏ hoặc giảm kích thước rồi gửi lại.")
        out.seek(0)
        header = out.readline(HEADER_BYTES)
        body = out.read(MEMORY_BYTES)
    if process.returncode not in (0, 3) or not header.endswith(b"\n"):
        raise Unreadable
    try:
        answer = json.loads(header)
        return (answer["meta"], body) if process.returncode == 0 else _refuse(answer["refused"])
    except (ValueError, KeyError, TypeError):
        raise Unreadable from None


def _refuse(sentence: str) -> tuple[Any, bytes]:
    raise Unreadable(sentence)


def _environment() -> dict[str, str]:
    """What a child may know: where programs and temporary files are. No key, no database address."""
    kept = ("PATH", "SYSTEMROOT", "LANG", "LC_ALL", "TMPDIR", "TEMP", "TMP")
    environment = {name: value for name, value in os.environ.items() if name in kept}
    environment["PYTHONPATH"] = str(Path(__file__).resolve().parents[2])
    environment["PYTHONUTF8"] = "1"
    return environment


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows: the time limit alone holds
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))


def _main() -> int:
    # The answer goes to a descriptor of its own: whatever a library prints lands in the void, not before our header.
    answer = os.fdopen(os.dup(1), "wb")
    void = os.open(os.devnull, os.O_WRONLY)
    os.dup2(void, 1)
    module_name, function_name = sys.argv[1].split(":")
    options = json.loads(sys.argv[2])
    function = getattr(importlib.import_module(module_name), function_name)
    payload = sys.stdin.buffer.read()
    _limit()
    gc.disable()  # it lives for one file, in memory that is limited: looking for circles costs more than it would free
    try:
        meta, body = function(payload, options)
    except CannotRead as refusal:
        answer.write(json.dumps({"refused": str(refusal)}).encode() + b"\n")
        answer.close()
        return 3
    answer.write(json.dumps({"meta": meta}).encode() + b"\n")
    answer.write(body)
    answer.close()
    return 0


if __name__ == "__main__":
    # `CannotRead` must be one class, whether the parser imported this module by name or it runs as __main__.
    sys.modules["vandong.kernel.child"] = sys.modules["__main__"]
    os._exit(_main())  # everything was written and closed: taking a big file's objects apart one by one serves nobody
