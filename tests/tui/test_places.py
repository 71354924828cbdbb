"""Going from place to place, and into records and back."""

import asyncio
from datetime import timedelta

from tinycrm.tui.screens.main import MainScreen


def test_the_digits_lead_to_the_places(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace", company="Engines Ltd")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("2")
            assert "Contacts · 1" in person.screen
            assert "Ada Lovelace" in person.screen
            await person.press("3")
            assert "Companies · 1" in person.screen
            fresh = MainScreen()
            person.app.push_screen(fresh)
            fresh.show_place("contacts")
            await person.settle()
            assert "Contacts · 1" in person.screen

    asyncio.run(steps())


def test_escape_leads_back_to_the_same_line_of_the_list(open_app, crm) -> None:
    for number in range(40):
        crm.contacts.add(name=f"Person {number:02}")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("2", "end", "up", "enter")
            assert person.app.here().records == ("C39",)
            await person.press("escape")
            assert person.app.here().records == ("C39",)
            assert "Person 39" in person.screen

    asyncio.run(steps())


def test_a_contact_that_a_command_adds_appears_in_the_list(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("2")
            crm.contacts.add(name="Aaron Aaronson")
            await person.catch_up()
            assert "Aaron Aaronson" in person.screen
            assert person.app.here().records == ("C1",)

    asyncio.run(steps())


def test_a_person_found_and_a_call_logged_by_keys_that_are_typed_at_once(open_app, crm) -> None:
    crm.contacts.add(name="Jane Doe", phone="+1 415 555 0100")
    crm.contacts.add(name="Zoe Roe", phone="+1 415 777 0100")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            call = [*"talked", "tab", *"send offer", "tab", *"fri", "enter"]
            await person.burst("2", *"/5550100", "enter", "l", *call)
            assert "Logged call A1 for Jane Doe: talked" in person.said
            assert crm.tasks.get("T1").title == "send offer"

    asyncio.run(steps())


def test_an_app_that_is_left_open_knows_the_new_day_in_the_morning(open_app, crm, clock) -> None:
    crm.tasks.add(title="Ring Ada", due="tomorrow")

    async def steps() -> None:
        async with open_app(size=(110, 30)) as person:
            await person.press("5")
            assert "tomorrow" in person.screen
            assert "Tue 30 Jun" in person.screen
            clock.now += timedelta(days=1)
            await person.catch_up()
            assert "Wed 1 Jul" in person.screen
            assert "tomorrow" not in person.screen
            await person.press("1")
            assert "Ring Ada" in person.screen

    asyncio.run(steps())
