"""Many keys at once, whatever they are, on every screen: nothing fails, the app still reacts.

`BURSTS=20 pytest tests/tui/test_bursts.py` looks for longer.
"""

import asyncio
import os
import random
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.tui import scenes
from tests.tui.conftest import Person

from tinycrm.tui.manifest import ACTIONS

BURSTS = int(os.environ.get("BURSTS", "1"))
KEYS_AT_ONCE = 30
PARTS = 4
MOVES = [
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "tab", "shift+tab"),
    *("enter", "escape", "space", "backspace"),
]
OUTSIDE = ("web", "long-text")
"""The actions that open another program."""
DOING = [
    key for name, action in ACTIONS.items() if name not in OUTSIDE for key in action.keys.split(",")
]
TYPED = [*"adeinrst,: 3", "é", "山", "left_square_bracket", "right_square_bracket"]
KEYS = [*MOVES * 3, *DOING, *TYPED]
STARTS = {
    **{name: scene for name, scene in scenes.PLACES.items() if name != "contacts filtered"},
    **{
        name: scenes.WINDOWS[name]
        for name in ("jump", "palette", "log", "edit a contact", "edit a deal", "quick add")
    },
}


@pytest.fixture(autouse=True)
def no_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Open none, also where it is reached through the palette."""
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.setenv("VISUAL", "true")


async def type_all(person: Person, keys: list[str]) -> None:
    """Type keys at once, and see that no screen failed over them."""
    await person.burst(*keys)
    assert person.app.is_running, f"the app ended after {keys}"
    assert person.app.failures.times == [], f"a screen failed after {keys}\n{scenes.errors()}"


async def still_reacts(person: Person) -> None:
    await scenes.go(person, scenes.scene("2"))
    assert "Contacts" in person.screen
    await scenes.go(person, scenes.scene("1"))
    assert "To do" in person.screen


@pytest.mark.parametrize("part", range(PARTS))
def test_many_keys_at_once_do_no_harm(home_with_demo: Path, clock: object, part: int) -> None:
    starts = [*STARTS][part::PARTS]

    async def steps() -> None:
        async with scenes.opened(home_with_demo, clock, (80, 24)) as person:
            for number, start in product(range(BURSTS), starts):
                chance = random.Random(f"{start} {number}")
                await scenes.go(person, STARTS[start])
                await type_all(person, chance.choices(KEYS, k=KEYS_AT_ONCE))
            await still_reacts(person)

    asyncio.run(steps())


@settings(
    max_examples=BURSTS,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],  # looking for a shorter failure would take many minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(
        st.tuples(
            st.integers(60, 250),
            st.integers(20, 70),
            st.sampled_from([*STARTS]),
            st.lists(st.sampled_from(KEYS), max_size=12),
        ),
        min_size=3,
        max_size=6,
    )
)
def test_any_size_can_follow_any_other(
    home_with_demo: Path, clock: object, changes: list[tuple[int, int, str, list[str]]]
) -> None:
    async def steps() -> None:
        async with scenes.opened(home_with_demo, clock, (80, 24)) as person:
            for width, height, start, keys in changes:
                await scenes.go(person, STARTS[start])
                await scenes.resize(person, width, height)
                await type_all(person, keys)
                lines = person.app.screen._compositor.render_strips()
                assert {strip.cell_length for strip in lines} == {width}
                assert len(lines) == height
            await still_reacts(person)

    asyncio.run(steps())


AHEAD = {
    "jump": ("ctrl+k",),
    "search": ("S",),
    "palette": ("ctrl+p",),
    "help": ("question_mark",),
    "quick add": ("a",),
    "a task": ("2", "t"),
    "a contact": ("2", "n"),
    "a deal": ("4", "n"),
    "what was said": ("2", "l"),
    "another day": ("5", "z"),
    "tags": ("2", "number_sign"),
    "a reason": ("4", "x"),
    "a view": ("2", "V"),
    "a stage": ("8", "e"),
    "a file": ("I",),
    "a form of export": ("2", "X"),
    "a record that is merged": ("2", "M"),
    "a consent": ("2", "K"),
    "a filter": ("2", "slash"),
}


def test_what_is_typed_ahead_arrives_in_the_window_that_opens(
    home_with_demo: Path, clock: object
) -> None:
    found = {}

    async def steps() -> None:
        async with scenes.opened(home_with_demo, clock, (80, 24)) as person:
            for name, keys in AHEAD.items():
                await scenes.go(person, scenes.scene())
                await person.burst(*keys, *"ada")
                entry = person.app.focused
                found[name] = getattr(entry, "value", getattr(entry, "text", repr(entry)))

    asyncio.run(steps())
    assert found == dict.fromkeys(AHEAD, "ada")


def test_keys_typed_right_after_a_jump_mean_the_record_that_it_opens(
    home_with_demo: Path, clock: object
) -> None:
    async def steps() -> None:
        async with scenes.opened(home_with_demo, clock, (80, 24)) as person:
            await person.burst("ctrl+k", *"d1", "enter", "e")
            assert "D1 · Catalogue 2027" in person.screen
            await person.burst("escape", "ctrl+k", *"c12", "enter", "n", *"Oolong")
            assert "New deal" in person.screen
            assert "Oolong" in person.screen

    asyncio.run(steps())
