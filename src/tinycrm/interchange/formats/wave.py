"""Wave's customers: firms, each with the person to talk to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.interchange.formats import finishing
from tinycrm.interchange.formats.table import Format, table

if TYPE_CHECKING:
    from tinycrm.interchange.formats.draft import Draft
    from tinycrm.interchange.formats.item import Item

COLUMNS = {
    "company": "customer_name",
    "given_name": "contact_first_name",
    "family_name": "contact_last_name",
    "email": "email",
    "phone": "phone",
    "phone:fax": "fax",
    "phone:mobile": "mobile",
    "phone:other": "toll_free",
    "url": "website",
    "address.street": "address_line_1, address_line_2",
    "address.city": "city",
    "address.region": "province/state",
    "address.postal_code": "postal_code/zip_code",
    "address.country": "country",
    "address.street:shipping": "ship-to_address_line_1, ship-to_address_line_2",
    "address.city:shipping": "ship-to_city",
    "address.region:shipping": "ship-to_province/state",
    "address.postal_code:shipping": "ship-to_postal_code/zip_code",
    "address.country:shipping": "ship-to_country",
    "": "customer_currency, account_number, shipping_address, ship-to_contact, ship-to_phone,"
    " delivery_instructions",
}


def finish(draft: Draft) -> list[Item]:
    """The person at the customer, or the customer where nobody is named."""
    firm = draft.links.get("company", {}).get("name", "")
    if firm and not (draft.fields.get("given_name") or draft.fields.get("family_name")):
        return [finishing.as_firm(draft, firm)]
    return finishing.contact(draft)


def formats() -> list[Format]:
    needs = ("customer_name, contact_first_name, contact_last_name",)
    return [Format("Wave customers", "wave", "contact", table(COLUMNS), needs, finish)]
