"""The list of activities, which takes the place of the timeline as soon as some are chosen."""

import asyncio

import pytest

from tinycrm.tui.place import Here


@pytest.fixture
def logged(crm) -> None:
    crm.contacts.add(name="Ada Lovelace")
    crm.contacts.add(name="Bob Berg")
    crm.activities.log("call", ["C1"], "about steam", at="2026-06-30T09:15:00Z")
    crm.activities.log("note", ["C2"], "prefers mornings", at="2026-06-29T10:00:00Z")
    crm.activities.log("email", ["C1"], "the first letter", at="2024-03-01T10:00:00Z")
    crm.deals.add(title="Engine", contact="C1", stage="Lead")


def refs(person) -> list[str]:
    list = person.app.screen.pane.list
    return [list.rows.row(index).ref for index in range(len(list.rows))]


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
def test_a_filter_makes_the_timeline_a_list_and_escape_leads_back(open_app, logged, size) -> None:
    async def steps() -> None:
        async with open_app(size=size) as person:
            await person.press("6")
            assert "yesterday · Mon 29 Jun" in person.screen
            assert person.app.here().place == "timeline"
            await person.burst("slash", *"kind:call", "enter")
            assert "Activity · 1 of 3" in person.screen
            assert "Ada Lovelace" in person.screen
            assert person.app.here() == Here("activity", ("A1",))
            await person.press("escape")
            assert refs(person) == ["A1", "A2", "A3"]
            await person.press("escape")
            assert person.app.here().place == "timeline"
            assert "yesterday · Mon 29 Jun" in person.screen

    asyncio.run(steps())


def test_keys_typed_at_once_filter_and_open_what_was_found(open_app, logged) -> None:
    async def steps() -> None:
        async with open_app() as person:
            await person.burst("6", "slash", *"letter", "down", "enter")
            assert person.app.screen.ref == "A3"
            await person.press("escape")
            assert refs(person) == ["A3"]

    asyncio.run(steps())


def test_an_empty_line_of_the_filter_leads_back_to_the_timeline(open_app, logged) -> None:
    async def steps() -> None:
        async with open_app() as person:
            await person.press("6", "slash", "escape")
            assert person.app.here().place == "timeline"
            assert person.app.focused is person.app.screen.pane.overview

    asyncio.run(steps())


def test_the_list_is_shown_the_next_time_where_it_was_left_by_its_key(open_app, logged) -> None:
    async def steps() -> None:
        async with open_app() as person:
            await person.press("6", "b")
            assert refs(person) == ["A1", "A2", "A3"]
        async with open_app() as person:
            await person.press("6")
            assert person.app.here() == Here("activity", ("A1",))
            await person.press("b")
            assert person.app.here().place == "timeline"

    asyncio.run(steps())


def test_activities_are_sorted_and_marked_and_tagged_and_archived(open_app, logged, crm) -> None:
    async def steps() -> None:
        async with open_app() as person:
            await person.press("6")
            await person.burst("s", *"kind", "enter")
            assert refs(person) == ["A1", "A3", "A2"]
            await person.press("m", "m")
            assert "2 marked" in person.screen
            await person.burst("number_sign", *"steam", "enter", "enter")
            assert crm.activities.count("tag:steam") == 2
            await person.press("u", "delete")
            assert crm.activities.count() == 2

    asyncio.run(steps())


def test_columns_are_chosen_from_the_timeline(open_app, logged, crm) -> None:
    async def steps() -> None:
        async with open_app() as person:
            await person.press("6", "C", "space", "enter")
            assert person.app.here().place == "activity"
            assert "When" not in person.screen
            assert "when" not in crm.views.usual_columns("activity")

    asyncio.run(steps())


def test_a_view_of_activities_is_kept_and_opened_by_key_and_by_name(open_app, logged) -> None:
    async def steps() -> None:
        async with open_app() as person:
            await person.burst("6", "slash", *"kind:call", "enter")
            await person.burst("V", *"Calls", "enter")
            assert "Activity · Calls · 1" in person.screen
            await person.press("escape", "escape", "2")
            await person.burst("v", "enter")
            assert "Activity · Calls · 1" in person.screen
        async with open_app(view="calls") as person:
            assert refs(person) == ["A1"]
            await person.press("escape", "escape")
            assert person.app.here().place == "timeline"

    asyncio.run(steps())


def test_one_kind_alone_is_shown_in_the_timeline(open_app, logged) -> None:
    async def steps() -> None:
        async with open_app() as person:
            await person.press("6", "b")
            await person.burst("f", *"notes", "enter")
            assert person.app.here() == Here("timeline", ("A2",))
            assert "Activity · notes" in person.screen

    asyncio.run(steps())


def test_what_happens_while_the_timeline_is_shown_stands_in_the_list(open_app, logged, crm) -> None:
    async def steps() -> None:
        async with open_app() as person:
            await person.press("6", "b", "b")
            crm.activities.log("call", ["C1"], "just now", at="2026-06-30T09:16:00Z")
            await person.catch_up()
            assert "just now" in person.screen
            await person.press("b")
            assert refs(person) == ["A4", "A1", "A2", "A3"]

    asyncio.run(steps())
