"""When the file cannot be used, or the program fails: the app says so, and goes on."""

from __future__ import annotations

import asyncio
import time
from functools import partial
from typing import TYPE_CHECKING, Any

from textual._context import active_message_pump
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import WorkerFailed, get_current_worker

from tinycrm.errors import CrmError, DatabaseError
from tinycrm.tui import crashes
from tinycrm.tui.screens.main import MainScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from pathlib import Path

    from tinycrm.tui.app import CrmApp

AT_MOST = 20
"""Failures within `SECONDS` after which going on makes no sense: they come back by themselves."""
SECONDS = 5
BEGINNINGS = ("today", "contacts", "settings")
"""The places with which fresh screens begin in turn, as long as the one before has failed."""


class Failures:
    """The failures of one app, lately."""

    def __init__(self, app: CrmApp) -> None:
        self.app = app
        self.times: list[float] = []
        self.told = False
        """Whether a window says what happened; nothing goes on before it was answered."""
        self.broken = False
        """Whether a widget reacts no more, so that its screen has to go."""
        self.alone = False
        """Whether all screens were put away for the window."""
        self.fresh = 0
        """Fresh screens of which each has followed soon upon the one before."""
        self.begun = -float(SECONDS)
        """When the last of them was put up."""

    def survive(self, error: Exception) -> bool:
        """Log an error and tell of it in a window; False when the app has to end.

        A widget in which one arises does not react any more, so there is a fresh screen after it.
        """
        if came_too_late(error):
            return True
        cause = error.error if isinstance(error, WorkerFailed) else error
        app = self.app
        if not app.is_running or not app.screen_stack:
            crashes.log(cause)
            return False
        unusable = isinstance(cause, DatabaseError)
        if isinstance(cause, CrmError) and not unusable and not ends_a_widget(besides=app):
            # It was asked for by an answer or beside the keys, and says in words what is wrong.
            app.tell_error(cause)
            return True
        self.broken = self.broken or not unusable or ends_a_widget()
        path = None if unusable and self.told else crashes.log(cause)
        now = time.monotonic()
        self.times = [*(at for at in self.times if now - at < SECONDS), now]
        if isinstance(cause, DatabaseError):
            self.show_unusable(cause)
            return True
        if len(self.times) > AT_MOST:
            return False
        self.show_bug(cause, path)
        return True

    def show_bug(self, error: BaseException, log: Path | None) -> None:
        """Say what happened, once, and go on when asked to."""
        where = f"\n\nThe details are in {log}" if log else ""
        words = (
            f"An unexpected error: {type(error).__name__}: {error}"[:500]
            + "\n\nIt is a bug. What the app said was done is saved; what stood in an open form"
            f" comes back when the form is opened again.{where}"
        )
        self.begin(self.show("Something went wrong", words, "go on"))

    def show_unusable(self, error: DatabaseError) -> None:
        """Say why the file cannot be used, once, and try again when asked to."""
        words = f"{error.message}\n\n{error.remedy}"
        self.begin(self.show("The file cannot be used", words, "try again"))

    def begin(self, steps: Coroutine[Any, Any, None]) -> None:
        """Do something beside the app's own loop: opening a screen may wait for that."""
        self.app.run_worker(steps, group="failure", exit_on_error=False)

    async def show(self, title: str, words: str, go_on: str) -> None:
        """Show a window over what there is, or alone where that cannot be drawn any more."""
        hidden = self.told and self.broken and not self.alone
        if (self.told and not hidden) or self.app.return_code is not None:
            return
        from tinycrm.tui.dialogs.form_drafts import keep_all
        from tinycrm.tui.dialogs.trouble import Trouble

        self.told = True
        keep_all(self.app)
        self.app.clear_notifications()
        if self.broken:
            self.alone = True
            await self.put_up(Blank)
        window = Trouble(title, words, go_on=go_on)
        self.app.push_screen(window, None if self.alone else self.ask_again)

    def ask_again(self, answer: bool | None = None) -> None:
        # Later, when the window is gone: where it is no better, the next one comes.
        self.app.call_later(lambda: self.begin(self.try_again()))

    async def try_again(self) -> None:
        self.told = self.alone = False
        try:
            self.app.file_watch.open_anew()
            if self.broken:
                await self.start_afresh()
            else:
                self.app.reload()
        except DatabaseError as error:
            self.show_unusable(error)

    async def start_afresh(self) -> None:
        """Show the main screen as if the app had just begun."""
        now = time.monotonic()
        self.fresh = self.fresh + 1 if now - self.begun < SECONDS else 0
        self.begun, self.broken = now, False
        await self.put_up(partial(MainScreen, BEGINNINGS[self.fresh % len(BEGINNINGS)]))

    async def put_up(self, screen: Callable[[], Screen[Any]]) -> None:
        """Put away all screens, and show another one."""
        app = self.app
        former = app.current_mode
        app.add_mode(f"{former}+", screen)
        await app.switch_mode(f"{former}+")
        app.remove_mode(former)


class Blank(Screen[None]):
    """Stands under the window of a failure; the app goes on when that has gone, however it went."""

    app: CrmApp
    covered = False

    def on_screen_suspend(self) -> None:
        self.covered = True

    def on_screen_resume(self) -> None:
        if self.covered:
            self.app.failures.ask_again()


def ends_a_widget(besides: CrmApp | None = None) -> bool:
    """Whether the error that is being dealt with ends a widget's own loop.

    One of a worker or a timer does not, nor does one of the app's, which may be left out.
    """
    pump = active_message_pump.get(None)
    return pump not in (None, besides) and pump._task is asyncio.current_task()


def came_too_late(error: Exception) -> bool:
    """Whether it is a failure of a widget that is being taken away, which is none.

    The children of one are gone before its workers are cancelled, or before it was told that it is
    there: what comes in between finds nothing to show it.
    """
    if isinstance(error, WorkerFailed):
        return get_current_worker().node._pruning
    pump = active_message_pump.get(None)
    return isinstance(pump, Widget) and pump._pruning
