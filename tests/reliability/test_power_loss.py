"""R2: what is acknowledged is on the disk before the answer leaves.

Shown two ways: the connection's own settings, and (where strace is on the machine) the system calls of a server that
records an activity: the write-ahead log is synced after the form came in and before the redirect goes out. PostgreSQL
does its own syncing; `vandong doctor` asks it for fsync, synchronous_commit, full_page_writes and checksums.
"""

import json
import os
import re
import subprocess
import sys

import pytest

from tests.ops.site import ROOT, Site, free_port
from tests.reliability.fire import PREPARE, Load, wait_for_more, wait_until_answering

CALLS = "trace=fsync,fdatasync,recvfrom,sendto"
pytestmark = pytest.mark.once


def test_sqlite_syncs_at_every_commit(site):
    site.build_world()
    said = site.python(
        "from django.db import connection\n"
        "c = connection.cursor()\n"
        "print(c.execute('PRAGMA journal_mode').fetchone()[0], c.execute('PRAGMA synchronous').fetchone()[0],"
        " c.execute('PRAGMA mmap_size').fetchone()[0])"
    )
    assert said.split() == ["wal", "2", "0"]  # 2 = FULL; a mapped file would hide write errors


@pytest.mark.strace
def test_the_log_is_synced_before_the_answer_leaves(site: Site, tmp_path):
    site.migrate()
    prepared = json.loads(site.python(PREPARE))
    port, trace = free_port(), tmp_path / "trace"
    words = [str(prepared[name]) for name in ("programme", "nam", "binh")]
    runner = f"import os; os.dup2(2, 3); import sys; sys.argv[1:] = {words!r}; import runpy; " \
             "runpy.run_module('tests.reliability.runner', run_name='__main__')"  # fmt: skip
    server = subprocess.Popen(
        ["strace", "-f", "-y", "-e", CALLS, "-o", str(trace), sys.executable, "-c", runner],
        env=site.environment | {"VANDONG_NO_APPROVALS": "1"},
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert server.stdin
    assert server.stdout
    assert server.stdout.readline() == "ready\n", "the server did not start"
    load = Load(port, prepared)
    try:
        server.stdin.write(f"start {port}\n")
        server.stdin.flush()
        child = int(server.stdout.readline().split()[1])
        wait_until_answering(port)
        load.resume()
        wait_for_more(load.acknowledged, 20)
    finally:
        load.stop()
        os.kill(child, 9)
        server.kill()
        server.wait()
    # A call another thread interrupted is written in two lines; the second ("resumed>") holds what was received.
    calls = trace.read_text(errors="replace").splitlines()
    checked = 0
    for number, line in enumerate(calls):
        if "resumed>" in line or not re.search(r'sendto\(.*"HTTP/1\.[01] 302', line):
            continue
        thread = line.split()[0]
        own = [call for call in calls[:number] if call.split()[0] == thread]
        begun = max((index for index, call in enumerate(own) if "POST /hoat-dong/ghi/" in call), default=None)
        if begun is None:  # the answer to another form (signing in)
            continue
        assert any("sync(" in call and "-wal>" in call for call in own[begun:]), f"answered before the sync: {line}"
        checked += 1
    assert checked > 0, "no acknowledged form was traced"
