"""`crm export` writes what address books, calendars, documents and spreadsheets read."""

import json
import sys
from datetime import date, datetime
from pathlib import Path

import icalendar
import openpyxl
import pytest

from tinycrm.cli.exporting import field_offers, noun_offers
from tinycrm.interchange.exporting import SUFFIXES


@pytest.fixture
def people(run, once) -> None:
    once(fill, run)


def fill(run) -> None:
    run("add-contact", "--name", "Ada Lovelace", "--email", "ada@a.example", "--tag", "vip",
        "--company", "Engines Ltd", "--birthday", "1815-12-10")  # fmt: skip
    run("add-contact", "--name", "Grace | Hopper", "--set", "about==1+1")
    run("add-deal", "--title", "Engine", "--contact", "C1", "--amount", "1200.50 EUR")
    run("log", "meeting", "C1", "drew up the plan", "--at", "2026-03-27 15:30", "--min", "40")
    run("log", "call", "C1", "rang", "--at", "2026-03-28 09:00")
    run("add-task", "Ring Ada", "--for", "C1", "--due", "2026-07-01")
    run("add-task", "Some day")


# Address books and calendars


def test_people_and_firms_are_vcards(run, people: None) -> None:
    cards = run("export", "contacts", "tag:vip", "--vcard").out
    assert cards.count("BEGIN:VCARD") == 1
    assert "VERSION:3.0" in cards
    assert "FN:Ada Lovelace" in cards
    assert "VERSION:4.0" in run("export", "contacts", "--vcard4").out
    firm = run("export", "companies", "--vcard").out
    assert "ORG:Engines Ltd" in firm
    assert "X-ABShowAs:COMPANY" in firm
    assert run("export", "C1", "--vcard").out == cards
    assert "contacts, companies" in run("export", "deals", "--vcard", code=2).err


def test_calendars_hold_tasks_with_a_day_and_meetings(run, people: None) -> None:
    def titles(*arguments: str) -> list[str]:
        found = icalendar.Calendar.from_ical(run("export", *arguments).out)
        return [str(each["SUMMARY"]) for each in found.subcomponents]

    assert titles("tasks", "--ical") == ["Ring Ada"]
    assert titles("activities", "--ical") == ["Meeting with Ada Lovelace"]
    assert titles("calendar") == ["Ring Ada", "Meeting with Ada Lovelace"]
    assert titles("activities", "kind:call", "--ical") == ["Call with Ada Lovelace"]
    assert titles("calendar", "tag:none-of-them") == []
    assert "calendar" in run("export", "contacts", "--ical", code=2).err
    run("export", "calendar", "--csv", code=2)


# Documents


def test_a_list_is_a_table_in_markdown(run, people: None) -> None:
    heading, line, *rows = run("export", "contacts", "--markdown").out.splitlines()
    assert heading.startswith("|  | Name | Company | E-mail |")
    assert set(line) <= set("| -:")
    assert rows[0].startswith("| C1 | Ada Lovelace | Engines Ltd | ada@a.example |")
    assert r"| Grace \| Hopper |" in rows[1]
    assert "| € 1,200.50 |" in run("export", "deals", "--markdown").out
    chosen = run("export", "contacts", "--markdown", "--fields", "email,ref").out
    assert chosen == "| email | ref |\n| --- | --- |\n| ada@a.example | C1 |\n|  | C2 |\n"


def test_a_record_is_a_page_in_markdown(run, people: None) -> None:
    page = run("export", "C1", "--markdown").out
    assert page.startswith("# Ada Lovelace\n\n- **Company:** Engines Ltd (O1)\n")
    assert "- **Email:** ada@a.example" in page
    assert "## Open deals" in page
    assert "| D1 | Engine | Lead | € 1,200.50 |" in page
    assert "- 2026-03-27 15:30 **meeting, 40 min** A1: drew up the plan" in page
    assert run("export", "A1", "--markdown").out.startswith("# meeting\n")
    run("export", "C1", "tag:vip", "--markdown", code=2)
    run("export", "C99", "--markdown", code=3)
    run("export", "C1", "--markdown", "--fields", "name", code=2)


def test_markdown_of_hostile_texts_is_only_text(run) -> None:
    run("add-contact", "--name", "*A* <script>[x](y) `z` _b_ snake_case R&D &amp; |\x1b[2J")
    table = run("export", "contacts", "--markdown", "--fields", "name").out
    escaped = r"\*A\* \<script\>\[x\](y) \`z\` \_b\_ snake_case R&D \&amp; \|"
    assert escaped in table
    assert f"# {escaped}" in run("export", "C1", "--markdown").out


# Spreadsheets


def test_a_workbook_has_real_numbers_and_dates(run, people: None, tmp_path: Path) -> None:
    def sheet(*arguments: str) -> list[dict[str, object]]:
        file = tmp_path / f"{arguments[0]}.xlsx"
        run("export", *arguments, "-o", str(file))
        heading, *rows = openpyxl.load_workbook(file).active.iter_rows(values_only=True)
        return [dict(zip(heading, row, strict=True)) for row in rows]

    run("add-field", "deal", "score", "--type", "number")
    run("edit-deal", "D1", "--set", "score=12.5", "--close", "2026-07-09")
    (deal,) = sheet("deals", "--xlsx")
    assert (deal["amount"], deal["currency"], deal["id"]) == (1200.5, "EUR", 1)
    assert deal["custom.score"] == 12.5
    assert deal["expected_close_on"] == datetime(2026, 7, 9)
    assert isinstance(deal["opened_at"], datetime)
    people = sheet("contacts")
    assert people[0]["birthday"] == "1815-12-10"  # before spreadsheets have days
    assert people[1]["about"] == "=1+1"
    activities = sheet("activities")
    assert activities[1]["happened_at"] == datetime(2026, 3, 27, 15, 30)
    assert (tmp_path / "deals.xlsx").stat().st_mode & 0o777 == 0o600


