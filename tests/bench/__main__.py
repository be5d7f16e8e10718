"""`script/bench [--database sqlite|postgres|both] [SECTION…]`: a data folder and, for PostgreSQL, a server of its own,
thrown away afterwards. Both databases unless told; each is measured in a process of its own. Takes some minutes.
`lists` (a million activities, 3 GB while it runs) is measured only where named.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import ExitStack

from tests.postgres import throwaway_cluster


def main() -> int:
    words = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    words.add_argument("--database", choices=["sqlite", "postgres", "both"], default="both")
    words.add_argument("sections", nargs="*", metavar="SECTION")
    asked = words.parse_args()
    if asked.sections == ["reader"]:  # stands on nothing
        from tests.bench.reader import reader

        reader()
        return 0
    if asked.database == "both":
        each = [[sys.executable, "-m", "tests.bench", "--database", name] for name in ("sqlite", "postgres")]
        return max(subprocess.run([*one, *asked.sections], check=False).returncode for one in each)  # noqa: S603
    with ExitStack() as stack:
        os.environ["VANDONG_DATA"] = stack.enter_context(tempfile.TemporaryDirectory(prefix="vandong-bench-"))
        os.environ["DATABASE_URL"] = _postgres(stack) if asked.database == "postgres" else ""
        _measure(set(asked.sections))
    return 0


def _postgres(stack: ExitStack) -> str:
    """A server that keeps what it has acknowledged, as an office's would."""
    return stack.enter_context(throwaway_cluster(durable=True)).url


def _measure(wanted: set[str]) -> None:
    from vandong.ops.command_line import set_up_django

    set_up_django()
    from django.db import connection

    from tests.bench import sections
    from vandong.ops import database

    database.migrate()
    if "lists" in wanted and shutil.disk_usage(os.environ["VANDONG_DATA"]).free < 8_000_000_000:
        sys.exit("A million activities need 8 GB of free disk for a while.")
    order = (
        sections.nation,
        sections.make_demonstration,
        sections.server_start,
        sections.pages,
        sections.consolidation,
        sections.imports,
        sections.long_document,
        sections.many_units,
        sections.lists,
    )
    print(f"{connection.vendor}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}", flush=True)
    for section in order:
        needed = section in (sections.nation, sections.make_demonstration)  # the others stand on them
        asked = section.__name__ in wanted or (not wanted and section is not sections.lists)
        if needed or asked:
            section()
    connection.close()


if __name__ == "__main__":
    sys.exit(main())
