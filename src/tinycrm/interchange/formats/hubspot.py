"""HubSpot's exports of contacts, companies and deals, with the labels of its properties."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tinycrm.interchange.formats import finishing
from tinycrm.interchange.formats.markup import plain_text
from tinycrm.interchange.formats.table import Format, table

if TYPE_CHECKING:
    from tinycrm.interchange.formats.draft import Draft
    from tinycrm.interchange.formats.item import Item

SHARED = {
    "id": "Record ID",
    "created_at": "Create Date",
    "updated_at": "Last Modified Date",
    "ignore": "Last Activity Date, Number of Sales Activities, Number of times contacted,"
    " Last Contacted, Next Activity Date, Owner assigned date, Recent Sales Email Replied Date,"
    " Object create date/time, Object last modified date/time, Record source detail 1,"
    " Number of Form Submissions, Number of Unique Forms Submitted, Number of Pageviews,"
    " Number of Sessions, Average Pageviews, Time of Last Session, Time First Seen,"
    " Days to close, Time Last Seen, Number of Associated Contacts, Number of Associated Deals,"
    " Email Domain, Weighted amount, Amount in company currency, Forecast amount",
}
CONTACTS = {
    "given_name": "First Name",
    "family_name": "Last Name",
    "prefix": "Salutation",
    "email": "Email, Work email, Additional email addresses",
    "phone": "Phone Number",
    "phone:mobile": "Mobile Phone Number",
    "phone:fax": "Fax Number",
    "phone:whatsapp": "WhatsApp Phone Number",
    "job_title": "Job Title",
    "company.name": "Associated Company",
    "company.id": "Associated Company IDs, Associated Company ID, Primary Associated Company ID",
    "_company": "Company Name",
    "owner": "Contact owner",
    "lead_status": "Lead Status",
    "_lifecycle": "Lifecycle Stage",
    "source": "Original Source, Original Traffic Source",
    "birthday": "Date of birth",
    "language": "Preferred language",
    "time_zone": "Time Zone",
    "address.street": "Street Address",
    "address.city": "City",
    "address.region": "State/Region",
    "address.postal_code": "Postal Code",
    "address.country": "Country/Region, Country",
    "url": "Website URL",
    "url:linkedin": "LinkedIn URL, LinkedIn Bio",
    "handle:twitter": "Twitter Username",
    "about": "Message, Notes",
    "": "Industry, Associated Deal, Associated Deal IDs, Associated Note, Marketing contact status,"
    " Unsubscribed from all email, Email hard bounce reason, Annual Revenue, Number of Employees",
}
COMPANIES = {
    "name": "Company name",
    "domain": "Company Domain Name",
    "phone": "Phone Number",
    "address.street": "Street Address, Street Address 2",
    "address.city": "City",
    "address.region": "State/Region",
    "address.postal_code": "Postal Code",
    "address.country": "Country/Region, Country",
    "industry": "Industry",
    "type": "Type",
    "size": "Number of Employees",
    "owner": "Company owner",
    "about": "Description, About Us",
    "website": "Website URL",
    "parent": "Parent Company",
    "parent.id": "Parent Company IDs, Parent Company ID",
    "url:linkedin": "LinkedIn Company Page",
    "handle:twitter": "Twitter Handle",
    "": "Annual Revenue, Time Zone, Lead Status, Lifecycle Stage, Associated Contact,"
    " Associated Contact IDs, Associated Deal, Associated Deal IDs, Year Founded, Is Public",
}
DEALS = {
    "title": "Deal Name",
    "stage_name": "Deal Stage",
    "pipeline": "Pipeline",
    "amount": "Amount",
    "currency": "Currency",
    "expected_close_on": "Close Date",
    "owner": "Deal owner",
    "contact": "Associated Contact",
    "contact.id": "Associated Contact IDs",
    "company": "Associated Company",
    "company.id": "Associated Company IDs",
    "type": "Deal Type",
    "about": "Deal Description",
    "probability": "Deal probability",
    "next_step": "Next step",
    "lost_reason": "Closed Lost Reason",
    "source": "Original Source, Original Traffic Source, Original Source Type",
    "_closed": "Is Deal Closed?, Is Closed",
    "_won": "Is closed won, Is Closed Won",
    "": "Closed Won Reason, Priority, Deal Collaborator",
}
LIFECYCLES = {
    "subscriber": "subscriber", "lead": "lead", "marketing qualified lead": "lead",
    "marketingqualifiedlead": "lead", "sales qualified lead": "qualified",
    "salesqualifiedlead": "qualified", "opportunity": "opportunity", "customer": "customer",
    "evangelist": "advocate", "other": "other",
}  # fmt: skip


def contact(draft: Draft) -> list[Item]:
    """A person, at the associated firm if there is one, else at the one that is written."""
    stage = draft.private.get("_lifecycle", "").lower()
    if stage in LIFECYCLES:
        draft.fields["lifecycle"] = LIFECYCLES[stage]
        if LIFECYCLES[stage] == stage or stage.endswith("lead"):
            draft.take_out("_lifecycle")
    firm = draft.private.get("_company", "")
    if firm:
        held = draft.links.setdefault("company", {}).setdefault("name", firm)
        if firm in held.split(";"):
            draft.take_out("_company")
    return finishing.contact(noted(draft))


def company(draft: Draft) -> list[Item]:
    return finishing.company(noted(draft))


def deal(draft: Draft) -> list[Item]:
    """A deal; older exports write the pipeline behind the stage, and chances as fractions."""
    stage = str(draft.fields.get("stage_name", ""))
    found = len(stage) < 200 and "(" in stage and stage.endswith(")")
    if found:
        name, _, pipeline = stage[:-1].rpartition("(")
        if name.strip() and draft.fields.setdefault("pipeline", pipeline) == pipeline:
            draft.fields["stage_name"] = name.strip()
    plain = re.fullmatch(r"closed(won|lost)", str(draft.fields.get("stage_name", "")).lower())
    if plain:
        draft.fields["stage_name"] = f"Closed {plain[1]}"
    return finishing.deal(noted(draft))


def noted(draft: Draft) -> Draft:
    if "about" in draft.fields:
        draft.fields["about"] = plain_text(draft.fields["about"])
    return draft


def formats() -> list[Format]:
    return [
        Format(
            *("HubSpot contacts", "hubspot", "contact", table(SHARED, CONTACTS)),
            (
                "Record ID, Email, Lifecycle Stage",
                "Record ID, First Name, Contact owner, Create Date",
                "Record ID, First Name, Last Modified Date",
                "Record ID, First Name, Lead Status, Phone Number",
                "Record ID, Email, Associated Company",
                "Record ID, Email, Create Date",
            ),
            contact,
        ),
        Format(
            *("HubSpot companies", "hubspot", "company", table(SHARED, COMPANIES)),
            (
                "Record ID, Company name, Company Domain Name",
                "Record ID, Company name, Company owner",
            ),
            company,
        ),
        Format(
            *("HubSpot deals", "hubspot", "deal", table(SHARED, DEALS)),
            ("Record ID, Deal Name, Deal Stage", "Record ID, Deal Name, Deal owner, Create Date"),
            deal,
        ),
    ]
