"""Asks for one of several things, narrowed down by typing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from tinycrm.domain.text import fold, safe_text
from tinycrm.tui.dialogs.dialog import Dialog
from tinycrm.tui.widgets.one_line import OneLine

if TYPE_CHECKING:
    from collections.abc import Mapping


class Choose(Dialog[str]):
    """One of `options`, which map what is answered to the words that are shown.

    With `free`, what was typed is an answer as well.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
    ]
    foot_words = "enter choose   esc leave"

    def __init__(self, title: str, options: Mapping[str, str], *, free: bool = False) -> None:
        super().__init__()
        self.title_words = title
        self.options = options
        self.free = free

    def content(self) -> ComposeResult:
        yield OneLine(placeholder="type to narrow down", compact=True)
        yield OptionList(compact=True)

    def on_mount(self) -> None:
        self.list.can_focus = False
        self.narrow("")

    @property
    def list(self) -> OptionList:
        return self.query_one(OptionList)

    def narrow(self, text: str) -> None:
        words = fold(text).split()
        self.list.clear_options()
        self.list.add_options(
            Option(Content(safe_text(label)), id=answer)
            for answer, label in self.options.items()
            if all(word in fold(label) for word in words)
        )
        self.list.highlighted = 0 if self.list.option_count else None

    @on(Input.Changed)
    def changed(self, event: Input.Changed) -> None:
        self.narrow(event.value)

    def action_move(self, by: int) -> None:
        if by > 0:
            self.list.action_cursor_down()
        else:
            self.list.action_cursor_up()

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        if self.list.highlighted is not None:
            self.dismiss(self.list.get_option_at_index(self.list.highlighted).id)
        elif self.free and event.value.strip():
            self.dismiss(event.value.strip())

    @on(OptionList.OptionSelected)
    def selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)
