"""What comes from the terminal: pastes with anything in them, and bytes that are no text."""

import asyncio
import os
import threading
import time

import pytest
import textual._parser
from hypothesis import given
from hypothesis import strategies as st
from tests.tui.bare_terminal import BareTerminal
from tests.tui.terminal import PATIENCE
from textual.events import Key, MouseMove, Paste
from textual.widgets import Input

from tinycrm.crm import Crm
from tinycrm.tui import driver
from tinycrm.tui.driver import BEGIN, END, Parser, Sieve, Terminal


@given(st.lists(st.sampled_from(["\x1b", "[", "2", "0", "1", "~", "a", "\n", BEGIN, END])))
def test_a_paste_comes_through_without_escape_characters_however_it_is_parted(
    pieces: list[str],
) -> None:
    pasted = "".join(piece for piece in pieces if piece != END).replace(END, "")
    whole = f"\x1bOP{BEGIN}{pasted}{END}\x1b[A"
    for size in (1, 2, 3, 7, len(whole)):
        sieve = Sieve()
        parts = [whole[at : at + size] for at in range(0, len(whole), size)]
        passed = "".join(sieve.passed(part) for part in parts)
        assert passed == f"\x1bOP{BEGIN}{pasted.replace(chr(27), '')}{END}\x1b[A"


def test_keys_pass_at_once() -> None:
    sieve = Sieve()
    assert [sieve.passed(char) for char in "\x1b[20"] == ["\x1b", "[", "2", "0"]
    assert sieve.passed("\x1b") == "\x1b"


def test_what_a_slow_line_brings_in_pieces_is_read_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    for module in (textual._parser, driver):
        monkeypatch.setattr(module, "get_time", lambda: now)
    parser, read = Parser(), []
    for piece in ("\x1b[", "<35;1", "2;5", "M\x1bO", "P\x1b[", "1;2", "B\x1b/", "\x1bI", "\x1b"):
        read += parser.feed(piece)
        now += 0.9
        read += parser.tick()
    assert isinstance(read[0], MouseMove)
    assert [key.key for key in read[1:]] == [
        "f1",
        "shift+down",
        "alt+slash",
        "alt+shift+i",
        "escape",
    ]


def test_a_key_right_after_esc_is_a_key_of_its_own() -> None:
    parser = Parser()
    read = [key for piece in ("\x1b", "2", "\x1b", "\x1b", "j\x1b[A") for key in parser.feed(piece)]
    assert [key.key for key in read] == ["escape", "2", "escape", "escape", "j", "up"]


def test_esc_and_a_key_that_come_at_once_are_two_keys_unless_one_types(open_app, crm: Crm) -> None:
    crm.contacts.add(name="Ada Lovelace")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("2", "enter")
            person.app.post_message(Key("alt+5", "5"))
            person.app.post_message(Key("alt+slash", "/"))
            await person.settle()
            assert person.app.here().place == "tasks"
            person.app.post_message(Key("alt+b", "b"))
            await person.settle()
            assert person.app.focused.value == "b"

    asyncio.run(steps())


def test_what_is_pasted_right_after_a_key_arrives_where_that_leads(open_app, crm: Crm) -> None:
    async def steps() -> None:
        async with open_app() as person:
            person.app.post_message(Key("a", "a"))
            person.app.post_message(Paste("Ada Lovelace"))
            await person.settle()
            assert person.app.screen.query_one(Input).value == "Ada Lovelace"
            await person.press("enter")
            assert crm.contacts.get("C1").name == "Ada Lovelace"

    asyncio.run(steps())


def read_at_once(*parts: str) -> list[object]:
    """What the driver makes of parts, each of which is there before it looks."""
    reader, writer = os.pipe()
    terminal, made = Terminal.__new__(Terminal), []
    terminal.fileno, terminal._debug, terminal.exit_event = reader, False, threading.Event()
    terminal.process_message = made.append
    left = [*parts]

    class Pause(driver.Bulk):
        def pasted(self) -> list[Paste]:
            pasted = [*super().pasted()]
            if left:
                os.write(writer, left.pop(0).encode())
            else:
                terminal.exit_event.set()
            return pasted

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(driver, "Bulk", Pause)
        terminal.run_input_thread()
    os.close(reader)
    os.close(writer)
    return [getattr(event, "text", None) or getattr(event, "key", None) for event in made]


def test_what_no_hand_types_at_once_is_pasted_also_without_marks() -> None:
    lines = "delete it all, x\r" * 40
    assert read_at_once("2", lines, "n") == ["2", lines.replace("\r", "\n"), "n"]
    # A key that is held down, and what is typed ahead.
    assert read_at_once("j" * 500) == ["j"] * 500
    assert read_at_once("2l talked\t") == [*"2l", "space", *"talked", "tab"]
    # What is marked is left to the marks, also where it comes in parts.
    marked = f"{BEGIN}{lines}{lines}{END}"
    assert read_at_once(marked[:400], marked[400:1000], marked[1000:]) == [f"{lines}{lines}"]


def test_a_paste_over_a_list_presses_no_key(terminal: BareTerminal, crm: Crm) -> None:
    terminal.write(b"2")
    terminal.sees(b"Ada Lovelace")
    hostile = "a\x1b]0;x\x07 delete \x1b[3~ \x1b[31mm#e\x1bOP\n\x1b[200~ x\x00\x7f"
    terminal.write(f"{BEGIN}{hostile}{END}".encode())
    terminal.write(b"3")
    terminal.sees(b"Companies")
    terminal.write(b"2n")
    terminal.sees(b"New contact")
    assert crm.contacts.count() == 1
    assert crm.history.steps()[0].summary.startswith("added C1")


def test_bytes_that_are_no_utf_8_do_not_end_the_app(terminal: BareTerminal, crm: Crm) -> None:
    terminal.write(b"a")
    terminal.sees(b"enter")
    terminal.write(b"Ren\xe9 \xff\xfe\xc3\x28 \xed\xa0\x80 Dupont\r")
    end = time.monotonic() + PATIENCE
    while crm.contacts.count() < 2 and time.monotonic() < end:
        terminal.read()
    assert crm.contacts.get("C2").name.endswith("Dupont")
