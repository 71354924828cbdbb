"""The history of one record over the whole screen."""

from __future__ import annotations

from textual.app import ComposeResult

from tinycrm.tui.panes.history import HistoryPane, Steps
from tinycrm.tui.place import Here
from tinycrm.tui.screens.full_screen import FullScreen


class HistoryScreen(FullScreen):
    """What was changed in one record."""

    def __init__(self, ref: str) -> None:
        super().__init__()
        self.ref = ref

    def content(self) -> ComposeResult:
        yield HistoryPane(record=self.ref)

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
