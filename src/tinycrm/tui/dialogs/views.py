"""The saved views, over the left side of the screen, to open one."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tinycrm.tui.dialogs.dialog import Dialog
from tinycrm.tui.widgets.view_list import ViewList
from tinycrm.tui.widgets.virtual_list import VirtualList


class ViewsDialog(Dialog[str]):
    """The name of the view to open."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v", "leave", show=False),
        Binding("r", "rename", show=False),
        Binding("d,delete", "delete", show=False),
    ]
    title_words = "Views"
    foot_words = "1–9 enter open   r rename   d delete"

    def __init__(self, now: str = "") -> None:
        super().__init__()
        self.views = ViewList(now)

    def content(self) -> ComposeResult:
        yield self.views

    def on_mount(self) -> None:
        self.reload()

    def reload(self) -> None:
        self.views.reload()

    def on_virtual_list_chosen(self, event: VirtualList.Chosen) -> None:
        self.dismiss(self.views.name_here())

    def action_rename(self) -> None:
        from tinycrm.tui.actions.views import ask_name

        if self.views.name_here():
            ask_name(self.app, self.views.name_here())

    def action_delete(self) -> None:
        from tinycrm.tui.actions.views import take_away

        if self.views.name_here():
            take_away(self.app, self.views.name_here())
