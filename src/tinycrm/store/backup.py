"""Backups: a copy of the open file, taken while others write, and checked before it counts as one.

A backup appears under its name only when it is whole: until then it is called `….part`.
"""

# No postponed annotations here: NamedTuple would compile them, which costs 1 ms the first time.
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from tinycrm.errors import ConflictError, CrmError, DatabaseError
from tinycrm.store import engine
from tinycrm.store.database import Database
from tinycrm.store.files import full_path
from tinycrm.store.history import logged_tables
from tinycrm.store.opening import stamps
from tinycrm.store.references import LETTER_OF

STEPS = 10_000
"""Steps of the engine between two looks at whether a copy is still wanted: a millisecond."""


class Backup(NamedTuple):
    """A backup that was made: where it is, its bytes, and how many records it holds."""

    path: str
    size: int
    counts: dict[str, int]


def backup(db: Database, target: str = "") -> Backup:
    """Copy the open file to `target`, check the copy, and return where it is.

    Without a target, or where it is a folder, the name holds the present date and time; without
    one, the folder is `backups` beside the file. Only the owner may read the copy. Raises
    ConflictError where something has that name already, DatabaseError where the copy cannot be
    written or is not sound.
    """
    path = Path(full_path(target)) if target else default_folder(db)
    if not target or path.is_dir():
        path = free_name(db, path)
    part = path.with_name(path.name + ".part")
    reserve(path, part)
    try:
        copy(db, part)
        counts = check(db, part)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        refuse_existing(path)
        part.rename(path)
    except BaseException:
        for suffix in ("", "-journal", "-wal", "-shm"):
            Path(f"{part}{suffix}").unlink(missing_ok=True)
        raise
    sync_folder(path.parent)
    return Backup(str(path), path.stat().st_size, counts)


def default_folder(db: Database) -> Path:
    """The folder beside the file in which backups are kept."""
    return Path(db.path).parent / "backups"


def free_name(db: Database, folder: Path) -> Path:
    """A name in `folder` that nothing has: that of the file with the local date and time."""
    file = Path(db.path)
    name = f"{file.stem}-{db.local_now():%Y-%m-%d-%H%M%S}"
    path, number = folder / f"{name}{file.suffix}", 1
    while os.path.lexists(path) or os.path.lexists(f"{path}.part"):
        number += 1
        path = folder / f"{name}-{number}{file.suffix}"
    return path


def reserve(path: Path, part: Path) -> None:
    """Create the empty file that the copy is written to, private from its first moment.

    Of two backups to one name, the second stops here.
    """
    refuse_existing(path)
    flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(part, flags, 0o600))
    except FileExistsError:
        raise ConflictError(
            f"{part} is in the way: an unfinished backup.",
            "Wait until it is finished; remove it if no backup is running.",
        ) from None
    except OSError as error:
        raise DatabaseError(
            f"The backup {path} cannot be written: {error.strerror}.",
            "Give another place: crm backup FILE",
        ) from None


def refuse_existing(path: Path) -> None:
    """Raise ConflictError where something has that name."""
    if os.path.lexists(path):
        raise ConflictError(
            f"{path} exists already, and a backup overwrites nothing.",
            "Give another name, or none: crm backup",
        )


def copy(db: Database, part: Path, look: Callable[[], object] = lambda: None) -> None:
    """Write a copy of the open file as it is at this moment; others may write meanwhile.

    `look` is called now and then, and may raise a CrmError to stop.
    """
    stopped: list[CrmError] = []

    def is_unwanted() -> bool:
        try:
            look()
        except CrmError as error:
            stopped.append(error)
        return bool(stopped)

    # The engine counts this as writing, though it leaves the open file as it is.
    db.run("PRAGMA query_only = OFF")
    db.connection.set_progress_handler(is_unwanted, STEPS)
    try:
        db.run("VACUUM INTO ?", (str(part),))
    except Exception:
        if stopped:
            raise stopped[0] from None
        raise
    finally:
        db.connection.set_progress_handler(None, 0)
        db.run("PRAGMA query_only = ON")


def write_carelessly(db: Database) -> None:
    """Wait for the disk no more, in a copy that nobody needs after a power cut."""
    db.run("PRAGMA synchronous = OFF")


def check(db: Database, part: Path) -> dict[str, int]:
    """Open the copy, read all of it, and compare it with the file; returns counts of its records.

    Raises DatabaseError where anything is amiss.
    """
    with db.explained():
        connection = engine.connect(db.driver, str(part))
        try:
            # VACUUM INTO leaves WAL mode behind, and a restored backup should have it.
            connection.execute("PRAGMA query_only = OFF")
            connection.execute(f"PRAGMA journal_mode = {db.value('PRAGMA journal_mode')}")
            ((found,), *_) = connection.execute("PRAGMA quick_check(1)").fetchall()
            same_stamps = stamps(connection) == stamps(db.connection)
            tables = logged_tables(db)
            held = {table: count(connection, table) for table in tables}
            wanted = counts_then(db, tables, connection)
        finally:
            connection.close()
    if found != "ok" or not same_stamps or held != wanted:
        reason = found if found != "ok" else "it does not hold what the file holds"
        raise DatabaseError(
            f"The backup of {db.path} is not sound: {reason}.",
            "Nothing was kept of it. See: crm doctor",
        )
    return {noun: held[noun] for noun in LETTER_OF}


def count(connection: Any, table: str) -> int:
    """How many rows a table has."""
    ((number,),) = connection.execute(f"SELECT count(*) FROM {table}").fetchall()
    return int(number)


def counts_then(db: Database, tables: list[str], held: Any) -> dict[str, int]:
    """How many rows the file's tables had at the moment of the copy.

    Others may have written since: what the history has beyond the copy's last change is taken off.
    """
    ((last,),) = held.execute("SELECT coalesce(max(id), 0) FROM change").fetchall()
    db.connection.execute("BEGIN")
    try:
        now = {table: count(db.connection, table) for table in tables}
        since = db.rows(
            "SELECT table_name, sum(kind = 'insert') - sum(kind = 'delete') FROM change"
            " WHERE id > ? GROUP BY table_name",
            (last,),
        )
    finally:
        db.connection.execute("COMMIT")
    return {**now, **{table: now[table] - more for table, more in since}}


def sync_folder(folder: Path) -> None:
    """See that the new name survives a power cut, where the system lets folders be synced."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
