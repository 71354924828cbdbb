"""The settings: of the file, of its pipelines, fields and tags, and of the app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from tinycrm.domain.text import safe_text
from tinycrm.tui.keys import key_name
from tinycrm.tui.place import Here
from tinycrm.tui.setting_lines import Setting, cells, is_cut, lines
from tinycrm.tui.widgets.virtual_list import Cells, VirtualList

if TYPE_CHECKING:
    from tinycrm.tui.app import CrmApp


class SettingsList(VirtualList):
    """One setting a line, under headings."""

    def __init__(self) -> None:
        super().__init__(classes="pane")
        self.lines: list[Setting] = []
        self.border_title = "Settings"

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        # Another width cuts other lines.
        self.post_message(self.Moved(self))

    def line_count(self) -> int:
        return len(self.lines)

    def choosable(self, index: int) -> bool:
        return self.lines[index].kind not in ("heading", "fixed")

    def cells(self, index: int, width: int) -> Cells:
        line = cells(self.lines[index], width, here=index == self.cursor)
        return [self.edge(index), *line]


class SettingsPane(Vertical):
    """All settings."""

    app: CrmApp

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)

    def compose(self) -> ComposeResult:
        yield SettingsList()

    @property
    def list(self) -> SettingsList:
        return self.query_one(SettingsList)

    def here(self) -> Here:
        setting = self.setting_here()
        return Here("settings", kind=setting.kind if setting else "")

    def setting_here(self) -> Setting | None:
        """The setting under the cursor."""
        list = self.list
        return list.lines[list.cursor] if list.cursor < len(list.lines) else None

    def reload(self) -> None:
        """Read all settings anew, with the cursor on the same one."""
        list, before = self.list, self.setting_here()
        shown = {name: key_name(key) for name, key in self.app.action_keys.first.items()}
        list.lines = lines(self.app.crm, shown)
        names = [(line.kind, line.key) for line in list.lines]
        if before and (before.kind, before.key) in names:
            list.cursor = names.index((before.kind, before.key))
        list.relist()

    @on(VirtualList.Moved)
    def moved(self) -> None:
        """Say the whole of what the line has no room for, at the foot."""
        line = self.setting_here()
        words = " · ".join(filter(None, (line.value, line.about))) if line else ""
        cut = line is not None and is_cut(line, self.list.scrollable_content_region.width)
        self.list.border_subtitle = Content(safe_text(words)) if cut else ""

    @on(VirtualList.Chosen)
    async def chosen(self) -> None:
        await self.app.action_do("change-setting")
