"""The board: its figures, its cursor, and deals that are moved about."""

import asyncio
from datetime import timedelta

import pytest
from rich.cells import cell_len
from textual.filter import Monochrome, NoColor

from tinycrm.tui.widgets.board import Board

ON, BACK = "greater_than_sign", "less_than_sign"


def add_deals(crm, *deals: tuple[str, str, str]) -> None:
    """Deals by title, stage and amount; the first one stands uppermost in its stage."""
    for title, stage, amount in deals:
        crm.deals.add(title=title, stage=stage, amount=amount)


def stages(crm) -> dict[str, list[str]]:
    """The titles of the open deals by stage."""
    return {
        each.stage.name: [deal.title for deal in crm.deals.by_ids(each.ids)]
        for each in crm.deals.by_stage()
    }


def here(person) -> str:
    """The title of the deal under the cursor."""
    records = person.app.here().records
    return person.app.crm.deals.get(records[0]).title if records else ""


def test_the_board_shows_stages_with_count_sum_and_what_is_likely(open_app, crm) -> None:
    ada = crm.contacts.add(name="Ada Lovelace", company="Engines")
    crm.deals.add(title="Engine No. 2", stage="Proposal", amount="12000 EUR", contact=f"C{ada}")
    crm.deals.add(title="Logo", stage="Lead", amount="950 EUR")

    async def steps() -> None:
        async with open_app(size=(160, 30)) as person:
            await person.press("4")
            screen = person.screen
            assert "Lead · 1 · € 950" in screen
            assert "Qualified · 0" in screen
            assert "Proposal · 1 · € 12,000" in screen
            assert "likely € 6,000" in screen
            assert "Ada Lovelace · Engines" in screen
            assert "Sales · 2 open · € 12,950 · likely € 6,095" in screen
            assert person.app.here().begun == (("stage", "Lead"), ("pipeline", "Sales"))

    asyncio.run(steps())


def test_stale_deals_are_told_by_age_and_a_mark(open_app, crm, clock) -> None:
    crm.deals.add(title="Engine", stage="Negotiation")
    clock.now += timedelta(days=16)
    crm.deals.add(title="Logo", stage="Negotiation")

    async def steps() -> None:
        async with open_app(size=(160, 30)) as person:
            await person.press("4")
            assert "! 16 d" in person.screen
            assert "! 1 stale" in person.screen
            assert "today" in person.screen

    asyncio.run(steps())


def test_several_currencies_are_never_added_up(open_app, crm) -> None:
    crm.deals.add(title="A", amount="123456 EUR")
    crm.deals.add(title="B", amount="5000 JPY")
    crm.deals.add(title="C", amount="20 USD")

    async def steps() -> None:
        async with open_app(size=(200, 30)) as person:
            await person.press("4")
            assert "Lead · 3 · € 123,456 · ¥ 5,000 · $ 20" in person.screen
            await person.pilot.resize_terminal(100, 30)
            await person.settle()
            # Where the border has no room, the sums stand under it.
            assert "Lead · 3 ─" in person.screen
            assert "€ 123,456 +2" in person.screen

    asyncio.run(steps())


def test_the_cursor_goes_from_card_to_card_and_across_to_the_one_beside(open_app, crm) -> None:
    add_deals(
        crm,
        *((f"Lead {number}", "Lead", "") for number in range(4)),
        *((f"Proposal {number}", "Proposal", "") for number in range(3)),
    )

    async def steps() -> None:
        async with open_app(size=(120, 30)) as person:
            await person.press("4", "down", "j")
            assert here(person) == "Lead 2"
            await person.press("right")
            assert here(person) == ""  # Nothing in Qualified, but a new deal would begin there.
            assert person.app.here().begun[0] == ("stage", "Qualified")
            await person.press("right")
            assert here(person) == "Proposal 2"
            await person.press("home", "left", "left")
            assert here(person) == "Lead 0"
            await person.press("end", "right", "right")
            assert here(person) == "Proposal 2"
            await person.press("left", "left")
            assert here(person) == "Lead 3"

    asyncio.run(steps())


