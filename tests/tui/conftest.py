"""Runs the app in this process, against a file of the test's own."""

import asyncio
import unicodedata
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import thread
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import textual._time
import textual.app
import textual.pilot
from tests.conftest import NOW
from tests.tui import resting
from tests.tui.bare_terminal import BareTerminal
from tests.tui.hours import STEP, Loop, Work, hours, quiet, until
from textual.events import Key
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.notifications import Notification
from textual.pilot import Pilot

from tinycrm.crm import Crm
from tinycrm.tui import failures
from tinycrm.tui.app import CrmApp
from tinycrm.tui.widgets import view_list

Open = Callable[..., AbstractAsyncContextManager["Person"]]


class Person:
    """Somebody in front of the app: presses keys, and reads the screen."""

    def __init__(self, app: CrmApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys one after another, each when the one before it has had its effect."""
        for key in keys:
            await self.burst(key)

    async def type(self, text: str) -> None:
        """Type quickly: all keys arrive before the first has had its effect."""
        await self.burst(*text)

    async def burst(self, *keys: str) -> None:
        for key in keys:
            self.app.post_message(key_event(key))
        await self.settle()

    async def settle(self) -> None:
        """Wait until keys, workers, threads and drawing have come to rest."""
        await resting.at_rest(self.app, lambda: self.busy)

    async def catch_up(self) -> None:
        """Let the app look whether another program wrote to the file, as it does now and then."""
        self.app.file_watch.look_for_changes()
        await self.settle()

    @property
    def busy(self) -> list[object]:
        """The keys and workers that are still on their way."""
        keys = [self.app.keys] if self.app.keys.busy else []
        return [*keys, *(worker for worker in self.app.workers if worker.is_running)]

    async def rest(self) -> None:
        """Wait until the cursor has rested long enough for what is shown beside a list."""
        await self.settle()
        timer = getattr(getattr(self.app.screen, "pane", None), "resting", None)
        if timer is not None and timer._task is not None:
            await asyncio.wait([timer._task])
            await self.settle()

    async def sees(self, text: str, seconds: float = 60) -> None:
        """Wait until the screen shows a text; for what happens by itself after a while."""
        await until(
            lambda: text in self.screen,
            lambda: f"{text!r} does not appear in:\n{self.screen}",
            seconds=seconds,
            wait=lambda: asyncio.sleep(STEP),
        )

    @property
    def screen(self) -> str:
        """The text of the whole screen, its lines without blanks at their ends."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)

    @property
    def said(self) -> str:
        """What the toasts say."""
        return "\n".join(str(notification.message) for notification in self.app._notifications)


def key_event(key: str) -> Key:
    """The event of a key, by its name or by the character that it types."""
    name = _character_to_key(key) if len(key) == 1 else key
    try:
        typed: str | None = unicodedata.lookup(
            _get_unicode_name_from_key(REPLACED_KEYS.get(name, name))
        )
    except KeyError:
        typed = key if len(key) == 1 else None
    return Key(name, typed)


@pytest.fixture(autouse=True)
def nobody_sleeps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let time pass only where nothing else happens, and wait for what happens only."""
    hours.__init__()  # type: ignore[misc]
    monkeypatch.setattr(asyncio.events, "new_event_loop", Loop)
    monkeypatch.setattr(thread, "_WorkItem", Work)
    monkeypatch.setattr(textual._time, "get_time", hours)
    monkeypatch.setattr(Notification, "time_left", property(lambda toast: toast.timeout))
    monkeypatch.setattr(failures, "time", SimpleNamespace(monotonic=hours))
    monkeypatch.setattr(view_list, "monotonic", hours)
    for module in (textual.app, textual.pilot):
        monkeypatch.setattr(module, "wait_for_idle", quiet)


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


@pytest.fixture
def terminal(path: Path, crm: Crm) -> Iterator[BareTerminal]:
    """The app on a terminal, as a process of its own, over a file with one person."""
    crm.contacts.add(name="Ada Lovelace")
    seen = Path.home() / ".local/state/tinycrm/tour-seen"
    seen.parent.mkdir(parents=True)
    seen.touch()
    with BareTerminal(path) as opened:
        opened.sees(b"palette")
        yield opened


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
def folder(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder of the app; there is none of downloads."""
    path = tmp_path / "files"
    path.mkdir()
    monkeypatch.chdir(path)
    return path


@pytest.fixture
def home_with_demo(home: Path, demo: Path) -> Path:
    """The demo file in a home folder, beside a file to import."""
    from tests.tui.scenes import fill

    return fill(home, demo)
