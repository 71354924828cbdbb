"""Salesforce: leads, contacts, accounts, opportunities, cases and tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.domain.text import fold, quote_value
from tinycrm.errors import InvalidError
from tinycrm.interchange.formats import dates, finishing
from tinycrm.interchange.formats import salesforce_columns as columns
from tinycrm.interchange.formats.item import Item, Skip
from tinycrm.interchange.formats.table import Format, table

if TYPE_CHECKING:
    from tinycrm.interchange.formats.draft import Draft

PREFIXES = {"001": "company", "003": "contact", "00Q": "contact", "006": "deal"}
"""The kinds of records by the beginning of their ids."""


def whole_id(id: str) -> str:
    """An id of reports, fifteen signs, as other exports have it.

    These add a sign for each five, which tells which of them are capitals, the last bit first.
    """
    if len(id) != 15 or not (id.isascii() and id.isalnum()):
        return id
    parts = (id[at : at + 5] for at in (0, 5, 10))
    bits = (sum(sign.isupper() << place for place, sign in enumerate(part)) for part in parts)
    return id + "".join("ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"[each] for each in bits)


def present(draft: Draft) -> Draft:
    """The row, unless it was deleted there; ids are the same from all exports."""
    draft.id = whole_id(draft.id)
    for given in draft.links.values():
        if "id" in given:
            given["id"] = whole_id(given["id"])
    if finishing.is_yes(draft.take_out("_deleted")):
        name = draft.fields.get("title") or draft.fields.get("name") or draft.id
        raise Skip(f"{quote_value(str(name))} was deleted there, and is left out.")
    if draft.noun != "deal":
        code = draft.fields.pop("currency", "")
        if code:
            draft.add_extra("CurrencyIsoCode", code)
    return draft


def person(draft: Draft) -> list[Item]:
    """A person; an address at which mail bounced is marked as one that does not work."""
    bounced = draft.private.get("_bounced_at", "")
    made = finishing.contact(present(draft))
    if bounced and made[0].fields.get("email"):
        try:
            since = dates.instant_words(bounced, "")
        except (ValueError, OverflowError, InvalidError):
            return made
        made[0].fields["email"][0]["invalid_since"] = since
        made[0].extra.pop(draft.titles["_bounced_at"], None)
    return made


def lead(draft: Draft) -> list[Item]:
    """A person who is a lead; one that was converted is the contact that it became."""
    converted = draft.take_out("_converted")
    draft.fields["lifecycle"] = "qualified" if finishing.is_yes(converted) else "lead"
    contact = draft.take_out("_contact_id")
    if contact:
        draft.add_extra("Lead ID", draft.id)
        draft.id = contact
    return person(draft)


def account(draft: Draft) -> list[Item]:
    return finishing.company(present(draft))


def opportunity(draft: Draft) -> list[Item]:
    return finishing.deal(present(draft))


def case(draft: Draft) -> list[Item]:
    """A task that is done when the case is closed, with all that is known of the case."""
    number = draft.take_out("_number")
    if number:
        draft.add_extra(draft.titles["_number"], number)
        draft.fields.setdefault("title", f"Case {number}")
    status = draft.extra.get("Status", "")
    if "_done" not in draft.heads and fold(status) == "closed":
        draft.private["_done"] = "yes"
    if "_done" in draft.heads and not finishing.is_yes(draft.private.get("_done", "")):
        draft.fields.pop("done_at", None)
    return finishing.task(present(draft))


def task(draft: Draft) -> list[Item]:
    """A task; a call or an e-mail that was logged as a completed one is what happened."""
    status = draft.take_out("_status")
    done = finishing.is_yes(draft.take_out("_closed")) or fold(status) == "completed"
    if status and fold(status) not in ("completed", "open", "not started"):
        draft.add_extra("Status", status)
    for word in ("_who", "_what"):
        link(draft, word)
    kind = finishing.word_in(finishing.KINDS, draft.private.get("_type", ""))
    if fold(draft.private.get("_type", "")) == "task":
        draft.take_out("_type")
    present(draft)
    if done and kind:
        draft.noun = "activity"
        return finishing.activity(draft, kind)
    if done:
        draft.private["_done"], draft.titles["_done"] = "yes", "Status"
    return finishing.task(draft)


def link(draft: Draft, word: str) -> None:
    """Link a record by an id whose kind its first signs tell; other kinds stay as text."""
    id = draft.private.get(word, "")
    role = PREFIXES.get(id[:3])
    if role and "id" not in draft.links.setdefault(role, {}):
        draft.links[role]["id"] = draft.take_out(word)


def formats() -> list[Format]:
    return [
        Format(
            *(
                "Salesforce leads",
                "salesforce",
                "contact",
                table(columns.SHARED, columns.PEOPLE, columns.LEADS),
            ),
            (
                "LastName, Company, Status, IsConverted",
                "LastName, Company, Status, LeadSource",
                "LastName, Company, ConvertedContactId",
                "LastName, Lead Status, Lead Owner",
                "LastName, Company / Account, Lead Source",
                "First Name, Last Name, Company, Lead Source, Lead Status",
            ),
            lead,
        ),
        Format(
            *("Salesforce contacts", "salesforce", "contact"),
            table(columns.SHARED, columns.PEOPLE, columns.CONTACTS, columns.MAILING),
            (
                "LastName, AccountId",
                "LastName, Account Name, Contact Owner, Mailing Street",
                "LastName, MailingCity",
                "LastName, Account Name, Contact ID",
                "LastName, Account Name, Lead Source, Title",
            ),
            person,
        ),
        Format(
            *("Salesforce accounts", "salesforce", "company"),
            table(columns.SHARED, columns.ACCOUNTS, columns.BILLING),
            (
                "Name, BillingCity",
                "Account Name, Billing City",
                "Name, AccountNumber, ParentId",
                "Account Name, Account Owner, Type",
                "Account Name, Account ID, Account Owner",
            ),
            account,
        ),
        Format(
            *(
                "Salesforce opportunities",
                "salesforce",
                "deal",
                table(columns.SHARED, columns.OPPORTUNITIES),
            ),
            ("Name, StageName, CloseDate", "Opportunity Name, Stage"),
            opportunity,
        ),
        Format(
            *("Salesforce cases", "salesforce", "task", table(columns.SHARED, columns.CASES)),
            ("CaseNumber, Subject", "CaseNumber, Status"),
            case,
        ),
        Format(
            *("Salesforce tasks", "salesforce", "task", table(columns.SHARED, columns.TASKS)),
            (
                "Subject, WhoId",
                "Subject, WhatId",
                "Subject, ActivityDate, Status",
                "Subject, Assigned, Due Date, Status, Priority",
            ),
            task,
        ),
    ]
