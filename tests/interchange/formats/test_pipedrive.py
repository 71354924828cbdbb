"""Pipedrive's people, organizations, deals, activities and notes."""

import pytest

from tests.interchange.formats.reading import named, one, opened, table, values
from tinycrm.errors import InvalidError
from tinycrm.interchange.formats import Link, NeedsDates

PEOPLE = (
    "Person - Name,Person - First name,Person - Last name,Person - Email (Work),"
    "Person - Email - Home,Person - Email,Person - Phone,Person - Label,Person - Organization,"
    "Person - Owner,Person - Creation date,Person - ID,Person - Shoe size"
)
ORGANISATIONS = (
    "Organization - Name,Organization - Labels,Organization - Address,"
    "Organization - Street/road name of Address,Organization - House number of Address,"
    "Organization - City/town/village/locality of Address,"
    "Organization - ZIP/Postal code of Address,Organization - Country of Address,"
    "Organization - Owner"
)
DEALS = (
    "Deal - Title,Deal - Value,Deal - Currency,Deal - Stage,Deal - Pipeline,Deal - Status,"
    "Deal - Probability,Deal - Expected close date,Deal - Creation date,Deal - Won time,"
    "Deal - Lost time,Deal - Lost reason,Deal - Label,Deal - Owner,Deal - Contact person,"
    "Deal - Organization"
)
ACTIVITIES = (
    "Activity - Subject,Activity - Type,Activity - Due date,Activity - Due time,Activity - Done,"
    "Activity - Note,Activity - Assigned to user,Deal - Title,Person - Name,Organization - Name"
)


def test_the_five_exports_are_told_apart() -> None:
    assert named("Pipedrive people", PEOPLE)
    assert named("Pipedrive organizations", ORGANISATIONS)
    assert named("Pipedrive deals", DEALS)
    assert named("Pipedrive activities", ACTIVITIES)
    assert named("Pipedrive notes", "Note - Content,Note - Person,Note - Deal,Note - Add time")


def test_a_person_has_several_addresses_in_one_cell_and_labels_in_the_header() -> None:
    row = {
        "Person - Name": "Ada Lovelace",
        "Person - Email (Work)": "ada@x.example, countess@x.example",
        "Person - Email - Home": "ada@home.example",
        "Person - Phone": "+44 20 7946 0958, +44 20 7946 0959",
        "Person - Label": "Hot lead",
        "Person - Organization": "Engines Ltd",
        "Person - ID": "12",
        "Person - Shoe size": "38",
    }
    item = one(table(PEOPLE, row))
    assert item.id == "12"
    assert values(item.fields["email"]) == [
        ("ada@x.example", "work"),
        ("countess@x.example", "work"),
        ("ada@home.example", "home"),
    ]
    assert len(item.fields["phone"]) == 2
    assert item.fields["tags"] == ["Hot lead"]
    assert item.links["company"] == Link("pipedrive", "", "Engines Ltd")
    assert item.extra == {"Person - Shoe size": "38"}


def test_an_address_is_put_together_from_its_parts() -> None:
    row = {
        "Organization - Name": "Engines Ltd",
        "Organization - Address": "Engine Row 12, London",
        "Organization - Street/road name of Address": "Engine Row",
        "Organization - House number of Address": "12",
        "Organization - City/town/village/locality of Address": "London",
    }
    assert one(table(ORGANISATIONS, row)).fields["addresses"] == [
        {"street": "Engine Row 12", "city": "London"}
    ]


def test_a_won_deal_was_closed_when_it_was_won() -> None:
    row = {
        "Deal - Title": "Engine No. 2",
        "Deal - Value": "1 234,56",
        "Deal - Currency": "EUR",
        "Deal - Stage": "Proposal Made",
        "Deal - Pipeline": "Pipeline",
        "Deal - Status": "Won",
        "Deal - Creation date": "2024-01-02 10:00:00",
        "Deal - Won time": "2024-02-03 11:30:00",
        "Deal - Contact person": "Ada Lovelace",
        "Deal - Organization": "Engines Ltd",
    }
    item = one(table(DEALS, row))
    assert item.fields["amount"] == (123456, "EUR")
    assert item.fields["status"] == "won"
    assert item.fields["stage_name"] == "Proposal Made"
    assert item.fields["opened_at"] == "2024-01-02 10:00:00"
    assert item.fields["closed_at"] == "2024-02-03 11:30:00"
    assert item.links["contact"] == Link("pipedrive", "", "Ada Lovelace")


