"""Whole exports of other programs: every row and every column is accounted for."""

import csv
import io
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

from tinycrm.errors import InvalidError
from tinycrm.interchange.csv_reading import Lines, encoding_of, records
from tinycrm.interchange.formats import Item, Reader, find_header, links_of, reader, recognise

DATA = Path(__file__).parents[2] / "data"
ROWS = {"account": 94, "contact": 64, "opportunity": 58, "case": 40, "lead": 14}


def read_file(name: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    file = io.BytesIO((DATA / name).read_bytes())
    names, rest = find_header(records(Lines(file, encoding_of(file)[0]), ","))
    return names, list(rest)


def opened(name: str) -> tuple[Reader, list[tuple[int, list[str]]], list[Item]]:
    names, rows = read_file(name)
    made = reader(recognise(names, [row for _, row in rows]), currency="USD")
    made.study(row for _, row in rows)
    return made, rows, [item for line, row in rows for item in made.items(row, line)]


def rows_of(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("noun", ROWS)
def test_every_row_and_column_of_salesforce_is_accounted_for(noun: str) -> None:
    made, rows, items = opened(f"salesforce_{noun}.csv")
    assert len(rows) == len(items) == ROWS[noun]
    assert [item.id for item in items] == [row["Id"] for row in rows_of(f"salesforce_{noun}.csv")]
    accounts = made.accounts()
    assert list(accounts) == list(rows_of(f"salesforce_{noun}.csv")[0])
    assert set(accounts.values()) <= {"mapped", "ignored", "extra", "empty"}
    assert not any(item.warnings for item in items)


@pytest.mark.parametrize("noun", ROWS)
def test_what_stands_in_a_mapped_or_extra_column_arrives(noun: str) -> None:
    made, rows, items = opened(f"salesforce_{noun}.csv")
    accounts = made.accounts()
    # What is turned into something else: times, flags, sums, stages that say won.
    changed = {"IsConverted", "IsClosed", "IsWon", "Probability", "StageName", "Priority"}
    for (_, row), item in zip(rows, items, strict=True):
        arrived = repr(item)
        for title, cell in zip(made.names, row, strict=True):
            if accounts[title] in ("mapped", "extra") and cell and title not in changed:
                plain = cell.removesuffix("+0000") if cell[10:11] == "T" else cell.strip()
                plain = plain.partition(".")[0] if title == "Amount" else plain
                gone = title == "Company" and cell == "None"
                assert gone or repr(plain)[1:-1].replace("\\'", "'") in arrived.replace("\\'", "'")


def test_the_ignored_columns_are_those_that_the_program_computes() -> None:
    made, _, _ = opened("salesforce_account.csv")
    ignored = {title for title, fate in made.accounts().items() if fate == "ignored"}
    assert ignored == {
        *("BillingAddress", "ShippingAddress", "PhotoUrl", "CreatedById", "LastModifiedById"),
        *("SystemModstamp", "LastViewedDate", "LastReferencedDate"),
    }


def test_every_contact_belongs_to_an_account_of_the_other_file() -> None:
    _, _, accounts = opened("salesforce_account.csv")
    _, _, contacts = opened("salesforce_contact.csv")
    known = {item.id for item in accounts}
    links = [link for item in contacts for link in links_of(item, "company")]
    assert len(links) == 64
    assert {link.id for link in links} <= known
    assert {link.source for link in links} == {"salesforce"}
    assert sum("email" in item.fields for item in contacts) == 8


def test_the_deals_have_the_status_and_the_worth_of_the_file() -> None:
    _, _, deals = opened("salesforce_opportunity.csv")
    won = [item.fields for item in deals if item.fields["status"] == "won"]
    open_ = [item.fields for item in deals if item.fields["status"] == "open"]
    assert (len(won), len(open_)) == (34, 24)
    assert sum(fields["amount"].minor for fields in won) == 81_400_000
    assert all("stage_name" not in fields and fields["closed_at"] for fields in won)
    weighted = sum(fields["amount"].minor * fields["probability"] for fields in open_)
    expected = sum(
        Fraction(row["ExpectedRevenue"])
        for row in rows_of("salesforce_opportunity.csv")
        if not row["IsClosed"]
    )
    # The file's own sum has the noise of floating point far behind the comma.
    assert Fraction(weighted, 10_000) == round(expected, 6)


def test_the_stages_of_open_deals_are_named() -> None:
    _, _, deals = opened("salesforce_opportunity.csv")
    stages = Counter(item.fields.get("stage_name") for item in deals)
    assert stages.pop(None) == 34
    assert stages.total() == 24
    assert "Closed Won" not in stages


def test_the_leads_are_people_without_the_firm_called_none() -> None:
    _, _, leads = opened("salesforce_lead.csv")
    rows = rows_of("salesforce_lead.csv")
    for item, row in zip(leads, rows, strict=True):
        assert item.fields["lifecycle"] == "lead"
        assert item.fields["about"] == row["Description"]
        assert ("company" in item.links) == (row["Company"] != "None")
    assert sum("\n" in item.fields["about"] for item in leads) == 2


def test_cases_are_tasks_that_are_done_when_the_case_is_closed() -> None:
    _, _, cases = opened("salesforce_case.csv")
    assert {item.noun for item in cases} == {"task"}
    assert sum("done_at" in item.fields for item in cases) == 32
    assert sum(bool(links_of(item, "contact")) for item in cases) == 38
    assert all(links_of(item, "company") for item in cases)
    assert all(item.extra["CaseNumber"] and item.extra["Status"] for item in cases)


def test_every_row_and_column_of_atomic_crm_is_accounted_for() -> None:
    made, rows, items = opened("atomiccrm_contacts_500.csv")
    accounts = made.accounts()
    assert len(rows) == len(items) == 500
    assert [title for title, fate in accounts.items() if fate == "ignored"] == [
        "sales_id",
        "nb_tasks",
    ]
    assert [title for title, fate in accounts.items() if fate == "extra"] == [
        "gender",
        "last_seen",
        "has_newsletter",
    ]
    given = Counter(tag for row in rows_of("atomiccrm_contacts_500.csv") for tag in tags(row))
    assert Counter(tag for item in items for tag in item.fields.get("tags", ())) == given
    assert sum(len(item.fields.get("phone", ())) for item in items) == 274 + 270 + 286
    assert {link.id for item in items for link in links_of(item, "company")} == {
        row["company_id"] for row in rows_of("atomiccrm_contacts_500.csv")
    }


def tags(row: dict[str, str]) -> list[str]:
    return [tag.strip() for tag in row["tags"].split(",") if tag]


def test_people_of_one_name_have_identities_of_their_own() -> None:
    _, _, items = opened("atomiccrm_contacts_500.csv")
    named = [item for item in items if item.fields["family_name"] == "Schmidt"]
    marlons = [item for item in named if item.fields["given_name"] == "Marlon"]
    assert [item.id for item in marlons] == ["150", "156", "180"]


@pytest.mark.parametrize("encoding", ["UTF8", "UTF16LE", "UTF16BE"])
def test_a_table_whose_titles_say_nothing_needs_a_mapping(encoding: str) -> None:
    names, rows = read_file(f"dataloader_bom_{encoding}.csv")
    found = recognise(names, [row for _, row in rows])
    assert (found.format, found.score) == ("CSV of contacts", 0.0)
    with pytest.raises(InvalidError, match="No column names a contact"):
        reader(found)
    made = reader(found, mapping={"column1": "name", "column2": "custom:second"})
    made.study(row for _, row in rows)
    assert made.accounts() == {"column1": "mapped", "column2": "mapped", "column3": "extra"}
    items = [item for line, row in rows for item in made.items(row, line)]
    assert [item.fields["name"] for item in items] == ["row1-1", "row2-1"]
    assert items[0].extra == {"custom.second": "row1-2", "column3": "row1-3"}
