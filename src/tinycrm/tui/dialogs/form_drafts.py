"""The draft of an open form: written while one types, offered when the form is opened again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from tinycrm.domain.text import safe_text
from tinycrm.tui.fields import drafts
from tinycrm.tui.fields.texts import changed_keys

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.timer import Timer

    from tinycrm.tui.app import CrmApp
    from tinycrm.tui.dialogs.form import Form

PAUSE = 0.4
"""Seconds after a change within which the draft is written."""


class FormDraft:
    """What was typed into a form and not saved, in a file of its own."""

    def __init__(self, form: Form, name: str) -> None:
        self.form = form
        self.name = name
        self.timer: Timer | None = None
        self.held: drafts.Draft | None = None
        self.written = False
        self.dropped = False

    @property
    def database(self) -> str:
        return self.form.app.path

    def look(self) -> None:
        """Offer a draft that was left behind."""
        self.held = drafts.read(self.database, self.name)
        if self.held and not changed_keys(self.form.initial, self.held.texts):
            self.held = None
        self.show()

    def show(self) -> None:
        notice = self.form.query_one(".notice", Static)
        if self.held:
            words = "[@click=screen.restore]Draft of $at: ctrl+r takes it up.[/]"
            notice.update(Content.from_markup(words, at=safe_text(self.held.at)))
        notice.set_class(self.held is not None, "open")

    def take_up(self) -> None:
        """Put what was typed then into the fields that it was typed into."""
        if self.held is None:
            return
        held, self.held = self.held, None
        self.show()
        self.form.resume(held)

    def soon(self) -> None:
        """Write the draft in a moment, and once for many keys."""
        if self.timer is None:
            self.timer = self.form.set_timer(PAUSE, self.keep)

    def keep(self) -> None:
        """Write what stands in the form now, or nothing where that is what it began with."""
        self.timer = None
        form = self.form
        if self.dropped or not form.rows:
            return
        if form.is_changed:
            self.write(changed_keys(form.initial, form.texts))
        elif self.written:
            drafts.remove(self.database, self.name)

    def keep_rest(self, keys: Iterable[str]) -> None:
        """Write what stands under some keys, because all else was saved, and leave it at that."""
        self.write(keys)
        self.dropped = True

    def write(self, keys: Iterable[str]) -> None:
        form, texts = self.form, self.form.texts
        at = f"{form.app.crm.db.local_now():%Y-%m-%d %H:%M}"
        base = {key: form.initial.get(key, "") for key in keys}
        typed = {key: texts[key] for key in base}
        drafts.write(self.database, self.name, drafts.Draft(at, form.version, base, typed))
        self.written = True

    def drop(self) -> None:
        """Forget the draft, because it was saved or is not wanted."""
        self.dropped = True
        drafts.remove(self.database, self.name)


def keep_all(app: CrmApp) -> None:
    """Write the drafts of all open forms now, because their screens are about to go."""
    for screen in app.screen_stack:
        draft = getattr(screen, "draft", None)
        if isinstance(draft, FormDraft):
            draft.keep()
