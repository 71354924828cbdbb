"""Every screen and window of the app over the sample business, and the keys that lead there."""

import os
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from tests.tui.conftest import Person
from textual.widgets import Input, TextArea

from tinycrm.crm import Crm
from tinycrm.demo.build import build
from tinycrm.tui.app import CrmApp
from tinycrm.tui.widgets.sidebar import Sidebar

FILE = "crm.db"
"""The file with the sample business, in the home folder."""
PEOPLE = (
    "name,email,company\nGrace Hopper,grace@navy.example,Navy\n王 小明,wang@zhulin.example,竹林\n"
)
"""A file to import; one of the two is known already."""
LONG_AGO = 1_577_836_800
"""The first second of 2020, at which files were written: their age is a date, whenever it is."""


DUPLICATES = [
    {"name": "Aino Vaisanen", "email": "aino@nakki.example", "job_title": "Head of brand"},
    {"name": "Imogen Ashworth", "email": "imogen@ashworth.example", "tags": ["press"]},
]
"""People who are there already under nearly the same name."""


def build_demo(path: Path, clock: Callable[[], datetime]) -> None:
    """Make a file with the sample business and a little of everything that can be kept."""
    with Crm(str(path), clock=clock, program="demo") as crm:
        build(crm, crm.db.today())
        for fields in DUPLICATES:
            crm.contacts.add(**fields)
        crm.views.save("VIPs", "contact", "tag:vip", "-last", key="9")
        crm.views.save("Big deals", "deal", "value:>20000", "-amount")
        crm.tasks.done("T12")
        crm.history.undo()


def fill(home: Path, demo: Path) -> Path:
    """Put the demo file and a file to import into a home folder; returns the former."""
    shutil.copyfile(demo, home / FILE)
    (home / FILE).chmod(0o600)
    people = home / "people.csv"
    people.write_text(PEOPLE, encoding="utf-8")
    os.utime(people, (LONG_AGO, LONG_AGO))
    return home / FILE


class Scene(NamedTuple):
    """What is pressed to see something, and what puts right what that changed.

    Each is a key, or after a `=` a text that is typed, or after a `@` a record that is opened.
    """

    keys: tuple[str, ...]
    then: tuple[str, ...] = ()


def scene(*keys: str, then: tuple[str, ...] = ()) -> Scene:
    return Scene(keys, then)


def record(ref: str, *keys: str, then: tuple[str, ...] = ()) -> Scene:
    """Something on the page of a record."""
    return Scene((f"@{ref}", *keys), then)


PLACES: dict[str, Scene] = {
    "today": scene(),
    "contacts": scene("2"),
    "contacts filtered": scene("2", "slash", "=tag:vip", then=("escape", "escape")),
    "companies": scene("3"),
    "board": scene("4"),
    "deals": scene("4", "b", then=("b",)),
    "tasks": scene("5"),
    "activity": scene("6"),
    "activities": scene("6", "b", then=("b",)),
    "history": scene("7"),
    "settings": scene("8"),
    "search": scene("S", "=logo", "enter"),
    "contact": record("C1"),
    "contact in wide letters": record("C12"),
    "company": record("O1"),
    "deal": record("D1"),
    "task": record("T1"),
    "record history": record("D1", "H"),
    "duplicates": scene("ctrl+d"),
    "import preview": scene("I", "=~/people.csv", "enter"),
    "imports": scene("f6"),
    "doctor": scene("f4"),
}
"""The screens."""
WINDOWS: dict[str, Scene] = {
    "jump": scene("ctrl+k", "=bra"),
    "palette": scene("2", "ctrl+p", "=mer"),
    "help": scene("2", "question_mark"),
    "tour": scene("f2"),
    "views": scene("2", "v"),
    "log": scene("2", "l"),
    "add a task": scene("2", "t"),
    "edit a contact": record("C1", "e"),
    "edit a deal": record("D1", "e"),
    "new contact": scene("2", "n"),
    "quick add": scene("a", "=Jane Doe <jane@acme.example> @Acme #lead"),
    "change a field": record("C1", "i"),
    "tags": record("C1", "number_sign"),
    "copy": record("C1", "c"),
    "snooze": scene("5", "z"),
    "lose": record("D1", "x"),
    "columns": scene("2", "C"),
    "merge": scene("2", "m", "down", "m", "M", then=("escape", "u")),
    "import": scene("I"),
    "export": scene("2", "X"),
    "export where to": scene("2", "X", "enter"),
}
"""What opens over a screen."""
EMPTY: dict[str, Scene] = {
    "empty today": scene(),
    "empty contacts": scene("2"),
    "empty companies": scene("3"),
    "empty board": scene("4"),
    "empty tasks": scene("5"),
    "empty activity": scene("6"),
    "empty history": scene("7"),
    "empty search": scene("S", "=logo"),
}
"""The screens of a new file."""


async def go(person: Person, scene: Scene) -> None:
    """Show a scene from whatever is shown: its first key leads to a place, or it is over Today."""
    while len(person.app.screen_stack) > 1:
        await person.app.pop_screen()
    if isinstance(person.app.focused, Input | Sidebar):
        await person.press("escape")  # digits belong to the line of a filter, and to views
    first = "".join(scene.keys[:1])
    await press(person, *([] if first.isdigit() or first[:1] == "@" else ["1"]), *scene.keys)
    await person.rest()


async def press(person: Person, *keys: str) -> None:
    for key in keys:
        if key.startswith("@"):
            person.app.open_record(key[1:])
            await person.settle()
        else:
            await person.burst(*key[1:] if key.startswith("=") else [key])


async def resize(person: Person, width: int, height: int) -> None:
    await person.pilot.resize_terminal(width, height)
    await person.rest()


def errors() -> str:
    """The end of what the app has logged about failures."""
    return "".join(path.read_text(encoding="utf-8") for path in Path.home().rglob("errors.log"))[
        -3000:
    ]


def stand_still(person: Person) -> None:
    """Let no cursor blink."""
    for entry in person.app.screen.query("Input, TextArea"):
        if isinstance(entry, Input | TextArea):
            entry.cursor_blink = False


@asynccontextmanager
async def opened(path: Path, clock: object, size: tuple[int, int]) -> AsyncIterator[Person]:
    app = CrmApp(str(path), clock=clock)
    async with app.run_test(size=size, notifications=True) as pilot:
        person = Person(app, pilot)
        await person.settle()
        yield person
        assert app.failures.times == [], f"a screen failed\n{errors()}"
