"""The keys that work here, the tour, and the lines at the top and at the foot."""

import asyncio

import pytest

from tinycrm import config
from tinycrm.tui import emptiness
from tinycrm.tui.actions.places import go
from tinycrm.tui.dialogs.help import Help, key_lines
from tinycrm.tui.dialogs.log import LogForm
from tinycrm.tui.dialogs.record_form import EditForm
from tinycrm.tui.dialogs.tour import CARDS
from tinycrm.tui.keys import key_name
from tinycrm.tui.manifest import ACTIONS
from tinycrm.tui.manifest.conditions import is_possible
from tinycrm.tui.panes import today
from tinycrm.tui.widgets.board import Board

PLACES = ("today", "contacts", "companies", "deals", "tasks")


def fill(crm) -> None:
    for number in range(30):
        crm.contacts.add(name=f"Person {number}", company=f"Firm {number}")
        stage = ("Lead", "Qualified", "Proposal")[number % 3]
        crm.deals.add(title=f"Deal {number}", contact=f"C{number + 1}", stage=stage)
        crm.tasks.add(title=f"Task {number}", due="today", for_=f"C{number + 1}")


def test_every_key_that_is_bound_and_works_is_listed(open_app, crm) -> None:
    fill(crm)

    async def steps() -> None:
        async with open_app(size=(120, 40)) as person:
            app = person.app
            for place in PLACES:
                go(app, [], place)
                await person.settle()
                listed = {key for line in key_lines(app) for key in line.keys}
                here = app.here()
                bound = {
                    key
                    for key, active in app.screen.active_bindings.items()
                    if active.binding.id in ACTIONS
                    and is_possible(ACTIONS[active.binding.id], here)
                }
                assert bound <= listed
                assert {"down", "up", "pagedown", "enter", "tab", "ctrl+q"} <= listed

    asyncio.run(steps())


NOT_SEEN = {"ctrl+q", "ctrl+c"}
"""Leaving the app, and copying what nobody has selected."""


def test_every_key_that_is_listed_works(open_app, crm) -> None:
    fill(crm)
    tried: set[tuple[str, str]] = set()

    async def steps() -> None:
        async with open_app(size=(120, 40)) as person:
            for place in PLACES:
                await begin(person, place)
                lines = [line for line in key_lines(person.app) if line.keys]
                for line in lines:
                    assert len(line.sentence.split()) > 1, line
                    new = {(key, line.sentence) for key in line.keys if key not in NOT_SEEN}
                    for key, sentence in sorted(new - tried):
                        before = await begin(person, place)
                        person.app.simulate_key(key)
                        await person.settle()
                        going_nowhere = sentence == ACTIONS[place].help
                        assert going_nowhere or seen(person) != before, (place, key, sentence)
                    tried.update(new)
        assert len(tried) > 40

    asyncio.run(steps())


async def begin(person, place: str) -> tuple[object, ...]:
    """Go to a place with the cursor in the middle of its list, and look at it."""
    app = person.app
    while len(app.screen_stack) > 1:
        app.pop_screen()
    app.clear_notifications()
    go(app, [], place)
    await person.settle()
    if place == "deals":
        if not isinstance(app.focused, Board):
            await person.press("b")
        await person.press("home", "left", "right", "down", "down")
    else:
        app.focused.move_to(3)
        await person.settle()
    return seen(person)


def seen(person) -> tuple[object, ...]:
    app = person.app
    shown = person.screen, person.said, len(app.screen_stack)
    return *shown, app.focused, app.clipboard, app.here()


def test_help_is_narrowed_down_and_left_again(open_app, crm) -> None:
    crm.tasks.add(title="Ring Ada", due="today")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.burst("question_mark", *"snooze")
            assert "Put a task off to another day." in person.screen
            assert "Show the people." not in person.screen
            await person.press("escape")
            assert person.app.here().place == "today"

    asyncio.run(steps())


def shown_keys(person) -> str:
    """The keys of the help that is open, each with what it does."""
    lines = person.app.screen.query_one("KeyList").lines
    return "\n".join(f"{' '.join(line.keys)}: {line.sentence}" for line in lines)


