"""Imports while other things go on: other programs write, lists are scrolled, keys are pressed."""

import asyncio
import threading
from pathlib import Path

import pytest

from tinycrm.crm import Crm
from tinycrm.tui.screens.import_trial import Run


@pytest.fixture
def many(folder: Path) -> Path:
    """A file of 1,010 people in the current folder of the app."""
    rows = "".join(f"Person {at:04},p{at}@example.com,Firm {at % 30}\n" for at in range(1010))
    (folder / "many.csv").write_text(f"Name,E-mail,Company\n{rows}")
    return folder / "many.csv"


def test_the_counts_of_a_preview_are_right_although_another_program_writes(
    open_app, crm, path: Path, many: Path
) -> None:
    written: list[int] = []
    done = threading.Event()

    def write() -> None:
        with Crm(str(path)) as other:
            while not done.wait(0.1):
                written.append(other.contacts.add(name=f"Somebody {len(written)}"))

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("I")
            thread = threading.Thread(target=write)
            thread.start()
            await person.press("enter")
            done.set()
            thread.join()
            assert "1,010 new" in person.screen
            assert "30 companies, because rows name them" in person.screen
            assert crm.contacts.count() == len(written)

    asyncio.run(steps())


def test_the_list_keeps_its_place_and_an_import_waits_for_another_program(
    open_app, crm, path: Path, many: Path
) -> None:
    for at in range(60):
        crm.contacts.add(name=f"Abel {at:02}")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("2", "s")
            await person.type("name")
            await person.press("enter", "pagedown", "pagedown", "down")
            under = person.app.here().records
            await person.press("I", "enter")
            assert "1,010 new" in person.screen
            with Crm(str(path)) as other, other.operation("long"):
                other.contacts.add(name="Abel 00 the other")
                await person.pilot.press("ctrl+s")
                await person.sees("Importing")
            await person.settle()
            assert crm.contacts.count() == 1071
            await person.press("escape")
            assert person.app.here().records == under
            assert "Contacts · 1,071" in person.screen
            await person.press("ctrl+z")
            assert "Contacts · 61" in person.screen
            assert person.app.here().records == under
            await person.press("ctrl+y")
            assert "Contacts · 1,071" in person.screen
            assert crm.companies.count() == 30

    asyncio.run(steps())


def test_leaving_the_preview_ends_the_reading(open_app, crm, many: Path, monkeypatch) -> None:
    looks: list[Run] = []
    left = threading.Event()
    progress = Run.progress

    def wait(run: Run, name: str, rows: int) -> None:
        looks.append(run)
        assert left.wait(60)
        progress(run, name, rows)

    monkeypatch.setattr(Run, "progress", wait)

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("I")
            person.app.simulate_key("enter")
            async with asyncio.timeout(60):
                while not looks:
                    await asyncio.sleep(0.01)
            await person.sees("CSV of contacts")
            person.app.simulate_key("escape")
            await person.sees("1 Today")
            left.set()
            await person.settle()
            assert person.app.here().place == "today"
            assert [run.stopped for run in looks] == [True]
            crm.contacts.add(name="Ada")
            assert crm.contacts.count() == 1

    asyncio.run(steps())
