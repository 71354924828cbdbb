"""What is decided about an import: which rows are there already, which sheet, whose values."""

import asyncio
import csv
import io
import zipfile
from pathlib import Path

import pytest
from tests.workbooks import FIRMS, PEOPLE, write_workbook

from tinycrm.interchange import mappings


@pytest.fixture
def three(folder: Path, crm) -> Path:
    """Three people, of whom two may be there already; the third is so without a doubt."""
    crm.contacts.add(name="Ada King", email="ada@example.com", title="Countess")
    crm.contacts.add(name="Bo")
    path = folder / "three.csv"
    path.write_text(
        "Name,E-mail,Company\nAda Lovelace,ada@example.com,Engines Ltd\nBo,bo@example.com,\nCy,,\n"
    )
    return path


async def choose(person, kind: str, words: str) -> None:
    """Change a line of the preview."""
    while person.app.screen.facts.fact.kind != kind:
        await person.press("down")
    await person.press("enter")
    await person.type(words)
    await person.press("enter")


async def ask(person) -> None:
    await person.press("I", "enter")
    await choose(person, "match", "ask about")


def test_people_who_are_there_are_left_as_they_are(open_app, crm, three: Path) -> None:
    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("I", "enter")
            assert "2 new · 1 changed" in person.screen
            await choose(person, "match", "leave them")
            assert "2 new · 1 skipped" in person.screen
            await person.press("ctrl+s")
            assert crm.contacts.get("C1").name == "Ada King"

    asyncio.run(steps())


def test_what_columns_become_is_kept_under_a_name(open_app, crm, three: Path) -> None:
    async def steps() -> None:
        async with open_app(size=(80, 40)) as person:
            await person.press("I", "enter", "tab", "end", "enter")
            await person.type("leave it out")
            await person.press("enter", "tab")
            await choose(person, "name", "guests")
            await person.press("ctrl+s")
            assert mappings.named(crm.db, "guests") == {"Company": "ignore"}
            await person.press("escape", "I", "enter")
            assert "what you said of such a file before" in person.screen

    asyncio.run(steps())


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (130, 40)])
def test_each_match_is_asked_about_side_by_side(open_app, crm, three: Path, size) -> None:
    async def steps() -> None:
        async with open_app(size=size) as person:
            await ask(person)
            assert "Is it the same?" in person.screen
            for words in ("1 of 2", "Ada King", "Ada Lovelace", "Engines Ltd", "Both have: e-mail"):
                assert words in person.screen
            for words in ("f fill in", "o take", "s leave", "n add"):
                assert words in person.screen
            await person.press("o")
            assert "2 of 2" in person.screen
            assert "name alone" in person.screen
            await person.press("f")
            assert "1 new · 2 changed" in person.screen
            assert "Questions" not in person.screen
            await person.press("ctrl+s")
            ada, bo = crm.contacts.by_ids([1, 2])
            assert (ada.name, ada.job_title, ada.company) == (
                *("Ada Lovelace", "Countess", "Engines Ltd"),
            )
            assert bo.email == "bo@example.com"
            assert crm.contacts.count() == 3
            await person.press("ctrl+z")
            assert crm.contacts.get("C1").name == "Ada King"
            assert crm.contacts.count() == 2

    asyncio.run(steps())


def test_one_goes_back_to_the_question_before(open_app, crm, three: Path) -> None:
    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await ask(person)
            await person.press("s", "backspace")
            assert "1 of 2" in person.screen
            assert "● s" in person.screen
            await person.press("n", "enter")
            assert "3 new" in person.screen
            await person.press("ctrl+s")
            assert crm.contacts.count() == 5

    asyncio.run(steps())


def test_one_answer_serves_for_all_that_follow(open_app, crm, three: Path) -> None:
    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await ask(person)
            await person.press("S")
            assert "1 new · 2 skipped" in person.screen
            await person.press("ctrl+s")
            assert crm.contacts.get("C1").name == "Ada King"

    asyncio.run(steps())


def test_nothing_is_imported_before_all_is_answered(open_app, crm, three: Path) -> None:
    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await ask(person)
            await person.press("f", "escape")
            assert "1 row may be there already" in person.screen
            await person.press("ctrl+s")
            assert "1 of 1" in person.screen
            await person.press("n")
            assert "2 new · 1 changed" in person.screen
            await person.press("ctrl+s")
            assert crm.contacts.count() == 4

    asyncio.run(steps())


def test_questions_typed_ahead_are_answered_in_their_order(open_app, crm, three: Path) -> None:
    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await ask(person)
            await person.burst("o", "n", "space", "left")
            assert "2 new · 1 changed" in person.screen
            await person.press("ctrl+s")
            assert crm.contacts.get("C1").name == "Ada Lovelace"

    asyncio.run(steps())


def test_taking_the_files_values_takes_no_answers_away(open_app, crm, three: Path) -> None:
    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await ask(person)
            await person.press("f", "n", "o")
            assert "You are asked about each" in person.said
            await person.press("ctrl+s")
            assert crm.contacts.get("C1").name == "Ada King"

    asyncio.run(steps())


def test_hostile_names_are_harmless_in_questions(open_app, crm, folder: Path) -> None:
    hostile = "[/bold]\x1b]52;c;eA\x07"
    crm.contacts.add(name=hostile, email="x@example.com", about="[red]")
    (folder / "x.csv").write_text(
        f"Name,E-mail,{hostile}\n{hostile} Two,x@example.com,[/]\x1b[2J\n"
    )

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await ask(person)
            assert "Is [/bold]␛]52;c;eA" in person.screen
            assert "\x1b" not in person.screen

    asyncio.run(steps())


