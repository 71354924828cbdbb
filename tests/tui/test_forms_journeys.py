"""Forms in a real terminal: an editor, a crash, a command at the same time."""

import time
from pathlib import Path

import pytest
from tests.tui import terminal
from tests.tui.terminal import Terminal

from tinycrm.crm import Crm

pytestmark = pytest.mark.skipif(bool(terminal.missing()), reason=terminal.missing())


def start_at_contacts(running: Terminal) -> None:
    seen = Path(running.around["XDG_STATE_HOME"]) / "tinycrm" / "tour-seen"
    seen.parent.mkdir(parents=True, exist_ok=True)
    seen.touch()
    running.start()
    running.sees("1 Today")
    running.press("2")
    running.sees("Ada Lovelace")


def wait_for_draft(folder: Path, words: str) -> None:
    end = time.monotonic() + terminal.PATIENCE
    while not any(words in draft.read_text() for draft in folder.glob("**/drafts/*.json")):
        assert time.monotonic() < end
        time.sleep(0.05)


def test_what_was_typed_survives_a_kill(tmp_path: Path, crm: Crm) -> None:
    crm.contacts.add(name="Ada Lovelace")
    with Terminal(tmp_path, size=(80, 24)) as running:
        start_at_contacts(running)
        running.press("l")
        running.type("a long story")
        running.sees("a long story")
        wait_for_draft(tmp_path, "a long story")
        running.kill()
        running.sees("ENDED")
    with Terminal(tmp_path, size=(80, 24)) as running:
        start_at_contacts(running)
        running.press("l")
        running.sees("ctrl+r takes it up")
        running.press("C-r")
        running.sees("a long story")
        running.press("C-s")
        running.sees("Logged call A1")
    assert crm.activities.get("A1").body == "a long story"


def test_a_long_text_is_written_in_the_own_editor(tmp_path: Path, crm: Crm) -> None:
    editor, seen = tmp_path / "editor", tmp_path / "seen"
    script = f'echo "$1" > {seen}\nstat -c %a "$1" >> {seen}\necho more >> "$1"\n'
    editor.write_text(f"#!/bin/sh\n{script}")
    editor.chmod(0o700)
    crm.contacts.add(name="Ada Lovelace", about="Met in Bonn.")
    with Terminal(tmp_path, size=(80, 24), EDITOR=str(editor)) as running:
        start_at_contacts(running)
        running.press("E")
        running.sees("Edited C1")
    assert crm.contacts.get("C1").about == "Met in Bonn.\nmore"
    name, mode = seen.read_text().split()
    assert mode == "600"
    assert not Path(name).exists()


def test_an_editor_that_fails_leaves_app_and_record_as_they_were(tmp_path: Path, crm: Crm) -> None:
    crm.contacts.add(name="Ada Lovelace", about="Met in Bonn.")
    with Terminal(tmp_path, size=(80, 24), EDITOR="false") as running:
        start_at_contacts(running)
        running.press("E")
        running.sees("ended with an error")
        running.press("l")
        running.type("still here")
        running.sees("still here")
    assert crm.contacts.get("C1").version == 1


def test_an_unchanged_text_is_not_written(tmp_path: Path, crm: Crm) -> None:
    crm.contacts.add(name="Ada Lovelace", about="Met in Bonn.")
    with Terminal(tmp_path, size=(80, 24), EDITOR="true") as running:
        start_at_contacts(running)
        running.press("E")
        running.sees("The text is as it was.")
    assert crm.contacts.get("C1").version == 1


def test_a_command_that_changes_the_record_meanwhile_is_not_written_over(
    tmp_path: Path, crm: Crm
) -> None:
    crm.contacts.add(name="Ada Lovelace", job_title="Analyst")
    with Terminal(tmp_path, size=(80, 24)) as running:
        start_at_contacts(running)
        running.press("e")
        running.sees("Name *")
        running.press("Tab")
        running.type("Countess")
        running.sees("Countess")
        running.run("edit-contact", "C1", "--title", "Head of engines")
        running.press("C-s")
        running.sees("which to keep", "Head of engines")
        running.press("t", "Enter")
        running.sees("Contacts", gone="which to keep")
    assert crm.contacts.get("C1").job_title == "Head of engines"
