"""Atomic CRM's contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.interchange.formats import finishing
from tinycrm.interchange.formats.table import Format, table

if TYPE_CHECKING:
    from tinycrm.interchange.formats.draft import Draft
    from tinycrm.interchange.formats.item import Item

COLUMNS = {
    "id": "id",
    "given_name": "first_name",
    "family_name": "last_name",
    "job_title": "title",
    "about": "background",
    "created_at": "first_seen",
    "lead_status": "status",
    "tags": "tags",
    "company": "company",
    "company.id": "company_id",
    "_company_name": "company_name",
    "owner": "sales",
    "url:linkedin": "linkedin_url",
    "email:work": "email_work",
    "email:home": "email_home",
    "email:other": "email_other",
    "phone:work": "phone_work",
    "phone:home": "phone_home",
    "phone:other": "phone_other",
    "ignore": "nb_tasks, sales_id, avatar",
    "": "gender, last_seen, has_newsletter",
}


def finish(draft: Draft) -> list[Item]:
    """A person; the firm's name stands in two columns."""
    firm = draft.links.setdefault("company", {})
    if draft.private.get("_company_name") == firm.setdefault(
        "name", draft.private.get("_company_name", "")
    ):
        draft.take_out("_company_name")
    return finishing.contact(draft)


def formats() -> list[Format]:
    needs = (
        "first_name, last_name, background, first_seen, last_seen",
        "first_name, last_name, has_newsletter, linkedin_url",
    )
    return [Format("Atomic CRM contacts", "atomic", "contact", table(COLUMNS), needs, finish)]
