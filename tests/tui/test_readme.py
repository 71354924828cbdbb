"""The keys and the commands of the README do what it says, typed as they are written."""

import re
import shlex
import shutil
from asyncio import run as run_steps
from pathlib import Path

import pytest
from tests.cli.conftest import Run, run  # noqa: F401 (a fixture)
from tests.tui.conftest import Person

ROOT = Path(__file__).parents[2]
KEYS = ("enter", "tab", "ctrl+s", "ctrl+k", "ctrl+z")


def steps_of_readme() -> list[str]:
    """The text of each of the first five things."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    part = text.split("\n## The first five things\n")[1].split("\nIn the app the last line")[0]
    return re.split(r"^\*\*\d\. ", part, flags=re.MULTILINE)[1:]


def keys_of(step: str) -> list[str]:
    """What stands in backticks in the paragraph about the app: keys, and texts to be typed."""
    (paragraph,) = re.findall(r"^In the app.*?(?=\n\n)", step, re.DOTALL | re.MULTILINE)
    return re.findall(r"`([^`]+)`", paragraph)


def commands_of(step: str) -> list[str]:
    (block,) = re.findall(r"```\n(.*?)```", step, re.DOTALL)
    return block.splitlines()


@pytest.fixture
def beside(home: Path) -> Path:
    """The home folder, with the example to import where the README has it."""
    (home / "docs").mkdir()
    shutil.copy(ROOT / "docs" / "people.csv", home / "docs")
    return home


async def press(person: Person, keys: list[str]) -> None:
    for key in keys:
        await (person.press(key) if key in KEYS else person.type(key))


def test_the_keys_of_the_readme_do_what_it_says(beside: Path, open_app, crm) -> None:
    steps = steps_of_readme()
    assert len(steps) == 5

    async def go() -> None:
        async with open_app() as person:
            await press(person, keys_of(steps[0]))
            assert crm.contacts.count() == 4
            await press(person, keys_of(steps[1]))
            sam = crm.contacts.get("sam@roe.example")
            assert person.app.here().records[-1] == sam.ref
            await press(person, keys_of(steps[2]))
            (deal,) = crm.deals.find()
            assert (deal.title, deal.contact, deal.stage) == ("Logo", "Sam Roe", "Qualified")
            await press(person, keys_of(steps[3]))
            (task,) = crm.tasks.find()
            assert task.title == "send offer"
            await press(person, keys_of(steps[4]))
            assert crm.tasks.find() == []

    run_steps(go())
    (written,) = beside.glob("*.csv")
    assert "Sam Roe" in written.read_text(encoding="utf-8")


def test_the_commands_of_the_readme_work_as_they_are_written(beside: Path, run: Run) -> None:  # noqa: F811 (it)
    for step in steps_of_readme():
        for line in commands_of(step):
            program, *arguments = shlex.split(line)
            assert program == "crm"
            run(*arguments)
    assert "Jane Doe" in (beside / "leads.csv").read_text(encoding="utf-8")
