"""Logging what happened, with what follows from it."""

import asyncio


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
