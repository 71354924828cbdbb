"""HubSpot's contacts, companies and deals."""

from tests.interchange.formats.reading import named, one, opened, table, values
from tinycrm.interchange.formats import Link

CONTACTS = (
    "Record ID,First Name,Last Name,Email,Phone Number,Mobile Phone Number,Job Title,Company Name,"
    "Associated Company,Associated Company IDs,Contact owner,Lead Status,Lifecycle Stage,"
    "Create Date,Last Activity Date,Last Modified Date,Original Source,City,State/Region,"
    "Postal Code,Country/Region,Website URL"
)
COMPANIES = (
    "Record ID,Company name,Company Domain Name,Phone Number,Street Address,City,State/Region,"
    "Postal Code,Country/Region,Industry,Company owner,Create Date,Description,Website URL"
)
DEALS = (
    "Record ID,Deal Name,Deal Stage,Pipeline,Amount,Close Date,Create Date,Deal owner,"
    "Associated Contact,Associated Contact IDs,Associated Company,Associated Company IDs,"
    "Last Activity Date"
)
ADA = {
    "Record ID": "501",
    "First Name": "Ada",
    "Last Name": "Lovelace",
    "Email": "ada@x.example",
    "Company Name": "Engines",
    "Associated Company": "Engines Ltd;Mills Inc",
    "Associated Company IDs": "77;78",
    "Contact owner": "Jo Smith",
    "Lead Status": "OPEN",
    "Lifecycle Stage": "Marketing Qualified Lead",
    "Create Date": "2024-03-12 09:14",
    "Last Activity Date": "2024-03-13 10:00",
    "City": "London",
}


def test_the_three_exports_are_told_apart() -> None:
    assert named("HubSpot contacts", CONTACTS)
    assert named("HubSpot companies", COMPANIES)
    assert named("HubSpot deals", DEALS)
    assert all(opened(header)[0].score == 1.0 for header in (CONTACTS, COMPANIES, DEALS))


def test_a_contact_belongs_to_the_first_associated_firm() -> None:
    item = one(table(CONTACTS, ADA))
    assert item.id == "501"
    assert item.links["company"] == Link("hubspot", "77", "Engines Ltd")
    assert item.extra == {"Further company": "Mills Inc", "Company Name": "Engines"}
    assert item.fields["lifecycle"] == "lead"
    assert item.fields["owner"] == "Jo Smith"
    assert item.fields["addresses"] == [{"city": "London"}]
    assert item.stamps == {"created_at": "2024-03-12 09:14"}
    assert opened(table(CONTACTS, ADA))[1].accounts()["Last Activity Date"] == "ignored"


def test_a_contact_without_an_association_belongs_to_the_firm_that_is_written() -> None:
    row = {"Record ID": "1", "Email": "a@x.example", "Company Name": "Engines"}
    item = one(table(CONTACTS, row))
    assert item.links["company"] == Link("hubspot", "", "Engines")
    assert item.fields["name"] == "a@x.example"
    assert item.extra == {}


def test_a_company_is_read() -> None:
    row = {
        "Record ID": "77",
        "Company name": "Engines Ltd",
        "Company Domain Name": "engines.example",
        "Phone Number": "+44 20 7946 0958",
        "Street Address": "1 Engine Row",
        "Industry": "MACHINERY",
    }
    item = one(table(COMPANIES, row))
    assert (item.noun, item.id) == ("company", "77")
    assert item.fields["domain"] == "engines.example"
    assert values(item.fields["phone"]) == [("+44 20 7946 0958", None)]
    assert item.fields["addresses"] == [{"street": "1 Engine Row"}]


def test_what_is_no_domain_is_kept_as_text() -> None:
    row = {"Record ID": "77", "Company name": "Engines", "Company Domain Name": "not known"}
    item = one(table(COMPANIES, row))
    assert "domain" not in item.fields
    assert item.extra == {"Company Domain Name": "not known"}
    assert len(item.warnings) == 1


def test_a_deal_has_several_people_by_id_name_and_address() -> None:
    row = {
        "Record ID": "9",
        "Deal Name": "Engine No. 2",
        "Deal Stage": "Appointment Scheduled (Sales Pipeline)",
        "Amount": "1200.50",
        "Close Date": "2024-05-31 10:00",
        "Associated Contact": "Ada Lovelace (ada@x.example);Grace Hopper (grace@y.example)",
        "Associated Contact IDs": "501;502",
        "Associated Company": "Engines Ltd",
        "Associated Company IDs": "77",
    }
    item = one(table(DEALS, row))
    assert item.fields["stage_name"] == "Appointment Scheduled"
    assert item.fields["pipeline"] == "Sales Pipeline"
    assert item.fields["amount"] == (120050, "EUR")
    assert item.fields["expected_close_on"] == "2024-05-31"
    assert item.links["contact"] == [
        Link("hubspot", "501", "Ada Lovelace", "", "ada@x.example"),
        Link("hubspot", "502", "Grace Hopper", "", "grace@y.example"),
    ]
    assert item.links["company"] == Link("hubspot", "77", "Engines Ltd")


def test_closed_stages_are_a_status_also_by_their_internal_names() -> None:
    rows = [{"Record ID": "9", "Deal Name": "X", "Deal Stage": stage} for stage in
            ("closedwon", "Closed lost", "Closed Won (Sales Pipeline)")]  # fmt: skip
    found = [one(table(DEALS, row)).fields for row in rows]
    assert [fields["status"] for fields in found] == ["won", "lost", "won"]
    assert not any("stage_name" in fields for fields in found)
