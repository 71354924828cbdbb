"""The first place: what wants doing, the month, what happened lately; and an empty file."""

import asyncio
from pathlib import Path

from tests.conftest import NOW

from tinycrm.crm import Crm


def lines(person, word: str) -> list[str]:
    return [line for line in person.screen.splitlines() if word in line]


def test_each_line_says_why_it_is_there(open_app, crm, clock) -> None:
    ada = crm.contacts.add(name="Ada Lovelace", company="Engines Ltd", cadence_days=30)
    crm.activities.add(kind="call", for_=f"C{ada}", at="41 days ago")
    crm.tasks.add(title="Ring Søren", due="2 days ago", for_=f"C{ada}")
    crm.tasks.add(title="Send the offer", due="today 15:30")

    async def steps() -> None:
        async with open_app(size=(100, 30)) as person:
            assert "To do · 3" in person.screen
            assert "2 d over" in lines(person, "Ring Søren")[0]
            assert "today 15:30" in lines(person, "Send the offer")[0]
            assert "41 d ago" in lines(person, "Speak to Ada")[0]
        async with open_app(size=(160, 45)) as person:
            assert "41 d ago, every 30 d" in lines(person, "Speak to Ada")[0]

    asyncio.run(steps())


def test_the_foot_says_what_the_line_is_and_which_key_does_it(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace")
    crm.tasks.add(title="Ring Ada", due="2 days ago", for_="C1", priority="high")

    async def steps() -> None:
        async with open_app(size=(100, 30)) as person:
            foot = lines(person, "due Sun 28 Jun")[0]
            assert "T1  due Sun 28 Jun, 2 d over, high priority · Ada Lovelace" in foot
            assert "space ticks it off" in person.screen

    asyncio.run(steps())


def test_a_task_is_ticked_off_and_opened_again_by_undo(open_app, crm) -> None:
    crm.tasks.add(title="Ring Ada", due="today")
    crm.tasks.add(title="Send the offer", due="today", repeat="weekly")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("space")
            assert crm.tasks.get("T1").done_at
            assert "Ticked off T1 Ring Ada" in person.said
            assert "To do · 1" in person.screen
            await person.press("space")
            assert "next is T3 on 2026-07-07" in person.said
            await person.press("ctrl+z", "ctrl+z")
            assert not crm.tasks.get("T1").done_at
            assert "To do · 2" in person.screen

    asyncio.run(steps())


def test_what_is_logged_from_a_task_belongs_to_whom_it_is_about(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace")
    crm.tasks.add(title="Ring Ada", due="today", for_="C1")

    async def steps() -> None:
        async with open_app() as person:
            assert person.app.here().records == ("T1", "C1")

    asyncio.run(steps())


def test_an_empty_file_teaches_the_first_steps(open_app, crm) -> None:
    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            assert "Nobody is here yet" in person.screen
            for key, words in (("a", "add a person"), ("I", "import"), ("t", "first task")):
                assert lines(person, words)[0].strip("│▌ ").startswith(f"{key}  ")
            await person.press("enter")
            assert person.app.screen is not person.app.screen_stack[0]

    asyncio.run(steps())


def test_where_nothing_wants_doing_the_next_task_is_named(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace")
    crm.tasks.add(title="Send the offer", due="fri", for_="C1")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            assert "Nothing wants doing today" in person.screen
            assert "Fri 3 Jul" in lines(person, "Send the offer · Ada Lovelace")[0]
            await person.press("enter")
            assert person.app.here().place == "record"
            assert person.app.here().records[0] == "T1"

    asyncio.run(steps())


def test_the_month_stands_beside_the_list_where_there_is_room(open_app, crm) -> None:
    crm.deals.add(title="Engine No. 1", amount="1200 EUR")
    crm.deals.win("D1")
    crm.deals.add(title="Engine No. 2", amount="12000 EUR", close="today")

    async def steps() -> None:
        async with open_app(size=(100, 30)) as person:
            assert "June" in person.screen
            assert "€ 1,200" in lines(person, " won ")[0]
            assert "in 1 deal" in lines(person, " open ")[0]
            assert "by 30 Jun" in lines(person, "likely")[0]
            assert "won Engine No. 1" in person.screen
        async with open_app(size=(80, 24)) as person:
            assert "Lately" not in person.screen
        async with open_app(size=(80, 40)) as person:
            assert "likely" in person.screen

    asyncio.run(steps())


def test_tab_leads_to_what_happened_lately(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace")
    crm.activities.add(kind="call", for_="C1", subject="the engine")

    async def steps() -> None:
        async with open_app(size=(100, 30)) as person:
            await person.press("tab")
            assert person.app.here().records == ("A1",)
            await person.press("enter")
            assert person.app.here().place == "record"
            assert person.app.here().records[0] == "A1"

    asyncio.run(steps())


def test_the_cursor_stays_on_its_task_when_another_program_adds_one_before_it(
    open_app, crm
) -> None:
    crm.tasks.add(title="Ring Ada", due="today")
    crm.tasks.add(title="Send the offer", due="today 9:00")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("down")
            assert person.app.here().records[0] == "T1"
            crm.tasks.add(title="Pay the rent", due="3 days ago")
            await person.catch_up()
            assert person.app.here().records[0] == "T1"
            assert "To do · 3" in person.screen

    asyncio.run(steps())


def test_hostile_titles_are_harmless(open_app, crm) -> None:
    crm.contacts.add(name="[/bold] \x1b]52;c;x\x07")
    crm.tasks.add(title="[red]Ring[/] \x1b[31m", due="today", for_="C1")

    async def steps() -> None:
        async with open_app(size=(100, 30)) as person:
            assert "[red]Ring[/]" in person.screen
            assert "\x1b" not in person.screen
            await person.press("space")
            assert "Ticked off T1" in person.said
            assert "\x1b" not in person.screen
            await person.press("ctrl+k")
            await person.type("bold")
            assert "[/bold]" in person.screen

    asyncio.run(steps())


def test_keys_typed_fast_go_one_after_another(open_app, crm) -> None:
    for number in range(5):
        crm.tasks.add(title=f"Task {number}", due="today")

    async def steps() -> None:
        async with open_app() as person:
            await person.burst("down", "down", "space")
            assert crm.tasks.get("T3").done_at
            await person.burst("z", "f", "r", "i", "enter", "down")
            assert crm.tasks.get("T4").due_on == "2026-07-03"

    asyncio.run(steps())


def test_it_works_from_small_to_large_and_while_it_is_resized(open_app, crm) -> None:
    crm.tasks.add(title="Ring Ada", due="today")

    async def steps() -> None:
        async with open_app(size=(60, 20)) as person:
            for size in ((60, 20), (250, 70), (80, 24), (100, 30), (60, 40)):
                await person.pilot.resize_terminal(*size)
                await person.settle()
                assert "Ring Ada" in person.screen
                assert all(len(line) <= size[0] for line in person.screen.splitlines())

    asyncio.run(steps())


def test_another_day_for_a_deal_is_told_in_words(open_app, crm) -> None:
    crm.deals.add(title="Website", expected_close_on="2026-12-01")
    crm.deals.edit("D1", expected_close_on="2026-12-24")

    async def steps() -> None:
        async with open_app(size=(160, 45)) as person:
            assert lines(person, "new date for Website")
            assert "close_date" not in person.screen

    asyncio.run(steps())


def test_lately_tells_in_which_program_something_was_done(open_app, crm, path: Path) -> None:
    crm.contacts.add(name="Ada")
    with Crm(str(path), program="cli", clock=lambda: NOW) as shell:
        shell.activities.note("C1", "by mail")

    async def steps() -> None:
        async with open_app(size=(120, 40)) as person:
            assert "shell" not in person.screen  # nothing else is there yet
            await person.burst("2", "l", *"by phone", "ctrl+s")
            await person.press("1")
            line = next(line for line in person.screen.splitlines() if "by phone" in line)
            assert line.rstrip(" │").endswith("you")
            (line,) = [line for line in person.screen.splitlines() if "by mail" in line]
            assert line.rstrip(" │").endswith("shell")

    asyncio.run(steps())


def test_the_month_stands_in_the_frame_where_it_has_no_pane(open_app, crm) -> None:
    crm.deals.win(crm.deals.add(title="Engine", amount="3k"))
    crm.deals.add(title="Website", amount="2k")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            frame = person.screen.splitlines()[-2]
            assert "· won € 3,000 · open € 2,000 · likely" in frame
            await person.pilot.resize_terminal(120, 40)
            await person.settle()
            assert "· won" not in person.screen
            assert "€ 3,000" in person.screen

    asyncio.run(steps())
