"""Making one record of two, and going through those that may be there twice."""

import asyncio

import pytest


@pytest.fixture
def twins(crm) -> None:
    crm.contacts.add(
        name="Ada Lovelace", email="ada@engines.example", phone="+44 20 7946 0958", tags=["vip"]
    )
    crm.contacts.add(
        name="A. Lovelace", email="ada@engines.example", job_title="Countess", tags=["north"]
    )
    crm.contacts.add(name="Bob Berg")
    crm.activities.log("call", "C1", "hello")


def test_two_marked_records_become_one_in_one_step(open_app, twins, crm) -> None:
    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("2", "m", "m", "M")
            assert "C1 stays" in person.screen
            assert "C2 goes into it" in person.screen
            assert "● Ada Lovelace" in person.screen
            # What is new of the other one stays as well; what both have is there once.
            assert "● Countess" in person.screen
            assert "○ A. Lovelace" in person.screen
            assert person.screen.count("● ada@engines.example") == 1
            await person.press("enter")
            assert "Merged C2" in person.said
            assert person.app.here().marked == ()
            merged = crm.contacts.get("C1")
            assert (merged.name, merged.job_title) == ("Ada Lovelace", "Countess")
            assert crm.contacts.count() == 2
            await person.press("ctrl+z")
            assert crm.contacts.count() == 3
            assert crm.contacts.get("C1").job_title is None

    asyncio.run(steps())


def test_nothing_is_under_the_cursor_where_nobody_is_there_twice(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("ctrl+d")
            await person.sees("No contacts are there twice")
            strips = person.app.screen._compositor.render_strips()
            (line,) = [strip for strip in strips if "No contacts" in strip.text]
            grounds = {part.style.bgcolor for part in line if part.style and part.text.strip()}
            assert len(grounds) == 1

    asyncio.run(steps())


def test_it_is_chosen_field_by_field_whose_value_stays(open_app, twins, crm) -> None:
    crm.contacts.edit("C1", job_title="Lady")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("2", "m", "m", "M", "right")
            assert "○ Ada Lovelace" in person.screen
            assert "C1 will be  A. Lovelace" in person.screen
            await person.press("down", "space", "space", "enter")
            merged = crm.contacts.get("C1")
            assert (merged.name, merged.job_title) == ("A. Lovelace", "Lady")

    asyncio.run(steps())


def test_the_other_one_can_be_kept_with_the_same_values(open_app, twins, crm) -> None:
    async def steps() -> None:
        async with open_app() as person:
            await person.press("2", "m", "m", "M", "s")
            assert "C2 stays" in person.screen
            await person.press("enter")
            assert crm.contacts.get("C2").name == "Ada Lovelace"
            assert crm.contacts.ids() == [2, 3]

    asyncio.run(steps())


def test_a_record_is_merged_with_one_that_is_looked_for(open_app, twins, crm) -> None:
    async def steps() -> None:
        async with open_app() as person:
            await person.burst("2", "slash", *"ada", "enter")
            await person.burst("M", *"a. lovel", "enter")
            assert "C1 stays" in person.screen
            assert "C2 goes into it" in person.screen
            await person.press("escape")
            assert crm.contacts.count() == 3

    asyncio.run(steps())


def test_companies_are_merged_alike(open_app, crm) -> None:
    crm.companies.add(name="Acme Ltd", domain="acme.example")
    crm.companies.add(name="ACME", industry="tools")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("3", "ctrl+a", "M", "enter")
            (company,) = crm.companies.find()
            assert company.industry == "tools"
            assert company.domain == "acme.example"

    asyncio.run(steps())


def test_three_marked_records_cannot_be_merged_at_once(open_app, twins) -> None:
    async def steps() -> None:
        async with open_app() as person:
            await person.press("2", "ctrl+a", "M")
            assert "Merge works on two records" in person.said

    asyncio.run(steps())


def test_duplicates_are_gone_through_merged_and_told_apart(open_app, twins, crm) -> None:
    crm.contacts.add(name="Bob Berg", email="bob@berg.example")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("2", "ctrl+d")
            assert "Contacts that may be one · 2" in person.screen
            assert "e-mail" in person.screen
            before = person.app.here().records
            await person.press("x")
            assert "Contacts that may be one · 1" in person.screen
            assert set(before) & set(person.app.here().records) == set()
            await person.press("enter", "enter")
            assert "None left." in person.screen
            assert crm.contacts.count() == 3
            await person.press("r")
            assert "No contacts are there twice" in person.screen
            await person.press("escape")
            assert "Contacts · 3" in person.screen

    asyncio.run(steps())
