"""Imports while other things go on: other programs write, lists are scrolled, keys are pressed."""

import asyncio
import threading
import time
from pathlib import Path

import pytest

from tinycrm.crm import Crm


@pytest.fixture
def many(folder: Path) -> Path:
    """A file of 1,500 people in the current folder of the app."""
    rows = "".join(f"Person {at:04},p{at}@example.com,Firm {at % 30}\n" for at in range(1500))
    (folder / "many.csv").write_text(f"Name,E-mail,Company\n{rows}")
    return folder / "many.csv"


def test_another_program_hardly_waits_for_a_preview_whose_counts_are_right(
    open_app, crm, path: Path, many: Path
) -> None:
    took: list[float] = []
    done = threading.Event()

    def write() -> None:
        with Crm(str(path)) as other:
            while not done.wait(0.1):
                began = time.perf_counter()
                other.contacts.add(name=f"Somebody {len(took)}")
                took.append(time.perf_counter() - began)

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("I")
            thread = threading.Thread(target=write)
            thread.start()
            await person.press("enter")
            done.set()
            thread.join()
            assert "1,500 new" in person.screen
            assert "30 companies, because rows name them" in person.screen
            assert crm.contacts.count() == len(took)
            assert max(took) < 1

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
            assert "1,500 new" in person.screen
            with Crm(str(path)) as other, other.operation("long"):
                other.contacts.add(name="Abel 00 the other")
                await person.pilot.press("ctrl+s")
                await asyncio.sleep(0.3)
                assert "Importing" in person.screen
            await person.settle()
            assert crm.contacts.count() == 1561
            await person.press("escape")
            assert person.app.here().records == under
            assert "Contacts · 1,561" in person.screen
            await person.press("ctrl+z")
            assert "Contacts · 61" in person.screen
            assert person.app.here().records == under
            await person.press("ctrl+y")
            assert "Contacts · 1,561" in person.screen
            assert crm.companies.count() == 30

    asyncio.run(steps())


def test_leaving_the_preview_ends_the_reading(open_app, crm, many: Path) -> None:
    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.pilot.press("I")
            await person.sees("many.csv")
            person.app.simulate_key("enter")
            await person.sees("CSV of contacts", 20)
            person.app.simulate_key("escape")
            await person.settle()
            assert person.app.here().place == "today"
            began = time.perf_counter()
            crm.contacts.add(name="Ada")
            assert time.perf_counter() - began < 1
            assert crm.contacts.count() == 1

    asyncio.run(steps())
