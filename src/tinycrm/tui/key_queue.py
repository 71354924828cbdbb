"""Hands keys on one after another, so that what is typed ahead arrives where it was meant to.

A key that opens a filter or a form moves the focus only when it has travelled through all widgets
above the focused one. Without waiting for that, the letters typed right after it would go to the
list in which it was pressed.
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from textual.events import Key, Paste
from textual.worker import WorkerError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from textual.app import App
    from textual.message_pump import MessagePump
    from textual.worker import Worker

WAITED_FOR = ("place", "write")
"""The groups of the workers that go to a place, and that change the file."""
OPENING = 5.0
"""Seconds to wait for a screen that is opening: a large form on a slow machine."""
ROUNDS = 3
"""A key runs an action, that tells a message, and whoever hears it may tell another one."""
PATIENCE = 0.5
"""Seconds after which a key is handed on although the one before it is still being dealt with."""


class KeyQueue:
    """The keys that were pressed and not handed on yet, and what was pasted among them."""

    def __init__(self, app: App[None], hand_on: Callable[[Key | Paste], Awaitable[None]]) -> None:
        self.app = app
        self.hand_on = hand_on
        self.keys: deque[Key | Paste] = deque()
        self.task: asyncio.Task[None] | None = None
        self.slow: set[object] = set()
        """What took too long once, and is not waited for again."""

    def put(self, key: Key | Paste) -> None:
        self.keys.append(key)
        if self.task is None or self.task.done():
            self.task = asyncio.create_task(self.run())

    @property
    def busy(self) -> bool:
        """Whether keys are still on their way."""
        return bool(self.keys) or (self.task is not None and not self.task.done())

    async def run(self) -> None:
        while self.keys and self.app.screen_stack:
            key = self.next_key()
            target = self.app.focused or self.app.screen
            try:
                await self.hand_on(key)
                async with asyncio.timeout(PATIENCE):
                    await self.dealt_with(target)
            except TimeoutError:
                self.slow = {*self.effects()}
            except Exception as error:
                self.app._handle_exception(error)
            with suppress(TimeoutError):
                async with asyncio.timeout(OPENING):
                    await self.opened()

    def next_key(self) -> Key | Paste:
        """The first of the keys; one with alt for which there is no use was `esc` and that key.

        A terminal says both alike, and a slow line brings what was typed in turn at once. In a
        text, where many are used to keys with alt, it would lead out of that.
        """
        key = self.keys.popleft()
        if not isinstance(key, Key) or not key.key.startswith("alt+"):
            return key
        from textual.widgets import Input, TextArea

        if isinstance(self.app.focused, Input | TextArea) or key.key in self.app.active_bindings:
            return key
        letter = key.character if key.character and key.character.isalnum() else None
        self.keys.appendleft(Key(letter or key.key.removeprefix("alt+"), key.character))
        return Key("escape", "\x1b")

    async def dealt_with(self, target: MessagePump) -> None:
        """Wait until a key has bubbled up from its target, and has had its effect."""
        for _ in range(ROUNDS):
            pump: MessagePump | None = target
            while pump is not None:
                await reached(pump)
                pump = pump._parent
        await self.taken_effect()

    async def opened(self) -> None:
        """Wait until the screen that a key has opened can be typed into."""
        if not self.app.screen_stack:
            return
        screen = self.app.screen
        await screen._mounted_event.wait()
        if screen.AUTO_FOCUS != "" and screen.focused is None:
            await reached(screen)

    async def taken_effect(self) -> None:
        """Wait until what was gone to or changed is shown; the next key is meant for that."""
        for effect in self.effects():
            if effect in self.slow:
                continue
            if isinstance(effect, asyncio.Event):
                await effect.wait()
                continue
            with suppress(WorkerError):
                # It is done in any case, also where nobody waits for it any more.
                await asyncio.shield(effect.wait())

    def effects(self) -> Iterator[Worker[Any] | asyncio.Event]:
        """The workers that have begun, and then the event that what they made is shown."""
        yield from [worker for worker in self.app.workers if worker.group in WAITED_FOR]
        screen = self.app.screen_stack[-1] if self.app.screen_stack else None
        ready = getattr(getattr(screen, "pane", None), "ready", None)
        if isinstance(ready, asyncio.Event) and not ready.is_set():
            yield ready


async def reached(pump: MessagePump) -> None:
    """Wait until everything that stands in a pump's queue by now has been dealt with."""
    if pump._closing or pump._closed or not pump.is_running:
        return
    passed = asyncio.Event()
    pump.call_later(passed.set)
    await passed.wait()
