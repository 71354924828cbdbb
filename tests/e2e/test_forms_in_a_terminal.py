"""Forms in a real terminal: an editor, a crash, a command at the same time."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tinycrm.crm import Crm

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="no tmux")
DEADLINE = 30


class Terminal:
    """A terminal of 80 by 24 in which programs run one after another."""

    def __init__(self, folder: Path, world: dict[str, str]) -> None:
        self.tmux = ["tmux", "-f", "/dev/null", "-S", str(folder / "tmux")]
        kept = {name: world[name] for name in ("PATH", "HOME", "TINYCRM_DB", "TZ")}
        self.world = {**kept, "TERM": "xterm-256color", "LANG": "C.UTF-8"}

    def start(self, **world: str) -> None:
        command = [sys.executable, "-m", "tinycrm"]
        size = ["-x", "80", "-y", "24"]
        subprocess.run(
            [*self.tmux, "new-session", "-d", "-s", "app", *size, *command],
            env={**self.world, **world},
            check=True,
        )

    def run(self, *arguments: str) -> str:
        done = subprocess.run(
            [*self.tmux, *arguments], capture_output=True, text=True, env=self.world
        )
        return done.stdout

    def press(self, *keys: str) -> None:
        self.run("send-keys", "-t", "app", *keys)

    def type(self, text: str) -> None:
        self.run("send-keys", "-t", "app", "-l", text)

    @property
    def screen(self) -> str:
        return self.run("capture-pane", "-p", "-t", "app")

    def wait(self, words: str) -> None:
        """Wait until the screen shows some words."""
        end = time.monotonic() + DEADLINE
        while words not in self.screen:
            assert time.monotonic() < end, f"{words!r} is not on the screen:\n{self.screen}"
            time.sleep(0.05)

    def kill_app(self) -> None:
        """End the app as a power failure would, and wait until its terminal is gone."""
        os.kill(int(self.run("list-panes", "-t", "app", "-F", "#{pane_pid}")), signal.SIGKILL)
        self.wait_for_end()

    def wait_for_end(self) -> None:
        end = time.monotonic() + DEADLINE
        while self.run("list-sessions"):
            assert time.monotonic() < end
            time.sleep(0.05)


@pytest.fixture
def terminal(tmp_path: Path, world: dict[str, str]) -> Iterator[Terminal]:
    opened = Terminal(tmp_path, world)
    yield opened
    opened.run("kill-server")


def wait_for_draft(home: Path, words: str) -> None:
    end = time.monotonic() + DEADLINE
    while not any(words in draft.read_text() for draft in home.glob("**/drafts/*.json")):
        assert time.monotonic() < end
        time.sleep(0.05)


def test_what_was_typed_survives_a_kill(terminal: Terminal, path: Path) -> None:
    with Crm(str(path)) as crm:
        crm.contacts.add(name="Ada Lovelace")
    terminal.start()
    terminal.wait("1 Today")
    terminal.press("2")
    terminal.wait("Ada Lovelace")
    terminal.press("l")
    terminal.type("a long story")
    terminal.wait("a long story")
    wait_for_draft(Path(terminal.world["HOME"]), "a long story")
    terminal.kill_app()
    terminal.start()
    terminal.wait("1 Today")
    terminal.press("2")
    terminal.wait("Ada Lovelace")
    terminal.press("l")
    terminal.wait("ctrl+r takes it up")
    terminal.press("C-r")
    terminal.wait("a long story")
    terminal.press("C-s")
    terminal.wait("Logged call A1")
    with Crm(str(path)) as crm:
        assert crm.activities.get("A1").body == "a long story"


def test_a_long_text_is_written_in_the_own_editor(
    terminal: Terminal, tmp_path: Path, path: Path
) -> None:
    editor, seen = tmp_path / "editor", tmp_path / "seen"
    editor.write_text(
        f'#!/bin/sh\necho "$1" > {seen}\nstat -c %a "$1" >> {seen}\necho more >> "$1"\n'
    )
    editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
    with Crm(str(path)) as crm:
        crm.contacts.add(name="Ada Lovelace", about="Met in Bonn.")
    terminal.start(EDITOR=str(editor))
    terminal.wait("1 Today")
    terminal.press("2")
    terminal.wait("Ada Lovelace")
    terminal.press("E")
    terminal.wait("Edited C1")
    with Crm(str(path)) as crm:
        assert crm.contacts.get("C1").about == "Met in Bonn.\nmore"
    name, mode = seen.read_text().split()
    assert mode == "600"
    assert not Path(name).exists()


def test_an_editor_that_fails_leaves_app_and_record_as_they_were(
    terminal: Terminal, path: Path
) -> None:
    with Crm(str(path)) as crm:
        crm.contacts.add(name="Ada Lovelace", about="Met in Bonn.")
    terminal.start(EDITOR="false")
    terminal.wait("1 Today")
    terminal.press("2")
    terminal.wait("Ada Lovelace")
    terminal.press("E")
    terminal.wait("ended with an error")
    terminal.press("l")
    terminal.type("still here")
    terminal.wait("still here")
    with Crm(str(path)) as crm:
        assert crm.contacts.get("C1").version == 1


def test_a_command_that_changes_the_record_meanwhile_is_not_written_over(
    terminal: Terminal, path: Path
) -> None:
    with Crm(str(path)) as crm:
        crm.contacts.add(name="Ada Lovelace", job_title="Analyst")
    terminal.start()
    terminal.wait("1 Today")
    terminal.press("2")
    terminal.wait("Ada Lovelace")
    terminal.press("e")
    terminal.wait("Name *")
    terminal.press("Tab")
    terminal.type("Countess")
    terminal.wait("Countess")
    subprocess.run(
        [sys.executable, "-m", "tinycrm", "edit-contact", "C1", "--title", "Head of engines"],
        env=terminal.world,
        check=True,
        capture_output=True,
    )
    terminal.press("C-s")
    terminal.wait("which to keep")
    terminal.wait("Head of engines")
    terminal.press("t", "Enter")
    terminal.wait("Contacts")
    with Crm(str(path)) as crm:
        assert crm.contacts.get("C1").job_title == "Head of engines"
