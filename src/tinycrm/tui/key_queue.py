"""Hands keys on one after another, so that what is typed ahead arrives where it was meant to.

A key that opens a filter or a form moves the focus only when it has travelled through all widgets
above the focused one. Without waiting for that, the letters typed right after it would go to the
list in which it was pressed.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.app import App
    from textual.events import Key
    from textual.message_pump import MessagePump

PATIENCE = 0.5
"""Seconds after which a key is handed on although the one before it is still being dealt with."""


class KeyQueue:
    """The keys that were pressed and not handed on yet."""

    def __init__(self, app: App[None], hand_on: Callable[[Key], Awaitable[None]]) -> None:
        self.app = app
        self.hand_on = hand_on
        self.keys: deque[Key] = deque()
        self.task: asyncio.Task[None] | None = None

    def put(self, key: Key) -> None:
        self.keys.append(key)
        if self.task is None or self.task.done():
            self.task = asyncio.create_task(self.run())

    @property
    def busy(self) -> bool:
        """Whether keys are still on their way."""
        return bool(self.keys) or (self.task is not None and not self.task.done())

    async def run(self) -> None:
        while self.keys:
            key = self.keys.popleft()
            target = self.app.focused or self.app.screen
            try:
                await self.hand_on(key)
                async with asyncio.timeout(PATIENCE):
                    await self.dealt_with(target)
            except TimeoutError:
                continue
            except Exception as error:
                self.app._handle_exception(error)

    async def dealt_with(self, target: MessagePump) -> None:
        """Wait until a key has bubbled up from its target, and what it opened can be typed into."""
        pump: MessagePump | None = target
        while pump is not None:
            await reached(pump)
            pump = pump._parent
        screen = self.app.screen
        await screen._mounted_event.wait()
        if screen.AUTO_FOCUS != "" and screen.focused is None:
            await reached(screen)


async def reached(pump: MessagePump) -> None:
    """Wait until everything that stands in a pump's queue by now has been dealt with."""
    if pump._closing or pump._closed or not pump.is_running:
        return
    passed = asyncio.Event()
    pump.call_later(passed.set)
    await passed.wait()
