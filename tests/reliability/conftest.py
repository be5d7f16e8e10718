"""The same installations of their own as the tests of ops."""

from tests.ops.conftest import cluster, new_site, site

__all__ = ["cluster", "new_site", "site"]
