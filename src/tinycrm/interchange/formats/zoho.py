"""Zoho CRM and Bigin: contacts, leads, accounts or companies, deals, tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.interchange.formats import finishing
from tinycrm.interchange.formats.table import Format, table

if TYPE_CHECKING:
    from tinycrm.interchange.formats.draft import Draft
    from tinycrm.interchange.formats.item import Item

SHARED = {
    "id": "Record Id",
    "created_at": "Created Time",
    "updated_at": "Modified Time",
    "tags": "Tag, Tags",
    "ignore": "Created By, Created By.id, Modified By, Modified By.id, Last Activity Time,"
    " Contact Owner.id, Lead Owner.id, Account Owner.id, Company Owner.id, Deal Owner.id,"
    " Task Owner.id, Locked, Record Image, Change Log Time, Lead Conversion Time,"
    " User Modified Time, System Modified Time, User Related Activity Time,"
    " System Related Activity Time, Record Approval Status, Is Record Duplicate,"
    " Data Processing Basis Details, Enrich Status, Last Enriched Time",
}
PEOPLE = {
    "prefix": "Salutation",
    "given_name": "First Name",
    "family_name": "Last Name",
    "name": "Full Name, Contact Name, Lead Name",
    "email": "Email, Secondary Email",
    "job_title": "Title",
    "phone": "Phone",
    "phone:home": "Home Phone",
    "phone:mobile": "Mobile",
    "phone:other": "Other Phone",
    "phone:fax": "Fax",
    "source": "Lead Source",
    "birthday": "Date of Birth",
    "handle:skype": "Skype ID",
    "handle:twitter": "Twitter",
    "about": "Description",
    "": "Department, Assistant, Asst Phone, Reporting To, Reporting To.id, Email Opt Out,"
    " Vendor Name, Vendor Name.id, Unsubscribed Mode, Unsubscribed Time",
}
CONTACTS = {
    "owner": "Contact Owner",
    "company": "Account Name, Company Name",
    "company.id": "Account Name.id, Company Name.id",
    "address.street:mailing": "Mailing Street",
    "address.city:mailing": "Mailing City",
    "address.region:mailing": "Mailing State",
    "address.postal_code:mailing": "Mailing Zip",
    "address.country:mailing": "Mailing Country",
    "address.street:other": "Other Street",
    "address.city:other": "Other City",
    "address.region:other": "Other State",
    "address.postal_code:other": "Other Zip",
    "address.country:other": "Other Country",
}
LEADS = {
    "owner": "Lead Owner",
    "company": "Company",
    "lead_status": "Lead Status",
    "url": "Website",
    "address.street": "Street",
    "address.city": "City",
    "address.region": "State",
    "address.postal_code": "Zip Code",
    "address.country": "Country",
    "": "Industry, Rating, Annual Revenue, No. of Employees, No of Employees, Is Converted,"
    " Converted Date Time, Converted Account, Converted Contact, Converted Deal",
}
ACCOUNTS = {
    "owner": "Account Owner, Company Owner",
    "name": "Account Name, Company Name",
    "parent": "Parent Account",
    "parent.id": "Parent Account.id",
    "website": "Website",
    "phone": "Phone",
    "phone:fax": "Fax",
    "industry": "Industry",
    "type": "Account Type",
    "size": "Employees",
    "about": "Description",
    "address.street:billing": "Billing Street",
    "address.city:billing": "Billing City",
    "address.region:billing": "Billing State",
    "address.postal_code:billing": "Billing Code",
    "address.country:billing": "Billing Country",
    "address.street:shipping": "Shipping Street",
    "address.city:shipping": "Shipping City",
    "address.region:shipping": "Shipping State",
    "address.postal_code:shipping": "Shipping Code",
    "address.country:shipping": "Shipping Country",
    "": "Rating, Account Site, Account Number, Ticker Symbol, Ownership, SIC Code, Annual Revenue",
}
DEALS = {
    "owner": "Deal Owner",
    "title": "Deal Name",
    "company": "Account Name, Company Name",
    "company.id": "Account Name.id, Company Name.id",
    "contact": "Contact Name",
    "contact.id": "Contact Name.id",
    "amount": "Amount",
    "currency": "Currency",
    "stage_name": "Stage",
    "pipeline": "Pipeline, Sub-Pipeline",
    "expected_close_on": "Closing Date",
    "closed_at": "Closed Time",
    "probability": "Probability (%), Probability",
    "type": "Type",
    "next_step": "Next Step",
    "source": "Lead Source",
    "lost_reason": "Reason For Loss, Reason For Loss#s",
    "about": "Description",
    "ignore": "Expected Revenue, Overall Sales Duration, Sales Cycle Duration, Exchange Rate",
    "": "Campaign Source, Campaign Source.id, Lead Conversion Time",
}
TASKS = {
    "owner": "Task Owner",
    "title": "Subject",
    "due_on": "Due Date",
    "_priority": "Priority",
    "_done": "Status",
    "done_at": "Closed Time",
    "notes": "Description",
    "contact": "Contact Name",
    "contact.id": "Contact Name.id",
    "_related": "Related To",
    "": "Remind At, Recurring Activity, Send Notification Email, Related To.id",
}


def lead(draft: Draft) -> list[Item]:
    draft.fields["lifecycle"] = "lead"
    return finishing.contact(draft)


def task(draft: Draft) -> list[Item]:
    """A task, whose status beyond done or not is an extra."""
    status = draft.private.get("_done", "")
    if status and not finishing.is_yes(status) and status.lower() != "not started":
        draft.add_extra("Status", status)
    return finishing.task(draft)


def formats() -> list[Format]:
    return [
        Format(
            *("Zoho contacts", "zoho", "contact", table(SHARED, PEOPLE, CONTACTS)),
            (
                "Record Id, Contact Owner, Last Name, Account Name",
                "Record Id, Contact Owner, Last Name, Company Name, Created Time",
                "Record Id, Last Name, Mailing Street",
                "Record Id, Contact Owner, Last Name, Modified Time",
            ),
            finishing.contact,
        ),
        Format(
            *("Zoho leads", "zoho", "contact", table(SHARED, PEOPLE, LEADS)),
            ("Record Id, Lead Owner, Last Name", "Record Id, Last Name, Lead Status, Company"),
            lead,
        ),
        Format(
            *("Zoho accounts", "zoho", "company", table(SHARED, ACCOUNTS)),
            (
                "Record Id, Account Name, Account Owner",
                "Record Id, Company Name, Company Owner, Created Time",
            ),
            finishing.company,
        ),
        Format(
            *("Zoho deals", "zoho", "deal", table(SHARED, DEALS)),
            ("Record Id, Deal Name, Closing Date", "Record Id, Deal Name, Stage, Created Time"),
            finishing.deal,
        ),
        Format(
            *("Zoho tasks", "zoho", "task", table(SHARED, TASKS)),
            ("Record Id, Task Owner, Subject",),
            task,
        ),
    ]
