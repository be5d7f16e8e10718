"""Runs the tests on both databases. Called by script/test, with the environment's own Python.

script/test                     everything that takes minutes together: SQLite first, then PostgreSQL
script/test --all -m ci         what takes too long for that, and .ci/run runs besides
script/test --all               all of it, with what takes hours
script/test --fast              SQLite only, no browser, no office suite: while writing code
script/test --database postgres tests/outreach -k withdraw      one database, any words of pytest's
"""

import argparse
import os
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


def main() -> int:
    words = argparse.ArgumentParser(
        prog="script/test",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    words.add_argument("--all", action="store_true", help="also the tests marked ci and slow")
    words.add_argument("--fast", action="store_true", help="SQLite only, no browser, no office suite")
    words.add_argument("--database", choices=["sqlite", "postgres", "both"], default="both")
    asked, for_pytest = words.parse_known_args()
    if asked.all:
        for_pytest.append("--all")
    if asked.fast:
        asked.database = "sqlite"
        for_pytest += ["-m", "not browser and not office"]
    elif not tools.bring(tools.TOOLS):
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
    # One worker more than processors: some tests wait for a server that was killed, or for a page to come to rest.
    workers = (
        [] if {"-n", "--pdb", "--collect-only", "--co"} & set(for_pytest) else ["-n", str((os.cpu_count() or 1) + 1)]
    )
    # A test at a time, in the order of tests/conftest.py: the longest first, the shortest fill up the end.
    # Seconds until a test that does not end shows where it stands. Far from what any takes on a busy machine: to look
    # into the threads of a site at work can end the process.
    patience = 3600 if "--all" in for_pytest else 900
    options = ["-o", f"faulthandler_timeout={patience}", "--maxschedchunk=1", *workers]
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


if __name__ == "__main__":
    sys.exit(main())
