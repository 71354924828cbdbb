"""LinkedIn's Connections.csv: whom one knows there; the page of a person is the identity."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tinycrm.interchange.formats import finishing
from tinycrm.interchange.formats.item import Skip
from tinycrm.interchange.formats.table import Format, table

if TYPE_CHECKING:
    from tinycrm.interchange.formats.draft import Draft
    from tinycrm.interchange.formats.item import Item

COLUMNS = {
    "given_name": "First Name",
    "family_name": "Last Name",
    "url:linkedin": "URL",
    "email": "Email Address",
    "company": "Company",
    "job_title": "Position",
    "date": "Connected On",
}


def finish(draft: Draft) -> list[Item]:
    """A person whose identity is the end of the page's address, however that is written.

    Of those who left LinkedIn, or hide from it, rows without a name remain, which are skipped.
    """
    if not any(draft.fields.get(part) for part in finishing.NAMES):
        found = draft.points_found()
        if not found.get("email"):
            raise Skip("A connection without a name is left out, like any further one.")
    pages = draft.points_found().get("url", [])
    if pages:
        page = str(pages[0]["value"]).rstrip("/")
        draft.id = re.sub(r"^(https?://)?([a-z]{2,3}\.)?linkedin\.com/", "", page.lower())
    return finishing.contact(draft)


def formats() -> list[Format]:
    needs = ("First Name, Last Name, Company, Position, Connected On",)
    return [Format("LinkedIn connections", "linkedin", "contact", table(COLUMNS), needs, finish)]
