"""The history of one record over the whole screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.screen import Screen

from tinycrm.tui.panes.history import HistoryPane, Steps
from tinycrm.tui.place import Here
from tinycrm.tui.screens.main import BREAKPOINTS, LOW
from tinycrm.tui.widgets.bars import KeyBar
from tinycrm.tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from tinycrm.tui.app import CrmApp


class HistoryScreen(Screen[None]):
    """What was changed in one record."""

    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    VERTICAL_BREAKPOINTS = LOW
    app: CrmApp

    def __init__(self, ref: str) -> None:
        super().__init__()
        self.ref = ref

    def compose(self) -> ComposeResult:
        yield HistoryPane(record=self.ref)
        yield KeyBar()

    def on_mount(self) -> None:
        self.set_focus(self.query_one(Steps))
        self.reload()

    @property
    def pane(self) -> HistoryPane:
        return self.query_one(HistoryPane)

    def here(self) -> Here:
        return self.pane.here() if self.is_mounted else Here("history")

    def reload(self) -> None:
        self.pane.reload()

    def on_virtual_list_moved(self, event: VirtualList.Moved) -> None:
        self.query_one(KeyBar).look()
