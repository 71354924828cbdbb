"""Many programs on one file: none refused, nothing lost, nothing half done."""

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


def test_forty_commands_at_once_on_a_file_that_does_not_exist(
    world: dict[str, str], path: Path
) -> None:
    commands = [start(world, "add-contact", "--name", f"Person {n}") for n in range(40)]
    printed = []
    for command in commands:
        out, err = command.communicate(timeout=60)
        assert command.returncode == 0, err
        printed.append(out.strip())
    assert len(set(printed)) == 40
    with Crm(str(path)) as crm:
        names = {row.name for row in crm.contacts.find(limit=None)}
        assert names == {f"Person {n}" for n in range(40)}
        assert {f"C{id}" for id in crm.contacts.ids()} == set(printed)
    checks(path)


COUNTING = """
import sys
from tinycrm.crm import Crm
with Crm(sys.argv[1]) as crm:
    for _ in range(int(sys.argv[2])):
        with crm.operation("count"):
            held = int(crm.contacts.get(1).about or 0)
            crm.contacts.edit(1, about=str(held + 1))
"""


def test_eight_writers_lose_no_update(path: Path) -> None:
    with Crm(str(path)) as crm:
        crm.contacts.add(name="Counter")
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", COUNTING, str(path), "50"], stderr=subprocess.PIPE, text=True
        )
        for _ in range(8)
    ]
    for writer in writers:
        _, err = writer.communicate(timeout=120)
        assert writer.returncode == 0, err
    with Crm(str(path)) as crm:
        assert crm.contacts.get(1).about == "400"
    checks(path)


ADDING = """
import sys
from tinycrm.crm import Crm
with Crm(sys.argv[1]) as crm:
    number = 0
    while True:
        number += 1
        id = crm.contacts.add(
            name=f"Person {number}", email=f"p{number}@example.com", company="Acme", tags=["a"]
        )
        print(f"C{id}", flush=True)
"""


def test_what_was_printed_before_a_kill_is_in_the_file(path: Path) -> None:
    chance = random.Random(7)
    printed: set[str] = set()
    for _ in range(25):
        victims = [
            subprocess.Popen(
                [sys.executable, "-c", ADDING, str(path)], stdout=subprocess.PIPE, text=True
            )
            for _ in range(2)
        ]
        time.sleep(chance.uniform(0.15, 0.6))
        for victim in victims:
            victim.send_signal(signal.SIGKILL)
        for victim in victims:
            out, _ = victim.communicate(timeout=30)
            printed.update(line for line in out.splitlines(keepends=True) if line.endswith("\n"))
    refs = {line.strip() for line in printed}
    assert len(refs) > 10
    with Crm(str(path)) as crm:
        assert refs <= {f"C{id}" for id in crm.contacts.ids()}
    checks(path)


def test_a_closed_pipe_is_silent(world: dict[str, str], path: Path) -> None:
    with Crm(str(path)) as crm, crm.operation("many"):
        for number in range(3000):
            crm.contacts.add(name=f"Person {number}")
    with start(world, "list-contacts", "--all") as command:
        assert command.stdout is not None
        assert command.stderr is not None
        command.stdout.readline()
        command.stdout.close()
        assert command.stderr.read() == ""
        assert command.wait(timeout=30) == 0


def test_two_undos_at_once_take_back_two_steps(world: dict[str, str], path: Path) -> None:
    with Crm(str(path)) as crm:
        for name in ("Ada", "Grace", "Jean"):
            crm.contacts.add(name=name)
    commands = [start(world, "undo") for _ in range(2)]
    for command in commands:
        _, err = command.communicate(timeout=60)
        assert command.returncode == 0, err
    with Crm(str(path)) as crm:
        assert [row.name for row in crm.contacts.find()] == ["Ada"]
