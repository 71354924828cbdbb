"""Salesforce's special cases; its whole exports are in test_samples."""

import pytest

from tests.interchange.formats.reading import named, one, opened, read, table
from tinycrm.errors import InvalidError
from tinycrm.interchange.formats import Link

LEADS = (
    "Id,IsDeleted,LastName,FirstName,Company,Status,Email,LeadSource,IsConverted,"
    "ConvertedAccountId,ConvertedContactId,ConvertedOpportunityId,EmailBouncedDate,CreatedDate"
)
DEALS = (
    "Id,IsDeleted,AccountId,Name,StageName,Amount,Probability,CloseDate,IsClosed,IsWon,CreatedDate"
)
TASKS = (
    "Id,WhoId,WhatId,Subject,ActivityDate,Status,Priority,Description,TaskSubtype,"
    "IsClosed,CompletedDateTime"
)
LEAD = {"Id": "00Q1", "LastName": "Lovelace", "Company": "Engines", "Status": "New"}
DEAL = {"Id": "0061", "Name": "Engine", "StageName": "Proposal", "CloseDate": "2024-05-06"}


def test_titles_are_known_in_capitals_and_as_labels_of_reports() -> None:
    assert named("Salesforce leads", LEADS)
    assert named("Salesforce leads", LEADS.upper())
    assert named("Salesforce leads", "First Name,Last Name,Company,Lead Source,Lead Status")
    assert named("Salesforce contacts", "Contact ID,First Name,Last Name,Account Name,Email,Title")
    assert named("Salesforce accounts", "Account Name,Billing City,Account Owner,Type")
    assert named(
        "Salesforce opportunities", "Opportunity Name,Account Name,Stage,Close Date,Amount"
    )
    assert named("Salesforce cases", "Case Number,Subject,Status,Date/Time Opened")
    assert named("Salesforce tasks", TASKS)


@pytest.mark.parametrize("firm", ["None", "[not provided]", "[Not Provided]"])
def test_a_firm_that_is_none_is_none(firm: str) -> None:
    assert one(table(LEADS, {**LEAD, "Company": firm})).links == {}


def test_a_converted_lead_is_the_contact_that_it_became() -> None:
    row = {
        **LEAD,
        "IsConverted": "true",
        "ConvertedContactId": "0031",
        "ConvertedAccountId": "0011",
        "ConvertedOpportunityId": "0061",
    }
    item = one(table(LEADS, row))
    assert item.id == "0031"
    assert item.fields["lifecycle"] == "qualified"
    assert item.links["company"] == Link("salesforce", "0011", "Engines")
    assert item.extra == {"Lead ID": "00Q1", "ConvertedOpportunityId": "0061"}
    assert one(table(LEADS, {**LEAD, "IsConverted": "false"})).fields["lifecycle"] == "lead"


def test_an_address_at_which_mail_bounced_is_marked() -> None:
    row = {**LEAD, "Email": "a@x.example", "EmailBouncedDate": "2024-07-11T21:22:06.000+0000"}
    item = one(table(LEADS, row))
    assert item.fields["email"] == [
        {"value": "a@x.example", "label": None, "invalid_since": "2024-07-11T21:22:06.000Z"}
    ]
    assert item.extra == {}


def test_what_was_deleted_there_is_left_out_and_told() -> None:
    _, made, rows = opened(table(LEADS, {**LEAD, "IsDeleted": "1"}, LEAD))
    assert len([item for line, row in rows for item in made.items(row, line)]) == 1
    assert made.skipped == 1
    assert made.remarks[0][0] == 2


@pytest.mark.parametrize(
    ("flags", "status"),
    [
        ({}, "open"),
        ({"IsClosed": "0", "IsWon": "0"}, "open"),
        ({"IsClosed": "true", "IsWon": "true"}, "won"),
        ({"IsClosed": "1"}, "lost"),
        ({"IsClosed": "true", "IsWon": "false"}, "lost"),
    ],
)
def test_the_status_follows_from_the_flags(flags: dict[str, str], status: str) -> None:
    item = one(table(DEALS, {**DEAL, **flags}))
    assert item.fields["status"] == status
    assert item.fields["stage_name"] == "Proposal"
    assert ("closed_at" in item.fields) == (status != "open")


