"""The system ends the app, or takes its terminal away."""

import asyncio
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tinycrm.crm import Crm
from tinycrm.tui.fields import drafts
from tinycrm.tui.signals import leave

SECONDS = 20


@pytest.fixture
def started(path: Path, crm: Crm):
    """The app on a terminal of its own: the process, and the end that a person would see."""
    crm.contacts.add(name="Ada Lovelace")
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    environment = {**os.environ, "TINYCRM_DB": str(path), "TERM": "xterm"}
    with subprocess.Popen(
        [sys.executable, "-m", "tinycrm"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment,
        start_new_session=True,
    ) as process:
        os.close(theirs)
        try:
            read_until(ours, lambda out: b"palette" in out)
            yield process, ours
        finally:
            process.kill()


def read_until(terminal: int, enough: Callable[[bytes], bool]) -> bytes:
    out, end = b"", time.monotonic() + SECONDS
    while not enough(out):
        assert time.monotonic() < end, out[-2000:]
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                out += os.read(terminal, 65536)
            except OSError:
                break
    return out


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT])
def test_a_signal_ends_the_app_and_restores_the_terminal(started, number: int) -> None:
    process, terminal = started
    process.send_signal(number)
    out = read_until(terminal, lambda out: b"\x1b[?1049l" in out and b"\x1b[?25h" in out)
    assert b"\x1b[?1000l" in out
    assert process.wait(SECONDS) == 0


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


def test_an_app_whose_terminal_vanished_without_a_signal_ends_by_itself(tmp_path: Path) -> None:
    home = {"HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path), "TERM": "xterm"}
    seen, inner = pty.openpty()
    app = subprocess.Popen(
        [sys.executable, "-m", "tinycrm"],
        env={**os.environ, **home, "TINYCRM_DB": str(tmp_path / "crm.db")},
        stdin=inner, stdout=inner, stderr=inner, start_new_session=True,
    )  # fmt: skip
    os.close(inner)
    written = b""
    while b"Today" not in written:
        written += os.read(seen, 1 << 16)
    os.close(seen)
    try:
        app.wait(20)
    finally:
        app.kill()
