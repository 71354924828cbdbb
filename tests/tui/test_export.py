"""Exporting in the app: what is listed, marked or open, in any form, and everything."""

import asyncio
import json
import os
import stat
from pathlib import Path

import pytest


@pytest.fixture
def people(crm) -> None:
    crm.contacts.add(name="Ada Lovelace", email="ada@example.com", tags=["vip"])
    crm.contacts.add(name="Bo", email="bo@example.com")
    crm.contacts.add(name="Cy", tags=["vip"])


def words(person) -> str:
    """What the screen says, also over the ends of lines."""
    return " ".join(person.screen.replace("│", " ").split())


def test_what_the_list_shows_is_written_in_its_order(open_app, people, folder: Path) -> None:
    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("2", "slash")
            await person.type("tag:vip")
            await person.press("enter", "s")
            await person.type("name")
            await person.press("enter", "X")
            assert "Export 2 contacts: tag:vip as" in person.screen
            await person.press("enter")
            assert "contacts-2026-06-30.csv" in person.screen
            await person.press("enter")
            path = folder / "contacts-2026-06-30.csv"
            assert "Wrote 2 records to" in person.said
            lines = path.read_text(encoding="utf-8").splitlines()
            assert lines[0].startswith("ref,id,uid,")
            assert [line.split(",")[0] for line in lines[1:]] == ["C3", "C1"]
            assert stat.S_IMODE(path.stat().st_mode) == 0o600

    asyncio.run(steps())


def test_the_columns_that_are_shown_can_be_written_alone(open_app, people, folder: Path) -> None:
    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.burst("2", "X", "enter")
            assert "│ │  ref  id  uid" in person.screen
            assert "Ada Lovelace" in person.screen
            assert " more: " in person.screen
            await person.burst("tab", "right")
            assert "ref  id" not in person.screen
            head, first = (
                line
                for line in person.screen.splitlines()
                if "│ │  name" in line or "│  Ada" in line
            )
            assert head.split()[2:5] == ["name", "company", "email"]
            assert first.split()[2:5] == ["Ada", "Lovelace", "ada@example.com"]
            await person.press("enter")
            path = folder / "contacts-2026-06-30.csv"
            header = path.read_text(encoding="utf-8").splitlines()[0]
            assert header.startswith("name,company,email,phone,last_activity_at")
            assert "uid" not in header

    asyncio.run(steps())


def test_the_marked_ones_alone_are_written(open_app, people, folder: Path) -> None:
    async def steps() -> None:
        async with open_app() as person:
            await person.press("2", "m", "down", "m", "X")
            assert "2 contacts, marked" in person.screen
            await person.type("json lines")
            await person.press("enter")
            assert person.screen.count('{"id": ') == 2
            await person.press("enter")
            text = (folder / "contacts-2026-06-30.jsonl").read_text(encoding="utf-8")
            found = [json.loads(line)["name"] for line in text.splitlines()]
            assert found == ["Ada Lovelace", "Cy"]

    asyncio.run(steps())


def test_the_record_of_a_page_is_written(open_app, people, folder: Path) -> None:
    async def steps() -> None:
        async with open_app() as person:
            await person.press("2", "enter", "X")
            await person.type("vcard 3")
            await person.press("enter")
            assert "EMAIL:ada@example.com" in person.screen
            await person.press("enter")
            text = (folder / "C1-2026-06-30.vcf").read_text(encoding="utf-8")
            assert text.count("BEGIN:VCARD") == 1
            assert "Ada" in text

    asyncio.run(steps())


def test_the_open_deals_of_the_board_are_written(open_app, crm, folder: Path) -> None:
    crm.pipelines.add_pipeline('Odd "one" \\')
    crm.deals.add(title="Engine", amount="100 EUR")
    crm.deals.add(title="Lost one")
    crm.deals.lose("D2", "price", "")
    crm.deals.add(title="Elsewhere", pipeline='Odd "one" \\')

    async def steps() -> None:
        async with open_app(size=(120, 30)) as person:
            await person.press("4", "X", "enter", "enter")
            lines = (folder / "deals-2026-06-30.csv").read_text(encoding="utf-8").splitlines()
            assert len(lines) == 2
            assert "Engine" in lines[1]
            await person.press("p", *"odd", "enter", "X", "enter", "enter", "enter")
            lines = (folder / "deals-2026-06-30.csv").read_text(encoding="utf-8").splitlines()
            assert len(lines) == 2
            assert "Elsewhere" in lines[1]

    asyncio.run(steps())


def test_a_file_that_exists_is_written_over_only_when_asked_twice(
    open_app, people, folder: Path
) -> None:
    path = folder / "contacts-2026-06-30.csv"
    path.write_text("mine", encoding="utf-8")

    async def steps() -> None:
        async with open_app(size=(60, 20)) as person:
            await person.press("2", "X", "enter", "enter")
            assert "There is a file of that name already" in person.screen
            assert path.read_text(encoding="utf-8") == "mine"
            await person.press("enter")
            assert path.read_text(encoding="utf-8").startswith("ref,")

    asyncio.run(steps())


def test_what_cannot_be_written_says_so_and_the_path_stays(
    open_app, people, crm, folder: Path
) -> None:
    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("2", "X", "enter", "ctrl+u")
            person.app.screen.line.value = f"/no/such/{'folder/' * 12}x.csv"
            await person.press("enter")
            for size in ((60, 20), (100, 30), (80, 24)):
                await person.pilot.resize_terminal(*size)
                await person.settle()
                assert "cannot be written: " in words(person)
                assert "that you may write there, and that there is room." in words(person)
            person.app.screen.line.value = "/no/such/folder/x.csv"
            await person.press("enter")
            assert "/no/such/folder/x.csv" in person.screen
            person.app.screen.line.value = str(folder)
            await person.press("enter")
            assert "is a folder" in words(person)
            person.app.screen.line.value = person.app.path
            await person.press("enter", "enter")
            assert "Give another file." in words(person)
            assert crm.contacts.count() == 3

    asyncio.run(steps())


