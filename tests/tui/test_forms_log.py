"""Logging what happened, with what follows from it."""

import asyncio

from tests.tui.conftest import key_event
from textual import events

from tinycrm.tui import key_queue
from tinycrm.tui.dialogs import form


def test_a_call_with_a_follow_up_is_logged_by_typing_straight_on(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("2")
            await person.burst(
                "l", *"talked about it", "tab", *"send offer", "tab", *"fri", "enter"
            )
            assert "Contacts · 1" in person.screen
            assert "Logged call A1 for Ada Lovelace" in person.said

    asyncio.run(steps())
    (activity,) = crm.activities.find()
    (task,) = crm.tasks.find()
    assert (activity.kind, activity.body, activity.contacts) == (
        "call",
        "talked about it",
        "Ada Lovelace",
    )
    assert (task.title, task.due_on, task.contacts) == ("send offer", "2026-07-03", "Ada Lovelace")
    assert [step.kind for step in crm.history.steps()] == ["activity.log", "contact.add", "setup"]


def test_a_letter_that_comes_before_the_focus_is_handed_on(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("2", "l")
            person.app.screen.post_message(events.Key("x", "x"))
            await person.settle()
            assert person.app.screen.texts["body"] == "x"

    asyncio.run(steps())


def test_the_kind_and_all_else_are_chosen_with_single_keys(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("2", "l", "shift+tab", "m", "m", "tab")
            await person.burst(*"at the fair", "tab", "tab", "tab", *"yesterday 15:00")
            assert "Mon 29 Jun" in person.screen
            await person.burst("tab", *"1h30", "tab", "i", "tab", *"liked it", "enter")

    asyncio.run(steps())
    log = crm.activities.get("A1")
    assert (log.kind, log.happened_at, log.minutes) == ("message", "2026-06-29T15:00:00.000Z", 90)
    assert (log.direction, log.outcome) == ("in", "liked it")


def test_a_day_still_to_come_is_refused_at_its_field_and_nothing_is_written(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("2")
            await person.burst("l", *"talked", "tab", *"send", "tab", *"fri", "tab")
            await person.burst(*"in 3 weeks", "enter")
            assert "is still to come" in person.screen

    asyncio.run(steps())
    assert crm.activities.find() == []
    assert crm.tasks.find() == []


def test_one_log_concerns_all_marked_records(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace")
    crm.contacts.add(name="Charles Babbage")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("2")
            person.app.screen.pane.list.marks = {1, 2}
            await person.burst("l", *"met both", "ctrl+s")

    asyncio.run(steps())
    assert crm.activities.get("A1").contacts == "Ada Lovelace, Charles Babbage"


def test_a_task_that_concerns_nobody_cannot_be_logged_for(open_app, crm) -> None:
    crm.tasks.add(title="Water the fig tree")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("5", "l")
            assert "T1 concerns nobody" in person.said

    asyncio.run(steps())


def test_saving_twice_quickly_logs_once(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("2")
            await person.burst("l", *"talked", "ctrl+s", "ctrl+s")

    asyncio.run(steps())
    assert len(crm.activities.find()) == 1


def test_keys_after_saving_go_to_what_is_shown_then(open_app, crm, monkeypatch) -> None:
    monkeypatch.setattr(form, "PATIENCE", 10.0)
    crm.contacts.add(name="Ada Lovelace")
    crm.contacts.add(name="Charles Babbage")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("2")
            await person.burst("l", *"talked", "ctrl+s", "down", "l", *"too", "ctrl+s")

    asyncio.run(steps())
    assert [log.contacts for log in crm.activities.find(sort="id")] == [
        "Ada Lovelace",
        "Charles Babbage",
    ]


def test_what_happened_is_logged_from_the_activity_place_with_whom_it_was(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("6")
            await person.burst("n", *"ada", "tab", "tab", "tab", *"talked", "ctrl+s")

    asyncio.run(steps())
    log = crm.activities.get("A1")
    assert (log.contacts, log.body) == ("Ada Lovelace", "talked")


def test_while_the_file_is_locked_the_form_waits_and_then_saves(open_app, crm, monkeypatch) -> None:
    crm.contacts.add(name="Ada Lovelace")
    monkeypatch.setattr(form, "PATIENCE", 0.05)
    monkeypatch.setattr(key_queue, "PATIENCE", 0.1)

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("2")
            await person.burst("l", *"talked")
            with crm.db.transaction():
                person.app.simulate_key("ctrl+s")
                await person.sees("Saving", seconds=10)
                person.app.simulate_key("escape")
                # Not `settle`, which would wait for the write, and that for this lock.
                await asyncio.sleep(0.5)
                assert "talked" in person.screen
            await person.settle()
            assert "Logged call A1" in person.said
            assert not isinstance(person.app.screen, form.Form)

    asyncio.run(steps())
    assert crm.activities.get("A1").body == "talked"


async def type_while_locked(person, crm, before: str, after: str) -> None:
    """Type on after saving, while another program writes to the file for long."""
    await person.type(before)
    with crm.db.transaction():
        person.app.simulate_key("ctrl+s")
        await person.sees("Saving", seconds=10)
        for letter in after:
            person.app.post_message(key_event(letter))
        await person.sees(after, seconds=10)
        assert "Saving" in person.screen


def test_what_is_typed_while_a_form_is_being_saved_is_neither_lost_nor_saved_by_halves(
    open_app, crm, monkeypatch
) -> None:
    crm.contacts.add(name="Ada Lovelace", job_title="Analyst")
    monkeypatch.setattr(form, "PATIENCE", 0.05)
    monkeypatch.setattr(key_queue, "PATIENCE", 0.1)

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("2", "e", "tab")
            await type_while_locked(person, crm, "Countess", " of engines")
            await person.sees("Saved; what you typed since then is not saved yet.", seconds=10)
            await person.settle()
            assert crm.contacts.get("C1").job_title == "Countess"
            assert "Countess of engines" in person.screen
            await person.press("ctrl+s")
            assert crm.contacts.get("C1").job_title == "Countess of engines"
            await person.press("l")
            await type_while_locked(person, crm, "talked", " for long")
            # A second log would be another one.
            await person.sees("What you typed while", seconds=10)
            await person.settle()
            assert crm.activities.get("A1").body == "talked"
            await person.press("l", "ctrl+r")
            assert "talked for long" in person.screen

    asyncio.run(steps())
    assert len(crm.activities.find()) == 1
