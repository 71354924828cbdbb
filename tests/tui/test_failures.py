"""The file vanishes, another takes its place, a screen fails: the app says so and goes on."""

import asyncio
from pathlib import Path

import pytest
from textual import work
from textual.app import ComposeResult
from textual.events import Key
from textual.widgets import Input

from tinycrm.crm import Crm
from tinycrm.errors import DatabaseError
from tinycrm.tui.dialogs.dialog import Dialog
from tinycrm.tui.dialogs.help import Help
from tinycrm.tui.dialogs.tour import Tour
from tinycrm.tui.widgets.agenda import Agenda


def test_a_window_that_is_left_twice_goes_once_with_what_lies_over_it(open_app, crm) -> None:
    async def steps() -> None:
        async with open_app() as person:
            await person.press("2", "a")
            window = person.app.screen
            await person.press("f1")
            assert person.app.screen is not window
            window.dismiss(None)
            window.dismiss(None)
            await person.settle()
            assert len(person.app.screen_stack) == 1
            tour = Tour()
            person.app.push_screen(tour)
            await person.press("escape")
            tour.put_card()
            assert person.app.here().place == "contacts"

    asyncio.run(steps())


def test_a_vanished_file_is_told_and_comes_back(open_app, crm, path: Path) -> None:
    crm.contacts.add(name="Ada Lovelace")
    crm.db.value("PRAGMA wal_checkpoint(TRUNCATE)")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("2")
            aside = path.rename(path.with_name("aside.db"))
            await person.catch_up()
            assert "The file cannot be used" in person.screen
            assert "gone." in person.screen
            await person.press("enter")
            await asyncio.sleep(0.2)
            await person.sees("gone.")
            assert not path.exists()
            aside.rename(path)
            await person.press("enter")
            await person.sees("Ada Lovelace")
            assert "gone." not in person.screen

    asyncio.run(steps())


def test_a_file_that_took_the_place_of_the_open_one_is_shown(open_app, crm, path: Path) -> None:
    crm.contacts.add(name="Ada Lovelace")
    with Crm(str(path.with_name("other.db"))) as other:
        other.contacts.add(name="Grace Hopper")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("2")
            path.with_name("other.db").rename(path)
            for side in ("-wal", "-shm"):
                path.with_name(path.name + side).unlink(missing_ok=True)
            await person.catch_up()
            assert "Grace Hopper" in person.screen

    asyncio.run(steps())


def test_a_failure_of_a_screen_is_told_and_logged_and_the_app_goes_on(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace")

    async def steps() -> None:
        async with open_app() as person:
            person.app.screen.call_later(fail)
            # Not `settle`, which would wait for the screen that reacts no more.
            await person.sees("[/bold] by zero", seconds=20)
            person.app.failures.times.clear()
            await person.press("enter", "2")
            assert "Ada Lovelace" in person.screen

    asyncio.run(steps())
    log = Path.home() / ".local/state/tinycrm/errors.log"
    assert "ZeroDivisionError" in log.read_text()
    assert log.stat().st_mode & 0o777 == 0o600


def fail() -> None:
    raise ZeroDivisionError("[/bold] by zero")


class Reading(Dialog[None]):
    """A window that shows an answer again and again, as long as it is there."""

    def content(self) -> ComposeResult:
        yield Input()

    @work
    async def on_mount(self) -> None:
        while True:
            await asyncio.sleep(0.001)
            self.query_one(Input).value += "."


def test_an_answer_that_comes_while_its_window_goes_is_no_failure(open_app) -> None:
    async def steps() -> None:
        async with open_app() as person:
            person.app.push_screen(Reading())
            await person.sees("...")
            await person.app.pop_screen()
            await person.settle()
            assert person.app.failures.times == []

    asyncio.run(steps())


def test_a_place_that_fails_again_and_again_leaves_the_others_usable(
    open_app, crm, monkeypatch
) -> None:
    crm.contacts.add(name="Ada Lovelace")
    crm.tasks.add(title="Call the engine room", due="2026-06-30")

    async def steps() -> None:
        async with open_app() as person:
            monkeypatch.setattr(Agenda, "cells", lambda *_: fail())
            person.app.call_later(person.app.reload)
            for _ in range(2):
                await person.sees("Something went wrong", seconds=20)
                person.app.post_message(Key("enter", None))
                await asyncio.sleep(0.5)
            await person.sees("Ada Lovelace", seconds=20)
            await person.press("7")
            assert "dded C1 Ada Lovelace" in person.screen
            person.app.failures.times.clear()

    asyncio.run(steps())


def test_what_was_typed_into_a_form_before_a_failure_is_offered_again(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("2")
            await person.burst("l", *"a long story")
            person.app.screen.call_later(fail)
            await person.sees("Something went wrong", seconds=20)
            person.app.failures.times.clear()
            await person.press("enter", "2")
            await person.press("l", "ctrl+r")
            assert "a long story" in person.screen
            await person.press("escape", "d")

    asyncio.run(steps())


def test_a_failure_that_comes_back_at_once_ends_the_app(open_app) -> None:
    async def steps() -> None:
        async with open_app() as person:
            for _ in range(25):
                person.app._handle_exception(ZeroDivisionError())

    with pytest.raises(ZeroDivisionError):
        asyncio.run(steps())


def test_an_action_that_cannot_read_the_file_says_so(open_app) -> None:
    async def steps() -> None:
        async with open_app() as person:
            person.app.failures.show_unusable(DatabaseError("It is damaged.", "Restore a backup."))
            await person.settle()
            assert "It is damaged." in person.screen

    asyncio.run(steps())


def test_a_window_that_is_closed_before_it_has_opened_is_no_failure(open_app) -> None:
    async def steps() -> None:
        async with open_app() as person:
            for _ in range(3):
                opening = person.app.push_screen(Help([]))
                person.app.pop_screen()
                await opening
            await person.settle()
            assert "went wrong" not in person.screen

    asyncio.run(steps())


def test_a_window_of_a_failure_that_something_else_closes_leaves_nobody_in_the_dark(
    open_app,
) -> None:
    async def steps() -> None:
        async with open_app() as person:
            person.app.screen.call_later(fail)
            await person.sees("Something went wrong", seconds=20)
            person.app.failures.times.clear()
            await person.app.pop_screen()
            await person.sees("Nobody is here yet", seconds=20)

    asyncio.run(steps())
