"""A long text in a window of its own, from its first line to its last."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from tinycrm.domain.text import safe_text
from tinycrm.tui.dialogs.dialog import Window
from tinycrm.tui.page.wrapping import wrapped
from tinycrm.tui.widgets.virtual_list import Cells, VirtualList

AT_ONCE = 20_000
"""Characters that are wrapped before the first line is shown; the others follow."""


class TextLines(VirtualList):
    """The lines of a text, without a cursor."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.lines: list[str] = []
        self.wrapped_for = 0

    def line_count(self) -> int:
        return len(self.lines)

    def choosable(self, index: int) -> bool:
        return False

    def cells(self, index: int, width: int) -> Cells:
        return [(" ", "", 1, False), (self.lines[index], "", width - 2, False)]

    def on_resize(self, event: events.Resize) -> None:
        width = max(self.scrollable_content_region.width - 2, 2)
        if width != self.wrapped_for:
            share = self.scroll_offset.y / max(len(self.lines), 1)
            self.wrapped_for = width
            self.lines = lines_of(self.text[:AT_ONCE], width)
            self.relist()
            if len(self.text) > AT_ONCE:
                self.wrap_all(width, share)
        else:
            self.relist()

    @work(group="wrap", exclusive=True)
    async def wrap_all(self, width: int, share: float) -> None:
        """Wrap the rest beside the keys, and come back to where one was in the text."""
        self.lines = await asyncio.to_thread(lines_of, self.text, width)
        self.relist()
        if share:
            self.scroll_to(y=round(share * len(self.lines)), animate=False)

    def show_cursor(self) -> None:
        """There is none."""

    def action_cursor(self, by: int) -> None:
        self.scroll_to(y=self.scroll_offset.y + by, animate=False)

    def action_page(self, by: int) -> None:
        self.scroll_to(y=self.scroll_offset.y + by * (self.height - 1), animate=False)

    def action_jump(self, to: int) -> None:
        self.scroll_to(y=0 if to == 0 else len(self.lines), animate=False)

    def action_choose(self) -> None:
        """Nothing can be chosen here."""


def lines_of(text: str, width: int) -> list[str]:
    return list(wrapped(safe_text(text, newlines=True), width))


class Reader(Window[None]):
    """One text; `esc` leaves it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "leave", "Back", show=False),
        Binding("c", "copy", "Copy", tooltip="Copy the whole text.", show=False),
        Binding("space", "page", "Page down", tooltip="Go one page down.", show=False),
    ]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self.title_words = title
        self.text = text

    def compose(self) -> ComposeResult:
        lines = TextLines(self.text)
        lines.border_title = Content(self.title_words)
        lines.border_subtitle = Content("esc back   c copy")
        yield lines

    def action_page(self) -> None:
        self.query_one(TextLines).action_page(1)

    def action_copy(self) -> None:
        self.app.copy_to_clipboard(self.text)
        self.app.toast(f"Copied the whole text, {len(self.text):,} characters.")
