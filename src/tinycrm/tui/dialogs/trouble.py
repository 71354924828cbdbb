"""Says what is wrong with the file or with the program, and how to go on."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from tinycrm.domain.text import safe_text
from tinycrm.tui.dialogs.dialog import Dialog


class Trouble(Dialog[bool]):
    """What went wrong; `enter` answers with True: go on, or try again."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "go_on", "Go on", show=False)]

    def __init__(self, title: str, words: str, *, go_on: str) -> None:
        super().__init__()
        self.title_words = title
        self.words = words
        self.foot_words = f"enter {go_on}   ctrl+q quit"

    def content(self) -> ComposeResult:
        yield Static(safe_text(self.words, newlines=True), markup=False)

    def action_go_on(self) -> None:
        self.dismiss(True)

    def action_leave(self) -> None:
        """Leaving is going on as well: there is nothing else to return to."""
        self.dismiss(True)