def test_f1_shows_the_keys_of_a_field_and_comes_back_to_it(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("2")
            await person.burst("slash", *"what?")
            assert "f1 keys" in person.screen
            before = person.screen
            await person.press("f1")
            assert "enter: Go to the list; the filter stays." in shown_keys(person)
            assert "ctrl+z: Take back what was typed last." in shown_keys(person)
            # What types a letter here, and what would scroll where there is nothing to scroll.
            assert "\nl:" not in shown_keys(person)
            assert "Scroll" not in shown_keys(person)
            await person.press("f1")
            assert person.screen == before
            await person.type("!")
            assert "what?!" in person.screen
            await person.press("escape", "escape")
            await person.burst("e", *"Ada?")
            assert "f1 keys" in person.screen
            await person.press("f1")
            assert "enter: Save, and leave." in shown_keys(person)
            assert "down: Go through what is offered." in shown_keys(person)
            assert "Take up what was typed" not in shown_keys(person)
            await person.press("escape")
            await person.type("!")
            assert "Ada?!" in person.screen
            await person.press("ctrl+z", "escape", "a", "f1")
            assert "enter: Save, and leave." in shown_keys(person)
            await person.press("f1", "escape", "C", "f1")
            assert "shift+up: Move the column to the left." in shown_keys(person)
            await person.press("f1", "escape", "f1")
            assert "l: Log a call" in shown_keys(person)
            assert "f2: Show in five cards how the app works." in shown_keys(person)

    asyncio.run(steps())


def test_help_has_the_keys_of_the_configuration_in_windows_as_well(open_app, crm, tmp_path) -> None:
    config.write_config("help", "?,f8", "keys")
    config.write_config("log", "f1", "keys")
    crm.contacts.add(name="Ada Lovelace")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("2", "e")
            assert "f8 keys" in person.screen
            await person.press("f1")
            assert isinstance(person.app.screen, EditForm)
            await person.press("f8")
            assert isinstance(person.app.screen, Help)
            await person.press("f8", "escape", "f1")
            assert isinstance(person.app.screen, LogForm)

    asyncio.run(steps())


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (100, 30)])
def test_the_sentences_of_the_help_are_not_cut(open_app, crm, size) -> None:
    crm.tasks.add(title="Ring Ada", due="today")

    async def steps() -> None:
        async with open_app(size=size) as person:
            wanted = " ".join(line.sentence for line in key_lines(person.app))
            await person.press("question_mark")
            shown = person.app.screen.query_one("KeyList")
            width = shown.scrollable_content_region.width
            words = [cells[1] for cells in shown.drawn if len(cells) > 1]
            assert " ".join(text for text, *_ in words).split() == wanted.split()
            assert all(sum(cell[2] for cell in cells) <= width for cells in shown.drawn if cells)

    asyncio.run(steps())


def test_help_lists_what_works_under_the_cursor_only(open_app, crm) -> None:
    async def steps() -> None:
        async with open_app() as person:
            assert not any("space" in line.keys for line in key_lines(person.app))
            crm.tasks.add(title="Ring Ada", due="today")
            await person.catch_up()
            assert any("space" in line.keys for line in key_lines(person.app))

    asyncio.run(steps())


def test_a_key_that_cannot_work_here_says_why(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("2", "z")
            assert "Snooze works on a task" in person.said

    asyncio.run(steps())


def test_a_key_of_several_places_names_all_of_them(open_app, crm) -> None:
    async def steps() -> None:
        async with open_app() as person:
            await person.press("1", "m")
            assert "Mark works in Contacts, Companies, Deals" in person.said

    asyncio.run(steps())


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("d", "Deeper works in the doctor."),
        ("p", "Pipeline works on the board."),
        ("z", "Snooze works on a task in Today or Tasks, or on the page of a record."),
    ],
)
def test_a_key_of_a_place_without_a_digit_says_where_it_works(open_app, crm, key, words) -> None:
    crm.contacts.add(name="Ada Lovelace")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("2", key)
            assert words in person.said

    asyncio.run(steps())


def test_the_tour_is_shown_once_over_an_empty_file(open_app, crm) -> None:
    async def steps() -> None:
        async with open_app(size=(80, 24), tour=True) as person:
            assert "What to do now · 1 of 5" in person.screen
            for number in range(2, 6):
                await person.press("enter")
                assert f"{number} of 5" in person.screen
            await person.press("enter")
            assert "of 5" not in person.screen
        async with open_app(tour=True) as person:
            assert "of 5" not in person.screen
            await person.press("f2")
            assert "1 of 5" in person.screen
            await person.press("escape")
            assert "of 5" not in person.screen

    asyncio.run(steps())


