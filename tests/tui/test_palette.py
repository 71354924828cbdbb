"""Jumping to records, searching everything, and the palette of all that can be done."""

import asyncio
import re
from pathlib import Path

from tinycrm.tui.place import Here


def test_a_record_is_found_by_part_of_its_phone_number(open_app, crm) -> None:
    crm.contacts.add(name="Bo Holm", phone="+45 33 12 34 56")
    crm.contacts.add(name="Ada Lovelace", phone="+44 20 7946 0958")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.burst("ctrl+k", *"7946", "enter")
            assert person.app.here().place == "record"
            assert person.app.here().records[-1] == "C2"

    asyncio.run(steps())


def test_names_addresses_titles_and_references_lead_to_records(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace", email="ada@example.com")
    crm.companies.add(name="Engines Ltd")
    crm.deals.add(title="Engine No. 2")
    found = {"lovel": "C1", "ada@exa": "C1", "engine no": "D1", "o1": "O1", "D1": "D1"}

    async def steps() -> None:
        async with open_app() as person:
            for typed, ref in found.items():
                await person.burst("ctrl+k", *typed.replace(" ", "_"), "enter")
                if " " in typed:
                    await person.press("escape", "ctrl+k")
                    for letter in typed:
                        await person.press("space" if letter == " " else letter)
                    await person.press("enter")
                assert person.app.here().records[-1] == ref, typed
                await person.press("escape")

    asyncio.run(steps())


def test_people_come_first_and_the_last_opened_before_anything_is_typed(open_app, crm) -> None:
    crm.deals.add(title="Ada's engine")
    crm.contacts.add(name="Ada Lovelace")
    crm.contacts.add(name="Bo Holm")

    async def steps() -> None:
        async with open_app() as person:
            await person.burst("ctrl+k", *"ada")
            assert person.screen.index("Ada Lovelace") < person.screen.index("Ada's engine")
            await person.press("down", "enter")
            assert person.app.here().records[-1] == "D1"
            await person.press("escape", "ctrl+k")
            assert "Last opened" in person.screen
            await person.press("enter")
            assert person.app.here().records[-1] == "D1"

    asyncio.run(steps())


def test_nothing_found_says_so_and_escape_leads_back(open_app, crm) -> None:
    async def steps() -> None:
        async with open_app() as person:
            await person.burst("ctrl+k", *"nobody", "enter")
            assert "Nothing is found" in person.screen
            await person.press("escape")
            assert person.app.here().place == "today"

    asyncio.run(steps())


def test_all_hits_stand_under_a_heading_for_each_kind(open_app, crm) -> None:
    for number in range(8):
        crm.contacts.add(name=f"Ada {number}")
    crm.deals.add(title="Engine for Ada")

    async def steps() -> None:
        async with open_app() as person:
            await person.burst("ctrl+k", *"ada", "ctrl+k")
            assert "People · 8" in person.screen
            assert "Deals · 1" in person.screen
            assert person.app.here().records == ("C1",)
            await person.press("end", "enter")
            assert person.app.here().records[-1] == "D1"
            await person.press("escape")
            assert person.app.here() == Here("search", ("D1",))

    asyncio.run(steps())


def test_a_search_takes_a_filter_and_says_what_is_wrong_with_one(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace", tags="vip")
    crm.contacts.add(name="Bo Holm")

    async def steps() -> None:
        async with open_app() as person:
            await person.burst("S", *"tag:vip", "enter")
            assert "Ada Lovelace" in person.screen
            assert "Bo Holm" not in person.screen
            await person.press("S")
            await person.burst(*"x:1")
            assert "Unknown filter key" in person.screen

    asyncio.run(steps())


def test_a_search_without_hits_opens_nothing(open_app, crm) -> None:
    async def steps() -> None:
        async with open_app() as person:
            await person.burst("S", *"nobody", "tab", "enter")
            assert "Nothing is found" in person.screen
            assert person.app.here() == Here("search")

    asyncio.run(steps())


def test_hits_of_the_same_words_are_told_apart(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace")
    crm.contacts.add(name="Bo Holm")
    crm.activities.log("call", "C1", "Delivered")
    crm.activities.log("call", "C2", "Delivered", happened_at="2026-05-02 10:00")
    crm.deals.add(title="Delivered · by ship", contact="C1", amount="950 EUR")
    crm.tasks.add(title="Delivered?", due="today", for_="C2")

    async def steps() -> None:
        async with open_app(size=(120, 30)) as person:
            for keys in (("S", *"delivered"), ("escape", "ctrl+k", *"delivered")):
                await person.burst(*keys)
                text = "\n".join(" ".join(line.split()) for line in person.screen.splitlines())
                assert "deal Delivered · by ship Lead · € 950 · Ada Lovelace D1" in text
                assert "task Delivered? today · Bo Holm T1" in text
                assert "call Delivered today · Ada Lovelace A1" in text
                assert "call Delivered 2026-05-02 · Bo Holm A2" in text

    asyncio.run(steps())


def test_the_palette_does_things_to_the_record_under_the_cursor(open_app, crm) -> None:
    crm.tasks.add(title="Ring Ada", due="today")
    crm.tasks.add(title="Send the offer", due="today")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("down")
            await person.burst("ctrl+p", *"done", "enter")
            assert crm.tasks.get("T2").done_at
            assert not crm.tasks.get("T1").done_at

    asyncio.run(steps())


def test_what_cannot_be_done_here_comes_last_and_says_why(open_app, crm) -> None:
    async def steps() -> None:
        async with open_app(size=(100, 30)) as person:
            await person.burst("ctrl+p", *"tick")
            line = next(line for line in person.screen.splitlines() if " Done " in line)
            assert "works on a task" in line
            await person.press("enter")
            assert "works on a task" in person.said

    asyncio.run(steps())


def test_a_theme_that_cannot_be_remembered_is_said_and_shown_all_the_same(
    open_app, crm, monkeypatch, tmp_path: Path
) -> None:
    (tmp_path / "no-folder").touch()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "no-folder"))

    async def steps() -> None:
        async with open_app() as person:
            await person.burst("ctrl+p", *"themelight", "enter")
            assert "cannot be written" in person.said
            assert person.app.theme == "tinycrm-light"
            person.app.clear_notifications()
            await person.burst("8", "ctrl+home")
            while not re.search("▌.*how the app is coloured", person.screen):
                await person.press("down")
            await person.press("enter", *"contrast", "enter")
            assert "cannot be written" in person.said
            assert person.app.here().place == "settings"

    asyncio.run(steps())


def test_the_palette_leads_to_places_and_themes(open_app, crm) -> None:
    async def steps() -> None:
        async with open_app() as person:
            await person.burst("ctrl+p", *"companies", "enter")
            assert person.app.here().place == "companies"
            await person.burst("ctrl+p", *"themelight", "enter")
            assert person.app.theme == "tinycrm-light"
        async with open_app() as person:
            assert person.app.theme == "tinycrm-light"

    asyncio.run(steps())


def test_the_palette_opens_saved_views(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace", tags="vip")
    crm.contacts.add(name="Bo Holm")
    crm.views.save("Best [/b] ones", "contact", "tag:vip")

    async def steps() -> None:
        async with open_app() as person:
            await person.burst("ctrl+p", *"best")
            assert "View: Best [/b] ones" in person.screen
            await person.press("enter")
            assert person.app.here() == Here("contacts", ("C1",))
            assert "Bo Holm" not in person.screen

    asyncio.run(steps())


def test_the_palette_works_on_an_empty_file_and_with_nonsense(open_app, crm) -> None:
    async def steps() -> None:
        async with open_app(size=(60, 20)) as person:
            await person.burst("ctrl+p", *"qqqq", "enter")
            assert "Nothing is called like that" in person.screen
            await person.press("escape")
            assert person.app.here().place == "today"

    asyncio.run(steps())
