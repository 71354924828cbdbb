"""Asks what to do, of everything there is."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from tinycrm.domain.text import safe_text
from tinycrm.tui.dialogs.dialog import Dialog
from tinycrm.tui.palette import Entry, matching
from tinycrm.tui.widgets.one_line import OneLine
from tinycrm.tui.widgets.virtual_list import Cells, VirtualList


class Entries(VirtualList):
    """What can be done, one entry a line; what cannot be done here is muted, and says why."""

    def __init__(self, entries: list[Entry]) -> None:
        super().__init__()
        self.entries = entries

    def show(self, entries: list[Entry]) -> None:
        self.entries = entries
        self.cursor = 0
        self.relist()

    def line_count(self) -> int:
        return max(len(self.entries), 1)

    def choosable(self, index: int) -> bool:
        return bool(self.entries)

    def cells(self, index: int, width: int) -> Cells:
        if not self.entries:
            return [(" Nothing is called like that.", "muted", width, False)]
        entry = self.entries[index]
        label = max((len(entry.label) for entry in self.entries), default=0)
        label = min(label, width // 2)
        return [
            self.edge(index, 1),
            (f" {safe_text(entry.label)}", "muted" if entry.lacks else "", label + 1, False),
            ("  ", "", 2, False),
            (safe_text(entry.lacks or entry.help), "muted", width - label - 14, False),
            (entry.key, "muted" if entry.lacks else "accent", 9, True),
            (" ", "", 1, False),
        ]


class Palette(Dialog[Entry]):
    """Everything there is to do, narrowed down by typing; the answer is the entry chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "Down", show=False),
        Binding("up", "move(-1)", "Up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("ctrl+p", "leave", "Leave", show=False),
    ]
    title_words = "What to do"
    foot_words = "enter do it   esc leave"

    def __init__(self, entries: list[Entry]) -> None:
        super().__init__()
        self.entries = entries

    def content(self) -> ComposeResult:
        yield OneLine(placeholder="a few letters of what you want to do", compact=True)
        yield Entries(self.entries)

    @property
    def list(self) -> Entries:
        return self.query_one(Entries)

    def on_mount(self) -> None:
        self.list.can_focus = False

    @on(Input.Changed)
    def changed(self, event: Input.Changed) -> None:
        self.list.show(matching(self.entries, event.value))

    def action_move(self, by: int) -> None:
        self.list.action_cursor(by)

    def action_page(self, by: int) -> None:
        self.list.action_page(by)

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        found = matching(self.entries, event.value)
        if found != self.list.entries:
            # What was typed ahead has not been looked for yet.
            self.list.show(found)
        self.choose()

    @on(VirtualList.Chosen)
    def choose(self) -> None:
        if self.list.entries:
            self.dismiss(self.list.entries[self.list.cursor])
