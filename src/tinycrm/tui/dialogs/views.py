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
        from tinycrm.store.saved_views import view_name
        from tinycrm.tui.dialogs.ask import Ask

        name = self.views.name_here()

        def named(new: str | None) -> None:
            if new is not None:
                self.app.change(
                    lambda crm: crm.views.rename(name, new), then=lambda _: self.reload()
                )

        if name:
            self.app.push_screen(Ask("Rename the view", value=name, check=view_name), named)

    def action_delete(self) -> None:
        """Without a question: ctrl+z brings it back."""
        name = self.views.name_here()
        if name:
            self.app.change(lambda crm: crm.views.delete(name), then=lambda _: self.reload())
