"""Filtering a list while one types."""

import asyncio
import threading

import pytest

from tinycrm.tui.panes import records


@pytest.fixture
def people(crm) -> None:
    crm.contacts.add(
        name="Ada Lovelace",
        email="ada@engines.example",
        phone="+44 20 7946 0958",
        tags=["vip"],
        lifecycle="customer",
    )
    crm.contacts.add(name="Anna Berg", email="anna@berg.example", phone="+49 30 1234567")
    crm.contacts.add(name="Søren Holm", tags=["video"], lifecycle="lead")


def names(person) -> list[str]:
    list = person.app.screen.pane.list
    return [list.rows.row(index).name for index in range(len(list.rows))]


def test_typing_narrows_the_list_down(open_app, people) -> None:
    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("2", "slash", "a")
            assert names(person) == ["Ada Lovelace", "Anna Berg"]
            await person.type("nna")
            assert names(person) == ["Anna Berg"]
            assert "Contacts · 1 of 3" in person.screen

    asyncio.run(steps())


@pytest.mark.parametrize("text", ["7946", "ada@eng", "lovel", "tag:vip", "engines", "phone:0958"])
def test_part_of_a_number_of_an_address_or_of_a_name_finds_a_person(open_app, people, text) -> None:
    async def steps() -> None:
        async with open_app() as person:
            await person.press("2", "slash")
            await person.type(text)
            assert names(person) == ["Ada Lovelace"]

    asyncio.run(steps())


def test_what_is_typed_ahead_filters_moves_and_opens(open_app, people) -> None:
    async def steps() -> None:
        async with open_app() as person:
            await person.burst("2", "slash", *"anna", "down", "enter")
            assert person.app.screen.ref == "C2"
            await person.press("escape")
            assert names(person) == ["Anna Berg"]
            assert "/ anna" in person.screen

    asyncio.run(steps())


def test_escape_goes_to_the_list_then_clears_the_filter_and_keeps_the_record(
    open_app, people
) -> None:
    async def steps() -> None:
        async with open_app() as person:
            await person.press("2", "slash")
            await person.type("holm")
            await person.press("escape")
            assert names(person) == ["Søren Holm"]
            assert person.app.here().records == ("C3",)
            await person.press("escape")
            assert len(names(person)) == 3
            assert person.app.here().records == ("C3",)
            assert "holm" not in person.screen
            await person.press("escape")
            assert "Contacts · 3" in person.screen

    asyncio.run(steps())


def test_the_cursor_does_not_wander_while_a_key_is_typed(open_app, people) -> None:
    async def steps() -> None:
        async with open_app() as person:
            await person.press("2", "down", "slash")
            await person.type("hol")
            assert names(person) == ["Søren Holm"]
            await person.burst(*["backspace"] * 3, *"lifecycle:")
            assert person.app.here().records == ("C2",)
            await person.burst(*["backspace"] * 10, "escape")
            assert "words, or" not in person.screen
            assert person.app.here().records == ("C2",)

    asyncio.run(steps())


def test_a_wrong_filter_says_what_is_wrong_and_keeps_the_rows(open_app, people) -> None:
    async def steps() -> None:
        async with open_app() as person:
            await person.press("2", "slash")
            await person.type("tag:vip")
            # At once: the words on the way to it would find nothing.
            person.app.focused.insert_text_at_cursor(" stats:x")
            await person.settle()
            assert "Unknown filter key" in person.screen
            assert "status" in person.screen
            assert "▔▔▔▔▔▔▔" in person.screen
            assert names(person) == ["Ada Lovelace"]
            await person.press("enter")
            assert person.app.focused.value == "tag:vip stats:x"
            await person.press("escape")
            assert "/ tag:vip" in person.screen
            assert "stats" not in person.screen

    asyncio.run(steps())


def test_a_newer_filter_comes_while_it_is_looked_how_one_may_go_on(
    open_app, people, monkeypatch
) -> None:
    asked = []

    async def steps() -> None:
        async with open_app() as person:

            def complete(*given: object) -> list[object]:
                if threading.current_thread().name.startswith("crm-ids"):
                    asked.append(given)
                    person.app.lookup.drop()
                return []

            monkeypatch.setattr(records, "complete", complete)
            for place, wrong in (("2", "stats:x"), ("5", "nobody"), ("5", "stats:x")):
                await person.press(place, "slash")
                person.app.focused.insert_text_at_cursor(wrong)
                await person.settle()
                assert wrong in person.screen
                await person.press("escape", "escape")

    asyncio.run(steps())
    assert len(asked) >= 3


def test_what_is_wrong_with_a_filter_says_that_it_goes_on(open_app, people) -> None:
    async def steps() -> None:
        for size in ((60, 20), (80, 24)):
            async with open_app(size=size) as person:
                await person.burst("2", "slash", *"foo:x ")
                said = person.screen.partition("Known are:")[2][: 3 * size[0]]
                assert "…" in said

    asyncio.run(steps())


