"""Whole journeys in a real terminal: what Pilot cannot see, such as fast typing and `$EDITOR`."""

import csv
import os
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.tui import terminal
from tests.tui.terminal import Terminal

from tinycrm.crm import Crm

pytestmark = pytest.mark.skipif(bool(terminal.missing()), reason=terminal.missing())


@pytest.fixture
def shell(tmp_path: Path) -> Iterator[Terminal]:
    with Terminal(tmp_path) as opened:
        yield opened


def add(shell: Terminal, **fields: str) -> None:
    """Add a person to the file, before the app is opened."""
    with Crm(shell.around["TINYCRM_DB"]) as crm:
        crm.contacts.add(**fields)


def begin(shell: Terminal, *arguments: str) -> None:
    """Open the app past the cards that it shows at the very first start."""
    seen = Path(shell.around["XDG_STATE_HOME"]) / "tinycrm" / "tour-seen"
    seen.parent.mkdir(parents=True, exist_ok=True)
    seen.touch()
    shell.start(*arguments)
    shell.sees("1 Today")


def test_a_new_file_teaches_the_first_steps_and_takes_the_first_person(shell: Terminal) -> None:
    begin(shell)
    shell.type("a")
    shell.type("Jane Doe <jane@acme.com> +1 415 555 0100 @Acme #lead")
    shell.press("Enter")
    shell.sees("dded C1 Jane Doe")
    assert shell.run("show-contact", "C1", "--json").count("jane@acme.com") == 1
    shell.press("C-z")
    shell.sees("Undid: added C1 Jane Doe")
    assert shell.run("list-contacts", "--ids") == ""


def test_what_a_command_changes_appears_by_itself(shell: Terminal) -> None:
    add(shell, name="Ada Lovelace")
    begin(shell)
    shell.press("2")
    shell.sees("Ada Lovelace", "Contacts · 1")
    shell.run("add-contact", "--name", "Grace Hopper")
    shell.sees("Grace Hopper", "Contacts · 2")
    shell.run("edit-contact", "C1", "--name", "Ada King")
    shell.sees("Ada King", gone="Ada Lovelace")


def test_two_apps_over_one_file_show_the_same(tmp_path: Path) -> None:
    with Terminal(tmp_path) as one, Terminal(tmp_path) as other:
        add(one, name="Ada Lovelace")
        begin(one)
        begin(other)
        one.press("2")
        other.press("2")
        one.sees("Ada Lovelace")
        other.sees("Ada Lovelace")
        one.type("a")
        one.type("Grace Hopper")
        one.press("Enter")
        other.sees("Grace Hopper", "Contacts · 2")


def test_a_person_is_found_by_part_of_a_number_and_a_call_logged_in_one_go(tmp_path: Path) -> None:
    with Terminal(tmp_path, (80, 24)) as shell:
        add(shell, name="Jane Doe", phone="+1 415 555 0100")
        add(shell, name="Zoe Roe", phone="+1 415 777 0100")
        begin(shell)
        # Typed faster than the app answers: nothing of it may go astray.
        shell.press("2")
        shell.type("/5550100")
        shell.press("Enter")
        shell.type("l")
        shell.type("talked about the engine")
        shell.press("Tab")
        shell.type("send offer")
        shell.press("Tab")
        shell.type("fri")
        shell.press("Enter")
        shell.sees("Logged call A1 for Jane Doe", "next is T1 send offer")
        assert "talked about the engine" in shell.run("timeline", "C1")
        friday = shell.run("list-tasks", "--json")
        assert '"due_on"' in friday


def test_a_deal_is_moved_two_stages_and_one_of_them_undone(tmp_path: Path) -> None:
    with Terminal(tmp_path, (80, 24)) as shell:
        with Crm(shell.around["TINYCRM_DB"]) as crm:
            crm.deals.add(title="Engine No. 2", amount="12000 EUR")
        begin(shell)
        shell.press("4")
        shell.sees("Lead · 1", "Engine No. 2")
        shell.type(">>")
        shell.sees("Proposal · 1", "from Qualified to Proposal")
        shell.press("C-z")
        shell.sees("Qualified · 1", "Undid: moved D1")
        assert '"stage": "Qualified"' in shell.run("show-deal", "D1", "--json")


def test_two_duplicates_are_merged(tmp_path: Path) -> None:
    with Terminal(tmp_path, (80, 24)) as shell:
        add(shell, name="Jane Doe", email="jane@acme.com")
        add(shell, name="Jane Roe", email="jane@acme.com")
        begin(shell)
        shell.press("2")
        shell.sees("Jane Roe")
        shell.press("m", "Down", "m")
        shell.sees("2 marked")
        shell.press("M")
        shell.sees("C1 stays", "C2 goes")
        shell.press("Enter")
        shell.sees("Merged C2", "Contacts · 1")


