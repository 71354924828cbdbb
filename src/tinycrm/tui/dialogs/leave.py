"""Asks what is to become of changes that were not saved."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from tinycrm.tui.dialogs.answers import Answers
from tinycrm.tui.dialogs.dialog import Dialog


class Leave(Dialog[str]):
    """Answers `save` or `discard`; None is to keep editing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s,enter,ctrl+s", "answer('save')", "Save", show=False),
        Binding("d", "answer('discard')", "Discard", show=False),
        Binding("k", "leave", "Keep editing", show=False),
    ]
    title_words = "Not saved"
    foot_words = ""

    def content(self) -> ComposeResult:
        yield Static("What you typed is not saved yet.", markup=False)
        yield Answers(
            ("s", "save", "screen.answer('save')"),
            ("d", "discard", "screen.answer('discard')"),
            ("esc", "keep editing", "screen.leave"),
        )

    def action_answer(self, answer: str) -> None:
        self.dismiss(answer)
