"""Google Contacts, the format of 2024 and the one before it; both have as many groups as needed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tinycrm.interchange.formats import finishing
from tinycrm.interchange.formats.table import Format, table

if TYPE_CHECKING:
    from tinycrm.interchange.formats.draft import Draft
    from tinycrm.interchange.formats.item import Item

COLUMNS = {
    "name": "Name",
    "given_name": "First Name, Given Name",
    "middle_name": "Middle Name, Additional Name",
    "family_name": "Last Name, Family Name",
    "prefix": "Name Prefix",
    "suffix": "Name Suffix",
    "nickname": "Nickname",
    "company": "Organization Name",
    "job_title": "Organization Title",
    "_occupation": "Occupation",
    "birthday": "Birthday",
    "about": "Notes",
    "tags": "Labels, Group Membership",
    "language": "Language",
    "_file_as": "File As",
    "ignore": "Photo, Directory Server, Sensitivity, Priority",
    "": "Phonetic First Name, Phonetic Middle Name, Phonetic Last Name, Yomi Name,"
    " Given Name Yomi, Additional Name Yomi, Family Name Yomi, Initials, Short Name, Maiden Name,"
    " Gender, Location, Billing Information, Mileage, Hobby, Subject, Organization Department",
}
SYSTEM_GROUPS = ("my contacts", "mycontacts", "other contacts", "starred", "starred in android")
POINTS = {"E-mail": "email", "Phone": "phone", "Website": "url", "IM": "handle"}
PARTS = {
    "Label": "label", "Type": "label", "Formatted": "formatted", "Street": "street",
    "City": "city", "PO Box": "po_box", "Region": "region", "Postal Code": "postal_code",
    "Country": "country", "Extended Address": "extended",
}  # fmt: skip
SEVERAL = " ::: "
NAMES = ("Name", "First Name", "Given Name")


def numbered(title: str) -> str | None:
    """The meaning of a column of a group: `E-mail 2 - Value`, `Address 1 - City`."""
    found = re.fullmatch(r"([A-Z][\w -]*?) (\d{1,4}) - ([\w ]+)", title, re.ASCII)
    if not found:
        return None
    kind, number, part = found.groups()
    if kind in POINTS and part in ("Label", "Type", "Value", "Service"):
        if part == "Service":
            return ""
        return f"{POINTS[kind]}{'' if part == 'Value' else '.label'}#{number}"
    if kind == "Address" and part in PARTS:
        return f"address.{PARTS[part]}#{number}"
    if kind in ("Relation", "Event", "Custom Field") and part in ("Label", "Type", "Value"):
        return f"more.{'value' if part == 'Value' else 'label'}#{kind} {number}"
    if kind == "Organization":
        firsts = {"Name": "company", "Title": "job_title", "Type": "ignore"}
        return firsts.get(part, "") if number == "1" else "" if part != "Type" else "ignore"
    return None


def finish(draft: Draft) -> list[Item]:
    """A person with the labels that somebody gave, and addresses that share a cell parted."""
    draft.tags = [
        plain
        for tag in draft.tags
        if not (tag.startswith("*") and tag.lstrip("* ").lower() in SYSTEM_GROUPS)
        and (plain := tag.lstrip("* "))
        and plain.lower() not in SYSTEM_GROUPS
    ]
    draft.addresses = parted(draft.addresses)
    # What somebody is called in a firm goes before what they are in general.
    if "job_title" not in draft.fields and (occupation := draft.take_out("_occupation")):
        draft.fields["job_title"] = occupation
    if "job_title" in draft.fields:
        draft.fields["job_title"] = draft.fields["job_title"].replace(SEVERAL, ", ")
    firms = draft.links.get("company", {}).get("name", "")
    if SEVERAL in firms:
        first, *others = firms.split(SEVERAL)
        draft.links["company"]["name"] = first
        for other in others:
            draft.add_extra("Further company", other)
    file_as = draft.take_out("_file_as")
    if file_as and not any(draft.fields.get(part) for part in finishing.NAMES):
        # Google fills it with the address or the firm where there is no name.
        points = [each["value"] for found in draft.points_found().values() for each in found]
        if file_as not in points and file_as != draft.links.get("company", {}).get("name"):
            draft.fields["name"] = file_as
    elif file_as and file_as != draft.fields.get("name"):
        draft.add_extra("File As", file_as)
    return finishing.contact(draft)


def parted(addresses: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """Addresses of one label stand in the same cells, part by part."""
    found = {}
    for group, address in addresses.items():
        count = max(text.count(SEVERAL) for text in address.values()) + 1 if address else 0
        for at in range(count):
            place = {}
            for part, text in address.items():
                texts = text.split(SEVERAL)
                place[part] = texts[at] if at < len(texts) else text if part == "label" else ""
            found[f"{group}/{at}"] = place
    return found


def formats() -> list[Format]:
    needs = (
        "First Name, Last Name, Organization Name, Labels",
        "First Name, Last Name, Phonetic First Name, File As",
        "Given Name, Family Name, Group Membership",
        "Given Name, Family Name, Yomi Name",
        # Of which somebody has deleted columns.
        *(f"{name}, {kind} 1 - Value" for name in NAMES for kind in ("E-mail", "Phone")),
    )
    columns = table(COLUMNS)
    return [Format("Google Contacts", "google", "contact", columns, needs, finish, numbered)]
