"""Changing a record in a form with all its fields."""

import asyncio
import json

from textual import events


def test_only_what_was_changed_is_written(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace", email=["ada@example.com", "ada@home.example"], tags="vip")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("2")
            await person.burst("e", "tab", *"Analyst", "ctrl+s")
            assert "Edited C1 Ada Lovelace" in person.said
            assert "Name *" not in person.screen

    asyncio.run(steps())
    ada = crm.contacts.get("C1")
    assert (ada.job_title, ada.version) == ("Analyst", 2)
    (step,) = [step for step in crm.history.steps() if step.kind == "contact.edit"]
    assert step.summary.endswith(": job title")
    assert [point.value for point in crm.page("C1").points] == [
        "ada@example.com",
        "ada@home.example",
    ]


def test_saving_without_a_change_writes_nothing(open_app, crm) -> None:
    crm.companies.add(name="Engines Ltd", website="engines.example")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("3", "e", "enter")
            assert "Website" not in person.screen

    asyncio.run(steps())
    assert crm.companies.get("O1").version == 1


def test_a_second_and_a_third_address_get_lines_of_their_own(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace", email="ada@example.com")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("2", "e")
            await person.burst(*["tab"] * 4, *"ada@home.example (home)", "tab")
            assert "E-mail 3" in person.screen
            await person.burst(*"a@b.example", "ctrl+s")

    asyncio.run(steps())
    points = crm.page("C1").points
    assert [(point.value, point.label) for point in points] == [
        ("ada@example.com", None),
        ("ada@home.example", "home"),
        ("a@b.example", None),
    ]


def test_an_emptied_address_is_removed_and_a_changed_one_replaced(open_app, crm) -> None:
    crm.contacts.add(name="Ada", email=["one@a.example", "two@a.example", "three@a.example"])

    async def steps() -> None:
        async with open_app() as person:
            await person.press("2", "e", "tab", "tab", "tab")
            await person.burst(*"uno@a.example", "tab", "backspace", "ctrl+s")

    asyncio.run(steps())
    assert [point.value for point in crm.page("C1").points] == ["uno@a.example", "three@a.example"]


def test_an_emptied_field_says_what_stood_in_it(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace", job_title="Analyst", about="Wrote\nthe first program")

    async def steps() -> None:
        async with open_app(size=(100, 40)) as person:
            await person.press("2", "e")
            await person.burst("backspace", "tab", "backspace")
            assert "was: Ada Lovelace" in person.screen
            assert "was: Analyst" in person.screen
            await person.type("x")
            assert "was: Analyst" not in person.screen
            await person.press("ctrl+z", "ctrl+z")
            assert "Analyst" in person.screen
            await person.press("shift+tab")
            assert "was: Ada Lovelace" in person.screen
            await person.press("ctrl+z")
            about = person.app.screen.rows["about"].entry
            about.text = ""
            about.focus()
            await person.settle()
            assert "was: Wrote the first program" in person.screen
            person.app.screen.rows["nickname"].entry.focus()
            await person.settle()
            assert "was: Wrote the first program" in person.screen
            assert "was: Ada" not in person.screen
            await person.press("ctrl+s")
            await person.press("n")
            assert "like Ada Lovelace" in person.screen

    asyncio.run(steps())
    assert crm.contacts.get("C1").about is None


def test_a_wrong_value_is_said_at_its_field_in_the_words_of_the_library(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("2", "e", "tab", "tab", "tab")
            await person.type("ada@")
            assert "usable" not in person.screen
            await person.press("tab")
            assert '"ada@" is not a usable email' in person.screen
            await person.press("ctrl+s")
            assert "E-mail" in person.screen
            await person.type("example.com")
            assert "usable" not in person.screen
            await person.press("ctrl+s")

    asyncio.run(steps())
    assert crm.contacts.get("C1").email == "ada@example.com"


def test_a_date_in_words_shows_which_day_is_understood(open_app, crm) -> None:
    crm.deals.add(title="Engine No. 2", amount="12000 EUR")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("4")
            await person.app.action_do("edit")
            await person.settle()
            assert "12000.00 EUR" in person.screen
            assert "€ 12,000" in person.screen
            await person.burst("tab", *"3k USD", "tab", "tab", "tab", *"eom")
            assert "$ 3,000" in person.screen
            assert "Tue 30 Jun, today" in person.screen
            await person.press("enter")

    asyncio.run(steps())
    deal = crm.deals.get("D1")
    assert (deal.amount, deal.currency, deal.expected_close_on) == (300000, "USD", "2026-06-30")


def test_a_firm_is_completed_from_those_in_the_file(open_app, crm) -> None:
    crm.companies.add(name="Engines Ltd")
    crm.companies.add(name="Engineering & Sons")
    crm.contacts.add(name="Ada Lovelace")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("2", "e", "tab", "tab")
            await person.type("engi")
            assert "Engineering & Sons" in person.screen
            await person.press("down", "down", "enter")
            assert "O1" in person.screen
            await person.press("enter")

    asyncio.run(steps())
    assert crm.contacts.get("C1").company == "Engines Ltd"
    assert len(crm.companies.find()) == 2


def test_escape_closes_the_offers_before_it_leaves(open_app, crm) -> None:
    crm.companies.add(name="Engines Ltd")
    crm.contacts.add(name="Ada Lovelace")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("2", "e", "tab", "tab")
            await person.type("engi")
            await person.press("escape")
            assert "Not saved" not in person.screen
            await person.press("escape")
            assert "Not saved" in person.screen
            await person.press("escape")
            assert "engi" in person.screen
            await person.press("escape", "d")
            assert "Name *" not in person.screen

    asyncio.run(steps())
    assert crm.contacts.get("C1").version == 1


def test_escape_without_changes_just_leaves(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("2", "e", "tab", "escape")
            assert "Name *" not in person.screen
            assert "Ada Lovelace" in person.screen

    asyncio.run(steps())


def test_custom_fields_are_entered_as_their_type_has_it(open_app, crm) -> None:
    crm.fields.add("contact", "region", "Sales region", "choice", ["north", "south"])
    crm.fields.add("contact", "since", type="date")
    crm.contacts.add(name="Ada Lovelace")

    async def steps() -> None:
        async with open_app(size=(100, 40)) as person:
            await person.press("2", "e")
            for _ in range(25):
                row = person.app.screen.row_here
                if row is not None and row.spec.field == "region":
                    break
                await person.press("tab")
            assert "Sales region  " in person.screen
            await person.press("s", "tab")
            await person.type("27 mar 2024")
            assert "Wed 27 Mar 2024" in person.screen
            await person.press("ctrl+s")

    asyncio.run(steps())
    assert json.loads(crm.contacts.get("C1").custom) == {"region": "south", "since": "2024-03-27"}


def test_the_people_of_a_deal_that_were_not_touched_keep_their_roles(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace")
    crm.contacts.add(name="Charles Babbage")
    crm.deals.add(title="Engine No. 2", contact={"contact": "C1", "role": "decides"})

    async def steps() -> None:
        async with open_app(size=(100, 40)) as person:
            await person.press("4")
            await person.app.action_do("edit")
            await person.settle()
            await person.burst(*["tab"] * 7, *"charles b", "ctrl+s")

    asyncio.run(steps())
    people = [(each.name, each.role) for each in crm.deals.contacts_of("D1")]
    assert people == [("Ada Lovelace", "decides"), ("Charles Babbage", None)]


def test_a_form_shows_nothing_that_a_terminal_would_obey(open_app, crm) -> None:
    crm.fields.add("contact", "a", label="\x1b[31m[/b]", type="choice", choices=["\x1b]0;x\x07"])
    crm.fields.add("contact", "b", type="choice", choices=[f"{at} [/b] \x9b long" for at in "123"])
    crm.contacts.add(
        name="[/bold] \x1b]52;c;aGVsbG8=\x07",
        company="[@click=app.quit]Acme[/]",
        about="\x1b[2J[red]\x9b31m‮",
        tags="[b]",
    )

    async def steps() -> None:
        async with open_app(size=(100, 50)) as person:
            await person.press("2", "e")
            assert "[/bold]" in person.screen
            assert not any(ord(char) < 32 and char != "\n" for char in person.screen)
            assert "\x9b" not in person.screen
            assert "‮" not in person.screen
            person.app.screen.rows["b"].entry.focus()
            await person.press("down")
            assert "1 [/b]" in person.screen
            assert "\x9b" not in person.screen
            await person.press("escape")
            person.app.screen.rows["job_title"].entry.focus()
            await person.settle()
            await person.burst(*"x", "ctrl+s")

    asyncio.run(steps())
    assert crm.contacts.get("C1").name == "[/bold] \x1b]52;c;aGVsbG8=\x07"


def test_a_form_is_filled_in_at_60_by_20_by_scrolling(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace")

    async def steps() -> None:
        async with open_app(size=(60, 20)) as person:
            await person.press("2", "e", "shift+tab")
            assert "Suffix" in person.screen
            await person.type("Countess")
            await person.press("enter")

    asyncio.run(steps())
    assert crm.contacts.get("C1").suffix == "Countess"


def test_wide_screens_show_two_columns_of_fields(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace")

    async def steps() -> None:
        async with open_app(size=(140, 40)) as person:
            await person.press("2", "e")
            (line,) = [line for line in person.screen.splitlines() if "Name *" in line]
            assert "Title" in line
            await person.pilot.resize_terminal(80, 24)
            await person.settle()
            (line,) = [line for line in person.screen.splitlines() if "Name *" in line]
            assert "Title" not in line

    asyncio.run(steps())


def test_a_field_is_gone_to_and_saved_with_the_mouse(open_app, crm) -> None:
    crm.tasks.add(title="Send the offer")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("5", "e")
            choices = person.app.screen.rows["priority"].entry
            await person.pilot.click(choices, offset=(15, 0))
            await person.settle()
            assert choices.text == "high"
            window = person.app.screen.query_one(".window")
            bottom = person.screen.splitlines()[window.region.bottom - 1]
            await person.pilot.click(offset=(bottom.index("enter or"), window.region.bottom - 1))
            await person.settle()

    asyncio.run(steps())
    assert crm.tasks.get("T1").priority == "high"


def test_a_text_of_a_megabyte_does_not_slow_its_form_down(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace", about="word " * 200_000)

    async def steps() -> None:
        async with open_app() as person:
            await person.press("2", "e")
            assert "1,000,000 characters: ^o" in person.screen
            await person.burst("tab", *"Countess")
            person.app.screen.rows["about"].entry.focus()
            await person.type("xyz")
            assert "1,000,000 characters: ^o" in person.screen
            await person.press("ctrl+s")

    asyncio.run(steps())
    ada = crm.contacts.get("C1")
    assert ada.job_title == "Countess"
    assert len(ada.about) == 1_000_000


def test_what_was_pasted_with_line_breaks_stays_one_line_or_many_as_the_field_is(
    open_app, crm
) -> None:
    crm.contacts.add(name="Ada Lovelace")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("2", "e", "tab")
            person.app.post_message(events.Paste("Countess\nof Lovelace"))
            await person.settle()
            person.app.screen.rows["about"].entry.focus()
            await person.settle()
            person.app.post_message(events.Paste("one\ntwo"))
            await person.settle()
            # One line of a megabyte would be wrapped for seconds at each key.
            person.app.post_message(events.Paste("x" * 1_000_000))
            await person.settle()
            assert "1,000,000 characters is too long" in person.said
            await person.press("ctrl+s")

    asyncio.run(steps())
    ada = crm.contacts.get("C1")
    assert (ada.job_title, ada.about) == ("Countess of Lovelace", "one\ntwo")


def test_an_offer_is_taken_with_a_click_and_the_focus_stays(open_app, crm) -> None:
    crm.companies.add(name="Engines Ltd")
    crm.companies.add(name="Engineering & Sons")
    crm.contacts.add(name="Ada Lovelace")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("2", "e", "tab", "tab")
            await person.type("engi")
            offers = person.app.screen.offers
            await person.pilot.click(offset=(offers.region.x + 3, offers.region.y + 1))
            await person.settle()
            assert person.app.screen.row_here.text == "Engines Ltd"
            assert not offers.display
            await person.press("enter")

    asyncio.run(steps())
    assert crm.contacts.get("C1").company == "Engines Ltd"


def test_the_wheel_scrolls_a_long_form(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace")

    async def steps() -> None:
        async with open_app(size=(80, 20)) as person:
            await person.press("2", "e")
            assert "Suffix" not in person.screen
            fields = person.app.screen.query_one(".fields")
            for _ in range(12):
                fields.post_message(
                    events.MouseScrollDown(fields, 5, 5, 0, 1, 0, False, False, False, 5, 5)
                )
                await person.settle()
            await person.settle()
            assert "Suffix" in person.screen

    asyncio.run(steps())