def test_a_workbook_holds_texts_and_no_formulas(run, tmp_path: Path) -> None:
    texts = ["=1+1", "https://a.example", "007", "12", "\x1b[2J", "_x0041_", "é😀", "a\nb"]
    for text in texts:
        run("add-contact", "-", stdin=json.dumps({"name": "Ada", "about": text}))
    file = tmp_path / "x.xlsx"
    run("export", "contacts", "--sort", "id", "--fields", "about", "-o", str(file))
    cells = [row[0] for row in openpyxl.load_workbook(file).active.iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.hyperlink is None for cell in cells)
    values = [openpyxl.utils.escape.unescape(cell.value) for cell in cells]
    assert values[:4] + values[6:] == texts[:4] + texts[6:]


def test_a_cell_that_is_too_long_is_cut_and_told(run, tmp_path: Path) -> None:
    run("add-contact", "-", stdin=json.dumps({"name": "Ada", "about": "x😀" * 20_000}))
    result = run("export", "contacts", "-o", str(tmp_path / "x.xlsx"))
    assert "Cells that were cut: 1." in result.err
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx").active
    cut = next(cell.value for cell in sheet[2] if str(cell.value).startswith("x😀"))
    assert len(cut.encode("utf-16-le")) // 2 <= 32_767
    assert cut.endswith("…")


def test_a_missing_extra_is_answered_with_its_command(
    run, people: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    file = tmp_path / "x.xlsx"
    assert "pip install 'tinycrm[xlsx]'" in run("export", "contacts", "-o", str(file), code=1).err
    assert not file.exists()


def test_a_workbook_needs_a_file(run, people: None) -> None:
    assert "-o" in run("export", "contacts", "--xlsx", code=2).err


# Which form


@pytest.mark.parametrize("suffix", sorted({*SUFFIXES} - {".ics"}))
def test_the_name_of_the_file_tells_the_form(
    run, people: None, tmp_path: Path, suffix: str
) -> None:
    named, said = tmp_path / f"x{suffix}", tmp_path / "said"
    run("export", "contacts", "-o", str(named))
    run("export", "contacts", f"--{SUFFIXES[suffix]}", "-o", str(said))
    assert named.read_bytes() == said.read_bytes()


def test_an_option_counts_more_than_the_name(run, people: None, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    run("export", "contacts", "--jsonl", "-o", str(file))
    assert json.loads(file.read_text().splitlines()[0])["name"] == "Ada Lovelace"
    run("export", "contacts", "--csv", "--vcard", code=2)
    run("export", "contacts", "--vcard", "--excel", code=2)
    run("export", "contacts", "--vcard", "--fields", "name", code=2)


def test_fields_are_offered_and_corrected(run, people: None, path: Path) -> None:
    class Context:
        obj = None
        params = {"noun": "contacts"}  # noqa: RUF012 (stands in for Typer's)

    assert field_offers(Context(), "name,ema") == [("name,email", ""), ("name,emails", "")]
    assert field_offers(Context(), "email,emai") == [("email,emails", "")]
    Context.params = {"noun": "nothing"}
    assert field_offers(Context(), "na") == []
    assert ("calendar", "tasks with a day, and meetings") in noun_offers(Context(), "c")
    assert "email" in run("export", "contacts", "--fields", "emial", code=2).err


# Everything


def test_everything_goes_into_a_folder_and_comes_back(run, people: None, tmp_path: Path) -> None:
    folder, other = tmp_path / "all", str(tmp_path / "other.db")
    assert run("export", "all", str(folder)).out == ""
    assert (folder / "README.md").is_file()
    dry = run("import", str(folder), "--dry-run", "--db", other)
    assert "contacts\t2\n" in dry.out
    assert run("list-contacts", "--ids", "--db", other).out == ""
    assert run("import", str(folder), "--db", other).out == dry.out
    run("export", "all", str(tmp_path / "again"), "--db", other)
    for file in folder.iterdir():
        assert file.read_bytes() == (tmp_path / "again" / file.name).read_bytes()
    assert "imported everything from all" in run("history", "--db", other).out
    assert "in use" in run("import", str(folder), code=6).err
    assert "exists already" in run("export", "all", str(folder), code=6).err
    run("export", "all", code=2)
    run("export", "all", str(folder), "--csv", code=2)


def test_the_counts_of_everything_are_json_too(run, people: None, tmp_path: Path) -> None:
    run("export", "all", str(tmp_path / "all"))
    out = run("import", str(tmp_path / "all"), "--json", "--db", str(tmp_path / "other.db")).out
    report = json.loads(out)
    assert report["written"] is True
    assert report["rows"]["contacts.csv"] == 2


def test_a_day_in_a_workbook_is_a_day() -> None:
    from tinycrm.interchange.xlsx_writing import reader

    assert reader("due_on", "")("2026-07-01") == date(2026, 7, 1)
    assert reader("birthday", "")("--12-10") == "--12-10"
    assert reader("about", "")("12") == "12"
    assert reader("custom.x", "number")("12345678901234567890") == "12345678901234567890"


def test_trying_the_import_of_everything_makes_no_file(run, tmp_path: Path) -> None:
    folder, new = str(tmp_path / "all"), tmp_path / "new.db"
    run("add-contact", "--name", "Ada")
    run("export", "all", folder)
    assert "contacts\t1\n" in run("import", folder, "--dry-run", "--db", str(new)).out
    assert not new.exists()
