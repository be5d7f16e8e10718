"""Everything a reviewer should not have to look for. Called by script/check, with the environment's own Python.

All checks run, then the failing ones are named: one round of mending instead of many.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "script")]

from setup import FRONTEND, node, npm  # noqa: E402

from tests import postgres, tools  # noqa: E402

BIN = Path(sys.executable).parent


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    failed = []
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="vandong-check-"))
        bare = {name: value for name, value in os.environ.items() if not name.startswith("VANDONG_")}
        bare.pop("DATABASE_URL", None)
        bare |= {"VANDONG_DATA": folder, "PATH": f"{node().parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}
        bare.setdefault("HOME", folder)
        # As an installation behind a proxy that ends TLS: what `check --deploy` is about.
        deployed = bare | {"VANDONG_HTTPS": "1"}
        manage = [sys.executable, "-m", "django"]
        django = bare | {"DJANGO_SETTINGS_MODULE": "vandong.config.settings"}
        deploy = [*manage, "check", "--deploy", "--fail-level", "WARNING"]

        ruff_format = [BIN / "ruff", "format", "--check", "--output-format", "concise", "."]
        checks = [
            ("Style (ruff)", [BIN / "ruff", "check", "--quiet", "--output-format", "concise", "."], bare, ROOT),
            ("Layout (ruff format)", ruff_format, bare, ROOT),
            ("Types (mypy)", [BIN / "mypy", "--no-error-summary"], bare, ROOT),
            ("Import contracts (import-linter)", [BIN / "lint-imports"], bare, ROOT),
            ("Front end's types (tsc)", [node(), npm(), "run", "--silent", "check"], bare, FRONTEND),
            ("Migrations say all", [*manage, "makemigrations", "--check", "--dry-run"], django, ROOT),
            ("Deployment settings, SQLite", deploy, django | deployed, ROOT),
        ]
        if not tools.bring([tools.POSTGRESQL]):
            failed.append("Deployment settings, PostgreSQL")
        elif tools.POSTGRESQL.is_here():
            cluster = stack.enter_context(postgres.throwaway_cluster())
            on_postgres = django | deployed | {"DATABASE_URL": cluster.url}
            checks.append(("Deployment settings, PostgreSQL", [*deploy, "--database", "default"], on_postgres, ROOT))
        for name, command, environment, where in checks:
            if not passes(name, command, environment, where):
                failed.append(name)
    print("All checks passed." if not failed else f"Failed: {', '.join(failed)}.", flush=True)
    return 1 if failed else 0


def passes(name: str, command: list, environment: dict[str, str], where: Path) -> bool:
    started = time.monotonic()
    done = subprocess.run(
        [str(word) for word in command],
        cwd=where,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    verdict = "passed" if done.returncode == 0 else "FAILED"
    print(f"{name}: {verdict} ({time.monotonic() - started:.1f} s)", flush=True)
    if done.returncode != 0:
        print(done.stdout.rstrip(), flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
