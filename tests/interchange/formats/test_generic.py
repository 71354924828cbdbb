"""Any other table: which noun it is of, its mapping, its header."""

import io

import pytest

from tests.interchange.formats.reading import one, opened, read, values
from tinycrm.crm import Crm
from tinycrm.errors import InvalidError, UsageError
from tinycrm.interchange.formats import (
    Column,
    Link,
    column_names,
    find_header,
    fingerprint,
    recognise,
)
from tinycrm.interchange.sources import Choices, open_source


@pytest.mark.parametrize(
    ("format", "header"),
    [
        ("contacts", "Name,Email,Phone"),
        ("contacts", "Name,Company,Phone"),
        ("contacts", "First Name,Last Name,Company,Industry,Website"),
        ("contacts", "Vorname,Nachname,Firma,E-Mail,Telefon"),
        ("contacts", "Prénom,Nom,Société,Courriel"),
        ("contacts", "email"),
        ("contacts", "Name,Notes,Code"),
        ("companies", "Company Name,Industry,Website,Phone"),
        ("companies", "Firma,Branche,Mitarbeiter,PLZ,Ort"),
        ("deals", "Title,Company,Amount,Stage,Close Date"),
        ("deals", "Name,Email,Company,Value,Phase"),
        ("tasks", "Task,Due Date,Priority,Done"),
        ("tasks", "Aufgabe,Fällig am,Erledigt"),
        ("activities", "Date,Type,Contact,Notes,Duration"),
    ],
)
def test_the_noun_follows_from_the_columns(format: str, header: str) -> None:
    found = recognise(header.split(","), [])
    assert found.format == f"CSV of {format}"


def test_what_was_recognised_is_told_in_words_and_with_examples() -> None:
    found, _, _ = opened("Name,Email,Shoe size\n,,\nAda,ada@x.example,38\n")
    assert found.columns == [
        Column("Name", "name", "Ada"),
        Column("Email", "email", "ada@x.example"),
        Column("Shoe size", "", "38"),
    ]
    assert found.score == pytest.approx(2 / 3)
    assert found.why == "2 of its 3 columns are known: Name and Email"


@pytest.mark.parametrize(
    ("header", "why"),
    [
        ("Remarks,City,Name,E-Mail,Firma,x", "5 of its 6 columns are known: Name, E-Mail, Firma,"
         " Remarks and 1 more"),
        ("Stuff,Remarks,x", "1 of its 3 columns is known: Remarks"),
        ("a,b", "none of its 2 columns is known"),
        ("a", "its only column is not known"),
        ("Email", "its only column is Email"),
    ],
)  # fmt: skip
def test_the_columns_that_tell_most_come_first_among_the_reasons(header: str, why: str) -> None:
    assert recognise(header.split(","), []).why == why


def test_columns_that_are_left_out_are_no_reason(crm: Crm) -> None:
    file = io.BytesIO(b"Wer,Remarks\nAda,x\n")
    choices = Choices(mapping={"Wer": "name", "Remarks": "ignore"})
    source = open_source(crm, file, choices)
    assert source.why == "1 of its 2 columns is known: Wer"


def test_a_noun_can_be_asked_for() -> None:
    assert recognise(["Name", "Phone"], [], noun="company").noun == "company"


def test_a_person_with_several_points_and_an_own_column() -> None:
    text = (
        "Name,Email,Email 2,Phone,Mobile,Company,Shoe size\n"
        'Ada,a@x.example; b@x.example,c@x.example,"+1 555 0100 ::: +1 555 0101",0170 1,Engines,38\n'
    )
    item = one(text)
    assert [value for value, _ in values(item.fields["email"])] == [
        "a@x.example",
        "b@x.example",
        "c@x.example",
    ]
    assert values(item.fields["phone"])[-1] == ("0170 1", "mobile")
    assert item.links["company"].name == "Engines"
    assert item.extra == {"Shoe size": "38"}
    assert item.source == "csv:" + fingerprint(text.split("\n")[0].split(","))


def test_a_task_and_an_activity_are_read() -> None:
    task = one("Task,Due,Done,Priority,Contact\nRing,2024-05-06,no,urgent,Ada\n")
    assert task.fields == {"title": "Ring", "due_on": "2024-05-06", "priority": "high"}
    assert task.links["contact"] == Link(task.source, "", "Ada")
    call = one("Date,Type,Contact,Notes,Duration\n2024-05-06 14:30,Anruf,Ada,good,1h\n")
    assert call.fields == {
        "kind": "call",
        "happened_at": "2024-05-06 14:30",
        "body": "good",
        "minutes": 60,
    }


