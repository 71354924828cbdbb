"""Asks which columns a list shows, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tinycrm.tui.columns import DEFAULTS, name_of
from tinycrm.tui.dialogs.dialog import Dialog
from tinycrm.tui.widgets.virtual_list import Cells, VirtualList

if TYPE_CHECKING:
    from tinycrm.tui.columns import Column


class ColumnChoice(VirtualList):
    """All columns, those that are shown first and in their order."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,m", "switch", "Show", tooltip="Show the column, or hide it.", show=False),
        Binding(
            "less_than_sign,shift+up",
            "move(-1)",
            "Up",
            tooltip="Move the column to the left.",
            show=False,
        ),
        Binding(
            "greater_than_sign,shift+down",
            "move(1)",
            "Down",
            tooltip="Move the column to the right.",
            show=False,
        ),
        Binding("r", "restart", "As usual", tooltip="Show the usual columns.", show=False),
    ]

    def __init__(self, columns: list[Column], shown: list[str], noun: str) -> None:
        super().__init__()
        self.columns = {column.key: column for column in columns}
        self.noun = noun
        self.put_in_order(shown)

    def put_in_order(self, shown: list[str]) -> None:
        self.shown = set(shown)
        self.keys = [*shown, *(key for key in self.columns if key not in shown)]

    def line_count(self) -> int:
        return len(self.keys)

    def cells(self, index: int, width: int) -> Cells:
        column = self.columns[self.keys[index]]
        sign, tone = ("✓", "") if column.key in self.shown else (" ", "muted")
        return [
            self.edge(index),
            (sign, "accent", 2, False),
            (name_of(column), tone, width - 4, False),
        ]

    def action_switch(self) -> None:
        self.shown ^= {self.keys[self.cursor]}
        self.move_to(self.cursor + 1)
        self.refresh()

    def action_move(self, by: int) -> None:
        at, to = self.cursor, self.cursor + by
        if 0 <= to < len(self.keys):
            self.keys[at], self.keys[to] = self.keys[to], self.keys[at]
            self.move_to(to)
            self.refresh()

    def action_restart(self) -> None:
        self.put_in_order(list(DEFAULTS[self.noun]))
        self.relist()


class ColumnsDialog(Dialog[list[str]]):
    """The keys of the columns to show."""

    title_words = "Columns"
    foot_words = "space show  <> move  r reset  enter done  esc leave"

    def __init__(self, columns: list[Column], shown: list[str], noun: str) -> None:
        super().__init__()
        self.choice = ColumnChoice(columns, shown, noun)

    def content(self) -> ComposeResult:
        yield self.choice

    def on_mount(self) -> None:
        self.choice.styles.height = len(self.choice.keys)
        self.choice.relist()

    def on_virtual_list_chosen(self, event: VirtualList.Chosen) -> None:
        keys = [key for key in self.choice.keys if key in self.choice.shown]
        if keys:
            self.dismiss(keys)
