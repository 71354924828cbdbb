"""Files that are written whole or not at all, and that only their owner may read."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from tinycrm.domain.text import quote_value
from tinycrm.errors import ConflictError, CrmError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def new_file(path: str, *, replace: bool = False, never: str = "") -> Iterator[IO[str]]:
    """A UTF-8 file to write, which takes its name when the block ends well.

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
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0)
    try:
        handle = os.open(temporary, flags, 0o600)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                yield file
                file.flush()
                os.fsync(handle)
            temporary.replace(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise CrmError(
            f"The file {quote_value(path)} cannot be written: {error.strerror or error}.",
            "Check that its folder exists, that you may write there, and that there is room.",
        ) from None


def same_file(path: Path, other: str) -> bool:
    try:
        return path.samefile(other)
    except OSError:
        return False
