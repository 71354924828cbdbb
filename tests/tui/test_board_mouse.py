"""The mouse on the board: selecting, opening, dragging and scrolling."""

import asyncio

from textual.events import (
    MouseEvent,
    MouseMove,
    MouseScrollDown,
    MouseScrollLeft,
    MouseScrollRight,
)
from textual.geometry import Offset

from tinycrm.tui.widgets.board import Board
from tinycrm.tui.widgets.stage_column import StageColumn


def column(person, at: int) -> StageColumn:
    found: StageColumn = person.app.screen.query_one(Board).columns[at]
    return found


def spot(person, at: int, row: int) -> Offset:
    """A point on a card of a column."""
    place = column(person, at)
    return place.content_region.offset + Offset(3, place.head + row * 3)


async def mouse(person, event: type[MouseEvent], at: Offset, button: int = 0) -> None:
    await person.pilot._post_mouse_events([event], widget=None, offset=at, button=button)
    await person.settle()


async def drag(person, start: Offset, *ways: Offset) -> None:
    await person.pilot.mouse_down(offset=start)
    for way in ways:
        await mouse(person, MouseMove, way, button=1)
    await person.settle()


async def let_go(person, end: Offset) -> None:
    await person.pilot.mouse_up(offset=end)
    await person.settle()


def test_a_click_selects_and_a_double_click_opens(open_app, crm) -> None:
    for title in ("A", "B", "C"):
        crm.deals.add(title=title, stage="Lead" if title < "C" else "Proposal")

    async def steps() -> None:
        async with open_app(size=(120, 30)) as person:
            await person.press("4")
            await person.pilot.click(offset=spot(person, 0, 1))
            assert person.app.here().records == ("D2",)
            await person.pilot.click(offset=spot(person, 1, 0))
            assert person.app.here().begun[0] == ("stage", "Qualified")
            await person.pilot.click(offset=spot(person, 2, 0), times=2)
            await person.settle()
            assert person.app.here().place == "record"
            assert person.app.here().records[-1] == "D3"

    asyncio.run(steps())


def test_a_double_click_beside_the_cards_opens_nothing(open_app, crm) -> None:
    crm.deals.add(title="A")

    async def steps() -> None:
        async with open_app(size=(120, 30)) as person:
            await person.press("4")
            await person.pilot.click(offset=spot(person, 0, 4), times=2)
            await person.settle()
            assert person.app.here().place == "board"

    asyncio.run(steps())


def test_a_card_is_dragged_to_another_stage(open_app, crm) -> None:
    crm.deals.add(title="Engine")
    crm.deals.add(title="Logo")

    async def steps() -> None:
        async with open_app(size=(120, 30)) as person:
            await person.press("4")
            end = spot(person, 2, 3)
            await drag(person, spot(person, 0, 1), spot(person, 1, 1), end)
            assert column(person, 2).has_class("-target")
            assert "Logo → Proposal" in person.screen
            await let_go(person, end)
            assert crm.deals.get("Logo").stage == "Proposal"
            assert person.app.here().records == ("D2",)
            assert "Logo from Lead to Proposal" in person.said
            assert not column(person, 2).has_class("-target")

    asyncio.run(steps())


def test_a_drag_is_cancelled_by_escape_and_outside_of_the_board(open_app, crm) -> None:
    crm.deals.add(title="Engine")

    async def steps() -> None:
        async with open_app(size=(120, 30)) as person:
            await person.press("4")
            end = spot(person, 2, 0)
            await drag(person, spot(person, 0, 0), end)
            await person.press("escape")
            assert not column(person, 2).has_class("-target")
            await let_go(person, end)
            await drag(person, spot(person, 0, 0), end, Offset(5, 0))
            await let_go(person, Offset(5, 0))
            await drag(person, spot(person, 0, 0), end, spot(person, 0, 3))
            await let_go(person, spot(person, 0, 3))
            assert crm.deals.get("Engine").stage == "Lead"
            assert person.app.mouse_captured is None

    asyncio.run(steps())


def test_marked_cards_are_dragged_together(open_app, crm) -> None:
    for title in ("A", "B", "C"):
        crm.deals.add(title=title)

    async def steps() -> None:
        async with open_app(size=(120, 30)) as person:
            await person.press("4", "m", "down", "m")
            end = spot(person, 1, 0)
            await drag(person, spot(person, 0, 0), end)
            assert "2 deals → Qualified" in person.screen
            await let_go(person, end)
            assert "Moved 2 deals to Qualified" in person.said
            assert [crm.deals.get(title).stage for title in "ABC"] == [
                "Qualified",
                "Qualified",
                "Lead",
            ]

    asyncio.run(steps())


def test_the_wheel_scrolls_the_column_under_the_pointer(open_app, crm) -> None:
    for number in range(40):
        crm.deals.add(title=f"Deal {number}", stage="Lead" if number % 2 else "Qualified")

    async def steps() -> None:
        async with open_app(size=(120, 30)) as person:
            await person.press("4")
            await mouse(person, MouseScrollDown, spot(person, 1, 2))
            assert column(person, 1).scroll_offset.y > 0
            assert column(person, 0).scroll_offset.y == 0
            assert person.app.here().records == ("D2",)

    asyncio.run(steps())


def test_hidden_stages_come_into_sight_at_the_edge_and_by_the_wheel(open_app, crm) -> None:
    crm.deals.add(title="Engine")

    async def steps() -> None:
        async with open_app(size=(60, 20)) as person:
            await person.press("4")
            await mouse(person, MouseScrollRight, spot(person, 0, 0))
            assert "‹ 1 more   1 more ›" in person.screen
            await mouse(person, MouseScrollLeft, spot(person, 1, 0))
            edge = Offset(59, 8)
            await drag(person, spot(person, 0, 0), Offset(40, 8), edge, edge)
            assert "Engine → Proposal" in person.screen
            await let_go(person, edge)
            assert crm.deals.get("Engine").stage == "Proposal"

    asyncio.run(steps())