def test_the_times_of_winning_are_dates_like_others() -> None:
    row = {"Deal - Title": "X", "Deal - Status": "Won", "Deal - Won time": "03/02/2024 11:30"}
    with pytest.raises(NeedsDates, match="Won time"):
        opened(table(DEALS, row))
    fields = one(table(DEALS, row), dates="dmy").fields
    assert fields["closed_at"] == "2024-02-03 11:30"
    lost = one(table(DEALS, {**row, "Deal - Status": "Lost"}), dates="dmy")
    assert lost.extra == {"Won time": "2024-02-03 11:30"}


def test_a_lost_deal_keeps_its_reason() -> None:
    row = {"Deal - Title": "X", "Deal - Status": "Lost", "Deal - Lost reason": "price"}
    fields = one(table(DEALS, row)).fields
    assert (fields["status"], fields["lost_reason"]) == ("lost", "price")


def test_a_deleted_deal_is_left_out_and_told() -> None:
    _, made, rows = opened(table(DEALS, {"Deal - Title": "X", "Deal - Status": "Deleted"}))
    assert [item for line, row in rows for item in made.items(row, line)] == []
    assert made.skipped == 1
    assert made.remarks == [(2, '"X" was deleted there, and is left out.')]


def test_dates_by_the_settings_of_the_user_are_told_by_the_column() -> None:
    rows = [
        {"Deal - Title": "A", "Deal - Expected close date": "29/09/2024"},
        {"Deal - Title": "B", "Deal - Expected close date": "05/06/2024"},
    ]
    _, made, found = opened(table(DEALS, *rows))
    items = [item for line, row in found for item in made.items(row, line)]
    assert [item.fields["expected_close_on"] for item in items] == ["2024-09-29", "2024-06-05"]
    with pytest.raises(NeedsDates, match="Expected close date"):
        opened(table(DEALS, rows[1]))


def test_the_numbers_of_excel_are_dates() -> None:
    row = {"Deal - Title": "A", "Deal - Expected close date": "45631"}
    assert one(table(DEALS, row)).fields["expected_close_on"] == "2024-12-05"


def test_what_was_done_happened_and_what_was_not_is_to_be_done() -> None:
    call = {
        "Activity - Subject": "Ring Ada",
        "Activity - Type": "Call",
        "Activity - Due date": "2024-05-06",
        "Activity - Due time": "14:30",
        "Activity - Done": "Done",
        "Activity - Note": "<p>She <b>agreed</b> &amp; asked:</p><ul><li>price</li></ul>",
        "Deal - Title": "Engine No. 2",
        "Person - Name": "Ada Lovelace",
        "Organization - Name": "Engines Ltd",
    }
    done = one(table(ACTIVITIES, call))
    assert done.noun == "activity"
    assert done.fields == {
        "kind": "call",
        "subject": "Ring Ada",
        "body": "She agreed & asked:\n\n- price",
        "happened_at": "2024-05-06 14:30",
    }
    assert [done.links[role].name for role in ("deal", "contact", "company")] == [
        "Engine No. 2",
        "Ada Lovelace",
        "Engines Ltd",
    ]
    planned = one(table(ACTIVITIES, {**call, "Activity - Done": "To do"}))
    assert planned.noun == "task"
    assert planned.fields["title"] == "Ring Ada"
    assert (planned.fields["due_on"], planned.fields["due_time"]) == ("2024-05-06", "14:30")
    assert "done_at" not in planned.fields
    assert planned.extra == {"Activity - Type": "Call"}


def test_a_task_that_was_done_is_a_task() -> None:
    row = {
        "Activity - Subject": "Send offer",
        "Activity - Type": "Task",
        "Activity - Due date": "2024-05-06",
        "Activity - Done": "Done",
    }
    item = one(table(ACTIVITIES, row))
    assert item.noun == "task"
    assert item.fields["done_at"] == "2024-05-06"


def test_a_note_is_text_and_an_empty_one_is_refused() -> None:
    header = "Note - Content,Note - Person,Note - Add time"
    item = one(f"{header}\n<div>Likes<br>tea</div>,Ada,2024-05-06 10:00:00\n")
    assert (item.fields["kind"], item.fields["body"]) == ("note", "Likes\ntea")
    assert item.fields["happened_at"] == "2024-05-06 10:00:00"
    with pytest.raises(InvalidError, match="no text of a note"):
        one(f"{header}\n,Ada,\n")
