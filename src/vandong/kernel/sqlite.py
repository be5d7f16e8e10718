"""Use an SQLite that does not lose data.

Every SQLite before 3.51.3 can corrupt a database in WAL mode when two connections write and one of them resets the
log. Debian 12's Python links 3.40, so the `pysqlite3` wheel takes the standard module's place. This must run before
Django (or anything else) imports `sqlite3`, in every entry and child process; `settings` does it in its first line.
"""

import sys

MINIMUM_VERSION = (3, 51, 3)


def use_bundled_sqlite() -> None:
    """Put `pysqlite3` in the place of `sqlite3`, where the platform has it."""
    try:
        import pysqlite3
        import pysqlite3.dbapi2
    except ImportError:  # no wheel for this platform: the library's own version is judged by `is_safe`
        return
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2


def library_version() -> str:
    """The version of the SQLite library this process would use, as `3.53.4`."""
    import sqlite3

    return sqlite3.sqlite_version


def is_safe(version: str) -> bool:
    """Whether this SQLite version is at least 3.51.3."""
    return tuple(int(part) for part in version.split(".")[:3]) >= MINIMUM_VERSION
