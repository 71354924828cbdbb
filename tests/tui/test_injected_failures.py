"""Reading the file fails at every place and window, in every way; then it works again."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.tui.conftest import Open, Person
from tests.tui.scenes import PLACES, WINDOWS, Scene, go, press
from textual.events import Key

from tinycrm.crm import Crm
from tinycrm.store import engine
from tinycrm.tui.app import CrmApp
from tinycrm.tui.dialogs.trouble import Trouble
from tinycrm.tui.screens.main import MainScreen
from tinycrm.tui.widgets.page_list import PageList

SCENES = {**PLACES, **WINDOWS}
SECONDS = 20


class Fault:
    """What every connection says from now on, in place of doing what it is asked to."""

    def __init__(self) -> None:
        self.error: BaseException | None = None
        self.met = 0


class Connection:
    """A connection of the engine that can fail."""

    def __init__(self, real: Any, fault: Fault) -> None:
        self.__dict__.update(real=real, fault=fault)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)

    def execute(self, sql: str, *rest: Any) -> Any:
        if self.fault.error is not None and "data_version" not in sql:
            self.fault.met += 1
            raise self.fault.error
        return self.real.execute(sql, *rest)


@pytest.fixture
def fault(monkeypatch: pytest.MonkeyPatch) -> Fault:
    made, connect = Fault(), engine.connect
    monkeypatch.setattr(
        engine, "connect", lambda *given, **named: Connection(connect(*given, **named), made)
    )
    return made


def io_error() -> Exception:
    error: Exception = engine.load_driver().OperationalError("disk I/O error")
    return error


def interrupted() -> Exception:
    error: Exception = engine.load_driver().OperationalError("interrupted [/bold]")
    return error


def test_what_cannot_read_the_file_says_so_and_comes_back(
    home_with_demo: Path, clock: object, fault: Fault
) -> None:
    """All of them after one another in one app, which goes on."""

    async def steps(person: Person) -> None:
        for name, scene in SCENES.items():
            fail = at_the_last_key if name in WINDOWS else at_reload
            fault.met = 0
            await fail(person, scene, fault, io_error())
            assert person.app.is_running, name
            assert not fault.met or told(person), f"{name}\n{person.screen}"
            await mend(person, fault)
        await go_on(person)

    run(home_with_demo, clock, steps)
    assert "disk reports an error" in log().read_text()


@pytest.mark.parametrize(
    ("scene", "error"),
    [("contacts", interrupted), ("board", MemoryError), ("edit a contact", ValueError)],
)
def test_an_unexpected_error_is_told_and_logged_and_the_app_goes_on(
    home_with_demo: Path, clock: object, fault: Fault, scene: str, error: Callable[[], Exception]
) -> None:
    async def steps(person: Person) -> None:
        for fail in (at_the_last_key, at_reload):
            fault.met = 0
            await fail(person, SCENES[scene], fault, error())
            fault.error = None
            assert fault.met
            await person.sees("Something went wrong", SECONDS)
            person.app.failures.times.clear()
            await mend(person, fault)
            await go_on(person)

    run(home_with_demo, clock, steps)
    assert type(error()).__name__ in log().read_text()


@pytest.mark.parametrize("keys", [("2", "enter"), ("6",)], ids=["of a record", "of the file"])
def test_older_events_are_read_again_after_they_could_not_be(
    open_app: Open, crm: Crm, fault: Fault, keys: tuple[str, ...]
) -> None:
    crm.contacts.add(name="Ada")
    with crm.operation("many calls"):
        for number in range(150):
            crm.activities.log("call", ["C1"], f"call number {number:03}")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press(*keys)
            feed = next(list.feed for list in person.app.screen.query(PageList) if list.feed)
            fault.error = io_error()
            await person.press("end")
            fault.error = None
            assert "disk reports an error" in person.said
            assert not feed.complete
            await person.press("end", "end")
            assert feed.complete

    asyncio.run(steps())


# How it fails


async def at_the_last_key(person: Person, scene: Scene, fault: Fault, error: Exception) -> None:
    """Let what the last key opens find that the file cannot be read."""
    *before, last = scene.keys or ("1",)
    await go(person, Scene(tuple(before)))
    fault.error = error
    await quickly(press(person, last))


async def at_reload(person: Person, scene: Scene, fault: Fault, error: Exception) -> None:
    """Let what is shown be read again when that cannot be done."""
    await go(person, scene)
    fault.error = error
    person.app.call_later(person.app.reload)
    await quickly(person.rest())


async def quickly(steps: Any) -> None:
    """Wait for no widget that reacts no more."""
    try:
        async with asyncio.timeout(1):
            await steps
    except TimeoutError:
        return


def told(person: Person) -> bool:
    """Whether it stands on the screen: in a window, in a toast, or where the records were.

    There a long path leaves no room for the rest of the sentence.
    """
    return "The file" in f"{person.screen}\n{person.said}"


# And after it


async def mend(person: Person, fault: Fault) -> None:
    """Let the file be usable again, and do what the windows say."""
    fault.error = None
    for _ in range(8):
        if len(person.app.screen_stack) == 1 and isinstance(person.app.screen, MainScreen):
            break
        key = "enter" if isinstance(person.app.screen, Trouble) else "escape"
        person.app.post_message(Key(key, None))
        await quickly(person.settle())
    person.app.failures.times.clear()


async def go_on(person: Person) -> None:
    """Go to a place and look up a record, as if nothing had been."""
    while len(person.app.screen_stack) > 1:
        await person.app.pop_screen()
    await person.press("2", "escape", "escape", "home")
    assert "Contacts · " in person.screen
    before = person.screen
    await person.press("down")
    assert person.screen != before, "the list reacts no more"


def run(path: Path, clock: object, steps: Callable[[Person], Any]) -> None:
    async def app() -> None:
        app = CrmApp(str(path), clock=clock)
        async with app.run_test(size=(120, 36), notifications=True) as pilot:
            person = Person(app, pilot)
            await person.settle()
            await steps(person)

    asyncio.run(app())


def log() -> Path:
    return Path.home() / ".local/state/tinycrm/errors.log"
