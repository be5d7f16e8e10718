"""A whole installation of its own for a test: a data folder, maybe a PostgreSQL database, and the real command line.

Everything goes through child processes, as an operator would: `site.run("backup", "x.tar.gz")`.
"""

import atexit
import fcntl
import functools
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
TODAY = "2024-11-05"


@dataclass
class Done:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass
class Site:
    """One installation: where its data lies and which database it uses ("" = SQLite in the data folder)."""

    data: Path
    database_url: str = ""

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
        return kept | {
            "VANDONG_DATA": str(self.data),
            "DATABASE_URL": self.database_url,
            "VANDONG_TODAY": TODAY,
            "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
            "DJANGO_SETTINGS_MODULE": "vandong.config.settings",
            "PYTHONIOENCODING": "utf-8",
        }

    def run(self, *words: str, more: dict[str, str] | None = None) -> Done:
        """Carry out one `vandong` command to its end."""
        return self._to_its_end([sys.executable, "-m", "vandong", *words], more or {})

    def start(self, *words: str) -> subprocess.Popen[str]:
        """Start a `vandong` command in a process group of its own."""
        return subprocess.Popen(
            [sys.executable, "-m", "vandong", *words],
            env=self.environment,
            cwd=self.data.parent,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def python(self, code: str, *, seconds: int = 120) -> str:
        """What `code` prints within `seconds`, run with Django set up on this installation."""
        set_up = "from vandong.ops.command_line import set_up_django; set_up_django()\n"
        done = self._to_its_end([sys.executable, "-c", set_up + code], {}, seconds)
        assert done.code == 0, done.err
        return done.out

    def migrate(self) -> None:
        """What `vandong migrate` leaves: on SQLite a copy of what it left the first time in this run."""
        self._as_left_by(_migrated, "migrated")

    def build_world(self) -> None:
        """The small world of tests/world.py in a migrated installation, copied like `migrate`."""
        self._as_left_by(_with_world, "with-world")

    def _as_left_by(self, make: "Callable[[Site], None]", name: str) -> None:
        if self.database_url:
            make(self)
            return
        shutil.copytree(kept(name, lambda folder: make(Site(folder))), self.data, dirs_exist_ok=True)

    def digests(self) -> dict[str, tuple[int, str]]:
        """Rows and SHA-256 of every table a backup keeps."""
        return json.loads(
            self.python(
                "import json; from vandong.ops.backup import digests_of\n"
                "print(json.dumps({name: (d.rows, d.sha256) for name, d in digests_of().items()}))"
            )
        )

    def _to_its_end(self, command: list[str], more: dict[str, str], seconds: int = 120) -> Done:
        self.data.parent.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(
            command,
            env=self.environment | more,
            cwd=self.data.parent,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )
        return Done(done.returncode, done.stdout, done.stderr)


def _migrated(site: Site) -> None:
    done = site.run("migrate")
    assert done.code == 0, done.err


def _with_world(site: Site) -> None:
    site.migrate()
    site.python("from tests import world; from django.db import transaction\nwith transaction.atomic(): world.build()")


def kept(name: str, make: Callable[[Path], object]) -> Path:
    """The folder `make` filled the first time it was asked for in this run; its other processes wait, and take it."""
    folder = _kept_folder()
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / f"{name}.made").exists():
            make(folder / name)
            (folder / f"{name}.made").touch()
    return folder / name


@functools.cache
def _kept_folder() -> Path:
    """tests/conftest.py says where all processes of a run keep such things; without it, this one keeps its own."""
    if shared := os.environ.get("VANDONG_TESTS_KEPT"):
        return Path(shared)
    folder = Path(tempfile.mkdtemp(prefix="vandong-kept-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(site: Site) -> Iterator[tuple[int, str]]:
    """`vandong serve` for as long as the block lasts; yields its port and what it printed on opening."""
    port = free_port()
    process = site.start("serve", "--port", str(port))
    lines: list[str] = []
    try:
        assert process.stdout
        for line in process.stdout:
            lines.append(line)
            if "Ctrl-C" in line:
                break
        yield port, "".join(lines)
    finally:
        process.terminate()
        assert process.wait(30) == 0, "".join(lines)