def test_the_cursor_follows_the_deal_that_is_moved(open_app, crm) -> None:
    add_deals(crm, ("Engine", "Lead", "5"), ("Logo", "Lead", "6"))

    async def steps() -> None:
        async with open_app() as person:
            await person.press("4", "down", ">")
            assert stages(crm)["Qualified"] == ["Logo"]
            assert here(person) == "Logo"
            assert person.app.here().begun[0] == ("stage", "Qualified")
            assert "Moved D2 Logo from Lead to Qualified" in person.said
            foot = person.screen.splitlines()[-1]
            assert foot.startswith(" < back   > move on   w won   x lost   enter open")
            await person.press("<")
            assert stages(crm)["Lead"] == ["Engine", "Logo"]
            assert here(person) == "Logo"

    asyncio.run(steps())


def test_two_quick_steps_move_a_deal_two_stages_and_undo_takes_one_back(open_app, crm) -> None:
    add_deals(crm, ("Engine", "Lead", "5"), ("Logo", "Lead", "6"))

    async def steps() -> None:
        async with open_app() as person:
            await person.press("4")
            await person.burst(ON, ON)
            assert stages(crm)["Proposal"] == ["Engine"]
            assert here(person) == "Engine"
            await person.burst(ON, BACK, ON, "ctrl+z")
            assert stages(crm)["Proposal"] == ["Engine"]
            assert here(person) == "Engine"
            await person.burst("ctrl+z", "ctrl+z", "ctrl+z")
            assert stages(crm)["Qualified"] == ["Engine"]

    asyncio.run(steps())


def test_no_stage_beyond_the_last_one_is_said_with_the_key_that_wins(open_app, crm) -> None:
    add_deals(crm, ("Engine", "Negotiation", "5"))

    async def steps() -> None:
        async with open_app() as person:
            await person.press("4", ">")
            assert "There is no stage after Negotiation." in person.said
            assert "press w" in person.said
            assert "crm win-deal" not in person.said

    asyncio.run(steps())


def test_marked_deals_are_moved_as_one_step(open_app, crm) -> None:
    add_deals(
        crm, ("A", "Lead", ""), ("B", "Lead", ""), ("C", "Lead", ""), ("D", "Negotiation", "")
    )

    async def steps() -> None:
        async with open_app() as person:
            await person.press("4", "m", "down", "m")
            assert person.app.here().marked == ("D1", "D2")
            await person.press(">")
            assert stages(crm)["Qualified"] == ["A", "B"]
            assert "Moved 2 deals one stage on" in person.said
            await person.press("ctrl+z")
            assert len(stages(crm)["Lead"]) == 3
            await person.press("end", "right", "right", "right", "m", ">")
            # The one in the last stage stays, and it is said.
            assert len(stages(crm)["Qualified"]) == 2
            assert "1 could not be" in person.said
            await person.press("u")
            assert person.app.here().marked == ()

    asyncio.run(steps())


def test_a_whole_stage_is_marked_and_unmarked(open_app, crm) -> None:
    add_deals(crm, ("A", "Lead", ""), ("B", "Lead", ""), ("C", "Proposal", ""))

    async def steps() -> None:
        async with open_app() as person:
            await person.press("4", "ctrl+a")
            assert person.app.here().marked == ("D1", "D2")
            await person.press("ctrl+a")
            assert person.app.here().marked == ()

    asyncio.run(steps())