def test_a_stage_that_only_says_that_it_is_over_is_a_status() -> None:
    header = "Opportunity Name,Stage,Amount,Close Date"
    items = read(f"{header}\nA,Closed Won,1,2024-05-06\nB,Closed Lost,1,2024-05-07\n")
    assert [item.fields["status"] for item in items] == ["won", "lost"]
    assert not any("stage_name" in item.fields for item in items)


def test_the_chance_of_an_open_deal_is_kept_for_a_stage_that_is_new() -> None:
    item = one(table(DEALS, {**DEAL, "Probability": "35", "Amount": "110000"}), currency="USD")
    assert item.fields["probability"] == 35
    assert item.fields["amount"] == (11_000_000, "USD")


def test_a_deal_that_was_closed_before_it_was_entered_was_opened_then() -> None:
    row = {**DEAL, "IsClosed": "1", "IsWon": "1", "CreatedDate": "2024-07-11T21:22:07.000+0000"}
    item = one(table(DEALS, row))
    assert item.fields["opened_at"] == item.fields["closed_at"] == "2024-05-06"
    assert item.stamps["created_at"] == "2024-07-11T21:22:07.000Z"


def test_call_for_quote_leaves_the_amount_empty_with_a_warning() -> None:
    item = one(table(DEALS, {**DEAL, "Amount": "Call for quote"}))
    assert "amount" not in item.fields
    assert item.warnings == ['Amount: "Call for quote" is not an amount; it is kept as text.']
    assert item.extra == {"Amount": "Call for quote"}


def test_a_task_is_linked_by_ids_that_tell_their_kind() -> None:
    row = {
        "Id": "00T1",
        "WhoId": "0031",
        "WhatId": "0061",
        "Subject": "Send offer",
        "ActivityDate": "2024-05-06",
        "Status": "In Progress",
        "Priority": "High",
    }
    item = one(table(TASKS, row))
    assert item.noun == "task"
    assert item.fields == {"title": "Send offer", "due_on": "2024-05-06", "priority": "high"}
    assert item.links["contact"] == Link("salesforce", "0031", "")
    assert item.links["deal"] == Link("salesforce", "0061", "")
    assert item.extra == {"Status": "In Progress"}
    case = one(table(TASKS, {**row, "WhatId": "5001"}))
    assert case.extra["WhatId"] == "5001"


def test_a_logged_call_happened_and_a_completed_task_is_done() -> None:
    row = {
        "Id": "00T1",
        "Subject": "Call",
        "ActivityDate": "2024-05-06",
        "Status": "Completed",
        "TaskSubtype": "Call",
    }
    call = one(table(TASKS, row))
    assert (call.noun, call.fields["kind"]) == ("activity", "call")
    assert call.fields["happened_at"] == "2024-05-06"
    task = one(table(TASKS, {**row, "TaskSubtype": "Task"}))
    assert task.noun == "task"
    assert task.fields["done_at"] == "2024-05-06"


def test_a_closed_case_of_a_report_is_done() -> None:
    header = "Case Number,Subject,Status,Date/Time Opened,Date/Time Closed,Account Name\n"
    text = header + "0001,Help,Closed,2024-05-06 10:00,2024-05-07 10:00,Engines\n"
    item = one(text)
    assert item.fields["done_at"] == "2024-05-07 10:00"
    assert item.extra == {"Status": "Closed", "Case Number": "0001"}


def test_a_person_without_any_name_is_refused() -> None:
    with pytest.raises(InvalidError, match="neither a name"):
        read(table(LEADS, {"Id": "00Q1", "Company": "None"}))
