"""Adds a person from one line, and shows what is understood of it while it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from tinycrm.domain.quick_add import QuickAdd, parse_quick_add
from tinycrm.domain.text import quote_value, safe_text
from tinycrm.errors import CrmError
from tinycrm.tui.dialogs.form import Form
from tinycrm.tui.dialogs.form_row import FieldRow
from tinycrm.tui.fields.checks import error_words
from tinycrm.tui.fields.table import FieldSpec

if TYPE_CHECKING:
    from collections.abc import Callable

    from tinycrm.crm import Crm

LINE = FieldSpec(
    "line", "Who", hint="like Jane Doe <jane@acme.com> +1 415 555 0100 @Acme #lead // met"
)
MOST = 3


class QuickAddForm(Form):
    """Name, addresses, numbers, @Company, #tags and // a note, in any order."""

    foot_words = "[@click=screen.save]enter add[/]   [@click=screen.leave]esc leave[/]"

    def __init__(self) -> None:
        super().__init__("Add a person", "contact", [LINE], {}, "quick add")

    def below(self) -> ComposeResult:
        yield Static(classes="understood", markup=False)
        yield Static(classes="alike", markup=False)

    @on(FieldRow.Changed)
    def show_understood(self) -> None:
        text = self.texts["line"]
        problem, found = "", None
        try:
            found = parse_quick_add(text) if text.strip() else None
        except CrmError as error:
            problem = error_words(error)
        shown = preview(self.app.crm, found) if found else Content(safe_text(problem))
        self.query_one(".understood", Static).update(shown)
        alike = lookalikes(self.app.crm, found) if found else []
        self.query_one(".alike", Static).update(Content("\n".join(map(safe_text, alike))))

    def understand(self, row: FieldRow, *, complain: bool) -> bool:
        try:
            parse_quick_add(row.text)
        except CrmError as error:
            row.say(problem=error_words(error) if complain else "")
            return False
        row.say()
        return True

    def must_hold(self, row: FieldRow) -> bool:
        return True

    def act(self) -> Callable[[Crm], Any]:
        found = parse_quick_add(self.texts["line"])
        return lambda crm: crm.add("contact", found.fields(), found.note)


def preview(crm: Crm, found: QuickAdd) -> Content:
    """What is understood of a line, a part on each line, those that are new said to be."""
    from tinycrm.tui.fields.checks import firm

    company = ""
    if found.company:
        try:
            company = f"{found.company}  ({firm(crm, 'contact', found.company, {})})"
        except CrmError as error:
            company = f"{found.company}  ({error_words(error)})"
    known = {name.casefold() for name in crm.tags.names()} if found.tags else set()
    tags = [f"#{tag}{'' if tag.casefold() in known else ' (new)'}" for tag in found.tags]
    parts = {
        "Name": found.name,
        "E-mail": ", ".join(found.emails),
        "Phone": ", ".join(found.phones),
        "Web": ", ".join(found.urls),
        "Company": company,
        "Tags": " ".join(tags),
        "Note": " ".join(found.note.split()),
    }
    lines = [
        Content.assemble((f"{label:<14}", "$text-muted"), safe_text(value))
        for label, value in parts.items()
        if value
    ]
    return Content("\n").join(lines)


def lookalikes(crm: Crm, found: QuickAdd) -> list[str]:
    """Who is there already with the same address, number or name, in words."""
    from tinycrm.store.references import by_name, by_point

    same: dict[int, str] = {}
    for values, what in ((found.emails, "e-mail"), (found.phones, "phone number")):
        for value in values:
            for id in by_point(crm.db, "contact", value, MOST):
                same.setdefault(id, what)
    for id in by_name(crm.db, "contact", found.name, MOST):
        same.setdefault(id, "name")
    shown = crm.contacts.by_ids(list(same)[:MOST])
    return [f"{one.ref} {quote_value(one.name)} has the same {same[one.id]}." for one in shown]
