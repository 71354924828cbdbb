"""Waits until the app has come to rest: for what it is doing itself, never for a fixed time."""

import time
from collections.abc import Callable
from typing import Any

from tests.tui.hours import PATIENCE, hours, pass_on, quiet, threads
from textual.screen import Screen

from tinycrm.tui.app import CrmApp

AT_MOST = 600
"""Seconds that an app may be busy by its own clock."""
BEHIND = 3
"""How often the screens behind a window are drawn, which ask for it again each time."""


async def at_rest(app: CrmApp, busy: Callable[[], object]) -> None:
    """Wait until all is quiet, threads are done, the screen is drawn, and nothing is `busy`."""
    end, late = time.monotonic() + PATIENCE, hours.now + AT_MOST
    behind, sound = BEHIND, True
    while True:
        before = hours.threads_work, hours.begun
        await quiet()
        if hours.threads_work:
            await threads()
        elif before != (False, hours.begun):
            continue  # What a thread told just now is perhaps not heard yet.
        elif app._resize_event is not None:
            app._check_resize()
        elif sound and app.screen_stack and is_undrawn(app, app.screen):
            sound = drawn(app, app.screen)
        elif app.is_running and (waits_for_time(app) or busy()):
            # What waits for nothing else waits for the time.
            assert time.monotonic() < end, f"the app does not come to rest: {busy()}"
            assert hours.now < late, f"the app does not come to rest: {busy()}"
            await pass_on()
        elif behind and any(is_undrawn(app, screen) for screen in app._background_screens):
            behind -= 1
            for screen in app._background_screens:
                drawn(app, screen)
        else:
            return


def waits_for_time(app: CrmApp) -> bool:
    """Whether something on the screen goes on by itself."""
    animator = app._animator
    return bool(app._batch_count or animator._animations or animator._scheduled)


def is_undrawn(app: CrmApp, screen: Screen[Any]) -> bool:
    """Whether a screen is not yet drawn as it is; it would be at its next tick."""
    waiting = (
        screen._layout_required,
        screen._scroll_required,
        screen._repaint_required,
        screen._recompose_required,
        screen._dirty_widgets,
        screen._callbacks,
    )
    return not app._batch_count and any(waiting)


def drawn(app: CrmApp, screen: Screen[Any]) -> bool:
    """Draw a screen as its timer does, and say whether that was possible."""
    try:
        with screen._context():
            screen._on_timer_update()
    except Exception as error:
        app._handle_exception(error)
        return False
    return True
