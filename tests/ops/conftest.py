"""Installations of their own, on SQLite always, and on PostgreSQL where a test asks for both."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import postgres
from tests.ops.site import Site


@pytest.fixture(scope="session")
def cluster() -> Iterator[postgres.Cluster]:
    """One PostgreSQL server for the session's installations: fsync and checksums on, as in production."""
    with postgres.throwaway_cluster(durable=True) as cluster:
        yield cluster


@pytest.fixture
def new_site(tmp_path: Path, request: pytest.FixtureRequest) -> Callable[[str, str], Site]:
    """`new_site("postgresql", "office")`: an empty installation on that database."""

    def new_site(database: str = "sqlite", name: str = "site") -> Site:
        if database == "sqlite":
            return Site(tmp_path / name)
        url = request.getfixturevalue("cluster").create_database(f"{name}_{os.urandom(4).hex()}")
        return Site(tmp_path / name, url)

    return new_site


@pytest.fixture
def site(new_site) -> Site:
    """An empty installation on SQLite."""
    return new_site("sqlite", "site")
