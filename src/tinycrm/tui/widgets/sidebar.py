"""The saved views beside the lists, where there is room for them."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from tinycrm.tui.keys import key_name
from tinycrm.tui.widgets.view_list import ViewList


class Sidebar(ViewList):
    """The views in a pane of its own, which `esc` leaves for the list beside it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "screen.leave_views", "Back", show=False)
    ]

    def __init__(self) -> None:
        super().__init__(classes="pane sidebar")

    def on_show(self) -> None:
        self.reload()

    def on_hide(self) -> None:
        self.stop_counting()

    def reload(self) -> None:
        if self.is_mounted:
            super().reload()
            self.show_title()

    def look_at(self, name: str) -> None:
        """Mark the view that is shown, and let the cursor wait on it."""
        if name == self.now:
            return
        self.now = name
        here = next((at for at, view in enumerate(self.views) if self.is_now(view)), None)
        if here is not None and not self.has_focus:
            self.move_to(here)
        self.refresh()

    def show_title(self) -> None:
        self.border_title = Content(f"Views · {len(self.views)}")
        keys = self.app.action_keys.first
        named = (
            (("rename-view", "rename"), ("delete-view", "delete"))
            if self.has_focus
            else (("views", "go here"), ("sidebar", "hide"))
        )
        words = (f"{key_name(keys[name])} {does}" for name, does in named if name in keys)
        self.border_subtitle = Content("   ".join(words))

    def watch_has_focus(self, focused: bool) -> None:
        super().watch_has_focus(focused)
        self.show_title()
        self.refresh()
