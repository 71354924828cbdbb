"""What was taken out of use or thrown away comes back."""

import asyncio


def test_a_retired_stage_and_a_retired_field_come_back(open_app, crm) -> None:
    crm.fields.add("contact", "region")
    crm.fields.retire("contact", "region")
    crm.pipelines.retire_stage("Qualified")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("8", "B")
            assert "stage Qualified of Sales" in person.screen
            await person.burst(*"qual", "enter")
            assert "Brought back the stage Qualified" in person.said
            await person.press("B")
            await person.burst(*"region", "enter")
            await person.press("B")
            assert "No stage, pipeline or field is out of use." in person.said

    asyncio.run(steps())
    assert [stage.name for stage in crm.pipelines.stages()][1] == "Qualified"
    assert [field.key for field in crm.fields.all("contact")] == ["region"]


def test_the_key_of_a_field_is_changed(open_app, crm) -> None:
    crm.fields.add("contact", "regoin")
    crm.contacts.add(name="Ada", regoin="north")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("8")
            pane = person.app.screen.pane
            pane.list.move_to([line.kind for line in pane.list.lines].index("field"))
            await person.press("e")
            await person.burst(*"key", "enter")
            await person.burst("end", *["backspace"] * 6, *"region", "enter")

    asyncio.run(steps())
    assert crm.contacts.find("region:north")[0].name == "Ada"


def test_a_deleted_record_is_in_the_trash_and_comes_back(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("2", "shift+delete")
            assert "Contacts · 0" in person.screen
            await person.burst("slash", *"is:deleted", "enter")
            await person.press("B", "escape")

    asyncio.run(steps())
    assert crm.contacts.get("C1").deleted_at is None
