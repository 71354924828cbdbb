"""Wherever in a window an error arises, the app says so, logs it, and goes on."""

import asyncio
from pathlib import Path
from typing import ClassVar

import pytest
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Key
from textual.widgets import Input

from tinycrm.tui.dialogs.dialog import Dialog


def fail() -> None:
    raise ZeroDivisionError("by zero")


class InAction(Dialog[None]):
    """Fails in the action of a key of its own."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("x", "fail")]

    def content(self) -> ComposeResult:
        yield from ()

    def action_fail(self) -> None:
        fail()


class InHandler(Dialog[None]):
    """Fails when it hears of what was typed."""

    def content(self) -> ComposeResult:
        yield Input()

    @on(Input.Changed)
    def changed(self) -> None:
        fail()


class InWorker(InHandler):
    """Fails beside the keys."""

    @on(Input.Changed)
    @work
    async def changed(self) -> None:
        fail()


class InTimer(InHandler):
    """Fails a little later."""

    @on(Input.Changed)
    def changed(self) -> None:
        self.set_timer(0.01, fail)


class InCompose(Dialog[None]):
    """Fails when it opens."""

    def content(self) -> ComposeResult:
        fail()
        yield Input()


class InMount(InHandler):
    """Fails as soon as it is there."""

    def on_mount(self) -> None:
        fail()


@pytest.mark.parametrize("window", [InAction, InHandler, InWorker, InTimer, InCompose, InMount])
def test_an_error_in_a_window_is_told_and_logged_and_the_app_goes_on(
    open_app, crm, window: type[Dialog[None]]
) -> None:
    crm.contacts.add(name="Ada Lovelace")

    async def steps() -> None:
        async with open_app() as person:
            person.app.push_screen(window())
            await asyncio.sleep(0.2)
            person.app.post_message(Key("x", "x"))
            await person.sees("ZeroDivisionError: by zero", seconds=20)
            person.app.post_message(Key("enter", None))
            await asyncio.sleep(0.2)
            await person.press("2")
            await person.sees("Ada Lovelace", seconds=20)
            person.app.failures.times.clear()

    asyncio.run(steps())
    log = Path.home() / ".local/state/tinycrm/errors.log"
    assert "ZeroDivisionError: by zero" in log.read_text()