def test_many_questions_are_asked_in_parts(open_app, crm, folder: Path, monkeypatch) -> None:
    for module in ("interchange.questions", "tui.dialogs.matching", "tui.screens.import_choices"):
        monkeypatch.setattr(f"tinycrm.{module}.SHOWN", 2)
    rows = "".join(f"P{at} Roe,p{at}@example.com\n" for at in range(5))
    (folder / "five.csv").write_text(f"Name,E-mail\n{rows}")
    for at in range(5):
        crm.contacts.add(name=f"P{at} Doe", email=f"p{at}@example.com")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await ask(person)
            assert "1 of 5" in person.screen
            await person.press("o", "o")
            assert "1 of 3" in person.screen
            assert "P2 Roe" in person.screen
            await person.press("o", "O")
            await person.press("ctrl+s")
            assert crm.contacts.find("roe")
            assert len(crm.contacts.find("roe")) == 5

    asyncio.run(steps())


def test_a_sheet_of_a_workbook_is_chosen_or_all_of_them(open_app, crm, folder: Path) -> None:
    write_workbook(folder / "book.xlsx", {"People": PEOPLE, "Firms": FIRMS})

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("I", "enter")
            assert "People, one of 2" in person.screen
            await choose(person, "sheet", "firms")
            assert "Firms, one of 2" in person.screen
            assert "CSV of companies" in person.screen or "companies" in person.screen
            await choose(person, "sheet", "all of them")
            assert "all 2" in person.screen
            await person.press("ctrl+s")
            assert crm.contacts.get("Ada").company_id == crm.companies.get("Acme").id
            assert crm.companies.get("Acme").domain == "acme.example"
            await person.press("ctrl+z")
            assert (crm.contacts.count(), crm.companies.count()) == (0, 0)

    asyncio.run(steps())


def test_one_table_of_a_zip_is_chosen_and_its_columns_changed(open_app, crm, folder: Path) -> None:
    with zipfile.ZipFile(folder / "two.zip", "w") as archive:
        archive.writestr("people.csv", "Name,E-mail,Shoes\nAda,ada@a.co,38\n")
        archive.writestr("firms.csv", "Company name,Company Domain Name\nAcme,acme.example\n")

    async def steps() -> None:
        async with open_app(size=(80, 24)) as person:
            await person.press("I", "enter")
            assert "all 2" in person.screen
            await choose(person, "sheet", "people")
            assert "people.csv, one of 2" in person.screen
            await person.press("tab", "end", "enter")
            await person.type("leave it out")
            await person.press("enter", "ctrl+s")
            assert (crm.contacts.get("Ada").custom, crm.companies.count()) == ("{}", 0)

    asyncio.run(steps())


def test_a_bad_row_of_one_table_takes_no_others_out_of_the_preview(
    open_app, crm, folder: Path
) -> None:
    with zipfile.ZipFile(folder / "two.zip", "w") as archive:
        archive.writestr("people.csv", "Name,E-mail,Company\nAda,ada@a.co,Acme\n")
        archive.writestr(
            "firms.csv", "Company name,Company Domain Name\nAcme,acme.example\nBad,b.example,x\n"
        )

    async def steps() -> None:
        async with open_app(size=(80, 40)) as person:
            await person.press("I", "enter")
            before = person.screen
            assert "1 new · 1 rejected" in before
            assert "because rows name them" not in before
            await person.press("ctrl+s")
            assert "1 new · 1 rejected" in person.screen
            assert (crm.contacts.count(), crm.companies.count()) == (1, 1)

    asyncio.run(steps())


def as_a_spreadsheet_saves(path: Path, changes: dict[str, str], day: str) -> None:
    """Rewrite our own export as a German spreadsheet does: BOM, semicolons, its own dates."""
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
    title = {name: at for at, name in enumerate(rows[0])}
    for row in rows[1:]:
        year, month, date = row[title["birthday"]].split("-")
        row[title["birthday"]] = day.format(year=year, month=month, date=date)
        for name, value in changes.items():
            row[title[name]] = value
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8-sig", newline="")


@pytest.mark.parametrize("day", ["{date}.{month}.{year}", "{month}/{date}/{year}"])
def test_an_export_edited_in_a_spreadsheet_says_what_differs_and_is_taken_on_request(
    open_app, crm, folder: Path, day: str
) -> None:
    crm.contacts.add(name="Ada Lovelace", email="ada@example.com", birthday="1985-12-30")
    crm.contacts.add(name="Bo", email="bo@example.com", birthday="1990-05-31")

    async def steps() -> None:
        async with open_app(size=(100, 30)) as person:
            await person.press("2", "X", "enter", "enter", "escape")
            path = folder / "contacts-2026-06-30.csv"
            as_a_spreadsheet_saves(path, {"job_title": "Engineer"}, day)
            await person.press("I", "enter")
            assert "2 changed" in person.screen  # the empty titles are filled in
            await person.press("ctrl+s")
            as_a_spreadsheet_saves_again(path)
            await person.press("escape", "I", "enter")
            assert "2 as they are" in person.screen
            assert "2 records differ: o takes the file's values" in person.screen
            await person.press("o")
            assert "2 changed" in person.screen
            assert "differ:" not in person.screen
            assert "take what the file says" in person.screen
            await person.press("ctrl+s")
            assert [each.job_title for each in crm.contacts.by_ids([1, 2])] == ["Countess"] * 2
            assert [each.birthday for each in crm.contacts.by_ids([1, 2])] == [
                "1985-12-30",
                "1990-05-31",
            ]

    asyncio.run(steps())


def as_a_spreadsheet_saves_again(path: Path) -> None:
    text = path.read_text(encoding="utf-8-sig").replace("Engineer", "Countess")
    path.write_text(text, encoding="utf-8-sig", newline="")
