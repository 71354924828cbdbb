"""Importing in the app: choosing a file, looking at what would come of it, doing it, undoing it."""

import asyncio
import os
from pathlib import Path

import pytest

from tinycrm.errors import DatabaseError

HOSTILE = "[bold]\x1b]0;x\x07.csv"


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def people(folder: Path) -> Path:
    return written(
        folder / "people.csv",
        "Name,E-mail,Company,Shoe size\n"
        "Ada Lovelace,ada@example.com,Engines Ltd,38\n"
        "Grace Hopper,grace@example.com,,41\n",
    )


def test_an_import_that_the_disk_had_no_room_for_is_tried_again(
    open_app, crm, people: Path
) -> None:
    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("I", "enter")
            person.app.screen.problem = DatabaseError("The disk is full.", "Make room.")
            await person.press("ctrl+s")
            assert person.app.screen.problem is None
            assert "2 new" in person.screen
            await person.press("ctrl+s")
            assert crm.contacts.count() == 2

    asyncio.run(steps())


def test_a_file_is_shown_before_it_is_imported_and_undone_in_one_step(
    open_app, crm, people: Path
) -> None:
    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("I")
            assert "people.csv" in person.screen
            await person.press("enter")
            assert "CSV of contacts" in person.screen
            assert "2 new" in person.screen
            assert "1 company, because rows name them" in person.screen
            assert "a field of your own" in person.screen
            assert crm.contacts.count() == 0
            await person.press("ctrl+s")
            assert crm.contacts.count() == 2
            assert "imported 2 contacts from people.csv" in person.said.lower()
            assert "Imported people.csv" in person.screen
            await person.press("ctrl+z")
            assert crm.contacts.count() == 0
            assert crm.companies.count() == 0

    asyncio.run(steps())


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 60)])
def test_what_matters_is_seen_at_every_size(
    open_app, crm, people: Path, size: tuple[int, int]
) -> None:
    async def steps() -> None:
        async with open_app(size=size) as person:
            await person.press("I")
            assert "people.csv" in person.screen
            await person.press("enter")
            for words in ("Import people.csv", "2 new", "Columns · 4", "Shoe size", "^s import"):
                assert words in person.screen
            await person.press("ctrl+s")
            assert "Imported people.csv" in person.screen
            assert "^s import" not in person.screen

    asyncio.run(steps())


def test_everything_typed_ahead_arrives_where_it_belongs(open_app, crm, people: Path) -> None:
    written(people.parent / "other.csv", "Name\nBo\n")

    async def steps() -> None:
        async with open_app() as person:
            await person.burst("I", *"peop", "enter")
            await person.settle()
            await person.burst("ctrl+s")
            await person.settle()
            assert crm.contacts.count() == 2
            assert crm.contacts.get("Ada Lovelace").company == "Engines Ltd"

    asyncio.run(steps())


def test_a_column_can_become_something_else(open_app, crm, people: Path) -> None:
    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("I", "enter", "tab", "down", "down", "down", "enter")
            await person.type("job title")
            await person.press("enter")
            assert "job title" in person.screen
            await person.press("up", "enter", *"leave", "enter")
            assert "(left out)" in person.screen
            await person.press("ctrl+s")
            ada = crm.contacts.get("ada@example.com")
            assert (ada.job_title, ada.company) == ("38", None)

    asyncio.run(steps())


def test_dates_that_can_be_read_in_two_ways_are_asked_about(open_app, crm, folder: Path) -> None:
    written(folder / "days.csv", "Name,Birthday\nAda,03/04/1980\nBo,05/06/1990\n")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("I", "enter")
            assert "How are dates written" in person.screen
            assert "--dates" not in person.screen
            await person.press("down", "enter")
            assert "month first" in person.screen
            await person.press("ctrl+s")
            assert crm.contacts.get("Ada").birthday == "1980-03-04"

    asyncio.run(steps())


