"""Winning, losing and reopening deals, from the board and from elsewhere."""

import asyncio
from datetime import timedelta

from tinycrm import config


def test_a_deal_is_won_without_a_question_and_the_toast_takes_it_back(open_app, crm) -> None:
    for title in ("A", "B", "C"):
        crm.deals.add(title=title, amount="1000 EUR")

    async def steps() -> None:
        async with open_app(size=(160, 30)) as person:
            await person.press("4", "down", "w")
            assert crm.deals.get("D2").status == "won"
            assert "Won D2 B" in person.said
            assert "Undo" in person.said
            assert person.app.here().records == ("D3",)
            assert "won in Jun · 1 · € 1,000" in person.screen
            await person.press("ctrl+z")
            assert crm.deals.get("D2").status == "open"

    asyncio.run(steps())


def test_two_wins_typed_quickly_are_two_deals(open_app, crm) -> None:
    for title in ("A", "B", "C"):
        crm.deals.add(title=title)

    async def steps() -> None:
        async with open_app() as person:
            await person.press("4")
            await person.burst("w", "w")
            assert [crm.deals.get(ref).status for ref in ("D1", "D2", "D3")] == [
                "won",
                "won",
                "open",
            ]
            assert person.app.here().records == ("D3",)

    asyncio.run(steps())


def test_a_deal_is_lost_with_an_earlier_reason_or_a_new_one(open_app, crm) -> None:
    for title in ("A", "B", "C", "D"):
        crm.deals.add(title=title)
    crm.deals.lose("D1", "too dear")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("4", "x")
            assert "too dear" in person.screen
            await person.press("down", "enter")
            assert crm.deals.get("D2").lost_reason == "too dear"
            assert "Lost D2 B: too dear" in person.said
            # Everything typed ahead arrives in the window that has just opened.
            await person.burst("x", *"dear", "tab", *"Acme", "enter")
            deal = crm.deals.get("D3")
            assert (deal.status, deal.lost_reason, deal.competitor) == ("lost", "dear", "Acme")
            await person.press("x", "escape")
            assert crm.deals.get("D4").status == "open"
            await person.press("x", "enter")
            assert (crm.deals.get("D4").status, crm.deals.get("D4").lost_reason) == ("lost", None)

    asyncio.run(steps())


def test_several_deals_are_lost_for_one_reason_in_one_step(open_app, crm) -> None:
    for title in ("A", "B", "C"):
        crm.deals.add(title=title)

    async def steps() -> None:
        async with open_app() as person:
            await person.press("4", "m", "down", "m")
            await person.burst("x", *"price", "enter")
            assert "Lost 2 deals: price" in person.said
            assert [crm.deals.get(ref).status for ref in ("D1", "D2", "D3")] == [
                "lost",
                "lost",
                "open",
            ]
            await person.press("ctrl+z")
            assert crm.deals.count("") == 3

    asyncio.run(steps())


def test_a_deal_that_somebody_else_closed_meanwhile_is_told(open_app, crm) -> None:
    crm.deals.add(title="A")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("4", "enter")
            crm.deals.win("D1")
            await person.press("w")
            assert "D1 is won already. Press R to reopen it." in person.said
            person.app.clear_notifications()
            crm.deals.reopen("D1")
            await person.press("x", *"dear")
            crm.deals.win("D1")
            await person.press("enter")
            assert "D1 is won already. Press R to reopen it." in person.said

    asyncio.run(steps())


def test_closed_deals_are_listed_and_reopened(open_app, crm) -> None:
    for title in ("A", "B", "C"):
        crm.deals.add(title=title)
    crm.deals.win("D1")
    crm.deals.lose("D2", "price")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("4", "W")
            assert "Deals · Closed · 2 of 3" in person.screen
            assert "price" in person.screen
            assert person.app.here().place == "deals"
            ref = person.app.here().records[0]
            await person.press("w")
            assert "already" in person.said
            await person.press("R")
            assert crm.deals.get(ref).status == "open"
            await person.press("escape")
            assert "Sales · 2 open" in person.screen
            await person.press("R")
            assert "open already" in person.said

    asyncio.run(steps())


def test_deals_are_closed_from_the_list_and_from_their_page(open_app, crm) -> None:
    for title in ("A", "B", "C"):
        crm.deals.add(title=title)

    async def steps() -> None:
        async with open_app() as person:
            await person.press("4", "b", "enter")
            ref = person.app.here().records[-1]
            await person.press("w")
            assert crm.deals.get(ref).status == "won"
            await person.press("R", ">")
            assert (crm.deals.get(ref).status, crm.deals.get(ref).stage) == ("open", "Qualified")
            await person.press("escape", ">")
            assert crm.deals.get(person.app.here().records[0]).stage in ("Qualified", "Proposal")

    asyncio.run(steps())


def test_list_and_pipeline_are_remembered_until_the_next_start(open_app, crm) -> None:
    crm.deals.add(title="A")
    crm.pipelines.add_pipeline("Partners", ["Talk"])

    async def steps() -> None:
        async with open_app() as person:
            await person.press("4", "p", "down", "enter", "b")
        async with open_app() as person:
            await person.press("4")
            assert person.app.here().place == "deals"
            await person.press("b")
            assert "Partners · 0 open" in person.screen

    asyncio.run(steps())


def test_what_is_remembered_may_be_damaged(open_app, crm) -> None:
    crm.deals.add(title="A")
    path = config.user_folder("state") / "places.json"
    path.parent.mkdir(parents=True)
    path.write_text('{"deals": [')

    async def steps() -> None:
        async with open_app() as person:
            await person.press("4")
            assert "Sales · 1 open" in person.screen

    asyncio.run(steps())


def test_a_new_deal_begins_in_the_stage_of_the_cursor_and_gets_it(open_app, crm) -> None:
    crm.deals.add(title="A")

    async def steps() -> None:
        async with open_app(size=(120, 30)) as person:
            await person.press("4", "right", "right")
            await person.burst("n", *"Engine")
            await person.press("ctrl+s")
            assert crm.deals.get("Engine").stage == "Proposal"
            assert person.app.here().records == ("D2",)

    asyncio.run(steps())


def test_a_stale_deal_is_moved_and_lost_from_today(open_app, crm, clock) -> None:
    crm.deals.add(title="Engine")
    clock.now += timedelta(days=90)

    async def steps() -> None:
        async with open_app() as person:
            assert person.app.here().records == ("D1",)
            await person.press(">")
            assert crm.deals.get("D1").stage == "Qualified"
            await person.press("ctrl+z")
            await person.burst("x", *"price", "enter")
            assert crm.deals.get("D1").lost_reason == "price"

    asyncio.run(steps())


def test_deals_marked_on_the_board_are_won_from_the_list(open_app, crm) -> None:
    for title in ("A", "B", "C"):
        crm.deals.add(title=title)

    async def steps() -> None:
        async with open_app() as person:
            await person.press("4", "m", "down", "down", "m", "b")
            assert set(person.app.here().marked) == {"D1", "D3"}
            await person.press("w")
            assert "Won 2 deals" in person.said
            assert crm.deals.get("D2").status == "open"

    asyncio.run(steps())
