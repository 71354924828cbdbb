"""Looks whether somebody else has changed the open file, or put another one in its place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tinycrm.errors import DatabaseError

if TYPE_CHECKING:
    from tinycrm.crm import Crm

State = Literal["same", "changed", "replaced", "gone"]


class Watch:
    """Remembers what was seen of a file last; a look costs some microseconds."""

    def __init__(self, crm: Crm) -> None:
        self.path = Path(crm.db.path)
        self.crm = crm
        self.file = self.identity()
        self.version = crm.db.data_version()

    def identity(self) -> tuple[int, int] | None:
        """Which file stands under the path, None when there is none."""
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def look(self) -> State:
        """What has become of the file since `seen`; raises DatabaseError when it cannot be read."""
        file = self.identity()
        if file != self.file:
            return "replaced" if file else "gone"
        if self.crm.db.data_version() == self.version:
            return "same"
        self.crm.db.refuse_newer()
        return "changed"

    def seen(self) -> None:
        """Take what is in the file now as known."""
        self.version = self.crm.db.data_version()

    def refuse_missing(self) -> None:
        """Raise DatabaseError where the file is gone: opening it would make an empty one."""
        if self.identity() is None:
            raise DatabaseError(
                f"The file {self.path} is gone.",
                "Bring it back, or write a backup to its place with:"
                f" crm --db BACKUP backup {self.path}. Then try again.",
            )