def test_a_deal_that_a_command_moves_keeps_the_cursor(open_app, crm) -> None:
    add_deals(crm, ("A", "Lead", ""), ("B", "Lead", ""), ("C", "Lead", ""))

    async def steps() -> None:
        async with open_app() as person:
            await person.press("4", "down")
            assert here(person) == "B"
            crm.deals.move("B", "Proposal")
            await person.catch_up()
            assert here(person) == "B"
            assert person.app.here().begun[0] == ("stage", "Proposal")
            crm.deals.add(title="D", stage="Proposal")
            crm.deals.edit("A", amount="7")
            await person.catch_up()
            assert here(person) == "B"

    asyncio.run(steps())


def test_a_deal_that_comes_back_gets_the_cursor_back(open_app, crm) -> None:
    add_deals(crm, ("A", "Lead", ""), ("B", "Lead", ""), ("C", "Lead", ""))

    async def steps() -> None:
        async with open_app() as person:
            await person.press("4", "down", "w")
            assert here(person) == "C"
            await person.press("ctrl+z")
            assert here(person) == "B"
            await person.press("w", "up", "ctrl+z")
            assert here(person) == "A"  # Somebody has gone elsewhere meanwhile.

    asyncio.run(steps())


def test_more_stages_than_fit_are_reached_and_counted(open_app, crm) -> None:
    add_deals(crm, ("A", "Lead", ""), ("B", "Negotiation", ""))

    async def steps() -> None:
        async with open_app(size=(60, 20)) as person:
            await person.press("4")
            assert "2 more ›" in person.screen
            assert "Negotiation" not in person.screen
            await person.press("right", "right", "right")
            assert "‹ 2 more" in person.screen
            assert "Negotiation · 1" in person.screen
            assert "Lead ·" not in person.screen
            await person.pilot.resize_terminal(120, 30)
            await person.settle()
            assert "more" not in person.screen.splitlines()[1]
            assert "Lead · 1" in person.screen
            await person.pilot.resize_terminal(60, 20)
            await person.settle()
            assert "Negotiation · 1" in person.screen
            assert here(person) == "B"

    asyncio.run(steps())


def test_an_empty_board_says_what_belongs_there_and_the_key(open_app, crm) -> None:
    async def steps() -> None:
        async with open_app() as person:
            await person.press("4")
            assert "A deal is work that" in person.screen
            assert "n adds the first one." in person.screen
            await person.press("down", "right", "end", "pagedown", ">", "w", "x", "m", "enter")
            assert person.app.here().records == ()
            assert person.app.here().begun[0] == ("stage", "Qualified")

    asyncio.run(steps())


def test_an_empty_stage_says_so(open_app, crm) -> None:
    add_deals(crm, ("A", "Lead", ""))

    async def steps() -> None:
        async with open_app() as person:
            await person.press("4")
            assert "Nothing in Proposal." in person.screen
            assert "n adds a deal here." in person.screen

    asyncio.run(steps())


def test_another_pipeline_is_chosen(open_app, crm) -> None:
    add_deals(crm, ("A", "Lead", ""))
    crm.pipelines.add_pipeline("Partners", ["Talk", "Sign"])
    crm.deals.add(title="Joint venture", pipeline="Partners", stage="Talk")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("4")
            await person.burst("p", "p", "a", "r", "t", "enter")
            assert "Partners · 1 open" in person.screen
            assert here(person) == "Joint venture"
            await person.press(">")
            assert "Sign · 1" in person.screen
            crm.pipelines.rename_pipeline("Partners", "Friends")
            await person.catch_up()
            assert "Sales · 1 open" in person.screen

    asyncio.run(steps())


def test_board_and_list_show_the_same_deal_and_marks(open_app, crm) -> None:
    add_deals(crm, ("A", "Lead", "1"), ("B", "Proposal", "2"))

    async def steps() -> None:
        async with open_app() as person:
            await person.press("4", "m", "b")
            assert "Deals · 2" in person.screen
            assert person.app.here().place == "deals"
            assert person.app.here().marked == ("D1",)
            await person.press("b")
            assert "Lead · 1" in person.screen
            assert person.app.here() == person.app.here()._replace(place="board", marked=("D1",))

    asyncio.run(steps())


