"""Many programs on one file: none refused, nothing lost, nothing half done."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.e2e.conftest import start
from tinycrm.crm import Crm


def checks(path: Path) -> None:
    """The file is sound: its pages, its full-text indices, its foreign keys."""
    with Crm(str(path)) as crm:
        assert crm.db.value("PRAGMA integrity_check") == "ok"
        assert crm.db.rows("PRAGMA foreign_key_check") == []
        with crm.db.operation("check", dry_run=True):
            for noun in ("contact", "company", "deal", "activity", "task"):
                crm.db.run(f"INSERT INTO {noun}_fts ({noun}_fts) VALUES ('integrity-check')")
                stale = crm.db.value(
                    f"SELECT count(*) FROM {noun}_document AS d LEFT JOIN {noun}_fts AS f"
                    " ON f.rowid = d.id WHERE f.title IS NOT d.title OR f.body IS NOT d.body"
                )
                assert stale == 0, noun


FORTY = """
import os, sys
from tinycrm.cli.app import run
gate, opening = os.pipe()
for number in range(40):
    if not os.fork():
        os.close(opening)
        os.dup2(os.open(f"{sys.argv[1]}/{number}", os.O_CREAT | os.O_WRONLY), 1)
        os.read(gate, 1)
        code = run(["add-contact", "--name", f"Person {number}"])
        sys.stdout.flush()
        os._exit(code)
os.close(opening)
sys.exit(sum(os.wait()[1] != 0 for _ in range(40)))
"""
"""Forty commands that begin at the same moment; each prints into a file of its own."""


def test_forty_commands_at_once_on_a_file_that_does_not_exist(
    world: dict[str, str], path: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "printed"
    folder.mkdir()
    commands = subprocess.run(
        [sys.executable, "-c", FORTY, str(folder)], env=world, capture_output=True, text=True
    )
    assert commands.returncode == 0, commands.stderr
    printed = [file.read_text().strip() for file in folder.iterdir()]
    assert len(set(printed)) == 40
    with Crm(str(path)) as crm:
        names = {row.name for row in crm.contacts.find(limit=None)}
        assert names == {f"Person {n}" for n in range(40)}
        assert {f"C{id}" for id in crm.contacts.ids()} == set(printed)
    checks(path)


COUNTING = """
import os, sys
from tinycrm.crm import Crm
for _ in range(3):
    os.fork()
with Crm(sys.argv[1]) as crm:
    for _ in range(25):
        with crm.operation("count"):
            held = int(crm.contacts.get(1).about or 0)
            crm.contacts.edit(1, about=str(held + 1))
"""
"""Eight programs that count to 25."""


def test_eight_writers_lose_no_update(path: Path) -> None:
    with Crm(str(path)) as crm:
        crm.contacts.add(name="Counter")
    writers = subprocess.Popen(
        [sys.executable, "-c", COUNTING, str(path)], stderr=subprocess.PIPE, text=True
    )
    # They have come to their ends when nobody can write to this any more.
    _, err = writers.communicate()
    assert (writers.returncode, err) == (0, "")
    with Crm(str(path)) as crm:
        assert crm.contacts.get(1).about == "200"
    checks(path)


ADDING = r"""
import os, sys
from tinycrm.crm import Crm
os.fork()
with Crm(sys.argv[1]) as crm:
    number = 0
    while True:
        number += 1
        id = crm.contacts.add(
            name=f"Person {number}", email=f"p{number}@example.com", company="Acme", tags=["a"]
        )
        os.write(1, f"C{id}\n".encode())
"""
"""Two programs that add people until they are killed."""


def test_what_was_printed_before_a_kill_is_in_the_file(path: Path) -> None:
    chance = random.Random(7)
    printed: list[str] = []
    for lines in (0, 1, 0, 2, 3, 0, 5, 8, 13, 20):
        with subprocess.Popen(
            [sys.executable, "-c", ADDING, str(path)],
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        ) as victims:
            assert victims.stdout is not None
            printed += [victims.stdout.readline() for _ in range(lines)]
            if not lines:
                time.sleep(chance.uniform(0.1, 0.3))  # somewhere on the way to the first one
            os.killpg(victims.pid, signal.SIGKILL)
            printed += victims.stdout.readlines()
    refs = {line.strip() for line in printed if line.endswith("\n")}
    assert len(refs) >= 52
    with Crm(str(path)) as crm:
        assert refs <= {f"C{id}" for id in crm.contacts.ids()}
    checks(path)


def test_a_closed_pipe_is_silent(world: dict[str, str], path: Path) -> None:
    with Crm(str(path)) as crm, crm.operation("many"):
        for number in range(1000):
            crm.contacts.add(name=f"Person {number}")
    with start(world, "list-contacts", "--all") as command:
        assert command.stdout is not None
        assert command.stderr is not None
        command.stdout.readline()
        command.stdout.close()
        assert command.stderr.read() == ""
        assert command.wait() == 0


def test_two_undos_at_once_take_back_two_steps(world: dict[str, str], path: Path) -> None:
    with Crm(str(path)) as crm:
        for name in ("Ada", "Grace", "Jean"):
            crm.contacts.add(name=name)
    commands = [start(world, "undo") for _ in range(2)]
    for command in commands:
        _, err = command.communicate()
        assert command.returncode == 0, err
    with Crm(str(path)) as crm:
        assert [row.name for row in crm.contacts.find()] == ["Ada"]
