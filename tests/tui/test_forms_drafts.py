"""What was typed into a form and not saved."""

import asyncio
import stat
from pathlib import Path

from tinycrm.config import user_folder
from tinycrm.tui.fields import drafts


def kept() -> list[Path]:
    return sorted((user_folder("state") / "drafts").glob("*"))


async def crash(person) -> None:
    """Let the time pass in which a draft is written, and end without leaving the form."""
    timer = person.app.screen.draft.timer
    # None where the keys took so long that all of it is written already.
    if timer is not None and timer._task is not None:
        await asyncio.wait([timer._task])
    await person.settle()


def test_a_draft_outlives_the_app_and_is_taken_up_again(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("2")
            await person.burst("l", *"a long story", "tab", *"send offer")
            await crash(person)
        (draft,) = kept()
        assert stat.S_IMODE(draft.stat().st_mode) == 0o600
        assert stat.S_IMODE(draft.parent.stat().st_mode) == 0o700
        async with open_app() as person:
            await person.press("2", "l")
            assert "Draft of 2026-06-30 12:00" in person.screen
            assert "a long story" not in person.screen
            await person.press("ctrl+r")
            assert "a long story" in person.screen
            await person.press("ctrl+s")
        assert kept() == []

    asyncio.run(steps())
    assert crm.activities.get("A1").body == "a long story"
    assert crm.tasks.get("T1").title == "send offer"


def test_a_draft_belongs_to_one_record_and_one_file(open_app, crm) -> None:
    drafts.write("a.db", "log C1", drafts.Draft("now", 0, {}, {"body": "hello"}))
    assert drafts.read("b.db", "log C1") is None
    assert drafts.read("a.db", "log C2") is None
    assert drafts.read("a.db", "log C1").texts == {"body": "hello"}


def test_saving_and_discarding_remove_the_draft(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("2", "e", "tab")
            await person.type("Analyst")
            await crash(person)
            assert len(kept()) == 1
            await person.press("escape", "d")
            assert kept() == []
            await person.press("e", "tab")
            assert "ctrl+r" not in person.screen

    asyncio.run(steps())


def test_a_draft_of_a_record_that_was_changed_since_asks_which_to_keep(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace", job_title="Analyst", source="fair")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("2", "e", "tab")
            await person.type("Countess")
            await crash(person)
        crm.contacts.edit("C1", job_title="Head of engines", source="web")
        async with open_app() as person:
            await person.press("2", "e", "ctrl+r")
            assert "Countess" in person.screen
            await person.press("ctrl+s")
            assert "which to keep" in person.screen
            await person.press("t", "ctrl+s")

    asyncio.run(steps())
    ada = crm.contacts.get("C1")
    assert (ada.job_title, ada.source) == ("Head of engines", "web")


def test_quitting_with_a_form_open_keeps_what_was_typed(open_app, crm) -> None:
    async def steps() -> None:
        async with open_app() as person:
            await person.burst("a", *"Jane Doe", "ctrl+q")
        assert len(kept()) == 1

    asyncio.run(steps())


def test_a_draft_that_cannot_be_read_is_none(open_app) -> None:
    for content in ("", "[]", '{"at": 1}', '{"at":"","version":0,"base":{},"texts":{"a":1}}', "\0"):
        path = drafts.path_of("a.db", "x")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
        assert drafts.read("a.db", "x") is None


def test_without_a_folder_to_write_in_there_is_no_draft_and_no_error(tmp_path, monkeypatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    drafts.write("a.db", "x", drafts.Draft("now", 0, {}, {"body": "\ud800"}))
    assert drafts.read("a.db", "x") is None
    drafts.remove("a.db", "x")