def test_an_unknown_kind_of_activity_is_a_note_that_says_so() -> None:
    item = one("Date,Type,Notes\n2024-05-06,Séance,good\n")
    assert item.fields["kind"] == "note"
    assert item.extra == {"Type": "Séance"}


def test_a_mapping_goes_before_what_was_recognised() -> None:
    text = "Name,Notes,Code,Junk\nAda,Boss,7,x\n"
    mapping = {"notes": "job_title", "Code": "custom:code", "Junk": "ignore"}
    item = one(text, mapping=mapping)
    assert item.fields == {"name": "Ada", "job_title": "Boss"}
    assert item.extra == {"custom.code": "7"}
    _, made, _ = opened(text, mapping=mapping)
    assert made.accounts() == {
        "Name": "mapped",
        "Notes": "mapped",
        "Code": "mapped",
        "Junk": "ignored",
    }
    assert [column.meaning for column in made.columns] == [
        "name",
        "job_title",
        "custom:code",
        "ignore",
    ]


def test_a_mapping_may_name_points_parts_and_links() -> None:
    mapping = {
        "a": "name",
        "b": "phone:work",
        "c": "address.city",
        "d": "company.id",
        "e": "title",
    }
    item = one("a,b,c,d,e\nAda,1,London,77,Boss\n", mapping=mapping)
    assert values(item.fields["phone"]) == [("1", "work")]
    assert item.fields["addresses"] == [{"city": "London"}]
    assert item.links["company"].id == "77"
    assert item.fields["job_title"] == "Boss"


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        ({"Nmae": "name"}, "There is no column"),
        ({"Name": "nmae"}, "cannot become"),
        ({"Name": "amount"}, "cannot become"),
        ({"Name": "address.planet"}, "cannot become"),
        ({"Name": "company.size"}, "cannot become"),
        ({"Name": "custom:"}, "cannot become"),
    ],
)
def test_a_mapping_that_cannot_be_is_refused(mapping: dict[str, str], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        opened("Name,Email\nAda,a@x.example\n", mapping=mapping)


def test_an_ignored_name_leaves_nothing_to_call_people_by() -> None:
    with pytest.raises(InvalidError, match="No column names a contact"):
        opened("Name,Tags\nAda,vip\n", mapping={"Name": "ignore"})


def test_a_row_that_is_too_long_is_refused_and_a_short_or_empty_one_is_not() -> None:
    with pytest.raises(InvalidError, match="4 cells, the header 2"):
        read("Name,Email\nAda,a@x.example,,x\n")
    assert read("Name,Email\n,\n  , \nAda\n")[0].fields == {"name": "Ada"}


def test_a_preamble_is_passed_over_and_a_repeated_header_as_well() -> None:
    records = [
        (1, ["Report of all customers"]),
        (2, ["", ""]),
        (3, ["Name", "E-Mail", "Telefon"]),
        (4, ["Ada", "a@x.example", "1"]),
        (5, ["Name", "E-Mail", "Telefon"]),
        (6, ["Grace", "g@x.example", "2"]),
    ]
    names, rows = find_header(iter(records))
    assert names == ["Name", "E-Mail", "Telefon"]
    assert [line for line, _ in rows] == [4, 6]


def test_a_header_that_nobody_knows_is_the_first_record() -> None:
    names, rows = find_header(iter([(1, ["a", "b"]), (2, ["1", "2"])]))
    assert (names, list(rows)) == (["a", "b"], [(2, ["1", "2"])])
    assert find_header(iter([]))[0] == []


def test_blank_and_repeated_titles_get_names_of_their_own() -> None:
    assert column_names(["", "Name", " Name ", "Name 2", "\ufeffA  b", ""]) == [
        "column_1",
        "Name",
        "Name 2",
        "Name 2 2",
        "A b",
        "column_6",
    ]


def test_rows_that_were_rejected_can_be_mended_and_read_again() -> None:
    item = one("Name,Email,error,error\nAda,a@x.example,it is none,it is none\n")
    assert item.extra == {}
    assert item.source == one("Name,Email\nAda,a@x.example\n").source


def test_a_status_and_a_direction_that_nobody_knows_are_kept_as_they_are() -> None:
    deal = one("Title,Amount,Status\nEngine,10,On Hold\n")
    assert (deal.fields["status"], deal.extra) == ("open", {"Status": "On Hold"})
    call = one("Date,Type,Direction,Notes\n2024-05-06,Call,Sideways,x\n")
    assert call.extra == {"Direction": "Sideways"}
    call = one("Date,Type,Direction,Notes\n2024-05-06,Call,Inbound,x\n")
    assert (call.fields["direction"], call.extra) == ("in", {})
