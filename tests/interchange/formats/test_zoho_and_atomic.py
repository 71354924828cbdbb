"""Zoho CRM, Bigin and Atomic CRM."""

from tests.interchange.formats.reading import named, one, opened, table, values
from tinycrm.interchange.formats import Link

CONTACTS = (
    "Record Id,Contact Owner,Lead Source,First Name,Last Name,Account Name,Email,Title,Department,"
    "Phone,Home Phone,Mobile,Mailing Street,Mailing City,Mailing State,Mailing Zip,Description,"
    "Created Time,Modified Time,Tag"
)
LEADS = (
    "Record Id,Lead Owner,Company,First Name,Last Name,Email,Title,Phone,Mobile,Website,"
    "Lead Source,Lead Status,Industry"
)
DEALS = (
    "Record Id,Deal Name,Deal Owner,Amount,Stage,Closing Date,Account Name,Account Name.id,"
    "Contact Name,Contact Name.id,Probability (%),Reason For Loss,Created Time"
)
ATOMIC = (
    "first_name,last_name,gender,title,background,first_seen,last_seen,has_newsletter,status,tags,"
    "linkedin_url,company,email_work,email_home,email_other,phone_work,phone_home,phone_other"
)


def test_the_exports_are_told_apart() -> None:
    assert named("Zoho contacts", CONTACTS)
    assert named("Zoho leads", LEADS)
    assert named("Zoho deals", DEALS)
    assert named("Zoho accounts", "Record Id,Account Name,Account Owner,Phone,Website")
    assert named("Zoho tasks", "Record Id,Task Owner,Subject,Due Date,Status,Priority")
    assert named("Atomic CRM contacts", ATOMIC)


def test_a_contact_of_zoho_is_read() -> None:
    row = {
        "Record Id": "zcrm_501",
        "Contact Owner": "Jo",
        "First Name": "Ada",
        "Last Name": "Lovelace",
        "Account Name": "Engines",
        "Department": "Research",
        "Mobile": "+44 7700 900000",
        "Mailing City": "London",
        "Modified Time": "2024-05-06 10:00:00",
        "Tag": "vip,friend",
    }
    item = one(table(CONTACTS, row))
    assert (item.source, item.id) == ("zoho", "zcrm_501")
    assert values(item.fields["phone"]) == [("+44 7700 900000", "mobile")]
    assert item.fields["addresses"] == [{"label": "mailing", "city": "London"}]
    assert item.fields["tags"] == ["vip", "friend"]
    assert item.extra == {"Department": "Research"}
    assert item.stamps == {"updated_at": "2024-05-06 10:00:00"}


def test_a_lead_of_zoho_is_a_lead() -> None:
    row = {"Record Id": "zcrm_1", "Last Name": "Doe", "Lead Status": "Cold", "Industry": "Toys"}
    item = one(table(LEADS, row))
    assert (item.fields["lifecycle"], item.fields["lead_status"]) == ("lead", "Cold")
    assert item.extra == {"Industry": "Toys"}


def test_a_deal_of_zoho_is_linked_by_id() -> None:
    row = {
        "Record Id": "zcrm_9",
        "Deal Name": "Engine",
        "Amount": "1200",
        "Stage": "Closed Lost",
        "Closing Date": "2024-05-06",
        "Account Name": "Engines",
        "Account Name.id": "zcrm_77",
        "Probability (%)": "0",
        "Reason For Loss": "price",
    }
    item = one(table(DEALS, row))
    assert item.links["company"] == Link("zoho", "zcrm_77", "Engines")
    assert (item.fields["status"], item.fields["lost_reason"]) == ("lost", "price")
    assert item.fields["closed_at"] == "2024-05-06"


def test_a_status_of_a_task_that_says_more_is_kept() -> None:
    header = "Record Id,Task Owner,Subject,Due Date,Status,Priority"
    waiting = one(f"{header}\n1,Jo,Ring,2024-05-06,Deferred,Highest\n")
    assert waiting.extra == {"Status": "Deferred"}
    assert waiting.fields["priority"] == "high"
    assert one(f"{header}\n1,Jo,Ring,2024-05-06,Completed,Low\n").fields["done_at"] == "2024-05-06"


def test_the_short_header_of_atomic_crm_is_known_as_well() -> None:
    row = {
        "first_name": "Ada",
        "last_name": "Lovelace",
        "company": "Engines",
        "email_work": "ada@x.example",
        "first_seen": "2024-08-13T18:04:34.666+00:00",
    }
    item = one(table(ATOMIC, row))
    assert item.links["company"] == Link("atomic", "", "Engines")
    assert values(item.fields["email"]) == [("ada@x.example", "work")]
    assert item.stamps == {"created_at": "2024-08-13T18:04:34.666Z"}
    assert opened(ATOMIC)[0].score == 1.0
