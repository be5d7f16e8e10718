"""The throw-away PostgreSQL: it starts, it keeps its word when killed, it leaves nothing behind."""

import psycopg
import pytest

from tests import tools
from tests.postgres import throwaway_cluster

pytestmark = pytest.mark.once


@pytest.fixture(autouse=True)
def postgresql_is_here():
    if not tools.POSTGRESQL.is_here():
        (pytest.fail if tools.missing_tool_is_failure() else pytest.skip)("PostgreSQL is not on this machine.")


def test_what_was_committed_survives_a_killed_durable_cluster_and_nothing_stays_behind():
    with throwaway_cluster(durable=True) as cluster:
        with psycopg.connect(host=str(cluster.folder), dbname="vandong") as connection:
            assert connection.execute("SHOW fsync").fetchone() == ("on",)
            assert connection.execute("SHOW data_checksums").fetchone() == ("on",)
            connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
        cluster.kill()
        cluster.start()
        with psycopg.connect(host=str(cluster.folder), dbname="vandong") as connection:
            assert connection.execute("SELECT answer FROM kept").fetchone() == (42,)
    assert not cluster.folder.exists()
    assert cluster.server.poll() is not None


def test_clusters_are_reached_only_through_their_own_folder():
    with throwaway_cluster() as cluster, psycopg.connect(host=str(cluster.folder), dbname="vandong") as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        assert cluster.create_database("second").startswith("postgres:///second?host=/")