def test_a_full_disk_is_a_sentence_and_leaves_nothing(open_app, crm, folder: Path) -> None:
    resource = pytest.importorskip("resource")
    with crm.operation("many"):
        for at in range(400):
            crm.contacts.add(name=f"Person {at}", about="x" * 200)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            for form in ("csv for spreadsheets", "tsv", "vcard 4", "json,"):
                await person.press("2", "X")
                await person.type(form)
                await person.press("enter")
                resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
                try:
                    await person.press("enter")
                finally:
                    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
                assert "too large" in words(person), form
                assert [*folder.iterdir()] == []
                await person.press("enter")
                assert "Wrote 400 records" in person.said
                for path in folder.iterdir():
                    path.unlink()

    asyncio.run(steps())


def test_the_path_of_an_export_is_completed(open_app, people, folder: Path) -> None:
    (folder / "old exports").mkdir()

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("2", "X", "enter")
            person.app.screen.line.value = f"{folder}{os.sep}ol"
            person.app.screen.line.cursor_position = 999
            await person.press("tab")
            assert person.app.screen.line.value.endswith("/old exports/")
            await person.press("enter")
            assert (folder / "old exports" / "contacts-2026-06-30.csv").exists()

    asyncio.run(steps())


def test_where_there_is_no_list_one_says_what_to_export(open_app, crm, folder: Path) -> None:
    crm.tasks.add(title="Ring Ada", due="tomorrow")

    async def steps() -> None:
        async with open_app(size=(60, 20)) as person:
            await person.press("8", "X")
            await person.type("calendar")
            await person.press("enter", "enter")
            text = (folder / "calendar-2026-06-30.ics").read_text(encoding="utf-8")
            assert "Ring Ada" in text

    asyncio.run(steps())


def test_everything_goes_into_a_folder_and_back_into_an_empty_file(
    open_app, people, crm, folder: Path, tmp_path: Path
) -> None:
    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("f7")
            assert "tinycrm-2026-06-30" in person.screen
            await person.press("enter")
            assert "Wrote" in person.said
            whole = folder / "tinycrm-2026-06-30"
            assert (whole / "contacts.csv").exists()
            await person.press("f7", "enter")
            assert "exists already" in person.screen
            await person.press("escape", "I")
            await person.type(f"{whole}{os.sep}")
            assert "everything that was exported into this folder" in person.screen
            await person.press("enter")
            assert crm.contacts.count() == 3

    asyncio.run(steps())


def test_escape_stops_the_writing_and_leaves_nothing(
    open_app, crm, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with crm.operation("many"):
        for at in range(1500):
            crm.contacts.add(name=f"Person {at}")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("2", "X", "enter")
            dialog = person.app.screen
            dialog.submitted()
            dialog.action_leave()
            await person.settle()
            assert "Nothing was written" in person.said
            assert list(folder.iterdir()) == []

    asyncio.run(steps())


def test_how_the_file_begins_is_shown_harmless_in_any_size(open_app, crm, folder: Path) -> None:
    hostile = "[/bold]\x1b]52;c;RVZJTA==\x07=漢字"
    for at in range(9):
        name = f"{hostile} {at}"
        crm.contacts.add(name=name, about=hostile * 500, job_title="=1+1", email="a@b.example")
    rows = {(60, 14): 2, (60, 12): 0, (160, 45): 5, (60, 20): 5}

    async def steps() -> None:
        async with open_app() as person:
            for form in ("csv for", "markdown", "vcard 4"):
                await person.press("2", "X")
                await person.type(form)
                await person.press("enter")
                for size in rows if form == "csv for" else [(60, 20)]:
                    await person.pilot.resize_terminal(*size)
                    await person.settle()
                    assert "\x1b" not in person.screen
                    assert "enter write" in person.screen
                    assert all(len(line) <= size[0] for line in person.screen.splitlines())
                    if form != "vcard 4":
                        assert person.screen.count("bold") >= rows[size]
                        assert ("ref  id" in person.screen) == bool(rows[size])
                await person.press("escape")
            await person.press("slash", *"name:xyz", "enter", "X", "enter")
            assert "the file will hold none" in person.screen
            await person.press("tab", "right")
            assert "the file will hold none" in person.screen

    asyncio.run(steps())


def test_all_of_a_kind_are_all_of_them(open_app, crm, folder: Path) -> None:
    for title in ("One", "Two"):
        crm.deals.add(title=title)
        crm.tasks.add(title=title, due="today")
    crm.deals.win("D1")
    crm.tasks.done("T1")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("5", "X")
            assert "Export 1 task as" in person.screen
            await person.press("escape")
            for kind in ("deals", "tasks"):
                await person.press("8", "X", *f"all {kind}", "enter", "enter")
                assert "Two" in person.screen
                await person.press("enter")
                text = (folder / f"{kind}-2026-06-30.csv").read_text(encoding="utf-8")
                assert len(text.splitlines()) == 3

    asyncio.run(steps())


def test_hostile_names_of_views_and_files_are_harmless(open_app, people, folder: Path) -> None:
    hostile = folder / "[bold]\x1b]0;x\x07"
    hostile.mkdir()

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("2", "X", "enter")
            person.app.screen.line.value = f"{hostile}{os.sep}"
            await person.press("enter")
            assert "\x1b" not in person.screen
            assert "\x1b" not in person.said
            assert (hostile / "contacts-2026-06-30.csv").exists()

    asyncio.run(steps())
