"""Taking back what was typed into a field, and pasting into it."""

import asyncio

import pytest
from textual import events

from tinycrm.tui.dialogs.jump import Jump
from tinycrm.tui.widgets.one_line import LONGEST, OneLine


def line_here(person) -> OneLine:
    line = person.app.focused
    assert isinstance(line, OneLine)
    return line


async def paste(person, text: str) -> None:
    person.app.post_message(events.Paste(text))
    await person.settle()


async def texts_back(person, key: str = "ctrl+z", most: int = 9) -> list[str]:
    """The texts that stand in the field, one key after another, until none changes it."""
    texts = [line_here(person).value]
    for _ in range(most):
        await person.press(key)
        if line_here(person).value == texts[-1]:
            break
        texts.append(line_here(person).value)
    return texts


def test_words_pastes_and_deletions_are_taken_back_in_any_line(open_app, crm) -> None:
    crm.contacts.add(name="Ada Lovelace", job_title="Analyst")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("2")
            await person.burst("slash", *"one two", "backspace", "backspace", *"hree")
            await paste(person, "four\n")
            wanted = ["one threefour", "one three", "one t", "one two", "one ", ""]
            assert await texts_back(person) == wanted
            assert "Undid" not in person.said
            assert await texts_back(person, "ctrl+y") == wanted[::-1]
            await person.press("ctrl+z", "x")
            assert await texts_back(person, "ctrl+y") == ["one threex"]
            await person.burst("ctrl+u", "escape")
            await person.press("e", "tab")
            # The old text is selected, and is so again.
            await person.burst(*"Chief ", "left", *"X")
            assert await texts_back(person) == ["ChiefX ", "Chief ", "Analyst"]
            await person.type("y")
            assert line_here(person).value == "y"
            await person.burst("ctrl+z", "ctrl+s")
            for key, screen in (("a", "QuickAddForm"), ("ctrl+k", "Jump")):
                await person.press(key)
                assert type(person.app.screen).__name__ == screen
                await person.type("Jo Doe")
                assert await texts_back(person) == ["Jo Doe", "Jo ", ""]
                await person.press("escape")
            # Where nothing is typed, it is still the last change of the file.
            crm.contacts.edit("C1", job_title="Countess")
            await person.press("ctrl+z")
            assert "Undid" in person.said

    asyncio.run(steps())
    assert crm.contacts.get("C1").job_title == "Analyst"


def test_a_completion_and_an_editor_are_one_step_each(open_app, crm, monkeypatch) -> None:
    crm.companies.add(name="Engines Ltd")
    crm.contacts.add(name="Ada Lovelace", tags="vip", about="old")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("2")
            await person.burst("slash", *"tag:v")
            await person.press("tab")
            assert await texts_back(person) == ["tag:vip", "tag:v", ""]
            await person.press("escape", "e", "tab", "tab")
            await person.type("eng")
            await person.press("down", "enter")
            assert await texts_back(person) == ["Engines Ltd", "eng", ""]
            about = person.app.screen.rows["about"].entry
            about.focus()
            about.text = "new\nlines"
            await person.press("ctrl+z")
            assert about.text == "old"
            await person.press("ctrl+y")
            assert about.text == "new\nlines"

    asyncio.run(steps())


@pytest.mark.parametrize(
    ("pasted", "line"),
    [
        ("Jane\tDoe\r\nAcme Ltd\n\n", "Jane Doe Acme Ltd"),
        ("a\x07b\x9bc\x1b[31m", "abc[31m"),
        ("\n", ""),
        ("x" * 1_000_000, "x" * LONGEST),
    ],
)
def test_what_is_pasted_becomes_one_line(open_app, crm, pasted, line) -> None:
    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("ctrl+k")
            assert isinstance(person.app.screen, Jump)
            await paste(person, pasted)
            assert line_here(person).value == line
            assert ("left out" in person.said) == (len(line) == LONGEST)
            await person.press("ctrl+z")
            assert line_here(person).value == ""

    asyncio.run(steps())
