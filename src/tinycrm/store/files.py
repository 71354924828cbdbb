"""Files on disk: private from their first moment, and one writer at a time."""

from __future__ import annotations

import os
import stat
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tinycrm.errors import DatabaseError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LOCK_SECONDS = 30.0


class BusyError(DatabaseError):
    """Another program has been writing for longer than was to be waited."""


def full_path(path: str) -> str:
    """The whole path of a file, with `~` replaced; raises DatabaseError where there is no home."""
    try:
        return str(Path(path).expanduser().absolute())
    except (RuntimeError, FileNotFoundError):
        raise DatabaseError(
            f"It cannot be told where {path} is: there is no such home or working directory.",
            "Give the whole path with --db or TINYCRM_DB.",
        ) from None


def create_private(path: str) -> None:
    """Create an empty file that only its owner may read, in folders alike; existing ones stay."""
    try:
        Path(path).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0)
        os.close(os.open(path, flags, 0o600))
    except FileExistsError:
        return
    except OSError as error:
        raise DatabaseError(
            f"The file {path} cannot be created: {error.strerror}.",
            "Give another place with --db or TINYCRM_DB.",
        ) from None


def refuse_unsafe(path: str, status: os.stat_result) -> None:
    """Refuse what is not a plain file, and what others could have tampered with."""
    if stat.S_ISDIR(status.st_mode):
        raise DatabaseError(
            f"{path} is a folder, not a file.", f"Give a file, for instance {path}/crm.db."
        )
    if stat.S_ISLNK(status.st_mode):
        raise DatabaseError(
            f"{path} is a symbolic link.", "Give the path of the file that it points to."
        )
    if not stat.S_ISREG(status.st_mode):
        raise DatabaseError(f"{path} is not a regular file.", "Give another path with --db.")
    if os.name == "posix" and status.st_mode & stat.S_IWOTH:
        raise DatabaseError(
            f"The file {path} can be changed by every user of this machine.",
            f"Make it yours alone: chmod 600 {path}",
        )


@contextmanager
def writer_lock(path: str, patience: float = LOCK_SECONDS) -> Iterator[Callable[[], bool]]:
    """Hold the lock file beside `path`: writers queue here, because SQLite's own lock is no queue.

    What it gives says whether somebody else waits for the lock by now. Raises BusyError after
    `patience` seconds.
    """
    try:
        flags = os.O_CREAT | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0)
        handle = os.open(path + "-lock", flags, 0o600)
    except OSError as error:
        raise DatabaseError(
            f"The folder of {path} cannot be written to: {error.strerror}.",
            "Give yourself write permission on the folder, or another file with --db.",
        ) from None
    try:
        wait_for(handle, path, patience)
        taken = os.fstat(handle).st_mtime_ns
        yield lambda: os.fstat(handle).st_mtime_ns != taken
    finally:
        os.close(handle)


def wait_for(handle: int, path: str, patience: float) -> None:
    """Wait until the lock is free, and take it; raises BusyError."""
    pause, deadline = 0.0005, time.monotonic() + patience
    while not try_lock(handle):
        if time.monotonic() > deadline:
            raise BusyError(
                f"Another program has been writing to {path} for {patience:.0f} seconds.",
                "Wait until it has finished, or end it, and try again.",
            )
        # Whoever holds the lock sees by the file's time that somebody waits.
        with suppress(OSError):
            os.utime(path + "-lock", ns=(time.time_ns(), time.time_ns()))
        time.sleep(pause)
        pause = min(pause * 1.5, 0.01)


if sys.platform == "win32":
    import msvcrt

    def try_lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
