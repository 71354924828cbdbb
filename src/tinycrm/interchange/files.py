"""Files that are written whole or not at all, and that only their owner may read."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from tinycrm.domain.text import quote_value
from tinycrm.errors import ConflictError, CrmError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def new_file(
    path: str, *, replace: bool = False, never: str = "", binary: bool = False
) -> Iterator[IO[Any]]:
    """A file to write, UTF-8 unless `binary`, which takes its name when the block ends well.

    It has the mode 0600; a symbolic link is replaced, never followed. Raises ConflictError where
    a file exists unless `replace`, and always for the file `never`; CrmError where it cannot be
    written.
    """
    target = Path(path).expanduser()
    if never and same_file(target, never):
        raise ConflictError(f"{quote_value(path)} is the database.", "Give another file.")
    if target.is_dir():
        raise ConflictError(f"{quote_value(path)} is a folder.", "Give the name of a file.")
    if os.path.lexists(target) and not replace:
        raise ConflictError(
            f"The file {quote_value(path)} exists already.", "Give another, or add --force."
        )
    temporary = target.with_name(f".{target.name[:100]}.{os.urandom(6).hex()}.part")
    try:
        try:
            with private_file(temporary, binary=binary) as file:
                yield file
            temporary.replace(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise CrmError(
            f"The file {quote_value(path)} cannot be written: {error.strerror or error}.",
            "Check that its folder exists, that you may write there, and that there is room.",
        ) from None


@contextmanager
def new_folder(path: str) -> Iterator[Path]:
    """A folder to write files into, which takes its name when the block ends well.

    It has the mode 0700. Raises ConflictError where something has that name, unless that is an
    empty folder; CrmError where it cannot be written.
    """
    target = Path(path).expanduser().absolute()
    refuse_used(target, path)
    temporary = target.with_name(f".{target.name[:100]}.{os.urandom(6).hex()}.part")
    try:
        temporary.mkdir(0o700)
        try:
            yield temporary
            refuse_used(target, path)
            if target.is_dir():
                target.rmdir()
            temporary.rename(target)
        except BaseException:
            shutil.rmtree(temporary, ignore_errors=True)
            raise
    except OSError as error:
        raise CrmError(
            f"The folder {quote_value(path)} cannot be written: {error.strerror or error}.",
            "Check that you may write beside it, and that there is room.",
        ) from None


def refuse_used(target: Path, path: str) -> None:
    """Raise ConflictError where something but an empty folder has that name."""
    empty = target.is_dir() and not target.is_symlink() and not any(target.iterdir())
    if os.path.lexists(target) and not empty:
        raise ConflictError(
            f"{quote_value(path)} exists already{', and is not empty' * target.is_dir()}.",
            "Name a folder that does not exist yet; nothing is ever written over.",
        )


@contextmanager
def private_file(path: Path, *, binary: bool = False) -> Iterator[IO[Any]]:
    """A new file with the mode 0600; what is written is on disk when the block ends."""
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(path, flags, 0o600)
    opened = (
        os.fdopen(handle, "wb") if binary else os.fdopen(handle, "w", encoding="utf-8", newline="")
    )
    with opened as file:
        yield file
        file.flush()
        os.fsync(handle)


def same_file(path: Path, other: str) -> bool:
    """Whether both are one file that there is."""
    try:
        return path.samefile(other)
    except OSError:
        return False
