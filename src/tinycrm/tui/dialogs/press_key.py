"""Asks for a key by having it pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.widgets import Static

from tinycrm.errors import CrmError
from tinycrm.tui.dialogs.dialog import Dialog

if TYPE_CHECKING:
    from collections.abc import Callable


class PressKey(Dialog[str]):
    """The key that is pressed; `check` raises a CrmError for one that cannot be taken.

    Backspace answers with "", for the usual key.
    """

    foot_words = "backspace the usual key   esc leave"

    def __init__(self, title: str, words: str, check: Callable[[str], object]) -> None:
        super().__init__()
        self.title_words = title
        self.words = words
        self.check = check

    def content(self) -> ComposeResult:
        yield Static(self.words, markup=False)
        yield Static(classes="problem", markup=False)

    def on_key(self, event: events.Key) -> None:
        if event.key in ("escape", "ctrl+q"):
            return
        event.stop()
        if event.key == "backspace":
            self.dismiss("")
            return
        try:
            self.check(event.key)
        except CrmError as error:
            self.complain(error)
            return
        self.dismiss(event.key)
