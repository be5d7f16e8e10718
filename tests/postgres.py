"""A PostgreSQL cluster of one's own, made in a temporary folder and gone afterwards.

It listens only on a socket inside that folder, so nothing else on the machine can reach it and two runs never meet. The
programs are the machine's own (Debian: /usr/lib/postgresql/*/bin); started by root, the server runs as the system user
`postgres`, since PostgreSQL refuses root. Used by script/test, by tests that kill databases, and by script/bench.

    with throwaway_cluster() as cluster:
        os.environ["DATABASE_URL"] = cluster.url
"""

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

DATABASE = "vandong"
SECONDS_TO_START = 60


class NoPostgreSQL(Exception):
    """PostgreSQL's programs are not on this machine, or would not start. The message is a sentence."""


def programs() -> Path | None:
    """The folder of initdb and postgres, the newest release first; None when PostgreSQL is not installed."""
    releases = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if releases:
        return max(releases, key=lambda folder: float(folder.parent.name))
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def create_database(url: str, name: str) -> str:
    """A new empty database beside the one at `url`, instead of any of its name; returns its URL."""
    with psycopg.connect(_url_beside(url, "postgres"), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}"')
        connection.execute(f'CREATE DATABASE "{name}"')
    return _url_beside(url, name)


def _url_beside(url: str, name: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/{name}?{parts.query}"


class Cluster:
    """One server. `kill` is a power cut for its processes; `start` after it recovers from the write-ahead log."""

    def __init__(self, folder: Path, *, durable: bool) -> None:
        self.folder = folder
        self.durable = durable
        self.server: subprocess.Popen[bytes] | None = None
        found = programs()
        if found is None:
            raise NoPostgreSQL("PostgreSQL is not installed (Debian: apt-get install postgresql).")
        self._programs = found

    @property
    def url(self) -> str:
        return self.url_of(DATABASE)

    def url_of(self, database: str) -> str:
        return f"postgres:///{database}?host={self.folder}"

    def make(self) -> None:
        self.folder.chmod(0o700)
        if self._system_user:
            shutil.chown(self.folder, self._system_user, self._system_user)
        owner = pwd.getpwuid(os.geteuid()).pw_name  # so that a bare connection over the socket is the owner
        options = [f"--username={owner}", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions"]
        options.append("--data-checksums" if self.durable else "--no-sync")
        done = subprocess.run(
            [self._programs / "initdb", "--pgdata", self.folder / "data", *options],
            capture_output=True,
            text=True,
            cwd=self.folder,
            **self._as_system_user,
        )
        if done.returncode != 0:
            raise NoPostgreSQL(f"PostgreSQL could not make a cluster: {done.stderr.strip()}")

    def start(self) -> None:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.folder),
            "max_connections": "100",
            "shared_buffers": "128MB",
            "timezone": "UTC",
            "logging_collector": "off",
        }
        if not self.durable:  # nobody will miss this data: leave out everything that waits for the disk
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        with (self.folder / "server.log").open("ab") as log:
            self.server = subprocess.Popen(
                [self._programs / "postgres", "-D", self.folder / "data", *words],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                start_new_session=True,  # ^C in the terminal is for the tests; the server is stopped after them
                preexec_fn=stop_with_parent,
                **self._as_system_user,
            )
        self._wait_until_ready()

    def stop(self) -> None:
        if self.server and self.server.poll() is None:
            self.server.send_signal(signal.SIGINT)  # "fast": open connections are closed, everything is written
            try:
                self.server.wait(20)
            except subprocess.TimeoutExpired:
                self.kill()

    def kill(self) -> None:
        """SIGKILL for the server and every one of its processes: nothing gets to write a last word."""
        if self.server and self.server.poll() is None:
            os.kill(self.server.pid, signal.SIGSTOP)  # it starts no other meanwhile
            its_own = _children(self.server.pid)  # each leads a process group of its own
            for process in (*its_own, self.server.pid):
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)
            self.server.wait()
            until = time.monotonic() + SECONDS_TO_START
            while any(_is_alive(process) for process in its_own) and time.monotonic() < until:
                time.sleep(0.01)  # their shared memory would keep the next server from starting
            (self.folder / "data" / "postmaster.pid").unlink(missing_ok=True)

    def create_database(self, name: str) -> str:
        """A new empty database; returns its URL."""
        return create_database(self.url, name)

    def _wait_until_ready(self) -> None:
        assert self.server is not None
        until = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < until:
            if self.server.poll() is not None:
                break
            try:
                psycopg.connect(host=str(self.folder), dbname="postgres", connect_timeout=2).close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return
        log = (self.folder / "server.log").read_text(errors="replace")
        raise NoPostgreSQL(f"PostgreSQL did not start: {log[-2000:].strip()}")

    @property
    def _system_user(self) -> str | None:
        return "postgres" if os.geteuid() == 0 else None

    @property
    def _as_system_user(self) -> dict:
        user = self._system_user
        return {"user": user, "group": user, "extra_groups": []} if user else {}


@contextmanager
def throwaway_cluster(*, durable: bool = False) -> Iterator[Cluster]:
    """A started cluster with an empty database `vandong`. `durable` switches fsync and data checksums on."""
    # /tmp, not $TMPDIR: the path of a socket may have at most 107 characters.
    folder = Path(tempfile.mkdtemp(prefix="vandong-pg-", dir="/tmp"))
    cluster = Cluster(folder, durable=durable)
    try:
        cluster.make()
        cluster.start()
        cluster.create_database(DATABASE)
        yield cluster
    finally:
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)


try:
    _LIBC = ctypes.CDLL(None)
except (OSError, TypeError):
    _LIBC = None


def stop_with_parent() -> None:
    """Linux: when the process that began this one is killed outright, this one gets SIGQUIT instead of living on."""
    if _LIBC is not None and hasattr(_LIBC, "prctl"):
        _LIBC.prctl(1, signal.SIGQUIT)  # 1 = PR_SET_PDEATHSIG


def _children(process: int) -> list[int]:
    return [int(word) for word in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def _is_alive(process: int) -> bool:
    """False for one that is gone, or dead and only not yet looked after by its parent."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
