"""Standard streams that are closed, full or not listened to; a terminal of another encoding."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tinycrm.crm import Crm


def shell(world: dict[str, str], line: str) -> "subprocess.CompletedProcess[str]":
    """Run a line of the shell in which `$crm` is the command."""
    return subprocess.run(
        ["/bin/sh", "-c", line],
        env={**world, "crm": f"{sys.executable} -m tinycrm"},
        capture_output=True,
        text=True,
    )


def test_a_command_works_with_every_standard_stream_closed(
    world: dict[str, str], path: Path
) -> None:
    done = shell(world, "$crm add-contact --name Ada >&- 2>&- <&-")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    with Crm(str(path)) as crm:
        assert [row.name for row in crm.contacts.find()] == ["Ada"]


def test_an_error_never_goes_to_standard_output(world: dict[str, str]) -> None:
    done = shell(world, "$crm nonsense 2>&-")
    assert (done.returncode, done.stdout) == (2, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_output_that_cannot_be_written_is_told_and_what_was_done_stays(
    world: dict[str, str], path: Path
) -> None:
    done = shell(world, "$crm add-contact --name Ada >/dev/full")
    assert done.returncode == 1
    assert "No space left on device" in done.stderr
    assert "saved" in done.stderr
    assert "Traceback" not in done.stderr
    assert "unexpected" not in done.stderr
    assert shell(world, "$crm nonsense 2>/dev/full").returncode == 2
    with Crm(str(path)) as crm:
        assert [row.name for row in crm.contacts.find()] == ["Ada"]


def on_a_terminal(world: dict[str, str], *arguments: str) -> bytes:
    """What a command writes to a terminal, byte by byte."""
    master, slave = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "tinycrm", *arguments],
        env={**world, "FORCE_COLOR": "1"},
        stdin=slave,
        stdout=slave,
        stderr=slave,
    ) as command:
        os.close(slave)
        written = b""
        while True:
            try:
                part = os.read(master, 65536)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            written += part
        command.wait()
    os.close(master)
    return written


HOSTILE = 'A\x1b]52;c;RVZJTA==\x07 \x9d0;x\x9c \x1bP$q"p\x1b\\ [/bold] [/] \u202e \x7f'


def test_json_and_csv_on_a_terminal_hold_nothing_that_it_would_obey(
    world: dict[str, str], path: Path
) -> None:
    with Crm(str(path)) as crm:
        crm.contacts.add(name=HOSTILE + " Zoë")
    for command in (("show", "C1", "--json"), ("list-contacts", "--json"), ("history", "--csv")):
        written = on_a_terminal(world, *command).decode()
        assert not any(sign in written for sign in "\x1b\x07\x9d\x9c\x7f\u202e"), command
        assert "Zoë" in written


def test_a_terminal_with_few_characters_gets_the_others_as_escapes(
    world: dict[str, str], path: Path
) -> None:
    with Crm(str(path)) as crm:
        crm.contacts.add(name="Ωmega")
    written = on_a_terminal({**world, "PYTHONIOENCODING": "latin-1"}, "list-contacts")
    assert b"\\u03a9mega" in written


def test_a_terminal_that_says_it_has_no_columns_is_written_to(world: dict[str, str]) -> None:
    world = {**world, "COLUMNS": "0", "PAGER": "cat"}
    assert b"add-contact        Add a person" in on_a_terminal(world, "--help")
