"""Watches the open file: what somebody else has changed, put in its place, or taken away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tinycrm.errors import DatabaseError
from tinycrm.tui.signals import leave, terminal_is_gone

if TYPE_CHECKING:
    from tinycrm.crm import Crm
    from tinycrm.tui.app import CrmApp

State = Literal["same", "changed", "replaced", "gone"]
OFTEN = 0.5
"""Seconds between two looks."""
READING = ("rows", "board", "aside", "feed", "steps", "page")
"""The groups of the workers that read what is shown."""


class Watch:
    """Remembers what was seen of the file last; a look costs some microseconds."""

    def __init__(self, app: CrmApp) -> None:
        self.app = app
        self.path = Path(app.crm.db.path)
        self.file = self.identity()
        self.version = app.crm.db.data_version()
        self.day = app.crm.db.today()
        self.rests = False
        """Whether the next look is left out."""
        self.former: list[Crm] = []
        """Connections to files that stood under the path before."""

    def look_again(self) -> None:
        """Look for changes, but not while any are still being read, nor at the look after that.

        A script that writes all the time has everything read again once a second, no oftener.
        """
        app = self.app
        if terminal_is_gone(app):
            leave(app)
            return
        if app.failures.told:
            return  # Whoever is told so tries again; to look meanwhile may hold up the keys.
        reading = any(worker.group in READING and worker.is_running for worker in app.workers)
        self.rests = reading or (not self.rests and self.look_for_changes())

    def look_for_changes(self) -> bool:
        """Show what a command or another app has changed, or what has become of the file.

        Returns whether anything had to be read again.
        """
        try:
            self.turn_day()
            state = self.state()
            if state in ("gone", "replaced"):
                self.open_anew()
            if state != "same":
                self.app.reload()
        except DatabaseError as error:
            self.app.failures.show_unusable(error)
            return False
        return state != "same"

    # The file

    def state(self) -> State:
        """What has become of the file since `seen`; raises DatabaseError when it cannot be read."""
        file = self.identity()
        if file != self.file:
            return "replaced" if file else "gone"
        if self.app.crm.db.data_version() == self.version:
            return "same"
        self.app.crm.db.refuse_newer()
        return "changed"

    def identity(self) -> tuple[int, int] | None:
        """Which file stands under the path, None when there is none."""
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def seen(self) -> None:
        """Take what is in the file now as known."""
        self.version = self.app.crm.db.data_version()

    def open_anew(self) -> None:
        """Open the file that stands under the path by now.

        Raises DatabaseError where there is none: opening it would make an empty one.
        """
        if self.identity() is None:
            raise DatabaseError(
                f"The file {self.path} is gone.",
                "Bring it back, or write a backup to its place with:"
                f" crm --db BACKUP backup {self.path}. Then try again.",
            )
        app = self.app
        # The connection to the former file stays open: closing it would remove the log that
        # stands beside the file under that path, which by now belongs to another one.
        self.former.append(app.crm)
        app.crm = app.open_for_keys()
        self.file = self.identity()
        self.seen()
        for lane in (app.reader, app.writer, app.lookup):
            lane.open_anew()

    # The day

    def turn_day(self) -> None:
        """Let everything that says dates know of a new day: the app stays open over night."""
        today = self.app.crm.db.today()
        if today == self.day:
            return
        self.day = today
        for screen in self.app.screen_stack:
            for widget in screen.walk_children():
                if hasattr(widget, "today"):
                    widget.today = today
                    widget.refresh()
        self.app.reload()
