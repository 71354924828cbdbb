"""Thunderbird's address book."""

from tests.interchange.formats.reading import one, opened, table, values

HEADER = (
    "First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Screen Name,"
    "Work Phone,Home Phone,Fax Number,Pager Number,Mobile Number,Home Address,Home Address 2,"
    "Home City,Home State,Home ZipCode,Home Country,Work Address,Work Address 2,Work City,"
    "Work State,Work ZipCode,Work Country,Job Title,Department,Organization,Web Page 1,Web Page 2,"
    "Birth Year,Birth Month,Birth Day,Custom 1,Custom 2,Custom 3,Custom 4,Notes,"
)
ADA = {
    "First Name": "Ada",
    "Last Name": "Lovelace",
    "Display Name": "Ada Lovelace",
    "Primary Email": "ada@x.example",
    "Secondary Email": "ada@y.example",
    "Screen Name": "countess",
    "Work Address": "1 Engine Row",
    "Work Address 2": "Yard 2",
    "Work ZipCode": "SW1",
    "Birth Year": "1815",
    "Birth Month": "12",
    "Birth Day": "1",
    "Custom 1": "blue",
    "Organization": "Engines",
}


def test_a_person_is_read_with_the_birthday_put_together() -> None:
    item = one(table(HEADER, ADA))
    assert item.source == "thunderbird"
    assert item.fields["name"] == "Ada Lovelace"
    assert item.fields["birthday"] == "1815-12-01"
    assert values(item.fields["email"]) == [("ada@x.example", None), ("ada@y.example", None)]
    assert values(item.fields["handle"]) == [("countess", "screen name")]
    assert item.fields["addresses"] == [
        {"label": "work", "street": "1 Engine Row\nYard 2", "postal_code": "SW1"}
    ]
    assert item.extra == {"Custom 1": "blue"}


def test_a_birthday_may_be_without_a_year() -> None:
    row = {"Display Name": "Ada", "Birth Month": "2", "Birth Day": "29"}
    assert one(table(HEADER, row)).fields["birthday"] == "--02-29"


def test_a_birthday_that_cannot_be_is_kept_as_it_is() -> None:
    row = {"Display Name": "Ada", "Birth Month": "13", "Birth Day": "1"}
    item = one(table(HEADER, row))
    assert "birthday" not in item.fields
    assert item.extra == {"Birth Month": "13", "Birth Day": "1"}


def test_the_comma_at_the_end_of_the_header_is_a_column_without_a_name() -> None:
    found, made, _ = opened(table(HEADER, ADA))
    assert found.format == "Thunderbird"
    assert found.columns[-1].name == "column_38"
    assert made.accounts()["column_38"] == "empty"