def test_enter_opens_a_deal_and_escape_leads_back_to_its_card(open_app, crm) -> None:
    add_deals(crm, *((f"Deal {number}", "Lead", "") for number in range(30)))

    async def steps() -> None:
        async with open_app() as person:
            await person.press("4", "end", "up", "enter")
            assert person.app.here().place == "record"
            await person.press(">")
            assert stages(crm)["Qualified"] == ["Deal 28"]
            await person.press("escape")
            assert here(person) == "Deal 28"

    asyncio.run(steps())


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (160, 45)])
def test_hostile_titles_and_odd_amounts_harm_nothing(open_app, crm, size) -> None:
    person_id = crm.contacts.add(name="[/bold]\x1b]52;c;eA==\x07 [@click=app.quit]", company="‮lru")
    titles = [
        ("[/]\x1b[31mred\x07", "0 EUR"),
        ("王小明的网站重新设计项目", "9999999999999 EUR"),
        ("هوية المعرض", "5000000 JPY"),
        ("👩‍👩‍👧 family " + "x" * 5000, "0.01 KWD"),
        ("nothing known", ""),
    ]
    for title, amount in titles:
        crm.deals.add(title=title, amount=amount, contact=f"C{person_id}")
    crm.pipelines.rename_pipeline("Sales", "[bold]Sa[/les")
    crm.pipelines.edit_stage("Lead", name="[red]Le\x1bad[/")

    async def steps() -> None:
        async with open_app(size=size) as person:
            await person.press("4", "down", "down", ">", "m", "x")
            await person.press("escape", "b", "b")
            screen = person.screen
            assert "\x1b" not in screen
            assert "\x07" not in screen
            assert "[bold]Sa[/les" in screen
            assert "[red]Le" in screen
            assert all(cell_len(line) <= size[0] for line in screen.splitlines())

    asyncio.run(steps())


def test_thousands_of_deals_in_a_stage_are_read_in_pages(open_app, crm) -> None:
    with crm.operation("many"):
        crm.db.index_later()
        for number in range(1500):
            crm.deals.add(title=f"Deal {number}", amount="10")

    async def steps() -> None:
        async with open_app(size=(100, 30)) as person:
            await person.press("4")
            assert "Lead · 1,500" in person.screen
            column = person.app.screen.query_one(Board).columns[0]
            assert len(column.rows.pages) == 1
            await person.press("end")
            assert here(person) in person.screen
            assert len(column.rows.pages) == 2
            await person.burst(*["pageup"] * 5)
            assert len(column.rows.pages) < 5

    asyncio.run(steps())


def test_a_retired_stage_is_named_as_such_while_deals_stand_in_it(open_app, crm) -> None:
    crm.deals.lose(crm.deals.add(title="Engine", stage="Qualified"), "price")
    crm.pipelines.retire_stage("Qualified")
    crm.deals.reopen("D1")

    async def steps() -> None:
        async with open_app(size=(160, 30)) as person:
            await person.press("4")
            assert "Qualified (retired) · 1" in person.screen
            await person.press("right", "right", "right", "<")
            assert crm.deals.get("D1").stage == "Lead"
            assert "retired" not in person.screen
            assert here(person) == "Engine"

    asyncio.run(steps())


def test_without_colours_the_cursor_and_marks_are_seen_as_signs(open_app, crm, monkeypatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    add_deals(crm, ("A", "Lead", ""), ("B", "Lead", ""))

    async def steps() -> None:
        async with open_app() as person:
            await person.press("4", "m", "down")
            lines = person.screen.splitlines()
            assert any(line.startswith("│•A") for line in lines)
            assert any(line.startswith("│▌B") for line in lines)
            # Greys in place of colours may be as dark as what is behind them.
            assert any(isinstance(each, NoColor) for each in person.app._filters)
            assert not any(isinstance(each, Monochrome) for each in person.app._filters)

    asyncio.run(steps())
