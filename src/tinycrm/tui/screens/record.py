"""The page of one record over the whole screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.screen import Screen

from tinycrm.tui.place import Here
from tinycrm.tui.screens.main import BREAKPOINTS, LOW, take_size
from tinycrm.tui.widgets.bars import KeyBar
from tinycrm.tui.widgets.record_view import RecordView
from tinycrm.tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from tinycrm.tui.app import CrmApp


class RecordScreen(Screen[None]):
    """The page of a record, and the way back."""

    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    VERTICAL_BREAKPOINTS = LOW
    app: CrmApp

    def __init__(self, ref: str) -> None:
        super().__init__()
        self.ref = ref
        self.view = RecordView(classes="pane")

    def compose(self) -> ComposeResult:
        take_size(self)
        yield self.view
        yield KeyBar()

    def on_mount(self) -> None:
        self.reload()

    def here(self) -> Here:
        return Here("record", self.view.records() or (self.ref,))

    def reload(self) -> None:
        self.view.show(self.ref)

    @on(VirtualList.Moved)
    def moved(self) -> None:
        self.query_one(KeyBar).look()
