"""When the file cannot be used, or the program fails: the app says so, and goes on."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from textual.worker import WorkerFailed, get_current_worker

from tinycrm.errors import DatabaseError
from tinycrm.tui import crashes
from tinycrm.tui.screens.main import MainScreen

if TYPE_CHECKING:
    from tinycrm.tui.app import CrmApp

AT_MOST = 3
"""Failures within `SECONDS` after which going on makes no sense: the fresh screen fails as well."""
SECONDS = 5


class Failures:
    """The failures of one app, lately."""

    def __init__(self, app: CrmApp) -> None:
        self.app = app
        self.times: list[float] = []
        self.told = False
        self.own_task: asyncio.Task[None] | None = None
        """The task of the app's own loop, which ends at an error."""

    def survive(self, error: Exception) -> bool:
        """Log an error and put a fresh screen up; False when the app has to end.

        The widget in which it arose does not react any more, so its screen has to go.
        """
        if came_too_late(error):
            return True
        cause = error.error if isinstance(error, WorkerFailed) else error
        path = crashes.log(cause)
        now = time.monotonic()
        self.times = [*(at for at in self.times if now - at < SECONDS), now]
        app = self.app
        in_own_loop = asyncio.current_task() is self.own_task and not app.doing
        if len(self.times) > AT_MOST or in_own_loop or not app.is_running or not app.screen_stack:
            return False
        if isinstance(cause, DatabaseError):
            app.call_later(self.show_unusable, cause)
            return True
        where = f"\n\nThe details are in {path}" if path else ""
        words = (
            f"An unexpected error: {type(cause).__name__}: {cause}"[:500]
            + "\n\nIt is a bug. What the app said was done is saved; what stood in an open form"
            f" comes back when the form is opened again.{where}"
        )
        app.call_later(self.start_afresh, words)
        return True

    async def start_afresh(self, words: str) -> None:
        """Put away all screens, and show the main one with what happened over it."""
        from tinycrm.tui.dialogs.trouble import Trouble

        app = self.app
        if app.return_code is not None:
            return  # It is ending by now.
        former = app.current_mode
        fresh = f"{former}+"
        app.add_mode(fresh, MainScreen)
        await app.switch_mode(fresh)
        app.remove_mode(former)
        app.push_screen(Trouble("Something went wrong", words, go_on="go on"))

    def show_unusable(self, error: DatabaseError) -> None:
        """Say why the file cannot be used, once, and try again when asked to."""
        if self.told:
            return
        from tinycrm.tui.dialogs.trouble import Trouble

        self.told = True
        self.app.clear_notifications()
        words = f"{error.message}\n\n{error.remedy}"
        self.app.push_screen(
            Trouble("The file cannot be used", words, go_on="try again"), self.ask_again
        )

    def ask_again(self, answer: bool | None) -> None:
        # Later, when the window is gone: where it is no better, the next one comes.
        self.app.call_later(self.try_again)

    def try_again(self) -> None:
        self.told = False
        try:
            self.app.open_anew()
            self.app.reload()
        except DatabaseError as error:
            self.show_unusable(error)


def came_too_late(error: Exception) -> bool:
    """Whether a worker failed over a widget that is being taken away, which is no failure.

    Its children are gone before its workers are cancelled: an answer that comes in between finds
    nothing to show it.
    """
    return isinstance(error, WorkerFailed) and get_current_worker().node._pruning
