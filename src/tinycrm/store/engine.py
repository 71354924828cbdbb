"""The SQLite engine: which driver, which connection settings, and its errors in our words.

Prefers the sqlcipher3 wheel (SQLite 3.53). Python's own sqlite3 serves where that wheel is missing,
without WAL unless its SQLite is one that several processes can safely checkpoint.
"""

from __future__ import annotations

import os
from typing import Any

CACHE = 32
"""Megabytes, taken as needed: with 2, scans of a large file take ten times as long."""


def load_driver() -> Any:
    """The DB-API module. `TINYCRM_DRIVER=sqlite3` asks for Python's own."""
    if os.environ.get("TINYCRM_DRIVER") != "sqlite3":
        try:
            from sqlcipher3 import dbapi2

            return dbapi2
        except ImportError:
            pass
    import sqlite3

    return sqlite3


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """Whether this SQLite is free of the WAL-reset bug (fixed in 3.51.3, 3.50.7 and 3.44.6)."""
    return (
        version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    )


def connect(driver: Any, path: str, *, immutable: bool = False, cache: int = CACHE) -> Any:
    """A connection with every safety setting that does not write to the file.

    `cache` are the megabytes of the file that it may keep in memory.
    """
    target, uri = path, False
    if immutable:
        from urllib.request import pathname2url

        target, uri = f"file:{pathname2url(path)}?immutable=1", True
    # The app reads in the thread of its event loop and writes in workers, one at a time.
    connection = driver.connect(
        target, isolation_level=None, cached_statements=256, uri=uri, check_same_thread=False
    )
    if not immutable and not wal_is_safe(driver.sqlite_version_info):
        # The only journal besides WAL that survived every power cut; files do not remember it.
        connection.execute("PRAGMA journal_mode = TRUNCATE")
        # What a long change writes before its end would shut out all who read.
        connection.execute("PRAGMA cache_spill = OFF")
    connection.execute("PRAGMA busy_timeout = 30000")
    if driver.sqlite_version_info >= (3, 41):
        # Before, this would also refuse the JSON functions in our own triggers.
        connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA cache_size = {-1024 * cache}")
    connection.execute("PRAGMA query_only = ON")
    return connection


def explain(error: Exception, path: str) -> tuple[str, str] | None:
    """What an engine's error means for `path`, as message and remedy; None if it is a bug."""
    text = str(error)
    known = (
        ("locked", "is in use by another program",
         "Wait until it has finished, or close it, and try again."),
        ("is full", "cannot grow: the disk is full", "Make room on the disk and try again."),
        ("readonly", "is read-only", "Give yourself write permission on the file and its folder."),
        ("unable to open", "cannot be opened",
         "Check that the path exists and that you may read and write it and its folder."),
        ("not a database", "is not a tinycrm file, or it is damaged or encrypted",
         "Give the right file with --db, or restore a backup."),
        ("malformed", "is damaged", "Restore the newest backup, and keep the damaged file."),
        ("disk I/O", "cannot be read or written: the disk reports an error",
         "Check the disk's space and health, then try again."),
        ("no such table", "lacks a part of what tinycrm keeps in it",
         "See what is wrong with: crm doctor, or restore a backup."),
        ("too big", "cannot take a value as large as this", "Shorten the text."),
    )  # fmt: skip
    for sign, message, remedy in known:
        if sign in text:
            return f"The file {path} {message}.", remedy
    return None
