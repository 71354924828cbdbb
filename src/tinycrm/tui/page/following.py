"""Where enter leads on the lines of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinycrm.store.references import LETTER_OF

if TYPE_CHECKING:
    from tinycrm.store.pages import Page
    from tinycrm.tui.app import CrmApp


def follow(app: CrmApp, page: Page, what: str, target: str) -> None:
    """Do what a line's `enter` says; see `Line`."""
    own = f"{LETTER_OF[page.noun]}{page.record.id}"
    if what == "record" and target != own:
        app.open_record(target)
    elif what == "text":
        read_whole(app, page, target)
    elif what == "reach":
        from tinycrm.tui.actions.opening import open_outside, open_point

        if target:
            open_point(app, page, target)
        else:
            open_outside(app, [own])
    elif what == "own":
        app.run_worker(app.action_do("edit"), group="follow")
    elif what == "consent":
        from tinycrm.tui.actions.consent import ask

        ask(app, own, target)
    elif what == "list":
        from tinycrm.tui.actions.narrowing import list_all

        list_all(app, *target.split(" ", 1))


def read_whole(app: CrmApp, page: Page, field: str) -> None:
    """Show a text from its first line to its last."""
    from tinycrm.tui.dialogs.reader import Reader
    from tinycrm.tui.page.heads import title

    app.push_screen(Reader(title(page), whole_text(page, field)))


def whole_text(page: Page, field: str) -> str:
    """The text of a field, of a custom one, or of an address by its place."""
    if field in page.record._fields:
        return str(getattr(page.record, field) or "")
    custom = dict(page.fields)
    if field in custom:
        return custom[field]
    return "\n".join(part for part in page.addresses[int(field)][1:] if part)
