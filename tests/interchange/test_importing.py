"""Imports account for every row, lose nothing silently, and double nobody."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.interchange.loading import counts, everybody, load
from tinycrm.crm import Crm
from tinycrm.errors import InvalidError
from tinycrm.interchange.export import write_rows, write_shapes
from tinycrm.interchange.formats import NeedsDates
from tinycrm.interchange.importing import Input, Options, import_files
from tinycrm.interchange.sources import Choices, open_source

SAMPLE = Path(__file__).parents[1] / "data" / "atomiccrm_contacts_500.csv"


def exported(
    crm: Crm, left_out: tuple[str, ...] = ("ref", "id", "company_ref")
) -> list[dict[str, str]]:
    file = io.StringIO(newline="")
    write_rows(crm, "contact", everybody(crm), file)
    rows = list(csv.DictReader(io.StringIO(file.getvalue(), newline="")))
    return [{key: row[key] for key in row if key not in left_out} for row in rows]


def test_the_sample_file_comes_in_whole_and_but_once(crm: Crm) -> None:
    assert counts(load(crm, SAMPLE.read_bytes())) == (500, 0, 0, 0)
    assert crm.history.steps(1)[0].summary == "imported 500 contacts from people.csv"
    steps = crm.history.steps(1)
    assert counts(load(crm, SAMPLE.read_bytes())) == (0, 0, 500, 0)
    assert crm.history.steps(1) == steps
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        in_file = [row for row in csv.DictReader(file) if row["last_name"] == "Schmidt"]
    marlons = [row for row in in_file if row["first_name"] == "Marlon"]
    assert len(marlons) > 1
    assert crm.contacts.count('"marlon schmidt"') == len(marlons)


def test_the_columns_of_the_sample_find_their_fields(crm: Crm) -> None:
    load(crm, SAMPLE.read_bytes())
    faith = crm.contacts.get("Faith72@yahoo.com")
    assert (faith.name, faith.company) == ("Faith Leuschke", "Brekke, Dietrich and Klein")
    assert (faith.job_title, faith.lead_status, faith.tags) == ("Cross-media", "cold", "vip")
    assert faith.created_at == "2024-08-14T04:18:25.313Z"
    kept = json.loads(faith.custom)
    assert (kept["gender"], kept["has_newsletter"], faith.owner) == ("female", "false", "Jane Doe")


def test_an_import_is_undone_as_one_step(crm: Crm) -> None:
    load(crm, SAMPLE.read_bytes())
    crm.history.undo()
    assert everybody(crm) == []
    assert crm.fields.all() == []
    crm.history.redo()
    assert crm.contacts.count() == 500


def test_our_own_export_comes_back_identical(crm: Crm, tmp_path: Path) -> None:
    load(crm, SAMPLE.read_bytes())
    id = crm.contacts.add(
        name="Dr. Ada Lovelace",
        email=[{"value": "ada@a.co", "label": "work; old: x"}, "ada@b.co"],
        phone={"value": "+49 30 1234567", "label": "home"},
        handle="@ada",
        addresses=[{"label": "home", "street": "1 | High St\n2nd floor", "city": "London"}],
        about=' leads "x",\r\n and\rtrails ',
        birthday="--12-10",
        cadence_days=30,
    )
    crm.db.connection.execute("PRAGMA query_only = OFF")
    crm.db.connection.execute(
        "UPDATE contact_point SET invalid_since = '2026-01-01T00:00:00.000Z'"
        " WHERE value = 'ada@b.co'"
    )
    crm.contacts.archive(id)
    file = io.StringIO(newline="")
    write_rows(crm, "contact", everybody(crm), file)
    with Crm(str(tmp_path / "other.db")) as other:
        assert counts(load(other, file.getvalue())) == (501, 0, 0, 0)
        assert exported(other) == exported(crm)
        assert counts(load(other, file.getvalue())) == (0, 0, 501, 0)


def test_a_spreadsheet_export_comes_back_identical(crm: Crm, tmp_path: Path) -> None:
    crm.contacts.add(name="Ada", phone="+49 30 1234567", about="=1+1", nickname="'-x")
    file = io.StringIO(newline="")
    write_rows(crm, "contact", crm.contacts.stream(), file, excel=True)
    with Crm(str(tmp_path / "other.db")) as other:
        load(other, file.getvalue())
        assert exported(other) == exported(crm)


def saved_again(text: str, day: str, delimiter: str) -> str:
    """One of our files for spreadsheets as such a program saves it, with days of its own."""
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    changed = [[re.sub(r"^(\d{4})-(\d\d)-(\d\d)$", day, cell) for cell in row] for row in rows]
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter).writerows(changed)
    return file.getvalue()


@pytest.mark.parametrize(
    ("day", "delimiter", "encoding", "asks"),
    [
        (r"\3.\2.\1", ";", "cp1252", False),
        (r"\3.\2.\1", ";", "utf-8-sig", False),
        (r"\3/\2/\1", ",", "utf-8-sig", True),
        (r"\2/\3/\1", ",", "cp1252", True),
    ],
)
def test_an_export_that_a_spreadsheet_saved_again_comes_back_identical(
    crm: Crm, day: str, delimiter: str, encoding: str, asks: bool
) -> None:
    crm.contacts.add(
        name="Zoë", phone="+49 30 1234567", about="=1+1", birthday="--12-24", nickname="'-x"
    )
    crm.contacts.add(name="Bo", birthday="1949-11-02")
    before = exported(crm)
    file = io.StringIO(newline="")
    write_rows(crm, "contact", crm.contacts.stream(), file, excel=True)
    again = saved_again(file.getvalue(), day, delimiter).encode(encoding)
    if asks:
        with pytest.raises(NeedsDates):
            open_source(crm, io.BytesIO(again))
    order = "dmy" if day.startswith(r"\3") else "mdy"
    source = open_source(crm, io.BytesIO(again), Choices(dates=order))
    (report,) = import_files(crm, [Input("again.csv", source)], Options("overwrite"))
    assert (report.rejected, report.unchanged, report.told()) == (0, 2, [])
    assert exported(crm) == before


def test_letters_that_a_spreadsheet_has_lost_are_told(crm: Crm) -> None:
    crm.contacts.add(name="Małgorzata Müller", url="https://example.com/?a=b")
    crm.contacts.add(name="Zoë", about="Why?")
    file = io.StringIO(newline="")
    write_rows(crm, "contact", crm.contacts.stream(), file, excel=True)
    text = saved_again(file.getvalue(), r"\3.\2.\1", ";")
    report = load(crm, text.encode("cp1252", "replace"))
    assert any("Letters that its encoding" in words for words in report.told())
    whole = text.replace("ł", "l").encode("cp1252")
    assert not any("Letters" in words for words in load(crm, whole).told())


def test_chosen_columns_for_a_spreadsheet_come_back_identical(crm: Crm, tmp_path: Path) -> None:
    for number, about in enumerate(("=1+1", "'=x", "@home", "'tis", "-1")):
        crm.contacts.add(name=f"=Ada {number}", phone=f"+49 30 123456{number}", about=about)
    file = io.StringIO(newline="")
    fields = ["name", "phone", "about"]
    write_rows(crm, "contact", crm.contacts.stream(), file, fields=fields, excel=True)
    assert "'=Ada 0,'+49 30 1234560,'=1+1" in file.getvalue()
    with Crm(str(tmp_path / "other.db")) as other:
        load(other, file.getvalue())
        found = [(who.name, who.phone, who.about) for who in other.contacts.find()]
    assert found == [(who.name, who.phone, who.about) for who in crm.contacts.find()]


def test_an_apostrophe_of_another_program_stays(crm: Crm) -> None:
    load(crm, "\ufeffName,About\r\nAda,'=1+1\r\n")
    load(crm, "name,about\nBob,'=1+1\n")
    assert [who.about for who in crm.contacts.find()] == ["'=1+1", "'=1+1"]


text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(about=text, nickname=text, tag=text, label=text)
def test_whatever_is_stored_survives_the_round_trip(
    crm: Crm, tmp_path: Path, about: str, nickname: str, tag: str, label: str
) -> None:
    tags = [tag] if tag.strip().strip("#").strip() and "," not in tag else []
    try:
        crm.contacts.add(
            name="Ada",
            about=about,
            nickname=nickname,
            tags=tags,
            url={"value": "a.co/x;y: z", "label": label},
        )
    except InvalidError:
        return
    file = io.StringIO(newline="")
    write_rows(crm, "contact", crm.contacts.stream(), file)
    with Crm(str(tmp_path / f"{len(list(tmp_path.iterdir()))}.db")) as other:
        load(other, file.getvalue())
        assert exported(other) == exported(crm)


def test_json_lines_of_our_own_come_back(crm: Crm, tmp_path: Path) -> None:
    load(crm, SAMPLE.read_bytes())
    file = io.StringIO()
    write_shapes(crm, "contact", crm.contacts.stream(), file, lines=True)
    with Crm(str(tmp_path / "other.db")) as other:
        assert counts(load(other, file.getvalue())) == (500, 0, 0, 0)
        assert exported(other) == exported(crm)
        assert counts(load(other, file.getvalue())) == (0, 0, 500, 0)


def test_plain_json_lines_come_in(crm: Crm) -> None:
    lines = '{"name": "Grace", "email": ["g@navy.mil"], "tags": ["vip"], "rank": 7, "x": [1]}\n'
    report = load(crm, lines)
    assert counts(report) == (1, 0, 0, 0)
    grace = crm.contacts.get("Grace")
    assert (grace.email, grace.tags) == ("g@navy.mil", "vip")
    assert json.loads(grace.custom) == {"x": "[1]", "rank": "7"}
    assert counts(load(crm, lines)) == (0, 0, 1, 0)


def test_only_what_is_empty_is_filled_in(crm: Crm) -> None:
    id = crm.contacts.add(name="Ada Lovelace", email="ada@a.co", job_title="Countess", tags=["vip"])
    report = load(
        crm,
        "name,email,job title,company,tags,phone\n"
        "Ada Lovelace,ADA@a.co,Engineer,Engines,new,+49 30 1234567\n",
    )
    assert counts(report) == (0, 1, 0, 0)
    ada = crm.contacts.by_ids([id])[0]
    assert (ada.job_title, ada.company, ada.email) == ("Countess", "Engines", "ada@a.co")
    assert (ada.phone, ada.tags) == ("+49 30 1234567", "vip, new")


def test_a_name_alone_makes_nobody_the_same(crm: Crm) -> None:
    crm.contacts.add(name="Alex Smith", email="alex@a.co")
    assert counts(load(crm, "name,email\nAlex Smith,other@b.co\nAlex Smith,\n")) == (2, 0, 0, 0)


def test_rows_without_anything_to_tell_them_by_are_not_doubled(crm: Crm) -> None:
    data = "name,company\nAda,Engines\nGrace,Navy\nAda,Engines\n"
    assert counts(load(crm, data)) == (3, 0, 0, 0)
    assert counts(load(crm, data)) == (0, 0, 3, 0)


def test_a_phone_number_needs_the_same_name(crm: Crm) -> None:
    crm.contacts.add(name="Ada Lovelace", phone="+49 30 1234567")
    data = "name,phone\nLovelace, +49 (30) 123-4567\nAda Lovelace,+49 (30) 1234567\n"
    assert counts(load(crm, data)) == (1, 0, 1, 0)


def test_people_who_share_an_address_stay_apart(crm: Crm) -> None:
    data = "name,email\nJane Doe,doe@a.co\nJohn Doe,doe@a.co\nJ. Doe,doe@a.co\n"
    report = load(crm, data)
    assert counts(report) == (2, 0, 1, 0)
    assert "kept apart" in report.remarks[0][1]
    assert counts(load(crm, data)) == (0, 0, 3, 0)


def test_an_id_that_now_means_somebody_else_is_rejected(crm: Crm) -> None:
    load(crm, "id,name,email\n7,Ada Lovelace,ada@a.co\n")
    assert counts(load(crm, "id,name,email\n7,Ada King,ada@new.co\n")) == (0, 1, 0, 0)
    report = load(crm, "id,name,email\n7,Grace Hopper,grace@navy.mil\n")
    assert counts(report) == (0, 0, 0, 1)
    assert "imported before as C1" in report.rejections[0][1]


def test_somebody_in_the_trash_stays_there(crm: Crm) -> None:
    data = "id,name\n7,Ada Lovelace\n"
    load(crm, data)
    crm.contacts.delete("C1")
    report = load(crm, data)
    assert counts(report) == (0, 0, 1, 0)
    assert "trash" in report.remarks[0][1]


def test_a_merged_contact_is_found_as_the_one_it_went_into(crm: Crm) -> None:
    data = "id,name\n7,Ada Lovelace\n8,Ada King\n"
    load(crm, data)
    crm.contacts.merge("C1", "C2")
    assert counts(load(crm, data)) == (0, 0, 2, 0)


def test_a_bad_row_keeps_everything_out(crm: Crm) -> None:
    data = "name,email\nAda,ada@a.co\nGrace,nonsense@\n"
    report = load(crm, data)
    assert counts(report) == (1, 0, 0, 1)
    assert not report.written
    assert report.rejections[0][0] == 3
    assert "nonsense@" in report.rejections[0][1]
    assert crm.contacts.count() == 0
    assert crm.history.steps(1)[0].kind == "setup"


def test_with_keep_going_the_good_rows_come_in(crm: Crm) -> None:
    data = "name,email,company\nGrace,nonsense@,Navy\nAda,ada@a.co,Engines\n,,\n"
    report = load(crm, data, keep_going=True)
    assert counts(report) == (1, 0, 0, 1)
    assert [contact.name for contact in crm.contacts.find()] == ["Ada"]
    assert [company.name for company in crm.companies.find()] == ["Engines"]


def test_a_dry_run_counts_alike_and_writes_nothing(crm: Crm) -> None:
    data = "name,email,hobby\nAda,ada@a.co,chess\nGrace,nonsense@,\nAda,ada@a.co,\n"
    dry = load(crm, data, dry_run=True, keep_going=True)
    assert crm.contacts.count() == 0
    assert crm.fields.all() == []
    assert counts(load(crm, data, keep_going=True)) == counts(dry) == (1, 0, 1, 1)


def test_unknown_columns_become_fields_and_empty_ones_do_not(crm: Crm) -> None:
    report = load(crm, "name;Lieblings-Käse;leer;limit;Назва\nAda;Gouda;;9;x\n")
    assert report.new_fields == {
        "lieblings_kase": ("contact", "Lieblings-Käse"),
        "imported_limit": ("contact", "limit"),
        "column": ("contact", "Назва"),
    }
    assert [field.label for field in crm.fields.all()] == ["Lieblings-Käse", "limit", "Назва"]
    assert load(crm, "name;Lieblings-Käse\nGrace;Brie\n").new_fields == {}


def test_names_come_from_parts_or_from_an_address(crm: Crm) -> None:
    load(crm, "Vorname;Nachname;E-Mail\nAda;Lovelace;\n;;grace@navy.mil\n")
    assert [contact.name for contact in crm.contacts.find()] == ["Ada Lovelace", "grace@navy.mil"]
    report = load(crm, "name,email\nGrace Hopper,grace@navy.mil\n")
    assert counts(report) == (0, 0, 1, 0)


def test_a_preamble_is_passed_over(crm: Crm) -> None:
    data = 'Notes:\n"Some, you see, are missing."\n\nFirst Name,Last Name,URL\nAda,Lovelace,a.co\n'
    assert counts(load(crm, data)) == (1, 0, 0, 0)
    assert crm.contacts.get(1).name == "Ada Lovelace"


def test_several_values_in_a_cell_are_told_apart(crm: Crm) -> None:
    load(crm, "name,email,phone\nAda,a@a.co; b@a.co,+49 30 1234567 ::: +49 30 7654321;ext=5\n")
    rows = exported(crm)
    assert rows[0]["emails"] == "a@a.co; b@a.co"
    assert rows[0]["phones"] == "+49 30 1234567; +49 30 7654321\\;ext=5"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"PK\x03\x04xxxx", "workbook"),
        (b'["Ada"]', "not a JSON object"),
        (b"a,b\n1,2\n", 'only numbers stand in "a", "b"'),
        (b"00004 0001 19970101  2   29.33\n", "only numbers stand"),
        (b'name\n"Ada\n', "Line 2"),
        (b"name\nA\x00\n", "Line 2"),
        (b'{"name": "Ada"\n', "Line 1"),
    ],
)
def test_what_holds_no_people_is_refused(crm: Crm, data: bytes, words: str) -> None:
    with pytest.raises(InvalidError, match=words):
        load(crm, data)


def test_a_table_without_known_titles_is_named_by_its_first_column_of_words(crm: Crm) -> None:
    report = load(crm, "Nr,Wer,Wo\n1,Ada Lovelace,London\n2,Grace Hopper,New York\n")
    assert counts(report) == (2, 0, 0, 0)
    assert crm.contacts.get(1).name == "Ada Lovelace"
    assert json.loads(crm.contacts.get(1).custom) == {"nr": "1", "wo": "London"}


def test_a_column_whose_title_tells_goes_before_the_first_one(crm: Crm) -> None:
    load(crm, "Stadt-Teil,Hotel name\nAltona,Hafenblick\n")
    assert crm.contacts.get(1).name == "Hafenblick"


def test_a_first_line_of_data_is_no_header(crm: Crm) -> None:
    data = "Ada Lovelace,ada@a.co,39\nGrace Hopper,grace@navy.mil,41\n"
    assert counts(load(crm, data)) == (2, 0, 0, 0)
    first = crm.contacts.get(1)
    assert (first.name, first.email) == ("Ada Lovelace", "ada@a.co")
    assert json.loads(first.custom) == {"column_3": "39"}
    assert counts(load(crm, data)) == (0, 0, 2, 0)
    assert counts(load(crm, "a@a.co\nb@a.co\n")) == (2, 0, 0, 0)


def test_a_column_that_was_ignored_is_not_guessed(crm: Crm) -> None:
    with pytest.raises(InvalidError, match="No column names"):
        load(crm, "Wer,Nr\nAda,1\n", Choices(mapping={"Wer": "ignore"}))


def test_a_row_with_too_many_cells_is_rejected(crm: Crm) -> None:
    report = load(crm, "name,company\nAda,Engines, Ltd\nGrace,Navy,,\n", keep_going=True)
    assert counts(report) == (1, 0, 0, 1)
    assert "3 cells" in report.rejections[0][1]


def test_equal_rows_with_nothing_but_a_name_are_as_many_people(crm: Crm) -> None:
    for _ in range(2):
        load(crm, "name,city\nAlex Smith,\nAlex Smith,\nBo,Rome\n")
        assert [row.name for row in everybody(crm)] == ["Alex Smith", "Alex Smith", "Bo"]


def test_the_usual_stages_are_known_in_other_languages(crm: Crm) -> None:
    report = load(crm, "Titel,Phase,Betrag\nDach,Angebot,100\nTor,VERHANDLUNG,200\n", DEALS)
    assert {deal.title: deal.stage for deal in crm.deals.find()} == {
        "Dach": "Proposal",
        "Tor": "Negotiation",
    }
    assert report.new_stages == []


def test_a_new_stage_is_no_more_probable_than_the_last_one(crm: Crm) -> None:
    report = load(crm, "Deal,Stage,Amount\nRoof,Contract sent,100\n", DEALS)
    assert report.new_stages == [("Contract sent", "Sales", 75)]
    assert crm.pipelines.stages()[-1].name == "Contract sent"


DEALS = Choices(noun="deals")


def test_a_number_that_stands_for_the_name_is_the_identity_as_well(crm: Crm) -> None:
    by_number = Choices(mapping={"ID": "name"})
    assert counts(load(crm, "ID,frequency\n1,2\n2,1\n", by_number)) == (2, 0, 0, 0)
    assert counts(load(crm, "ID,frequency\n1,3\n2,1\n")) == (0, 1, 1, 0)
    assert json.loads(crm.contacts.get(1).custom) == {"frequency": "3"}


def test_a_row_that_is_taken_for_an_earlier_one_is_told(crm: Crm) -> None:
    row = "Ada,+49 30 1234567\n"
    report = load(crm, f"name,phone\n{row}Bob,+49 30 7654321\n{row}")
    assert counts(report) == (2, 0, 1, 0)
    words = 'It is taken for C1 "Ada" of an earlier row, by phone and name'
    assert report.remarks == [(4, words)]
    assert load(crm, f"name,phone\n{row}").remarks == []


def test_people_with_a_figure_are_no_deals(crm: Crm) -> None:
    assert load(crm, "Name;E-Mail;Betrag\nAda;ada@a.co;1,5\n").noun == "contact"
    assert load(crm, "Deal;Betrag\nWebsite;1,5\n").noun == "deal"
    assert load(crm, "Name;Betrag;Phase\nWebsite;1,5;Lead\n").noun == "deal"


INVOICES = "Client Name,Invoice #,Item Name,Line Total,Currency\nEngines,0001,Logo,600.00,EUR\n"


def test_invoices_are_refused_unless_somebody_takes_them_for_deals(crm: Crm) -> None:
    with pytest.raises(InvalidError, match="list of invoices") as refusal:
        load(crm, INVOICES)
    assert "--as deals" in refusal.value.remedy
    assert load(crm, INVOICES, Choices(noun="deals")).created == 1
    assert crm.deals.get(1).title == "Logo"


def test_only_people_are_guessed_where_nothing_tells_what_rows_are(crm: Crm) -> None:
    with pytest.raises(InvalidError, match="No column names a deal"):
        load(crm, "Client Name,What,Currency\nEngines,Logo,EUR\n")
    assert load(crm, "Was,Wert,Phase\nLogo,600,Lead\n").noun == "deal"
