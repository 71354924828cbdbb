"""Keys that the configuration changes, and the ones that it cannot."""

import asyncio
import itertools
from pathlib import Path

import pytest

from tinycrm.errors import InvalidError
from tinycrm.tui import keys
from tinycrm.tui.manifest import ACTIONS


def write_config(text: bytes) -> None:
    config = Path.home() / "config" / "tinycrm" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_bytes(text)


def configure(keys: str) -> None:
    write_config(f"[keys]\n{keys}\n".encode())


def test_no_two_actions_share_a_key_where_both_work() -> None:
    clashes = [
        (one, other)
        for one, other in itertools.combinations(ACTIONS, 2)
        if {*keys.split(ACTIONS[one].keys)} & {*keys.split(ACTIONS[other].keys)}
        and keys.meet(ACTIONS[one], ACTIONS[other])
    ]
    assert clashes == []


def test_a_key_that_is_in_use_is_refused_with_the_name_of_its_action() -> None:
    with pytest.raises(InvalidError, match="undo has it"):
        keys.checked("redo", "ctrl+z", {})
    assert keys.checked("redo", "ctrl+z", {"undo": "f9"}) == "ctrl+z"


def test_movement_and_quitting_cannot_be_taken_away() -> None:
    for key in ("ctrl+q", "escape", "enter", "tab"):
        with pytest.raises(InvalidError, match="cannot be given"):
            keys.checked("undo", key, {})


def test_an_unknown_action_names_the_nearest_one() -> None:
    with pytest.raises(InvalidError) as raised:
        keys.checked("undoo", "f9", {})
    assert "undo" in raised.value.remedy


def test_what_is_wrong_in_the_configuration_is_told_and_the_rest_holds() -> None:
    taken, problems = keys.configured({"keys": {"undo": "f9", "nonsense": "x", "redo": 3}})
    assert taken.own == {"undo": "f9"}
    assert len(problems) == 2


def test_a_changed_key_works_and_the_usual_one_no_longer(open_app, crm) -> None:
    configure('undo = "f9"')
    crm.contacts.add(name="Ada Lovelace")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("2", "ctrl+z")
            assert crm.contacts.count() == 1
            await person.press("f9")
            assert crm.contacts.count() == 0

    asyncio.run(steps())


def test_a_wrong_key_in_the_configuration_is_told_at_the_start(open_app) -> None:
    configure('undoo = "f9"')

    async def steps() -> None:
        async with open_app() as person:
            assert "Did you mean “undo”?" in person.said

    asyncio.run(steps())


def test_a_changed_key_leaves_its_usual_one_to_an_action_of_another_place(open_app) -> None:
    configure('edit = "f9"')

    async def steps() -> None:
        async with open_app() as person:
            await person.press("8", "down", "e")
            assert person.app.screen.query("Input"), person.screen

    asyncio.run(steps())


def test_an_action_is_given_the_key_of_one_of_another_place_and_both_work(open_app, crm) -> None:
    configure('pipeline = "r"')
    crm.pipelines.add_pipeline("Partners")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("4", "r")
            assert "Which pipeline?" in person.screen
            await person.press("escape", "f4", "r")
            assert "Nothing of this can be mended" in person.said

    asyncio.run(steps())


def test_words_that_name_keys_name_those_that_the_actions_have(open_app) -> None:
    configure('filter = "f9"\nadd-setting = "f10"')

    async def steps() -> None:
        async with open_app(size=(100, 60)) as person:
            await person.press("2", "f9")
            await person.type("nobody")
            assert "f9   changes it" in person.screen
            await person.press("escape", "escape", "8")
            assert "f10 defines one" in person.screen

    asyncio.run(steps())


def test_the_line_of_places_shows_the_keys_that_they_have(open_app) -> None:
    configure('contacts = "f9"')

    async def steps() -> None:
        async with open_app() as person:
            top = person.screen.partition("\n")[0]
            assert "f9 Contacts" in top
            assert "2 Contacts" not in top

    asyncio.run(steps())


def test_two_actions_may_swap_their_keys_in_whatever_order_they_are_written() -> None:
    for given in ({"log": "e", "edit": "l"}, {"edit": "l", "log": "e"}):
        taken, problems = keys.configured({"keys": given})
        assert (taken.own, problems) == (given, [])


def test_of_two_actions_that_want_one_key_the_first_gets_it() -> None:
    taken, problems = keys.configured({"keys": {"log": "f9", "edit": "f9", "undo": "e"}})
    assert taken.own == {"log": "f9"}
    assert len(problems) == 2


def test_what_is_no_key_is_refused() -> None:
    for wrong in ("zzzz", "ctrl+", "ctlr+a", "\x1b", ""):
        with pytest.raises(InvalidError, match="no key"):
            keys.checked("log", wrong, {})
    for right in ("f9", "?", "ctrl+alt+t", "ä", "alt+plus"):
        keys.checked("log", right, {action: "f1" for action in ACTIONS if action != "log"})


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (b'theme = "dark\n', "cannot be read"),
        (b'theme = "caf\xe9"\n', "it is not UTF-8"),
        (b'theme = "neon"\n', 'no theme "neon"'),
        (b"theme = 7\n", 'no theme "7"'),
        (b'plain = "yes"\n', "neither true nor false"),
        (b"keys = 3\n", "keys is not a table"),
    ],
)
def test_a_broken_configuration_is_told_and_the_app_starts(
    open_app, written: bytes, said: str
) -> None:
    write_config(written)

    async def steps() -> None:
        async with open_app() as person:
            assert said in person.said
            await person.press("2")
            assert "Contacts" in person.screen
            await person.press("8")

    asyncio.run(steps())
