"""`add-task`, `edit-task`, `done`, `reopen-task` and `snooze`."""

import json
from datetime import date, timedelta

import pytest

from tests.cli.conftest import Run
from tinycrm.crm import Crm


def days_ahead(days: int) -> str:
    return (date.today() + timedelta(days=days)).isoformat()


@pytest.fixture
def ada(run: Run) -> str:
    run("add-contact", "--name", "Ada Lovelace")
    run("add-deal", "--title", "Engine No. 2")
    return "C1"


def test_every_option_of_a_task_reaches_its_field(run: Run, crm: Crm, ada: str) -> None:
    added = run(
        *("add-task", "Ring Ada", "--for", "C1", "--for", "Engine No. 2", "--due", "tomorrow 9am"),
        *("--priority", "high", "--repeat", "weekly", "--notes", "soon", "--tag", "phone"),
        *("--set", "owner=me"),
    )
    assert (added.out, added.err) == ("T1\n", "")
    held = crm.tasks.get("T1")
    assert (held.title, held.due_on, held.due_time) == ("Ring Ada", days_ahead(1), "09:00")
    assert (held.priority, held.recurrence, held.notes) == ("high", "FREQ=WEEKLY", "soon")
    assert (held.links, held.tags, held.owner) == ("C1, D1", "phone", "me")


def test_an_edit_leaves_alone_what_it_does_not_name(run: Run, crm: Crm, ada: str) -> None:
    run("add-task", "Ring Ada", "--for", "C1", "--tag", "phone", "--due", "tomorrow")
    assert run("edit-task", "T1", "--priority", "low").out == "T1\n"
    held = crm.tasks.get("T1")
    assert (held.priority, held.links, held.tags) == ("low", "C1", "phone")
    assert (held.title, held.due_on) == ("Ring Ada", days_ahead(1))


def test_an_empty_option_empties_its_field(run: Run, crm: Crm, ada: str) -> None:
    run("add-task", "Ring Ada", "--for", "C1", "--tag", "phone", "--due", "tomorrow")
    run("edit-task", "T1", "--for", "", "--tag", "", "--due", "")
    held = crm.tasks.get("T1")
    assert (held.links, held.tags, held.due_on) == (None, None, None)


def test_an_edit_that_names_nothing_is_refused(run: Run, crm: Crm, ada: str) -> None:
    run("add-task", "Ring Ada")
    run("edit-task", "T1", code=2)
    assert crm.tasks.get("T1").version == 1


def test_several_tasks_are_done_in_one_step(run: Run, crm: Crm, ada: str) -> None:
    for title in ("one", "two", "three"):
        run("add-task", title)
    assert run("done", "T1", "two", "T1").out == "T1\nT2\n"
    assert crm.tasks.ids() == [3]
    assert run("undo").out == "undid: ticked off T1, T2\n"
    assert crm.tasks.ids() == [1, 2, 3]


def test_of_several_tasks_none_is_done_when_one_cannot_be(run: Run, crm: Crm, ada: str) -> None:
    run("add-task", "one")
    run("add-task", "two")
    run("done", "T2")
    run("done", "T1", "T2", code=6)
    run("done", "T1", "T9", code=3)
    assert crm.tasks.ids() == [1]


def test_a_repeating_task_that_is_done_comes_back(run: Run, crm: Crm, ada: str) -> None:
    run("add-task", "Ring Ada", "--due", "today", "--repeat", "weekly", "--for", "C1")
    done = run("done", "T1")
    assert (done.out, done.err) == ("T1\n", "")
    following = crm.tasks.get("T2")
    assert following.due_on == days_ahead(7)
    assert (following.done_at, following.links) == (None, "C1")


def test_done_tasks_as_json_are_an_array(run: Run, ada: str) -> None:
    run("add-task", "one")
    (shape,) = json.loads(run("done", "T1", "--at", "2026-01-02T10:00:00Z", "--json").out)
    assert (shape["ref"], shape["done_at"]) == ("T1", "2026-01-02T10:00:00.000Z")


def test_a_done_task_is_opened_again(run: Run, crm: Crm, ada: str) -> None:
    run("add-task", "one")
    run("reopen-task", "T1", code=6)
    run("done", "T1")
    assert run("reopen-task", "T1").out == "T1\n"
    assert crm.tasks.ids() == [1]


def test_a_task_is_put_off_but_not_into_the_past(run: Run, crm: Crm, ada: str) -> None:
    run("add-task", "one", "--due", "today")
    assert run("snooze", "T1", "+3d").out == "T1\n"
    run("snooze", "T1", "yesterday", code=5)
    assert crm.tasks.get("T1").due_on == days_ahead(3)
