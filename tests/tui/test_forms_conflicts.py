"""Two who change the same record at once."""

import asyncio


def test_both_values_of_a_field_are_shown_and_one_is_kept(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace", job_title="Analyst", source="fair")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("2", "e", "tab")
            await person.type("Countess")
            crm.contacts.edit("C1", job_title="Head of engines", source="web")
            await person.press("ctrl+s")
            assert "C1 was changed meanwhile" in person.screen
            assert "Countess" in person.screen
            assert "Head of engines" in person.screen
            assert "Source" not in person.screen.split("changed meanwhile")[1].split("space")[0]
            await person.press("enter")
            assert "Edited C1" in person.said

    asyncio.run(steps())
    ada = crm.contacts.get("C1")
    assert (ada.job_title, ada.source) == ("Countess", "web")


def test_the_other_value_can_be_kept_field_by_field(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace", job_title="Analyst")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("2", "e")
            await person.burst(*"Ada King", "tab", *"Countess")
            crm.contacts.edit("C1", name="A. Lovelace", job_title="Head of engines")
            await person.press("ctrl+s")
            await person.press("down", "down", "down", "space", "ctrl+s")
            assert "which to keep" not in person.screen

    asyncio.run(steps())
    ada = crm.contacts.get("C1")
    assert (ada.name, ada.job_title) == ("Ada King", "Head of engines")


def test_changes_of_different_fields_are_brought_together_without_a_question(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace", job_title="Analyst", email="ada@example.com")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("2", "e", "tab")
            await person.type("Countess")
            crm.contacts.edit("C1", add_email="ada@home.example", source="web")
            await person.press("ctrl+s")
            assert "Edited C1" in person.said

    asyncio.run(steps())
    ada = crm.contacts.get("C1")
    assert (ada.job_title, ada.source) == ("Countess", "web")
    assert len(crm.page("C1").points) == 2


def test_going_back_from_the_question_loses_nothing(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace", job_title="Analyst")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("2", "e", "tab")
            await person.type("Countess")
            crm.contacts.edit("C1", job_title="Head of engines")
            await person.press("ctrl+s", "escape")
            assert "Countess" in person.screen
            assert crm.contacts.get("C1").job_title == "Head of engines"
            await person.press("ctrl+s")
            assert "which to keep" in person.screen

    asyncio.run(steps())


def test_a_record_that_is_gone_is_said_and_what_was_typed_stays(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("2", "e", "tab")
            await person.type("Countess")
            crm.contacts.delete("C1")
            await person.press("ctrl+s")
            assert "Countess" in person.screen
            assert "C1 was deleted meanwhile" in person.screen
            await person.press("ctrl+s")

    asyncio.run(steps())
    assert crm.contacts.get("C1").job_title == "Countess"


def test_what_is_typed_survives_that_somebody_else_writes(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("2", "l")
            await person.type("talked")
            crm.contacts.add(name="Charles Babbage")
            await person.catch_up()
            await person.type(" about it")
            assert "talked about it" in person.screen
            await person.press("ctrl+s")

    asyncio.run(steps())
    assert crm.activities.get("A1").body == "talked about it"
