"""R1: nothing acknowledged is lost, and nothing is half there, however often the server is killed.

People record activities over HTTP, a board approves reports, and the server dies by SIGKILL at seeded moments: some of
the times the whole of `vandong serve`, the rest a quick-starting server of the same application, and under PostgreSQL
now and then the database server too. Then every activity answered with a redirect and every report said to be approved
must be there, whole, with its audit line. Zero lost in N kills shows a rate below about 3/N (95 %): N = 50 here on each
database, 200 with --all.
"""

import json
import os
import random
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests import postgres
from tests.ops.site import Site, free_port
from tests.reliability.fire import (
    LOOK,
    PREPARE,
    Load,
    QuickServer,
    wait_for_more,
    wait_until_answering,
    wait_until_silent,
)

pytestmark = [pytest.mark.once, pytest.mark.skipif(os.name == "nt", reason="kills process groups")]


def kill_many_times(site: Site, kills: int, whole_server_kills: int, cluster: postgres.Cluster | None) -> str:
    """Write under fire, then look. Returns the sentence with the bound; fails on anything lost or half."""
    site.migrate()
    prepared = json.loads(site.python(PREPARE))
    chance = random.Random(kills)
    port = free_port()
    load = Load(port, prepared)
    quick = QuickServer(site, prepared)
    try:
        for number in range(kills):
            whole = number < whole_server_kills
            server = site.start("serve", "--port", str(port), "--threads", "4") if whole else None
            pid = server.pid if server else quick.start(port)
            wait_until_answering(port)
            load.resume()
            wait_for_more(load.acknowledged, 4)
            if not server and number % 5 == 4:  # long enough for a whole report, which takes more than most lives here
                load.pause()  # four who record would keep the one who approves waiting for its turn
                wait_for_more(quick.approved, 8)
                load.resume()
            time.sleep(chance.uniform(0.0, 0.35))
            if cluster and number % 8 == 7:
                cluster.kill()
            if server:
                os.killpg(server.pid, signal.SIGKILL)
                server.communicate()
            else:
                os.kill(pid, signal.SIGKILL)
            load.pause()
            wait_until_silent(port)
            if cluster and number % 8 == 7:
                cluster.start()
    finally:
        load.stop()
        quick.close()
    found = json.loads(site.python(LOOK))
    lost = set(load.acknowledged) - set(found["tokens"])
    lost_reports = set(quick.approved) - set(found["approved"])
    assert not lost, f"{len(lost)} acknowledged activities are gone"
    assert not lost_reports, f"{len(lost_reports)} acknowledged approvals are gone"
    assert found["half"] == []
    assert found["integrity"] == "ok"
    assert found["chain"], "the audit chain does not verify"
    assert len(set(found["tokens"])) == len(found["tokens"])
    assert len(load.acknowledged) > kills, f"too few writes to mean anything: {load.answers}"
    assert quick.approved, "no report was approved"
    return (
        f"{kills} kills, {len(load.acknowledged)} activities and {len(quick.approved)} approvals acknowledged: "
        f"0 lost, 0 half (rate below {3 / kills:.1%} per kill, 95 %)"
    )


@contextmanager
def installation(database: str, folder: Path) -> Iterator[tuple[Site, postgres.Cluster | None]]:
    if database == "sqlite":
        yield Site(folder / "site"), None
        return
    with postgres.throwaway_cluster(durable=True) as cluster:
        yield Site(folder / "site", cluster.url), cluster


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_fifty_kills_lose_nothing(database, tmp_path, capsys):
    with installation(database, tmp_path) as (site, cluster):
        said = kill_many_times(site, kills=50, whole_server_kills=5, cluster=cluster)
    with capsys.disabled():
        print(f"\nR1 {database}: {said}")


@pytest.mark.slow
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_two_hundred_kills_lose_nothing(database, tmp_path, capsys):
    with installation(database, tmp_path) as (site, cluster):
        said = kill_many_times(site, kills=200, whole_server_kills=40, cluster=cluster)
    with capsys.disabled():
        print(f"\nR1 {database}: {said}")
