"""Saved views: kept, opened by digits and from the shell, counted."""

import asyncio

import pytest


@pytest.fixture
def people(crm) -> None:
    crm.contacts.add(name="Ada Lovelace", tags=["vip"])
    crm.contacts.add(name="Bob Berg")
    crm.deals.add(title="Engine", contact="C1", amount="10 EUR")


def test_what_a_list_shows_is_kept_under_a_name(open_app, people, crm) -> None:
    async def steps() -> None:
        async with open_app() as person:
            await person.burst("2", "slash", *"tag:vip", "enter")
            await person.burst("s", *"last", "enter")
            await person.burst("V", *"Dear ones", "enter")
            assert "Saved the view Dear ones" in person.said
            assert "Contacts · Dear ones · 1" in person.screen
            await person.press("slash", "backspace")
            assert "Dear ones (changed)" in person.screen

    asyncio.run(steps())
    (view,) = crm.views.find()
    assert (view.noun, view.filter, view.sort) == ("contact", "tag:vip", "-last")
    assert view.columns[0] == "name"


def test_digits_open_views_wherever_one_is(open_app, people, crm) -> None:
    crm.views.save("Open deals", "deal", "is:open")
    crm.views.save("VIPs", "contact", "tag:vip", "-last", ["name", "email"])

    async def steps() -> None:
        async with open_app() as person:
            await person.burst("v", "1")
            assert "Contacts · VIPs · 1" in person.screen
            assert "Name" in person.screen
            assert "Company" not in person.screen
            await person.press("v")
            assert "1 VIPs" in person.screen
            assert "2 Open deals" in person.screen
            await person.press("down", "enter")
            assert "Deals · Open deals · 1" in person.screen

    asyncio.run(steps())


def test_a_view_opens_by_the_key_that_it_was_given(open_app, people, crm) -> None:
    crm.views.save("VIPs", "contact", "tag:vip")
    crm.views.save("Open deals", "deal", "is:open", key="1")
    crm.views.save("All deals", "deal", key="v")

    async def steps() -> None:
        async with open_app() as person:
            await person.burst("v", "1")
            assert "Deals · Open deals · 1" in person.screen
            await person.burst("v", "v")
            assert "Deals · All deals · 1" in person.screen

    asyncio.run(steps())


def test_escape_leaves_a_view_for_the_whole_list(open_app, people, crm) -> None:
    crm.views.save("VIPs", "contact", "tag:vip", "-last", ["name", "email"])

    async def steps() -> None:
        async with open_app(view="vips") as person:
            assert "Contacts · VIPs · 1" in person.screen
            await person.press("escape")
            assert "Contacts · 2" in person.screen
            assert "Company" in person.screen
            assert "Name ▴" in person.screen

    asyncio.run(steps())


def test_views_tell_how_many_records_they_show_now(open_app, people, crm) -> None:
    crm.views.save("VIPs", "contact", "tag:vip")
    crm.views.save("Everybody", "contact")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("v")
            lines = person.screen.splitlines()
            assert [line.split("│")[1].split()[-1] for line in lines[1:3]] == ["1", "2"]
            crm.contacts.add(name="Cleo", tags=["vip"])
            person.app.file_watch.look_for_changes()
            await person.sees("3 │")
            lines = person.screen.splitlines()
            assert [line.split("│")[1].split()[-1] for line in lines[1:3]] == ["2", "3"]

    asyncio.run(steps())


def test_views_are_renamed_and_deleted_and_come_back_with_undo(open_app, people, crm) -> None:
    crm.views.save("VIPs", "contact", "tag:vip")

    async def steps() -> None:
        async with open_app() as person:
            await person.burst("v", "r", *"VIPs 2", "enter")
            assert [view.name for view in crm.views.find()] == ["VIPs 2"]
            assert "VIPs 2" in person.screen
            await person.press("d")
            assert crm.views.find() == []
            assert "No saved views yet." in person.screen
            await person.press("escape", "ctrl+z")
            assert [view.name for view in crm.views.find()] == ["VIPs 2"]

    asyncio.run(steps())


def test_a_view_with_a_wild_name_is_harmless(open_app, people, crm) -> None:
    crm.views.save("[/bold] [red]x", "contact", "tag:vip")

    async def steps() -> None:
        async with open_app() as person:
            await person.burst("v", "1")
            assert "[/bold] [red]x" in person.screen

    asyncio.run(steps())


def test_a_view_shows_the_columns_that_were_in_sight_when_it_was_saved(
    open_app, people, crm
) -> None:
    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.burst("2", "slash", *"tag:vip", "enter")
            before = [line for line in person.screen.splitlines() if "Name" in line]
            assert "Last" in before[0]
            await person.burst("V", *"Dear ones", "enter")
            await person.press("escape", "v", "enter")
            assert [line for line in person.screen.splitlines() if "Name" in line] == before

    asyncio.run(steps())
