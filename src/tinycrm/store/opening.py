"""Opens a file, or makes a new one: only what is ours, and what this version understands."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from tinycrm.errors import DatabaseError
from tinycrm.store import engine
from tinycrm.store.files import create_private, refuse_unsafe, writer_lock

if TYPE_CHECKING:
    from collections.abc import Callable

APPLICATION_ID = 0x7443524D  # "tCRM"
SCHEMA_VERSION = 1


def open_file(driver: Any, path: str, cache: int, now: Callable[[], str]) -> tuple[Any, bool]:
    """A connection to the file at a whole path, and whether the file was created with it.

    `cache` are megabytes, `now` gives the present instant. Raises DatabaseError for a path that
    cannot be used, for a file of another program, and for one that a newer version has made.
    """
    try:
        refuse_unsafe(path, os.lstat(path))
    except FileNotFoundError:
        create_private(path)
    except NotADirectoryError:
        raise DatabaseError(
            f"{path} cannot exist: a part of the path is a file.", "Give another path with --db."
        ) from None
    except OSError as error:
        raise DatabaseError(
            f"{path} cannot be opened: {error.strerror}.", "Give another path with --db."
        ) from None
    connection = connect(driver, path, cache)
    try:
        created = stamps(connection) == (0, 0) and create_schema(driver, connection, path, now)
        application, version = stamps(connection)
        if application != APPLICATION_ID:
            raise DatabaseError(
                f"The file {path} belongs to another program.",
                "Give a tinycrm file with --db, or a path that does not exist yet.",
            )
        refuse_newer(path, version)
    except BaseException:
        connection.close()
        raise
    return connection, created


def refuse_newer(path: str, version: int) -> None:
    """Raise DatabaseError where a file's schema is of a later version than this program's."""
    if version > SCHEMA_VERSION:
        raise DatabaseError(
            f"The file {path} was made by a newer version of tinycrm.",
            "Upgrade tinycrm; the file was not touched.",
        )


def connect(driver: Any, path: str, cache: int) -> Any:
    """A connection that leaves nothing beside a file which may only be read."""
    # SQLite's log and its index cannot be made where nothing may be written; and beside a file
    # that is read-only they would stay behind, read-only as well. Where there is no log,
    # nobody is writing.
    folder = os.path.dirname(path)  # noqa: PTH120 (a path of text)
    may_write = os.access(path, os.W_OK) and os.access(folder, os.W_OK)
    logged = may_write or os.path.exists(path + "-wal")  # noqa: PTH110 (a path of text)
    return engine.connect(driver, path, immutable=not logged, cache=cache)


def stamps(connection: Any) -> tuple[int, int]:
    """The application id and the schema version in the file's header; (0, 0) when empty."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return application, version


def create_schema(driver: Any, connection: Any, path: str, now: Callable[[], str]) -> bool:
    """Create everything in an empty file; False where it is no longer empty, or never was."""
    from tinycrm.store import setup

    with writer_lock(path):
        # A file of another program has no stamp of ours either, but it has tables.
        empty = connection.execute("SELECT 1 FROM sqlite_schema").fetchone() is None
        if not empty or stamps(connection) != (0, 0):
            return False
        wal = engine.wal_is_safe(driver.sqlite_version_info)
        setup.create_schema(connection, path, now(), wal=wal)
    return True