def test_a_file_from_google_is_imported_and_open_deals_are_exported(tmp_path: Path) -> None:
    (tmp_path / "google.csv").write_text(
        "First Name,Last Name,Organization Name,Labels,Phone 1 - Label,E-mail 1 - Value,"
        "Phone 1 - Value\nGrace,Hopper,Navy,* myContacts,Mobile,grace@navy.mil,+1 212 555 0101\n"
    )
    with Terminal(tmp_path, (80, 24)) as shell:
        with Crm(shell.around["TINYCRM_DB"]) as crm:
            crm.deals.add(title="Engine No. 2", amount="12000 EUR")
        begin(shell)
        shell.type("I")
        shell.type(str(tmp_path / "google.csv"))
        shell.sees("google.csv")
        shell.press("Enter")
        shell.sees("Google Contacts", "1 new")
        shell.press("C-s")
        shell.sees("Imported 1 contact")
        assert "grace@navy.mil" in shell.run("list-contacts", "--json")
        shell.press("Escape")
        shell.sees("1 Today")
        shell.press("4")
        shell.sees("Engine No. 2")
        shell.press("X")
        shell.sees("Export", "CSV, for most programs")
        shell.press("Enter")
        shell.sees("deals-", "enter write")
        shell.press("C-u")
        shell.type(str(tmp_path / "mine.csv"))
        shell.press("Enter")
        shell.sees("Wrote 1 record to")
        (deal,) = csv.DictReader((tmp_path / "mine.csv").read_text("utf-8").splitlines())
        assert (deal["title"], deal["amount"], deal["currency"]) == (
            *("Engine No. 2", "12000.00", "EUR"),
        )
        # The same file brings nothing new, and once more nothing that is doubled.
        shell.type("I")
        shell.type(str(tmp_path / "mine.csv"))
        shell.sees("mine.csv")
        shell.press("Enter")
        shell.sees("1 as they are")


def test_a_note_is_written_in_the_editor(tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nprintf "prefers mornings\\nand tea\\n" > "$1"\n')
    editor.chmod(0o755)
    with Terminal(tmp_path, EDITOR=str(editor)) as shell:
        add(shell, name="Ada Lovelace")
        begin(shell)
        shell.press("2")
        shell.sees("Ada Lovelace")
        shell.press("E")
        shell.sees("1 Today", "C1")
        shell.sees("dited C1")
        assert "prefers mornings" in shell.run("show-contact", "C1", "--json")


def test_a_list_of_many_people_scrolls_to_its_end_at_once(shell: Terminal) -> None:
    with Crm(shell.around["TINYCRM_DB"]) as crm, crm.operation("many"):
        for number in range(1200):
            crm.contacts.add(name=f"Person {number:05}")
    begin(shell)
    shell.press("2")
    shell.sees("Contacts · 1,200", "Person 00000")
    shell.press("End")
    shell.sees("Person 01199")
    shell.press("PageUp", "Home")
    shell.sees("Person 00000")


def test_a_killed_app_has_lost_nothing_that_it_said_was_done(shell: Terminal) -> None:
    add(shell, name="Ada Lovelace")
    begin(shell)
    shell.press("2")
    shell.sees("Ada Lovelace")
    shell.type("a")
    shell.type("Grace Hopper")
    shell.press("Enter")
    shell.sees("Grace Hopper", "dded C2")
    shell.kill()
    with closing(sqlite3.connect(shell.around["TINYCRM_DB"])) as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    begin(shell)
    shell.press("2")
    shell.sees("Grace Hopper", "Contacts · 2")


def test_a_killed_app_offers_what_stood_in_a_form(shell: Terminal) -> None:
    add(shell, name="Ada Lovelace")
    begin(shell)
    shell.press("2")
    shell.sees("Ada Lovelace")
    shell.type("l")
    shell.type("a long story")
    shell.sees("a long story")
    drafts = Path(shell.around["XDG_STATE_HOME"]) / "tinycrm" / "drafts"
    end = time.monotonic() + terminal.PATIENCE
    while not any("a long story" in draft.read_text() for draft in drafts.glob("*.json")):
        assert time.monotonic() < end
        time.sleep(0.05)
    shell.kill()
    begin(shell)
    shell.press("2")
    shell.sees("Ada Lovelace")
    shell.press("l")
    shell.sees("Draft of")
    shell.press("C-r")
    shell.sees("a long story")


def test_the_app_is_redrawn_while_the_terminal_changes_its_size(shell: Terminal) -> None:
    add(shell, name="Ada Lovelace")
    begin(shell)
    shell.press("2")
    for size in ((60, 20), (250, 70), (80, 24), (160, 45)):
        shell.resize(*size)
        shell.sees("Ada Lovelace", "Contacts · 1")


def test_quitting_leaves_the_terminal_as_it_was(shell: Terminal) -> None:
    begin(shell)
    # The last of these tells the app that the one before it is no part of another key.
    shell.press("q", "Escape", "Escape", "Down")
    shell.press("C-c")
    shell.sees("1 Today", "ctrl+q to quit")
    shell.press("C-q")
    shell.sees("ENDED 0", gone="1 Today")


def test_without_colours_the_app_is_all_there(tmp_path: Path) -> None:
    with Terminal(tmp_path, NO_COLOR="1") as shell:
        add(shell, name="Ada Lovelace")
        begin(shell)
        shell.press("2")
        shell.sees("Ada Lovelace")
        assert "38;2;" not in shell.tmux("capture-pane", "-p", "-e")


def test_a_view_that_does_not_exist_is_refused_before_the_screen_changes(shell: Terminal) -> None:
    with Crm(shell.around["TINYCRM_DB"]) as crm:
        crm.views.save("VIPs", "contact", "tag:vip")
    shell.start("tui", "--view", "VIP")
    screen = shell.sees("ENDED 3")
    assert "VIPs" in screen
    assert "1 Today" not in screen


def test_the_app_refuses_to_run_where_it_cannot_be_seen(shell: Terminal) -> None:
    command = [*shell.crm, "tui"]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, **shell.around}
    )
    assert done.returncode == 2
    assert "The app needs a terminal" in done.stderr


def test_hostile_names_write_nothing_but_themselves(shell: Terminal) -> None:
    add(shell, name="Eve \x1b]0;pwned\x07[/bold] \x1b[31mred")
    begin(shell)
    shell.press("2")
    shell.sees("Eve", "[/bold]")
    shell.press("Enter")
    shell.sees("Eve", "[/bold]")
    assert "pwned" not in shell.tmux("display-message", "-p", "#{pane_title}")
