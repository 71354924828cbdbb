"""`crm import` as a shell uses it."""

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from tests.workbooks import FIRMS, PEOPLE, write_workbook

DATA = Path(__file__).parents[1] / "data"
SAMPLE = DATA / "atomiccrm_contacts_500.csv"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rejected rows of standard input go to the current folder."""
    monkeypatch.chdir(tmp_path)


def rows_of(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.read_bytes().decode(), newline="")))


def counts(out: str, what: str = "contacts") -> list[int]:
    """Created, updated, unchanged, skipped, rejected."""
    rows = {line.split("\t")[0]: line.split("\t") for line in out.splitlines()}
    return [int(count) for count in rows[what][1:6]]


def test_a_file_is_imported_once_however_often(run) -> None:
    assert counts(run("import", str(SAMPLE), "--dry-run").out) == [500, 0, 0, 0, 0]
    assert counts(run("import", str(SAMPLE)).out) == [500, 0, 0, 0, 0]
    assert counts(run("import", str(SAMPLE)).out) == [0, 0, 500, 0, 0]
    assert "imported 500 contacts from atomiccrm_contacts_500.csv" in run("history").out
    run("undo")
    assert run("export", "contacts").out.count("\n") == 1


def test_standard_input_is_imported(run) -> None:
    assert counts(run("import", "-", stdin="name,email\nAda,ada@a.co\n").out)[:3] == [1, 0, 0]
    lines = '{"name": "Grace"}\n'
    assert counts(run("import", "-", stdin=lines).out)[:3] == [1, 0, 0]
    assert counts(run("import", "-", stdin=lines).out)[:3] == [0, 0, 1]


def test_the_report_is_also_json(run) -> None:
    report = json.loads(run("import", "-", "--json", stdin="name,Käse\nAda,Brie\n").out)
    assert (report["created"], report["updated"], report["rejected"]) == (1, 0, 0)
    (file,) = report["files"]
    assert file["counts"]["contacts"]["created"] == 1
    assert file["columns"] == [
        {"name": "name", "meaning": "name", "field": None, "account": "mapped"},
        {"name": "Käse", "meaning": None, "field": "kase", "account": "extra"},
    ]
    assert file["new_fields"] == {"kase": "Käse"}
    assert file["rejected_file"] is None


def test_rejected_rows_are_told_kept_and_keep_the_others_out(run, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("name,email\nAda,ada@a.co\nGrace,nonsense@\n")
    result = run("import", str(file), code=5)
    assert counts(result.out) == [0, 0, 0, 0, 1]
    assert "Line 3:" in result.err
    assert "nonsense@" in result.err
    assert "Nothing was written" in result.err
    rejected = tmp_path / "people.csv.rejected.csv"
    (row,) = rows_of(rejected)
    assert (row["name"], row["email"]) == ("Grace", "nonsense@")
    assert "nonsense@" in row["error"]
    assert rejected.stat().st_mode & 0o777 == 0o600
    assert run("list-contacts", "--ids").out == ""
    assert counts(run("import", str(file), "--keep-going", code=5).out) == [1, 0, 0, 0, 1]
    assert run("list-contacts", "--ids").out == "C1\n"


def test_rejected_rows_can_be_mended_and_imported_again(run, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("name,email\nAda,ada@a.co\nGrace,nonsense@\n")
    run("import", str(file), "--keep-going", code=5)
    rejected = tmp_path / "people.csv.rejected.csv"
    rejected.write_bytes(rejected.read_bytes().replace(b"nonsense@,", b"grace@navy.mil,"))
    result = run("import", str(rejected))
    assert counts(result.out) == [1, 0, 0, 0, 0]
    assert json.loads(run("list-contacts", "grace@navy.mil", "--json").out)[0]["custom"] == {}


def test_rejected_rows_that_somebody_mends_outlive_another_run(run, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("name,email\nGrace,nonsense@\n")
    run("import", str(file), code=5)
    rejected = tmp_path / "people.csv.rejected.csv"
    rejected.write_text("name,email,error\nGrace,grace@navy.mil,\n")
    run("import", str(file), code=5)
    assert "nonsense@" in rejected.read_text()
    assert "grace@navy.mil" in (tmp_path / "people.csv.rejected.csv~").read_text()


def test_a_dry_run_writes_no_file_either(run, tmp_path: Path, path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("name,email\nGrace,nonsense@\n")
    run("import", str(file), "--dry-run", code=5)
    assert not (tmp_path / "people.csv.rejected.csv").exists()
    assert not path.exists()


def test_several_files_become_one_linked_crm_in_whatever_order(run) -> None:
    nouns = ("opportunity", "contact", "account")
    files = [str(DATA / f"salesforce_{noun}.csv") for noun in nouns]
    dry = run("import", *files, "--dry-run").out
    out = run("import", *files).out
    assert out == dry
    assert counts(out, "companies") == [94, 0, 0, 0, 0]
    assert counts(out, "deals") == [58, 0, 0, 0, 0]
    assert sum(counts(out)) == 64
    again = run("import", *files).out
    assert [counts(again, noun)[0] for noun in ("companies", "contacts", "deals")] == [0, 0, 0]
    assert run("list-deals", "status:any", "--format", "{company}").out.count("\n\n") == 0


def test_an_old_encoding_is_taken_with_a_notice(run) -> None:
    result = run("import", "-", stdin="name;email\nJürgen;j@a.co\n".encode("cp1252"))
    assert "cp1252" in result.err
    assert run("list-contacts", "--format", "{name}").out == "Jürgen\n"
    greek = "name;email\nΕλένη;e@a.co\n".encode("cp1253")
    assert "cp1252" not in run("import", "-", "--encoding", "cp1253", stdin=greek).err
    assert "Ελένη" in run("list-contacts", "--format", "{name}").out


def test_a_delimiter_can_be_given(run) -> None:
    run("import", "-", "--delimiter", "~", stdin="name~email\nAda~ada@a.co\n")
    assert run("list-contacts", "--format", "{email}").out == "ada@a.co\n"
    run("import", "-", "--delimiter", "~~", stdin="name~email\n", code=2)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'name\n"Ada\n', "Line 2"),
        (b"name\nA\x00da\n", "NUL"),
        (b"name,note\nA\rda,x\n", "carriage return"),
        (b"", "empty"),
        (b"name\n\x1b[2J\xff\xfe\n", ""),
    ],
)
def test_hostile_files_are_refused_without_a_trace(run, data: bytes, words: str) -> None:
    result = run("import", "-", stdin=data, code=0 if not words else 5)
    assert words in result.err
    assert "\x1b" not in result.err
    assert result.out == "" or not words


def test_a_missing_file_is_told(run, tmp_path: Path) -> None:
    assert "no file" in run("import", str(tmp_path / "no.csv"), code=3).err
    assert ".vcf" in run("import", str(tmp_path), code=5).err


def test_columns_are_mapped_and_left_out_and_that_is_remembered(run) -> None:
    data = "column1,column2,column3\nAda,ada@a.co,x\n"
    given = ("--map", "column1=name", "--map", "column2=email", "--ignore", "column3")
    result = run("import", "-", *given, "--save-mapping", "loader", stdin=data)
    assert counts(result.out)[0] == 1
    assert "Left out: column3" in result.err
    again = run("import", "-", stdin=data.replace("Ada,ada@", "Grace,grace@"))
    assert counts(again.out)[0] == 1
    assert "before" in again.err
    other = "column1,column2\nMary,mary@a.co\n"
    assert counts(run("import", "-", "--mapping", "loader", stdin=other).out)[0] == 1
    assert "loader" in run("import", "-", "--mapping", "loadr", stdin=other, code=3).err
    custom = run("import", "-", "--map", "column1=name", "--map", "column2=custom:shoe",
                 stdin="column1,column2\nTom,43\n")  # fmt: skip
    assert counts(custom.out)[0] == 1
    assert json.loads(run("list-contacts", "tom", "--json").out)[0]["custom"] == {"shoe": "43"}


def test_undo_forgets_the_mapping_as_well(run) -> None:
    data = "column1,column2\nAda,ada@a.co\n"
    run("import", "-", "--map", "column1=name", "--map", "column2=email", stdin=data)
    run("undo")
    assert "such a file before" not in run("import", "-", stdin=data).err


def test_rows_can_be_taken_for_something_else(run) -> None:
    out = run("import", "-", "--as", "companies", stdin="name,phone\nAcme,+49 30 1234567\n").out
    assert counts(out, "companies")[0] == 1
    run("import", "-", "--as", "planets", stdin="name\nMars\n", code=2)


@pytest.mark.parametrize(
    ("policy", "expected", "title"),
    [
        ("fill", [0, 1, 0, 0, 0], "Countess"),
        ("overwrite", [0, 1, 0, 0, 0], "Engineer"),
        ("skip", [0, 0, 0, 1, 0], "Countess"),
        ("new", [1, 0, 0, 0, 0], "Countess"),
    ],
)
def test_what_is_there_is_treated_as_asked(run, policy: str, expected: list[int], title: str):
    run("add-contact", "--name", "Ada", "--email", "ada@a.co", "--set", "job_title=Countess")
    data = "name,email,job title,phone\nAda,ada@a.co,Engineer,+49 30 1234567\n"
    assert counts(run("import", "-", "--on-match", policy, stdin=data).out) == expected
    assert json.loads(run("show-contact", "C1", "--json").out)["job_title"] == title
    run("import", "-", "--on-match", "guess", stdin=data, code=2)
    run("import", "-", "--on-match", "ask", stdin=data, code=2)


def test_ambiguous_dates_are_asked_for(run) -> None:
    data = "name,birthday\nAda,03/04/1999\n"
    assert "--dates" in run("import", "-", stdin=data, code=5).err
    run("import", "-", "--dates", "dmy", stdin=data)
    assert json.loads(run("show-contact", "Ada", "--json").out)["birthday"] == "1999-04-03"


def test_a_folder_of_cards_comes_in_as_one_step(run, tmp_path: Path) -> None:
    folder = tmp_path / "cards"
    folder.mkdir()
    for name in ("Ada", "Grace"):
        card = f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nEND:VCARD\r\n"
        (folder / f"{name}.vcf").write_text(card)
    (folder / "bad.vcf").write_text("BEGIN:VCARD\r\nVERSION:3.0\r\nNOTE:nobody\r\nEND:VCARD\r\n")
    result = run("import", str(folder), "--keep-going", code=5)
    assert counts(result.out) == [2, 0, 0, 0, 1]
    assert "Card 3: bad.vcf: The card names nobody" in result.err
    rejected = (tmp_path / "cards.rejected.vcf").read_text()
    assert "NOTE:nobody" in rejected
    assert "X-TINYCRM-REASON:bad.vcf: The card names nobody" in rejected
    assert counts(run("import", str(folder), "--keep-going", code=5).out) == [0, 0, 2, 0, 1]
    run("undo")
    assert run("list-contacts", "--ids").out == ""


def test_what_came_from_where_is_listed(run, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("name,email\nAda,ada@a.co\nGrace,grace@navy.mil\n")
    run("import", str(file))
    run("import", str(file))
    (listed,) = json.loads(run("list-imports", "--json").out)
    assert (listed["file"], listed["created"], listed["size"]) == ("people.csv", 2, 45)
    assert len(listed["sha256"]) == 16
    assert listed["undone_by"] is None
    run("undo")
    assert json.loads(run("list-imports", "--json").out)[0]["undone_by"]


def test_a_refused_file_does_not_claim_what_was_not_written(run, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("name,email,Shoe\nAda,ada@a.co,39\nGrace,nonsense@,40\n")
    result = run("import", str(file), "--json", code=5)
    report = json.loads(result.out)
    assert (report["written"], report["created"], report["rejected"]) == (False, 0, 1)
    assert (report["would"]["created"], report["files"][0]["counts"]["contacts"]["created"]) == (
        1,
        0,
    )
    assert "New field" not in run("import", str(file), code=5).err
    assert counts(run("import", str(file), "--dry-run", code=5).out) == [0, 0, 0, 0, 1]
    assert json.loads(run("import", str(file), "--json", "--keep-going", code=5).out)["written"]


def test_connections_without_a_name_are_skipped_with_one_remark(run) -> None:
    header = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    nobody = ",,,,,,01 Jan 2020\n"
    ada = "Ada,Love,https://www.linkedin.com/in/ada,,Acme,CEO,02 Jan 2020\n"
    result = run("import", "-", stdin=header + nobody + ada + nobody)
    assert counts(result.out) == [1, 0, 0, 2, 0]
    assert result.err.count("without a name") == 1


def test_the_file_of_rejected_rows_has_the_header_and_all_cells(run, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("Name,Email,Email,\nAda,ada@a.co,,x\nRag,rag@a.co,,y,more,much\nTag,bad@,,z\n")
    run("import", str(file), "--keep-going", code=5)
    rejected = tmp_path / "people.csv.rejected.csv"
    lines = rejected.read_text().splitlines()
    assert lines[0] == "Name,Email,Email,,surplus,surplus,error"
    assert lines[1].startswith('Rag,rag@a.co,,y,more,much,"the row has 6 cells')
    assert lines[2].startswith("Tag,bad@,,z,,,")
    assert counts(run("import", str(rejected), "--dry-run", code=5).out)[4] == 2
    mended = rejected.read_text().replace("more,much", ",").replace("bad@", "tag@a.co", 1)
    rejected.write_text(mended)
    assert counts(run("import", str(rejected)).out) == [2, 0, 0, 0, 0]
    people = json.loads(run("list-contacts", "--json").out)
    assert {person["name"]: person["custom"] for person in people} == {
        "Ada": {"column_4": "x"},
        "Rag": {"column_4": "y"},
        "Tag": {"column_4": "z"},
    }


def test_new_stages_are_named_with_their_probability(run) -> None:
    deals = "Deal,Stage,Amount\nRoof,Contract sent,100\n"
    err = run("import", "-", "--as", "deals", stdin=deals).err
    assert 'New stage "Contract sent" of "Sales", taken for 75 % probable' in err


def test_a_column_that_is_mapped_to_a_new_field_is_named(run) -> None:
    people = "name,Shoe size\nAda,39\n"
    err = run("import", "-", "--map", "Shoe size=custom:shoe", stdin=people).err
    assert 'New field shoe of every contact, from the column "Shoe size"' in err


def test_an_import_that_fails_leaves_no_new_database_behind(run, path: Path) -> None:
    result = run("import", "-", stdin="Foo,Bar\n1,2\n", code=5)
    assert "No column names" in result.err
    assert '--map "Foo=name"' in result.err
    assert "Created" not in result.err
    dates = "name,birthday\nAda,03/04/1990\n"
    assert "--dates" in run("import", "-", stdin=dates, code=5).err
    assert "nonsense@" in run("import", "-", stdin="name,email\nAda,nonsense@\n", code=5).err
    assert list(path.parent.glob("crm.db*")) == []


def test_where_no_database_can_be_nothing_is_read(run, tmp_path: Path) -> None:
    (tmp_path / "dangling.db").symlink_to("nowhere.db")
    for place in ("/proc/none/crm.db", str(tmp_path / "dangling.db")):
        err = run("import", "-", "--db", place, stdin="name\nAda\n", code=7).err
        assert place in err
        assert "backup" not in err


def test_rejected_rows_of_standard_input_are_kept_in_the_current_folder(
    run, tmp_path: Path
) -> None:
    data = "name,email\nAda,nonsense@\nGrace,grace@navy.mil\n"
    result = run("import", "-", "--keep-going", stdin=data, code=5)
    assert counts(result.out) == [1, 0, 0, 0, 1]
    assert "stdin.rejected.csv" in result.err
    assert rows_of(tmp_path / "stdin.rejected.csv")[0]["name"] == "Ada"
    run("import", "-", "--keep-going", stdin=data.replace("Ada", "Bob"), code=5)
    assert rows_of(tmp_path / "stdin.rejected.csv")[0]["name"] == "Ada"
    assert rows_of(tmp_path / "stdin2.rejected.csv")[0]["name"] == "Bob"
    run("import", "-", "--dry-run", stdin=data, code=5)
    assert not (tmp_path / "stdin3.rejected.csv").exists()


def test_a_new_database_has_what_was_imported_and_who_did_it(run, path: Path) -> None:
    assert "Created" in run("import", "-", stdin="name,email\nAda,ada@a.co\n").err
    assert path.stat().st_mode & 0o777 == 0o600
    assert run("list-contacts", "--ids").out == "C1\n"
    assert "imported 1 contact" in run("history").out
    run("undo")
    assert run("list-contacts", "--ids").out == ""


@pytest.mark.parametrize("data", ["name,email\nAda,a@a.co\n", '{"name": "Ada"}\n'])
def test_what_was_recognised_first_goes_to_the_new_database(run, path: Path, data: str) -> None:
    assert "Created" in run("import", "-", stdin=data).err
    assert run("list-contacts", "--ids").out == "C1\n"
    assert path.exists()


def test_a_table_without_known_titles_says_which_column_it_took_for_the_name(run) -> None:
    result = run("import", "-", stdin="alpha,beta\n7,Ada Lovelace\n9,Grace Hopper\n")
    assert counts(result.out) == [2, 0, 0, 0, 0]
    assert "CSV of contacts, because none of its 2 columns is known." in result.err
    assert '"beta" was taken' in result.err
    assert "--map" in result.err
    assert "first line was taken for the titles" in result.err
    assert "first line" not in run("import", "-", stdin="Cy,cy@a.co\nDi,di@a.co\n").err


def test_rejected_cards_can_be_mended_and_imported_again(run, tmp_path: Path) -> None:
    file = tmp_path / "cards.vcf"
    file.write_text("BEGIN:VCARD\r\nVERSION:3.0\r\nNOTE:nobody\r\nEND:VCARD\r\n")
    run("import", str(file), code=5)
    rejected = tmp_path / "cards.vcf.rejected.vcf"
    run("import", str(rejected), code=5)
    twice = (tmp_path / "cards.vcf.rejected.vcf.rejected.vcf").read_text()
    assert twice.count("X-TINYCRM-REASON:") == 1
    rejected.write_text(rejected.read_text().replace("NOTE:nobody", "FN:Ada"))
    assert counts(run("import", str(rejected)).out) == [1, 0, 0, 0, 0]
    (ada,) = json.loads(run("list-contacts", "--json").out)
    assert (ada["name"], ada["about"], ada["custom"]) == ("Ada", None, {})


def test_remarks_of_one_kind_are_summed_up(run) -> None:
    people = "".join(f"P{number},p{number}@a.co,{30 + number}/2/1990\n" for number in range(30))
    err = run("import", "-", stdin=f"name,email,birthday\n{people}").err
    assert err.count("not a date") == 1
    assert '30 rows, the first in line 2: birthday: "30/2/1990"' in err
    bad = "name,email\nAda,x@\nBob,ok@a.co\nEve,y@\n"
    err = run("import", "-", "--json", stdin=bad, code=5).out
    (file,) = json.loads(err)["files"]
    assert [(kind["rows"], kind["first_line"]) for kind in file["kinds"]] == [(2, 2)]


def test_items_of_an_array_are_told_as_such(run) -> None:
    data = json.dumps([{"name": "Ada"}, {"about": "nobody"}])
    assert "Item 2: there is neither" in run("import", "-", stdin=data, code=5).err


def test_a_piped_run_says_what_the_file_was_taken_for(run) -> None:
    people = "Name,E-mail 1 - Value,E-mail 1 - Type,Given Name,Family Name,Käse\n"
    people += "Ada L,ada@a.co,* Home,Ada,L,Brie\n"
    for options in ((), ("--dry-run",)):
        err = run("import", "-", *options, stdin=people).err
        assert "standard input: " in err
        assert "E-mail 1 - Value → e-mail 1" in err
        assert "Käse → a field of your own" in err
    assert run("import", "-", "--json", stdin=people).err == ""


def archive(path: Path, **members: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in members.items():
            file.writestr(name.replace("__", "."), text)
    return path


HUBSPOT = {
    "deals__csv": "Record ID,Deal Name,Deal Stage,Amount,Associated Contact IDs,"
    "Associated Company IDs\n"
    "9,Website,Proposal,1200,101,7\n",
    "contacts__csv": "Record ID,First Name,Last Name,Email,Associated Company,"
    "Associated Company IDs\n"
    "101,Ada,Love,ada@x.co,Engines,7\n102,Bob,Hope,nonsense@,Engines,7\n",
    "companies__csv": "Record ID,Company name,Company Domain Name,Phone Number\n7,Engines,x.co,\n",
    "notes__csv": "colour,weight\nred,heavy\n",
}


def test_all_files_of_an_archive_come_in_and_are_linked(run, tmp_path: Path) -> None:
    file = archive(tmp_path / "hubspot.zip", **HUBSPOT)
    result = run("import", str(file), "--keep-going", code=5)
    assert counts(result.out, "companies") == [1, 0, 0, 0, 0]
    assert counts(result.out) == [1, 0, 0, 0, 1]
    assert counts(result.out, "deals") == [1, 0, 0, 0, 0]
    assert '"notes.csv" is left out' in result.err
    (deal,) = json.loads(run("list-deals", "--json").out)
    assert (deal["company"], deal["contact"]) == ("Engines", "Ada Love")
    assert (tmp_path / "hubspot.zip.contacts.csv.rejected.csv").exists()
    again = run("import", str(file), "--keep-going", code=5)
    assert counts(again.out, "deals") == [0, 0, 1, 0, 0]
    files = [each["file"] for each in json.loads(run("list-imports", "--json").out)]
    assert files == [
        "hubspot.zip/deals.csv",
        "hubspot.zip/contacts.csv",
        "hubspot.zip/companies.csv",
    ]


def test_an_archive_of_lists_that_nobody_knows_comes_in_as_well(run, tmp_path: Path) -> None:
    file = archive(tmp_path / "all.zip", a__csv="name\nAda\n", b__csv="name\nBob\n", c__txt="")
    result = run("import", str(file))
    assert [line.split("\t")[1] for line in result.out.splitlines()] == ["1", "1"]
    assert '"c.txt" is left out: The file is empty.' in result.err
    one = archive(tmp_path / "one.zip", a__csv="name\nCy\n")
    assert counts(run("import", str(one)).out)[0] == 1
    run("import", str(archive(tmp_path / "none.zip", a__bin="x")), code=5)
    run("import", str(archive(tmp_path / "two.zip", a__csv="", b__csv="")), code=5)


def test_the_tables_of_a_folder_come_in_as_those_of_an_archive(run, tmp_path: Path) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    for name, text in HUBSPOT.items():
        (folder / name.replace("__", ".")).write_text(text.replace("nonsense@", "bob@b.co"))
    (folder / "contacts.csv.rejected.csv").write_text("name\nOld\n")
    (folder / "cy.vcf").write_text("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Cy\r\nEND:VCARD\r\n")
    result = run("import", str(folder))
    assert '"notes.csv" is left out' in result.err
    assert run("list-contacts", "--format", "{name}").out == "Ada Love\nBob Hope\nCy\n"
    (deal,) = json.loads(run("list-deals", "--json").out)
    assert (deal["company"], deal["contact"]) == ("Engines", "Ada Love")


def test_two_files_of_one_name_are_told_apart(run, tmp_path: Path) -> None:
    for folder, person in (("a", "Ada,x@"), ("b", "Bob,bob@b.co")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "people.csv").write_text(f"name,email\n{person}\n")
    result = run("import", "a/people.csv", "b/people.csv", code=5)
    assert "The rejected rows are in a/people.csv.rejected.csv" in result.err


def test_what_is_required_and_missing_is_told_and_blocks_nothing(run) -> None:
    run("add-field", "contact", "shoe", "--label", "Shoe")
    run("config", "require", "contact", "email")
    run("config", "require", "contact", "shoe")
    people = "name,email,phone\nAda,,+49 30 1234567\nBob,,+49 30 7654321\nCy,c@c.co,\n"
    result = run("import", "-", stdin=people)
    assert counts(result.out) == [3, 0, 0, 0, 0]
    assert (
        "2 rows, the first in line 2: It lacks what is required of a contact: email." in result.err
    )
    assert (
        "3 rows, the first in line 2: It lacks what is required of a contact: Shoe." in result.err
    )
    assert run("doctor", "required").out.count("required") == 5


def test_that_a_workbook_has_further_sheets_is_told_and_all_are_read_on_request(
    run, tmp_path: Path
) -> None:
    path = tmp_path / "book.xlsx"
    write_workbook(path, {"People": PEOPLE, "Firms": FIRMS})
    told = run("import", "--dry-run", str(path)).err
    assert 'The sheet "People" is read, and of no other: Firms.' in told
    done = run("import", "--sheet", "*", str(path))
    assert "of no other" not in done.err
    assert [line.split("\t")[0] for line in done.out.splitlines()] == ["companies", "contacts"]
    assert "acme.example" in run("show-company", "Acme", "--json").out
