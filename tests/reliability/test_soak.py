"""R21, light: a few minutes of people recording against the whole of `vandong serve`. The real soak (two hours, memory
slope below 1 % an hour) is done by hand before a release: set VANDONG_SOAK_SECONDS=7200."""

import json
import os
import time
from pathlib import Path

import pytest

from tests.ops.site import Site, serving
from tests.ops.test_command_line import children_named
from tests.reliability.fire import LOOK, PREPARE, Load

SECONDS = float(os.environ.get("VANDONG_SOAK_SECONDS", "180"))
pytestmark = [pytest.mark.once, pytest.mark.slow]


def resident_bytes(site: Site) -> int:
    pages = [int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in children_named(site, "vandong")]
    return sum(pages) * os.sysconf("SC_PAGE_SIZE")


def test_memory_and_log_stay_bounded_and_nothing_fails(site, capsys):
    site.migrate()
    prepared = json.loads(site.python(PREPARE))
    log = site.data / "vandong.sqlite3-wal"
    memory: list[int] = []
    longest_log = 0
    with serving(site) as (port, _):
        load = Load(port, prepared)
        load.resume()
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            time.sleep(SECONDS / 20)
            memory.append(resident_bytes(site))
            longest_log = max(longest_log, log.stat().st_size)
        load.stop()
    found = json.loads(site.python(LOOK))
    assert {status for status in load.answers if status >= 500} == set(), load.answers
    assert set(load.acknowledged) <= set(found["tokens"])
    assert found["half"] == []
    assert longest_log < 64 * 1024 * 1024
    middle, end = max(memory[9:12]), max(memory[-3:])  # after everything was imported once
    assert end < middle * 1.1, [size // 1024**2 for size in memory]
    with capsys.disabled():
        print(
            f"\nR21 light: {SECONDS:.0f} s, {len(load.acknowledged)} activities, 0 × 5xx, memory "
            f"{middle // 1024**2} → {end // 1024**2} MB, log at most {longest_log // 1024} kB"
        )
