"""The page of one record over the whole screen."""

from __future__ import annotations

from textual.app import ComposeResult

from tinycrm.tui.place import Here
from tinycrm.tui.screens.full_screen import FullScreen
from tinycrm.tui.widgets.record_view import RecordView


class RecordScreen(FullScreen):
    """The page of a record, and the way back."""

    def __init__(self, ref: str) -> None:
        super().__init__()
        self.ref = ref
        self.view = RecordView(classes="pane")

    def content(self) -> ComposeResult:
        yield self.view

    def on_mount(self) -> None:
        self.reload()

    def here(self) -> Here:
        return Here("record", self.view.records() or (self.ref,))

    def reload(self) -> None:
        self.view.show(self.ref)
