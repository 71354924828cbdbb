"""The history in the app: what was changed, and any of it taken back."""

import asyncio


def test_the_history_shows_each_step_and_what_it_changed(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace", job_title="Countess")
    crm.contacts.edit("C1", job_title="Head of engines")

    async def steps() -> None:
        async with open_app(size=(140, 30)) as person:
            await person.press("7")
            assert "edited C1 Ada Lovelace: job title" in person.screen
            assert "Countess → Head of engines" in person.screen

    asyncio.run(steps())


def test_any_step_can_be_undone_and_done_again(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace", job_title="Countess")
    crm.contacts.edit("C1", job_title="Head of engines")
    crm.contacts.add(name="Grace Hopper")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("7", "down", "u")
            assert "Undid: edited C1 Ada Lovelace: job title" in person.said
            assert crm.contacts.get("C1").job_title == "Countess"
            assert "undone" in person.screen
            await person.press("u")
            assert crm.contacts.get("C1").job_title == "Head of engines"

    asyncio.run(steps())


def test_a_step_that_later_ones_build_on_says_which(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace")
    crm.deals.add(title="Engine", contact="C1")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("7", "down", "u")
            assert "Undo that first: u on it in the history (7)" in person.said
            assert crm.contacts.get("C1").name == "Ada Lovelace"
            await person.press("home", "u")
            crm.contacts.add(name="Grace Hopper")
            await person.press("ctrl+y")
            assert "all the same: u on it in the history (7)" in person.said

    asyncio.run(steps())


def test_the_history_of_a_long_file_is_read_as_one_goes_down(open_app, crm) -> None:
    with crm.operation("first"):
        crm.contacts.add(name="First")
    for number in range(250):
        crm.contacts.edit("C1", job_title=f"Title {number}")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("7")
            for _ in range(6):
                await person.press("end")
            assert "first" in person.screen

    asyncio.run(steps())


def test_the_history_of_one_record_shows_what_a_step_changed_in_it(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace", company="Engines")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("3", "H")
            await person.sees("O1      name  ")
            assert "given name" not in person.screen

    asyncio.run(steps())


def test_the_history_of_one_record_opens_over_its_list(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace")
    crm.contacts.add(name="Grace [/bold] Hopper")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("2", "down", "H")
            assert "added C2 Grace [/bold] Hopper" in person.screen
            assert "added C1" not in person.screen
            await person.press("escape")
            assert person.app.here().records == ("C2",)

    asyncio.run(steps())
