"""Asks for one line of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Static

from tinycrm.errors import CrmError
from tinycrm.tui.dialogs.dialog import Dialog
from tinycrm.tui.widgets.one_line import OneLine

if TYPE_CHECKING:
    from collections.abc import Callable


class Ask(Dialog[str]):
    """One line; `check` raises a CrmError for what cannot be taken, which is shown under it."""

    def __init__(
        self,
        title: str,
        *,
        value: str = "",
        hint: str = "",
        check: Callable[[str], object] | None = None,
    ) -> None:
        super().__init__()
        self.title_words = title
        self.value = value
        self.hint = hint
        self.check = check

    def content(self) -> ComposeResult:
        yield OneLine(self.value, placeholder=self.hint, compact=True)
        yield Static(classes="problem", markup=False)

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        try:
            if self.check:
                self.check(event.value)
        except CrmError as error:
            self.complain(error)
            return
        self.dismiss(event.value)
