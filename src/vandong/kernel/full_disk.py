"""Whether a write failed for want of room: a full disk, a quota, a file system that only lets itself be read.

Nothing was saved then, and what helps is a person at the machine, not trying again: so it gets a page of its own.
"""

import errno

from django.db import DatabaseError

_ERRORS = {errno.ENOSPC, errno.EROFS, errno.EDQUOT, errno.EFBIG}
# SQLite has no codes through Python's module on every platform; these are its own words, the same since version 3.0.
_SQLITE = ("disk is full", "readonly database", "disk I/O error", "unable to open database file")
_POSTGRESQL = ("53100", "25006")  # disk_full, read_only_sql_transaction


def is_behind(error: BaseException | None) -> bool:
    """Whether want of room is behind this error, or one that led to it."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if isinstance(error, OSError) and error.errno in _ERRORS:
            return True
        if isinstance(error, DatabaseError) and any(words in str(error) for words in _SQLITE):
            return True
        if getattr(error, "sqlstate", None) in _POSTGRESQL:
            return True
        error = error.__cause__ or error.__context__
    return False
