"""Ends the app in order when the system asks it to, and draws it anew when it had stopped it."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tinycrm.tui.app import CrmApp


def leave_when_asked(app: CrmApp) -> None:
    """Leave at a signal that asks for it, with the terminal as it was; called in the app's loop."""
    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT"):
        # Not every system has both, and only the main thread is told.
        with suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(getattr(signal, name), leave, app)


def draw_after_a_stop(app: CrmApp) -> None:
    """Draw all of it when it goes on after it was stopped: another program had the terminal."""
    app.app_resume_signal.subscribe(app, lambda _: app.refresh(layout=True), immediate=True)


def terminal_is_gone(app: CrmApp) -> bool:
    """Whether nobody can see the app any more: a terminal may vanish without a signal."""
    return not app.is_headless and not os.isatty(0)


def leave(app: CrmApp) -> None:
    """Keep what stands in open forms, and quit; what was being written is finished first."""
    from tinycrm.tui.dialogs.form_drafts import keep_all

    keep_all(app)
    app.exit()