def test_the_tour_stays_away_from_a_file_that_is_in_use(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace")

    async def steps() -> None:
        async with open_app(tour=True) as person:
            assert "of 5" not in person.screen

    asyncio.run(steps())


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (100, 30), (160, 45)])
def test_the_cards_of_the_tour_are_wholly_on_the_screen(open_app, crm, size) -> None:
    async def steps() -> None:
        async with open_app(size=size, tour=True) as person:
            for _ in range(5):
                region = person.app.screen.query_one(".card").region
                assert person.app.screen.region.contains_region(region)
                assert region.height > 3
                await person.press("enter")

    asyncio.run(steps())


@pytest.mark.parametrize("width", [60, 70, 80, 90, 100, 120])
def test_the_place_is_named_in_full_at_any_width(open_app, crm, width: int) -> None:
    async def steps() -> None:
        async with open_app(size=(width, 24)) as person:
            for digit, name in (("1", "Today"), ("2", "Contacts"), ("6", "Activity")):
                await person.press(digit)
                top = person.screen.splitlines()[0]
                assert f"{digit} {name}" in top
                words = {"tinycrm", "Tue", "30", "Jun", *"12345678"}
                words |= {action.label for action in ACTIONS.values()}
                assert set(top.split()) <= words
                assert set("12345678") <= set(top.split())

    asyncio.run(steps())


@pytest.mark.parametrize("width", [60, 80, 100])
def test_the_foot_names_keys_whole(open_app, crm, width: int) -> None:
    crm.tasks.add(title="Ring Ada", due="today")

    async def steps() -> None:
        async with open_app(size=(width, 24)) as person:
            foot = person.screen.splitlines()[-1]
            assert "enter open" in foot
            assert "space done" in foot
            assert "z snooze" in foot
            assert "?" in foot
            assert "^p" in foot
            assert width == 60 or "? keys  ^p palette" in foot
            assert len(foot) <= width

    asyncio.run(steps())


def test_a_click_on_a_key_at_the_foot_does_what_it_says(open_app, crm) -> None:
    crm.tasks.add(title="Ring Ada", due="today")

    async def steps() -> None:
        async with open_app(size=(100, 24)) as person:
            foot = person.screen.splitlines()[-1]
            await person.pilot.click("KeyBar", offset=(foot.index("done"), 0))
            await person.settle()
            assert crm.tasks.get("T1").done_at
            top = person.screen.splitlines()[0]
            await person.pilot.click("TopBar", offset=(top.index("Companies"), 0))
            await person.settle()
            assert person.app.here().place == "companies"
            await person.pilot.click("KeyBar", offset=(foot.index("keys"), 0))
            await person.settle()
            assert "The keys that work here" in person.screen

    asyncio.run(steps())


def test_what_is_said_of_actions_names_those_that_there_are() -> None:
    cards = " ".join(card.words for card in CARDS)
    named = {part.partition("}")[0] for part in cards.split("{")[1:]}
    named |= {*today.STEPS, *(name for doing in today.DOING.values() for name, _ in doing)}
    named |= {name for names in emptiness.KEYS.values() for name in names}
    assert named <= set(ACTIONS)
    assert set(emptiness.WORDS) <= set(ACTIONS)


def test_keys_are_named_as_people_know_them() -> None:
    named = {"question_mark": "?", "ctrl+p": "^p", "exclamation_mark": "!", "space": "space"}
    assert {key: key_name(key) for key in named} == named


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        (("2", "C"), "Show the usual columns."),
        (("2", "m", "m", "M"), "Swap."),
    ],
)
def test_a_window_in_which_nothing_is_typed_shows_its_keys(open_app, crm, keys, says) -> None:
    fill(crm)

    async def steps() -> None:
        async with open_app(size=(100, 30)) as person:
            await person.press(*keys)
            before = person.screen
            await person.press("question_mark")
            assert "The keys that work here" in person.screen
            assert says in person.screen
            assert "Leave the window without doing anything." in person.screen
            assert " . " not in person.screen
            await person.press("escape")
            assert person.screen == before

    asyncio.run(steps())


def test_the_key_that_saves_elsewhere_says_that_all_is_saved(open_app, crm) -> None:
    async def steps() -> None:
        async with open_app() as person:
            await person.press("2", "ctrl+s")
            assert "All is saved" in person.said

    asyncio.run(steps())