def test_keys_and_values_are_offered_and_taken(open_app, people) -> None:
    async def steps() -> None:
        async with open_app() as person:
            await person.press("2", "slash", "t", "a")
            assert "tags, one or several" in person.screen
            await person.press("tab")
            assert person.app.focused.value == "tag:"
            assert "video" in person.screen
            assert len(names(person)) == 3
            await person.press("tab")
            assert person.app.focused.value == "tag:video"
            assert names(person) == ["Søren Holm"]
            await person.press("tab")
            assert person.app.focused.value == "tag:vip"
            assert names(person) == ["Ada Lovelace"]
            await person.press("shift+tab")
            assert person.app.focused.value == "tag:video"

    asyncio.run(steps())


def test_enter_takes_a_value_that_was_begun_and_then_goes_to_the_list(open_app, people) -> None:
    async def steps() -> None:
        async with open_app() as person:
            await person.press("2", "slash")
            await person.type("lifecycle:cus")
            assert len(names(person)) == 3
            await person.press("enter")
            assert person.app.focused.value == "lifecycle:customer"
            assert names(person) == ["Ada Lovelace"]
            await person.press("enter")
            assert person.app.focused is person.app.screen.pane.list

    asyncio.run(steps())


def test_a_whole_value_is_not_made_longer_by_enter(open_app, people, crm) -> None:
    crm.contacts.tag("C2", "vip-2025")

    async def steps() -> None:
        async with open_app() as person:
            await person.burst("2", "slash", *"tag:vip", "enter")
            assert names(person) == ["Ada Lovelace"]
            assert person.app.focused is person.app.screen.pane.list

    asyncio.run(steps())


def test_an_offer_can_be_clicked(open_app, people) -> None:
    async def steps() -> None:
        async with open_app() as person:
            await person.press("2", "slash")
            await person.type("tag:v")
            await person.pilot.click("FilterOffers", offset=(3, 2))
            await person.settle()
            assert person.app.focused.value == "tag:vip"

    asyncio.run(steps())


def test_a_filter_without_hits_says_how_to_clear_it(open_app, people) -> None:
    async def steps() -> None:
        async with open_app() as person:
            await person.press("2", "slash")
            await person.type("zzz")
            assert "Nothing is found by" in person.screen
            assert "clears the filter" in person.screen

    asyncio.run(steps())


def test_an_empty_list_says_what_belongs_there(open_app) -> None:
    async def steps() -> None:
        async with open_app(size=(60, 20)) as person:
            for key, words in (("2", "No contacts yet."), ("3", "No companies yet.")):
                await person.press(key)
                assert words in person.screen
                assert "n    write down the first one" in person.screen

    asyncio.run(steps())


def test_eight_offers_are_in_sight_at_once(open_app, people) -> None:
    async def steps() -> None:
        async with open_app() as person:
            await person.press("2", "slash")
            offers = person.app.screen.pane.bar.offers
            assert len(offers.offers) > 8
            assert offers.height == 8

    asyncio.run(steps())


def test_a_tag_with_markup_and_escapes_is_harmless_among_the_offers(open_app, crm) -> None:
    crm.contacts.add(name="[/bold] \x1b]52;c;x\x07", tags=["[red]x[/]"])

    async def steps() -> None:
        async with open_app() as person:
            await person.press("2", "slash")
            await person.type("tag:[")
            assert "[red]x[/]" in person.screen
            await person.press("escape", "escape")
            assert "[/bold] ␛]52" in person.screen
            assert "\x1b" not in person.screen

    asyncio.run(steps())


def test_what_comes_in_while_a_filter_is_typed_leaves_the_text_alone(open_app, people, crm) -> None:
    async def steps() -> None:
        async with open_app() as person:
            await person.press("2", "slash")
            await person.type("an")
            crm.contacts.add(name="Andreas Maler")
            await person.catch_up()
            assert names(person) == ["Andreas Maler", "Anna Berg"]
            await person.type("drea")
            assert names(person) == ["Andreas Maler"]

    asyncio.run(steps())


def test_the_title_keeps_of_how_many_when_something_has_changed(open_app, crm) -> None:
    for name in ("Ada", "Bob", "Cleo"):
        crm.contacts.add(name=name, tags=["vip"] if name != "Bob" else [])

    async def steps() -> None:
        async with open_app() as person:
            await person.burst("2", "slash", *"tag:vip", "enter")
            assert "Contacts · 2 of 3" in person.screen
            await person.press("delete")
            assert "Contacts · 1 of 2" in person.screen
            crm.contacts.add(name="Dora", tags=["vip"])
            crm.contacts.add(name="Eve")
            await person.catch_up()
            assert "Contacts · 2 of 4" in person.screen

    asyncio.run(steps())


def test_the_title_of_filtered_tasks_tells_how_many_are_open(open_app, crm) -> None:
    for name in ("Call Ada", "Call Bob", "Write"):
        crm.tasks.add(title=name, due="tomorrow")

    async def steps() -> None:
        async with open_app() as person:
            await person.burst("5", "slash", *"call", "enter")
            assert "Tasks · 2 of 3" in person.screen
            await person.press("space")
            assert "Tasks · 1 of 2" in person.screen

    asyncio.run(steps())


def test_a_line_that_only_says_something_is_not_opened(open_app, crm) -> None:
    async def steps() -> None:
        async with open_app() as person:
            await person.burst("S", *"nobody", "enter")
            assert "Nothing is found by" in person.screen
            await person.press("tab", "enter")
            assert len(person.app.screen_stack) == 2

    asyncio.run(steps())
