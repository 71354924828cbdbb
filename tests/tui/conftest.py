"""Runs the app in this process, against a file of the test's own."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import NOW
from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot

from tinycrm.crm import Crm
from tinycrm.tui import key_queue
from tinycrm.tui.app import CrmApp

Open = Callable[..., AbstractAsyncContextManager["Person"]]


class Person:
    """Somebody in front of the app: presses keys, and reads the screen."""

    def __init__(self, app: CrmApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys one after another, each when the one before it has had its effect."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def type(self, text: str) -> None:
        """Type quickly: all keys arrive before the first has had its effect."""
        await self.burst(*text)

    async def burst(self, *keys: str) -> None:
        for key in keys:
            name = _character_to_key(key) if len(key) == 1 else key
            self.app.post_message(Key(name, key if len(key) == 1 else None))
        await self.settle()

    async def settle(self) -> None:
        """Wait until keys, workers and drawing have come to rest."""
        for _ in range(20):
            # First of all: Textual's own waiting fails when keys put away what it waits for.
            for _ in range(1000):
                await asyncio.sleep(0.01)
                if not self.busy:
                    break
            await self.pilot.pause()
            if not self.busy:
                break
        await self.pilot.pause()

    @property
    def busy(self) -> bool:
        """Whether keys or workers are still on their way."""
        return self.app.keys.busy or any(worker.is_running for worker in self.app.workers)

    async def rest(self) -> None:
        """Wait until the cursor has rested long enough for what is shown beside a list."""
        await asyncio.sleep(0.12)
        await self.settle()

    async def sees(self, text: str, seconds: float = 3) -> None:
        """Wait until the screen shows a text; for what happens by itself after a while."""
        for _ in range(int(seconds / 0.05)):
            if text in self.screen:
                return
            await asyncio.sleep(0.05)
        raise AssertionError(f"{text!r} does not appear in:\n{self.screen}")

    @property
    def screen(self) -> str:
        """The text of the whole screen, its lines without blanks at their ends."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)

    @property
    def said(self) -> str:
        """What the toasts say."""
        return "\n".join(str(notification.message) for notification in self.app._notifications)


@pytest.fixture(autouse=True)
def busy_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hand on no key early because other tests take the processor's time."""
    monkeypatch.setattr(key_queue, "PATIENCE", 10.0)


@pytest.fixture
def open_app(path: Path, crm: Crm, clock: Callable[[], object]) -> Open:
    """`async with open_app(size=(80, 24)) as person`; records added to `crm` before are there."""

    @asynccontextmanager
    async def opened(size: tuple[int, int] = (100, 30), **options: Any) -> AsyncIterator[Person]:
        app = CrmApp(str(path), clock=clock, **options)
        async with app.run_test(size=size, notifications=True) as pilot:
            person = Person(app, pilot)
            await person.settle()
            yield person
            assert app.failures.times == [], "a screen failed; see the log in the test's home"

    return opened


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the sample business, to be copied; at the time of `clock`."""
    from tests.tui.scenes import build_demo

    path = tmp_path_factory.mktemp("demo") / "demo.db"
    build_demo(path, lambda: NOW)
    return path


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder, in which the app is started."""
    path = tmp_path / "home"
    path.mkdir(mode=0o700, exist_ok=True)
    monkeypatch.chdir(path)
    return path


@pytest.fixture
def home_with_demo(home: Path, demo: Path) -> Path:
    """The demo file in a home folder, beside a file to import."""
    from tests.tui.scenes import fill

    return fill(home, demo)
