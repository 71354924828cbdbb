"""The plain mode, for screen readers: letters, no lines, and the line under the cursor in words."""

import asyncio
import re

import pytest

from tinycrm import config
from tinycrm.tui.plain import Spoken
from tinycrm.tui.setting_lines import lines

DRAWN = re.compile("[\u2500-\u259f]")


async def spoken(person) -> str:
    """What is said at the next look; the first one at a screen brings the line for it."""
    for _ in range(2):
        person.app.plain.look()
        await person.settle()
    return person.app.screen.query_one(Spoken).words


@pytest.fixture
def people(crm) -> None:
    crm.contacts.add(name="Ada Lovelace", company="Engines Ltd", phone="+44 20 7946 0958")
    crm.contacts.add(name="Grace \x1b]52;c;RQ==\x07[/bold]")
    crm.deals.add(title="Engine", amount="500", contact="C1")


def test_the_line_under_the_cursor_is_said_at_the_foot(open_app, people) -> None:
    async def steps() -> None:
        async with open_app(size=(100, 30), plain=True) as person:
            await person.press("2")
            await person.sees("1 of 2: Ada")
            words = await spoken(person)
            assert words.startswith("1 of 2: Ada Lovelace, Engines Ltd, phone +44 20 7946 0958")
            await person.press("m")
            words = await spoken(person)
            assert words.startswith("2 of 2: Grace ")
            assert "\x1b" not in words
            await person.press("up")
            assert "1 of 2, marked: Ada" in await spoken(person)
            assert person.screen.splitlines()[-1].startswith("1 of 2, marked: Ada")
            await person.press("4")
            assert "Lead, 1 of 1: Engine" in await spoken(person)

    asyncio.run(steps())


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
def test_no_place_and_no_window_draws_lines(open_app, people, size) -> None:
    async def steps() -> None:
        async with open_app(size=size, plain=True) as person:
            for keys in ("1", "2", "3", "4", "5", "6", "7", "8", "?", "n"):
                await person.press(keys)
                await spoken(person)
                assert not DRAWN.search(person.screen), person.screen
                if not keys.isdigit():
                    await person.press("escape")

    asyncio.run(steps())


def test_the_terminals_cursor_stands_at_the_line_that_is_chosen(open_app, people) -> None:
    async def steps() -> None:
        async with open_app(size=(100, 30), plain=True) as person:
            await person.press("2", "down")
            await spoken(person)
            _, row = person.app.cursor_position
            assert "> Grace" in person.screen.splitlines()[row].replace("  ", " ")

    asyncio.run(steps())


def test_in_a_form_the_field_is_said_and_the_cursor_stands_in_it(open_app, people) -> None:
    async def steps() -> None:
        async with open_app(size=(80, 24), plain=True) as person:
            await person.press("2", "e")
            assert (await spoken(person)).startswith("Name")
            column, row = person.app.cursor_position
            assert person.screen.splitlines()[row][:column].endswith("Ada Lovelace")

    asyncio.run(steps())


def test_what_is_chosen_while_typing_is_said(open_app, people) -> None:
    async def steps() -> None:
        async with open_app(size=(100, 30), plain=True) as person:
            await person.press("2", "s")
            assert (await spoken(person)).startswith("1 of ")
            await person.press("down")
            assert (await spoken(person)).startswith("2 of ")

    asyncio.run(steps())


def test_plain_is_a_setting_of_the_machine(open_app, people) -> None:
    async def steps() -> None:
        async with open_app() as person:
            assert person.app.plain is None
            await person.press("8")
            list = person.app.screen.pane.list
            list.cursor = [line.key for line in list.lines].index("plain")
            await person.press("enter")
            assert config.config_path().read_text() == "plain = true\n"
            assert "opened next" in person.said
        async with open_app() as person:
            assert person.app.plain is not None
            assert person.app.theme == "ansi-dark"

    asyncio.run(steps())


def test_lines_of_settings_tell_whether_it_is_plain(crm) -> None:
    config.write_config("plain", True)
    assert next(line.value for line in lines(crm, Everything()) if line.key == "plain") == "yes"


class Everything(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return key
