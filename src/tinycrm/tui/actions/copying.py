"""Copying what a record says to the clipboard of the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.domain.text import shorten
from tinycrm.tui.fields.table import LONG_TEXT
from tinycrm.tui.page.heads import short
from tinycrm.tui.widgets.record_view import view_here

if TYPE_CHECKING:
    from tinycrm.crm import Crm
    from tinycrm.store.pages import Page
    from tinycrm.tui.app import CrmApp

CARD = "BEGIN:VCARD"


def copy(app: CrmApp, subjects: list[str]) -> None:
    """Ask what of a record to copy, and copy it."""
    from tinycrm.tui.dialogs.choose import Choose

    page = app.crm.page(subjects[0], events=0)
    choices = choices_of(app.crm, page, chosen_line(app, subjects[0]))

    def chosen(answer: str | None) -> None:
        if answer is not None:
            put(app, choices[int(answer)][1])

    options = {
        str(at): f"{name[:12]:<12} {hint(value)}" for at, (name, value) in enumerate(choices)
    }
    app.push_screen(Choose("Copy", options), chosen)


def hint(text: str) -> str:
    """What a text begins with, short enough for a line of the menu."""
    if text.startswith(CARD):
        return "for an address book"
    return shorten(short(text), 44)


def put(app: CrmApp, text: str) -> None:
    """Copy a text, and say so."""
    app.copy_to_clipboard(text)
    app.toast(f"Copied {'the vCard' if text.startswith(CARD) else shorten(short(text), 60)}")


def chosen_line(app: CrmApp, ref: str) -> str:
    """The contact point under the cursor on the page of a record, by its number."""
    view = view_here(app)
    line = view.line if view and view.ref == ref else None
    return line.enter[1] if line and line.enter and line.enter[0] == "reach" else ""


def choices_of(crm: Crm, page: Page, first: str) -> list[tuple[str, str]]:
    """What can be copied, as (name, text); the contact point of the number `first` comes first."""
    record = page.record
    names = {"email": "e-mail"}
    points = sorted(page.points, key=lambda point: str(point.id) != first)
    reach = [(point.label or names.get(point.kind, point.kind), point.value) for point in points]
    addresses = [
        (address.label or "address", "\n".join(part for part in address[1:] if part))
        for address in page.addresses
    ]
    name = getattr(record, "name", None) or getattr(record, "title", None) or record.subject
    text = getattr(record, LONG_TEXT[page.noun])
    found = [("reference", record.ref), ("name", name), *reach, *addresses, ("text", text)]
    if first:
        found = [*found[2:], *found[:2]]
    if page.noun in ("contact", "company"):
        found.append(("vCard", card_of(crm, page)))
    return [(label, value) for label, value in found if value]


def card_of(crm: Crm, page: Page) -> str:
    from tinycrm.interchange.shapes import shapes
    from tinycrm.interchange.vcard_writing import write_card, write_company_card

    (shape,) = shapes(crm, page.noun, [page.record])
    return write_company_card(shape) if page.noun == "company" else write_card(shape)