def test_rejected_rows_are_named_and_put_into_a_file(open_app, crm, folder: Path) -> None:
    written(folder / "bad.csv", "Name,Email\nAda,ada@example.com\n,no address\n")

    async def steps() -> None:
        async with open_app(size=(100, 30)) as person:
            await person.press("I", "enter")
            assert "1 new · 1 rejected" in person.screen
            assert "Line 3" in person.screen
            assert not (folder / "bad.csv.rejected.csv").exists()
            await person.press("ctrl+s")
            assert crm.contacts.count() == 1
            assert "bad.csv.rejected.csv" in person.screen
            assert "no address" in (folder / "bad.csv.rejected.csv").read_text(encoding="utf-8")

    asyncio.run(steps())


def test_a_file_that_is_none_of_these_says_so(open_app, crm, folder: Path) -> None:
    written(folder / "page.csv", "<html><body>Not found</body></html>")
    written(folder / "empty.csv", "")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.burst("I", *"page", "enter")
            assert "This is HTML or XML." in person.screen
            await person.press("ctrl+s")
            assert "This is HTML or XML." in person.said
            await person.press("escape")
            await person.burst("I", *"empty", "enter")
            assert "The file is empty." in person.screen
            assert crm.contacts.count() == 0

    asyncio.run(steps())


def test_where_nothing_tells_what_a_table_holds_one_can_say_it(open_app, crm, folder: Path) -> None:
    written(folder / "odd.csv", "key,val\n1,2\n3,4\n")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("I", "enter")
            assert "No column names a contact" in person.screen
            assert "Say what its columns become." in person.screen
            await person.press("tab", "down", "enter", *"name", "enter")
            assert "2 new" in person.screen
            await person.press("ctrl+s")
            assert [person.name for person in crm.contacts.by_ids([1, 2])] == ["2", "4"]

    asyncio.run(steps())


def test_a_file_that_goes_before_it_is_imported_says_so(open_app, crm, people: Path) -> None:
    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("I", "enter")
            people.unlink()
            await person.press("ctrl+s")
            assert "There is no file" in person.said
            assert crm.contacts.count() == 0

    asyncio.run(steps())


def test_names_full_of_escapes_and_markup_are_harmless(open_app, crm, folder: Path) -> None:
    written(
        folder / HOSTILE,
        "Name,E-mail,[/bold]\x1b]52;c;eA\x07\n[red]Ada[/red],ada@example.com,[/]\x1b[2J\n",
    )

    async def steps() -> None:
        for size in ((60, 20), (120, 40)):
            async with open_app(size=size) as person:
                await person.press("I")
                assert "[bold]␛]0;x␇.csv" in person.screen
                await person.press("enter")
                assert "[/bold]" in person.screen
                await person.press("tab", "end", "enter")
                assert "[/bold]␛]52;c;eA␇" in person.screen
                await person.press("escape", "ctrl+s")
                assert "\x1b" not in person.screen
                assert "\x1b" not in person.said
                await person.press("f6", "enter")
                assert "\x1b" not in person.screen
                crm.history.undo()

    asyncio.run(steps())


