"""The system ends the app, or takes its terminal away."""

import asyncio
import os
import signal
from pathlib import Path

import pytest
from tests.tui.bare_terminal import BareTerminal

from tinycrm.tui.fields import drafts
from tinycrm.tui.signals import leave


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT])
def test_a_signal_ends_the_app_and_restores_the_terminal(
    terminal: BareTerminal, number: int
) -> None:
    terminal.process.send_signal(number)
    assert b"\x1b[?1000l" in terminal.sees(b"\x1b[?1049l", b"\x1b[?25h")
    assert terminal.ends() == 0


def test_what_stands_in_an_open_form_is_kept_when_the_app_is_ended(open_app, path: Path) -> None:
    async def steps() -> None:
        async with open_app() as person:
            await person.press("2", "n")
            await person.type("Ada")
            name = person.app.screen.draft.name
            leave(person.app)
            kept = drafts.read(str(path), name)
            assert kept is not None
            assert "Ada" in kept.texts.values()

    asyncio.run(steps())


def test_an_app_whose_terminal_vanished_without_a_signal_ends_by_itself(
    terminal: BareTerminal,
) -> None:
    terminal.vanish()
    terminal.ends()


def test_an_app_that_was_stopped_and_whose_terminal_is_closed_ends(terminal: BareTerminal) -> None:
    """A terminal that is closed sends SIGCONT as well, for programs that are stopped."""
    for stop in (signal.SIGTSTP, signal.SIGSTOP):
        terminal.process.send_signal(stop)
        os.waitpid(terminal.process.pid, os.WUNTRACED)
        terminal.process.send_signal(signal.SIGCONT)
        terminal.sees(b"\x1b[?1049l", b"\x1b[?1049h", b"Contacts")
    terminal.vanish()
    terminal.process.send_signal(signal.SIGCONT)
    terminal.process.send_signal(signal.SIGHUP)
    terminal.ends()
