"""Changing one field, of one record or of many."""

import asyncio


def test_a_field_is_chosen_on_a_page_by_its_first_letters_and_changed(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace", job_title="Analyst")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("2", "enter", "i")
            assert "Which field of C1" in person.screen
            await person.burst(*"title", "enter", *"Countess", "enter")
            assert "Edited C1 Ada Lovelace: job title" in person.said

    asyncio.run(steps())
    assert crm.contacts.get("C1").job_title == "Countess"


def test_a_cell_is_changed_in_its_place(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace")
    crm.contacts.add(name="Bob")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("2", "down", "i")
            lines = person.screen.splitlines()
            (at,) = [at for at, line in enumerate(lines) if "Bob" in line]
            assert person.app.screen.where().y == at
            assert lines[at][person.app.screen.where().x :].lstrip().startswith("Bob")
            await person.burst(*"Robert", "enter")
            assert "Robert" in person.screen

    asyncio.run(steps())
    assert crm.contacts.get("C2").name == "Robert"


def test_tab_saves_a_cell_and_goes_on_to_the_one_beside_it(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace")

    async def steps() -> None:
        async with open_app(size=(109, 24)) as person:
            await person.press("2")
            await person.burst("i", *"Ada King", "tab", *"Engines Ltd", "tab")
            assert person.app.screen.where().key in ("email.0", "phone.0")
            await person.press("shift+tab", "shift+tab", "escape")
            await person.press("i")
            assert person.app.screen.where().key == "name"

    asyncio.run(steps())
    ada = crm.contacts.get("C1")
    assert (ada.name, ada.company) == ("Ada King", "Engines Ltd")


def test_a_cell_that_cannot_be_written_says_so_under_it(open_app, crm) -> None:
    crm.tasks.add(title="Ring Ada", due="today")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("5", "i")
            await person.burst(*"someday", "enter")
            assert '"someday" is not a' in person.screen
            await person.burst(*["backspace"] * 7, *"fri")
            assert "Fri 3 Jul" in person.screen
            await person.press("enter")

    asyncio.run(steps())
    assert crm.tasks.get("T1").due_on == "2026-07-03"


def test_a_cell_that_somebody_else_changed_asks_as_well(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("2", "i")
            await person.type("Ada King")
            crm.contacts.edit("C1", name="A. Lovelace")
            await person.press("enter")
            assert "which to keep" in person.screen
            await person.press("m", "enter")

    asyncio.run(steps())
    assert crm.contacts.get("C1").name == "Ada King"


def test_a_field_is_set_on_all_marked_records_in_one_step(open_app, crm) -> None:
    for name in ("Ada", "Bob", "Cleo"):
        crm.contacts.add(name=name)

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("2")
            person.app.screen.pane.list.marks = {1, 3}
            await person.burst("F", *"lifecycle", "enter", *"lead", "enter")
            assert "Set lifecycle of 2 records to lead" in person.said

    asyncio.run(steps())
    assert [one.lifecycle for one in crm.contacts.find()] == ["lead", None, "lead"]
    crm.history.undo()
    assert [one.lifecycle for one in crm.contacts.find()] == [None, None, None]


def test_setting_a_field_of_many_is_all_or_nothing(open_app, crm) -> None:
    crm.deals.add(title="Engine No. 1", amount="1 EUR")
    crm.deals.add(title="Engine No. 2", amount="1 EUR")
    crm.deals.win("D2")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            from tinycrm.tui.actions.editing import fill

            fill(person.app, ["D1", "D2"])
            await person.settle()
            await person.burst(*"stage", "enter", *"Proposal", "enter")
            assert "D2 Engine No. 2 is won" in person.screen
            await person.press("escape", "d")

    asyncio.run(steps())
    assert crm.deals.get("D1").stage == "Lead"


def test_a_field_of_many_can_be_emptied(open_app, crm) -> None:
    crm.contacts.add(name="Ada", source="web")
    crm.contacts.add(name="Bob", source="fair")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            from tinycrm.tui.actions.editing import fill

            fill(person.app, ["C1", "C2"])
            await person.settle()
            await person.burst(*"source", "enter", "enter")

    asyncio.run(steps())
    assert [one.source for one in crm.contacts.find()] == [None, None]


def test_where_no_editor_can_be_opened_it_is_said(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace", about="Met in Bonn.")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("2", "E")
            assert "There is no terminal to open an editor in." in person.said

    asyncio.run(steps())
    assert crm.contacts.get("C1").version == 1
