"""Runs the tests on both databases. Called by script/test, with the environment's own Python.

script/test                     everything but the slow tests: SQLite first, then PostgreSQL
script/test --all               the slow tests too
script/test --fast              SQLite only, no browser, no office suite: while writing code
script/test --database postgres tests/outreach -k withdraw      one database, any words of pytest's
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests import postgres, tools  # noqa: E402

NO_TESTS_COLLECTED = 5  # pytest's exit code
# What a bare environment leaves out; dpkg wants the system folders in it.
USUAL_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


def main() -> int:
    words = argparse.ArgumentParser(
        prog="script/test",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    words.add_argument("--all", action="store_true", help="also the slow tests")
    words.add_argument("--fast", action="store_true", help="SQLite only, no browser, no office suite")
    words.add_argument("--database", choices=["sqlite", "postgres", "both"], default="both")
    asked, for_pytest = words.parse_known_args()
    os.environ.setdefault("PATH", USUAL_PATH)
    if asked.all:
        for_pytest.append("--all")
    if asked.fast:
        asked.database = "sqlite"
        for_pytest += ["-m", "not browser and not office"]
    elif not bring_tools():
        return 1
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        return run_passes(asked.database, for_pytest)
    except KeyboardInterrupt:
        return 130


def run_passes(database: str, for_pytest: list[str]) -> int:
    results = []
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="vandong-test-"))
        environment = environment_of_tests(Path(folder))
        if database in ("sqlite", "both"):
            results.append(run_pytest("SQLite", environment, for_pytest))
        if database in ("postgres", "both") and tools.POSTGRESQL.is_here():
            cluster = stack.enter_context(postgres.throwaway_cluster())
            results.append(run_pytest("PostgreSQL", environment | {"DATABASE_URL": cluster.url}, for_pytest))
    # One pass may have nothing to do when the words name a few tests; both having nothing is a mistake.
    told = [code for code in results if code != NO_TESTS_COLLECTED]
    return max(told) if told else NO_TESTS_COLLECTED


def run_pytest(database: str, environment: dict[str, str], for_pytest: list[str]) -> int:
    print(f"— Tests on {database} —", flush=True)
    started = time.monotonic()
    workers = [] if {"-n", "--pdb", "--collect-only", "--co"} & set(for_pytest) else ["-n", "2"]
    options = ["-o", "faulthandler_timeout=180", *workers]
    keyboard = None if "--pdb" in for_pytest else subprocess.DEVNULL
    command = [sys.executable, "-m", "pytest", *options, *for_pytest]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=keyboard)
    try:
        code = process.wait()
    except KeyboardInterrupt:
        process.wait(30)  # it heard ^C too, and closes its browser and its workers first
        raise
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(30)
    print(f"— {database}: {time.monotonic() - started:.0f} s —", flush=True)
    return code


def environment_of_tests(folder: Path) -> dict[str, str]:
    """The caller's environment without what would steer an installation, and with a data folder that is thrown away."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("VANDONG_")}
    kept.pop("DATABASE_URL", None)
    if "VANDONG_CHROMIUM" in os.environ:
        kept["VANDONG_CHROMIUM"] = os.environ["VANDONG_CHROMIUM"]
    # A bare environment has no HOME; Chromium and LibreOffice want one.
    return {"HOME": str(folder), "PYTHONUTF8": "1"} | kept | {"VANDONG_DATA": str(folder / "data")}


def bring_tools() -> bool:
    """Installs what is missing where it can, and says what is left out where it cannot. False: that is a failure."""
    missing = [tool for tool in tools.TOOLS if not tool.is_here()]
    if missing and shutil.which("apt-get") and os.geteuid() == 0:
        install(missing)
        missing = [tool for tool in missing if not tool.is_here()]
    for tool in missing:
        print(
            f"{tool.name} is not here, so the tests marked '{tool.marker}' are left out "
            f"(on Debian or Ubuntu: sudo apt-get install {' '.join(tool.packages)}).",
            flush=True,
        )
    if missing and tools.missing_tool_is_failure():
        print("CI leaves no test out: this is a failure.", flush=True)
        return False
    return True


def install(missing: list[tools.Tool]) -> None:
    started = time.monotonic()
    print(f"Installing {', '.join(tool.name for tool in missing)} from Debian's packages (a few minutes).", flush=True)
    if tools.POSTGRESQL in missing:
        # Debian would make and start a server for everybody on this machine; the tests bring their own.
        settings = Path("/etc/postgresql-common/createcluster.conf")
        if not settings.exists():
            settings.parent.mkdir(parents=True, exist_ok=True)
            settings.write_text("create_main_cluster = false\n")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    packages = [package for tool in missing for package in tool.packages]
    options = ["-y", "-q", "--no-install-recommends", "-o", "Dpkg::Options::=--force-confold"]
    for command in (["apt-get", "update", "-q"], ["apt-get", "install", *options, *packages]):
        done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if done.returncode != 0:
            print(f"{' '.join(command[:2])} failed:\n{(done.stdout + done.stderr)[-3000:]}", flush=True)
            return
    print(f"Installed in {time.monotonic() - started:.0f} s.", flush=True)


if __name__ == "__main__":
    sys.exit(main())
