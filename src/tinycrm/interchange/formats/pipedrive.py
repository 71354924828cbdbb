"""Pipedrive's exports, whose columns are called `Entity - Field`; records refer by name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tinycrm.interchange.formats import finishing
from tinycrm.interchange.formats.markup import plain_text
from tinycrm.interchange.formats.table import Format, normal, table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tinycrm.interchange.formats.draft import Draft
    from tinycrm.interchange.formats.item import Item

PEOPLE = {
    "name": "Name",
    "given_name": "First name",
    "family_name": "Last name",
    "email": "Email",
    "phone": "Phone",
    "handle:im": "Instant messenger",
    "tags": "Label, Labels",
    "company": "Organization",
    "company.id": "Organization ID",
    "owner": "Owner",
    "birthday": "Birthday",
    "job_title": "Job title",
    "about": "Notes",
    "created_at": "Creation date, Person created, Add time",
    "updated_at": "Update time",
    "id": "ID, Pipedrive System ID",
    "address.formatted": "Postal address, Full/combined address of Postal address",
    "ignore": "Open deals, Won deals, Lost deals, Closed deals, People, Next activity date,"
    " Last activity date, Activities to do, Total activities, Done activities, Profile picture,"
    " Email messages count, Last email received, Last email sent, Visible to",
}
ORGANISATIONS = {
    "name": "Name",
    "tags": "Label, Labels",
    "owner": "Owner",
    "website": "Website",
    "industry": "Industry",
    "size": "Employee count, Number of employees",
    "url:linkedin": "LinkedIn profile",
    "about": "Notes",
    "created_at": "Creation date, Organization created, Add time",
    "updated_at": "Update time",
    "id": "ID, Pipedrive System ID",
    "address.formatted": "Address, Full/combined address of Address",
    "address.street": "Street/road name of Address",
    "address.house": "House number of Address",
    "address.extended": "Apartment/suite no of Address, District/sublocality of Address",
    "address.city": "City/town/village/locality of Address",
    "address.region": "State/county of Address",
    "address.postal_code": "ZIP/Postal code of Address",
    "address.country": "Country of Address",
    "ignore": "Open deals, Won deals, Lost deals, Closed deals, People, Next activity date,"
    " Last activity date, Activities to do, Total activities, Done activities, Profile picture,"
    " Email messages count, Visible to, Latitude of Address, Longitude of Address",
    "": "Annual revenue, Region of Address",
}
DEALS = {
    "title": "Title",
    "amount": "Value",
    "currency": "Currency, Currency of Value",
    "stage_name": "Stage",
    "pipeline": "Pipeline",
    "status": "Status",
    "probability": "Probability",
    "expected_close_on": "Expected close date",
    "opened_at": "Creation date, Deal created, Add time",
    "won_at": "Won time",
    "lost_at": "Lost time",
    "closed_at": "Deal closed on, Close time",
    "lost_reason": "Lost reason",
    "tags": "Label, Labels",
    "owner": "Owner",
    "contact": "Contact person, Person",
    "contact.id": "Contact person ID, Person ID",
    "company": "Organization",
    "company.id": "Organization ID",
    "source": "Source channel, Source origin, Channel",
    "about": "Notes",
    "updated_at": "Update time",
    "id": "ID, Pipedrive System ID",
    "ignore": "Weighted value, Currency of Weighted value, Next activity date, Visible to,"
    " Last activity date, Activities to do, Total activities, Done activities, Products,"
    " Last stage change, Email messages count, Product quantity, Product amount, Stage change time",
    "": "Product name",
}
ACTIVITIES = {
    "subject": "Subject",
    "_type": "Type",
    "due_on": "Due date",
    "due_time": "Due time",
    "_done": "Done, Mark as done",
    "minutes": "Duration",
    "body": "Note, Public description",
    "owner": "Assigned to user, Assigned to",
    "_priority": "Priority",
    "contact": "Contact person, Person",
    "company": "Organization",
    "deal": "Deal",
    "created_at": "Add time, Creation date",
    "updated_at": "Update time",
    "done_at": "Marked as done time, Last marked as done",
    "id": "ID, Pipedrive System ID",
    "": "Creator, Location, Project, Lead, Lead title",
}
NOTES = {
    "body": "Content, Note",
    "happened_at": "Add time, Creation date",
    "updated_at": "Update time",
    "owner": "User, Owner",
    "contact": "Person, Contact person",
    "company": "Organization",
    "deal": "Deal, Deal title",
    "id": "ID, Pipedrive System ID",
    "ignore": "Pinned to deal, Pinned to person, Pinned to organization",
    "": "Lead, Lead title",
}
LINKED = {
    "Person - Name": "contact", "Person - Email": "contact.email", "Person - ID": "contact.id",
    "Organization - Name": "company", "Organization - ID": "company.id",
    "Deal - Title": "deal", "Deal - ID": "deal.id",
}  # fmt: skip
LINKING = {
    "contact": ("company",),
    "company": (),
    "deal": ("company", "contact"),
    "activity": ("company", "contact", "deal"),
}


def columns(entity: str, noun: str, known: Mapping[str, str]) -> dict[str, str]:
    """The columns under an entity's name, and those of records that it belongs to."""
    own = {
        meaning: ",".join(f"{entity} - {title}" for title in titles.split(","))
        for meaning, titles in known.items()
    }
    linked = {
        normal(title): meaning
        for title, meaning in LINKED.items()
        if meaning.split(".")[0] in LINKING[noun] and not title.startswith(f"{entity} - ")
    }
    return {**linked, **table(own)}


