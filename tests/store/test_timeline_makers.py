"""Who wrote down what happened lately."""

from pathlib import Path

from tests.conftest import NOW
from tinycrm.crm import Crm
from tinycrm.store.timeline_makers import makers


def test_each_event_is_of_the_program_that_wrote_it_down(crm, path: Path) -> None:
    crm.contacts.add(name="Ada")
    crm.deals.add(title="Engine", contact="C1")
    crm.tasks.add(title="Send offer")
    with Crm(str(path), program="cli", actor="jo", clock=lambda: NOW) as shell:
        shell.activities.note("C1", "likes it")
        shell.deals.move("D1", "next")
    with Crm(str(path), program="tui", clock=lambda: NOW) as app:
        app.tasks.done("T1")
        app.tasks.edit("T1", notes="by post")
    entries = crm.recent()
    found = dict(zip([entry.kind for entry in entries], makers(crm.db, entries), strict=True))
    assert found == {
        "deal created": ("", "library"),
        "note": ("jo", "cli"),
        "deal moved": ("jo", "cli"),
        "task done": ("", "tui"),
    }


def test_of_what_no_step_tells_nobody_is_named(crm) -> None:
    crm.contacts.add(name="Ada")
    crm.activities.note("C1", "likes it")
    (entry,) = crm.recent()
    assert makers(crm.db, [entry._replace(ref="A2"), entry]) == [("", ""), ("", "library")]
