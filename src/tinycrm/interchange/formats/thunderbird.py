"""Thunderbird's address book, whose birthday is in three columns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tinycrm.interchange.formats import finishing
from tinycrm.interchange.formats.table import Format, table

if TYPE_CHECKING:
    from tinycrm.interchange.formats.draft import Draft
    from tinycrm.interchange.formats.item import Item

COLUMNS = {
    "given_name": "First Name",
    "family_name": "Last Name",
    "name": "Display Name",
    "nickname": "Nickname",
    "email": "Primary Email, Secondary Email",
    "handle:screen name": "Screen Name",
    "phone:work": "Work Phone",
    "phone:home": "Home Phone",
    "phone:fax": "Fax Number",
    "phone:pager": "Pager Number",
    "phone:mobile": "Mobile Number",
    "address.street:home": "Home Address, Home Address 2",
    "address.city:home": "Home City",
    "address.region:home": "Home State",
    "address.postal_code:home": "Home ZipCode",
    "address.country:home": "Home Country",
    "address.street:work": "Work Address, Work Address 2",
    "address.city:work": "Work City",
    "address.region:work": "Work State",
    "address.postal_code:work": "Work ZipCode",
    "address.country:work": "Work Country",
    "job_title": "Job Title",
    "company": "Organization",
    "url": "Web Page 1, Web Page 2",
    "_year": "Birth Year",
    "_month": "Birth Month",
    "_day": "Birth Day",
    "about": "Notes",
    "": "Department, Custom 1, Custom 2, Custom 3, Custom 4",
}


def finish(draft: Draft) -> list[Item]:
    """A person with the birthday put together, with or without its year."""
    year, month, day = (draft.private.get(word, "") for word in ("_year", "_month", "_day"))
    if month and day:
        text = f"{year.zfill(4) if year else '-'}-{month.zfill(2)}-{day.zfill(2)}"
        if valid(text):
            draft.fields["birthday"] = text
            for word in ("_year", "_month", "_day"):
                draft.take_out(word)
    return finishing.contact(draft)


def valid(text: str) -> bool:
    from tinycrm.domain.dates import parse_birthday
    from tinycrm.errors import InvalidError

    try:
        return bool(re.fullmatch(r"(\d{4}|-)-\d\d-\d\d", text) and parse_birthday(text))
    except InvalidError:
        return False


def formats() -> list[Format]:
    needs = ("First Name, Last Name, Display Name, Primary Email",)
    return [Format("Thunderbird", "thunderbird", "contact", table(COLUMNS), needs, finish)]
