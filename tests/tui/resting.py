"""Waits until the app has come to rest: for what it is doing itself, never for a fixed time."""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from textual.screen import Screen

from tinycrm.tui.app import CrmApp

PATIENCE = 60.0
"""Seconds after which a test goes on with an app that is busy still."""
TICK = 0.001
BEHIND = 3
"""How often the screens behind a window are drawn, which ask for it again each time."""
used: set[ThreadPoolExecutor] = set()
"""The threads that were given something to do since it was last waited for them."""
to_thread = ThreadPoolExecutor.submit


def submit(pool: ThreadPoolExecutor, *work: Any, **options: Any) -> Future[Any]:
    """Stands in for the method of the threads."""
    used.add(pool)
    return to_thread(pool, *work, **options)


async def threads() -> None:
    """Wait until the threads have done what they were given, and told so."""
    while used:
        with suppress(RuntimeError):  # It has finished everything when it does not take this.
            # One thread does one thing after another, and comes to this last.
            await asyncio.wrap_future(to_thread(used.pop(), int))


async def quiet(*_: object) -> None:
    """Let everything run that can run at once."""
    ready = vars(asyncio.get_running_loop())["_ready"]
    end, rounds = time.monotonic() + PATIENCE, 0
    while rounds < 2 and time.monotonic() < end:
        await asyncio.sleep(0)
        # The second time it has also been looked whether threads and terminals have something.
        rounds = 0 if ready else rounds + 1


async def at_rest(app: CrmApp, ready: Callable[[], bool]) -> None:
    """Wait until all is quiet, `ready` says so, threads are done, and the screen is drawn."""
    end, behind, sound = time.monotonic() + PATIENCE, BEHIND, True
    while time.monotonic() < end:
        await quiet()
        if not ready():
            await asyncio.sleep(TICK)
        elif used:
            await threads()
        elif app._animator._animations or app._animator._scheduled:
            await app._animator.wait_until_complete()
        elif app._resize_event is not None:
            app._check_resize()
        elif sound and app.screen_stack and is_undrawn(app, app.screen):
            sound = drawn(app, app.screen)
        elif behind and any(is_undrawn(app, screen) for screen in app._background_screens):
            behind -= 1
            for screen in app._background_screens:
                drawn(app, screen)
        else:
            return


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