def labelled(entity: str) -> Callable[[str], str | None]:
    """Finds e-mail and phone columns with a label: `Person - Email (Work)`, `… - Email - Work`."""

    def meaning(title: str) -> str | None:
        found = re.fullmatch(
            rf"{entity} - (E-?mail|Phone|Instant messenger)(?: \((\w+)\)| - (\w+))", title
        )
        if not found:
            return None
        kind = {"p": "phone", "i": "handle"}.get(found[1][0].lower(), "email")
        return f"{kind}:{(found[2] or found[3]).lower()}"

    return meaning


def contact(draft: Draft) -> list[Item]:
    return finishing.contact(noted(draft))


def company(draft: Draft) -> list[Item]:
    return finishing.company(noted(draft))


def deal(draft: Draft) -> list[Item]:
    """A deal, closed at the time of its being won or lost."""
    status = str(draft.fields.get("status", "")).lower()
    for word in ("won", "lost"):
        at = draft.fields.pop(f"{word}_at", "")
        if at and status == word:
            draft.fields["closed_at"] = at
        elif at:
            draft.add_extra(f"{word.capitalize()} time", at)
    return finishing.deal(noted(draft))


def happening(draft: Draft) -> list[Item]:
    """What was done is an activity of its kind, what is still to be done a task."""
    return finishing.happening(noted(draft))


def note(draft: Draft) -> list[Item]:
    return finishing.activity(noted(draft), "note")


def noted(draft: Draft) -> Draft:
    """Notes are written in HTML there."""
    for field in ("about", "body"):
        if field in draft.fields:
            draft.fields[field] = plain_text(draft.fields[field])
    return draft


def formats() -> list[Format]:
    made = []
    for entity, noun, known, word, needs, finish in (
        (
            "Activity",
            "activity",
            ACTIVITIES,
            "activities",
            ("Subject", "Type, Due date"),
            happening,
        ),
        ("Note", "activity", NOTES, "notes", ("Content",), note),
        ("Deal", "deal", DEALS, "deals", ("Title",), deal),
        ("Person", "contact", PEOPLE, "people", ("Name", "First name", "Last name"), contact),
        ("Organization", "company", ORGANISATIONS, "organizations", ("Name",), company),
    ):
        own = tuple(",".join(f"{entity} - {title}" for title in need.split(", ")) for need in needs)
        found = columns(entity, noun, known)
        name = f"Pipedrive {word}"
        made.append(Format(name, "pipedrive", noun, found, own, finish, labelled(entity)))
    return made
