"""The place of everything that happened: by day, without end, narrowed down, and live."""

import asyncio

from tinycrm.tui.screens.record import RecordScreen

HOSTILE = "[/bold][red]\x1b]52;c;aGk=\x07\u202eevil"


def three_days(crm) -> None:
    crm.contacts.add(name="Ada Lovelace")
    crm.activities.log("call", ["C1"], "about steam", at="2026-06-30T09:15:00Z")
    crm.activities.log("note", ["C1"], "prefers mornings", at="2026-06-29T10:00:00Z")
    crm.activities.log("email", ["C1"], "the first letter", at="2024-03-01T10:00:00Z")


def test_what_happened_stands_under_its_day(open_app, crm) -> None:
    three_days(crm)

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("6")
            lines = [line.strip("│ ▌") for line in person.screen.split("\n")]
            days = ["today · Tue 30 Jun", "yesterday · Mon 29 Jun", "Fri 1 Mar 2024"]
            assert [line for line in lines if line in days] == days
            assert "09:15" in person.screen
            assert "about steam" in person.screen
            assert person.app.here().records == ("A1",)

    asyncio.run(steps())


def test_enter_opens_the_record_of_an_event_and_escape_comes_back_to_it(open_app, crm) -> None:
    three_days(crm)

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.burst("6", "down", "enter")
            assert isinstance(person.app.screen, RecordScreen)
            assert "prefers mornings" in person.screen
            await person.press("escape")
            assert person.app.here().records == ("A2",)

    asyncio.run(steps())


def test_what_a_command_logs_appears_and_the_cursor_stays_on_its_event(open_app, crm) -> None:
    three_days(crm)

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("6", "down")
            assert person.app.here().records == ("A2",)
            crm.activities.log("call", ["C1"], "just now")
            await person.catch_up()
            assert "just now" in person.screen
            assert person.app.here().records == ("A2",)

    asyncio.run(steps())


def test_events_of_one_kind_are_shown_alone(open_app, crm) -> None:
    three_days(crm)

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("6")
            await person.burst("f", *"e-mail", "enter")
            assert "Activity · e-mails" in person.screen
            assert "the first letter" in person.screen
            assert "about steam" not in person.screen
            await person.burst("f", *"visits", "enter")
            assert "No visits in this file." in person.screen
            await person.burst("f", "enter")
            assert "about steam" in person.screen

    asyncio.run(steps())


def test_the_beginning_of_a_long_file_is_reached(open_app, crm) -> None:
    crm.contacts.add(name="Ada")
    with crm.operation("many calls"):
        for number in range(450):
            crm.activities.log(
                "call",
                ["C1"],
                f"call number {number}",
                at=f"2025-01-01T{number // 60:02}:{number % 60:02}:00Z",
            )

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("6", *["end"] * 7)
            assert "call number 0" in person.screen
            assert person.app.here().records == ("A1",)
            crm.activities.log("call", ["C1"], "later")
            await person.catch_up()
            assert person.app.here().records == ("A1",)

    asyncio.run(steps())


def test_an_empty_file_says_what_will_stand_there(open_app, crm) -> None:
    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("6", "down", "enter")
            assert "will stand here" in person.screen
            assert person.app.here().records == ()

    asyncio.run(steps())


def test_hostile_events_are_harmless(open_app, crm) -> None:
    crm.contacts.add(name=HOSTILE)
    crm.activities.log("note", ["C1"], HOSTILE)
    crm.tasks.add(title=HOSTILE, for_="C1")
    crm.tasks.done("T1")

    async def steps() -> None:
        async with open_app(size=(130, 24)) as person:
            await person.press("6")
            await person.rest()
            assert "[/bold]" in person.screen
            assert "\x1b" not in person.screen
            assert "\u202e" not in person.screen

    asyncio.run(steps())


def test_the_record_of_an_event_stands_beside_it_where_there_is_room(open_app, crm) -> None:
    three_days(crm)

    async def steps() -> None:
        async with open_app(size=(130, 30)) as person:
            await person.press("6")
            await person.rest()
            assert "call · A1" in person.screen or "about steam · A1" in person.screen
            await person.press("tab", "down")
            assert person.app.here().records == ("C1", "A1")

    asyncio.run(steps())


def test_brackets_go_from_day_to_day(open_app, crm) -> None:
    three_days(crm)

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("6", "right_square_bracket")
            assert person.app.here().records == ("A2",)
            await person.press("right_square_bracket")
            assert person.app.here().records == ("A3",)
            await person.press("left_square_bracket", "left_square_bracket")
            assert person.app.here().records == ("A1",)
            await person.press("question_mark")
            await person.type("day before")
            assert "[" in person.screen
            assert "Go to the section or day before." in person.screen

    asyncio.run(steps())


def test_nothing_waits_for_a_kind_that_is_looked_for_in_vain(open_app, crm) -> None:
    three_days(crm)

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("6")
            await person.burst("f", *"visits", "enter", "2")
            await person.press("enter")
            assert "Ada Lovelace · C1" in person.screen
            await person.burst("escape", "6", "f", "enter")
            assert "about steam" in person.screen

    asyncio.run(steps())