def test_escape_stops_an_import_of_which_nothing_is_left(
    open_app, crm, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tinycrm.tui.key_queue.PATIENCE", 0.1)
    rows = "".join(f"Person {at},p{at}@example.com\n" for at in range(5000))
    written(folder / "many.csv", f"Name,E-mail\n{rows}")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.pilot.press("I")
            await person.sees("many.csv")
            await person.pilot.press("enter")
            await person.sees("CSV of contacts", 20)
            for key in ("ctrl+s", "escape"):
                person.app.simulate_key(key)
            for _ in range(400):
                if "nothing of it was written" in person.said:
                    break
                await asyncio.sleep(0.05)
            assert "nothing of it was written" in person.said
            assert crm.contacts.count() == 0
            await person.press("escape")
            assert person.app.here().place == "today"

    asyncio.run(steps())


def test_keys_go_on_working_while_a_file_is_read(open_app, crm, folder: Path) -> None:
    rows = "".join(f"Person {at},p{at}@example.com\n" for at in range(20_000))
    written(folder / "many.csv", f"Name,E-mail\n{rows}")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.pilot.press("I")
            await person.sees("many.csv")
            person.app.simulate_key("enter")
            await person.sees("new, so far", 20)
            person.app.simulate_key("2")
            await person.sees("Contacts · 0", 20)
            assert crm.contacts.count() == 0

    asyncio.run(steps())


def test_a_folder_is_gone_into_and_paths_are_completed(open_app, crm, folder: Path) -> None:
    inner = folder / "old exports"
    inner.mkdir()
    written(inner / "people 2019.csv", "Name\nAda\n")
    written(inner / "people 2020.csv", "Name\nBo\n")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("I")
            await person.type(f"{folder}/ol")
            await person.press("enter")
            assert "people 2019.csv" in person.screen
            await person.type("pe")
            await person.press("tab")
            assert person.app.screen.line.value.endswith("old exports/people 20")
            await person.type("19")
            await person.press("tab", "enter")
            assert "Import people 2019.csv" in person.screen

    asyncio.run(steps())


def test_the_newest_file_stands_first(open_app, folder: Path) -> None:
    for at, name in enumerate(("a.csv", "c.vcf", "b.csv")):
        written(folder / name, "Name\nAda\n")
        os.utime(folder / name, (1e9 + at, 1e9 + at))
    written(folder / "picture.png", "no")

    async def steps() -> None:
        async with open_app() as person:
            await person.press("I")
            assert [entry.name for entry in person.app.screen.list.entries] == [
                "b.csv",
                "c.vcf",
                "a.csv",
            ]

    asyncio.run(steps())


def test_a_path_that_leads_nowhere_says_so(open_app, folder: Path) -> None:
    async def steps() -> None:
        async with open_app() as person:
            await person.press("I")
            await person.type("/no/such/file.csv")
            await person.press("enter")
            assert "There is no such file: /no/such/file.csv" in person.screen

    asyncio.run(steps())


def test_several_files_dragged_in_are_one_step(open_app, crm, people: Path) -> None:
    firms = written(people.parent / "my firms.csv", "Company name,Website\nEngines Ltd,e.com\n")

    async def steps() -> None:
        async with open_app(size=(100, 30)) as person:
            await person.press("I")
            person.app.screen.line.value = f"'{people}' {str(firms).replace(' ', chr(92) + ' ')}"
            await person.press("enter")
            assert "people.csv and 1 more" in person.screen
            await person.press("ctrl+s")
            assert (crm.contacts.count(), crm.companies.count()) == (2, 1)
            await person.press("ctrl+z")
            assert (crm.contacts.count(), crm.companies.count()) == (0, 0)

    asyncio.run(steps())


def test_imports_are_listed_and_any_of_them_is_undone(open_app, crm, people: Path) -> None:
    from tinycrm.interchange.previewing import import_paths

    import_paths(crm, [str(people)])
    crm.contacts.add(name="Later")

    async def steps() -> None:
        async with open_app(size=(120, 30)) as person:
            await person.press("f6")
            assert "Imports · 1" in person.screen
            assert "people.csv" in person.screen
            assert "Ada Lovelace" in person.screen
            await person.press("u")
            assert "Undid: imported 2 contacts" in person.said
            assert "undone" in person.screen
            assert crm.contacts.count() == 1
            await person.press("u")
            assert crm.contacts.count() == 3

    asyncio.run(steps())


def test_where_nothing_was_imported_the_list_says_how_to(open_app, folder: Path) -> None:
    async def steps() -> None:
        async with open_app(size=(60, 20)) as person:
            await person.press("f6", "u", "enter", "end")
            assert "I imports one" in person.screen

    asyncio.run(steps())
